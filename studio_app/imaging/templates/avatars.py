"""Profile pictures: one thing in a circle, on the kit's colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import to_hex
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import logos, photos
from studio_app.imaging.templates.avatar.fields import ground_outlines, paint_ground
from studio_app.imaging.templates.avatar.grounds import GROUNDS, carrier, stand
from studio_app.imaging.templates.avatar.subjects import (
    MOODS_SHOWN,
    PHOTO,
    SUITED,
    bust,
    ink_of,
    moved_logo,
    place_letters,
    points_of,
    subject_of,
)
from studio_app.imaging.templates.mascots.portraits import portrait
from studio_app.imaging.templates.mascots.poses import face_outlines, pose_fitted, pose_of
from studio_app.imaging.templates.paint import swollen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.small.assembly import Assembly, choice, inks_in
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.legibility import clear
from studio_app.imaging.templates.small.lettercuts import cut_out, flat, rimmed
from studio_app.imaging.templates.small.stickers import emblem_path, subject
from studio_app.imaging.templates.treatment import Treatment

_ON_A_TURNED_PLATE = 0.74
_PLATES = ("medallion", "rings")


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    work, subject = Assembly(sheet), subject_of(sheet)
    options = SUITED.get(subject, GROUNDS)
    own = work.inks(treatment, choice(sheet) // len(GROUNDS))
    ground = options[choice(sheet) % len(options)]
    work.box(ground, sheet.full)
    for colour, x, y in points_of(sheet, own, subject, ground):
        work.exact(colour, x, y)
    area = stand(sheet, ground)
    if subject == "letters":
        place_letters(work, own, ground, area)
    elif subject == "logo":
        # A turned plate has less room for a square than a round one.
        fits = _ON_A_TURNED_PLATE if own.manner.shade == "split" and ground in _PLATES else 1.0
        work.box("logo", moved_logo(sheet, area.scaled(fits)))
    elif subject == "face":
        work.hero(f"face_{MOODS_SHOWN[choice(sheet) % len(MOODS_SHOWN)]}", area)
    else:
        work.hero(subject, {"photo": sheet.full.scaled(PHOTO[ground]), "bust": bust(sheet)}.get(subject, area))
    return work.layout()


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet = stage.sheet
    own, unit = inks_in(layout, sheet, treatment), float(min(sheet.asset.size))
    for named in layout.boxes:
        if named.name in GROUNDS:
            paint_ground(stage, named.name, own, treatment)
        elif named.name.startswith("face_"):
            mascot = pose_of(sheet, named.name.removeprefix("face_"))
            portrait(stage.canvas, mascot, pose_fitted(mascot, named.box, own, unit), own, unit)
        elif named.name in _PAINTERS:
            _PAINTERS[named.name](stage, named.box, own, unit, _ground_of(layout))


def _ground_of(layout: Layout) -> str:
    return next(named.name for named in layout.boxes if named.name in GROUNDS)


def _emblem(stage: Stage, area: Area, own: Inks, unit: float, ground: str) -> None:
    under = carrier(stage.sheet, own, ground)
    if under is None:
        subject(stage, area.scaled(0.96), own, unit, stage.sheet.look.motif_angle * 0.6)
        return
    path = emblem_path(stage.sheet.motif, area)
    stage.canvas.drawPath(path, swollen(ink_of(stage.sheet, own, ground), 0.008 * unit))


def _photo(stage: Stage, area: Area, own: Inks, unit: float, ground: str) -> None:
    subject(stage, area, own, unit, 0.0)


def _cut_out(stage: Stage, area: Area, own: Inks, unit: float, ground: str) -> None:
    photo = stage.sheet.brief.photo
    if photo is not None:
        photos.cut_out(stage, photo, area, own.edge)


_PAINTERS: dict[str, Callable[[Stage, Area, Inks, float, str], None]] = {
    "emblem": _emblem, "photo": _photo, "bust": _cut_out,
}


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet = stage.sheet
    own, unit = inks_in(layout, sheet, treatment), float(min(sheet.asset.size))
    for run in layout.runs:
        under = carrier(sheet, own, _ground_of(layout))
        if under is None:
            cut_out(stage, run, "none", own, unit * 0.8)
        elif run.background == to_hex(under):
            flat(stage, run)
        else:
            rimmed(stage, run, own, unit)
    logos.mark(stage, layout, own.body, clear(sheet.roles.on(own.body), own.body))


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    own, unit = inks_in(layout, sheet, treatment), float(min(sheet.asset.size))
    found: list[Any] = ground_outlines(sheet, own, _ground_of(layout))
    for named in layout.boxes:
        if named.name.startswith("face_"):
            mascot = pose_of(sheet, named.name.removeprefix("face_"))
            found += face_outlines(mascot, pose_fitted(mascot, named.box, own, unit))
    return found
