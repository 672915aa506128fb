"""Ways to frame a camera picture, each in every style's material. The hole is cut out by the caller afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import BLACK, WHITE, mix
from studio_app.imaging.layout import Area
from studio_app.imaging.templates import layers
from studio_app.imaging.templates.finish import Finish, Shape
from studio_app.imaging.templates.frames import band_paint, calm, outline, seen, stroke
from studio_app.imaging.templates.paint import blur, fill, line, polygon, ramp, rect, rounded, skia
from studio_app.imaging.templates.sheet import Stage

Framing = Callable[[Stage, Area, Area, Finish, float], None]


def _open(points: list[tuple[float, float]]) -> Any:
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], False)
    return path


def _contour(finish: Finish, outer: Area, size: float) -> Any:
    """The outside of a frame: like a panel's, but a leaning one stands upright."""
    return rounded(outer, 0) if finish.shape == "slant" else outline(finish.shape, outer, size)


def _between(contour: Any, hole: Area) -> Any:
    path = skia.Path()
    path.addPath(contour)
    path.addRect(rect(hole))
    path.setFillType(skia.PathFillType.kEvenOdd)
    return path


def outward(stage: Stage, area: Area) -> int:
    """The side (-1 left, 1 right) away from the middle of the canvas; for what is in the middle the seed's."""
    off = area.center[0] - stage.sheet.asset.width / 2
    if abs(off) < stage.sheet.asset.width * 0.1:
        return -1 if stage.sheet.look.mirrored else 1
    return -1 if off < 0 else 1


def band(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """Everything between `outer` and `hole` filled with the material; a printed one has its second colour behind."""
    if finish.shape == "block":
        side = outward(stage, outer)
        stage.canvas.drawRect(rect(outer.moved(side * 10 * k, -10 * k)), fill(finish.border[0]))
    solid(stage, hole, outer, finish, k)


def solid(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """The band alone."""
    canvas = stage.canvas
    contour = _contour(finish, outer, 22 * k)
    if finish.shape == "block":
        canvas.drawPath(_between(contour, hole), fill(finish.plate))
        for edge in (outer.grown(-1.5 * k), hole.grown(2 * k)):
            canvas.drawRect(rect(edge), line(finish.accent, 3 * k))
        return
    glow = BLACK if calm(finish) else finish.halo
    canvas.drawPath(contour, line(glow, 10 * k, 0.8 if glow is not BLACK else 0.5, MaskFilter=blur(9 * k)))
    if finish.shape in ("slant", "cut"):
        canvas.drawPath(_between(contour, hole), band_paint(finish, outer))
        canvas.drawRect(rect(hole.grown(2.5 * k)), line(finish.plate, 5 * k))
        return
    canvas.drawPath(_between(contour, hole), fill(finish.plate))
    if finish.shape == "tube":
        stroke(stage, contour, outer, finish, 4.5 * k, k)
        stroke(stage, rounded(hole.grown(3.5 * k), 5 * k), outer, finish, 3 * k, k * 0.5, finish.border[0])
        return
    canvas.drawPath(contour, line(mix(finish.plate, finish.title, 0.4), 1.6 * k))
    wide = 3.5 if calm(finish) else 7.0
    canvas.drawPath(
        _contour(finish, outer.grown(-4 * k), 19 * k),
        band_paint(finish, outer, Style=skia.Paint.kStroke_Style, StrokeWidth=wide * k),
    )
    inside = mix(finish.plate, finish.title, 0.25) if calm(finish) else finish.border[2]
    canvas.drawRect(rect(hole.grown(1.5 * k)), line(inside, 3 * k))


def garnish(stage: Stage, outer: Area, finish: Finish, k: float) -> None:
    """What a style adds to the corners and edges of a frame."""
    _GARNISH[finish.shape](stage, outer, finish, k)


def _wedges(stage: Stage, outer: Area, finish: Finish, k: float) -> None:
    for x, y, dx, dy in ((outer.x, outer.y, k, k), (outer.right, outer.bottom, -k, -k)):
        corners = ((-9, -9), (150, -9), (130, 11), (11, 11), (11, 84), (-9, 104))
        stage.canvas.drawPath(polygon([(x + a * dx, y + b * dy) for a, b in corners]), fill(finish.accent))
    chance = stage.sheet.random("frame")
    for i in range(7):
        x = outer.right - (160 + i * 22) * k
        points = ((8, -3), (18, -3), (8, 10), (-2, 10))
        stage.canvas.drawPath(
            polygon([(x + a * k, outer.y + b * k) for a, b in points]), fill(WHITE, 0.35 + 0.55 * chance.random())
        )


def _clamps(stage: Stage, outer: Area, finish: Finish, k: float) -> None:
    for x in (outer.x + 70 * k, outer.right - 70 * k):
        for y in (outer.y, outer.bottom):
            clamp = Area(x - 22 * k, y - 6 * k, 44 * k, 12 * k)
            stage.canvas.drawPath(rounded(clamp, 4 * k), fill(finish.plate))
            stage.canvas.drawPath(rounded(clamp, 4 * k), line(finish.accent, 1.8 * k))


def _print_marks(stage: Stage, outer: Area, finish: Finish, k: float) -> None:
    x = outer.x if stage.sheet.look.mirrored else outer.right - 110 * k
    tape = Area(x, outer.y - 10 * k, 110 * k, 10 * k)
    stage.canvas.drawRect(rect(tape), fill(finish.border[2]))
    layers.stripes(stage, tape, 13 * k, 45, finish.accent, 1.0)


def _dots(stage: Stage, outer: Area, finish: Finish, k: float) -> None:
    x = outer.right - 46 * k if not stage.sheet.look.mirrored else outer.x + 46 * k
    badge = Area(x - 36 * k, outer.y - 11 * k, 72 * k, 22 * k)
    stage.canvas.drawPath(rounded(badge, 11 * k), fill(finish.plate))
    stage.canvas.drawPath(rounded(badge, 11 * k), line(mix(finish.plate, finish.title, 0.16), 1.6 * k))
    for i, colour in enumerate((finish.border[0], finish.border[2], finish.accent)):
        stage.canvas.drawCircle(x + (i - 1) * 18 * k, outer.y, 5 * k, fill(colour))


def _chevrons(stage: Stage, outer: Area, finish: Finish, k: float) -> None:
    for side, colour in ((-1, finish.border[0]), (1, finish.border[2])):
        x = outer.center[0] + side * 14 * k
        for i in range(3):
            left = x + side * i * 20 * k
            points = [(0, -9), (12, -9), (22, 3), (12, 15), (0, 15), (10, 3)]
            path = polygon([(left + a * side * k, outer.y + b * k) for a, b in points])
            stage.canvas.drawPath(path, fill(finish.plate))
            stage.canvas.drawPath(path, fill(colour if i else finish.accent))


_GARNISH: dict[Shape, Callable[[Stage, Area, Finish, float], None]] = {
    "slant": _wedges, "tube": _clamps, "block": _print_marks, "round": _dots, "cut": _chevrons,
}


def full(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """A closed band on all sides."""
    band(stage, hole, outer, finish, k)
    garnish(stage, outer, finish, k)


def brackets(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """A hairline with heavy corners."""
    hair = hole.grown(5 * k)
    stage.canvas.drawRect(rect(hair), line(BLACK, 5 * k, 0.35))
    stage.canvas.drawRect(rect(hair), line(mix(finish.border[1], WHITE, 0.4), 2 * k, 0.95))
    mid = hole.grown((outer.width - hole.width) / 2 - 6 * k, (outer.height - hole.height) / 2 - 6 * k)
    long, tall = min(170 * k, mid.width * 0.24), min(120 * k, mid.height * 0.26)
    nick = 0.0 if finish.shape in ("slant", "block") else 20 * k
    for x, y, dx, dy in (
        (mid.x, mid.y, 1, 1), (mid.right, mid.y, -1, 1), (mid.x, mid.bottom, 1, -1), (mid.right, mid.bottom, -1, -1),
    ):
        path = skia.Path()
        path.moveTo(x + long * dx, y)
        path.lineTo(x + nick * dx, y)
        if finish.shape == "cut":
            path.lineTo(x, y + nick * dy)
        else:
            path.quadTo(x, y, x, y + nick * dy)
        path.lineTo(x, y + tall * dy)
        stroke(stage, path, mid, finish, 12 * k, k)
    for x, y, across in ((mid.center[0], mid.y, True), (mid.center[0], mid.bottom, True)):
        tick = Area(x - 26 * k, y - 2.5 * k, 52 * k, 5 * k) if across else mid
        stage.canvas.drawPath(outline(finish.shape, tick, 4 * k), fill(finish.accent))


def double(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """Two frames, the second set off behind the first."""
    side = outward(stage, hole)
    near = hole.grown(13 * k)
    far = near.moved(side * 18 * k, 18 * k)
    contour = _contour(finish, far, 18 * k)
    if finish.shape == "block":
        stage.canvas.drawRect(rect(far), fill(finish.border[1]))
        layers.stripes(stage, far, 16 * k, 45, finish.border[0], 1.0)
    elif finish.shape in ("slant", "cut"):
        stage.canvas.drawPath(contour, fill(finish.accent))
        stage.canvas.drawPath(_contour(finish, far.grown(-5 * k), 14 * k), fill(finish.plate))
        layers.stripes(stage, far.grown(-5 * k), 14 * k, 45, finish.accent, 0.85, 0.35)
    else:
        stroke(stage, contour, far, finish, 5 * k, k, finish.border[0] if finish.shape == "tube" else finish.accent)
    stage.canvas.drawRect(rect(near), line(BLACK, 8 * k, 0.4, MaskFilter=blur(6 * k)))
    solid(stage, hole, near, finish, k)


def card(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """An instant print, a ticket or a strip of film: broad edges, and below the picture the broadest."""
    canvas = stage.canvas
    contour = _contour(finish, outer, 26 * k)
    if finish.shape == "block":
        canvas.drawRect(rect(outer.moved(9 * k, 9 * k)), fill(finish.border[0]))
    canvas.drawPath(contour, fill(BLACK, 0.5, MaskFilter=blur(9 * k)))
    sheen = ramp((outer.x, outer.y), (outer.right, outer.bottom), finish.plate, finish.plate_end)
    canvas.drawPath(_between(contour, hole), skia.Paint(AntiAlias=True, Shader=sheen))
    _CARD_EDGES[finish.shape](stage, hole, outer, finish, k)
    if finish.shape == "block":
        canvas.drawRect(rect(outer.grown(-1.5 * k)), line(finish.accent, 3 * k))
    else:
        stroke(stage, _contour(finish, outer.grown(-4 * k), 22 * k), outer, finish, 3.5 * k, k * 0.6)
    canvas.drawRect(rect(hole.grown(2.5 * k)), line(seen(finish.border[0], finish), 5 * k))


def _film(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """Perforations down both sides."""
    wide, pitch = hole.x - outer.x, 36 * k
    count = int((hole.height + 8 * k) / pitch)
    start = hole.center[1] - (count - 1) * pitch / 2
    for i in range(count):
        for x in (outer.x + wide * 0.52, outer.right - wide * 0.52):
            hold = Area(x - 6 * k, start + i * pitch - 9 * k, 12 * k, 18 * k)
            stage.canvas.drawPath(rounded(hold, 3 * k), fill(mix(finish.plate, finish.border[1], 0.5)))


def _stub(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """A ticket: bites out of both sides where the stub is torn off."""
    y = hole.bottom + 13 * k
    for x in (outer.x, outer.right):
        stage.canvas.drawCircle(x, y, 13 * k, skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear))
        stage.canvas.drawCircle(x, y, 13 * k, line(finish.border[0 if x == outer.x else 2], 3.5 * k))


def _sash(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """Leaning stripes over the lip, on the side where the name ends."""
    canvas, mirrored = stage.canvas, stage.sheet.look.mirrored
    for i, colour in enumerate((finish.border[1], finish.accent, finish.border[0])):
        tall = outer.bottom - hole.bottom
        x = outer.x + (280 + i * 34) * k if mirrored else outer.right - (330 + i * 34) * k
        points = [(x + tall * 0.55, hole.bottom), (x + tall * 0.55 + 20 * k, hole.bottom), (x + 20 * k, outer.bottom)]
        canvas.drawPath(polygon([*points, (x, outer.bottom)]), fill(colour, 0.55))


def _bare(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """Nothing: a print has no marks."""


_CARD_EDGES: dict[Shape, Framing] = {"slant": _sash, "tube": _film, "block": _film, "round": _bare, "cut": _stub}


def notched(stage: Stage, hole: Area, outer: Area, finish: Finish, k: float) -> None:
    """A cockpit's display: cut corners, notches in the edges, a second thin line."""
    canvas = stage.canvas
    c, n, d = 30 * k, outer.width * 0.16, 9 * k
    x, y, r, b, m = outer.x, outer.y, outer.right, outer.bottom, outer.center[0]
    points = [
        (x + c, y), (m - n - d, y), (m - n, y + d), (m + n, y + d), (m + n + d, y), (r - c, y), (r, y + c), (r, b - c),
        (r - c, b), (m + n + d, b), (m + n, b - d), (m - n, b - d), (m - n - d, b), (x + c, b), (x, b - c), (x, y + c),
    ]
    contour = polygon(points)
    if finish.shape in ("round", "tube"):
        contour = outline(finish.shape, outer, 34 * k)
    canvas.drawPath(contour, line(BLACK, 8 * k, 0.5, MaskFilter=blur(6 * k)))
    canvas.drawPath(_between(contour, hole), fill(finish.plate))
    stroke(stage, contour, outer, finish, 4.5 * k, k * 0.8)
    canvas.drawRect(rect(hole.grown(3 * k)), line(seen(finish.border[1], finish), 3 * k))
    for left in (x + c + 8 * k, r - c - 98 * k):
        for i in range(5):
            at = Area(left + i * 19 * k, b - (b - hole.bottom) * 0.5 - 3 * k, 12 * k, 6 * k)
            shown = finish.accent if (i < 3) == (left < m) else mix(finish.plate, finish.accent, 0.35)
            canvas.drawPath(outline(finish.shape, at, 4 * k), fill(shown))


FRAMINGS: dict[str, Framing] = {"full": full, "brackets": brackets, "double": double, "card": card, "notched": notched}
