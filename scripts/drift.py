"""How far sixty assets of one kit drift from it, measured on their pixels, and the plot of that for the gallery."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from PIL import Image, ImageDraw

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.styles import STYLES
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.colour import RGB, delta_e2000, from_hex
from studio_app.imaging.consistency.check import consistency
from studio_app.imaging.engine import draw

KIT = KitStyle("NovaPlays", ("#7c3aed", "#ec4899", "#facc15"), "Anton", "Montserrat", "competitive")
TYPES = (
    "thumbnail", "twitch_banner", "instagram_square", "twitch_starting_soon", "clip_cover", "x_post", "tiktok_story",
    "instagram_post", "x_header",
)
TITLES = ("I beat Elden Ring with one hand", "We go live tonight", "5 settings to change now", "Day 1 vs Day 100")
MOST_DRIFT, LEAST_SCORE = 3.0, 85
_WIDE, _HIGH, _EDGE = 1280, 560, 60


@dataclass(frozen=True, slots=True)
class Drift:
    """`worst` is the greatest ΔE2000 of a colour of the kit from where the layout puts it; `score` is of 100."""

    brief: Brief
    exact: int
    worst: float
    score: int


def sixty() -> list[Brief]:
    ways = enumerate(product(TYPES, STYLES))
    return [
        Brief(kind, style, TITLES[seed % 4], KIT, "souls", "crowned-skull", seed, "Challenge", "No hits, no summons")
        for seed, (kind, style) in islice(ways, 60)
    ]


def measured(briefs: Iterable[Brief]) -> Iterator[Drift]:
    for brief in briefs:
        image, layout = draw(brief, width=min(640, ASSET_TYPES[brief.asset_type].width))
        scale, pixels = image.width / layout.width, image.convert("RGB")
        distances = []
        for colour, x, y in layout.exact_colors:
            r, g, b = pixels.getpixel((int(x * scale), int(y * scale)))  # type: ignore[misc]
            seen: RGB = (r / 255, g / 255, b / 255)
            distances.append(delta_e2000(seen, from_hex(colour)))
        found = consistency(
            image, layout, KIT.colors, KIT.headline_font, KIT.body_font, None, KIT.tone, brief.asset_type
        )
        yield Drift(brief, len(distances), max(distances, default=0.0), found.total)


def plot(drifts: list[Drift]) -> Image.Image:
    """Above the scores, below the drift of colours, each with the line that none may cross."""
    page = Image.new("RGB", (_WIDE, _HIGH), (38, 38, 43))
    pen, step = ImageDraw.Draw(page), (_WIDE - 2 * _EDGE) / len(drifts)
    top, bottom = (_EDGE, _HIGH // 2 - 24), (_HIGH // 2 + 36, _HIGH - _EDGE)
    _frame(pen, top, f"Consistency score of {len(drifts)} assets of one kit", LEAST_SCORE / 100, f"{LEAST_SCORE}")
    _frame(pen, bottom, "Greatest drift of a colour from the kit, ΔE2000".replace("Δ", "d"), MOST_DRIFT / 4,
           f"{MOST_DRIFT:.0f}")
    for place, drift in enumerate(drifts):
        left = _EDGE + place * step
        for (high, low), share, color in (
            (top, drift.score / 100, (124, 196, 120)), (bottom, min(1.0, drift.worst / 4), (236, 132, 190)),
        ):
            pen.rectangle((left + 2, low - share * (low - high), left + step - 2, low), fill=color)
    return page


def _frame(pen: ImageDraw.ImageDraw, span: tuple[int, int], title: str, line: float, label: str) -> None:
    high, low = span
    level = low - line * (low - high)
    pen.text((_EDGE, high - 22), title, fill=(225, 225, 230))
    pen.line((_EDGE, low, _WIDE - _EDGE, low), fill=(120, 120, 128))
    pen.line((_EDGE, level, _WIDE - _EDGE, level), fill=(250, 204, 21), width=2)
    pen.text((_WIDE - _EDGE + 8, level - 6), label, fill=(250, 204, 21))
