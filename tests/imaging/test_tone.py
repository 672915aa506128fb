"""The tone is guessed from what can be measured, and the guess says so."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio_app.catalog.tones import TONES
from studio_app.imaging.ocr import Line
from studio_app.imaging.tone import Traits, guess, joined, measure

NO_WORDS = {"words": math.nan, "capitals": math.nan, "shouts": math.nan, "tilt": math.nan}


def line(text: str, tilt: float = 0.0, height: float = 40.0) -> Line:
    turn = math.radians(tilt)
    along, down = (math.cos(turn) * 200, math.sin(turn) * 200), (-math.sin(turn) * height, math.cos(turn) * height)
    corners = [(0, 0), along, (along[0] + down[0], along[1] + down[1]), down]
    return Line(text, np.array(corners, np.float32), 0.99)


def scene(ground: str, *shapes: tuple[str, int]) -> np.ndarray:
    """Vertical bars of so many of 256 pixels on a ground."""
    image = Image.new("RGB", (256, 144), ground)
    left = 10
    for color, wide in shapes:
        ImageDraw.Draw(image).rectangle((left, 20, left + wide, 124), fill=color)
        left += wide + 4
    return np.asarray(image)


def traits(rgb: np.ndarray, *lines: Line) -> Traits:
    return measure(rgb, np.ones(rgb.shape[:2], bool), lines)


LOOKS = {
    "competitive": traits(
        scene("#0b0618", ("#7c1dff", 40), ("#ff1e6a", 30), ("#f4f0ff", 20)), line("RANKED GRIND", 4), line("NO MERCY")
    ),
    "casual": traits(
        scene("#e8c9a8", ("#c98d6a", 60), ("#a97f5b", 50), ("#f3e3cf", 30)), line("Cozy evening with tea and a farm")
    ),
    "educational": traits(
        scene("#f6f4ee", ("#1f3a5f", 40), ("#2f6d8a", 20)),
        line("How to read the map before the first fight"), line("Five steps for new players and what to buy first"),
    ),
    "comedic": traits(
        scene("#ffe14d", ("#ff5db1", 40), ("#3ddc5b", 40), ("#2fa8ff", 40), ("#ff8a1e", 30), ("#b04dff", 30)),
        line("WHAT IS THIS?!", 6), line("HE DID IT AGAIN!!", 3),
    ),
    "professional": traits(
        scene("#22262c", ("#3a4048", 60), ("#d9dde3", 12)), line("Studio update"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("tone", LOOKS)
def test_each_tone_is_known_by_its_look(tone: str) -> None:
    found = guess([LOOKS[tone]])
    assert found.tone == tone and found.confidence >= 0.45, (found, LOOKS[tone])
    assert found.runner_up in TONES and found.runner_up != tone
    assert 2 <= len(found.evidence) <= 4 and len(set(found.evidence)) == len(found.evidence)
    assert all(sentence.endswith(".") and any(c.isdigit() for c in sentence) for sentence in found.evidence)


def test_the_evidence_is_what_was_measured() -> None:
    found = guess([LOOKS["comedic"]])
    assert "Several exclamation and question marks: 4.0 a picture." in found.evidence
    assert any(sentence.startswith("There are many hues: ") for sentence in found.evidence)
    warm = guess([replace(LOOKS["casual"], warm=0.7)])
    assert "The coloured area is warm: 70% of it is red to yellow." in warm.evidence
    assert any("restrained" in sentence for sentence in guess([LOOKS["professional"]]).evidence)


def test_without_words_the_guess_is_weaker() -> None:
    told = guess([LOOKS["competitive"]])
    mute = guess([replace(LOOKS["competitive"], **NO_WORDS)])
    assert mute.confidence < told.confidence
    ideal = Traits(0.25, 0.2, 0.9, 2, 0.1, 0.2, 4, 1.0, 0, 5)
    assert guess([ideal]).confidence > 0.95 and guess([replace(ideal, **NO_WORDS)]).confidence < 0.9
    assert not any("letters" in sentence or "words" in sentence for sentence in mute.evidence)


def test_a_look_between_two_tones_is_unsure() -> None:
    assert guess([LOOKS["competitive"], LOOKS["casual"], LOOKS["educational"], LOOKS["professional"]]).confidence < 0.3
    agreed = guess([LOOKS["casual"], LOOKS["casual"], replace(LOOKS["casual"], light=0.6)])
    assert agreed.tone == "casual" and agreed.confidence > 0.5


def test_measures() -> None:
    dark = traits(scene("#000000"))
    assert (dark.light, dark.vivid, dark.spread, dark.hues, dark.clutter) == pytest.approx((0, 0, 0, 0, 0), abs=1e-6)
    assert math.isnan(dark.words) and math.isnan(dark.capitals)
    red = traits(scene("#e02020"))
    assert red.hues == 1 and red.warm == 1 and red.vivid == pytest.approx(0.22, abs=0.03)
    assert traits(scene("#2040e0")).warm == 0
    stripes = np.tile(np.array([[0], [255]], np.uint8).repeat(2, 0), (36, 256))[..., None].repeat(3, 2)
    assert traits(stripes).clutter > 0.4 and traits(stripes).spread == pytest.approx(1, abs=0.01)
    worded = traits(scene("#777777"), line("AB cd! 12", 5), line("?", height=10))
    assert (worded.words, worded.capitals, worded.shouts) == (4, 0.5, 2)
    assert worded.tilt == pytest.approx(5, abs=0.1)


def test_what_is_transparent_has_no_colour() -> None:
    rgb = scene("#ffffff", ("#e02020", 100))
    opaque = (rgb != 255).any(2)
    assert measure(rgb, opaque, []).light == pytest.approx(traits(scene("#e02020")).light, abs=0.01)


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (40, 1), (2, 2)])
def test_tiny_pictures_can_be_measured(shape: tuple[int, int]) -> None:
    found = guess([traits(np.full((*shape, 3), 200, np.uint8))])
    assert found.tone in TONES


def test_joined_takes_each_trait_from_the_pictures_that_have_it() -> None:
    worded, mute = LOOKS["comedic"], replace(LOOKS["professional"], **NO_WORDS)
    both = joined([worded, mute])
    assert both.words == worded.words and both.light == pytest.approx((worded.light + mute.light) / 2)
    assert math.isnan(joined([mute, mute]).tilt)


numbers = {
    "vivid": (0, 0.4), "light": (0, 1), "spread": (0, 1), "hues": (0, 12), "warm": (0, 1), "clutter": (0, 1),
    "words": (0, 200), "capitals": (0, 1), "shouts": (0, 50), "tilt": (0, 180),
}  # fmt: skip


@given(st.fixed_dictionaries({name: st.floats(*bounds) for name, bounds in numbers.items()}), st.booleans())
def test_any_measures_give_an_answer(values: dict[str, float], mute: bool) -> None:
    assert set(values) == {field.name for field in fields(Traits)}
    found = guess([Traits(**(values | NO_WORDS if mute else values))])
    assert {found.tone, found.runner_up} <= TONES.keys() and found.tone != found.runner_up
    assert 0 <= found.confidence <= 1
    assert not any("nan" in sentence for sentence in found.evidence)
