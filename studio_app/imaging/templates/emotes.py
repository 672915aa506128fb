"""Emotes: a few words as a sticker, the kit's mascot with an expression, or the motif cut out."""

from __future__ import annotations

from typing import Any, cast

from studio_app.imaging.colour import to_hex
from studio_app.imaging.layout import Layout
from studio_app.imaging.templates.emote.outlines import OUTLINES
from studio_app.imaging.templates.emote.painting import CARRIERS, paint_part
from studio_app.imaging.templates.emote.plans import plan_emote
from studio_app.imaging.templates.mascots.portraits import portrait
from studio_app.imaging.templates.mascots.poses import face_outlines, pose_fitted, pose_of
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.small.assembly import inks_in
from studio_app.imaging.templates.small.bends import Bend
from studio_app.imaging.templates.small.lettercuts import cut_out, flat, rimmed
from studio_app.imaging.templates.small.stickers import emblem_path
from studio_app.imaging.templates.treatment import Treatment


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    return plan_emote(sheet, treatment)


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    own, unit = inks_in(layout, stage.sheet, treatment), float(min(stage.sheet.asset.size))
    for named in layout.boxes:
        if named.name.startswith("face_"):
            pose = pose_of(stage.sheet, named.name.removeprefix("face_"))
            portrait(stage.canvas, pose, pose_fitted(pose, named.box, own, unit), own, unit)
        else:
            paint_part(stage, named.name, named.box, own, unit)


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    own, unit = inks_in(layout, stage.sheet, treatment), float(min(stage.sheet.asset.size))
    plated = any(named.name in CARRIERS for named in layout.boxes)
    for run in layout.runs:
        if run.background != to_hex(own.rim):
            flat(stage, run)
        elif plated:
            rimmed(stage, run, own, unit)
        else:
            cut_out(stage, run, bend_of(layout), own, unit)


def bend_of(layout: Layout) -> Bend:
    """How the plan wants the words bent: it left a box that says so."""
    found = (box.name.removeprefix("bend_") for box in layout.boxes if box.name.startswith("bend_"))
    return cast(Bend, next(found, "none"))


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    """Contours of the mascot, the plates and an emblem for the blue-line draft."""
    own, unit = inks_in(layout, sheet, treatment), float(min(sheet.asset.size))
    found: list[Any] = []
    for named in layout.boxes:
        if named.name.startswith("face_"):
            pose = pose_of(sheet, named.name.removeprefix("face_"))
            found += face_outlines(pose, pose_fitted(pose, named.box, own, unit))
        elif named.name in OUTLINES:
            found += OUTLINES[named.name](named.box, sheet, own, unit)
        elif named.name == "emblem":
            found.append(emblem_path(sheet.motif, named.box))
    return found
