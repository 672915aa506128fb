"""Reading uploaded pictures within their limit."""

from __future__ import annotations

from fastapi import UploadFile

from studio_app.core.errors import PayloadTooLarge

PICTURE_LIMIT = 10_000_000


def read_picture(file: UploadFile) -> bytes:
    """The bytes of one picture; raises `PayloadTooLarge` after ten megabytes."""
    data = file.file.read(PICTURE_LIMIT + 1)
    if len(data) > PICTURE_LIMIT:
        raise PayloadTooLarge("Pictures may have at most 10 MB. Save a smaller copy and try again.")
    return data
