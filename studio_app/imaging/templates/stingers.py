"""Stingers: the picture that hides the cut from one scene to the next. It covers everything; wipes are made of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from studio_app.imaging.colour import BLACK, RGB, WHITE, mix
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning
from studio_app.imaging.templates import frames, layers, marks, medals
from studio_app.imaging.templates.cards import card_finish, letter_title, title_run
from studio_app.imaging.templates.compose import finished, rearranged
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import plain
from studio_app.imaging.templates.nudges import edited
from studio_app.imaging.templates.paint import LINEAR, fill, line, polygon, ramp, ring, skia
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.seeded import chosen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.typeset import below_title, legible, quiet, set_in, side_of
from studio_app.imaging.templates.word_warnings import SMALL, lacking

SMALL_CAPS = 30.0
# The style's ground is out of focus behind the bands, so a sixth of its width will do.
GROUND_SHARE = 0.17
KINDS = ("sweep", "chevrons", "teeth", "rings")


@dataclass(frozen=True, slots=True)
class Emblem:
    """Plate, words, logo and motif in shares of the canvas; the motif may be missing."""

    plate: tuple[float, float, float, float]
    words: tuple[float, float, float, float]
    logo: tuple[float, float, float]
    hero: tuple[float, float, float] | None = None


EMBLEMS: dict[str, Emblem] = {
    "sweep": Emblem((0.16, 0.36, 0.68, 0.28), (0.345, 0.405, 0.46, 0.19), (0.268, 0.5, 0.20)),
    "chevrons": Emblem((0.22, 0.24, 0.56, 0.52), (0.25, 0.52, 0.50, 0.18), (0.5, 0.385, 0.21)),
    "teeth": Emblem((0.16, 0.36, 0.68, 0.28), (0.225, 0.405, 0.45, 0.19), (0.752, 0.5, 0.20)),
    "rings": Emblem((0.19, 0.56, 0.62, 0.26), (0.335, 0.595, 0.44, 0.19), (0.28, 0.69, 0.14), (0.5, 0.31, 0.42)),
}


def kind(sheet: Sheet) -> str:
    return chosen(sheet, KINDS)


def _k(sheet: Sheet) -> float:
    return min(sheet.asset.size) / 720


def _area(sheet: Sheet, share: tuple[float, float, float, float]) -> Area:
    wide, tall = sheet.asset.size
    return Area(share[0] * wide, share[1] * tall, share[2] * wide, share[3] * tall)


def _centred(sheet: Sheet, share: tuple[float, float, float]) -> Area:
    """A square by its middle and its share of the height."""
    wide, tall = sheet.asset.size
    side = share[2] * min(wide, tall)
    return Area(share[0] * wide - side / 2, share[1] * tall - side / 2, side, side)


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    emblem, card, k = EMBLEMS[kind(sheet)], card_finish(sheet, treatment), _k(sheet)
    plate, room, logo = _area(sheet, emblem.plate), _area(sheet, emblem.words), _centred(sheet, emblem.logo)
    named = bool(sheet.said("title") or sheet.said("subtitle"))
    if not named:
        plate, logo = plate.scaled(1.0), _centred(sheet, (0.5, plate.center[1] / sheet.asset.height, 0.24))
    runs = [edited(sheet, run) for run in _runs(sheet, treatment, card, room)]
    title = next((run for run in runs if run.role == "title"), None)
    warnings: list[Warning] = [SMALL] if title is not None and title.up < SMALL_CAPS * k else []
    warnings += lacking([(run.text, run.face) for run in runs])
    trim = Area(plate.center[0] - 120 * k, plate.bottom + 18 * k, 240 * k, 14 * k)
    heroes = (_centred(sheet, emblem.hero),) if emblem.hero else ()
    slots = rearranged(sheet, Slots(room, logo, trim, heroes))
    return finished(sheet, slots, runs, warnings, sheet.roles.primary, (NamedBox("plate", plate),))


def _runs(sheet: Sheet, treatment: Treatment, card: Finish, room: Area) -> list[TextRun]:
    subtitle = sheet.said("subtitle")
    upper = Area(room.x, room.y, room.width, room.height * (0.70 if subtitle else 1.0))
    align = side_of(sheet.said("title"), "center" if kind(sheet) == "chevrons" else "left")
    title = title_run(sheet, treatment, upper, largest=room.height * 0.9, align=align, max_lines=2)
    voice = quiet(sheet, "subtitle", legible(card.label, card.plate), card.plate)
    below = Area(room.x, room.y + room.height * 0.78, room.width, room.height * 0.22)
    found = set_in("subtitle", subtitle, below, voice, largest=below_title(title, room.height * 0.26), align=align)
    return [run for run in (title, found) if run is not None]


def _inks(finish: Finish) -> tuple[RGB, ...]:
    """The bands' colours, from the front of the wipe to its end."""
    first, second, third = (frames.seen(colour, finish) for colour in finish.border)
    return first, mix(first, BLACK, 0.35), second, finish.plate, third, finish.accent


def strips(sheet: Sheet) -> list[Any]:
    """The bands as paths in order of depth: what a wipe moves one after the other."""
    return {"sweep": _sweep, "chevrons": _chevrons, "teeth": _teeth, "rings": _rings}[kind(sheet)](sheet)


def _sweep(sheet: Sheet) -> list[Any]:
    """Leaning bands of uneven width across the whole frame."""
    wide, tall = sheet.asset.size
    chance, side = sheet.random("bands"), -1 if sheet.look.mirrored else 1
    lean = tall * 0.34 * side
    x, paths = -wide * 0.30, []
    while x < wide * 1.30:
        thick = wide * chance.uniform(0.05, 0.16)
        top, foot = x + lean, x - lean
        paths.append(polygon([(top, -5), (top + thick, -5), (foot + thick, tall + 5), (foot, tall + 5)]))
        x += thick + wide * chance.choice((0.0, 0.0, 0.03))
    return paths


def _chevrons(sheet: Sheet) -> list[Any]:
    """Arrowheads one inside the other."""
    wide, tall = sheet.asset.size
    side = -1 if sheet.look.mirrored else 1
    paths, thick = [], wide * 0.135
    for i in range(-3, 10):
        x = i * thick if side > 0 else wide - i * thick
        tip, back = x + side * tall * 0.36, x
        front = side * thick
        points = [(back, -5), (back + front, -5), (tip + front, tall / 2), (back + front, tall + 5)]
        paths.append(polygon([*points, (back, tall + 5), (tip, tall / 2)]))
    return paths


def _teeth(sheet: Sheet) -> list[Any]:
    """Bars from both sides that reach into each other."""
    wide, tall = sheet.asset.size
    chance = sheet.random("bands")
    rows = 9
    high, lean = tall / rows, tall / rows * 0.6

    def bar(left: float, right: float, y: float) -> Any:
        foot = y + high + 1
        return polygon([(left + lean, y), (right + lean, y), (right - lean, foot), (left - lean, foot)])

    paths = []
    for row in range(rows):
        tip, other = wide * chance.uniform(0.30, 0.70), wide * chance.uniform(0.06, 0.20)
        from_left = (row + sheet.look.mirrored) % 2
        paths.append(bar(-2 * lean, tip, row * high) if from_left else bar(tip, wide + 2 * lean, row * high))
        paths.append(bar(wide - other, wide + 2 * lean, row * high) if from_left else bar(-2 * lean, other, row * high))
    return paths


def _rings(sheet: Sheet) -> list[Any]:
    """Rings round the motif from the outermost to the disc in the middle, none upon another."""
    wide, tall = sheet.asset.size
    x, y = wide / 2, tall * 0.31
    turn = sheet.look.phase * math.pi
    sides = (0, 4, 6, 8)[sheet.look.texture]

    def contour(size: float) -> Any:
        if not sides:
            return ring(x, y, size)
        corners = [turn + i * 2 * math.pi / sides for i in range(sides)]
        return polygon([(x + size * math.cos(a), y + size * math.sin(a)) for a in corners])

    radii = [share * wide * 0.62 for share in (1.30, 1.05, 0.86, 0.68, 0.52, 0.40, 0.30)]
    paths = [contour(radius) for radius in radii]
    for path, radius in zip(paths, radii[1:], strict=False):
        path.addPath(contour(radius))
        path.setFillType(skia.PathFillType.kEvenOdd)
    return paths


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet = stage.sheet
    finish, card, k = treatment.finish(sheet), card_finish(sheet, treatment), _k(sheet)
    inks = _inks(finish)
    stage.canvas.drawPaint(fill(mix(inks[0], BLACK, 0.35)))
    seen = None if kind(sheet) == "rings" else _ground(stage, treatment)
    for i, path in enumerate(strips(sheet)):
        if seen is not None and (i + sheet.look.texture) % 4 == 3:
            stage.canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=seen))
        else:
            _strip(stage, path, inks[(i + sheet.look.texture) % len(inks)], finish, k, flat=bool(i % 2))
    _light(stage, layout, finish)
    _plate(stage, marks.needed(layout, "plate"), card, k)
    hero = layout.box("hero")
    if hero is not None:
        medals.medal(stage, hero, card, treatment, 1.6 * k)


def _ground(stage: Stage, treatment: Treatment) -> Any:
    """The style's own ground as a shader: drawn small, as only strips of it are seen."""
    wide, tall = stage.sheet.asset.size
    scale = stage.scale * GROUND_SHARE
    surface = skia.Surface(max(1, round(wide * scale)), max(1, round(tall * scale)))
    canvas = surface.getCanvas()
    x, y = surface.width() / wide, surface.height() / tall
    canvas.scale(x, y)
    treatment.ground(Stage(canvas, stage.sheet, scale), wide / 2, tall / 2)
    clamp = skia.TileMode.kClamp
    return surface.makeImageSnapshot().makeShader(clamp, clamp, LINEAR, skia.Matrix.Scale(1 / x, 1 / y))


def _plate(stage: Stage, area: Area, card: Finish, k: float) -> None:
    """The panel of logo and name; a plain one gets a border, as bands may have its colour."""
    frames.panel(stage, area, card, 1.6 * k)
    if card.shape == "round":
        frames.stroke(stage, frames.shape_of(card, area, 16 * 1.6 * k), area, card, 5 * k, k)


def _strip(stage: Stage, path: Any, colour: RGB, finish: Finish, k: float, *, flat: bool) -> None:
    """One band in the style's material, over the shadow it throws."""
    canvas, bounds = stage.canvas, path.getBounds()
    canvas.drawPath(path, line(BLACK, 9 * k, 0.3))
    if finish.shape == "block":
        canvas.drawPath(path, fill(colour))
        canvas.drawPath(path, line(finish.accent, 5 * k))
    elif finish.shape == "round":
        canvas.drawPath(path, fill(colour))
    else:
        dark = mix(colour, finish.plate, 0.68 if finish.shape == "tube" else 0.42)
        lit = mix(colour, finish.plate, 0.38) if finish.shape == "tube" else colour
        shader = None if flat else ramp((bounds.left(), bounds.top()), (bounds.right(), bounds.bottom()), lit, dark)
        canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader) if shader else fill(mix(lit, dark, 0.35)))
        if finish.shape == "tube":
            canvas.drawPath(path, line(colour, 9 * k, 0.55))
            canvas.drawPath(path, line(mix(colour, WHITE, 0.7), 2.6 * k))
        else:
            canvas.drawPath(path, line(mix(colour, WHITE, 0.35), 2.5 * k, 0.8))


def _light(stage: Stage, layout: Layout, finish: Finish) -> None:
    """Dots along the foot, and the motif faint and large."""
    sheet = stage.sheet
    tall = sheet.asset.height
    if finish.shape in ("slant", "cut"):
        layers.halftone(stage, (0, tall), (0.0, -1.0), 24 * _k(sheet), tall * 0.17, finish.plate, 0.7)
    x, y = marks.needed(layout, "plate").center
    colour = finish.title if finish.shape != "tube" else finish.accent
    marks.echo(stage, x, y, tall * 0.92, sheet.look.motif_angle, colour, 0.07)


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    card = card_finish(stage.sheet, treatment)
    if stage.foreign:
        _plate(stage, marks.needed(layout, "plate"), card, _k(stage.sheet))
    letter_title(stage, layout, treatment)
    plain(stage, layout.run("subtitle"))
    frames.emblem(stage, layout, card)
    frames.kit_colours(stage, marks.needed(layout, "trim"), card)


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    """The edges of the bands."""
    return strips(sheet)
