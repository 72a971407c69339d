"""How much one request may bring: refused before it is read, so that nobody fills the disk with what no page would take."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 1_000_000_000
"""Of one request with all its files; the script of a page sends large files one by one."""


class LimitedUpload(FileUploadHandler):
    """Looks at the announced length alone and leaves the files to the handlers behind it."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - as Django calls it
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Refuse a request that is too large (400)."""
        if content_length > MOST_BYTES:
            raise RequestDataTooBig(f"a request of {content_length} bytes is over the limit of {MOST_BYTES}")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand a part on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind keep the file."""
