"""Panels, strokes and bands in a style's materials, for everything that lies over a stream.

`k` is the size of one design pixel of the form in canvas units: a form that is drawn larger has thicker materials.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import BLACK, RGB, WHITE, from_hex, mix, wcag
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import logos
from studio_app.imaging.templates.compose import chips
from studio_app.imaging.templates.finish import Finish, Shape
from studio_app.imaging.templates.paint import blur, fill, gradient, line, polygon, ramp, rect, rounded, skia
from studio_app.imaging.templates.sheet import Stage

BORDER = 14.0
_MITER, _BUTT = skia.Paint.kMiter_Join, skia.Paint.kButt_Cap


def outline(shape: Shape, area: Area, size: float) -> Any:
    """The contour of a panel; `size` is how far its corners are leant, rounded or cut."""
    reach = min(size, area.height * 0.45, area.width * 0.45)
    x, y, right, bottom = area.x, area.y, area.right, area.bottom
    if shape == "slant":
        return polygon([(x + reach, y), (right, y), (right - reach, bottom), (x, bottom)])
    if shape == "cut":
        return polygon(
            [(x + reach, y), (right, y), (right, bottom - reach), (right - reach, bottom), (x, bottom), (x, y + reach)]
        )
    if shape == "round":
        return rounded(area, min(size * 1.5, area.height / 2, area.width / 2))
    return rounded(area, reach * 0.9 if shape == "tube" else 0)


def shape_of(finish: Finish, area: Area, lean: float = 16.0) -> Any:
    return outline(finish.shape, area, lean)


def cut(stage: Stage, hole: Area) -> None:
    """Alpha exactly 0 in the hole, edges included."""
    stage.canvas.drawRect(rect(hole), skia.Paint(BlendMode=skia.BlendMode.kClear))


def keep(stage: Stage, shapes: list[Any]) -> None:
    """Clears everything but `shapes`: what a painter who knows no transparency put round them."""
    mask = skia.Path()
    for shape in shapes:
        mask.addPath(shape)
    stage.canvas.save()
    stage.canvas.clipPath(mask, skia.ClipOp.kDifference, True)
    stage.canvas.clear(0)
    stage.canvas.restore()


def feather(stage: Stage, width: float) -> None:
    """Fades the outermost `width` of the canvas: a glow that the edge would cut shows as a line on a stream."""
    wide, tall = stage.sheet.asset.size
    strips = (
        (Area(0, 0, width, tall), (0, 0), (width, 0)),
        (Area(wide - width, 0, width, tall), (wide, 0), (wide - width, 0)),
        (Area(0, 0, wide, width), (0, 0), (0, width)),
        (Area(0, tall - width, wide, width), (0, tall), (0, tall - width)),
    )
    for strip, start, end in strips:
        shader = gradient(start, end, [(0.0, BLACK, 0.0), (1.0, BLACK, 1.0)])
        stage.canvas.drawRect(rect(strip), skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kDstIn))


def inner(finish: Finish, area: Area, k: float = 1.0) -> Area:
    """What of a panel is free for words: beside its edge and its leaning or rounded sides."""
    left, right = {
        "slant": (34, 24), "tube": (16, 16), "block": (16, 16), "round": (30, 22), "cut": (26, 22),
    }[finish.shape]
    return Area(area.x + left * k, area.y, max(1.0, area.width - (left + right) * k), area.height)


def seen(colour: RGB, finish: Finish) -> RGB:
    """A border colour that would vanish beside the plate, moved towards the colour of words."""
    return colour if wcag(colour, finish.plate) >= 1.3 else mix(colour, finish.title, 0.4)


def band_paint(finish: Finish, area: Area, **more: Any) -> Any:
    """The border's colours from corner to corner; a split pair where the shape is cut."""
    corners = (area.x, area.y), (area.right, area.bottom)
    first, second, third = (seen(colour, finish) for colour in finish.border)
    if finish.shape == "cut":
        stops = [(0.0, first, 1.0), (0.498, first, 1.0), (0.502, third, 1.0), (1.0, third, 1.0)]
        return skia.Paint(AntiAlias=True, Shader=gradient(*corners, stops), **more)
    return skia.Paint(AntiAlias=True, Shader=ramp(*corners, first, second, third), **more)


def _plate(finish: Finish, area: Area) -> Any:
    return skia.Paint(AntiAlias=True, Shader=ramp((area.x, 0), (area.right, 0), finish.plate, finish.plate_end))


def stroke(
    stage: Stage, path: Any, area: Area, finish: Finish, width: float, k: float, color: RGB | None = None
) -> None:
    """`path` as a line of the style's material; `area` is what its colours run across."""
    canvas = stage.canvas
    if finish.shape == "tube":
        tube = finish.border[1] if color is None else color
        canvas.drawPath(path, line(tube, width * 2.2, 0.75, MaskFilter=blur(8 * k)))
        canvas.drawPath(path, line(tube, width))
        canvas.drawPath(path, line(mix(tube, WHITE, 0.75), width * 0.36))
        return
    flat = finish.border[0] if finish.shape == "block" else None
    chosen = flat if color is None else color
    paint = band_paint(finish, area, Style=skia.Paint.kStroke_Style, StrokeWidth=width)
    if chosen is not None:
        paint = line(chosen, width)
    under = line(finish.plate, width + 5 * k, 0.95)
    for one in (under, paint):
        if finish.shape == "round":
            one.setStrokeCap(skia.Paint.kRound_Cap)
            one.setStrokeJoin(skia.Paint.kRound_Join)
        else:
            one.setStrokeCap(skia.Paint.kSquare_Cap)
            one.setStrokeJoin(_MITER)
        canvas.drawPath(path, one)


def panel(stage: Stage, area: Area, finish: Finish, k: float = 1.0) -> None:
    """A plate for words with its shadow and the style's edge; what is far taller than wide stands upright."""
    if area.height > area.width * 2 and finish.shape != "block":
        _upright(stage, area, finish, k)
        return
    shape = shape_of(finish, area, 16 * k)
    if finish.shape == "block":
        stage.canvas.drawRect(rect(area.moved(6 * k, 6 * k)), fill(finish.border[0]))
    else:
        shadow = shape_of(finish, area.moved(0, 5 * k), 16 * k)
        stage.canvas.drawPath(shadow, fill(BLACK, 0.45, MaskFilter=blur(7 * k)))
    stage.canvas.drawPath(shape, _plate(finish, area))
    _EDGES[finish.shape](stage, area, shape, finish, k)


def _upright(stage: Stage, area: Area, finish: Finish, k: float) -> None:
    shape = outline("cut" if finish.shape == "slant" else finish.shape, area, 16 * k)
    canvas = stage.canvas
    canvas.drawPath(shape, fill(BLACK, 0.45, MaskFilter=blur(7 * k)))
    canvas.drawPath(shape, skia.Paint(AntiAlias=True, Shader=ramp((0, area.y), (0, area.bottom), finish.plate,
                                                                   finish.plate_end)))
    if finish.shape == "tube":
        _tube_edge(stage, area, shape, finish, k)
        return
    canvas.save()
    canvas.clipPath(shape, True)
    for y in (area.y, area.bottom - 6 * k):
        strip = Area(area.x, y, area.width, 6 * k)
        canvas.drawRect(rect(strip), band_paint(finish, strip))
    canvas.restore()


def _slant_edge(stage: Stage, area: Area, shape: Any, finish: Finish, k: float) -> None:
    lean = min(16 * k, area.height * 0.45)
    for offset, wide, colour in ((0, 10, finish.accent), (14, 3.5, finish.border[1])):
        x = area.x + offset * k
        stage.canvas.drawPath(
            polygon(
                [(x + lean, area.y), (x + lean + wide * k, area.y), (x + wide * k, area.bottom), (x, area.bottom)]
            ),
            fill(colour),
        )


def _tube_edge(stage: Stage, area: Area, shape: Any, finish: Finish, k: float) -> None:
    stroke(stage, shape, area, finish, 2.6 * k, k * 0.6)


def _block_edge(stage: Stage, area: Area, shape: Any, finish: Finish, k: float) -> None:
    stage.canvas.drawRect(rect(area.grown(-1.5 * k)), line(finish.accent, 3 * k, StrokeMiter=4))


def calm(finish: Finish) -> bool:
    """Whether the style wants no light round its frames."""
    return finish.halo == finish.plate


def _round_edge(stage: Stage, area: Area, shape: Any, finish: Finish, k: float) -> None:
    """A hairline and a bar of the accent, or the white edge of a cut-out label."""
    if not calm(finish):
        stage.canvas.drawPath(shape, line(finish.border[0], 4 * k))
        return
    stage.canvas.drawPath(shape, line(mix(finish.plate, finish.title, 0.16), 1.6 * k))
    tall = area.height * 0.42
    bar = Area(area.x + 9 * k, area.center[1] - tall / 2, 5 * k, tall)
    stage.canvas.drawPath(rounded(bar, 2.5 * k), fill(finish.accent))


def _cut_edge(stage: Stage, area: Area, shape: Any, finish: Finish, k: float) -> None:
    canvas = stage.canvas
    canvas.save()
    canvas.clipPath(shape, True)
    canvas.drawRect(rect(Area(area.x, area.y, 9 * k, area.height)), fill(finish.border[0]))
    canvas.drawRect(rect(Area(area.right - 9 * k, area.y, 9 * k, area.height)), fill(finish.border[2]))
    canvas.drawRect(rect(Area(area.x, area.bottom - 3 * k, area.width, 3 * k)), band_paint(finish, area))
    canvas.restore()


_EDGES: dict[Shape, Callable[[Stage, Area, Any, Finish, float], None]] = {
    "slant": _slant_edge, "tube": _tube_edge, "block": _block_edge, "round": _round_edge, "cut": _cut_edge,
}


def tile(stage: Stage, area: Area, finish: Finish, colour: RGB) -> None:
    """A flat chip in the style's outline."""
    stage.canvas.drawPath(outline(finish.shape, area, area.height * 0.26), fill(colour))


def emblem(stage: Stage, layout: Layout, finish: Finish) -> None:
    """The logo where the layout has one, with an edge where its tile would vanish on the plate."""
    roles = stage.sheet.roles
    edge = finish.title if wcag(roles.primary, finish.plate) < 1.25 else None
    radius = 0.0 if finish.shape == "block" else 0.24
    logos.mark(stage, layout, roles.primary, roles.on(roles.primary), edge, radius)


def kit_colours(stage: Stage, trim: Area, finish: Finish) -> None:
    """The kit's colours side by side, each flat in its middle."""
    for colour, area in chips(stage.sheet, trim):
        gap = min(area.width * 0.08, area.height * 0.3)
        chip = Area(area.x + gap / 2, area.y, area.width - gap, area.height)
        stage.canvas.drawPath(outline(finish.shape, chip, chip.height * 0.45), fill(from_hex(colour)))
