"""Animated GIF: one palette for the whole loop, and transparency that is there or not."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from studio_app.imaging.motion import gif_file
from studio_app.imaging.motion.frames import Frames

CLEAR = 255
_OPAQUE = 128
_SAMPLED_FRAMES, _SAMPLED_PIXELS = 12, 200_000
# Neighbours in a shape that differ by more than this (of 255) form an edge, where dithering would fray it.
_EDGE = 24
# Colours that differ by no more than this in every channel are taken for one.
_ALIKE = 5


def palette_for(frames: Frames, colours: int) -> Image.Image:
    """A palette picture of at most `colours` (2..255) for everything opaque in the loop."""
    step = -(-len(frames) // _SAMPLED_FRAMES)
    seen = [np.asarray(image).reshape(-1, 4) for image in frames.images[::step]]
    opaque = np.concatenate([pixels[pixels[:, 3] >= _OPAQUE, :3] for pixels in seen])
    if not len(opaque):
        opaque = np.zeros((1, 3), np.uint8)
    opaque = opaque[:: -(-len(opaque) // _SAMPLED_PIXELS)]
    found = Image.fromarray(opaque[None], "RGB").quantize(colours, method=Image.Quantize.MEDIANCUT, kmeans=1)
    palette = Image.new("P", (1, 1))
    palette.putpalette(_distinct(_table(found), np.bincount(np.asarray(found).ravel(), minlength=256)).tobytes())
    return palette


def _table(palette: Image.Image) -> np.ndarray:
    return np.array(palette.getpalette("RGB"), np.uint8).reshape(-1, 3)


def _distinct(table: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The colours of `table` without those that look like a more frequent one: they would turn flat areas to noise."""
    kept: list[np.ndarray] = []
    for index in np.argsort(-counts[: len(table)], kind="stable"):
        colour = table[index].astype(int)
        if counts[index] and all(np.abs(colour - other).max() > _ALIKE for other in kept):
            kept.append(colour)
    return np.array(kept, np.uint8)


def _calm(pixels: np.ndarray, opaque: np.ndarray) -> np.ndarray:
    """Where colours may be dithered: inside the shape, away from every edge."""
    kernel = np.ones((3, 3), np.uint8)
    spread = cv2.subtract(cv2.dilate(pixels, kernel), cv2.erode(pixels, kernel)).max(2)
    inside = cv2.erode(opaque.astype(np.uint8), np.ones((5, 5), np.uint8), borderValue=0)
    return np.asarray((spread <= _EDGE) & (inside > 0))


def indexed(image: Image.Image, palette: Image.Image) -> np.ndarray:
    """Palette indices of shape (height, width), `CLEAR` where the picture is more than half transparent.

    Dithered only where the palette misses the colour and no edge is near.
    """
    pixels = np.asarray(image)
    opaque = pixels[..., 3] >= _OPAQUE
    colour = pixels[..., :3].copy()
    colour[~opaque] = 0
    flat = Image.fromarray(colour, "RGB")
    plain = np.asarray(flat.quantize(palette=palette, dither=Image.Dither.NONE))
    dithered = np.asarray(flat.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG))
    missed = cv2.absdiff(colour, _table(palette)[plain]).max(2) > _ALIKE
    return np.where(opaque, np.where(missed & _calm(colour, opaque), dithered, plain), CLEAR).astype(np.uint8)


def encode_gif(frames: Frames, colours: int) -> bytes:
    """A GIF that loops for ever, of at most `colours` (2..255) beside transparency."""
    palette = palette_for(frames, colours)
    table = _table(palette).tobytes()
    pictures = [indexed(image, palette) for image in frames.images]
    return gif_file.write(pictures, frames.durations, table.ljust(768, b"\0"), CLEAR)
