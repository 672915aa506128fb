"""Emotes whose alpha is known, painted on a key as an image model would: vignetted, noisy, a little soft, as JPEG."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

import studio_app.imaging
from studio_app.imaging.keying.keys import Key

SIDE = 1024
Colour = tuple[int, int, int]
INK, WHITE, GOLD, RED, GREEN, VIOLET, GREY = (
    (24, 16, 32), (255, 255, 255), (250, 176, 5), (220, 38, 38), (34, 197, 94), (124, 58, 237), (90, 90, 100),
)  # fmt: skip
_FONT = Path(studio_app.imaging.__file__).parent / "fonts/Anton_400Regular.ttf"


@dataclass(frozen=True)
class Painted:
    """`image` as the model sent it; `alpha` (0..1) and premultiplied `colour` (0..1) as they are in it."""

    image: Image.Image
    alpha: np.ndarray
    colour: np.ndarray

    @property
    def edge(self) -> np.ndarray:
        """Where alpha is neither 0 nor 1, and three pixels round it."""
        mixed = ((self.alpha > 0.02) & (self.alpha < 0.98)).astype(np.uint8)
        return np.asarray(cv2.dilate(mixed, np.ones((7, 7), np.uint8)) > 0)


def _face(draw: ImageDraw.ImageDraw, s: int, fill: Colour, outline: Colour) -> None:
    for radius, colour in ((0.8, outline), (0.74, fill)):
        draw.ellipse([s * (1 - radius), s * (1 - radius), s * (1 + radius), s * (1 + radius)], fill=(*colour, 255))
    for x in (0.7, 1.3):
        draw.ellipse([s * (x - 0.09), s * 0.7, s * (x + 0.09), s * 0.94], fill=(*outline, 255))
    draw.chord([s * 0.55, s * 0.9, s * 1.45, s * 1.5], 10, 170, fill=(*WHITE, 255))


def _star(draw: ImageDraw.ImageDraw, s: int, fill: Colour, outline: Colour) -> None:
    for far, near, colour in ((0.9, 0.42, outline), (0.76, 0.35, fill)):
        turns = [(i * math.pi / 5, far if i % 2 == 0 else near) for i in range(10)]
        draw.polygon([(s + s * r * math.sin(t), s - s * r * math.cos(t)) for t, r in turns], fill=(*colour, 255))


def _ring(draw: ImageDraw.ImageDraw, s: int, fill: Colour, outline: Colour) -> None:
    for radius, colour in ((0.85, (*outline, 255)), (0.8, (*fill, 255)), (0.5, (*outline, 255)), (0.45, (0, 0, 0, 0))):
        draw.ellipse([s * (1 - radius), s * (1 - radius), s * (1 + radius), s * (1 + radius)], fill=colour)


def _words(draw: ImageDraw.ImageDraw, s: int, fill: Colour, outline: Colour) -> None:
    font = ImageFont.truetype(_FONT, s)
    draw.text((s, s), "GG", (*fill, 255), font, "mm", stroke_width=s // 20, stroke_fill=(*outline, 255))


def _block(draw: ImageDraw.ImageDraw, s: int, fill: Colour, outline: Colour) -> None:
    """Without an outline, and with a thin line across."""
    draw.rounded_rectangle([s * 0.35, s * 0.5, s * 1.7, s * 1.5], s * 0.2, fill=(*fill, 255))
    draw.line([s * 0.3, s * 0.3, s * 1.75, s * 1.8], fill=(*outline, 255), width=s // 32)


SHAPES: dict[str, Callable[[ImageDraw.ImageDraw, int, Colour, Colour], None]] = {
    "face": _face, "star": _star, "ring": _ring, "words": _words, "block": _block,
}  # fmt: skip


@lru_cache(maxsize=4)
def emote(shape: str, fill: Colour, outline: Colour, side: int = SIDE) -> Image.Image:
    """Straight RGBA with true alpha."""
    large = Image.new("RGBA", (2 * side, 2 * side))
    SHAPES[shape](ImageDraw.Draw(large), side, fill, outline)
    return large.resize((side, side), Image.Resampling.BOX)


def on_key(
    art: Image.Image, key: Key, *, vignette: float = 0.1, noise: float = 2.0, soft: float = 0.7, quality: int = 92
) -> Painted:
    """`art` mixed with the key in sRGB; `vignette` is the corners' loss of light, `noise` in 8-bit levels, `soft` the
    blur's sigma in pixels, `quality` JPEG's (0 for none). The truth is blurred likewise."""
    pixels = np.asarray(art).astype(np.float32) / 255
    height, width = pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    shade = 1 - vignette * 2 * ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2)
    alpha = cv2.GaussianBlur(pixels[..., 3], (0, 0), soft)
    colour = cv2.GaussianBlur(pixels[..., :3] * pixels[..., 3:], (0, 0), soft)
    mixed = colour + np.array(key.rgb, np.float32) * (shade * (1 - alpha))[..., None]
    mixed = mixed * 255 + np.random.default_rng(7).normal(0, noise, mixed.shape)
    image = Image.fromarray(mixed.clip(0, 255).round().astype(np.uint8))
    if quality:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality)
        image = Image.open(file).convert("RGB")
    return Painted(image, alpha, colour)


def to_hex(*colours: Colour) -> list[str]:
    return [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in colours]
