"""Pixels with a canvas over them, under Skia's name."""

from __future__ import annotations

import numpy as np

from studio_app.imaging.raster.canvas import Canvas
from studio_app.imaging.raster.images import AlphaType, ColorType, Image


class Surface:
    """A canvas with its own pixels, (width, height), or with given ones: bytes of shape (height, width, 4), or
    (height, width) for alpha alone."""

    def __init__(
        self, first: int | np.ndarray, height: int = 0, colorType: ColorType | None = None,
        alphaType: AlphaType | None = None,
    ) -> None:
        given = first if isinstance(first, np.ndarray) else np.zeros((height, first, 4), np.uint8)
        self._alpha = given if given.ndim == 2 else None
        self._pixels = np.zeros((*given.shape, 4), np.uint8) if given.ndim == 2 else given
        self._canvas = Canvas(self._pixels)

    def getCanvas(self) -> Canvas:
        return self._canvas

    def __enter__(self) -> Canvas:
        return self._canvas

    def __exit__(self, *_: object) -> None:
        self.flushAndSubmit()

    def width(self) -> int:
        return int(self._pixels.shape[1])

    def height(self) -> int:
        return int(self._pixels.shape[0])

    def flushAndSubmit(self) -> None:
        if self._alpha is not None:
            self._alpha[...] = self._pixels[..., 3]

    def makeImageSnapshot(self) -> Image:
        return Image(self._pixels.copy())
