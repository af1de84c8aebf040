"""A bound on what one request may upload, checked while it arrives."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from actionline.reading.limits import MAX_FILE_BYTES

#: Of all files of one request together.
MAX_REQUEST_BYTES = MAX_FILE_BYTES + 16 * 1024 * 1024


class Quota(FileUploadHandler):
    """Stops keeping an upload beyond `MAX_REQUEST_BYTES` and says so on the request.

    The rest is read and thrown away, so that the person gets a page and no broken connection.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > MAX_REQUEST_BYTES:
            self.request.over_quota = True  # type: ignore[union-attr]  # read by the view
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None  # the next handler keeps the file
