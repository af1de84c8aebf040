"""The one view behind `/api/v1/`: what holds for every request, whatever it asks for.

Nobody signs in here: no session, no cookie, no token is looked at. Everything is public, so
that scripts of any site may read it (CORS).
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from .limits import Limits
from .problems import problem

METHODS = "GET, HEAD, OPTIONS"
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
#: May be kept by anybody, but is asked for again each time: a change is seen at once.
_CACHE = "public, no-cache"

limits = Limits()


@csrf_exempt  # nothing can be changed here; another method is told so, not refused for a token
def door(request: HttpRequest, path: str) -> HttpResponse:
    """Answer one request to the interface."""
    response = _answered(request, path)
    for name, value in _OPEN.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _answered(request: HttpRequest, path: str) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={**_PREFLIGHT, "Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        return problem(405, "The interface is for reading.", headers={"Allow": METHODS})
    wait = limits.wait(request)
    if wait:
        told = f"More than {settings.API_RATE} requests a minute. Try again in {wait} s."
        return problem(429, told, headers={"Retry-After": str(wait)})
    if any(_odd(text) for text in (path, *request.GET, *request.GET.dict().values())):
        return problem(400, "The address holds signs that no text has.")
    return _found(request, path)


def _odd(text: str) -> bool:
    """Whether a text holds NUL, or half a letter, which no database takes."""
    return "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text)


def _found(request: HttpRequest, path: str) -> HttpResponse:
    from . import service  # pydantic takes a while, and most requests are for pages

    try:
        match = service.resolver().resolve(path)
    except Resolver404:
        return problem(404, "There is no such address. See /api/v1/openapi.json.")
    request.resolver_match = match  # what the log and the figures name
    method, request.method = request.method, "GET"
    language = _language(request)
    with translation.override(language):
        response: HttpResponse = match.func(request, **match.kwargs)
    request.method = method
    response.headers["Content-Language"] = language
    return _fresh(request, response) if response.status_code == 200 else response


def _language(request: HttpRequest) -> str:
    """The language asked for, English otherwise; one that is not known is told of later."""
    given = request.GET.get("lang", "")
    return given if given in dict(settings.LANGUAGES) else "en"


def _fresh(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With a digest of its content as ETag; 304 without content for whoever has the same."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"], response.headers["Cache-Control"] = etag, _CACHE
    answer = get_conditional_response(request, etag=etag, response=response)
    found: HttpResponse = answer if isinstance(answer, HttpResponse) else response
    if request.method == "HEAD" and found.status_code == 200:
        found.headers["Content-Length"] = str(len(found.content))
        found.content = b""
    return found
