"""Where the lines of a week plan stand: rows, cards, or panels along a line of time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio_app.imaging.layout import Area
from studio_app.imaging.templates import frames
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.timetable import Entry

# The share of the body that a row takes at most, where there are few of them.
_TALLEST = {1: 0.36, 2: 0.30, 3: 0.25}
_NOWHERE = Area(0, 0, 0, 0)
# From this proportion on a body is wide enough for columns.
FLAT = 1.5
# From this proportion on a row has no room for two lines.
LOW = 5.0


@dataclass(frozen=True, slots=True)
class Slot:
    """One line's `room`, the panel in it and what stands on that. A `banner` chip is the panel's upper end; `node` is
    its point on a line of time; `tall` allows the title more than two lines."""

    room: Area
    panel: Area
    chip: Area
    time: Area
    title: Area
    banner: bool = False
    tall: bool = False
    align: str = "left"
    node: tuple[float, float] = (0.0, 0.0)


def arranged(kind: str, body: Area, lines: list[Entry], finish: Finish, k: float) -> list[Slot]:
    """The slots of `lines` in `body`; `kind` is rows, cards or line."""
    count = len(lines)
    if kind == "rows":
        panels = _rows(body, count, k)
    elif kind == "cards":
        panels = _grid(body, count, k)
    else:
        panels = _staggered(body, count, k) if body.width > body.height * FLAT else _rows(body, count, k)
    return within(kind, panels, lines, finish, k)


def within(kind: str, rooms: list[Area], lines: list[Entry], finish: Finish, k: float) -> list[Slot]:
    """The same for rooms that stand already: what is in each of them follows from its box."""
    days, times = any(one.day for one in lines), any(one.time for one in lines)
    if kind == "rows":
        return [_row(panel, one, days, times, finish, k) for panel, one in zip(rooms, lines, strict=True)]
    if kind == "cards":
        return [_card(panel, one, days, finish, k) for panel, one in zip(rooms, lines, strict=True)]
    flat = len(rooms) > 1 and abs(rooms[1].x - rooms[0].x) > 1
    if flat or (len(rooms) == 1 and rooms[0].height > rooms[0].width * 0.5):
        middle = _middle(rooms)
        return [_hung(panel, one, middle, finish, k) for panel, one in zip(rooms, lines, strict=True)]
    return [_beaded(room, one, days, times, finish, k) for room, one in zip(rooms, lines, strict=True)]


def _rows(body: Area, count: int, k: float) -> list[Area]:
    gap = 15 * k
    tall = min((body.height - gap * (count - 1)) / count, body.height * _TALLEST.get(count, 0.20))
    top = body.center[1] - (tall * count + gap * (count - 1)) / 2
    return [Area(body.x, top + i * (tall + gap), body.width, tall) for i in range(count)]


def _grid(body: Area, count: int, k: float) -> list[Area]:
    gap = 20 * k
    wide_body = body.width > body.height * FLAT
    rows = (1 if count <= 4 else 2) if wide_body else -(-count // (1 if count == 1 else 2))
    most = -(-count // rows)
    tall = min((body.height - gap * (rows - 1)) / rows, body.height * 0.72)
    top = body.center[1] - (tall * rows + gap * (rows - 1)) / 2
    panels: list[Area] = []
    for row in range(rows):
        inside = min(most, count - len(panels))
        wide = min((body.width - gap * (inside - 1)) / inside, body.width * (0.42 if wide_body else 1.0))
        left = body.center[0] - (wide * inside + gap * (inside - 1)) / 2
        panels += [Area(left + i * (wide + gap), top + row * (tall + gap), wide, tall) for i in range(inside)]
    return panels


def _staggered(body: Area, count: int, k: float) -> list[Area]:
    """Panels above and below a line in turn, each as wide as two steps."""
    step = body.width / (count + 1)
    wide = min(2 * step - 22 * k, body.width * 0.36) if count > 1 else body.width * 0.5
    tall = body.height * 0.40
    panels = []
    for i in range(count):
        x = body.x + step * (i + 1) - wide / 2
        y = body.y if i % 2 == 0 else body.bottom - tall
        panels.append(Area(min(max(x, body.x), body.right - wide), y, wide, tall))
    return panels


def _middle(panels: list[Area]) -> float:
    if len(panels) == 1:
        return panels[0].bottom + panels[0].height * 0.25
    return (min(p.bottom for p in panels) + max(p.y for p in panels)) / 2


def _row(panel: Area, one: Entry, days: bool, times: bool, finish: Finish, k: float) -> Slot:
    free, tall = frames.inner(finish, panel, k), panel.height
    pad = tall * 0.17
    left = free.x
    chip = time = _NOWHERE
    if days:
        wide = min(tall * 1.5, free.width * 0.22)
        if one.day:
            chip = Area(left, panel.y + pad, wide, tall - 2 * pad)
        left += wide + tall * 0.22
    if times and one.time:
        wide = min(tall * 1.7, free.width * 0.25)
        time = Area(left, panel.y + pad, wide, tall - 2 * pad)
        left += wide + tall * 0.22
    title = Area(left, panel.y + tall * 0.16, max(1.0, free.right - left), tall * 0.68)
    return Slot(panel, panel, chip, time, title)


def _card(panel: Area, one: Entry, days: bool, finish: Finish, k: float) -> Slot:
    """Day on top, then the time, then what is on."""
    tall = panel.height
    free = frames.inner(finish, panel, k)
    head = min(tall * 0.26, 74 * k) if days else 0.0
    chip = Area(panel.x, panel.y, panel.width, head) if one.day else _NOWHERE
    top, rest = panel.y + head + tall * 0.07, tall - head - tall * 0.14
    time = Area(free.x, top, free.width, rest * 0.34) if one.time else _NOWHERE
    if one.time:
        top, rest = top + rest * 0.46, rest * 0.54
    return Slot(panel, panel, chip, time, Area(free.x, top, free.width, rest), banner=True, tall=True)


def _hung(panel: Area, one: Entry, middle: float, finish: Finish, k: float) -> Slot:
    """A panel above or below a horizontal line: day and time, then what is on."""
    free, tall = frames.inner(finish, panel, k), panel.height
    chip_tall = min(tall * 0.27, 66 * k)
    chip = Area(free.x, panel.y + tall * 0.10, min(free.width * 0.42, chip_tall * 2.4), chip_tall)
    time = Area(chip.right + tall * 0.08, chip.y, max(1.0, free.right - chip.right - tall * 0.08), chip_tall)
    if not one.day:
        chip, time = _NOWHERE, Area(free.x, time.y, free.width, chip_tall)
    if not one.time:
        time = _NOWHERE
    top = panel.y + tall * (0.16 if not (one.day or one.time) else 0.20) + (chip_tall if one.day or one.time else 0)
    title = Area(free.x, top, free.width, panel.bottom - tall * 0.10 - top)
    x = panel.center[0]
    return Slot(panel, panel, chip, time, title, tall=True, node=(x, middle))


def _beaded(room: Area, one: Entry, days: bool, times: bool, finish: Finish, k: float) -> Slot:
    """A row right of a vertical line; where it is high enough, day and time stand above the title."""
    tall = room.height
    bead = min(tall * 0.42, 46 * k)
    card, node = Area(room.x + bead, room.y, room.width - bead, tall), (room.x + bead * 0.35, room.center[1])
    if card.width > tall * LOW:
        return replace(_row(card, one, days, times, finish, k), room=room, node=node)
    free = frames.inner(finish, card, k)
    upper = min(tall * 0.34, 60 * k)
    chip = Area(free.x, card.y + tall * 0.11, min(upper * 2.3, free.width * 0.3), upper) if one.day else _NOWHERE
    left = free.x + (chip.width + upper * 0.35 if one.day else 0)
    time = Area(left, card.y + tall * 0.11, max(1.0, free.right - left), upper) if one.time else _NOWHERE
    top = card.y + tall * 0.18 + (upper if one.day or one.time else 0)
    title = Area(free.x, top, free.width, card.bottom - tall * 0.12 - top)
    return Slot(room, card, chip, time, title, node=node)
