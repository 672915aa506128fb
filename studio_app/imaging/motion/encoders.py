"""Animated PNG, WebP and WebM. Every encoder takes a level: higher is smaller and worse."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from PIL import Image

from studio_app.catalog.asset_types import MotionFormat
from studio_app.imaging.motion import matroska
from studio_app.imaging.motion.frames import Frames
from studio_app.imaging.motion.gif import encode_gif
from studio_app.imaging.motion.vpx import Encoder, load_vpx

TRUE_COLOUR = 0
_COARSE = 4
_NEUTRAL = 128


def _saved(images: list[Image.Image], format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    images[0].save(buffer, format, save_all=True, append_images=images[1:], loop=0, **options)
    return buffer.getvalue()


def _sharing_palette(frames: Frames, colours: int) -> list[Image.Image]:
    """The frames as pictures of one palette, alpha included: they are reduced as one tall picture."""
    width, height = frames.size
    tall = Image.new("RGBA", (width, height * len(frames)))
    for i, image in enumerate(frames.images):
        tall.paste(image, (0, i * height))
    reduced = tall.quantize(colours, method=Image.Quantize.FASTOCTREE)
    return [reduced.crop((0, i * height, width, (i + 1) * height)) for i in range(len(frames))]


def encode_apng(frames: Frames, colours: int) -> bytes:
    """Lossless for `TRUE_COLOUR`; else all frames share a palette of that many colours."""
    images = list(frames.images) if colours == TRUE_COLOUR else _sharing_palette(frames, colours)
    return _saved(images, "PNG", duration=list(frames.durations), disposal=0, blend=0, compress_level=9)


def encode_webp(frames: Frames, quality: int) -> bytes:
    return _saved(list(frames.images), "WEBP", duration=list(frames.durations), quality=quality, method=2,
                  alpha_quality=100, minimize_size=False, allow_mixed=False)


def _planes(image: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    """I420 planes of colour and of alpha; sides are made even by repeating the last line."""
    pixels = np.asarray(image)
    pixels = np.pad(pixels, ((0, image.height % 2), (0, image.width % 2), (0, 0)), mode="edge")
    rgb, alpha = np.ascontiguousarray(pixels[..., :3]), np.ascontiguousarray(pixels[..., 3])
    colour = cv2.cvtColor(_bled(rgb, alpha), cv2.COLOR_RGB2YUV_I420)
    grey = np.full(alpha.size // 2, _NEUTRAL, np.uint8)
    return np.asarray(colour).ravel(), np.concatenate([alpha.ravel(), grey])


def _bled(rgb: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """`rgb` running on under what is clear: players halve the colour planes, and black would fringe every edge."""
    if alpha.all():
        return rgb
    height, width = alpha.shape
    small = (-(-width // _COARSE), -(-height // _COARSE))
    seen = cv2.bitwise_and(rgb, rgb, mask=alpha)
    solid = cv2.threshold(alpha, 0, 255, cv2.THRESH_BINARY)[1]
    sums = cv2.blur(cv2.resize(seen, small, interpolation=cv2.INTER_AREA).astype(np.float32), (3, 3))
    weight = cv2.blur(cv2.resize(solid, small, interpolation=cv2.INTER_AREA).astype(np.float32), (3, 3))
    near = np.minimum(sums * 255 / np.maximum(weight, 1)[..., None], 255).astype(np.uint8)
    return np.asarray(cv2.copyTo(rgb, alpha, cv2.resize(near, (width, height))))


def encode_webm(frames: Frames, quantizer: int) -> bytes:
    """VP9 with alpha. OSError where `can_encode("webm")` is false."""
    width, height = frames.size
    even = (width + width % 2, height + height % 2)
    shots, at = [], 0
    with Encoder(*even, quantizer) as colour, Encoder(*even, quantizer) as clearness:
        for image, duration in zip(frames.images, frames.durations, strict=True):
            rgb, alpha = _planes(image)
            packets = colour.encode(rgb, at, duration), clearness.encode(alpha, at, duration)
            shots.append(matroska.Shot(*packets, at, duration))
            at += duration
    return matroska.write(width, height, shots)


@dataclass(frozen=True, slots=True)
class Codec:
    """An encoder and its levels, best first."""

    encode: Callable[[Frames, int], bytes]
    levels: tuple[int, ...]


CODECS: Final[dict[MotionFormat, Codec]] = {
    "gif": Codec(encode_gif, (255, 128, 64, 32, 16)),
    "apng": Codec(encode_apng, (TRUE_COLOUR, 256, 128, 64, 32)),
    "webp": Codec(encode_webp, (90, 75, 60, 45, 30)),
    "webm": Codec(encode_webm, (18, 28, 38, 48, 58)),
}


def can_encode(format: MotionFormat) -> bool:
    """Whether this system has what the format needs; only WebM needs more than Pillow."""
    return format != "webm" or load_vpx() is not None
