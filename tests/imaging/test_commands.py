"""Wishes in plain words: what they change, and that nobody is told something was understood when it was not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.catalog.commands import LIMITS, TARGETS, VOCABULARY, ColorWord, Step
from studio_app.catalog.fonts import FONTS
from studio_app.imaging.brief import Brief
from studio_app.imaging.colour import from_hex
from studio_app.imaging.commands import parse
from studio_app.imaging.edits import COLOR_ROLES, Edits
from studio_app.imaging.engine import plan
from studio_app.imaging.scene import edited
from studio_app.imaging.templates.sheet import sheet
from tests.imaging.conftest import make

BRIEF = make()  # colours #7c3aed, #ec4899, #facc15
STEPS = {word: entry.meaning for word, entry in VOCABULARY.items() if isinstance(entry.meaning, Step)}


def _with(**edits: Any) -> Brief:
    return replace(BRIEF, edits=Edits.of(edits))


@pytest.mark.parametrize(
    ("wish", "edits"),
    [
        ("darker", {"backdrop": 1.35}),
        ("Brighter, please!", {"backdrop": 0.65}),
        ("more contrast", {"light": 1.15}),
        ("lower the contrast", {"light": 0.85}),
        ("more colour", {"vivid": 1.25}),
        ("a bit more colour", {"vivid": 1.125}),
        ("less saturated", {"vivid": 0.75}),
        ("black and white", {"vivid": 0.0}),
        ("thicker outline", {"outline": 0.3}),
        ("zoom in", {"crop": {"zoom": 1.2}}),
        ("bigger title", {"title": {"scale": 1.2}}),
        ("bigger", {"title": {"scale": 1.2}}),
        ("make the hero smaller", {"hero": {"scale": 0.8333}}),
        ("my logo is much too big", {"logo": {"scale": 0.6944}}),
        ("increase the size of the headline", {"title": {"scale": 1.2}}),
        ("move the title up", {"title": {"dy": -0.06}}),
        ("Move the title down and to the right", {"title": {"dy": 0.06, "dx": 0.06}}),
        ("shift the subtitle a lot to the left", {"subtitle": {"dx": -0.12}}),
        ("put the tag at the top", {"tag": {"dy": -0.2}}),
        ("no logo", {"logo": {"visible": False}}),
        ("get rid of my logo", {"logo": {"visible": False}}),
        ("bring back the logo", {"logo": {"visible": True}}),
        ("put the logo back", {"logo": {"visible": True}}),
        ("bring the logo back please", {"logo": {"visible": True}}),
        ("hide the tag and the subtitle", {"tag": {"text": ""}, "subtitle": {"text": ""}}),
        ("remove the title's outline", {"outline": 0.0}),
        ("another layout", {"layout": 2}),
        ("layout 3", {"layout": 2}),
        ("change the text to 'Boss rush'", {"title": {"text": "Boss rush"}}),
        ('change the tag to "new"', {"tag": {"text": "new"}}),
        ("write “I can’t stop” in the subtitle", {"subtitle": {"text": "I can’t stop"}}),
        ("the headline should say 'Don't blink'", {"title": {"text": "Don't blink"}}),
        ("replace the title with Day 7", {"title": {"text": "Day 7"}}),
        ("use yellow for the title", {"title": {"color": "accent"}}),
        ("make the title #ec4899", {"title": {"color": "secondary"}}),
        ("title in the primary colour", {"title": {"color": "primary"}}),
        ("set the title to white", {"title": {"color": "white"}}),
        ("make the subtitle black", {"subtitle": {"color": "ink"}}),
        ("make the title brighter", {"title": {"color": "white"}}),
        ("use Bebas Neue", {"title": {"font": "Bebas Neue"}}),
        ("set the subtitle in anton", {"subtitle": {"font": "Anton"}}),
        ("use the kit font for the title", {"title": {"font": "kit"}}),
        ("change the hero to a dragon", {"hero": {"motif": "dragon"}}),
        ("use a crown as the hero", {"hero": {"motif": "crown"}}),
    ],
)
def test_a_wish_becomes_edits(wish: str, edits: dict[str, Any]) -> None:
    found = parse(wish, BRIEF)
    assert found.edits == edits
    assert found.understood
    assert found.not_understood == ()


@pytest.mark.parametrize(
    ("wish", "edits"),
    [
        ("make the title bigger and move it left", {"title": {"scale": 1.2, "dx": -0.06}}),
        ("make the logo bigger and move it left", {"logo": {"scale": 1.2, "dx": -0.06}}),
        (
            "hide the tag, the title and the subtitle bigger",
            {"tag": {"text": ""}, "title": {"scale": 1.2}, "subtitle": {"scale": 1.2}},
        ),
        ("make the title and the subtitle bigger", {"title": {"scale": 1.2}, "subtitle": {"scale": 1.2}}),
        ("the title, much bigger", {"title": {"scale": 1.44}}),
        (
            "title bigger, logo smaller; hero to the left",
            {"title": {"scale": 1.2}, "logo": {"scale": 0.8333}, "hero": {"dx": -0.06}},
        ),
        ("bigger title. bigger still", {"title": {"scale": 1.44}}),
        (
            "change the title to Final Fight and Glory and make it bigger",
            {"title": {"text": "Final Fight and Glory", "scale": 1.2}},
        ),
        (
            'change the title to "It\'s over, and done" and use Inter',
            {"title": {"text": "It's over, and done", "font": "Inter"}},
        ),
        ("no logo, no tag and another layout", {"logo": {"visible": False}, "tag": {"text": ""}, "layout": 2}),
        ("darker, then more colour & a little more contrast", {"backdrop": 1.35, "vivid": 1.25, "light": 1.075}),
    ],
)
def test_wishes_are_joined(wish: str, edits: dict[str, Any]) -> None:
    found = parse(wish, BRIEF)
    assert (found.edits, found.not_understood) == (edits, ())


@pytest.mark.parametrize(
    ("wish", "rest"),
    [
        ("make me a sandwich", ("make me a sandwich",)),
        ("don't move the title", ("don't move the title",)),
        ("don't make the title bigger", ("don't make the title bigger",)),
        ("make the background blue", ("make the background blue",)),
        ("no hero", ("no hero",)),
        ("no bigger logo", ("no bigger logo",)),
        ("layout 13", ("layout 13",)),
        ("layout 0", ("layout 0",)),
        ("change the title to something shorter", ("change the title to something shorter",)),
        ("the title", ("the title",)),
        ("change the hero to a toaster", ("change the hero to a toaster",)),
        ("make the title green", ("Title green: the kit has no colour near it",)),
        ("title #ec4800", ("Title #ec4800: the kit has no colour near it",)),
        ("", ()),
        ("please", ()),
        (" ,;. and then", ()),
    ],
)
def test_what_is_not_understood_changes_nothing_and_is_told(wish: str, rest: tuple[str, ...]) -> None:
    assert parse(wish, BRIEF) == ({}, (), rest)


def test_of_a_half_understood_wish_the_other_half_is_told() -> None:
    found = parse("make the title bigger like a movie poster, and serve tea", BRIEF)
    assert found.edits == {"title": {"scale": 1.2}}
    assert found.understood == ("Title larger",)
    assert found.not_understood == ("movie poster", "serve tea")


def test_the_sentences_say_what_was_done() -> None:
    wish = "use yellow for the title, change the tag to 'Live', no logo, less saturated, hero a dragon"
    assert parse(wish, BRIEF).understood == (
        "Title in accent (#facc15), the kit's nearest to yellow",
        "Tag reads “Live”",
        "Logo hidden",
        "Art less colourful",
        "Hero is a dragon's head",
    )


def test_a_change_goes_on_from_the_one_before() -> None:
    brief = _with(title={"scale": 1.2, "dx": 0.1}, vivid=0.5, layout=11)
    found = parse("title bigger and further left, more colour, another layout", brief)
    assert found.edits == {"title": {"scale": 1.44, "dx": 0.04}, "vivid": 0.75, "layout": 0}


def test_another_layout_is_another_one_whatever_the_seed_chose() -> None:
    for seed in range(40):
        assert parse("another layout", make(seed=seed)).edits["layout"] != sheet(make(seed=seed)).look.variant


def test_a_value_stops_at_its_limit_and_says_so() -> None:
    found = parse("much bigger title", _with(title={"scale": 2.5}))
    assert found.edits == {"title": {"scale": 2.5}}
    assert found.understood == ("Title larger (as far as it goes)",)


def test_removed_words_come_back() -> None:
    patch = parse("show the tag", _with(tag={"text": ""})).edits
    assert _with(tag={"text": ""}).edits.merged(patch) == Edits()


@pytest.mark.parametrize("word", [word for word in STEPS if not STEPS[word].of])
def test_every_word_for_the_whole_picture_works_alone(word: str) -> None:
    step = STEPS[word]
    found = parse(word, _with(outline=0.5, crop={"zoom": 1.5}))
    value = found.edits["crop"]["zoom"] if step.field == "zoom" else found.edits[step.field]
    assert found.understood == (step.said,)
    before = {"outline": 0.5, "zoom": 1.5}.get(step.field, 1.0)
    assert value == (step.set if step.set is not None else pytest.approx(before * step.times + step.plus, abs=1e-4))


@pytest.mark.parametrize("word", [word for word in STEPS if STEPS[word].of])
def test_every_word_for_a_part_works_on_every_part(word: str) -> None:
    for target in (t for t in TARGETS if t.id in STEPS[word].of):
        found = parse(f"{target.label.lower()} {word}", BRIEF)
        assert list(found.edits) == [target.id]
        assert list(found.edits[target.id]) == [STEPS[word].field]
        assert found.not_understood == ()


def test_every_name_of_a_part_is_heard() -> None:
    names = {word: entry.meaning.id for word, entry in VOCABULARY.items() if entry.kind == "target" and entry.meaning}  # type: ignore[union-attr]
    for name, part in names.items():
        if part != "art":
            assert list(parse(f"move the {name} up", BRIEF).edits) == [part], name


def test_every_font_is_heard() -> None:
    for family in FONTS:
        assert parse(f"use {family} please", BRIEF).edits == {"title": {"font": family}}


def test_the_words_fit_the_edits() -> None:
    for entry in VOCABULARY.values():
        if isinstance(entry.meaning, ColorWord):
            assert (entry.meaning.role in COLOR_ROLES) != bool(entry.meaning.hex)
            assert not entry.meaning.hex or from_hex(entry.meaning.hex)
    for step in STEPS.values():
        for value in LIMITS[step.field]:
            part = {"crop": {"zoom": value}} if step.field == "zoom" else {step.field: value}
            for patch in [{target: part} for target in step.of] or [part]:
                Edits().merged(patch)
        assert step.color in ("", *COLOR_ROLES)


def test_edits_reach_the_picture() -> None:
    before, brief = plan(BRIEF), edited(BRIEF, parse("title smaller, 'GG', no logo", BRIEF).edits)
    after = plan(brief)
    assert after.box("logo") is None and before.box("logo") is not None
    assert after.run("title") is not None and "GG" in (after.run("title") or before.runs[0]).text


def _check(wish: str, brief: Brief) -> None:
    found = parse(wish, brief)
    Edits().merged(found.edits)
    brief.edits.merged(found.edits)
    assert bool(found.edits) == bool(found.understood)
    assert all(isinstance(said, str) and said for said in (*found.understood, *found.not_understood))
    assert "\ue000" not in "".join((*found.understood, *found.not_understood))
    assert parse(wish, brief) == found


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_too_strange(wish: str) -> None:
    _check(wish, BRIEF)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(
        st.sampled_from([*VOCABULARY, "#fff", "#7c3aed", "'GG'", '"', "'", ",", ".", "’s", "layout 4", "wolf", "ı"])
        | st.text(max_size=6),
        max_size=14,
    ),
    st.sampled_from([BRIEF, _with(title={"scale": 3.0, "dx": -1.0}, crop={"zoom": 4.0}, layout=7, outline=1.0)]),
)
def test_no_order_of_its_own_words_is_too_strange(words: list[str], brief: Brief) -> None:
    _check(" ".join(words), brief)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\"“”«»‘’'"), min_size=1, max_size=60))
def test_quoted_words_arrive_as_they_were_written(text: str) -> None:
    found = parse(f'change the title to "{text}"', BRIEF)
    said = found.edits.get("title", {}).get("text", "")
    kept = "".join(text.split())
    if kept.isascii() and kept.isprintable():
        assert said == " ".join(text.split())


def test_a_very_long_wish_is_cut_and_not_slow() -> None:
    assert parse("title bigger and " * 5_000, BRIEF).edits["title"]["scale"] == LIMITS["scale"][1]
    parse("'" * 100_000 + '"' * 100_000, BRIEF)
    parse("change the text to " * 20_000, BRIEF)
