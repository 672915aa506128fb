"""Reading a kit out of pictures. Runs in the offload process."""

from __future__ import annotations

from studio_app.imaging.decode import ImageRejected, decode
from studio_app.imaging.palette import Swatch, extract


def read_palette(pictures: tuple[bytes, ...]) -> tuple[Swatch, ...]:
    """Up to seven colours with roles; raises `ImageRejected` when a picture is not one, or shows nothing."""
    swatches = tuple(extract([decode(data) for data in pictures]))
    if not swatches:
        raise ImageRejected("There is no colour in these pictures: they are fully transparent. Choose others.")
    return swatches
