"""A file that is ready to upload."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from studio_app.catalog.asset_types import (
    EXTENSION,
    MIME,
    MOTION_EXTENSION,
    MOTION_MIME,
    Format,
    MotionFormat,
)


@dataclass(frozen=True, slots=True)
class ExportFile:
    """`name` is upload-ready, `max_bytes` what its platform takes. Moving files have a motion format and `moving`.

    `enlarged` tells that the picture had fewer pixels than this file: it fits the platform, but is no sharper;
    `drawn` that it was drawn for this very size and not resampled.
    """

    name: str
    label: str
    data: bytes
    format: Format | MotionFormat
    width: int
    height: int
    max_bytes: int
    moving: bool = False
    enlarged: bool = False
    drawn: bool = False

    @property
    def media_type(self) -> str:
        return _MOTION_MEDIA[self.format] if self.moving else _MEDIA[self.format]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


_MEDIA: dict[str, str] = {str(name): value for name, value in MIME.items()}
_MOTION_MEDIA: dict[str, str] = {str(name): value for name, value in MOTION_MIME.items()}
_ENDINGS: dict[str, str] = {str(name): value for name, value in EXTENSION.items()}
_MOTION_ENDINGS: dict[str, str] = {str(name): value for name, value in MOTION_EXTENSION.items()}


def ending(format: Format | MotionFormat, moving: bool) -> str:
    """The file name extension, without its dot."""
    return _MOTION_ENDINGS[format] if moving else _ENDINGS[format]
