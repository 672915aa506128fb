"""Brings a cut-out to the sizes of chat: trimmed, square, reduced, sharp, and outlined where it is tiny."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from studio_app.imaging.colour import RGB

VISIBLE = 8  # alpha 0..255; fainter pixels do not count as part of the figure
OUTLINED_UP_TO = 72  # pixels
_OVERSAMPLE = 4
# Sharpening amount by size in pixels; between them it is interpolated.
_SHARPEN_SIZES, _SHARPEN = (18, 28, 56, 112), (1.0, 0.8, 0.55, 0.4)
_BLUR = 0.7


def trim_square(image: Image.Image, pad: float = 0.06) -> Image.Image:
    """The figure in the middle of the smallest square that leaves `pad` of its side free all round, not resampled.

    ValueError when nothing is visible or `pad` is not in 0..0.45.
    """
    if not 0 <= pad <= 0.45:
        raise ValueError(f"not a margin: {pad}")
    image = image.convert("RGBA")
    box = image.getchannel("A").point(lambda value: 255 if value >= VISIBLE else 0).getbbox()
    if box is None:
        raise ValueError("nothing is visible")
    figure = image.crop(box)
    margin = int(np.ceil(max(figure.size) * pad / (1 - 2 * pad)))
    side = max(figure.size) + 2 * margin
    square = Image.new("RGBA", (side, side))
    square.paste(figure, ((side - figure.width) // 2, (side - figure.height) // 2))
    return square


def sharpen_small(image: Image.Image, size: int, outline: RGB | None = None) -> Image.Image:
    """`image` within a transparent square of `size` pixels, resharpened after the reduction.

    Up to 72 px an `outline` (sRGB 0..1) is drawn round the figure, and the figure made smaller by its width. Resampled
    with premultiplied alpha, so that no colour of transparent pixels shows. ValueError for a size below 8.
    """
    if size < 8:
        raise ValueError(f"too small: {size}")
    width = _outline_width(size) if outline is not None and size <= OUTLINED_UP_TO else 0.0
    side = size * _OVERSAMPLE
    large = _contained(image.convert("RGBA"), side, round(width * _OVERSAMPLE))
    if outline is not None and width:
        large = _outlined(large, outline, max(1, round(width * _OVERSAMPLE)))
    # Pillow premultiplies RGBA while it resizes.
    return _sharpened(large.resize((size, size), Image.Resampling.LANCZOS), size)


def outlined_small(image: Image.Image, outline: RGB) -> Image.Image:
    """A square `image` of its final size with an outline round its figure, which is made smaller by its width."""
    size = image.width
    radius = max(1, round(_outline_width(size) * _OVERSAMPLE))
    large = _outlined(_contained(image.convert("RGBA"), size * _OVERSAMPLE, radius), outline, radius)
    return large.resize((size, size), Image.Resampling.LANCZOS)


def _outline_width(size: int) -> float:
    """Pixels at the final size: never thinner than what one pixel can show."""
    return max(0.8, size / 40)


def _contained(image: Image.Image, side: int, margin: int) -> Image.Image:
    room = side - 2 * margin
    scale = room / max(image.size)
    fitted = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    square = Image.new("RGBA", (side, side))
    square.paste(
        image.resize(fitted, Image.Resampling.LANCZOS, reducing_gap=3.0),
        ((side - fitted[0]) // 2, (side - fitted[1]) // 2),
    )
    return square


def _outlined(image: Image.Image, colour: RGB, radius: int) -> Image.Image:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    grown = cv2.dilate(np.asarray(image.getchannel("A")), disc)
    red, green, blue = (round(channel * 255) for channel in colour)
    under = Image.new("RGBA", image.size, (red, green, blue, 0))
    under.putalpha(Image.fromarray(grown))
    return Image.alpha_composite(under, image)


def _sharpened(image: Image.Image, size: int) -> Image.Image:
    pixels = np.asarray(image.convert("RGBa")).astype(np.float32)
    amount = float(np.interp(size, _SHARPEN_SIZES, _SHARPEN))
    sharp = pixels + amount * (pixels - cv2.GaussianBlur(pixels, (0, 0), _BLUR))
    alpha = np.clip(sharp[..., 3:], 0, 255)
    alpha[alpha < VISIBLE] = 0
    colour = np.clip(sharp[..., :3], 0, alpha)
    made = np.round(np.concatenate([colour, alpha], axis=2)).astype(np.uint8)
    return Image.frombuffer("RGBa", image.size, made.tobytes(), "raw", "RGBa", 0, 1).convert("RGBA")
