"""A few words set as large as a small area allows: measured on their contours, stretched, bent and turned."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from studio_app.imaging.colour import RGB, shown_contrast, to_hex
from studio_app.imaging.fonts import headline
from studio_app.imaging.layout import Area, TextRun, Turn
from studio_app.imaging.templates.nudges import edited
from studio_app.imaging.templates.paint import skia
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.bends import Bend, bent
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.letterforms import GAP, can_outline, drawn_ink, into, stacked
from studio_app.imaging.text import Block, fit, uppercase

# The outline of letters on a plate, as a share of the style's own.
PLATED = 0.75
# How far letters may be stretched in width.
_WIDEST = 1.35


def cased(sheet: Sheet, text: str) -> str:
    return uppercase(text) if sheet.tone.uppercase else text


def slogan(
    sheet: Sheet,
    text: str,
    area: Area,
    colour: RGB,
    ground: RGB,
    *,
    bend: Bend = "none",
    angle: float = 0.0,
    tall: float = 1.5,
    bleed: float = 0.0,
    drop: tuple[float, float] = (0.0, 0.0),
    max_lines: int = 2,
    role: str = "title",
) -> TextRun:
    """The run whose ink and outline (`bleed` pixels round it, `drop` more to the right and below) fill `area` as far
    as they can after the turn.

    Letters are stretched by at most `tall` in height. `frame` is the ink before the turn, `box` everything.
    """
    family = sheet.family(role)
    face = headline(family)
    inner = area.grown(-bleed)
    room = Area(inner.x, inner.y, inner.width - drop[0], inner.height - drop[1])
    block = fit(text, face, room.width, room.height, max_lines=max_lines, gap=GAP, strict=True, largest=2000)
    if can_outline("".join(block.lines), face):
        frame, turn, box = _outlined(block, face, room, bend, angle, tall)
    else:
        frame, turn, box = _shaped(block, face, room, angle)
    outer = box.grown(bleed)
    outer = Area(outer.x, outer.y, outer.width + drop[0], outer.height + drop[1])
    return edited(sheet, _run(role, text, family, face, block, frame, outer, turn, colour, ground))


def _run(
    role: str, text: str, family: str, face: str, block: Block, frame: Area, box: Area, turn: Turn, colour: RGB,
    ground: RGB,
) -> TextRun:
    share = frame.height / block.height if block.height else 1.0
    return TextRun(
        role, text, family, block.size * (frame.width / block.width if block.width else 1.0), box, to_hex(colour),
        to_hex(ground), shown_contrast(colour, ground), block.lines, face, frame, "center", block.up * share,
        block.pitch * share, turn=turn,
    )


def _outlined(
    block: Block, face: str, room: Area, bend: Bend, angle: float, tall: float
) -> tuple[Area, Turn, Area]:
    """(frame, turn, ink after the turn), measured on the contours themselves."""
    path = stacked(block.lines, face)
    found = path.computeTightBounds()
    ratio, (x, y) = found.width() / found.height(), room.center
    wide = min(room.width, room.height * ratio * _WIDEST)
    high = min(room.height, wide / ratio * tall)
    wide = min(wide, high * ratio * _WIDEST)
    turn = Turn(angle, 0.0, x, y)
    for _ in range(3):
        frame = Area(x - wide / 2, y - high / 2, wide, high)
        ink = _ink(bent(into(path, frame), bend, frame), turn)
        share = min(room.width / ink.width, room.height / ink.height)
        if share >= 0.999:
            break
        wide, high = wide * share, high * share
    dx, dy = x - ink.center[0], y - ink.center[1]
    return frame.moved(dx, dy), Turn(angle, 0.0, x + dx, y + dy), ink.moved(dx, dy)


def _ink(path: Any, turn: Turn) -> Area:
    result = skia.Path()
    path.transform(skia.Matrix.Translate(turn.x, turn.y).preRotate(turn.angle).preTranslate(-turn.x, -turn.y), result)
    box = result.computeTightBounds()
    return Area(box.left(), box.top(), box.width(), box.height())


def _shaped(block: Block, face: str, room: Area, angle: float) -> tuple[Area, Turn, Area]:
    """The same for words that only the shaper can set: never stretched, turned half as much."""
    if not block.width:
        return Area(*room.center, 0.0, 0.0), Turn(), Area(*room.center, 0.0, 0.0)
    ink = drawn_ink(block.lines, face, block.up / block.size, block.pitch / block.size)
    turn = Turn(angle / 2)
    turned = turn.bounds(ink)
    size = min(room.width / turned.width, room.height / turned.height)
    x, y = room.center
    left, top = turn.point(*ink.center)
    # The frame whose ink, turned about the room's middle, has its own middle there.
    ems = block.size
    frame = Area(x - left * size, y - top * size, block.width / ems * size, block.height / ems * size)
    turn = Turn(angle / 2, 0.0, frame.x, frame.y)
    return frame, turn, turned.scaled(size).moved(x - turned.center[0], y - turned.center[1])


def moved(run: TextRun, dx: float, dy: float) -> TextRun:
    turn = replace(run.turn, x=run.turn.x + dx, y=run.turn.y + dy)
    return replace(run, box=run.box.moved(dx, dy), frame=run.frame.moved(dx, dy), turn=turn)


def drop_of(inks: Inks, unit: float) -> tuple[float, float]:
    """How far the block below letters reaches to the right and down (turned words carry it with them)."""
    deep = inks.manner.depth * unit
    return (deep if inks.manner.shade == "print" else deep * 0.2), deep
