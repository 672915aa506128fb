"""What our stand-in draws is what Skia draws, within what edges and rounding differ."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.imaging import raster
from studio_app.imaging.native import load_skia
from tests.imaging.raster.scenes import SCENES, SIDE, fill, pen, picture, pixels_of, ring, shrunk, star, swirl

skia: Any = load_skia()
# Mean difference of all bytes, and the share of pixels that differ visibly.
MEAN, VISIBLY, SHARE = 1.5, 40, 0.02


def apart(first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    difference = np.abs(first.astype(int) - second)
    return float(difference.mean()), float((difference.max(-1) > VISIBLY).mean())


@pytest.mark.parametrize("name", SCENES)
def test_a_part_of_the_interface(name: str) -> None:
    theirs, ours = pixels_of(skia, SCENES[name]), pixels_of(raster, SCENES[name])
    assert theirs.any() or name == "mode kClear"
    mean, share = apart(theirs, ours)
    assert mean < MEAN and share < SHARE, (mean, share)


NUMBER = st.floats(4, 92).map(lambda value: round(value, 1))
STEP = st.one_of(
    st.tuples(st.just("lineTo"), NUMBER, NUMBER),
    st.tuples(st.just("quadTo"), NUMBER, NUMBER, NUMBER, NUMBER),
    st.tuples(st.just("cubicTo"), NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER),
)


@settings(max_examples=150, deadline=None)
@given(steps=st.lists(STEP, min_size=2, max_size=6), width=st.sampled_from([0.0, 1.5, 6.0, 14.0]),
       closed=st.booleans(), even=st.booleans(), angle=st.integers(0, 359))
def test_any_path(steps: list[tuple[Any, ...]], width: float, closed: bool, even: bool, angle: int) -> None:
    def scene(lib: Any, canvas: Any) -> None:
        path = lib.Path()
        path.moveTo(48, 48)
        for method, *numbers in steps:
            getattr(path, method)(*numbers)
        if closed:
            path.close()
        if even and not width:
            path.setFillType(lib.PathFillType.kEvenOdd)
        canvas.rotate(angle, 48, 48)
        canvas.drawPath(path, pen(lib, width) if width else fill(lib))

    mean, share = apart(pixels_of(skia, scene), pixels_of(raster, scene))
    assert mean < 2.5 and share < 0.03, (mean, share)


@pytest.mark.parametrize("shape", [star, swirl, ring])
def test_measures_of_a_path(shape: Any) -> None:
    theirs, ours = shape(skia), shape(raster)
    for name in ("left", "top", "right", "bottom", "width", "height", "centerX", "centerY"):
        found = [getattr(path.computeTightBounds(), name)() for path in (theirs, ours)]
        assert found[0] == pytest.approx(found[1], abs=0.05), name
    points = [(x + 0.31, y + 0.17) for x in range(0, SIDE, 5) for y in range(0, SIDE, 5)]
    differ = [point for point in points if theirs.contains(*point) != ours.contains(*point)]
    assert len(differ) <= 1  # a point may lie on an edge
    assert not ours.isEmpty() and raster.Path().isEmpty()
    assert raster.Path().computeTightBounds().width() == 0


def test_a_path_that_changes_is_measured_again() -> None:
    path = ring(raster, 10)
    assert path.computeTightBounds().right() == pytest.approx(58, abs=0.01)
    path.addCircle(80, 48, 10)
    assert path.computeTightBounds().right() == pytest.approx(90, abs=0.01)
    path.transform(raster.Matrix.Translate(-80, 0), path)
    assert path.computeTightBounds().right() == pytest.approx(10, abs=0.01)


def test_matrices_map_as_skia_maps() -> None:
    made = [lib.Matrix.RotateDeg(30).preScale(2, 0.5).preTranslate(3, -4).preConcat(lib.Matrix.Scale(-1, 1))
            for lib in (skia, raster)]
    points = [matrix.mapXY(7, 11) for matrix in made]
    assert (points[0].x(), points[0].y()) == pytest.approx((points[1].x(), points[1].y()))
    boxes = [matrix.mapRect(lib.Rect.MakeXYWH(1, 2, 30, 40)).roundOut() for matrix, lib in zip(made, (skia, raster),
                                                                                              strict=True)]
    assert [getattr(boxes[0], side)() for side in ("left", "top", "width", "height")] == [
        getattr(boxes[1], side)() for side in ("left", "top", "width", "height")]
    assert made[0].mapRadius(2.0) == pytest.approx(made[1].mapRadius(2.0), rel=1e-3)
    assert raster.Matrix.Scale(0, 1).inverse() is None


def test_pixels_are_read_back_where_there_are_any() -> None:
    read = []
    for lib in (skia, raster):
        pixels = np.zeros((SIDE, SIDE, 4), np.uint8)
        surface = lib.Surface(pixels, colorType=lib.kRGBA_8888_ColorType, alphaType=lib.kPremul_AlphaType)
        canvas = surface.getCanvas()
        canvas.drawPath(ring(lib), fill(lib))
        found = np.zeros((20, 30, 4), np.uint8)
        info = lib.ImageInfo.Make(30, 20, lib.kRGBA_8888_ColorType, lib.kPremul_AlphaType)
        assert canvas.readPixels(info, found, found.strides[0], -10, 40)
        assert not canvas.readPixels(info, found.copy(), found.strides[0], 200, 40)
        read.append(found)
    assert apart(*read)[1] < SHARE


def test_what_is_shrunk_is_averaged() -> None:
    theirs, ours = (pixels_of(lib, shrunk)[12:84, 10:43].astype(float) for lib in (skia, raster))
    assert ours.std(axis=(0, 1)).max() < 15  # the pattern itself has 125
    assert ours.mean(axis=(0, 1)) == pytest.approx(theirs.mean(axis=(0, 1)), abs=3)


def test_a_surface_of_alpha_alone() -> None:
    made = []
    for lib in (skia, raster):
        pixels = np.zeros((SIDE, SIDE), np.uint8)
        surface = lib.Surface(pixels, colorType=lib.kAlpha_8_ColorType)
        surface.getCanvas().drawPath(star(lib), fill(lib))
        surface.flushAndSubmit()
        made.append(pixels)
    assert np.abs(made[0].astype(int) - made[1]).mean() < MEAN


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="Colour"):
        raster.Paint(Colour=0)
    with pytest.raises(AttributeError):
        raster.Paint().setColour(0)
    with pytest.raises(KeyError):
        raster.RuntimeEffect.MakeForShader("half4 main(float2 xy) { return half4(1); }")


def test_drawing_where_nothing_is_seen_changes_nothing() -> None:
    def scene(lib: Any, canvas: Any) -> None:
        canvas.translate(500, 500)
        canvas.drawPath(star(lib), fill(lib))
        canvas.drawImage(picture(lib), 0, 0, lib.SamplingOptions())
        canvas.drawPath(lib.Path(), fill(lib))
        canvas.resetMatrix()
        canvas.scale(0, 1)
        canvas.drawPaint(lib.Paint(Shader=lib.GradientShader.MakeLinear([(0, 0), (9, 9)], [0xFF000000, 0xFFFFFFFF])))

    assert not pixels_of(raster, scene).any()
