"""Compositions of the mascot, with and without words."""

from __future__ import annotations

from dataclasses import replace

from studio_app.imaging.layout import Area
from studio_app.imaging.templates.emote.places import full_of, inner_of, part_of, side_of, unit_of
from studio_app.imaging.templates.emote.wordings import Plan
from studio_app.imaging.templates.emote.writing import at_foot, loud, star
from studio_app.imaging.templates.mascots.poses import face_point, pose_fitted, pose_of
from studio_app.imaging.templates.small.assembly import Assembly
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.slogans import moved

# The radius from which a head is large.
_LARGE = 0.255


def captioned(mood: str) -> Plan:
    """The mascot over the words."""

    def planned(work: Assembly, inks: Inks, words: str) -> None:
        sheet, unit, full = work.sheet, unit_of(work.sheet), full_of(work.sheet)
        loud(work, inks, words, part_of(full, 0, 0.62, 1, 0.38), "none", -side_of(sheet) * 3.0, 1.4)
        run = at_foot(work, full)
        place_face(work, inks, mood, Area(full.x, full.y, full.width, run.box.y + 0.11 * unit - full.y))

    return planned


def titled(mood: str) -> Plan:
    """The mascot under arched words."""

    def planned(work: Assembly, inks: Inks, words: str) -> None:
        unit, full = unit_of(work.sheet), full_of(work.sheet)
        run = loud(work, inks, words, part_of(full, 0, 0, 1, 0.38), "arch", 0.0, 1.4)
        lift = full.y - run.box.y
        work.runs[-1] = run = moved(run, 0, lift)
        work.boxes = [replace(named, box=named.box.moved(0, lift)) for named in work.boxes]
        top = run.box.bottom - 0.05 * unit
        place_face(work, inks, mood, Area(full.x, top, full.width, full.bottom - top), foot=True)

    return planned


def place_face(work: Assembly, inks: Inks, mood: str, area: Area, foot: bool = False) -> None:
    """A head that comes out small gets a star beside it, above or at its `foot`: it shows its own colour in too small
    a place."""
    sheet, unit = work.sheet, unit_of(work.sheet)
    box, own = work.hero(f"face_{mood}", area), pose_of(sheet, mood)
    matrix = pose_fitted(own, box, inks, unit)
    if matrix.mapRadius(1.0) >= _LARGE * unit:
        work.exact(inks.body, *face_point(own, matrix))
    else:
        # What flies about a head is on the right of one that is not mirrored.
        star(work, inks, 0.74 if sheet.look.mirrored else 0.0, 0.74 if foot else 0.0, 0.26)


def bare_face(mood: str) -> Plan:
    """The mascot alone."""

    def planned(work: Assembly, inks: Inks, words: str) -> None:
        place_face(work, inks, mood, full_of(work.sheet))

    return planned


def plated_face(mood: str, plate: str) -> Plan:
    """The mascot looks out of a plate."""

    def planned(work: Assembly, inks: Inks, words: str) -> None:
        full = full_of(work.sheet)
        work.box(plate, inner_of(full, inks, unit_of(work.sheet)))
        place_face(work, inks, mood, part_of(full, 0.09, 0.08, 0.82, 0.82))

    return planned
