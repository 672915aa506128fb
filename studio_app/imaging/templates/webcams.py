"""Webcam frames: a hole that is entirely clear, a frame round it and a plate with the streamer's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning
from studio_app.imaging.templates import frames, marks, medals
from studio_app.imaging.templates.compose import finished, rearranged
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.framings import FRAMINGS
from studio_app.imaging.templates.lettering import pill, plain
from studio_app.imaging.templates.nameplates import Plate, hugged, nameplate
from studio_app.imaging.templates.nudges import edited
from studio_app.imaging.templates.paint import rounded
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.seeded import chosen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.word_warnings import SMALL, lacking

SMALL_CAPS = 13.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`edge` is the frame's thickness; `plate` its height below the frame; `side` where it stands along the lower
    edge, `width` its share of the frame. A `lip` is part of the frame. In design pixels."""

    framing: str
    edge: float
    plate: float
    side: str
    width: float
    lip: bool = False
    sticker: bool = False
    top: bool = False


ARRANGEMENTS = (
    Arrangement("full", 18, 112, "left", 0.74, sticker=True),
    Arrangement("brackets", 20, 100, "left", 0.62),
    Arrangement("card", 34, 128, "left", 1.0, lip=True),
    Arrangement("double", 14, 112, "left", 0.74, sticker=True),
    Arrangement("notched", 26, 100, "left", 0.62, top=True),
)
OUTSIDE = 26.0


def arrangement(sheet: Sheet) -> Arrangement:
    return chosen(sheet, ARRANGEMENTS)


def _k(sheet: Sheet) -> float:
    return sheet.unit * 1.1


@dataclass(frozen=True, slots=True)
class Boxes:
    """The hole, the frame's outside and the plate, which is missing without a title."""

    hole: Area
    outer: Area
    plate: Area | None


def _lipped(sheet: Sheet, found: Arrangement, named: bool, k: float) -> Boxes:
    outer, edge = sheet.full.grown(-OUTSIDE * k), found.edge * k
    lip = found.plate * k if named else edge
    hole = Area(outer.x + edge, outer.y + edge, outer.width - 2 * edge, outer.height - edge - lip)
    plate = Area(outer.x + 14 * k, hole.bottom + 8 * k, outer.width - 28 * k, lip - 20 * k)
    return Boxes(hole, outer, plate if named else None)


def _boxes(sheet: Sheet, finish: Finish, found: Arrangement) -> Boxes:
    k, named = _k(sheet), bool(sheet.said("title"))
    if found.lip:
        return _lipped(sheet, found, named, k)
    room = sheet.full.grown(-OUTSIDE * k)
    tall = found.plate * k if named else 0.0
    # The plate overlaps the frame's edge, so that both are one piece.
    below = max(0.0, tall - 9 * k)
    outer = Area(room.x, room.y + (below if found.top else 0.0), room.width, room.height - below)
    hole = outer.grown(-found.edge * k)
    if not named:
        return Boxes(hole, outer, None)
    wide = max(outer.width * 0.42, hugged(sheet, finish, outer.width * found.width, tall, 1.5))
    side = {"left": "right"}.get(found.side, found.side) if sheet.look.mirrored else found.side
    x = {"left": outer.x + 34 * k, "right": outer.right - 34 * k - wide}.get(side, outer.center[0] - wide / 2)
    return Boxes(hole, outer, Area(x, room.y if found.top else outer.bottom - 9 * k, wide, tall))


def _sticker(sheet: Sheet, boxes: Boxes, k: float) -> Area | None:
    """The motif in the corner below the hole, opposite to the plate."""
    if boxes.plate is None:
        return None
    side = sheet.full.bottom - boxes.hole.bottom - 16 * k
    x = 12 * k if sheet.look.mirrored else sheet.full.right - side - 12 * k
    return Area(x, boxes.hole.bottom + 8 * k, side, side)


def _trim(boxes: Boxes, found: Arrangement, k: float) -> Area:
    """Below the plate, or on the frame's edge where nothing is below it."""
    plate, outer = boxes.plate, boxes.outer
    if found.lip:
        return Area(boxes.hole.x, outer.y + found.edge * k * 0.5 - 3 * k, 170 * k, 9 * k)
    if plate is None or found.top:
        return Area(outer.center[0] - 80 * k, outer.bottom - found.edge * k * 0.5 - 4 * k, 160 * k, 9 * k)
    return Area(plate.x + 20 * k, plate.bottom + 10 * k, 160 * k, 9 * k)


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    finish, found, k = treatment.finish(sheet), arrangement(sheet), _k(sheet)
    boxes = _boxes(sheet, finish, found)
    words: Plate | None = None
    runs: list[TextRun] = []
    warnings: list[Warning] = []
    if boxes.plate is not None:
        room = frames.inner(finish, boxes.plate, k)
        flip = sheet.look.mirrored and not found.sticker
        words = nameplate(sheet, finish, room, full=found.width > 0.7, motif=not found.sticker, flip=flip)
        runs = [edited(sheet, run) for run in words.runs]
        title = next((run for run in words.runs if run.role == "title"), None)
        if title is not None and title.up < SMALL_CAPS * k:
            warnings.append(SMALL)
    warnings += lacking([(run.text, run.face) for run in runs])
    logo = words.logo if words else Area(boxes.outer.x, boxes.outer.y, 64 * k, 64 * k)
    hero = _sticker(sheet, boxes, k) if found.sticker else words.hero if words else None
    slots = Slots(boxes.plate or boxes.outer, logo, _trim(boxes, found, k), (hero,) if hero else ())
    extra = [NamedBox("webcam", boxes.hole), NamedBox("frame", boxes.outer)]
    if boxes.plate is not None:
        extra.append(NamedBox("plate", boxes.plate))
    return finished(sheet, rearranged(sheet, slots), runs, warnings, sheet.roles.primary, tuple(extra))


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet = stage.sheet
    finish, found, k = treatment.finish(sheet), arrangement(sheet), _k(sheet)
    hole, outer, plate = marks.needed(layout, "webcam"), marks.needed(layout, "frame"), layout.box("plate")
    FRAMINGS[found.framing](stage, hole, outer, finish, k)
    if plate is not None and not found.lip:
        frames.panel(stage, plate, finish, k)
    hero = layout.box("hero")
    if hero is not None and found.sticker:
        medals.medal(stage, hero, finish, treatment, k)
    elif hero is not None:
        marks.ui_mark(stage, sheet.motif, *hero.center, hero.width, finish.accent)
    frames.feather(stage, 7 * k)
    frames.cut(stage, hole)


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    finish = treatment.finish(stage.sheet)
    if stage.foreign:
        shapes = [rounded(marks.needed(layout, "frame"), 10)]
        frames.keep(stage, shapes + [rounded(box, 10) for box in [layout.box("plate")] if box])
        frames.cut(stage, marks.needed(layout, "webcam"))
    for run in layout.runs:
        (pill(stage, run, 0.3) if run.plate else plain(stage, run))
    frames.emblem(stage, layout, finish)
    frames.kit_colours(stage, marks.needed(layout, "trim"), finish)


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    """The frame's outside; hole and plate are boxes of the layout."""
    return [rounded(marks.needed(layout, "frame"), 12 * sheet.unit)]

