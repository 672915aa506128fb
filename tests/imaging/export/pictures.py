"""Pictures of every kind that exports meet, drawn without the image engine."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

KINDS = ("noise", "gradient", "flat", "shape", "clear")
YELLOW, DARK = (250, 204, 21, 255), (40, 16, 70, 255)


def noise(width: int, height: int, alpha: bool = False, seed: int = 5) -> Image.Image:
    values = np.random.default_rng(seed).integers(0, 256, (height, width, 4 if alpha else 3), dtype=np.uint8)
    return Image.fromarray(values, "RGBA" if alpha else "RGB")


def gradient(width: int, height: int) -> Image.Image:
    y, x = np.mgrid[0:height, 0:width]
    return Image.fromarray(np.stack([x * 255 // width, y * 255 // height, (x + y) % 256], 2).astype(np.uint8), "RGB")


def art(width: int, height: int) -> Image.Image:
    """A gradient with soft grain, as finished thumbnails are."""
    grain = noise(width, height).filter(ImageFilter.GaussianBlur(0.7))
    return Image.blend(gradient(width, height), grain, 0.12)


def emote(side: int, fill: tuple[int, ...] = YELLOW, rim: tuple[int, ...] = DARK) -> Image.Image:
    """A face on a clear ground, antialiased."""
    large = Image.new("RGBA", (4 * side, 4 * side))
    draw = ImageDraw.Draw(large)
    s = 4 * side
    draw.ellipse((0.04 * s, 0.04 * s, 0.96 * s, 0.96 * s), fill=rim)
    draw.ellipse((0.09 * s, 0.09 * s, 0.91 * s, 0.91 * s), fill=fill)
    draw.ellipse((0.28 * s, 0.3 * s, 0.42 * s, 0.5 * s), fill=(30, 20, 40, 255))
    draw.ellipse((0.58 * s, 0.3 * s, 0.72 * s, 0.5 * s), fill=(30, 20, 40, 255))
    draw.chord((0.25 * s, 0.45 * s, 0.75 * s, 0.85 * s), 0, 180, fill=(190, 30, 60, 255))
    return large.resize((side, side), Image.Resampling.LANCZOS)


def picture(kind: str, width: int, height: int) -> Image.Image:
    if kind == "noise":
        return noise(width, height)
    if kind == "clear":
        return noise(width, height, alpha=True)
    if kind == "gradient":
        return gradient(width, height)
    if kind == "shape":
        return emote(max(width, height)).resize((width, height))
    return Image.new("RGB", (width, height), (124, 58, 237))
