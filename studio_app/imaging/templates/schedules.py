"""Schedules: the week's streams as rows, cards or a line of time, in a picture of the style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from studio_app.imaging.layout import Area, Layout, NamedBox, Warning
from studio_app.imaging.templates import frames, page, week_boxes, week_words
from studio_app.imaging.templates.backdrops import HEAD_ROLES, letter_head, paint_art
from studio_app.imaging.templates.compose import finished, rearranged
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.heads import head_runs
from studio_app.imaging.templates.lettering import plain
from studio_app.imaging.templates.paint import fill, line, ring, rounded, skia
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.seeded import chosen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.timetable import Entry, entries
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.typeset import small_lines
from studio_app.imaging.templates.week_boxes import Slot
from studio_app.imaging.templates.word_warnings import lacking

MOST = 7
SMALL_CAPS = 11.0
TOO_MANY = Warning("schedule_cut", "A schedule has room for seven lines. The rest is left out.")


@dataclass(frozen=True, slots=True)
class Place:
    """In shares of the safe box: head words, hero, logo (x, y, side of the shorter edge), body and the kit's colours
    (x, y, width)."""

    kind: str
    words: tuple[float, float, float, float]
    hero: tuple[float, float, float, float]
    logo: tuple[float, float, float]
    body: tuple[float, float, float, float]
    trim: tuple[float, float, float]
    largest: float = 110.0


WIDE = (
    Place("rows", (0.0, 0.53, 0.335, 0.38), (0.07, 0.0, 0.25, 0.46), (0.0, 0.0, 0.085), (0.385, 0.0, 0.615, 1.0),
          (0.0, 0.975, 0.12)),
    Place("cards", (0.0, 0.02, 0.68, 0.29), (0.75, 0.0, 0.165, 0.32), (0.95, 0.0, 0.085), (0.0, 0.40, 1.0, 0.60),
          (0.95, 0.115, 0.047)),
    Place("line", (0.0, 0.02, 0.66, 0.27), (0.73, 0.0, 0.19, 0.31), (0.95, 0.0, 0.085), (0.0, 0.38, 1.0, 0.62),
          (0.95, 0.115, 0.047)),
    Place("rows", (0.0, 0.15, 0.335, 0.36), (0.03, 0.60, 0.27, 0.38), (0.0, 0.0, 0.09), (0.385, 0.0, 0.615, 1.0),
          (0.09, 0.035, 0.12)),
)  # fmt: skip
TALL = (
    Place("rows", (0.0, 0.02, 0.60, 0.22), (0.66, 0.0, 0.34, 0.25), (0.0, 0.29, 0.05), (0.0, 0.36, 1.0, 0.64),
          (0.09, 0.308, 0.2), largest=130),
    Place("cards", (0.19, 0.02, 0.56, 0.21), (0.80, 0.01, 0.20, 0.21), (0.0, 0.02, 0.13), (0.0, 0.33, 1.0, 0.67),
          (0.0, 0.285, 0.2), largest=130),
    Place("line", (0.38, 0.02, 0.62, 0.21), (0.0, 0.0, 0.30, 0.25), (0.95, 0.29, 0.05), (0.0, 0.36, 1.0, 0.64),
          (0.0, 0.308, 0.2), largest=130),
)  # fmt: skip
SMALL = (
    Place("rows", (0.23, 0.02, 0.77, 0.12), (0.0, 0.0, 0.0, 0.0), (0.0, 0.005, 0.17), (0.0, 0.225, 1.0, 0.775),
          (0.23, 0.18, 0.30), largest=82),
    Place("line", (0.02, 0.02, 0.52, 0.12), (0.60, -0.01, 0.21, 0.19), (0.84, 0.01, 0.16), (0.0, 0.225, 1.0, 0.775),
          (0.02, 0.18, 0.30), largest=82),
    Place("cards", (0.02, 0.02, 0.74, 0.12), (0.0, 0.0, 0.0, 0.0), (0.84, 0.005, 0.16), (0.0, 0.225, 1.0, 0.775),
          (0.02, 0.18, 0.30), largest=82),
)  # fmt: skip
SMALL_SIDE = 480


def place(sheet: Sheet) -> Place:
    if min(sheet.asset.size) <= SMALL_SIDE:
        return chosen(sheet, SMALL)
    return chosen(sheet, WIDE if sheet.safe.width > sheet.safe.height * 1.2 else TALL)


def _k(sheet: Sheet) -> float:
    return sheet.unit * 0.8


def told(sheet: Sheet) -> list[Entry]:
    return entries(sheet.brief.lines, MOST)


def _share(sheet: Sheet, share: tuple[float, float, float, float]) -> Area:
    safe = sheet.safe
    return Area(
        safe.x + share[0] * safe.width, safe.y + share[1] * safe.height, share[2] * safe.width, share[3] * safe.height
    )


def _slots(sheet: Sheet, found: Place) -> Slots:
    safe = sheet.safe
    side = found.logo[2] * min(safe.width, safe.height)
    logo = Area(
        min(safe.x + found.logo[0] * safe.width, safe.right - side), safe.y + found.logo[1] * safe.height, side, side
    )
    trim = Area(
        safe.x + found.trim[0] * safe.width, safe.y + found.trim[1] * safe.height, found.trim[2] * safe.width,
        max(4.0, min(safe.width, safe.height) * 0.012),
    )
    hero, words = _share(sheet, found.hero), _share(sheet, found.words)
    lines = 4 if words.height > words.width * 0.5 else 3 if words.height > words.width * 0.3 else 2
    heroes = (hero,) if hero.width else ()
    return Slots(words, logo, trim, (*heroes, *_below(sheet)), max_lines=lines, largest=found.largest)


def _below(sheet: Sheet) -> tuple[Area, ...]:
    """A second, large hero under the plan, where the app's controls leave no room for words."""
    foot = sheet.foot
    if foot is None:
        return ()
    side = foot.height * 1.05
    return (Area(foot.right - side * 0.94, foot.y + foot.height * 0.12, side, side),)


def _flipped(slots: Slots, width: float) -> Slots:
    """Head and marks on the other side; the lines of the plan keep their order."""
    heroes = tuple(hero.mirrored(width) for hero in slots.heroes)
    words, logo, trim = (area.mirrored(width) for area in (slots.words, slots.logo, slots.trim))
    return replace(slots, words=words, logo=logo, trim=trim, heroes=heroes)


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    """Without a line to show, a full picture of title and motif."""
    lines = told(sheet)
    if not lines:
        return page.plan(_upright(sheet), treatment)
    found = place(sheet)
    slots, body = _slots(sheet, found), _share(sheet, found.body)
    if sheet.look.mirrored:
        slots, body = _flipped(slots, 2 * sheet.safe.center[0]), body.mirrored(2 * sheet.safe.center[0])
    finish = treatment.finish(sheet)
    boxes = week_boxes.arranged(found.kind, body, lines, finish, _k(sheet))
    runs = week_words.runs_of(sheet, finish, lines, boxes)
    extra = [NamedBox(f"slot_{i + 1}", box.room) for i, box in enumerate(boxes)]
    head, warnings = head_runs(
        _headed(sheet), treatment, slots.words, align="left", max_lines=slots.max_lines, largest=slots.largest
    )
    warnings += small_lines(runs, SMALL_CAPS * sheet.unit)
    warnings += [w for w in lacking([(run.text, run.face) for run in runs]) if w not in warnings]
    if len(entries(sheet.brief.lines, len(sheet.brief.lines))) > MOST:
        warnings.append(TOO_MANY)
    return finished(sheet, rearranged(sheet, slots), [*head, *runs], warnings, sheet.roles.primary, tuple(extra))


def _upright(sheet: Sheet) -> Sheet:
    """Not mirrored where the safe box is not in the middle: a mirror would push words out of it."""
    even = abs(sheet.safe.center[0] - sheet.asset.width / 2) < 1
    return sheet if even else replace(sheet, look=replace(sheet.look, mirrored=False))


def _headed(sheet: Sheet) -> Sheet:
    """Where there is room for one line only, the title alone."""
    if min(sheet.asset.size) > SMALL_SIDE:
        return sheet
    return replace(sheet, brief=replace(sheet.brief, tag="", subtitle=""))


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    if told(stage.sheet):
        paint_art(stage, layout, treatment)
    else:
        treatment.paint(stage, layout)


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    """The style's own lettering for the head; panels and their words over whatever the plate is."""
    lines = told(stage.sheet)
    if not lines:
        treatment.letter(stage, layout)
        return
    letter_head(stage, layout, treatment)
    finish, k, found = treatment.finish(stage.sheet), _k(stage.sheet), place(stage.sheet)
    rooms = [named.box for named in layout.boxes if named.name.startswith("slot_")]
    boxes = week_boxes.within(found.kind, rooms, lines, finish, k)
    if found.kind == "line":
        _time_line(stage, boxes, finish, k)
    for i, (one, box) in enumerate(zip(lines, boxes, strict=True)):
        _entry(stage, one, box, finish, i, k)
    for run in layout.runs:
        if run.role not in HEAD_ROLES:
            plain(stage, run)


def _entry(stage: Stage, one: Entry, box: Slot, finish: Finish, index: int, k: float) -> None:
    frames.panel(stage, box.panel, finish, k)
    if one.day and box.chip.width:
        ground, _ = week_words.chip(stage.sheet, finish, index)
        shape = frames.outline(finish.shape, box.chip, min(box.chip.height * 0.24, 14 * k))
        if box.banner:
            stage.canvas.save()
            stage.canvas.clipPath(frames.shape_of(finish, box.panel, 16 * k), True)
            shape = rounded(box.chip, 0)
        stage.canvas.drawPath(shape, fill(ground))
        if box.banner:
            stage.canvas.restore()


def _time_line(stage: Stage, boxes: list[Slot], finish: Finish, k: float) -> None:
    """A line through all the days, with a stem and a bead for each."""
    path = skia.Path()
    (x, y), (end_x, end_y) = boxes[0].node, boxes[-1].node
    flat = abs(end_x - x) > abs(end_y - y)
    more = 60 * k
    path.moveTo(x - (more if flat else 0), y - (0 if flat else more * 0.4))
    path.lineTo(end_x + (more if flat else 0), end_y + (0 if flat else more * 0.4))
    area = Area(min(x, end_x) - more, min(y, end_y) - more, abs(end_x - x) + 2 * more, abs(end_y - y) + 2 * more)
    frames.stroke(stage, path, area, finish, 6 * k, k)
    for box in boxes:
        if flat:
            stem = skia.Path()
            stem.moveTo(*box.node)
            stem.lineTo(box.node[0], box.panel.center[1])
            frames.stroke(stage, stem, area, finish, 4 * k, k)
        bead = ring(*box.node, 13 * k)
        stage.canvas.drawPath(bead, fill(finish.plate))
        stage.canvas.drawPath(bead, line(frames.seen(finish.accent, finish), 5 * k))


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    """A box for each line of the plan."""
    return [rounded(named.box, 8 * sheet.unit) for named in layout.boxes if named.name.startswith("slot_")]
