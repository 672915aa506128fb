"""Makes a picture small enough for a line of chat without losing its shape."""

from __future__ import annotations

from typing import Final

from PIL import Image

from studio_app.imaging.colour import BLACK, RGB, WHITE
from studio_app.imaging.encode import least_alpha
from studio_app.imaging.keying.small import OUTLINED_UP_TO, sharpen_small
from studio_app.imaging.score.smallness import BASE, edge_seen

# The pages of chat: dark as Twitch paints it, and plain white.
DARK_PAGE: Final = (24, 24, 27)
LIGHT_PAGE: Final = (255, 255, 255)
# From this share of its outline on, a shape is taken for standing out from the page.
SEEN_ENOUGH: Final = 0.8


def seen_at(image: Image.Image, side: int, page: tuple[int, int, int]) -> float:
    """The share of the outline, 0..1, that stands out from `page` when a square picture is shown `side` pixels wide."""
    shown = image if image.width == side else sharpen_small(image, side)
    return edge_seen(shown.convert("RGBA").resize((BASE, BASE), Image.Resampling.BICUBIC), page)


def outline_for(image: Image.Image, side: int) -> RGB | None:
    """What a shape must be outlined with to be seen on both pages at `side` pixels; None when it is seen without."""
    if image.mode != "RGBA" or least_alpha(image) == 255:
        return None
    if seen_at(image, side, DARK_PAGE) < SEEN_ENOUGH:
        return WHITE
    return BLACK if seen_at(image, side, LIGHT_PAGE) < SEEN_ENOUGH else None


def reduced(image: Image.Image, width: int, height: int) -> Image.Image:
    """`image` at that size; to a square of 72 pixels or less it is sharpened, and outlined where its shape would sink
    into the page. Pillow premultiplies, so clear pixels do not bleed into edges.
    """
    if width == height <= OUTLINED_UP_TO and image.width == image.height > width:
        return sharpen_small(image, width, outline_for(image, width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
