"""What compositions of emotes are built of: words, loud or on a plate, and small stars."""

from __future__ import annotations

from studio_app.imaging.colour import RGB
from studio_app.imaging.layout import Area, TextRun
from studio_app.imaging.templates.emote.places import STAR_RIM, full_of, inner_of, part_of, unit_of
from studio_app.imaging.templates.small.assembly import Assembly
from studio_app.imaging.templates.small.bends import Bend
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.legibility import is_clear
from studio_app.imaging.templates.small.shading import reach
from studio_app.imaging.templates.small.slogans import PLATED, cased, drop_of, moved, slogan


def loud(work: Assembly, inks: Inks, words: str, area: Area, bend: Bend, angle: float, tall: float = 1.6) -> TextRun:
    """Words with outlines of their own."""
    unit = unit_of(work.sheet)
    run = slogan(
        work.sheet, cased(work.sheet, words), area, inks.letter, inks.rim, bend=bend, angle=angle, tall=tall,
        bleed=reach(inks) * unit, drop=drop_of(inks, unit),
    )
    work.runs.append(run)
    if bend != "none":
        work.box(f"bend_{bend}", run.frame)
    return run


def at_foot(work: Assembly, area: Area) -> TextRun:
    """The last run moved down to the lower edge of `area`."""
    run = work.runs[-1]
    work.runs[-1] = moved(run, 0, max(0.0, area.bottom - run.box.bottom))
    return work.runs[-1]


def quiet(work: Assembly, inks: Inks, words: str, area: Area, colour: RGB, ground: RGB, angle: float = 0.0) -> None:
    """Flat words on a plate; with a dark outline where neither ink is read well on it."""
    bleed = 0.0
    if not is_clear(colour, ground):
        colour, ground, bleed = inks.letter, inks.rim, PLATED * inks.manner.rim * unit_of(work.sheet)
    work.runs.append(
        slogan(
            work.sheet, cased(work.sheet, words), area.grown(bleed * 0.6), colour, ground, angle=angle,
            tall=1.35, bleed=bleed,
        )
    )


def star(work: Assembly, inks: Inks, x: float, y: float, size: float = 0.30, name: str = "star") -> None:
    """A star in a kit colour; the corner of its box and its size are shares of the square."""
    area = part_of(full_of(work.sheet), x, y, size, size)
    box = work.box(name, inner_of(area, inks, unit_of(work.sheet) * STAR_RIM))
    work.exact(inks.plate, box.center[0], box.center[1] + 0.06 * box.height)
