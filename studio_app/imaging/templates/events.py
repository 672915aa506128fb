"""Cells that tell of an event on a stream: an icon, what it is, and who or how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio_app.imaging.colour import mix
from studio_app.imaging.layout import Area, TextRun
from studio_app.imaging.templates import frames, marks
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.frames import outline
from studio_app.imaging.templates.paint import fill
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.typeset import chip_of, legible, loud, measured, set_in, small_caps

_BETWEEN = re.compile(r"\s*:\s+|\s*：\s*|\s+[-–—|•·]\s+")
# The first icon whose words stand in what an event is called.
ICONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ui-user-plus", ("follow", "seguid", "abonn", "フォロ", "подпис")),
    ("ui-star", ("sub", "member", "mitglied", "suscri", "サブ")),
    ("coins", ("tip", "don", "spende", "супер", "superchat", "ドネ")),
    ("gem", ("bit", "cheer")),
    ("megaphone", ("raid", "host")),
    ("gift", ("gift", "geschenk", "regal")),
    ("ui-trophy", ("top", "best", "record", "win", "score", "rank")),
    ("music", ("song", "music", "track")),
    ("goal", ("goal", "ziel", "target")),
)
USUAL = ("ui-star", "ui-trophy", "ui-heart")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as named before the first colon, and who it was; `name` may be empty, `value` is not."""

    name: str
    value: str


def event(text: str) -> Event | None:
    """`Latest follower: dex_77` taken apart; None for nothing but spaces."""
    text = " ".join(text.split())
    parts = _BETWEEN.split(text, maxsplit=1)
    if len(parts) == 2 and all(part.strip() for part in parts):
        return Event(parts[0].strip(), parts[1].strip())
    return Event("", text) if text else None


def events(sheet: Sheet, most: int) -> list[Event]:
    """Those the brief tells of, at most `most`."""
    found = (event(item) for item in sheet.brief.lines)
    return [one for one in found if one is not None][:most]


def icon(one: Event, index: int) -> str:
    """By the event's name; for a bare value the usual three in turn."""
    name = one.name.casefold()
    found = (sign for sign, words in ICONS if any(re.search(rf"(?<![a-z]){word}", name) for word in words))
    return next(found, USUAL[index % len(USUAL)])


def icon_box(finish: Finish, area: Area) -> Area:
    """Where the icon of a cell stands."""
    left = {"slant": 0.40, "cut": 0.26, "round": 0.30}.get(finish.shape, 0.20) * area.height
    side = area.height * 0.60
    return Area(area.x + left, area.center[1] - side / 2, side, side)


def room_of(finish: Finish, area: Area) -> Area:
    """What of a cell is free for words."""
    tile = icon_box(finish, area)
    left, end = tile.right + area.height * 0.20, area.right - area.height * (0.36 if finish.shape == "slant" else 0.24)
    return Area(left, area.y + area.height * 0.17, max(1.0, end - left), area.height * 0.66)


def _parts(room: Area) -> tuple[Area, Area]:
    return (Area(room.x, room.y, room.width, room.height * 0.29),
            Area(room.x, room.y + room.height * 0.43, room.width, room.height * 0.57))


def _middle(room: Area) -> Area:
    return Area(room.x, room.y + room.height * 0.1, room.width, room.height * 0.8)


def width_of(sheet: Sheet, finish: Finish, one: Event, tall: float, widest: float) -> float:
    """How wide a cell of that height has to be for its words, at most `widest`."""
    cell = Area(0, 0, widest, tall)
    room = room_of(finish, cell)
    upper, lower = _parts(room)
    value = loud(sheet, "label", finish.title, finish.plate)
    name = small_caps(sheet, "label", finish.label, finish.plate)
    if one.name:
        inside = max(
            measured(one.value, value, lower, tall * 0.44).width, measured(one.name, name, upper, tall * 0.24).width
        )
    else:
        inside = measured(one.value, value, _middle(room), tall * 0.42).width
    return min(widest, cell.width - room.width + inside + 2)


def _runs(
    sheet: Sheet, finish: Finish, one: Event, area: Area, index: int, sizes: tuple[float, float]
) -> list[TextRun]:
    """Name above value, or the value alone; `sizes` are the largest of name and value."""
    room, number = room_of(finish, area), index + 1
    value = loud(sheet, "label", finish.title, finish.plate)
    if not one.name:
        run = set_in(f"item_{number}", one.value, _middle(room), value, largest=sizes[1], max_lines=3)
        return [run] if run else []
    upper, lower = _parts(room)
    quieter = legible(mix(finish.label, finish.plate, 0.25), finish.plate)
    name = small_caps(sheet, "label", quieter, finish.plate)
    found = (
        set_in(f"label_{number}", one.name, upper, name, largest=sizes[0]),
        set_in(f"item_{number}", one.value, lower, value, largest=sizes[1], max_lines=2),
    )
    return [run for run in found if run is not None]


def cell_runs(sheet: Sheet, finish: Finish, told: list[Event], cells: Sequence[Area]) -> list[TextRun]:
    """The words of all cells: names share a size and so do values, unless one of them is far too long."""
    tall = min((cell.height for cell in cells), default=0.0)
    sizes = (tall * 0.24, tall * (0.44 if any(one.name for one in told) else 0.42))

    def all_at(largest: tuple[float, float]) -> list[TextRun]:
        pairs = enumerate(zip(told, cells, strict=True))
        return [run for i, (one, cell) in pairs for run in _runs(sheet, finish, one, cell, i, largest)]

    runs = all_at(sizes)
    return all_at((_level(runs, "label", sizes[0]), _level(runs, "item", sizes[1])))


def _level(runs: list[TextRun], role: str, largest: float) -> float:
    """The smallest size among those that are not much smaller than `largest`."""
    return min((run.size for run in runs if run.role.startswith(role) and run.size > largest * 0.62), default=largest)


def paint_icon(stage: Stage, one: Event, area: Area, finish: Finish, index: int, *, plain: bool = False) -> None:
    """The event's icon on a chip in one of the border's colours, or (`plain`) in the accent alone."""
    box = icon_box(finish, area)
    if plain:
        marks.ui_mark(stage, icon(one, index), *box.center, box.height * 0.8, finish.accent)
        return
    ground, ink = chip_of((finish.accent, finish.border[0], finish.border[2])[index % 3], stage.sheet.roles.ink)
    stage.canvas.drawPath(outline(finish.shape, box, box.height * 0.24), fill(ground))
    marks.ui_mark(stage, icon(one, index), *box.center, box.height * 0.58, ink)


def paint_cell(stage: Stage, one: Event, area: Area, finish: Finish, index: int, k: float) -> None:
    frames.panel(stage, area, finish, k)
    paint_icon(stage, one, area, finish, index)
