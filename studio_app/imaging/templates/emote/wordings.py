"""Compositions of words alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from studio_app.imaging.layout import Area, Turn
from studio_app.imaging.templates.emote.places import (
    bar_of,
    full_of,
    inner_of,
    paper,
    part_of,
    side_of,
    stamp_angle,
    unit_of,
)
from studio_app.imaging.templates.emote.writing import loud, quiet, star
from studio_app.imaging.templates.small.assembly import Assembly
from studio_app.imaging.templates.small.bands import frame_of, stamp_shapes
from studio_app.imaging.templates.small.bends import Bend
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.legibility import clear
from studio_app.imaging.templates.small.shading import reach
from studio_app.imaging.templates.small.shapes import bounds
from studio_app.imaging.templates.small.slogans import moved

Plan = Callable[[Assembly, Inks, str], None]


def slam(work: Assembly, inks: Inks, words: str) -> None:
    """Tilted words over a brush stroke."""
    sheet, unit, full = work.sheet, unit_of(work.sheet), full_of(work.sheet)
    bends: tuple[Bend, ...] = ("none", "rise", "bulge", "wave")
    bend = bends[sheet.look.texture] if len(words.split()) == 1 else "none"
    gap, tall = reach(inks) * unit, 0.13 * unit
    room = Area(full.x, full.y, full.width, full.height - tall - gap)
    run = loud(work, inks, words, room, bend, -side_of(sheet) * (3 + 5 * sheet.look.phase))
    dy = full.y + (full.height - run.box.height - tall - gap) / 2 - run.box.y
    work.runs[-1] = run = moved(run, 0, dy)
    work.boxes = [replace(named, box=named.box.moved(0, dy)) for named in work.boxes]
    wide = max(0.6 * full.width, min(full.width - 2 * gap, run.box.width))
    stroke = work.box("swoosh", Area(full.center[0] - wide / 2, run.box.bottom, wide, tall))
    work.exact(inks.body, stroke.x + (0.42 if not sheet.look.mirrored else 0.58) * wide, stroke.y + 0.34 * tall)


def arch(work: Assembly, inks: Inks, words: str) -> None:
    """Words arched over the motif between two stars."""
    full = full_of(work.sheet)
    run = loud(work, inks, words, part_of(full, 0, 0, 1, 0.44), "arch", 0.0)
    top = run.box.bottom
    work.hero("hero", part_of(Area(full.x, top, full.width, full.bottom - top), 0.24, 0, 0.52, 1))
    for name, x in (("star", 0.0), ("star_right", 0.74)):
        star(work, inks, x, 0.62, 0.26, name)


def burst(work: Assembly, inks: Inks, words: str) -> None:
    """Words across the style's loudest plate."""
    sheet, unit, full = work.sheet, unit_of(work.sheet), full_of(work.sheet)
    plate = work.box("burst", inner_of(full, inks, unit))
    loud(work, inks, words, part_of(full, 0, 0.27, 1, 0.46), "none", -side_of(sheet) * (4 + 5 * sheet.look.drift))
    work.exact(inks.body, plate.center[0] + 0.06 * unit, plate.y + 0.16 * plate.height)


def bubble(work: Assembly, inks: Inks, words: str) -> None:
    unit, full = unit_of(work.sheet), full_of(work.sheet)
    plate = work.box("bubble", inner_of(full, inks, unit))
    body = Area(plate.x, plate.y, plate.width, plate.height * 0.78)
    curved = inks.manner.shade in ("gloss", "flat", "cel")
    room = body.grown(-body.width * (0.135 if curved else 0.08), -body.height * (0.20 if curved else 0.14))
    quiet(work, inks, words, room, work.sheet.roles.on(inks.body), inks.body)
    work.exact(inks.body, body.center[0], body.y + 0.6 * max(0.05 * body.height, work.runs[-1].box.y - body.y))


def stamp(work: Assembly, inks: Inks, words: str) -> None:
    """Words in a frame, a little askew; the frame is as tall as the words want it."""
    sheet, unit = work.sheet, unit_of(work.sheet)
    room, angle, ground = inner_of(full_of(sheet), inks, unit), stamp_angle(sheet), paper(inks)
    ratio = max(len(part) for part in words.split()) / len(words.split())
    tall = room.height * min(0.86, max(0.50, 2.0 / (ratio + 0.4)))
    plate = Area(room.x, room.center[1] - tall / 2, room.width, tall)
    turned = bounds([stamp_shapes(plate, inks, angle, unit)[0]])
    plate = work.box("stamp", plate.scaled(min(room.width / turned.width, room.height / turned.height)))
    quiet(work, inks, words, plate.grown(-(frame_of(inks) + 0.03) * unit), clear(inks.body, ground), ground, angle)
    deep = frame_of(inks) * (0.66 if inks.manner.shade in ("hatch", "print") else 0.5) * unit
    work.exact(inks.body, *Turn(angle, 0.0, *plate.center).point(plate.right - deep, plate.center[1]))


def roundel(work: Assembly, inks: Inks, words: str) -> None:
    """A ring with a bar across it."""
    unit, full = unit_of(work.sheet), full_of(work.sheet)
    plate = work.box("roundel", inner_of(full, inks, unit))
    bar = bar_of(plate, unit)
    quiet(work, inks, words, bar.grown(-0.06 * unit, -0.05 * unit), work.sheet.roles.on(inks.second), inks.second)
    work.exact(inks.body, plate.center[0] + 0.02 * unit, plate.y + 0.10 * plate.height)
