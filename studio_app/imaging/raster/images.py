"""Pictures, how they are read between their pixels, and filters over them, under Skia's names."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image as Pictures

from studio_app.imaging.raster.fields import Field, TileMode, tiled
from studio_app.imaging.raster.geometry import Matrix


class ColorType(enum.Enum):
    kRGBA_8888_ColorType = 4
    kAlpha_8_ColorType = 1


class AlphaType(enum.Enum):
    kPremul_AlphaType = 0


@dataclass(frozen=True, slots=True)
class ImageInfo:
    width: int
    height: int

    @staticmethod
    def Make(width: int, height: int, _colours: ColorType, _alpha: AlphaType) -> ImageInfo:
        return ImageInfo(width, height)


class FilterMode(enum.Enum):
    kNearest = cv2.INTER_NEAREST
    kLinear = cv2.INTER_LINEAR


class MipmapMode(enum.Enum):
    kNone = 0
    kLinear = 1


class CubicResampler(enum.Enum):
    MITCHELL = cv2.INTER_CUBIC
    CATMULL_ROM = cv2.INTER_LANCZOS4

    @classmethod
    def Mitchell(cls) -> CubicResampler:
        return cls.MITCHELL

    @classmethod
    def CatmullRom(cls) -> CubicResampler:
        return cls.CATMULL_ROM


@dataclass(frozen=True, slots=True)
class SamplingOptions:
    """How a picture is read between its pixels; what is shrunk is always averaged."""

    how: FilterMode | CubicResampler = FilterMode.kNearest
    mipmap: MipmapMode = MipmapMode.kNone


class Image:
    """A picture that nobody changes any more: premultiplied RGBA bytes of shape (height, width, 4)."""

    def __init__(self, pixels: np.ndarray) -> None:
        self.pixels = pixels

    @staticmethod
    def frombytes(data: bytes, size: tuple[int, int], colorType: ColorType, alphaType: AlphaType) -> Image:
        return Image(np.frombuffer(data, np.uint8).reshape(size[1], size[0], 4))

    @staticmethod
    def fromarray(pixels: np.ndarray) -> Image:
        return Image(pixels)

    def width(self) -> int:
        return int(self.pixels.shape[1])

    def height(self) -> int:
        return int(self.pixels.shape[0])

    def makeShader(
        self, across: TileMode, down: TileMode, sampling: SamplingOptions | None = None, local: Matrix | None = None
    ) -> Field:
        smooth = sampling is not None and sampling.how is not FilterMode.kNearest
        return tiled(self.pixels, (across, down), smooth, local)


def blurred(pixels: np.ndarray, sigma: float) -> np.ndarray:
    """A Gaussian blur of floats; a wide one is done at a reduced size, as it leaves nothing finer."""
    share = min(1.0, 4.0 / max(sigma, 1e-9))
    height, width = pixels.shape[:2]
    small = pixels
    if share < 1:
        size = max(1, round(width * share)), max(1, round(height * share))
        small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.05, sigma * share), borderType=cv2.BORDER_CONSTANT)
    return np.asarray(soft if share == 1 else cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR))


def dilated(pixels: np.ndarray, radius: float) -> np.ndarray:
    side = 2 * max(0, round(radius)) + 1
    return np.asarray(cv2.dilate(pixels, np.ones((side, side), np.uint8)))


def shrunk(pixels: np.ndarray, onto: Matrix) -> tuple[np.ndarray, Matrix]:
    """A picture that is drawn smaller, averaged to that size first; and the map from there to its own pixels."""
    across, down = (float(np.hypot(*onto.rows[:, axis])) for axis in (0, 1))
    if min(across, down) >= 0.75:
        return pixels, Matrix()
    height, width = pixels.shape[:2]
    size = max(1, math.ceil(width * min(1.0, across))), max(1, math.ceil(height * min(1.0, down)))
    # As RGBa: Pillow would multiply RGBA with its alpha once more.
    whole = Pictures.frombuffer("RGBa", (width, height), pixels.tobytes(), "raw", "RGBa", 0, 1)
    small = whole.resize(size, Pictures.Resampling.BOX)
    return np.asarray(small), Matrix.Scale(width / size[0], height / size[1])
