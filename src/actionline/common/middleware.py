"""What surrounds every request: probes for machines, an id, a line in the log, figures."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from . import probes
from .logs import request_id

Handler = Callable[[HttpRequest], HttpResponseBase]

logger = logging.getLogger("actionline.request")

#: What a proxy may send as the id of a request.
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")


def probed(get_response: Handler) -> Handler:
    """Answers `/healthz`, `/readyz` and `/metrics` before anything else looks at the request.

    They come by number and not by name, over http, without cookies: neither the host name nor
    a session nor a language has a say.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        probe = probes.PROBES.get(request.path)
        return get_response(request) if probe is None else probe(request)

    return middleware


def logged(get_response: Handler) -> Handler:
    """Gives each request an id, which is in its log lines and in the answer's `X-Request-ID`.

    The line of a request names the route, not the address: addresses hold what people search
    for, and sign-in links.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
        mark = request_id.set(given if _ID.match(given) else secrets.token_hex(8))
        started = time.perf_counter()
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            told = {
                "method": request.method,
                "route": route_of(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000, 1),
            }
            logger.info("%(method)s %(route)s %(status)d in %(ms)s ms", told, extra={"told": told})
            return response
        finally:
            request_id.reset(mark)

    return middleware


def measured(get_response: Handler) -> Handler:
    """Counts and times requests by view, where `/metrics` is switched on."""
    if not settings.METRICS_TOKEN:
        raise MiddlewareNotUsed
    from . import metrics  # its registry looks at the environment when it is imported

    def middleware(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = get_response(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        metrics.observe(
            method=request.method or "",
            view=name,
            status=response.status_code,
            seconds=time.perf_counter() - started,
        )
        return response

    return middleware


def route_of(request: HttpRequest) -> str:
    """The pattern of the address: `en/mandates/<int:key>/`."""
    return f"/{request.resolver_match.route}" if request.resolver_match else "(none)"
