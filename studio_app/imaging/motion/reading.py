"""What a finished loop holds, read from the file itself."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image

from studio_app.catalog.asset_types import MotionFormat
from studio_app.imaging.motion import matroska
from studio_app.imaging.motion.frames import SHORTEST, Frames

_PIL_NAME: Final[dict[MotionFormat, str]] = {"gif": "GIF", "apng": "PNG", "webp": "WEBP"}


@dataclass(frozen=True, slots=True)
class Loop:
    """`frames` is None for WebM, whose pictures only a player decodes."""

    width: int
    height: int
    count: int
    seconds: float
    frames: Frames | None


def read_loop(data: bytes, format: MotionFormat) -> Loop:
    """Decodes every frame; ValueError for a file that is not a loop of that format."""
    if format == "webm":
        track = matroska.read(data)
        return Loop(track.width, track.height, len(track.shots), track.duration / 1000, None)
    try:
        images, durations = _decoded(data, format)
    except (OSError, SyntaxError, EOFError) as fault:
        raise ValueError(f"not a moving {format}") from fault
    frames = Frames(images, durations)
    return Loop(*frames.size, len(frames), frames.seconds, frames)


def _decoded(data: bytes, format: MotionFormat) -> tuple[tuple[Image.Image, ...], tuple[int, ...]]:
    images, durations = [], []
    with Image.open(io.BytesIO(data), formats=[_PIL_NAME[format]]) as film:
        for i in range(getattr(film, "n_frames", 1)):
            film.seek(i)
            film.load()
            images.append(film.convert("RGBA"))
            durations.append(max(SHORTEST, round(film.info.get("duration", 0) / 10) * 10))
    return tuple(images), tuple(durations)
