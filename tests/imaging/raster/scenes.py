"""Small drawings that are made with Skia and with our own stand-in for it: each uses one part of the interface."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from studio_app.imaging import effects

SIDE = 96
Scene = Callable[[Any, Any], None]


def pixels_of(lib: Any, scene: Scene) -> np.ndarray:
    """Premultiplied bytes (SIDE, SIDE, 4)."""
    pixels = np.zeros((SIDE, SIDE, 4), np.uint8)
    surface = lib.Surface(pixels, colorType=lib.kRGBA_8888_ColorType, alphaType=lib.kPremul_AlphaType)
    scene(lib, surface.getCanvas())
    surface.flushAndSubmit()
    return pixels


def fill(lib: Any, colour: int = 0xFFE0452A, **more: Any) -> Any:
    return lib.Paint(AntiAlias=True, Color=colour, **more)


def pen(lib: Any, width: float, join: str = "Round", cap: str = "Round", **more: Any) -> Any:
    return fill(lib, Style=lib.Paint.kStroke_Style, StrokeWidth=width,
                StrokeJoin=getattr(lib.Paint, f"k{join}_Join"), StrokeCap=getattr(lib.Paint, f"k{cap}_Cap"), **more)


def star(lib: Any, closed: bool = True) -> Any:
    path = lib.Path()
    points = [(48, 6), (73, 84), (8, 36), (88, 36), (22, 84)]
    path.addPoly([lib.Point(x, y) for x, y in points], closed)
    return path


def swirl(lib: Any) -> Any:
    path = lib.Path()
    path.moveTo(10, 80)
    path.cubicTo(10, 10, 80, 10, 60, 60)
    path.quadTo(50, 90, 30, 50)
    path.arcTo(18, 30, 25, lib.Path.ArcSize.kLarge_ArcSize, lib.PathDirection.kCW, 70, 80)
    path.arcTo(30, 30, 0, lib.Path.ArcSize.kSmall_ArcSize, lib.PathDirection.kCCW, 85, 30)
    return path


def _arcs(lib: Any, canvas: Any) -> None:
    """All four arcs of an ellipse between two points, a quarter of the page each."""
    for i, size in enumerate((lib.Path.ArcSize.kSmall_ArcSize, lib.Path.ArcSize.kLarge_ArcSize)):
        for j, way in enumerate((lib.PathDirection.kCW, lib.PathDirection.kCCW)):
            path = lib.Path()
            path.moveTo(16 + 48 * i, 20 + 48 * j)
            path.arcTo(14, 9, 30, size, way, 28 + 48 * i, 28 + 48 * j)
            canvas.drawPath(path, pen(lib, 2))


def ring(lib: Any, radius: float = 34, x: float = 48, y: float = 48) -> Any:
    path = lib.Path()
    path.addCircle(x, y, radius)
    return path


def ground(lib: Any, canvas: Any) -> None:
    canvas.drawPaint(lib.Paint(Shader=lib.GradientShader.MakeLinear([(0, 0), (96, 96)], [0xFF123C69, 0x80EDC7B7])))


def picture(lib: Any) -> Any:
    """A soft blob with clear surroundings, 64 by 48."""
    surface = lib.Surface(64, 48)
    canvas = surface.getCanvas()
    canvas.drawOval(lib.Rect.MakeLTRB(4, 4, 60, 44), fill(lib, 0xFF2A9D8F))
    canvas.drawCircle(22, 20, 9, fill(lib, 0x80FFFFFF))
    return surface.makeImageSnapshot()


def _winding(lib: Any, canvas: Any) -> None:
    canvas.drawPath(star(lib), fill(lib))


def _even_odd(lib: Any, canvas: Any) -> None:
    path = star(lib)
    path.setFillType(lib.PathFillType.kEvenOdd)
    canvas.drawPath(path, fill(lib, 0x90E0452A))


def _hard_edges(lib: Any, canvas: Any) -> None:
    canvas.drawRect(lib.Rect.MakeXYWH(10.4, 20.6, 40, 30), lib.Paint(Color=0xFF00AA88))
    canvas.drawPath(ring(lib, 20, 70, 70), lib.Paint(Color=0xFF4400AA))


def _curves(lib: Any, canvas: Any) -> None:
    canvas.drawPath(swirl(lib), fill(lib))


def _boxes(lib: Any, canvas: Any) -> None:
    canvas.drawRoundRect(lib.Rect.MakeXYWH(6, 6, 60, 30), 40, 9, fill(lib))
    canvas.drawOval(lib.Rect.MakeLTRB(20.5, 44.2, 90, 70), fill(lib, 0xFF3355EE))
    path = lib.Path()
    path.addRoundRect(lib.Rect.MakeWH(30, 30), 0, 5)
    canvas.drawPath(path, fill(lib, 0xFF00AA44))


def _strokes(lib: Any, canvas: Any) -> None:
    canvas.drawPath(swirl(lib), pen(lib, 7))
    canvas.drawLine(5, 5, 90, 12, pen(lib, 5, cap="Square"))
    canvas.drawLine(8, 92, 90, 88, pen(lib, 5, cap="Butt"))


def _corners(lib: Any, canvas: Any) -> None:
    canvas.drawPath(star(lib), pen(lib, 5, "Miter", StrokeMiter=4))


def _open_corners(lib: Any, canvas: Any) -> None:
    canvas.drawPath(star(lib, False), pen(lib, 9, "Miter", "Butt"))


def _swollen(lib: Any, canvas: Any) -> None:
    """Contours that run against the pen's own direction must not be cut out."""
    path = lib.Path()
    path.addPoly([lib.Point(x, y) for x, y in ((20, 20), (20, 76), (76, 76), (76, 20))], True)
    path.addPoly([lib.Point(x, y) for x, y in ((40, 40), (56, 40), (56, 56), (40, 56))], True)
    canvas.drawPath(path, fill(lib, Style=lib.Paint.kStrokeAndFill_Style, StrokeWidth=10,
                               StrokeJoin=lib.Paint.kRound_Join))


def _outlined(lib: Any, canvas: Any) -> None:
    grown = lib.Path()
    fill(lib, Style=lib.Paint.kStrokeAndFill_Style, StrokeWidth=8).getFillPath(ring(lib, 20), grown)
    canvas.drawPath(grown, fill(lib, 0xFF118833))


def _dashes(lib: Any, canvas: Any) -> None:
    paint = pen(lib, 4, cap="Butt")
    paint.setPathEffect(lib.DashPathEffect.Make([12, 5], 3.0))
    canvas.drawLine(4, 20, 92, 20, paint)
    canvas.drawPath(swirl(lib), paint)


def _sums(lib: Any, canvas: Any) -> None:
    first, second = ring(lib, 24, 38, 40), ring(lib, 24, 62, 52)
    canvas.drawPath(lib.Op(first, second, lib.PathOp.kUnion_PathOp), fill(lib, 0xFFBBBB00))
    canvas.drawPath(lib.Op(first, second, lib.PathOp.kDifference_PathOp), fill(lib, 0xFFCC2222))
    canvas.drawPath(lib.Op(first, second, lib.PathOp.kIntersect_PathOp), fill(lib, 0xFF2222CC))


def _soft(lib: Any, canvas: Any) -> None:
    blur = lib.MaskFilter.MakeBlur(lib.kNormal_BlurStyle, 3.5)
    canvas.scale(1.5, 1.5)
    canvas.drawCircle(20, 24, 12, fill(lib, MaskFilter=blur))
    canvas.drawRect(lib.Rect.MakeXYWH(50, 30, 40, 12),
                    fill(lib, 0xFF224488, MaskFilter=lib.MaskFilter.MakeBlur(lib.kNormal_BlurStyle, 12)))


def _gradients(lib: Any, canvas: Any) -> None:
    linear = lib.GradientShader.MakeLinear(
        [(0, 0), (14, 9)], [0xFFFF0000, 0xFF00FF00, 0x000000FF], [0, 0.5, 0.5], lib.TileMode.kRepeat)
    canvas.drawRect(lib.Rect.MakeWH(96, 48), lib.Paint(Shader=linear, Alphaf=0.7))
    radial = lib.GradientShader.MakeRadial((48, 70), 26, [0xFFFFFFFF, 0x88FF8800, 0x00FF8800], [0, 0.42, 1])
    canvas.rotate(20, 48, 70)
    canvas.drawRect(lib.Rect.MakeLTRB(0, 48, 96, 96), lib.Paint(Shader=radial, Dither=True))


def _turned(lib: Any, canvas: Any) -> None:
    canvas.save()
    canvas.translate(40, 30)
    canvas.rotate(27)
    canvas.skew(-0.3, 0)
    canvas.scale(1.2, 0.8)
    canvas.drawRect(lib.Rect.MakeXYWH(-10, -12, 50, 40), fill(lib))
    canvas.restore()
    canvas.concat(lib.Matrix.Translate(60, 60).preRotate(45).preScale(0.4, 0.4).preTranslate(-48, -48))
    canvas.drawPath(star(lib), fill(lib, 0xFF0088CC))
    canvas.resetMatrix()
    canvas.drawRect(lib.Rect.MakeWH(10, 10), fill(lib, 0xFF000000))


def _clips(lib: Any, canvas: Any) -> None:
    canvas.save()
    canvas.clipRect(lib.Rect.MakeLTRB(10.5, 10, 80, 86), True)
    canvas.clipPath(ring(lib, 36), True)
    canvas.clipPath(star(lib), lib.ClipOp.kDifference, True)
    ground(lib, canvas)
    canvas.restore()
    canvas.save()
    canvas.clipRect(lib.Rect.MakeWH(30, 30))
    canvas.clipRect(lib.Rect.MakeXYWH(5, 5, 10, 10), lib.ClipOp.kDifference, True)
    canvas.drawPaint(fill(lib))
    canvas.clipRect(lib.Rect.MakeXYWH(60, 60, 9, 9))
    canvas.drawPaint(fill(lib, 0xFF000000))
    canvas.restore()
    canvas.clipPath(lib.Path(), True)
    canvas.drawPaint(fill(lib, 0xFF000000))


def _cleared(lib: Any, canvas: Any) -> None:
    ground(lib, canvas)
    canvas.clipPath(ring(lib, 30), lib.ClipOp.kDifference, True)
    canvas.clear(0)


def _pictures(lib: Any, canvas: Any) -> None:
    image = picture(lib)
    smooth = lib.SamplingOptions(lib.FilterMode.kLinear, lib.MipmapMode.kLinear)
    canvas.drawImageRect(image, lib.Rect.MakeXYWH(2, 2, 20, 15), smooth)
    canvas.drawImageRect(image, lib.Rect.MakeXYWH(30, 0, 64, 48), lib.SamplingOptions(lib.FilterMode.kLinear))
    canvas.drawImageRect(
        image, lib.Rect.MakeXYWH(10, 8, 30, 30), lib.Rect.MakeXYWH(2, 52, 40, 40),
        lib.SamplingOptions(lib.CubicResampler.CatmullRom()), lib.Paint(),
        lib.Canvas.SrcRectConstraint.kFast_SrcRectConstraint)
    canvas.rotate(14, 70, 70)
    canvas.drawImageRect(image, lib.Rect.MakeXYWH(50, 54, 40, 30), lib.SamplingOptions(lib.CubicResampler.Mitchell()),
                         lib.Paint(AntiAlias=True, Alphaf=0.6))


def shrunk(lib: Any, canvas: Any) -> None:
    """A fine pattern must become its mean, not what every tenth pixel of it is."""
    surface = lib.Surface(400, 400)
    lines = lib.Path()
    for i in range(0, 400, 5):
        lines.addRect(lib.Rect.MakeXYWH(i, 0, 2, 400))
    surface.getCanvas().drawPath(lines, lib.Paint(Color=0xFF804020))
    smooth = lib.SamplingOptions(lib.FilterMode.kLinear, lib.MipmapMode.kLinear)
    canvas.drawImageRect(surface.makeImageSnapshot(), lib.Rect.MakeXYWH(8, 8, 37, 80), smooth)


def _silhouettes(lib: Any, canvas: Any) -> None:
    image, options = picture(lib), lib.SamplingOptions(lib.FilterMode.kLinear, lib.MipmapMode.kLinear)
    tint = lib.ColorFilters.Blend(0xFF553399, lib.BlendMode.kSrcIn)
    spread = lib.Paint(ImageFilter=lib.ImageFilters.Dilate(3, 3), ColorFilter=tint)
    canvas.drawImageRect(image, lib.Rect.MakeXYWH(12, 6, 60, 40), options, spread)
    soft = lib.Paint(ImageFilter=lib.ImageFilters.Blur(4, 4), ColorFilter=tint, Alphaf=0.8)
    canvas.drawImage(image, 16, 48, lib.SamplingOptions(), soft)


def _tiles(lib: Any, canvas: Any) -> None:
    image = picture(lib)
    canvas.drawRect(lib.Rect.MakeWH(96, 40),
                    lib.Paint(Shader=image.makeShader(lib.TileMode.kRepeat, lib.TileMode.kRepeat)))
    shader = image.makeShader(lib.TileMode.kClamp, lib.TileMode.kClamp, lib.SamplingOptions(lib.FilterMode.kLinear),
                              lib.Matrix.Translate(20, 50).preScale(0.7, 0.7))
    canvas.drawRect(lib.Rect.MakeLTRB(0, 44, 96, 96), lib.Paint(Shader=shader))


def _programme(source: str, *values: float) -> Scene:
    def scene(lib: Any, canvas: Any) -> None:
        made = lib.RuntimeEffect.MakeForShader(source)
        shader = made.makeShader(lib.Data.MakeWithCopy(struct.pack(f"<{len(values)}f", *values)))
        canvas.drawPaint(lib.Paint(Shader=shader))

    return scene


def _mode(name: str) -> Scene:
    def scene(lib: Any, canvas: Any) -> None:
        ground(lib, canvas)
        canvas.drawPath(ring(lib, 30), fill(lib, 0xA0F0B030, BlendMode=getattr(lib.BlendMode, name)))
        canvas.drawPath(star(lib), fill(lib, 0xFF304090, BlendMode=getattr(lib.BlendMode, name)))

    return scene


MODES = ("kSrcOver", "kSrc", "kClear", "kSrcIn", "kDstIn", "kDstOut", "kPlus", "kScreen", "kMultiply", "kOverlay",
         "kSoftLight")
CLOUD_COLOURS = (0.48, 0.23, 0.93, 0.93, 0.28, 0.6, 0.98, 0.8, 0.08, 0.1, 0.1, 0.2)
SCENES: dict[str, Scene] = {
    "winding": _winding, "even odd": _even_odd, "hard edges": _hard_edges, "curves": _curves, "arcs": _arcs,
    "boxes": _boxes,
    "strokes": _strokes, "corners": _corners, "open corners": _open_corners, "swollen": _swollen,
    "outlined": _outlined, "dashes": _dashes, "sums": _sums, "soft": _soft, "gradients": _gradients,
    "turned": _turned, "clips": _clips, "cleared": _cleared, "pictures": _pictures, "silhouettes": _silhouettes,
    "tiles": _tiles, "clouds": _programme(effects.WARP, 96, 96, 3, 1.5, *CLOUD_COLOURS),
    "dots": _programme(effects.DOTS, 0, 0, 0.6, 0.8, 9, 120, 0.9, 0.2, 0.4, 1.0),
    **{f"mode {name}": _mode(name) for name in MODES},
}
