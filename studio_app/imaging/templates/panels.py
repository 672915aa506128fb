"""Panels below a stream: a title with a symbol in the style's materials, low or tall."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.icons import motif
from studio_app.imaging.layout import Layout
from studio_app.imaging.templates.marks import scaled
from studio_app.imaging.templates.paint import rounded
from studio_app.imaging.templates.panel.bars import paint_low
from studio_app.imaging.templates.panel.colours import colours_of
from studio_app.imaging.templates.panel.places import flat_points, places
from studio_app.imaging.templates.panel.plates import LAYOUTS, is_tall, plate_of
from studio_app.imaging.templates.panel.towers import paint_tall
from studio_app.imaging.templates.panel.wording import paint_symbol, paint_words, runs_of, symbol_of
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.small.assembly import Assembly, choice, inks_in
from studio_app.imaging.templates.small.stickers import fitted
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.word_warnings import SMALL

# The least cap height, in pixels of a panel 320 wide, of a title that is read at a glance.
LEAST_CAPS = 16.0


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    finish = treatment.finish(sheet)
    work = Assembly(sheet)
    own = work.inks(treatment, choice(sheet) // LAYOUTS)
    plate = plate_of(sheet, own)
    work.box(plate.name, sheet.full)
    symbol, words = places(sheet, plate)
    work.hero("icon", symbol)
    for colour, x, y in flat_points(sheet, own, plate):
        work.exact(colour, x, y)
    align = "center" if plate.centred or is_tall(sheet) else "left"
    work.runs = runs_of(sheet, words, colours_of(sheet, own, finish, plate), align)
    if any(run.role == "title" and run.up < LEAST_CAPS * sheet.asset.width / 320 for run in work.runs):
        work.warnings.append(SMALL)
    return work.layout()


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet, finish = stage.sheet, treatment.finish(stage.sheet)
    own = inks_in(layout, sheet, treatment)
    (paint_tall if is_tall(sheet) else paint_low)(stage, own, finish, plate_of(sheet, own))


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    """The symbol follows the title, so it is drawn with the words."""
    sheet, finish = stage.sheet, treatment.finish(stage.sheet)
    own = inks_in(layout, sheet, treatment)
    symbol = layout.box("icon")
    if symbol is not None:
        paint_symbol(stage, symbol, colours_of(sheet, own, finish, plate_of(sheet, own)).symbol)
    for run in layout.runs:
        paint_words(stage, run, own)


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    """The symbol and a frame for the blue-line draft."""
    found: list[Any] = [rounded(sheet.full.grown(-0.05 * sheet.asset.height), 0.1 * sheet.asset.height)]
    symbol = layout.box("icon")
    if symbol is not None:
        path = motif(symbol_of(sheet))
        size, x, y = fitted(path, symbol, 0.0)
        found.append(scaled(path, size, x, y))
    return found
