"""Guesses a brand's tone from the look of its pictures, by rules, and says what the guess rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final, NamedTuple

import numpy as np

from studio_app.imaging.ocr import Line
from studio_app.imaging.pixels import to_oklab

_INF: Final = math.inf
# OKLab chroma below which a colour has no hue to speak of.
_COLOURLESS: Final = 0.04
# A twelfth of the circle counts as a hue of the picture when it holds this share of its colour.
_HUE_SHARE: Final = 0.06
_EDGE: Final = 0.09
# How far apart two scores must be for one tone to be nearly sure.
_TEMPERATURE: Final = 0.075


@dataclass(frozen=True, slots=True)
class Traits:
    """What was measured. The last four are NaN for pictures without words.

    `vivid` OKLab chroma that 15 % of the area exceed; `light` median OKLab lightness; `spread` lightness between the
    5th and 95th percentile; `hues` of twelve; `warm` share of the coloured area between red and yellow; `clutter` share
    of the area that is an edge; `words` a picture; `capitals` share of the letters; `shouts` exclamation and question
    marks a picture; `tilt` of the headline in degrees.
    """

    vivid: float
    light: float
    spread: float
    hues: float
    warm: float
    clutter: float
    words: float
    capitals: float
    shouts: float
    tilt: float


class Cue(NamedTuple):
    """A trait that speaks for a tone: in full between the inner two numbers of `zone`, not at all outside the outer."""

    trait: str
    zone: tuple[float, float, float, float]
    weight: float


_CUES: Final[dict[str, tuple[Cue, ...]]] = {
    "competitive": (
        Cue("vivid", (0.09, 0.19, _INF, _INF), 2.0),
        Cue("light", (-_INF, -_INF, 0.34, 0.58), 1.6),
        Cue("spread", (0.45, 0.78, _INF, _INF), 1.0),
        Cue("capitals", (0.5, 0.95, _INF, _INF), 1.5),
        Cue("tilt", (0.8, 3.0, _INF, _INF), 1.0),
        Cue("clutter", (0.04, 0.14, _INF, _INF), 0.7),
    ),
    "casual": (
        Cue("warm", (0.3, 0.65, _INF, _INF), 1.6),
        Cue("vivid", (0.03, 0.06, 0.13, 0.19), 1.4),
        Cue("light", (0.4, 0.55, 0.85, 0.96), 1.2),
        Cue("capitals", (-_INF, -_INF, 0.25, 0.8), 1.3),
        Cue("clutter", (-_INF, -_INF, 0.06, 0.16), 0.7),
        Cue("shouts", (-_INF, -_INF, 0.5, 1.6), 0.4),
    ),
    "educational": (
        Cue("words", (5.0, 13.0, _INF, _INF), 2.0),
        Cue("light", (0.55, 0.8, _INF, _INF), 1.5),
        Cue("capitals", (-_INF, -_INF, 0.2, 0.7), 1.1),
        Cue("tilt", (-_INF, -_INF, 0.4, 1.5), 0.8),
        Cue("spread", (0.35, 0.6, _INF, _INF), 0.7),
        Cue("hues", (-_INF, -_INF, 3.0, 6.0), 0.5),
    ),
    "comedic": (
        Cue("hues", (2.5, 5.0, _INF, _INF), 1.8),
        Cue("vivid", (0.1, 0.19, _INF, _INF), 1.5),
        Cue("light", (0.45, 0.65, _INF, _INF), 1.4),
        Cue("shouts", (0.2, 1.5, _INF, _INF), 1.5),
        Cue("tilt", (0.8, 4.0, _INF, _INF), 0.9),
        Cue("clutter", (0.04, 0.12, _INF, _INF), 0.4),
    ),
    "professional": (
        Cue("vivid", (-_INF, -_INF, 0.05, 0.13), 1.8),
        Cue("hues", (-_INF, -_INF, 2.0, 4.5), 1.3),
        Cue("clutter", (-_INF, -_INF, 0.04, 0.12), 1.0),
        Cue("words", (-_INF, -_INF, 5.0, 11.0), 0.9),
        Cue("tilt", (-_INF, -_INF, 0.4, 1.5), 0.9),
        Cue("shouts", (-_INF, -_INF, 0.2, 1.0), 0.6),
    ),
}

# What is said of a trait: the word for a low, a middling and a high value, and the sentence it stands in.
_SENTENCES: Final[dict[str, tuple[str, str, str, str]]] = {
    "vivid": ("restrained", "gentle", "strong", "The colours are {word}: chroma {value:.2f} of at most 0.32."),
    "light": ("dark", "neither dark nor glaring", "light", "The pictures are {word}: median lightness {value:.0%}."),
    "spread": ("close together", "apart", "far apart", "Light and dark are {word}: {value:.0%} of the range."),
    "hues": ("few", "some", "many", "There are {word} hues: {value:.2g} of twelve."),
    "warm": ("cool", "mixed", "warm", "The coloured area is {word}: {value:.0%} of it is red to yellow."),
    "clutter": ("calm", "lively", "busy", "The pictures are {word}: {value:.0%} of the area is edges."),
    "words": ("few", "some", "many", "There are {word} words: {value:.0f} a picture."),
    "capitals": ("small letters", "both cases", "capitals", "Mostly {word}: {value:.0%} of the letters are capitals."),
    "shouts": ("Hardly any", "Some", "Several", "{word} exclamation and question marks: {value:.1f} a picture."),
    "tilt": ("level", "slightly tilted", "tilted", "The headlines are {word}: {value:.1f} degrees."),
}


@dataclass(frozen=True, slots=True)
class ToneGuess:
    """`tone` and `runner_up` are ids of the catalogue; `evidence` are sentences, the strongest first."""

    tone: str
    confidence: float
    evidence: tuple[str, ...]
    runner_up: str


def measure(rgb: np.ndarray, opaque: np.ndarray, lines: Sequence[Line]) -> Traits:
    """One picture: `rgb` (h, w, 3) uint8, a small copy will do; `opaque` (h, w) bool, of which one must be true."""
    lab = to_oklab(rgb)
    seen = lab[opaque]
    chroma = np.hypot(seen[:, 1], seen[:, 2])
    twelfth = (np.degrees(np.arctan2(seen[:, 2], seen[:, 1])) % 360 // 30).astype(int)
    held = np.bincount(twelfth[chroma > _COLOURLESS], minlength=12)
    colour = max(1, int(held.sum()))
    down, across = np.gradient(lab[..., 0]) if min(rgb.shape[:2]) > 1 else (np.zeros(1), np.zeros(1))
    low, middle, high = np.percentile(seen[:, 0], (5, 50, 95))
    return Traits(
        vivid=float(np.percentile(chroma, 85)),
        light=float(middle),
        spread=float(high - low),
        hues=float((held >= _HUE_SHARE * max(colour, 0.02 * len(seen))).sum()),
        # Red begins at 0 degrees of OKLab hue, yellow ends at about 120.
        warm=float(held[:4].sum()) / colour if held.sum() > 0.02 * len(seen) else 0.0,
        clutter=float((np.hypot(down, across) > _EDGE).mean()),
        **_wording(lines),
    )


def _wording(lines: Sequence[Line]) -> dict[str, float]:
    text = " ".join(line.text for line in lines)
    letters = [c for c in text if c.isupper() or c.islower()]
    if not letters:
        return dict.fromkeys(("words", "capitals", "shouts", "tilt"), math.nan)
    tallest = max(lines, key=lambda line: line.height)
    run, rise = (tallest.quad[1] - tallest.quad[0]).tolist()
    return {
        "words": float(len(text.split())),
        "capitals": sum(c.isupper() for c in letters) / len(letters),
        "shouts": float(text.count("!") + text.count("?")),
        "tilt": abs(math.degrees(math.atan2(rise, run))),
    }


def joined(traits: Sequence[Traits]) -> Traits:
    """The mean of several pictures, each trait over those that have it."""
    columns = {field.name: [getattr(t, field.name) for t in traits] for field in fields(Traits)}
    known = {name: [v for v in values if not math.isnan(v)] for name, values in columns.items()}
    return Traits(**{name: sum(v) / len(v) if v else math.nan for name, v in known.items()})


def guess(pictures: Sequence[Traits]) -> ToneGuess:
    """The likeliest tone of one or more pictures.

    `confidence` is 0..1 and falls where two tones fit alike, where the pictures differ, and without words to go by.
    """
    whole = joined(pictures)
    votes = [_likelihoods(one) for one in pictures]
    mean = {tone: sum(vote[tone] for vote in votes) / len(votes) for tone in _CUES}
    tone, runner_up = sorted(mean, key=lambda name: -mean[name])[:2]
    cues = _CUES[tone]
    fit = sum(_score(cues, one) for one in pictures) / len(pictures)
    known = sum(cue.weight for cue in cues if not math.isnan(getattr(whole, cue.trait)))
    share = known / sum(cue.weight for cue in cues)
    return ToneGuess(tone, round(mean[tone] * fit * (0.4 + 0.6 * share), 2), _evidence(cues, whole), runner_up)


def _likelihoods(traits: Traits) -> dict[str, float]:
    """The tones' shares of one picture, summing to 1."""
    powers = {tone: math.exp(_score(cues, traits) / _TEMPERATURE) for tone, cues in _CUES.items()}
    total = sum(powers.values())
    return {tone: power / total for tone, power in powers.items()}


def _fits(cue: Cue, traits: Traits) -> float:
    """0..1; NaN when the trait is not known."""
    value: float = getattr(traits, cue.trait)
    start, full, fade, end = cue.zone
    if math.isnan(value):
        return math.nan
    if value < full:
        return max(0.0, (value - start) / (full - start))
    if value > fade:
        return max(0.0, (end - value) / (end - fade))
    return 1.0


def _score(cues: Sequence[Cue], traits: Traits) -> float:
    found = [(cue.weight, fit) for cue in cues if not math.isnan(fit := _fits(cue, traits))]
    return sum(weight * fit for weight, fit in found) / sum(weight for weight, _ in found)


def _evidence(cues: Sequence[Cue], traits: Traits, most: int = 4) -> tuple[str, ...]:
    strong = [(cue.weight * fit, cue) for cue in cues if (fit := _fits(cue, traits)) >= 0.5]
    strong.sort(key=lambda pair: -pair[0])
    return tuple(_sentence(cue, getattr(traits, cue.trait)) for _, cue in strong[:most])


def _sentence(cue: Cue, value: float) -> str:
    low, middle, high, sentence = _SENTENCES[cue.trait]
    word = low if cue.zone[0] == -_INF else high if cue.zone[3] == _INF else middle
    return sentence.format(word=word, value=value)
