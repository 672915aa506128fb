"""The plates of panels as data: where symbol and words stand on each."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.assembly import choice
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.manners import Shade

# From this proportion on a panel is tall: the symbol stands above the words.
TALL = 0.42


@dataclass(frozen=True, slots=True)
class Plate:
    """Lengths in panel heights: the symbol's side and its distance from the edge, where words start, how far from the
    other edge they end; `top` and `foot` of the words. `turns` lets odd seeds mirror it."""

    name: str
    symbol: float
    inset: float
    start: float
    end: float = 0.22
    top: float = 0.20
    foot: float = 0.80
    centred: bool = False
    turns: bool = True


BAR = Plate("bar", 0.50, 0.24, 1.42, 0.20)
TILE = Plate("split", 0.56, 0.22, 1.20, 0.22)
RIBBON = Plate("band", 0.40, 0.42, 0.98, 0.44, 0.22, 0.70, True, False)
TUBE = Plate("tube", 0.46, 0.34, 1.02, 0.36, 0.24, 0.76)
LABEL = Plate("label", 0.46, 0.38, 1.04, 0.34, 0.22, 0.78)
UNDERLINE = Plate("line", 0.50, 0.20, 0.88, 0.20, 0.16, 0.68)
PLATES: dict[Shade, tuple[Plate, ...]] = {
    "cel": (BAR, TILE, RIBBON, UNDERLINE),
    "neon": (TUBE, UNDERLINE, BAR, TILE),
    "print": (TILE, LABEL, UNDERLINE, RIBBON),
    "flat": (UNDERLINE, TUBE, TILE, LABEL),
    "split": (BAR, RIBBON, TILE, UNDERLINE),
    "hatch": (LABEL, RIBBON, UNDERLINE, TILE),
    "gloss": (TUBE, BAR, RIBBON, LABEL),
}

LAYOUTS = 4


def plate_of(sheet: Sheet, own: Inks) -> Plate:
    """Seeds that come to the same plate again find it mirrored."""
    return PLATES[own.manner.shade][(choice(sheet) + choice(sheet) // LAYOUTS) % LAYOUTS]


def is_tall(sheet: Sheet) -> bool:
    return sheet.asset.height > TALL * sheet.asset.width


def is_flipped(sheet: Sheet, plate: Plate) -> bool:
    return sheet.look.mirrored and plate.turns
