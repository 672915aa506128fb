"""Fits a picture to another proportion without losing what matters in it."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from studio_app.imaging.pixels import to_oklab

KEEP_AT_LEAST = 0.45
_SIDE = 96


def saliency(image: Image.Image) -> np.ndarray:
    """How much each place draws the eye, 0..1, as an array whose longer side is 96.

    Colour distance from the picture's mean and from its surroundings, plus edges, weighted towards the middle.
    """
    scale = _SIDE / max(image.size)
    size = (max(4, round(image.width * scale)), max(4, round(image.height * scale)))
    small = image.resize(size, Image.Resampling.BOX)
    rgb = small.convert("RGB")
    lab = to_oklab(np.asarray(rgb))
    blurred = to_oklab(np.asarray(rgb.filter(ImageFilter.GaussianBlur(_SIDE / 8))))
    near = np.asarray(rgb.filter(ImageFilter.GaussianBlur(1)))
    contrast = np.sqrt(((to_oklab(near) - blurred) ** 2).sum(2))
    rare = np.sqrt(((lab - lab.reshape(-1, 3).mean(0)) ** 2).sum(2))
    rows, columns = np.gradient(lab[..., 0])
    edges = np.hypot(rows, columns)
    weight = sum(part / (float(part.max()) or 1.0) for part in (contrast, rare, edges))
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    middle = np.exp(-(((x / size[0] - 0.5) / 0.6) ** 2 + ((y / size[1] - 0.5) / 0.6) ** 2))
    weight = weight * (0.55 + 0.45 * middle)
    if small.mode == "RGBA":
        weight = weight * (np.asarray(small)[..., 3] / 255)
    return np.asarray(weight / (float(weight.max()) or 1.0))


def window(weights: np.ndarray, wide: float, tall: float) -> tuple[int, int, float]:
    """(x, y, share kept) of the window of that size that holds most of `weights`, near the middle when even."""
    height, width = weights.shape
    w, h = min(width, max(1, round(wide))), min(height, max(1, round(tall)))
    sums = np.pad(weights.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    inside = sums[h:, w:] - sums[:-h, w:] - sums[h:, :-w] + sums[:-h, :-w]
    total = float(sums[-1, -1]) or 1.0
    y, x = np.mgrid[0 : inside.shape[0], 0 : inside.shape[1]]
    off = np.abs(x + w / 2 - width / 2) / width + np.abs(y + h / 2 - height / 2) / height
    best = int(np.argmax(inside - 0.02 * total * off))
    top, left = divmod(best, inside.shape[1])
    return left, top, float(inside[top, left]) / total


def _extended(image: Image.Image, width: int, height: int) -> Image.Image:
    """The whole picture over a blurred, enlarged copy of itself."""
    share = max(width / image.width, height / image.height)
    small = image.resize(
        (max(1, round(image.width * share / 8)), max(1, round(image.height * share / 8))), Image.Resampling.BILINEAR
    )
    left, top = (small.width - round(width / 8)) // 2, (small.height - round(height / 8)) // 2
    ground = small.crop(
        (max(0, left), max(0, top), max(0, left) + max(1, round(width / 8)), max(0, top) + max(1, round(height / 8)))
    )
    ground = ground.filter(ImageFilter.GaussianBlur(5)).resize((width, height), Image.Resampling.BICUBIC)
    share = min(width / image.width, height / image.height)
    whole = image.resize(
        (max(1, round(image.width * share)), max(1, round(image.height * share))), Image.Resampling.LANCZOS
    )
    at = ((width - whole.width) // 2, (height - whole.height) // 2)
    if image.mode == "RGBA":
        ground.alpha_composite(whole, at)
    else:
        ground.paste(whole, at)
    return ground


def cover(image: Image.Image, width: int, height: int) -> Image.Image:
    """`image` filling `width` x `height`: cropped round what matters, or extended when a crop would lose too much."""
    if image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGBA")
    if image.size == (width, height):
        return image.copy()
    ratio = width / height
    wide, tall = min(image.width, image.height * ratio), min(image.height, image.width / ratio)
    weights = saliency(image) ** 1.5
    step_x, step_y = image.width / weights.shape[1], image.height / weights.shape[0]
    left, top, kept = window(weights, wide / step_x, tall / step_y)
    if kept < KEEP_AT_LEAST:
        return _extended(image, width, height)
    x, y = min(left * step_x, image.width - wide), min(top * step_y, image.height - tall)
    # Pillow premultiplies RGBA here, so transparent pixels do not bleed their colour into edges.
    return image.resize((width, height), Image.Resampling.LANCZOS, box=(x, y, x + wide, y + tall), reducing_gap=3.0)
