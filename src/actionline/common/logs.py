"""Log lines as JSON, with the id of the request and without what is somebody's own."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

#: The id of the request that is being answered, empty outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")


class Discreet(logging.Filter):
    """Django names the address in its lines about a request; here its status must do.

    An address holds sign-in links and what people search for. The route is in the line that
    `middleware.logged` writes under the same id.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(("django.request", "django.security")):
            status = getattr(record, "status_code", None)
            if status is not None:
                record.msg, record.args = f"answered with {status}", None
        record.request_id = request_id.get()
        return True


class JsonLines(logging.Formatter):
    """One object a line: time (UTC), level, logger, message, request_id, and what was told."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if mark := getattr(record, "request_id", ""):
            line["request_id"] = mark
        line |= getattr(record, "told", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
