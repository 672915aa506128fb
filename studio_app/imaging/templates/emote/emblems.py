"""Compositions of the motif or a photo, with and without words."""

from __future__ import annotations

from studio_app.imaging.layout import Area
from studio_app.imaging.templates import photos
from studio_app.imaging.templates.emote.places import full_of, inner_of, motif_angle, part_of, unit_of
from studio_app.imaging.templates.emote.writing import at_foot, loud, quiet, star
from studio_app.imaging.templates.small.assembly import Assembly
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.plates import burst_shape, over
from studio_app.imaging.templates.small.shading import reach
from studio_app.imaging.templates.small.stickers import PHOTO_RIM, contours, outlined, plain_point


def _ribbon_words(work: Assembly, inks: Inks, words: str, area: Area) -> None:
    band = work.box("ribbon", inner_of(area, inks, unit_of(work.sheet)))
    quiet(work, inks, words, part_of(band, 0.15, 0.10, 0.70, 0.60), work.sheet.roles.on(inks.plate), inks.plate)
    work.exact(inks.plate, band.x + 0.112 * band.width, band.y + 0.60 * band.height)


def crest(work: Assembly, inks: Inks, words: str) -> None:
    """The motif over loud words; over a ribbon when the motif has no plain surface."""
    full = full_of(work.sheet)
    loud(work, inks, words, part_of(full, 0, 0.60, 1, 0.40), "none", 0.0, 1.4)
    run = at_foot(work, full)
    work.hero("hero", Area(full.x + 0.12 * full.width, full.y, 0.76 * full.width, run.box.y - full.y))
    if not _note_motif(work, inks):
        work.clear()
        ribboned(work, inks, words)


def ribboned(work: Assembly, inks: Inks, words: str) -> None:
    """The motif over a ribbon."""
    full = full_of(work.sheet)
    foot = part_of(full, 0, 0.60, 1, 0.40)
    work.hero("hero", Area(full.x + 0.14 * full.width, full.y, 0.72 * full.width, foot.y - full.y + 0.02 * full.height))
    _ribbon_words(work, inks, words, foot)


def sticker(work: Assembly, inks: Inks, words: str) -> None:
    """The motif or the photo alone."""
    work.hero("hero", full_of(work.sheet))
    if not _note_motif(work, inks):
        star(work, inks, 0.0 if work.sheet.look.mirrored else 0.70, 0.0)


def _note_motif(work: Assembly, inks: Inks) -> bool:
    """Notes where the motif's or the photo's rim shows the body's colour; False when the motif has no such place."""
    sheet, unit = work.sheet, unit_of(work.sheet)
    area = work.boxes[-1].box
    if sheet.brief.photo is not None:
        if not photos.is_cut_out(sheet.brief.photo):
            x, y = area.center
            radius = min(area.width, area.height) / 2 - reach(inks) * unit
            work.exact(inks.body, x, y - radius + PHOTO_RIM / 2 * unit)
        return bool(work.points)
    _, face = contours(sheet.motif, area, inks, unit, motif_angle(sheet))
    point = plain_point(face, unit)
    if point is not None:
        work.exact(inks.body, *point)
    return point is not None


def pop(work: Assembly, inks: Inks, words: str) -> None:
    """The motif leaps out of a burst in the second colour."""
    sheet, unit, full = work.sheet, unit_of(work.sheet), full_of(work.sheet)
    area = work.box("back", inner_of(full, inks, unit))
    hero = work.hero("hero", full.scaled(0.80))
    plate = over(burst_shape(inks.manner.shade), area)
    solid, face = contours(sheet.motif, hero, inks, unit, motif_angle(sheet))
    beside = plain_point(plate, unit, [outlined(solid, inks, unit)])
    upon = plain_point(face, unit)
    if beside is not None:
        work.exact(inks.second, *beside)
    if upon is not None:
        work.exact(inks.body, *upon)
    if not work.points:
        star(work, inks, 0.0 if work.sheet.look.mirrored else 0.70, 0.0)


def medal(work: Assembly, inks: Inks, words: str) -> None:
    """The motif in one colour on the style's calm plate."""
    unit, full = unit_of(work.sheet), full_of(work.sheet)
    plate = work.box("coin", inner_of(full, inks, unit))
    work.hero("emblem", plate.scaled(0.62 if inks.manner.shade == "split" else 0.80))
    work.exact(inks.body, plate.center[0] + 0.10 * plate.width, plate.y + 0.12 * plate.height)


def photo_medal(work: Assembly, inks: Inks, words: str) -> None:
    """A cut-out photo before the style's calm plate."""
    unit, full = unit_of(work.sheet), full_of(work.sheet)
    plate = work.box("coin", inner_of(full, inks, unit))
    work.hero("hero", part_of(plate, 0.12, 0.16, 0.76, 0.84))
    work.exact(inks.body, plate.center[0] + 0.05 * plate.width, plate.y + 0.09 * plate.height)
