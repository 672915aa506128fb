"""A canvas over premultiplied RGBA bytes, under Skia's names."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from studio_app.imaging.raster.blending import BLENDS, BlendMode
from studio_app.imaging.raster.coverage import covered
from studio_app.imaging.raster.geometry import Matrix, Rect, bounds_of
from studio_app.imaging.raster.images import Image, ImageInfo, SamplingOptions, blurred, dilated, shrunk
from studio_app.imaging.raster.paints import Paint
from studio_app.imaging.raster.paths import TOLERANCE, Path, PathFillType

# Half of a step of eight bits, in a pattern that hides where one step ends and the next begins.
_BAYER = (np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) + 0.5) / 16 - 0.5

# So many rows are worked on at a time.
_BAND = 128


class ClipOp(enum.Enum):
    kDifference = 0
    kIntersect = 1


@dataclass(frozen=True, slots=True)
class _State:
    """`mask` has the shape of `box`, in whole pixels; None is everything in it."""

    matrix: Matrix
    box: Rect
    mask: np.ndarray | None = None


class Canvas:
    class SrcRectConstraint(enum.Enum):
        kStrict_SrcRectConstraint = 0
        kFast_SrcRectConstraint = 1

    def __init__(self, pixels: np.ndarray) -> None:
        self.pixels = pixels
        self._state = _State(Matrix(), Rect(0, 0, pixels.shape[1], pixels.shape[0]))
        self._saved: list[_State] = []

    # The state

    def save(self) -> int:
        self._saved.append(self._state)
        return len(self._saved)

    def restore(self) -> None:
        self._state = self._saved.pop()

    def concat(self, matrix: Matrix) -> None:
        self._state = replace(self._state, matrix=self._state.matrix.preConcat(matrix))

    def translate(self, dx: float, dy: float) -> None:
        self.concat(Matrix.Translate(dx, dy))

    def scale(self, x: float, y: float) -> None:
        self.concat(Matrix.Scale(x, y))

    def rotate(self, angle: float, x: float = 0.0, y: float = 0.0) -> None:
        self.concat(Matrix.Translate(x, y).preRotate(angle).preTranslate(-x, -y))

    def skew(self, x: float, y: float) -> None:
        self.concat(Matrix.Skew(x, y))

    def resetMatrix(self) -> None:
        self._state = replace(self._state, matrix=Matrix())

    def getTotalMatrix(self) -> Matrix:
        return self._state.matrix

    def clipRect(self, rect: Rect, *how: Any) -> None:
        path = Path()
        path.addRect(rect)
        self.clipPath(path, *how)

    def clipPath(self, path: Path, *how: Any) -> None:
        """`how` may be the operation, and then whether edges are smooth."""
        keeps = not (how and how[0] is ClipOp.kDifference)
        polygons = [self._state.matrix.apply(points) for points in Paint().outline(path, self._tolerance())]
        state = self._state
        box = _common(bounds_of(np.concatenate(polygons)).roundOut(), state.box) if keeps and polygons else state.box
        if keeps and not polygons:
            box = Rect(0, 0, 0, 0)
        share = covered(polygons, box, path.fill_type is PathFillType.kEvenOdd)
        share = share if keeps else 1 - share
        share = share if how and how[-1] is True else (share >= 0.5).astype(np.float32)
        if state.mask is not None:
            share = share * _part(state.mask, state.box, box)
        self._state = replace(state, box=box, mask=share)

    def _tolerance(self) -> float:
        return TOLERANCE / max(self._state.matrix.scale(), 1e-9)

    # Shapes

    def drawPath(self, path: Path, paint: Paint) -> None:
        polygons = [self._state.matrix.apply(points) for points in paint.outline(path, self._tolerance())]
        if not polygons:
            return
        options = paint.options
        even_odd = path.fill_type is PathFillType.kEvenOdd and options["Style"] is Paint.kFill_Style
        sigma = options["MaskFilter"].sigma * self._state.matrix.scale() if options["MaskFilter"] else 0.0
        around = bounds_of(np.concatenate(polygons))
        reach = math.ceil(3 * sigma)
        for band in self._bands(_grown(around, reach), whole=reach > 0):
            wide = _common(_grown(band, reach), _grown(around, 2 * reach).roundOut())
            share = covered(polygons, wide, even_odd)
            if not options["AntiAlias"]:
                share = (share >= 0.5).astype(np.float32)
            if reach:
                share = _part(blurred(share, sigma), wide, band)
            self._composite(band, share, self._colours(paint, band), paint)

    def drawRect(self, rect: Rect, paint: Paint) -> None:
        path = Path()
        path.addRect(rect)
        self.drawPath(path, paint)

    def drawRoundRect(self, rect: Rect, rx: float, ry: float, paint: Paint) -> None:
        path = Path()
        path.addRoundRect(rect, rx, ry)
        self.drawPath(path, paint)

    def drawOval(self, rect: Rect, paint: Paint) -> None:
        path = Path()
        path.addOval(rect)
        self.drawPath(path, paint)

    def drawCircle(self, x: float, y: float, radius: float, paint: Paint) -> None:
        self.drawOval(Rect(x - radius, y - radius, x + radius, y + radius), paint)

    def drawLine(self, x0: float, y0: float, x1: float, y1: float, paint: Paint) -> None:
        path = Path()
        path.moveTo(x0, y0)
        path.lineTo(x1, y1)
        pen = Paint(**{**paint.options, "Style": Paint.kStroke_Style})
        self.drawPath(path, pen)

    def drawPaint(self, paint: Paint) -> None:
        for band in self._bands(self._state.box):
            self._composite(band, _everywhere(band), self._colours(paint, band), paint)

    def clear(self, colour: int) -> None:
        self.drawPaint(Paint(Color=colour, BlendMode=BlendMode.kSrc))

    # Pictures

    def drawImage(
        self, image: Image, x: float, y: float, sampling: SamplingOptions, paint: Paint | None = None
    ) -> None:
        self.drawImageRect(image, Rect.MakeXYWH(x, y, image.width(), image.height()), sampling, paint or Paint())

    def drawImageRect(self, image: Image, *how: Any) -> None:
        """(source?, target, sampling, paint?, constraint?)"""
        rects = [value for value in how if isinstance(value, Rect)]
        source = rects[0] if len(rects) == 2 else Rect.MakeWH(image.width(), image.height())
        target = rects[-1]
        sampling = next(value for value in how if isinstance(value, SamplingOptions))
        paint = next((value for value in how if isinstance(value, Paint)), Paint())
        scale, spread = self._state.matrix.scale(), paint.options["ImageFilter"]
        reach = math.ceil(spread.size * scale * (3 if spread.kind == "blur" else 1)) if spread else 0
        corners = self._state.matrix.apply(target.corners())
        pixels, onto = self._placed(image, source, target)
        for band in self._bands(_grown(bounds_of(corners), reach), whole=reach > 0):
            wide = _grown(band, reach)
            found = _sampled(pixels, onto, sampling, wide) * self._edges(corners, wide, paint)[..., None]
            if spread:
                found = (blurred if spread.kind == "blur" else dilated)(found, spread.size * scale)
            if paint.options["ColorFilter"]:
                found = paint.options["ColorFilter"].applied(found)
            found = _part(found, wide, band) * np.float32(paint.alpha)
            self._composite(band, _everywhere(band), found, paint)

    def _edges(self, corners: np.ndarray, box: Rect, paint: Paint) -> np.ndarray:
        share = covered([corners], box)
        turned = abs(self._state.matrix.rows[0, 1]) > 1e-9
        return share if paint.options["AntiAlias"] or turned else (share >= 0.5).astype(np.float32)

    def _placed(self, image: Image, source: Rect, target: Rect) -> tuple[np.ndarray, Matrix]:
        """The picture's bytes, shrunk if it is drawn smaller, and the map from them to the canvas's pixels."""
        stretch = Matrix.Translate(target.l, target.t).preScale(
            target.width() / source.width(), target.height() / source.height()
        ).preTranslate(-source.l, -source.t)
        onto = self._state.matrix.preConcat(stretch)
        pixels, back = shrunk(image.pixels, onto)
        return pixels, onto.preConcat(back)

    def readPixels(self, info: ImageInfo, into: np.ndarray, _stride: int, left: float, top: float) -> bool:
        """Copies the pixels from (left, top) on; False where none of them is on the canvas."""
        wanted = Rect.MakeXYWH(int(left), int(top), info.width, info.height)
        found = _common(wanted, Rect(0, 0, self.pixels.shape[1], self.pixels.shape[0]))
        if found.width() <= 0 or found.height() <= 0:
            return False
        _part(into, wanted, found)[...] = _part(self.pixels, Rect(0, 0, 0, 0), found)
        return True

    # Both

    def _bands(self, rect: Rect, *, whole: bool = False) -> Iterator[Rect]:
        """What of a box is in the clip, in whole pixels and some rows at a time: floats are many times the bytes."""
        box = _common(rect.roundOut(), self._state.box)
        rows = max(1, int(box.height())) if whole else _BAND
        for top in range(int(box.t), int(box.b) if box.width() > 0 else int(box.t), rows):
            yield Rect(box.l, top, box.r, min(top + rows, box.b))

    def _colours(self, paint: Paint, box: Rect) -> np.ndarray:
        """What the paint has in every pixel of `box`: (height, width, 4), or (4,) if it is one colour."""
        if paint.shader is None:
            return paint.colour
        back = self._state.matrix.inverse()
        if back is None:
            return np.zeros(4, np.float32)
        columns, rows = np.arange(box.l, box.r) + 0.5, np.arange(box.t, box.b) + 0.5
        (a, b, c), (d, e, f) = back.rows
        x = a * columns[None, :] + b * rows[:, None] + c
        y = d * columns[None, :] + e * rows[:, None] + f
        return np.asarray(paint.shader(x, y) * np.float32(paint.alpha), np.float32)

    def _composite(self, box: Rect, share: np.ndarray, colours: np.ndarray, paint: Paint) -> None:
        """`colours` blended into `box`, as far as `share` and the clip have it."""
        if self._state.mask is not None:
            share = share * _part(self._state.mask, self._state.box, box)
        under = _part(self.pixels, Rect(0, 0, 0, 0), box)
        below = under.astype(np.float32) / 255
        mode = paint.options["BlendMode"]
        above = np.broadcast_to(colours, below.shape)
        if mode is BlendMode.kSrcOver:
            above = above * share[..., None]
            made = above + below * (1 - above[..., 3:])
        else:
            made = below + (BLENDS[mode](above, below) - below) * share[..., None]
        made *= 255
        if paint.options["Dither"] and paint.shader is not None:
            tall, wide = made.shape[:2]
            pattern = np.tile(_BAYER, (tall // 4 + 2, wide // 4 + 2))
            pattern = pattern[int(box.t) % 4 :, int(box.l) % 4 :][:tall, :wide, None]
            made += pattern * (share[..., None] > 0) * (above[..., 3:] > 0)
            made[..., :3] = np.minimum(made[..., :3], made[..., 3:])
        under[...] = np.clip(np.rint(made), 0, 255)


def _everywhere(box: Rect) -> np.ndarray:
    return np.ones((int(box.height()), int(box.width())), np.float32)


def _sampled(pixels: np.ndarray, onto: Matrix, sampling: SamplingOptions, box: Rect) -> np.ndarray:
    """A picture as it falls on the pixels of `box`, beyond its edges repeated; floats 0..1."""
    # OpenCV counts from the middle of a pixel.
    centred = Matrix.Translate(-box.l - 0.5, -box.t - 0.5).preConcat(onto).preTranslate(0.5, 0.5)
    size = int(box.width()), int(box.height())
    moved = cv2.warpAffine(pixels, centred.rows, size, flags=sampling.how.value, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.float32) / np.float32(255)


def _common(first: Rect, second: Rect) -> Rect:
    left, top = max(first.l, second.l), max(first.t, second.t)
    return Rect(left, top, max(left, min(first.r, second.r)), max(top, min(first.b, second.b)))


def _grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.l - by, rect.t - by, rect.r + by, rect.b + by)


def _part(pixels: np.ndarray, box: Rect, wanted: Rect) -> np.ndarray:
    """The view of `pixels`, which lie in `box`, on the part of it that is wanted."""
    top, left = int(wanted.t - box.t), int(wanted.l - box.l)
    return pixels[top : top + int(wanted.height()), left : left + int(wanted.width())]
