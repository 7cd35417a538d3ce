"""An end to sending: a request that carries too much is refused before its bytes fill the disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_FILES = 10


class CappedUploads(FileUploadHandler):
    """Refuses a request that says it holds more than ten files of the largest size."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **more: Any) -> None:  # noqa: N803
        if content_length > MOST_FILES * settings.FILE_SIZE_LIMIT:
            raise RequestDataTooBig("The request holds more than may be sent at once.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
