"""Which module composes a form and which one treats a style."""

from __future__ import annotations

from studio_app.imaging.templates import (
    alerts,
    avatars,
    badges,
    chats,
    editorial,
    emotes,
    end_screens,
    impact,
    labels,
    listing,
    minimal,
    overlays,
    page,
    panels,
    reaction,
    schedules,
    stingers,
    symbols,
    synthwave,
    versus,
    webcams,
)
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.treatment import Composer, Treatment

FORMS: dict[str, Composer] = {
    "overlay": overlays,
    "webcam": webcams,
    "label": labels,
    "alert": alerts,
    "chat": chats,
    "stinger": stingers,
    "end_screen": end_screens,
    "schedule": schedules,
    "emote": emotes,
    "badge": badges,
    "panel": panels,
    "avatar": avatars,
    "icon": symbols,
}
TREATMENTS: dict[str, Treatment] = {
    "impact": impact,
    "synthwave": synthwave,
    "editorial": editorial,
    "minimal": minimal,
    "versus": versus,
    "list": listing,
    "reaction": reaction,
}


def composer_of(sheet: Sheet) -> Composer:
    """Forms without a module of their own are full pictures."""
    return FORMS.get(sheet.form, page)


def treatment_of(sheet: Sheet) -> Treatment:
    return TREATMENTS[sheet.style.id]
