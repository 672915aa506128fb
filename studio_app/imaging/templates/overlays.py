"""Stream overlays: a webcam frame round a hole, a plate with the name, cells with events. The centre stays clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning
from studio_app.imaging.templates import frames, marks
from studio_app.imaging.templates.compose import finished, rearranged
from studio_app.imaging.templates.events import Event, cell_runs, event, events, paint_cell, paint_icon, width_of
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.framings import FRAMINGS, brackets
from studio_app.imaging.templates.lettering import pill, plain
from studio_app.imaging.templates.nameplates import nameplate
from studio_app.imaging.templates.nudges import edited
from studio_app.imaging.templates.paint import fill, rect, rounded, skia
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.seeded import chosen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.typeset import small_lines
from studio_app.imaging.templates.word_warnings import SMALL, lacking

CLEAR = 0.6
EDGE = 14.0
SMALL_CAPS = 12.0
BODY_TINT = 0.38
SLOT_EDGE = 12.0


@dataclass(frozen=True, slots=True)
class Composition:
    """Places on a canvas of `base`: the hole, the plate, the strip or column of cells, and perhaps a slot for chat.

    On a `bar` plate and cells stand on one panel, which is `plate`; its first `named` pixels are for the name.
    """

    base: tuple[int, int]
    hole: Area
    plate: Area
    cells: Area
    align: str = "left"
    tall: float = 72.0
    chat: Area | None = None
    bar: bool = False
    named: float = 0.0

    def on(self, sheet: Sheet) -> Composition:
        x, y = sheet.asset.width / self.base[0], sheet.asset.height / self.base[1]

        def scaled(area: Area) -> Area:
            return Area(area.x * x, area.y * y, area.width * x, area.height * y)

        return Composition(
            sheet.asset.size, scaled(self.hole), scaled(self.plate), scaled(self.cells), self.align, self.tall * y,
            scaled(self.chat) if self.chat else None, self.bar, self.named * x,
        )


_WIDE, _TALL = (1920, 1080), (1080, 1920)
# Odd seeds take the second of a pair; the lower right corner belongs to the player's controls.
WIDE = (
    (Composition(_WIDE, Area(46, 714, 318, 318), Area(398, 936, 640, 104), Area(1000, 40, 858, 72), "right"),
     Composition(_WIDE, Area(1556, 48, 318, 318), Area(882, 40, 640, 104), Area(60, 964, 900, 72))),
    (Composition(_WIDE, Area(58, 596, 306, 328), Area(44, 942, 1548, 102), Area(650, 942, 920, 102), bar=True,
                 named=540, tall=102),
     Composition(_WIDE, Area(1556, 156, 306, 328), Area(44, 38, 1832, 102), Area(760, 38, 1100, 102), bar=True,
                 named=640, tall=102)),
    (Composition(_WIDE, Area(58, 48, 304, 330), Area(44, 404, 332, 88), Area(44, 512, 332, 524), tall=78,
                 chat=Area(44, 512, 332, 524)),
     Composition(_WIDE, Area(1558, 48, 304, 330), Area(1544, 404, 332, 88), Area(1544, 512, 332, 432), tall=78,
                 chat=Area(1544, 512, 332, 432))),
    (Composition(_WIDE, Area(46, 48, 318, 318), Area(398, 40, 640, 104), Area(60, 964, 900, 72)),
     Composition(_WIDE, Area(1558, 504, 304, 330), Area(1544, 858, 332, 86), Area(60, 40, 900, 72))),
)  # fmt: skip
TALL = (
    (Composition(_TALL, Area(56, 76, 424, 280), Area(508, 246, 512, 118), Area(60, 1560, 960, 96), "left", 90),
     Composition(_TALL, Area(600, 76, 424, 280), Area(60, 246, 520, 118), Area(60, 1560, 960, 96), "right", 90)),
    (Composition(_TALL, Area(64, 1566, 424, 290), Area(516, 1694, 504, 112), Area(60, 112, 960, 96), "left", 90),
     Composition(_TALL, Area(592, 1566, 424, 290), Area(60, 1694, 504, 112), Area(60, 112, 960, 96), "right", 90)),
)  # fmt: skip
ORDER = ("full", "brackets", "double", "notched", "full", "double")


def composition(sheet: Sheet) -> Composition:
    table = TALL if sheet.portrait else WIDE
    return chosen(sheet, table)[1 if sheet.look.mirrored else 0].on(sheet)


def _k(sheet: Sheet) -> float:
    return min(sheet.asset.size) / 1080


def clear_centre(sheet: Sheet) -> Area:
    """The middle of the canvas, where the game is played."""
    wide, tall = sheet.asset.size
    return Area(wide * (1 - CLEAR) / 2, tall * (1 - CLEAR) / 2, wide * CLEAR, tall * CLEAR)


def _told(sheet: Sheet) -> list[Event]:
    """The brief's events; without any, the kit's name, the tag and the subtitle."""
    if found := events(sheet, 3):
        return found
    texts = (sheet.brief.kit.name, sheet.said("tag"), sheet.said("subtitle"))
    return [Event("", one.value if not one.name else text) for text in texts if (one := event(text)) is not None]


def _row(sheet: Sheet, finish: Finish, told: list[Event], found: Composition, k: float) -> Iterator[Area]:
    """Cells as wide as their words, side by side at one end of the strip."""
    strip, gap = found.cells, (0.0 if found.bar else 16 * k)
    widest = (strip.width - gap * (len(told) - 1)) / max(1, len(told))
    widths = [width_of(sheet, finish, one, found.tall, widest) for one in told]
    x = strip.x if found.align == "left" else strip.right - sum(widths) - gap * (len(told) - 1)
    if found.bar:
        x = strip.right - sum(widths)
    for wide in widths:
        yield Area(x, strip.y, wide, found.tall)
        x += wide + gap


def _cells(sheet: Sheet, finish: Finish, told: list[Event], found: Composition, k: float) -> list[Area]:
    if found.chat is None:
        return list(_row(sheet, finish, told, found, k))
    column, step = found.cells, found.tall + 12 * k
    top = column.bottom - step * len(told) + 12 * k
    return [Area(column.x, top + i * step, column.width, found.tall) for i in range(len(told))]


def _named(sheet: Sheet) -> bool:
    return bool(sheet.said("title")) or sheet.brief.edits.logo.visible


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    finish, found, k = treatment.finish(sheet), composition(sheet), _k(sheet)
    told = _told(sheet)
    cells = _cells(sheet, finish, told, found, k)
    free = frames.inner(finish, found.plate, k)
    name = Area(free.x, free.y, found.named, free.height) if found.bar else free
    items = bool(sheet.brief.lines)
    words = nameplate(sheet, finish, name, full=items, motif=not found.bar)
    runs: list[TextRun] = [edited(sheet, run) for run in words.runs]
    title = next((run for run in runs if run.role == "title"), None)
    warnings: list[Warning] = [SMALL] if title is not None and title.up < SMALL_CAPS * k else []
    runs += cell_runs(sheet, finish, told, cells)
    warnings += small_lines(runs, SMALL_CAPS * k) + lacking([(run.text, run.face) for run in runs])
    slots = Slots(found.plate, words.logo, _trim(found, k), (words.hero,) if words.hero else ())
    extra = [NamedBox("webcam", found.hole)]
    if _named(sheet) or (found.bar and told):
        extra.append(NamedBox("plate", found.plate))
    extra += [NamedBox(f"cell_{i + 1}", cell) for i, cell in enumerate(cells)]
    if found.chat is not None:
        bottom = cells[0].y - 14 * k if cells else found.chat.bottom
        slot = Area(found.chat.x, found.chat.y, found.chat.width, bottom - found.chat.y)
        extra.append(NamedBox("chat", slot.grown(-SLOT_EDGE * k)))
    return finished(sheet, rearranged(sheet, slots), runs, warnings, sheet.roles.primary, tuple(extra))


def _trim(found: Composition, k: float) -> Area:
    """Along the frame's lower edge."""
    hole = found.hole
    return Area(hole.x + 10 * k, hole.bottom + 3 * k, 120 * k, 8 * k)


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet = stage.sheet
    finish, found, k = treatment.finish(sheet), composition(sheet), _k(sheet)
    hole, plate = marks.needed(layout, "webcam"), layout.box("plate")
    kind = ORDER[sheet.look.variant % len(ORDER)]
    FRAMINGS[kind](stage, hole, hole.grown(EDGE * k), finish, k * 0.8)
    if plate is not None:
        frames.panel(stage, plate, finish, k)
    chat = layout.box("chat")
    if chat is not None:
        _chat(stage, chat, finish, k)
    for i, (one, box) in enumerate(zip(_told(sheet), _cell_boxes(layout), strict=False)):
        if not found.bar:
            paint_cell(stage, one, box, finish, i, k)
        else:
            paint_icon(stage, one, box, finish, i)
    hero = layout.box("hero")
    if hero is not None:
        marks.ui_mark(stage, sheet.motif, *hero.center, hero.width * 0.9, finish.accent)
    _clear(stage, hole)


def _cell_boxes(layout: Layout) -> list[Area]:
    return [named.box for named in layout.boxes if named.name.startswith("cell_")]


def _chat(stage: Stage, area: Area, finish: Finish, k: float) -> None:
    """A tinted slot between corners: the chat's own window stands in it."""
    brackets(stage, area.grown(2 * k), area.grown(SLOT_EDGE * k), finish, k * 0.7)
    tint = fill(stage.sheet.roles.night, BODY_TINT).getColor()
    stage.canvas.drawRect(rect(area), skia.Paint(Color=tint, BlendMode=skia.BlendMode.kSrc))


def _clear(stage: Stage, hole: Area) -> None:
    """Nothing in the hole, in the middle and where the platform puts its own things, not even a glow."""
    zones = (zone.box for zone in stage.sheet.asset.covered)
    for area in (hole, clear_centre(stage.sheet), *(Area(z.x, z.y, z.width, z.height) for z in zones)):
        frames.cut(stage, area)


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    finish = treatment.finish(stage.sheet)
    if stage.foreign:
        _clear(stage, marks.needed(layout, "webcam"))
    for run in layout.runs:
        (pill(stage, run, 0.3) if run.plate else plain(stage, run))
    frames.emblem(stage, layout, finish)
    frames.kit_colours(stage, marks.needed(layout, "trim"), finish)


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    """The slot for chat; hole, plate and cells are boxes of the layout."""
    chat = layout.box("chat")
    return [] if chat is None else [rounded(chat, 8 * sheet.unit)]
