"""Sets and paints the words and the symbol of a panel."""

from __future__ import annotations

from dataclasses import replace

from studio_app.catalog.motifs import find_motif
from studio_app.imaging.colour import RGB, from_hex, mix, to_hex
from studio_app.imaging.icons import motif
from studio_app.imaging.layout import Area, TextRun
from studio_app.imaging.templates.lettering import rimmed
from studio_app.imaging.templates.marks import scaled
from studio_app.imaging.templates.paint import swollen
from studio_app.imaging.templates.panel.colours import Colours
from studio_app.imaging.templates.panel.places import rooms
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.legibility import clear
from studio_app.imaging.templates.small.slogans import cased
from studio_app.imaging.templates.small.stickers import fitted
from studio_app.imaging.templates.typeset import below_title, side_of
from studio_app.imaging.templates.words import set_block
from studio_app.imaging.text import is_rtl


def runs_of(sheet: Sheet, area: Area, colours: Colours, align: str) -> list[TextRun]:
    """Title and subtitle in `area`, as far as there are any."""
    title, subtitle = cased(sheet, sheet.said("title")), sheet.said("subtitle")
    room, below = rooms(area, bool(title and subtitle))
    found: list[TextRun] = []
    if title:
        found.append(set_block(
            sheet, "title", title, room, colours.title, colours.ground, align=align, gap=0.16,
            max_lines=2 if room.height > 0.5 * room.width or len(title) > 14 else 1,
            valign="bottom" if below else "center", largest=room.height * 0.86 / sheet.unit,
        ))
    if subtitle:
        quiet = clear(mix(colours.title, colours.ground, 0.18), colours.ground)
        found.append(set_block(
            sheet, "subtitle", subtitle, below or room, quiet, colours.ground, face="body", gap=0.3,
            align=_beside(title, subtitle, align),
            max_lines=1 if below and below.height < 40 else 2, valign="top",
            largest=below_title(found[0] if found else None, 0.062 * sheet.asset.width) / sheet.unit,
        ))
    return found


def _beside(title: str, subtitle: str, align: str) -> str:
    """Under its title, whichever way either runs; words from right to left turn the side round once more."""
    side = side_of(title or subtitle, align)
    return {"left": "right", "right": "left"}.get(side, side) if is_rtl(subtitle) else side


def symbol_of(sheet: Sheet) -> str:
    """The icon that the person chose, that the title means, or the brief's."""
    found = find_motif("panel", sheet.said("title"))
    return sheet.brief.edits.hero.motif or (found.id if found else sheet.brief.motif)


def paint_symbol(stage: Stage, area: Area, colour: RGB) -> None:
    path = motif(symbol_of(stage.sheet))
    size, x, y = fitted(path, area, 0.0)
    stage.canvas.drawPath(scaled(path, size, x, y), swollen(colour, 0.012 * area.height))


def paint_words(stage: Stage, run: TextRun, own: Inks) -> None:
    """Titles get the style's hard shadow where it has one; small words none."""
    depth = own.manner.depth * 0.9 * run.up if run.role == "title" else 0.0
    if depth:
        shadow = own.rim if run.background != to_hex(own.rim) else mix(from_hex(run.background), own.body, 0.55)
        stage.canvas.save()
        stage.canvas.translate(depth, depth)
        rimmed(stage, replace(run, color=to_hex(shadow)), shadow)
        stage.canvas.restore()
    rimmed(stage, run, from_hex(run.background))
