"""Badges: small marks of rank. What a person has reached decides the ornaments, the kit the colours, the seed the
base shape; a set is drawn with one seed."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.colour import to_hex
from studio_app.imaging.layout import Area, Layout, TextRun, Warning
from studio_app.imaging.templates.badge.builds import (
    SMALL,
    TINY,
    before,
    behind,
    family_of,
    on_badge,
    ornament,
    place_of,
    stud_shapes,
)
from studio_app.imaging.templates.badge.families import FAMILIES, Family
from studio_app.imaging.templates.badge.levels import Rank, level_of, rank
from studio_app.imaging.templates.badge.metals import climb, colour_of, ink_on, stud_colour
from studio_app.imaging.templates.badge.ornaments import ORNAMENTS
from studio_app.imaging.templates.badge.painting import cut, paint_base, paint_part
from studio_app.imaging.templates.paint import fill, swollen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.small.assembly import Assembly, choice, final_width, inks_in
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.legibility import is_clear
from studio_app.imaging.templates.small.lettercuts import flat, rimmed
from studio_app.imaging.templates.small.monograms import letters_of
from studio_app.imaging.templates.small.shapes import bounds, placed
from studio_app.imaging.templates.small.slogans import PLATED, slogan
from studio_app.imaging.templates.treatment import Treatment

# Letters of a size below this share of a badge are specks: its symbol says more.
LEAST_LETTERS = 1 / 9
TOO_SMALL = Warning("letters_left_out", "These letters are too wide for a badge, so it shows its symbol. Use fewer.")
# A badge that says nothing of a rank looks like one of the upper middle.
UNRANKED = 5


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    brief = sheet.brief
    found = level_of(sheet.asset.ladder, *brief.lines[:1], brief.tag, brief.subtitle, brief.title)
    worn = rank(UNRANKED if found is None else found)
    work = Assembly(sheet)
    own = work.inks(treatment, choice(sheet) // len(FAMILIES))
    work.box(f"level_{worn.level}", sheet.full)
    family = family_of(sheet)
    width = float(sheet.asset.width)
    place = place_of(sheet, family, worn, own, width)
    for name in ORNAMENTS[: worn.ornaments]:
        shape = ornament(name, family, worn)
        work.box(name, on_badge(place, bounds([shape if shape is not None else family.outline()])))
    for i, stud in enumerate(stud_shapes(family, worn, width)):
        box = work.box(f"stud_{i + 1}", on_badge(place, bounds([stud])))
        work.exact(stud_colour(sheet, own, worn), *box.center)
    letters = letters_of(sheet)
    run = _initials(sheet, letters, family, worn, own, place) if letters else None
    if run is None:
        return work.layout()
    if run.size < LEAST_LETTERS * min(sheet.asset.size):
        work.warnings.append(TOO_SMALL)
        return work.layout()
    # The box tells a plate with letters from one with a symbol.
    work.runs.append(run)
    work.box("letters", run.frame)
    return work.layout()


def _initials(
    sheet: Sheet, letters: str, family: Family, worn: Rank, own: Inks, place: tuple[float, float, float]
) -> TextRun:
    """Up to three letters where the symbol would stand."""
    y, half = family.mark
    body, unit = climb(sheet, own, worn), float(min(sheet.asset.size))
    colour, ground, bleed = ink_on(own, body), body, 0.0
    if not is_clear(colour, ground):
        colour, ground, bleed = own.letter, own.rim, PLATED * own.manner.rim * unit
    wide = half * (1.1 if len(letters) == 1 else 1.35)
    room = on_badge(place, Area(-wide, y - half, 2 * wide, 2 * half))
    return slogan(sheet, letters, room, colour, ground, tall=1.35, bleed=bleed, max_lines=1)


def _seen(stage: Stage) -> float:
    """Pixels at which it is looked at: what a platform shrinks itself is drawn for the largest size it shows."""
    own, asset = final_width(stage), stage.sheet.asset
    files = {asset.width, *(variant.width for variant in asset.variants)}
    return min(own, float(max(asset.shown))) if set(asset.shown) - files else own


def level_in(layout: Layout) -> int:
    return next(int(box.name.removeprefix("level_")) for box in layout.boxes if box.name.startswith("level_"))


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet = stage.sheet
    own, width = inks_in(layout, sheet, treatment), _seen(stage)
    family, worn = family_of(sheet), rank(level_in(layout))
    scale, x, y = place_of(sheet, family, worn, own, width)
    canvas, unit = stage.canvas, min(sheet.asset.size) / scale
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(scale, scale)
    back, front = behind(family, worn, width), before(family, worn)
    row = stud_shapes(family, worn, width) if width > TINY else []
    cut(canvas, [*(path for _, path in (*back, *front)), family.outline(), *row], own, unit, width)
    rim = 2 * own.manner.rim * unit * (0.8 if width > SMALL else 0.5)
    for name, path in back:
        paint_part(canvas, path, colour_of(name, sheet, own, worn), own, rim, unit)
    paint_base(stage, family, worn, own, unit, width, lettered=bool(layout.runs))
    for name, path in front:
        paint_part(canvas, path, colour_of(name, sheet, own, worn), own, rim, unit)
    for stud in row:
        canvas.drawPath(stud, swollen(own.rim, rim))
        canvas.drawPath(stud, fill(stud_colour(sheet, own, worn)))
    canvas.restore()


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    """The letters, unless the badge is too small to show any."""
    if _seen(stage) <= TINY:
        return
    own = inks_in(layout, stage.sheet, treatment)
    for run in layout.runs:
        if run.background == to_hex(own.rim):
            rimmed(stage, run, own, float(min(stage.sheet.asset.size)))
        else:
            flat(stage, run)


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    own, family, worn = inks_in(layout, sheet, treatment), family_of(sheet), rank(level_in(layout))
    width = float(sheet.asset.width)
    scale, x, y = place_of(sheet, family, worn, own, width)
    shapes = [family.outline(), *(path for _, path in (*behind(family, worn, width), *before(family, worn)))]
    return [placed(shape, x, y, scale) for shape in shapes]
