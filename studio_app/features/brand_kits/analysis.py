"""Reading a kit out of pictures, and what its colours are worth. `read_brand` runs in the offload process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image

from studio_app.catalog.fonts import Category
from studio_app.features.brand_kits.types import KitCheck, KitFields, NamedColor, ProposedKit, Reading
from studio_app.imaging import tone, typography, vision
from studio_app.imaging.decode import ImageRejected, decode
from studio_app.imaging.ocr import read_lines
from studio_app.imaging.palette import Swatch, extract, sample
from studio_app.imaging.typography import FontGuess, Specimen

_READ_SIDE, _SMALL_SIDE = 1280, 256
_MOST_LINES: Final = 8
_MOST_REMEDIES: Final = 4
_ROLE_ORDER: Final = ("primary", "secondary", "dominant", "background", "ink", "support")
# What we offer in the place of a face that is not ours.
_STAND_INS: Final[dict[Category, str]] = {
    "display": "Anton", "sans": "Montserrat", "serif": "Playfair Display", "hand": "Bangers", "pixel": "Press Start 2P",
}  # fmt: skip
_SIGHT_NAMES: Final = {"protan": "protanopia", "deutan": "deuteranopia", "tritan": "tritanopia"}


@dataclass(frozen=True, slots=True)
class _Look:
    """What one picture gives: its colours, its lines by size, its traits. Small, so that the picture can go."""

    colours: Image.Image
    headline: list[Specimen]
    body: list[Specimen]
    traits: tone.Traits


def read_brand(pictures: tuple[bytes, ...]) -> Reading:
    """Colours, faces and tone; raises `ImageRejected` when a picture is not one, or all are fully transparent."""
    looks = [look for data in pictures if (look := _look(decode(data)))]
    if not looks:
        raise ImageRejected("There is no colour in these pictures: they are fully transparent. Choose others.")
    return Reading(
        swatches=extract([look.colours for look in looks]),
        headline=typography.guess(_tallest([line for look in looks for line in look.headline])),
        body=typography.guess(_tallest([line for look in looks for line in look.body])),
        tone=tone.guess([look.traits for look in looks]),
    )


def _look(image: Image.Image) -> _Look | None:
    """None for a picture in which nothing is opaque."""
    colours = sample(image)
    opaque = _opaque(colours)
    if not opaque.any():
        return None
    read = _within(image, _READ_SIDE)
    rgb = np.asarray(_on_ground(read, colours, opaque))
    small = _within(read, _SMALL_SIDE)
    lines = read_lines(rgb)
    largest = sorted(lines, key=lambda line: -line.height)[:_MOST_LINES]
    headline, body = typography.parted([cut for line in largest if (cut := typography.specimen(rgb, line))])
    seen = _opaque(small)
    traits = tone.measure(np.asarray(_on_ground(small, colours, opaque)), seen if seen.any() else ~seen, lines)
    return _Look(colours, headline, body, traits)


def _within(image: Image.Image, side: int) -> Image.Image:
    """No larger than `side`, without a second copy of the full size in memory."""
    scale = min(1.0, side / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image if size == image.size else image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _opaque(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("RGBA"))[..., 3] >= 128


def _on_ground(image: Image.Image, colours: Image.Image, opaque: np.ndarray) -> Image.Image:
    """Without transparency: on white, or on near black when what is opaque is light itself."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    light = float(np.median(np.asarray(colours.convert("L"))[opaque])) > 160
    ground = Image.new("RGBA", image.size, "#111114" if light else "#ffffff")
    ground.alpha_composite(image)
    return ground.convert("RGB")


def _tallest(lines: Sequence[Specimen]) -> list[Specimen]:
    return sorted(lines, key=lambda line: -line.share)[:_MOST_LINES]


def propose(reading: Reading, count: int) -> ProposedKit:
    """The kit that `count` pictures suggest."""
    primary, accent = _divided(reading.swatches)
    fields = KitFields(
        "My channel", primary, accent, _family(reading.headline, "Anton"), _family(reading.body, "Montserrat"),
        reading.tone.tone, extracted_from="1 picture" if count == 1 else f"{count} pictures",
    )
    found = check([NamedColor(hex_) for hex_ in fields.colors], fields)
    return ProposedKit(fields, reading, found, (*_reading_warnings(reading, count), *found.warnings))


def _divided(swatches: Sequence[Swatch]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Primary and accent colours of a kit, the most telling first."""
    ranked = sorted((s for s in swatches if s.role != "accent"), key=lambda s: _ROLE_ORDER.index(s.role))
    hexes = [swatch.hex.upper() for swatch in ranked]
    accents = [swatch.hex.upper() for swatch in swatches if swatch.role == "accent"]
    return tuple(hexes[:5]), tuple((accents + hexes[5:])[:3])


def _family(guess: FontGuess | None, default: str) -> str:
    if guess is None:
        return default
    return guess.family or _STAND_INS[guess.category]


def _reading_warnings(reading: Reading, count: int) -> list[str]:
    found = []
    if count < 3:
        found.append("Three to five pictures give a surer result.")
    if len(reading.swatches) < 5:
        found.append(f"The pictures hold only {len(reading.swatches)} distinct colours; add others by hand.")
    if reading.headline is None:
        found.append("There were no words to read, so the fonts are our suggestion.")
    elif reading.headline.family is None:
        found.append(f"The headline is in none of our fonts; {_STAND_INS[reading.headline.category]} stands in for it.")
    if reading.tone.confidence < 0.4:
        found.append(f"The tone is a weak guess; {reading.tone.runner_up} fits almost as well.")
    return found


def check(colors: Sequence[NamedColor], kit: KitFields) -> KitCheck:
    """Every pair of `colors`, and what would help the kit's own ones."""
    named = {color.hex: color for color in reversed(colors)}
    distinct = [named[hex_] for hex_ in dict.fromkeys(color.hex for color in colors)]
    hexes = [color.hex for color in distinct]
    contrasts, sights = vision.contrasts(hexes), vision.sights(hexes)
    return KitCheck(
        tuple(distinct), contrasts, sights, _remedies(kit), (*_unreadable(contrasts), *_confused(sights, named))
    )


def _remedies(kit: KitFields) -> tuple[vision.Remedy, ...]:
    """The first colour against each other one that it misses 4.5 with but already carries large titles on."""
    first, *others = dict.fromkeys(kit.colors)
    tried = (vision.remedy(first, other) for other in others if vision.contrast(first, other).ratio >= 3)
    return tuple(found for found in tried if found)[:_MOST_REMEDIES]


def _unreadable(contrasts: Sequence[vision.Contrast]) -> list[str]:
    if not contrasts or any(pair.ratio >= 4.5 for pair in contrasts):
        return []
    return ["No two of these colours carry small text together; add a dark or a light one."]


def _confused(sights: Sequence[vision.Sight], named: dict[str, NamedColor]) -> list[str]:
    return [
        f"{_name(pair.first, named)} and {_name(pair.second, named)} look alike with {_SIGHT_NAMES[sight.deficiency]} "
        f"(difference {pair.seen:.1f}); never let them alone carry a meaning."
        for sight in sights
        for pair in sight.collapsed[:3]
    ]


def _name(hex_: str, named: dict[str, NamedColor]) -> str:
    return named[hex_].name or hex_
