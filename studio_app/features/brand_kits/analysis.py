"""Reading a kit out of pictures. Runs in the offload process."""

from __future__ import annotations

from studio_app.imaging.decode import decode
from studio_app.imaging.palette import Swatch, extract


def read_palette(pictures: tuple[bytes, ...]) -> tuple[Swatch, ...]:
    """Five to seven colours with roles; raises `ImageRejected` naming the first picture that is not one."""
    return tuple(extract([decode(data) for data in pictures]))
