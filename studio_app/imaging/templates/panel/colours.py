"""The colours of a panel: words are always read on what carries them."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.imaging.colour import RGB, adjust, delta_e2000, oklch, wcag
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.panel.plates import Plate, is_tall
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.inks import Inks, shades
from studio_app.imaging.templates.small.legibility import clear, is_clear


@dataclass(frozen=True, slots=True)
class Colours:
    """Title on ground, symbol on what it stands on."""

    title: RGB
    ground: RGB
    symbol: RGB


def colours_of(sheet: Sheet, own: Inks, finish: Finish, plate: Plate) -> Colours:
    """On a tall panel the symbol of a ribbon stands above it, on the field."""
    base = finish.plate
    if plate.name in ("bar", "split"):
        return Colours(clear(finish.title, base), base, _on(own, own.body))
    if plate.name == "band":
        under = band_colour(sheet, own)
        return Colours(_best(sheet, under), under, _bright(own, base) if is_tall(sheet) else _best(sheet, under))
    if plate.name == "label":
        paper = paper_of(sheet, own)
        return Colours(clear(sheet.roles.ink, paper), paper, clear(own.body, paper, 3.0))
    return Colours(clear(finish.title, base), base, _bright(own, base))


def paper_of(sheet: Sheet, own: Inks) -> RGB:
    return own.edge if wcag(own.edge, own.rim) > 9 else sheet.roles.paper


def _on(own: Inks, under: RGB) -> RGB:
    return max((own.rim, own.edge), key=lambda c: wcag(c, under))


def _best(sheet: Sheet, under: RGB) -> RGB:
    return clear(sheet.roles.on(under), under)


def band_colour(sheet: Sheet, own: Inks) -> RGB:
    """The ribbon's: the kit colour that carries words best; darkened when none carries them."""
    found = next((c for c in (own.second, own.body, own.third) if is_clear(sheet.roles.on(c), c)), None)
    return found if found is not None else adjust(own.body, min(0.42, oklch(own.body)[0]))


def ends_colour(sheet: Sheet, own: Inks) -> RGB:
    """The ribbon's folded ends: another kit colour, or its shadow."""
    band = band_colour(sheet, own)
    return own.body if delta_e2000(band, own.body) > 12 else shades(band).dark


def _bright(own: Inks, base: RGB) -> RGB:
    """The kit colour that is seen best on the field."""
    found = max((own.body, own.second, own.third), key=lambda c: min(4.0, wcag(c, base)) + delta_e2000(c, base) / 60)
    return found if wcag(found, base) >= 3 else clear(found, base)
