"""Errors as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpResponse

MEDIA = "application/problem+json"


def problem(
    status: int,
    detail: str,
    *,
    parameters: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """An error: what is wrong, and with which parameters of the address."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "parameters": [{"name": name, "detail": why} for name, why in (parameters or {}).items()],
    }
    content = json.dumps(told, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=MEDIA, headers=dict(headers or {}))
