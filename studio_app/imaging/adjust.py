"""Changes to finished art that keep its drawing: saturation, contrast and crop."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageEnhance

from studio_app.imaging.edits import Crop, Edits


def adjusted(pixels: np.ndarray, edits: Edits, *, clear: bool = False) -> np.ndarray:
    """Premultiplied pixels of shape (height, width, 4) as `edits` wants the art; the same array if not at all.

    A picture that is to stay `clear` round its figure has no ground to be cropped.
    """
    if not edits.art:
        return pixels
    height, width = pixels.shape[:2]
    image = Image.frombuffer("RGBa", (width, height), pixels.tobytes(), "raw", "RGBa", 0, 1).convert("RGBA")
    image = image if clear else _cropped(image, edits.crop)
    alpha = image.getchannel("A")
    colour = image.convert("RGB")
    if edits.vivid != 1.0:
        colour = ImageEnhance.Color(colour).enhance(edits.vivid)
    if edits.light != 1.0:
        colour = ImageEnhance.Contrast(colour).enhance(edits.light)
    colour.putalpha(alpha)
    return np.array(colour.convert("RGBa"))


def _cropped(image: Image.Image, crop: Crop) -> Image.Image:
    if crop == Crop() or crop.zoom <= 1.0:
        return image
    wide, tall = image.width / crop.zoom, image.height / crop.zoom
    x = min(max(0.0, crop.x * image.width - wide / 2), image.width - wide)
    y = min(max(0.0, crop.y * image.height - tall / 2), image.height - tall)
    return image.resize(image.size, Image.Resampling.LANCZOS, box=(x, y, x + wide, y + tall))
