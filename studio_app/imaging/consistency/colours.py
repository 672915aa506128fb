"""The kit's colours in a picture: at the places where they must be exact, and in its colours as a whole."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Final

import numpy as np
from PIL import Image

from studio_app.imaging.colour import RGB, delta_e2000, from_hex, oklch, to_hex
from studio_app.imaging.consistency.report import ColourMatch
from studio_app.imaging.layout import Layout
from studio_app.imaging.palette import Swatch, extract
from studio_app.imaging.score.rating import Finding, Remedy

COLOURFUL: Final = 0.06
# A shade within this hue angle of a kit colour, or this near to it, belongs to the brand; a kit with a single hue is
# given companions further round the circle.
HUES_APART, HUES_APART_SINGLE, NEAR = 32.0, 60.0, 12.0
# Hues up to this far apart are mixed without leaving the brand.
BLENDS: Final = 90.0
NO_PALETTE: Final = (Swatch("#000000", "support", 1.0),)


def _around(pixels: np.ndarray, x: float, y: float) -> list[RGB]:
    """The colours of three by three pixels: a chip of colour may be no larger when the asset is small."""
    column, row = (int(np.clip(v, 1, max(1, side - 2))) for v, side in ((x, pixels.shape[1]), (y, pixels.shape[0])))
    found = pixels[row - 1 : row + 2, column - 1 : column + 2].reshape(-1, 3) / 255
    return [(float(red), float(green), float(blue)) for red, green, blue in found]


def _promised(pixels: np.ndarray, layout: Layout | None, colour: str) -> list[RGB]:
    """What is seen at the places where the layout says that `colour` stands unchanged."""
    if layout is None:
        return []
    across, down = pixels.shape[1] / layout.width, pixels.shape[0] / layout.height
    points = ((x * across, y * down) for hex_, x, y in layout.exact_colors if hex_ == colour)
    return [seen for x, y in points for seen in _around(pixels, x, y)]


def _match(colour: str, seen: Sequence[RGB], exact: bool) -> ColourMatch:
    wanted = from_hex(colour)
    best = min(seen, key=lambda other: delta_e2000(wanted, other))
    return ColourMatch(colour, to_hex(best), delta_e2000(wanted, best), exact)


def matches(
    image: Image.Image, layout: Layout | None, kit: Sequence[str], swatches: Sequence[Swatch]
) -> tuple[ColourMatch, ...]:
    """Every colour of the kit with what it came out as."""
    pixels = np.asarray(image.convert("RGB"))
    main = [from_hex(swatch.hex) for swatch in swatches]
    wanted = [to_hex(from_hex(colour)) for colour in kit]
    promised = {colour: _promised(pixels, layout, colour) for colour in wanted}
    return tuple(_match(colour, promised[colour] or main, bool(promised[colour])) for colour in wanted)


def _angle(first: float, second: float) -> float:
    return abs((first - second + 180) % 360 - 180)


def _hues(colours: Sequence[RGB]) -> list[float]:
    return [hue for _, chroma, hue in map(oklch, colours) if chroma > COLOURFUL / 2]


def _belongs(colour: RGB, brand: Sequence[RGB], apart: float) -> bool:
    """Whether a colour is near one of the brand's, has nearly its hue, or lies on the way between two of them."""
    hue, hues = oklch(colour)[2], _hues(brand)
    if any(_angle(hue, other) <= apart for other in hues) or any(delta_e2000(colour, own) <= NEAR for own in brand):
        return True
    near = ((a, b) for a, b in combinations(hues, 2) if _angle(a, b) <= BLENDS)
    return any(_angle(hue, a) + _angle(hue, b) <= _angle(a, b) + 1e-6 for a, b in near)


def in_family(swatches: Sequence[Swatch], kit: Sequence[RGB], logo: Sequence[RGB] = ()) -> float:
    """The share of the picture's colourful area in hues that kit or logo have, 0..1; 1 when nothing is colourful."""
    single = all(_angle(a, b) < HUES_APART for a, b in combinations(_hues(kit), 2))
    apart = HUES_APART_SINGLE if single else HUES_APART
    inside = whole = 0.0
    for swatch in swatches:
        colour = from_hex(swatch.hex)
        chroma = oklch(colour)[1]
        weight = swatch.share * chroma if chroma >= COLOURFUL else 0.0
        whole += weight
        inside += weight * (_belongs(colour, kit, apart) or _belongs(colour, logo, HUES_APART))
    return inside / whole if whole else 1.0


def measure_colours(
    image: Image.Image, layout: Layout | None, kit: Sequence[str], logo: Image.Image | None
) -> tuple[Finding, tuple[ColourMatch, ...]]:
    """The colours of the logo are the brand's as well."""
    swatches = extract([image], 8) or NO_PALETTE
    found = matches(image, layout, kit, swatches)
    own = [from_hex(swatch.hex) for swatch in extract([logo], 5)] if logo is not None else []
    family = in_family(swatches, [from_hex(colour) for colour in kit], own)
    promised = [match for match in found if match.exact] or list(found)
    exact = math.fsum(match.delta_e for match in promised) / len(promised)
    worst = max(promised, key=lambda match: match.delta_e)
    remedies = {
        "exact": Remedy(numbers={"color": worst.kit, "exact": worst.delta_e}),
        "family": Remedy({"vivid": 0.7}, min(1.0, family + 0.2), {"percent": 100 * (1 - family)}),
    }
    return Finding({"exact": exact, "family": family}, remedies), found
