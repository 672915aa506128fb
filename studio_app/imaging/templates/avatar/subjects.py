"""What a profile picture shows: the logo, a photo, letters, the mascot or the motif."""

from __future__ import annotations

from studio_app.imaging.colour import RGB, wcag
from studio_app.imaging.layout import Area
from studio_app.imaging.templates import photos
from studio_app.imaging.templates.avatar.grounds import GROUNDS, carrier, ground_points
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.assembly import Assembly, choice
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.legibility import is_clear
from studio_app.imaging.templates.small.monograms import letters_of, monogram
from studio_app.imaging.templates.small.shading import reach
from studio_app.imaging.templates.small.slogans import PLATED, slogan
from studio_app.imaging.templates.small.stickers import PHOTO_RIM

# What a face shows when nobody asks for a mood.
MOODS_SHOWN = ("happy", "cool", "smug", "wink", "hype")
_SUBJECTS = ("letters", "emblem", "face")
# Grounds that suit a subject; any suits the others. A logo needs a calm one, a cut-out photo no frame.
SUITED: dict[str, tuple[str, ...]] = {
    "logo": ("medallion", "rings", "scene"),
    "bust": ("sunburst", "halves", "rings"),
}
# How much of the square a photo takes.
PHOTO = {"medallion": 0.95, "rings": 0.80, "sunburst": 0.80, "halves": 0.84, "scene": 0.78}


def points_of(sheet: Sheet, own: Inks, subject: str, ground: str) -> list[tuple[RGB, float, float]]:
    """Where kit colours are flat: on the ground, or on the rim of a photo that covers it."""
    if subject != "photo":
        return ground_points(sheet, own, ground)
    unit, (x, y) = float(min(sheet.asset.size)), sheet.full.center
    return [(own.body, x, y - (PHOTO[ground] / 2 - reach(own) - PHOTO_RIM / 2) * unit)]


def bust(sheet: Sheet) -> Area:
    """A cut-out photo stands on the lower edge, which the circle cuts."""
    full = sheet.full
    return Area(full.x + 0.13 * full.width, full.y + 0.12 * full.height, 0.74 * full.width, 0.88 * full.height)


def subject_of(sheet: Sheet) -> str:
    """Logo, photo and letters come when they are there; else letters of the name, motif and mascot in turn."""
    brief = sheet.brief
    if letters_of(sheet):
        return "letters"
    if brief.photo is not None:
        return "bust" if photos.is_cut_out(brief.photo) else "photo"
    if brief.kit.logo is not None and brief.edits.logo.visible:
        return "logo"
    if brief.edits.hero.motif:
        return "emblem"
    return _SUBJECTS[(choice(sheet) + 2 * (choice(sheet) // len(GROUNDS))) % len(_SUBJECTS)]


def moved_logo(sheet: Sheet, area: Area) -> Area:
    edit, full = sheet.brief.edits.logo, sheet.full
    return area.scaled(edit.scale).moved(edit.dx * full.width, edit.dy * full.height).within(full)


def place_letters(work: Assembly, own: Inks, ground: str, area: Area) -> None:
    sheet, unit = work.sheet, float(min(work.sheet.asset.size))
    letters = letters_of(sheet) or monogram(sheet)
    colour, under, bleed = ink_of(sheet, own, ground), carrier(sheet, own, ground), 0.0
    if under is None:
        colour, under, bleed = own.letter, own.rim, reach(own) * unit * 0.8
    elif not is_clear(colour, under):
        colour, under, bleed = own.letter, own.rim, PLATED * own.manner.rim * unit
    # Letters in a circle: as wide as a square in it, a little lower.
    room = area.grown(-area.width * (0.02 if len(letters) > 1 else 0.08), -area.height * 0.12)
    work.runs.append(slogan(sheet, letters, room, colour, under, tall=1.25, bleed=bleed, max_lines=1))


def ink_of(sheet: Sheet, own: Inks, ground: str) -> RGB:
    under = carrier(sheet, own, ground)
    if under is None:
        return own.letter
    tinted = max((own.second, own.third, own.body), key=lambda c: wcag(c, under))
    return tinted if is_clear(tinted, under) else sheet.roles.on(under)
