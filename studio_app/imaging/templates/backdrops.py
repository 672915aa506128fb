"""The picture behind panels: the style's own art, kept away from words that stand where a full picture has none."""

from __future__ import annotations

from dataclasses import replace

from studio_app.imaging.layout import Layout
from studio_app.imaging.templates import medals
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.treatment import Treatment

# Styles whose ground is one large shape about its light: it would lie under a head that is not beside the hero.
ONE_SHAPE = frozenset({"minimal"})
# Styles whose backdrop of words darkens a whole side, the hero there included.
SHADING = frozenset({"impact", "reaction"})
HEAD_ROLES = ("title", "tag", "subtitle")


def paint_art(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    """The style's full picture."""
    sheet, hero = stage.sheet, layout.box("hero")
    if sheet.style.id not in ONE_SHAPE:
        treatment.paint(stage, layout)
        return
    wide, tall = sheet.asset.size
    treatment.ground(stage, wide, tall)
    if hero is not None:
        medals.medal(stage, hero, treatment.finish(sheet), treatment, sheet.unit)
    below = layout.box("hero_2")
    if below is not None:
        treatment.hero_mark(stage, below, sheet.look.motif_angle)


def letter_head(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    """Title, tag, subtitle, logo and the kit's colours in the style's own way; the hero is lit again after it."""
    treatment.letter(stage, replace(layout, runs=tuple(run for run in layout.runs if run.role in HEAD_ROLES)))
    hero = layout.box("hero")
    if hero is not None and stage.sheet.style.id in SHADING and not stage.foreign:
        treatment.hero_mark(stage, hero, stage.sheet.look.motif_angle)
