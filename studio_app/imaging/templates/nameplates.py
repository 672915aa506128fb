"""The plate with a streamer's name: logo, title, what the tag and the subtitle add, the motif at its far end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio_app.imaging.colour import RGB, wcag
from studio_app.imaging.layout import Area, TextRun
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.typeset import (
    Voice,
    below_title,
    chip_of,
    legible,
    loud,
    measured,
    quiet,
    set_in,
    side_of,
)


@dataclass(frozen=True, slots=True)
class Plate:
    runs: tuple[TextRun, ...]
    logo: Area
    hero: Area | None


def tag_chip(sheet: Sheet, text: str, room: Area, colour: RGB, largest: float, align: str) -> TextRun | None:
    """A word on a chip that hugs it, at most as large as `room`."""
    ground, ink = chip_of(colour, sheet.roles.ink)
    voice = replace(loud(sheet, "tag", ink, ground), tracking=0.06, upper=True)
    size = min(largest, room.height * 0.5)
    pad_x, pad_y = size * 0.62, size * 0.42
    run = set_in("tag", text, room.grown(-pad_x, -pad_y), voice, largest=size, align=align)
    if run is None:
        return None
    plate = run.frame.grown(pad_x, pad_y)
    return replace(run, plate=plate, box=plate)


def _words(sheet: Sheet, finish: Finish, room: Area, full: bool, align: str) -> list[TextRun]:
    """Title, and below it the subtitle when there is one and room enough."""
    title_voice = loud(sheet, "title", finish.title, finish.plate)
    subtitle = sheet.said("subtitle") if full else ""
    upper = Area(room.x, room.y, room.width, room.height * (0.60 if subtitle else 1.0))
    lines = 2 if subtitle else 4
    found = [
        set_in("title", sheet.said("title"), upper, title_voice, largest=room.height, max_lines=lines, align=align)
    ]
    if subtitle:
        below = Area(room.x, room.y + room.height * 0.70, room.width, room.height * 0.30)
        voice = quiet(sheet, "subtitle", legible(finish.label, finish.plate), finish.plate)
        largest = below_title(found[0], room.height * 0.34)
        found.append(set_in("subtitle", subtitle, below, voice, largest=largest, align=align))
    return [run for run in found if run is not None]


def _apart(finish: Finish) -> RGB:
    """The accent, or the colour of words where the plate itself is about the accent."""
    return finish.accent if wcag(finish.accent, finish.plate) >= 1.5 else finish.title


def nameplate(
    sheet: Sheet, finish: Finish, area: Area, *, full: bool = True, motif: bool = True, flip: bool = False
) -> Plate:
    """What stands on a plate whose free part is `area`. `full` adds tag and subtitle, `flip` begins at the right."""
    tall, pad = area.height, area.height * 0.16
    side = tall - 2 * pad

    def at(box: Area) -> Area:
        return box.mirrored(2 * area.center[0]) if flip else box

    left = area.x + (side + pad * 0.9 if sheet.brief.edits.logo.visible else 0.0)
    right = area.right
    hero = None
    if motif and area.width > tall * 3.6:
        hero = at(Area(right - side, area.y + pad, side, side))
        right -= side + pad
    runs: list[TextRun] = []
    tag = sheet.said("tag") if full and right - left > tall * 2.8 else ""
    if tag:
        wide = area.width * 0.26
        room = at(Area(right - wide, area.y + tall * 0.22, wide, tall * 0.56))
        chip = tag_chip(sheet, tag, room, _apart(finish), tall * 0.30, "left" if flip else "right")
        if chip is not None:
            runs.append(chip)
            right -= chip.box.width + pad
    room = at(Area(left, area.y + tall * 0.20, max(1.0, right - left), tall * 0.60))
    words = _words(sheet, finish, room, full, "right" if flip else side_of(sheet.said("title"), "left"))
    return Plate((*words, *runs), at(Area(area.x, area.y + pad, side, side)), hero)


def hugged(sheet: Sheet, finish: Finish, widest: float, tall: float, more: float) -> float:
    """How wide a plate of that height must be for its title on one line beside the logo and `more` heights of other
    things; at most `widest`."""
    voice: Voice = loud(sheet, "title", finish.title, finish.plate)
    block = measured(sheet.said("title"), voice, Area(0, 0, widest, tall * 0.36), tall * 0.6)
    return min(widest, block.width + tall * (1.7 + more))
