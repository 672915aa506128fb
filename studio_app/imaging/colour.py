"""Colour arithmetic in sRGB, OKLab and CIELAB, contrast measures, and the roles a kit's colours play.

A colour is an (r, g, b) tuple of floats in 0..1 (sRGB, gamma-encoded) unless a name says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

RGB = tuple[float, float, float]
WHITE: RGB = (1.0, 1.0, 1.0)
BLACK: RGB = (0.0, 0.0, 0.0)


def from_hex(text: str) -> RGB:
    """`#rrggbb` or `#rgb` (hash optional); ValueError for anything else."""
    digits = text.strip().lstrip("#")
    if len(digits) == 3:
        digits = "".join(c * 2 for c in digits)
    if len(digits) != 6:
        raise ValueError(f"not a colour: {text!r}")
    value = int(digits, 16)
    return (value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255


def to_hex(colour: RGB) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, c)) * 255):02x}" for c in colour)


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def encoded(channel: float) -> float:
    channel = max(0.0, channel)
    return 12.92 * channel if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


def oklab(colour: RGB) -> RGB:
    """(L, a, b) by Ottosson's matrices."""
    r, g, b = (linear(c) for c in colour)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear_from_oklab(lightness: float, a: float, b: float) -> RGB:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def oklch(colour: RGB) -> RGB:
    """(lightness 0..1, chroma, hue in degrees 0..360)."""
    lightness, a, b = oklab(colour)
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_oklch(lightness: float, chroma: float, hue: float) -> RGB:
    """The sRGB colour of that lightness and hue; chroma is reduced until it is inside the gamut."""
    lightness = min(1.0, max(0.0, lightness))
    cos, sin = math.cos(math.radians(hue)), math.sin(math.radians(hue))

    def inside(value: RGB) -> bool:
        return all(-1e-5 <= c <= 1.00001 for c in value)

    result = _linear_from_oklab(lightness, chroma * cos, chroma * sin)
    if not inside(result):
        low, high = 0.0, chroma
        for _ in range(14):
            middle = (low + high) / 2
            if inside(_linear_from_oklab(lightness, middle * cos, middle * sin)):
                low = middle
            else:
                high = middle
        result = _linear_from_oklab(lightness, low * cos, low * sin)
    r, g, b = (min(1.0, max(0.0, encoded(c))) for c in result)
    return r, g, b


def adjust(
    colour: RGB,
    lightness: float | None = None,
    chroma: float | None = None,
    *,
    lighter: float = 0.0,
    turn: float = 0.0,
    vivid: float = 1.0,
) -> RGB:
    """`colour` with OKLCH parts replaced (`lightness`, `chroma`) or moved (`lighter`, hue `turn`, chroma `vivid`)."""
    old_lightness, old_chroma, hue = oklch(colour)
    return from_oklch(
        (old_lightness if lightness is None else lightness) + lighter,
        (old_chroma if chroma is None else min(chroma, old_chroma * 3)) * vivid,
        (hue + turn) % 360,
    )


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """A point on the straight OKLab line between two colours; `share` 0 is the first."""
    lightness, a, b = (x + (y - x) * share for x, y in zip(oklab(first), oklab(second), strict=True))
    return from_oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)))


def luminance(colour: RGB) -> float:
    r, g, b = (linear(c) for c in colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def wcag(first: RGB, second: RGB) -> float:
    """WCAG 2.x contrast ratio, 1..21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def apca_lc(text: RGB, background: RGB) -> float:
    """APCA 0.1.9 lightness contrast, about -108..106; negative for light text on dark."""

    def luma(colour: RGB) -> float:
        value = sum(w * c**2.4 for w, c in zip((0.2126729, 0.7151522, 0.0721750), colour, strict=True))
        return float(value + (0.022 - value) ** 1.414) if value < 0.022 else float(value)

    ink, ground = luma(text), luma(background)
    if abs(ground - ink) < 0.0005:
        return 0.0
    if ground > ink:
        contrast = (ground**0.56 - ink**0.57) * 1.14
        return 0.0 if contrast < 0.1 else (contrast - 0.027) * 100
    contrast = (ground**0.65 - ink**0.62) * 1.14
    return 0.0 if contrast > -0.1 else (contrast + 0.027) * 100


def shown_contrast(first: RGB, second: RGB) -> float:
    """WCAG contrast of two colours as they are stored in 8 bits, to two decimals."""
    return round(wcag(from_hex(to_hex(first)), from_hex(to_hex(second))), 2)


def _cielab(colour: RGB) -> RGB:
    r, g, b = (linear(c) for c in colour)
    xyz = (
        (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _hue_of(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360 if a or b else 0.0


def delta_e2000(first: RGB, second: RGB) -> float:
    """CIEDE2000 by Sharma, Wu and Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = _cielab(first), _cielab(second)
    mean_chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2, h1, h2 = math.hypot(a1, b1), math.hypot(a2, b2), _hue_of(a1, b1), _hue_of(a2, b2)
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue_step = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    cos = {k: math.cos(math.radians(k * mean_h + shift)) for k, shift in ((1, -30), (2, 0), (3, 6), (4, -63))}
    t = 1 - 0.17 * cos[1] + 0.24 * cos[2] + 0.32 * cos[3] - 0.20 * cos[4]
    weight_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    weight_c, weight_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    rotation = 60 * math.exp(-(((mean_h - 275) / 25) ** 2))
    twist = -2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7)) * math.sin(math.radians(rotation))
    dl, dc, dh = (l2 - l1) / weight_l, (c2 - c1) / weight_c, hue_step / weight_h
    return math.sqrt(max(0.0, dl**2 + dc**2 + dh**2 + twist * dc * dh))


def readable(colour: RGB, background: RGB, ratio: float = 4.5) -> RGB:
    """`colour`, its lightness moved as little as reaches `ratio` on `background`; at the end black or white."""
    if wcag(colour, background) >= ratio:
        return colour
    start = oklch(colour)[0]
    towards = 1.0 if wcag(WHITE, background) >= wcag(BLACK, background) else 0.0
    for step in range(1, 25):
        moved = adjust(colour, start + (towards - start) * step / 24)
        if wcag(moved, background) >= ratio:
            return moved
    return WHITE if towards else BLACK


# How far, in degrees of hue, a derived colour is turned from the brand's: enough to be alive, too little to be another.
_TURN = 12.0


class Roles:
    """What 1..n brand colours do in a picture. Brand colours keep their exact value; others are derived.

    `vivid` scales the chroma of derived colours only (a tone's wish). `night` and `deep` are dark grounds, `paper` a
    light one, `ink` dark text; `accent` is the colour that stands out most from night and primary.
    """

    def __init__(self, colours: Sequence[str], vivid: float = 1.0) -> None:
        self.exact = tuple(to_hex(from_hex(c)) for c in colours) or ("#6d28d9",)
        brand = [from_hex(c) for c in self.exact]
        self.vivid = vivid
        self.primary = brand[0]
        _, chroma, hue = oklch(self.primary)
        self.grey = max(oklch(c)[1] for c in brand) < 0.035
        tint = 0.0 if chroma < 0.035 else min(1.0, chroma / 0.12)
        self.night = from_oklch(0.16, 0.05 * tint * vivid, hue)
        self.deep = from_oklch(0.27, 0.11 * tint * vivid, hue)
        self.paper = from_oklch(0.97, 0.012 * tint, hue)
        self.ink = from_oklch(0.17, 0.03 * tint, hue)
        rest = brand[1:]
        self.accent = self._accent(rest)
        self.secondary = next((c for c in rest if c != self.accent), None) or self._second(rest)

    def _accent(self, rest: list[RGB]) -> RGB:
        if not rest:
            _, chroma, hue = oklch(self.primary)
            return from_oklch(0.87, min(0.18, chroma * 1.2) * self.vivid, hue + (_TURN if chroma > 0.035 else 0))
        return max(rest, key=lambda c: oklch(c)[1] * 6 + wcag(c, self.night) / 20 + self._apart(c) / 400)

    def _second(self, rest: list[RGB]) -> RGB:
        lightness, chroma, hue = oklch(self.primary)
        if chroma < 0.035:
            return from_oklch(0.42 if lightness > 0.5 else 0.5, 0.0, hue) if not rest else rest[0]
        other = lightness - 0.24 if lightness > 0.5 else lightness + 0.24
        return from_oklch(min(0.72, max(0.3, other)), chroma * 0.85 * self.vivid, hue - _TURN)

    def _apart(self, colour: RGB) -> float:
        return delta_e2000(colour, self.primary)

    def on(self, background: RGB) -> RGB:
        """Ink or white, whichever has more contrast on `background`; plain black where neither is enough."""
        best = max((self.ink, WHITE), key=lambda c: wcag(c, background))
        return best if wcag(best, background) >= 4.5 else max((BLACK, WHITE), key=lambda c: wcag(c, background))

    def is_exact(self, colour: RGB) -> bool:
        return to_hex(colour) in self.exact
