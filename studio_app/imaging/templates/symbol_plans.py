"""Compositions of icons: a symbol or letters on a plate or alone."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.colour import BLACK, RGB, WHITE, wcag
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.assembly import Assembly, choice
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.legibility import clear, is_clear
from studio_app.imaging.templates.small.monograms import letters_of
from studio_app.imaging.templates.small.plates import burst_shape, coin_shape
from studio_app.imaging.templates.small.shapes import oval, squircle
from studio_app.imaging.templates.small.slogans import PLATED, slogan
from studio_app.imaging.templates.small.stickers import contours, plain_point
from studio_app.imaging.templates.treatment import Treatment

_MARGIN = 0.036
# The rim of a plate, as a share of the shorter side.
RIM = 0.035
PLATES = ("disc", "tile", "plate", "night", "paper")
# The least contrast of two flat colours in which a face is made out.
_TOLD_APART = 3.0
_LAYOUTS = ("disc", "bare", "tile", "night", "paper", "plate")


def plate_shape(name: str, own: Inks) -> Any:
    """The outline of a plate, in the unit circle. Where the style's plate is a tile anyway, its burst stands in."""
    if name == "plate" and own.manner.shade == "flat":
        return burst_shape("flat")
    return {"disc": oval(0, 0, 1, 1), "tile": squircle()}.get(name) or coin_shape(own.manner.shade)


def is_watermark(sheet: Sheet) -> bool:
    return sheet.asset.id.endswith("watermark")


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    work = Assembly(sheet)
    own = work.inks(treatment, choice(sheet) // len(_LAYOUTS))
    unit = float(min(sheet.asset.size))
    full = sheet.full.grown(-_MARGIN * unit)
    if is_watermark(sheet):
        _watermark(work, own, full)
    elif sheet.brief.photo is not None:
        work.hero("hero", full)
    else:
        name = _LAYOUTS[choice(sheet) % len(_LAYOUTS)]
        _bare(work, own, full, unit) if name == "bare" else _plated(work, own, name, full, unit)
    return work.layout()


def _watermark(work: Assembly, own: Inks, full: Area) -> None:
    sheet = work.sheet
    if sheet.brief.kit.logo is not None and sheet.brief.edits.logo.visible:
        work.box("logo", full)
    elif letters_of(sheet):
        work.runs.append(slogan(sheet, letters_of(sheet), full.scaled(0.92), WHITE, BLACK, tall=1.5))
    else:
        work.hero("ghost", full)


def _plated(work: Assembly, own: Inks, name: str, full: Area, unit: float) -> None:
    plate = work.box(name, full.grown(-RIM * unit))
    band, ground = band_of(name, own)
    x, y = plate.center
    # Between the symbol and the edge, where no manner shades a plate.
    work.exact(band, x, plate.y + (0.05 if ground != band else 0.085) * unit)
    letters = letters_of(work.sheet)
    pointed = own.manner.shade == "split" and name not in ("disc", "tile")
    narrow = (0.62 if pointed else 0.78) * (0.84 if ground != band else 1.0)
    if not letters:
        work.hero("emblem", plate.scaled(narrow))
        return
    colour, bleed = ink_of(name, work.sheet, own), 0.0
    if not is_clear(colour, ground):
        colour, ground, bleed = own.letter, own.rim, PLATED * own.manner.rim * unit
    room = Area(x - plate.width * narrow * 0.42, y - plate.height * narrow * 0.36, plate.width * narrow * 0.84,
                plate.height * narrow * 0.72)
    work.runs.append(slogan(work.sheet, letters, room, colour, ground, tall=1.35, bleed=bleed, max_lines=1))


def band_of(name: str, own: Inks) -> tuple[RGB, RGB]:
    """(a plate's border, its field); both are the same on most."""
    if name == "night":
        return max((own.body, own.plate), key=lambda c: wcag(c, own.rim)), own.rim
    return (own.body, WHITE) if name == "paper" else (own.body, own.body)


def ink_of(name: str, sheet: Sheet, own: Inks) -> RGB:
    """Letters and symbols on a plate: of one colour with its border, or what is read best on it."""
    band, ground = band_of(name, own)
    return sheet.roles.on(ground) if ground == band else clear(band, ground)


def face_of(own: Inks) -> RGB:
    """The colour of a flat face: the kit's own, unless it could not be made out on the rim around it."""
    return own.body if wcag(own.body, own.rim) >= _TOLD_APART else own.letter


def _bare(work: Assembly, own: Inks, full: Area, unit: float) -> None:
    """The symbol alone with outlines, flat; on a plate when it is letters or shows no plain surface."""
    point = None
    if not letters_of(work.sheet):
        box = work.hero("flat", full)
        point = plain_point(contours(work.sheet.motif, box, own, unit, 0.0)[1], unit)
    if point is None:
        work.clear()
        _plated(work, own, "paper", full, unit)
    else:
        work.exact(face_of(own), *point)
