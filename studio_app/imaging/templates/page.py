"""The form of full pictures: one ground, one hero, a few words. Thumbnails, banners, stories, scenes, posts."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.layout import Layout
from studio_app.imaging.templates.compose import compose
from studio_app.imaging.templates.places import slots_for
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    own = treatment.PLANS.get(sheet.form)
    planned = own(sheet) if own else None
    return planned or compose(sheet, slots_for(treatment.SLOTS, sheet), treatment.setting(sheet), sheet.roles.primary)


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    treatment.paint(stage, layout)


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    treatment.letter(stage, layout)


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    return treatment.sketch(sheet, layout)
