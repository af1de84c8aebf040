"""Figures for Prometheus: requests as they pass, and what the database holds when asked.

With several processes, `PROMETHEUS_MULTIPROC_DIR` names a folder in which each keeps its
counts; `serve` makes one. Whichever process is asked adds them up.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.db.models import Count
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from .models import AuditHead

_own = CollectorRegistry()
_requests = Counter(
    "actionline_requests", "Requests answered", ["method", "view", "status"], registry=_own
)
_seconds = Histogram(
    "actionline_request_seconds", "Time to the answer's first byte", ["view"], registry=_own
)
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Holdings(Collector):
    """What the database says at the moment of asking, in two queries."""

    def collect(self) -> Iterator[Metric]:
        tasks = GaugeMetricFamily(
            "actionline_tasks", "Background tasks kept, by state", labels=["state"]
        )
        counted = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
        for state, count in counted:
            tasks.add_metric([state.lower()], count)
        yield tasks
        last = AuditHead.objects.values_list("number", flat=True).first()
        yield GaugeMetricFamily("actionline_audit_entries", "Entries of the audit trail", last or 0)


def observe(*, method: str, view: str, status: int, seconds: float) -> None:
    """Count one request; `view` is the name of its view, empty where no address fits."""
    known = method if method in _METHODS else "other"
    _requests.labels(known, view, str(status)).inc()
    _seconds.labels(view).observe(seconds)


def exposition() -> tuple[bytes, str]:
    """All figures as text, and its media type."""
    registry = _own
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it has no hints
    holdings = CollectorRegistry()
    holdings.register(Holdings())
    return generate_latest(registry) + generate_latest(holdings), CONTENT_TYPE_LATEST
