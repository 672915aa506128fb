"""The words of a week plan: days on chips in the kit's colours, times and titles each in one size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from studio_app.imaging.colour import RGB, from_hex, mix, wcag
from studio_app.imaging.layout import Area, TextRun
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.timetable import Entry
from studio_app.imaging.templates.typeset import Voice, chip_of, legible, loud, quiet, set_in
from studio_app.imaging.templates.week_boxes import Slot

# Below this share of the largest size a line no longer sets the size of the others.
OUTLIER = 0.78
Setter = Callable[[float], list[TextRun]]


def chip(sheet: Sheet, finish: Finish, index: int) -> tuple[RGB, RGB]:
    """(ground, text) of a day: the kit's colours in turn, without those that the plate would swallow."""
    colours = [c for c in map(from_hex, sheet.roles.exact) if wcag(c, finish.plate) >= 1.3] or [finish.accent]
    return chip_of(colours[index % len(colours)], sheet.roles.ink)


def _levelled(setter: Setter, largest: float) -> list[TextRun]:
    """All runs at the size of the smallest, but for outliers."""
    runs = setter(largest)
    top = max((run.size for run in runs), default=0.0)
    return setter(min((run.size for run in runs if run.size >= top * OUTLIER), default=largest))


def runs_of(sheet: Sheet, finish: Finish, lines: list[Entry], boxes: list[Slot]) -> list[TextRun]:
    """Day, time and title of every line, in this order of roles: day_1, time_1, item_1."""
    pairs = list(enumerate(zip(lines, boxes, strict=True), 1))

    def days(largest: float) -> list[TextRun]:
        found = [_day(sheet, finish, one, box, i, largest) for i, (one, box) in pairs]
        return [run for run in found if run is not None]

    def times(largest: float) -> list[TextRun]:
        voice = loud(sheet, "label", legible(_hot(finish), finish.plate), finish.plate)
        found = [
            set_in(f"time_{i}", one.time, box.time, voice, largest=largest) for i, (one, box) in pairs if box.time.width
        ]
        return [run for run in found if run is not None]

    def titles(largest: float) -> list[TextRun]:
        voice = quiet(sheet, "label", finish.title, finish.plate)
        found = [_title(one, box, i, voice, largest) for i, (one, box) in pairs]
        return [run for run in found if run is not None]

    sizes = _largest(boxes)
    return [*_levelled(days, sizes[0]), *_levelled(times, sizes[1]), *_levelled(titles, sizes[2])]


def _hot(finish: Finish) -> RGB:
    """Times stand out in the accent, unless the plate swallows it."""
    return finish.accent if wcag(finish.accent, finish.plate) >= 2 else mix(finish.title, finish.plate, 0.1)


def _largest(boxes: list[Slot]) -> tuple[float, float, float]:
    """The largest sizes of day, time and title that the boxes' heights give."""
    chips = [box.chip.height for box in boxes if box.chip.width] or [0.0]
    times = [box.time.height for box in boxes if box.time.width] or [0.0]
    tall = max(box.panel.height for box in boxes)
    banner = boxes[0].banner
    return min(chips) * 0.58, min(times) * (1.1 if banner else 0.62), tall * (0.22 if boxes[0].tall else 0.34)


def _day(sheet: Sheet, finish: Finish, one: Entry, box: Slot, index: int, largest: float) -> TextRun | None:
    if not box.chip.width:
        return None
    ground, ink = chip(sheet, finish, index - 1)
    voice = replace(loud(sheet, "label", ink, ground), tracking=0.04, upper=True)
    inside = box.chip.grown(-box.chip.height * 0.16, -box.chip.height * 0.14)
    return set_in(f"day_{index}", one.day, inside, voice, largest=largest, align="center")


def _title(one: Entry, box: Slot, index: int, voice: Voice, largest: float) -> TextRun | None:
    room: Area = box.title
    return set_in(
        f"item_{index}", one.title, room, voice, largest=largest, valign="top" if box.tall else "center",
        max_lines=4 if box.tall else 3, gap=0.30,
    )
