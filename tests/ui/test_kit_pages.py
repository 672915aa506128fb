"""What the kit pages make of values: typed words, logos, versions, sight, and proposals that come by the browser."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.catalog.fonts import FONTS
from studio_app.features.brand_kits.types import (
    Colors,
    Face,
    Gradient,
    GradientStop,
    Guidelines,
    KitDetails,
    KitFields,
    NamedColor,
    Typography,
    VersionView,
    Voice,
)
from studio_app.ui.pages.brand_kits import extras, marks
from studio_app.ui.pages.brand_kits.reading import proposal
from studio_app.ui.pages.brand_kits.wording import LIMITS, changed, meant, typed

word = st.text("abcdefgh ij'é日", min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
words = st.lists(word, max_size=4, unique=True).map(tuple)
ratio = st.floats(0, 33).map(lambda value: round(value, 3))
details = st.builds(
    KitDetails,
    voice=st.builds(Voice, st.just("casual"), words, word, words, words),
    guidelines=st.builds(Guidelines, st.integers(16, 512), st.floats(0.1, 1).map(lambda v: round(v, 4)), ratio, ratio,
                         ratio, words, word, word),
)  # fmt: skip


@given(details)
def test_what_is_stored_and_not_touched_is_no_change(stored: KitDetails) -> None:
    assert meant(typed(stored), stored) == stored
    assert changed(stored, meant(typed(stored), stored)) == []


def test_typed_words_become_voice_and_guidelines() -> None:
    texts = typed(KitDetails()) | {"catchphrases": " GG \n\nGG\nNo\x00mercy", "logo_clear_space_ratio": "12,5",
                                   "logo_min_size_px": "64", "style_do": "Flat\nshapes"}  # fmt: skip
    read = meant(texts, KitDetails())
    assert read.voice.catchphrases == ("GG", "No mercy")
    assert (read.guidelines.logo_min_size_px, read.guidelines.logo_clear_space_ratio) == (64, 0.125)
    assert read.guidelines.style_do == "Flat shapes"
    assert changed(KitDetails(), read) == ["Voice changed", "Guidelines changed"]


@pytest.mark.parametrize("text", ["", "x", "1e9", "nan", "inf", "-5", "٣x"])
def test_a_number_that_is_none_is_one_that_no_rule_takes(text: str) -> None:
    read = meant(typed(KitDetails()) | {"logo_min_size_px": text}, KitDetails())
    assert read.guidelines.logo_min_size_px < 16


HEX = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
COLOURS = st.lists(st.builds(NamedColor, HEX, word, word), max_size=5, unique_by=lambda colour: colour.hex).map(tuple)
STOPS = st.lists(st.builds(GradientStop, HEX, st.floats(0, 100)), min_size=2, max_size=10).map(
    lambda stops: tuple(sorted(stops, key=lambda stop: stop.position)))
GRADIENTS = st.lists(st.builds(Gradient, word, st.sampled_from(["linear", "radial"]), st.floats(0, 360), STOPS),
                     max_size=3).map(tuple)
FACES = st.builds(Face, st.sampled_from(sorted(FONTS)), st.sampled_from(extras.WEIGHTS),
                  st.sampled_from(["normal", "italic"]))
LEVELS = st.builds(Typography, FACES | st.none(), FACES, FACES | st.none(), FACES, FACES | st.none(), FACES | st.none())


@given(st.builds(Colors, COLOURS, COLOURS, COLOURS, COLOURS, GRADIENTS), LEVELS)
def test_extras_that_a_browser_sends_back_untouched_are_no_change(colours: Colors, levels: Typography) -> None:
    stored = KitDetails(colors=colours, typography=levels)
    sent = json.loads(json.dumps([extras.shown_colours(stored), extras.shown_levels(stored)]))
    new = extras.meant(extras.read_colours(sent[0]), extras.read_levels(sent[1]), stored)
    assert new == stored and extras.changed(stored, new) == []


def test_extras_are_read_and_the_kits_own_colours_and_families_stay() -> None:
    own = KitDetails(colors=Colors(primary=(NamedColor("#112233", "Ink"),)),
                     typography=Typography(headline=Face("Anton", 800), body=Face("Inter", 400)))
    more = {"secondary": [{"hex": "#aabbcc", "name": " Fog\n", "usage": "Panels"}], "primary": [{"hex": "#000000"}],
            "gradients": [{"name": "Dusk", "type": "radial", "angle": 90, "stops": [{"color": "#AABBCC"}]}]}
    levels = {"headline": {"family": "Rubik", "weight": 900}, "caption": {"family": "Inter", "style": "italic"}}
    new = extras.meant(extras.read_colours(more), extras.read_levels(levels), own)
    assert new.colors.primary == own.colors.primary
    assert new.colors.secondary == (NamedColor("#AABBCC", "Fog", "Panels"),)
    [gradient] = new.colors.gradients
    assert gradient.type == "radial" and gradient.stops == (GradientStop("#AABBCC", -1.0),)  # no rule takes that place
    assert new.typography.headline == Face("Anton", 900) and new.typography.caption == Face("Inter", 400, "italic")
    assert new.typography.display is None
    assert extras.changed(own, new) == ["More colours changed", "Type levels changed"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=300),
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(
        st.sampled_from([*extras.GROUPS, *extras.LEVELS, "gradients", "stops", "hex", "name", "type", "angle"]),
        inner, max_size=6,
    ), max_leaves=30,
)  # fmt: skip


@given(JSON)
def test_whatever_a_browser_sends_has_the_right_shape(value: object) -> None:
    more, levels = extras.read_colours(value), extras.read_levels(value)
    assert all(len(more[name]) <= most for name, most in extras.GROUPS.items()) and len(more["gradients"]) <= 3  # type: ignore[literal-required]
    assert json.loads(json.dumps(more, allow_nan=False)) == more and set(levels) == set(extras.LEVELS)
    extras.meant(more, levels, KitDetails())


def test_every_typed_field_has_a_limit() -> None:
    assert set(typed(KitDetails())) == set(LIMITS)


def test_sight_and_advice() -> None:
    rows = marks.sights(["#D32F2F", "#388E3C", "#FFFFFF"])
    assert [row["safe"] for row in rows] == [True, False, True]
    assert "Red and Green look alike" in rows[1]["verdict"] and len(rows[1]["seen"]) == 3
    assert marks.sights(["#D32F2F"]) == marks.sights([]) == []
    advice = marks.advice(["#7C3AED", "#FACC15"])
    assert advice["color"] == "#7C3AED" and "from 3.7 to 4.6" in advice["sentence"]
    assert marks.advice(["#000000", "#FFFFFF"])["better"] == marks.advice([])["better"] == ""
    assert len(marks.sights(["#D32F2F", "#D32F2F", "#388E3C"])[0]["seen"]) == 3


def test_versions_in_words() -> None:
    view = VersionView(3, datetime(2026, 1, 1, tzinfo=UTC), ("name", "logos"), KitFields("k", ()), KitDetails(), "icon")
    newest, first = marks.rows([view, replace(view, version=1, changes=())])
    assert (newest["changes"], newest["current"]) == ("Name, logos", True)
    assert (first["changes"], first["current"], first["at"]) == ("Saved", False, "2026-01-01T00:00:00.000Z")


GOOD: dict[str, Any] = {
    "colors": [{"hex": "#7C3AED", "role": "primary", "share": 0.3}, {"hex": "#FACC15", "role": "accent", "share": 0.0}],
    "kit": {"primary_colors": ["#7C3AED"], "accent_colors": ["#FACC15", "#7C3AED"],
            "fonts": {"headline": "Oswald", "body": "Inter"}, "extracted_from": "3 pictures"},
    "fonts": {"headline": {"family": "Oswald", "confidence": 0.8, "category": "display"},
              "body": {"family": None, "confidence": 0.2, "category": "serif"}},
    "tone": {"tone": "comedic", "confidence": 0.5, "runner_up": "casual", "evidence": ["Many hues."]},
    "warnings": ["Only two colours."],
}  # fmt: skip


def test_a_proposal_in_words() -> None:
    read = proposal(GOOD)
    assert read is not None
    assert (read["primary"], read["accent"], read["headline"], read["body"]) == (
        ["#7C3AED"], ["#FACC15"], "Oswald", "Inter",
    )  # fmt: skip
    assert [(f["role"], f["share"]) for f in read["found"]] == [("Primary", "30%"), ("Accent", "0%")]
    assert (read["headline_note"], read["body_note"]) == ("80% sure", "stands in for a serif")
    assert read["tone_note"] == "50% sure, then casual" and read["source"] == "3 pictures"


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["#7C3AED", "primary", "casual", "Oswald"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*GOOD, "hex", "role", "share", "tone", "family", "confidence", "primary_colors"]), inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(json_like, st.sampled_from([*GOOD]))
def test_whatever_the_browser_sends_is_a_proposal_or_none(value: object, part: str) -> None:
    proposal(value)
    read = proposal({**GOOD, part: value})
    if read is not None:
        assert all(len(found["hex"]) == 7 and found["hex"][0] == "#" for found in read["found"])
        assert "nan" not in read["tone_note"]
