"""Key colours: what a painter without transparency is asked to leave behind its subject."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from studio_app.imaging.colour import RGB, from_hex, oklab

# Lightness counts less than hue when a backdrop is told from a subject: backdrops come shaded and vignetted.
LIGHTNESS_WEIGHT = 0.35


@dataclass(frozen=True, slots=True)
class Key:
    """`hex` is `#RRGGBB` in capitals, as it stands in prompts."""

    name: str
    hex: str

    @property
    def rgb(self) -> RGB:
        """sRGB, 0..1."""
        return from_hex(self.hex)

    @property
    def lab(self) -> RGB:
        return oklab(self.rgb)


MAGENTA = Key("magenta", "#FF00FF")
GREEN = Key("green", "#00FF00")
BLUE = Key("blue", "#0000FF")
# In order of preference where two are equally far: a dark outline stands out least on blue.
KEYS: tuple[Key, ...] = (MAGENTA, GREEN, BLUE)
KEY_BY_NAME: dict[str, Key] = {key.name: key for key in KEYS}


def key_distance(key: Key, colour: RGB) -> float:
    """OKLab distance with lightness weighted as the cutter weighs it, so that dark green is near to green."""
    (l1, a1, b1), (l2, a2, b2) = key.lab, oklab(colour)
    return math.hypot(LIGHTNESS_WEIGHT * (l1 - l2), a1 - a2, b1 - b2)


def choose_key(palette: Sequence[str]) -> Key:
    """The key that is farthest from the nearest colour of `palette` (`#rrggbb`); magenta when there is none."""
    colours = [from_hex(colour) for colour in palette]
    return max(KEYS, key=lambda key: min((key_distance(key, colour) for colour in colours), default=1.0))


def prompt_sentence(key: Key) -> str:
    """The closing of a prompt that asks for a subject to be cut out."""
    return (
        f"Paint the subject on a flat solid {key.hex} background, a perfectly even {key.name} that fills the frame up "
        f"to every edge: no shadow, no gradient, no glow, no texture on it, and no {key.name} anywhere in the "
        "subject. Draw the subject whole, with a thick dark outline and a clear margin on all sides."
    )
