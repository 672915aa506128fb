"""A card that the style's own lettering stands on, wherever it has no picture behind it."""

from __future__ import annotations

from dataclasses import replace

from studio_app.imaging.colour import wcag
from studio_app.imaging.layout import Area, Layout, TextRun
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.typeset import loud, reads, set_in

# Styles whose letters bring labels of their own, which need no other ground.
LABELLED = frozenset({"reaction"})
TITLE_ROLES = ("title",)


def card_finish(sheet: Sheet, treatment: Treatment) -> Finish:
    """The panel's material in the colours that the style's lettering is made for."""
    finish, setting = treatment.finish(sheet), treatment.setting(sheet)
    ground = setting.title_ground
    if finish.plate == ground or sheet.style.id in LABELLED or not reads(setting.title, ground):
        return finish
    accent = finish.accent if wcag(finish.accent, ground) >= 1.5 else setting.title
    return replace(finish, plate=ground, plate_end=ground, title=setting.title, label=setting.title, accent=accent)


def title_run(
    sheet: Sheet,
    treatment: Treatment,
    room: Area,
    *,
    largest: float,
    align: str,
    max_lines: int,
    on_card: bool = True,
) -> TextRun | None:
    """The title in the style's lettering inside `room`, its rims, labels and halos included; on a card, or else on the
    style's own ground."""
    setting, finish = treatment.setting(sheet), treatment.finish(sheet)
    colours = (setting.title, setting.title_ground)
    if on_card and not reads(*colours):
        colours = (finish.title, finish.plate)
    voice = replace(loud(sheet, "title", *colours), tracking=setting.tracking)
    inside = room.grown(-room.height * setting.bleed)
    found = set_in(
        "title", sheet.said("title"), inside, voice, largest=largest, align=align, max_lines=max_lines, gap=setting.gap
    )
    return replace(found, box=found.frame.grown(found.size * setting.bleed)) if found else None


def letter_title(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    """The title alone, as the style letters it."""
    runs = tuple(run for run in layout.runs if run.role in TITLE_ROLES)
    treatment.words(stage, replace(layout, runs=runs))
