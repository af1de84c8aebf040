"""Giving files away that people brought, so that a browser does nothing with them but save."""

from __future__ import annotations

from django.core.files.base import File
from django.http import FileResponse


def attachment(file: File[bytes], *, name: str, media_type: str) -> FileResponse:
    """The file as a download: not shown, not guessed at, and without rights where it is shown."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
