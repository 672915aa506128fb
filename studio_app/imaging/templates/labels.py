"""Label bars: who followed, subscribed or gave last, beside the streamer's name; or the name alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning
from studio_app.imaging.templates import frames, marks, medals
from studio_app.imaging.templates.compose import finished, rearranged
from studio_app.imaging.templates.events import Event, cell_runs, events, paint_cell, paint_icon, width_of
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import pill, plain
from studio_app.imaging.templates.nameplates import hugged, nameplate
from studio_app.imaging.templates.nudges import edited
from studio_app.imaging.templates.paint import fill, rect, rounded
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.seeded import chosen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.typeset import chip_of, small_lines
from studio_app.imaging.templates.word_warnings import SMALL, lacking

MOST = 4
SMALL_CAPS = 0.08
LEAST_CELL = 2.2  # of its height: an icon, the air around it, and a short word
KINDS = ("bar", "cells", "tab", "crest")


@dataclass(frozen=True, slots=True)
class Boxes:
    """`name` holds the title, `base` is a panel under name and cells; the sticker may be missing."""

    name: Area
    cells: tuple[Area, ...]
    base: Area | None
    sticker: Area | None

    def mirrored(self, width: float) -> Boxes:
        """With the name at the other end; what is told keeps its order."""
        def other(area: Area | None) -> Area | None:
            return area.mirrored(width) if area else None

        cells = tuple(cell.mirrored(width) for cell in reversed(self.cells))
        return Boxes(self.name.mirrored(width), cells, other(self.base), other(self.sticker))


def kind(sheet: Sheet) -> str:
    return chosen(sheet, KINDS)


def _k(sheet: Sheet) -> float:
    return min(sheet.asset.height / 130, sheet.asset.width / 1000)


def _named(sheet: Sheet) -> bool:
    return bool(sheet.said("title")) or sheet.brief.edits.logo.visible


def name_finish(sheet: Sheet, finish: Finish) -> Finish:
    """The material of the name's plate: on a tab the accent itself."""
    if kind(sheet) != "tab":
        return finish
    ground, ink = chip_of(finish.accent, sheet.roles.ink)
    return replace(finish, plate=ground, plate_end=ground, title=ink, label=ink, accent=finish.border[1])


def _share(widths: list[float], room: float, least: float) -> list[float]:
    """`widths` stretched or shrunk to fill `room` together. None shrinks below `least`, or the even share of it: what
    is missing the wider ones give."""
    least = min(least, room / len(widths))
    kept = {at: least for at, wide in enumerate(widths) if wide <= least}
    while len(kept) < len(widths):
        free = {at: wide for at, wide in enumerate(widths) if at not in kept}
        scale = (room - sum(kept.values())) / sum(free.values())
        small = {at: least for at, wide in free.items() if wide * scale < least}
        if not small:
            kept |= {at: wide * scale for at, wide in free.items()}
        kept |= small
    stretch = room / sum(kept.values())
    return [kept[at] * stretch for at in range(len(widths))]


def _cells(sheet: Sheet, finish: Finish, told: list[Event], strip: Area, gap: float) -> tuple[Area, ...]:
    if not told:
        return ()
    room = strip.width - gap * (len(told) - 1)
    widths = [width_of(sheet, finish, one, strip.height, room * 0.5) for one in told]
    widths, x, cells = _share(widths, room, strip.height * LEAST_CELL), strip.x, []
    for wide in widths:
        cells.append(Area(x, strip.y, wide, strip.height))
        x += wide + gap
    return tuple(cells)


def boxes(sheet: Sheet, finish: Finish, told: list[Event]) -> Boxes:
    safe, k, named = sheet.safe, _k(sheet), _named(sheet)
    row = Area(safe.x, safe.y + safe.height * 0.14, safe.width, safe.height * 0.66)
    wide = row.width if not told else max(
        row.height * 2.2, hugged(sheet, finish, row.width * (0.42 - 0.03 * len(told)), row.height, 0.5)
    )
    wide = wide if named else 0.0
    arranged = {"bar": _bar, "cells": _apart, "tab": _tabbed, "crest": _crested}[kind(sheet)]
    found = arranged(sheet, finish, told, row, wide, k)
    return found.mirrored(sheet.asset.width) if sheet.look.mirrored else found


def _bar(sheet: Sheet, finish: Finish, told: list[Event], row: Area, wide: float, k: float) -> Boxes:
    name = Area(row.x, row.y, wide if told else row.width, row.height)
    strip = Area(name.right, row.y, row.width - name.width - 10 * k, row.height)
    return Boxes(name, _cells(sheet, finish, told, strip, 0), row, None)


def _apart(sheet: Sheet, finish: Finish, told: list[Event], row: Area, wide: float, k: float) -> Boxes:
    gap = 16 * k
    if not told:
        wide = min(row.width, max(row.height * 5, hugged(sheet, finish, row.width, row.height, 2.6)))
        return Boxes(Area(row.x, row.y, wide, row.height), (), None, None)
    name = Area(row.x, row.y, wide, row.height)
    strip = Area(row.x + (wide + gap if wide else 0), row.y, row.width - (wide + gap if wide else 0), row.height)
    return Boxes(name, _cells(sheet, finish, told, strip, gap), None, None)


def _tabbed(sheet: Sheet, finish: Finish, told: list[Event], row: Area, wide: float, k: float) -> Boxes:
    """A tall tab with the name over a lower bar, the motif at the other end."""
    side = sheet.safe.height * 0.94
    if not told:
        wide = min(row.width - side, hugged(sheet, finish, row.width - side, row.height, 2.6))
        row = Area(row.x, row.y, wide + side, row.height)
    base = Area(row.x, row.y + row.height * 0.14, row.width, row.height * 0.86)
    sticker = Area(row.right - side, sheet.safe.y + sheet.safe.height * 0.03, side, side)
    name = Area(row.x, row.y, wide, row.height)
    strip = Area(name.right + 8 * k, base.y, row.width - wide - side - 22 * k, base.height)
    return Boxes(name, _cells(sheet, finish, told, strip, 0), base, sticker)


def _crested(sheet: Sheet, finish: Finish, told: list[Event], row: Area, wide: float, k: float) -> Boxes:
    """The name among the cells, which stand on both sides of it."""
    if not told:
        side = sheet.safe.height * 0.94
        wide = min(row.width - side, hugged(sheet, finish, row.width - side, row.height, 2.6))
        left = row.center[0] - (wide + side * 0.92) / 2
        sticker = Area(left, sheet.safe.y + sheet.safe.height * 0.03, side, side)
        return Boxes(Area(left + side * 0.92, row.y, wide, row.height), (), None, sticker)
    gap, half = 14 * k, (len(told) + 1) // 2
    each = (row.width - wide - gap * len(told)) / len(told)
    name = Area(row.x + half * (each + gap), row.y, wide, row.height)
    low = Area(row.x, row.y + row.height * 0.12, name.x - gap - row.x, row.height * 0.76)
    far = Area(name.right + gap, low.y, max(0.0, row.right - name.right - gap), low.height)
    cells = (*_cells(sheet, finish, told[:half], low, gap), *_cells(sheet, finish, told[half:], far, gap))
    return Boxes(name, cells, None, None)


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    finish, k, told = treatment.finish(sheet), _k(sheet), events(sheet, MOST)
    found = boxes(sheet, finish, told)
    words = nameplate(
        sheet, name_finish(sheet, finish), frames.inner(finish, found.name, k), full=not told,
        motif=not told and found.sticker is None, flip=sheet.look.mirrored and found.base == found.name,
    )
    runs: list[TextRun] = [edited(sheet, run) for run in words.runs]
    title = next((run for run in runs if run.role == "title"), None)
    warnings: list[Warning] = [SMALL] if title is not None and title.up < SMALL_CAPS * sheet.asset.height else []
    runs += cell_runs(sheet, finish, told, found.cells)
    warnings += small_lines(runs, SMALL_CAPS * sheet.asset.height)
    warnings += lacking([(run.text, run.face) for run in runs])
    hero = found.sticker or words.hero
    trim = Area(found.name.x + 24 * k, sheet.safe.y + sheet.safe.height * 0.87, 130 * k, 8 * k)
    slots = Slots(found.name, words.logo, trim, (hero,) if hero else ())
    extra = [NamedBox(name, box) for name, box in (("base", found.base), ("plate", found.name)) if box and box.width]
    extra += [NamedBox(f"cell_{i + 1}", cell) for i, cell in enumerate(found.cells)]
    return finished(sheet, rearranged(sheet, slots), runs, warnings, sheet.roles.primary, tuple(extra))


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet = stage.sheet
    finish, k, base, plate = treatment.finish(sheet), _k(sheet), layout.box("base"), layout.box("plate")
    if base is not None:
        frames.panel(stage, base, finish, k)
    cells = [named.box for named in layout.boxes if named.name.startswith("cell_")]
    for i, (one, cell) in enumerate(zip(events(sheet, MOST), cells, strict=False)):
        if base is None:
            paint_cell(stage, one, cell, finish, i, k)
        else:
            paint_icon(stage, one, cell, finish, i)
            if i:
                divider = Area(cell.x - k, cell.y + cell.height * 0.24, 2 * k, cell.height * 0.52)
                stage.canvas.drawRect(rect(divider), fill(finish.border[1], 0.7))
    if plate is not None and (base is None or kind(sheet) == "tab"):
        frames.panel(stage, plate, name_finish(sheet, finish), k)
    hero = layout.box("hero")
    if hero is not None and kind(sheet) in ("tab", "crest"):
        medals.medal(stage, hero, finish, treatment, k)
        frames.feather(stage, 6 * k)
    elif hero is not None:
        marks.ui_mark(stage, sheet.motif, *hero.center, hero.width * 0.9, finish.accent)


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    finish = treatment.finish(stage.sheet)
    if stage.foreign:
        names = ("base", "plate", "hero")
        parts = [n.box for n in layout.boxes if n.name in names or n.name.startswith("cell_")]
        frames.keep(stage, [rounded(box, 10) for box in parts])
    for run in layout.runs:
        (pill(stage, run, 0.3) if run.plate else plain(stage, run))
    frames.emblem(stage, layout, name_finish(stage.sheet, finish))
    frames.kit_colours(stage, marks.needed(layout, "trim"), finish)


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    base = layout.box("base")
    return [] if base is None else [rounded(base, 8)]
