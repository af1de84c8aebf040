"""The interface's own description, as OpenAPI."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from . import service
from .problems import MEDIA

Json = dict[str, Any]

BASE = "/api/v1"
TEXT = (
    "Everything that the site shows to everybody, as JSON, for reading. Lists come in pages: "
    "follow `next` until it is null. Answers carry an ETag; send it back in If-None-Match."
)
_HEADERS = {
    "ETag": "A digest of the content",
    "Link": "The address of the next page, as `next` in the content",
}


def as_json(request: HttpRequest) -> HttpResponse:
    """`/api/v1/openapi.json`"""
    content = json.dumps(described(), ensure_ascii=False)
    return HttpResponse(content, content_type="application/json")


def described() -> Json:
    """The OpenAPI document, with the licence of the data where the operator names one."""
    made = _operations()
    info = {**made["info"], "description": TEXT}
    if settings.DATA_LICENCE:
        info["license"] = {"name": settings.DATA_LICENCE}
        if settings.DATA_LICENCE_URL:
            info["license"]["url"] = settings.DATA_LICENCE_URL
    return {**made, "info": info, "servers": [{"url": BASE}]}


@cache
def _operations() -> Json:
    """As django-ninja tells it, with what it does not know: media of errors, headers."""
    made: Json = json.loads(json.dumps(service.interface().get_openapi_schema(path_prefix="")))
    for methods in made["paths"].values():
        for code, response in methods["get"]["responses"].items():
            if code.startswith("4"):
                response["content"] = {MEDIA: response["content"].pop("application/json")}
            elif code == "200":
                response["headers"] = {
                    name: {"description": told, "schema": {"type": "string"}}
                    for name, told in _HEADERS.items()
                }
    return made
