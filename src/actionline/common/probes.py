"""What machines ask: whether this process lives, whether it can serve, how it is doing."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

_migrated = False  # once true it stays: a newer schema comes with a newer process


def healthz(_request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nothing of anybody else, so that a restart is no cure for them."""
    return _plain("ok")


def readyz(_request: HttpRequest) -> HttpResponse:
    """The database answers and is at this version; 503 where not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = unapplied()
    except DatabaseError:
        return _plain("the database does not answer", 503)
    return _plain("migrations are missing", 503) if waiting else _plain("ok")


def unapplied() -> int:
    """How many migrations the database lacks."""
    global _migrated
    if _migrated:
        return 0
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    _migrated = waiting == 0
    return waiting


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, for whoever has the token; 404 where none is set."""
    if not settings.METRICS_TOKEN:
        return _plain("not switched on", 404)
    given = request.headers.get("Authorization", "").encode()
    if not secrets.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode()):
        return _plain("a bearer token is needed", 401)
    from . import metrics as figures  # its registry looks at the environment when imported

    text, media_type = figures.exposition()
    return HttpResponse(text, content_type=media_type, headers={"Cache-Control": "no-store"})


def _plain(text: str, status: int = 200) -> HttpResponse:
    """An answer that nothing on the way may keep."""
    return HttpResponse(
        f"{text}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


PROBES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": healthz,
    "/readyz": readyz,
    "/metrics": metrics,
}
