"""Making an uploaded logo safe and small: decoded, stripped of all metadata, at most 1024 pixels, PNG."""

from __future__ import annotations

import io

from studio_app.imaging.decode import decode

_SIDE = 1024


def clean_logo(data: bytes) -> tuple[bytes, int, int]:
    """PNG bytes, width and height; raises `ImageRejected`. Runs in the offload process."""
    image = decode(data).convert("RGBA")
    image.thumbnail((_SIDE, _SIDE))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), image.width, image.height
