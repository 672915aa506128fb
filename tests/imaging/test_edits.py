"""Edits: merged field by field, refused with a place and a sentence, stored sparsely, and seen in the picture."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.catalog.fonts import FONTS
from studio_app.core.text import clean_line
from studio_app.imaging.colour import delta_e2000, from_hex, to_hex
from studio_app.imaging.edits import COLOR_ROLES, LINE_LIMIT, LOGO_TYPES, MOST_LINES, EditRejected, Edits
from studio_app.imaging.engine import draw, plan
from studio_app.imaging.layout import Area
from studio_app.imaging.scene import edited, from_scene, to_scene
from tests.imaging.conftest import make

shares = st.floats(-1, 1).map(lambda value: round(value, 4))
scales = st.floats(0.3, 3).map(lambda value: round(value, 4))
words = st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(alphabet="abc xyz!", max_size=20).map(lambda text: " ".join(text.split())),
        "dx": shares, "dy": shares, "scale": scales, "color": st.sampled_from(COLOR_ROLES),
        "font": st.sampled_from(["kit", *sorted(FONTS)]),
    },
)
patches = st.fixed_dictionaries(
    {},
    optional={
        "title": words, "tag": words, "subtitle": words,
        "logo": st.fixed_dictionaries(
            {}, optional={"visible": st.booleans(), "type": st.sampled_from(LOGO_TYPES), "dx": shares, "scale": scales}
        ),
        "hero": st.fixed_dictionaries({}, optional={"dx": shares, "scale": scales, "motif": st.just("dragon")}),
        "crop": st.fixed_dictionaries({}, optional={"x": st.just(0.25), "zoom": st.floats(1, 4)}),
        "backdrop": st.floats(0, 2), "outline": st.floats(0, 1), "vivid": st.floats(0, 2), "light": st.floats(0.5, 1.5),
        "layout": st.integers(0, 11),
    },
)


@given(patches)
def test_edits_survive_json(patch: dict[str, Any]) -> None:
    made = Edits.of(patch)
    stored = json.loads(json.dumps(made.to_dict()))
    assert Edits.of(stored) == made


@given(patches, patches)
def test_a_patch_changes_only_what_it_names(first: dict[str, Any], second: dict[str, Any]) -> None:
    before = Edits.of(first)
    after = before.merged(second)
    for name in ("title", "tag", "subtitle", "logo", "hero", "crop"):
        given_fields = second.get(name, {})
        for field in ("dx", "dy", "scale", "text", "color", "font", "visible", "type", "motif", "x", "zoom"):
            if field not in given_fields and hasattr(getattr(before, name), field):
                assert getattr(getattr(after, name), field) == getattr(getattr(before, name), field)
    assert after.merged(second) == after


@given(patches)
def test_null_sets_everything_back(patch: dict[str, Any]) -> None:
    assert Edits.of(patch).merged(dict.fromkeys(patch)) == Edits()
    assert Edits().to_dict() == {}


@pytest.mark.parametrize(
    ("patch", "place"),
    [
        ({"title": {"scale": 9}}, "title.scale"),
        ({"title": {"scale": "big"}}, "title.scale"),
        ({"title": {"scale": True}}, "title.scale"),
        ({"title": {"dx": float("nan")}}, "title.dx"),
        ({"title": {"dx": float("inf")}}, "title.dx"),
        ({"title": {"color": "#ff0000"}}, "title.color"),
        ({"title": {"font": "Comic Sans"}}, "title.font"),
        ({"title": {"text": "x" * 141}}, "title.text"),
        ({"title": {"text": 5}}, "title.text"),
        ({"title": "loud"}, "title"),
        ({"logo": {"visible": "no"}}, "logo.visible"),
        ({"logo": {"type": "hidden"}}, "logo.type"),
        ({"layout": 12}, "layout"),
        ({"layout": 1.5}, "layout"),
        ({"crop": {"zoom": 0.5}}, "crop.zoom"),
        ({"footer": {}}, "footer"),
        ({"__class__": {}}, "__class__"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(patch: dict[str, Any], place: str) -> None:
    with pytest.raises(EditRejected) as caught:
        Edits.of(patch)
    fields = (caught.value.details or {})["fields"]
    assert list(fields) == [place] and fields[place][0]["message"].endswith(".")


def test_a_scene_is_the_brief_and_its_edits() -> None:
    brief = edited(make(), {"title": {"text": "Other words", "scale": 1.2}, "logo": {"visible": False}})
    scene = json.loads(json.dumps(to_scene(brief)))
    assert from_scene(scene) == brief
    assert scene["edits"] == {"title": {"text": "Other words", "scale": 1.2}, "logo": {"visible": False}}


def test_edited_words_are_set() -> None:
    layout = plan(edited(make(), {"title": {"text": "new words"}, "tag": {"text": ""}}))
    title = layout.run("title")
    assert title is not None and title.text == "NEW WORDS"
    assert layout.run("tag") is None


@pytest.mark.parametrize("style", ["impact", "synthwave", "editorial", "minimal", "reaction"])
def test_scale_and_nudge_move_the_box_and_never_off_the_canvas(style: str) -> None:
    brief = make(style)
    plain = plan(brief).run("title")
    assert plain is not None
    larger = plan(edited(brief, {"title": {"scale": 1.2}})).run("title")
    assert larger is not None and larger.size == pytest.approx(plain.size * 1.2)
    nudged = plan(edited(brief, {"title": {"dx": 0.02}})).run("title")
    assert nudged is not None and nudged.box.x == pytest.approx(plain.box.x + 0.02 * 1280)
    for patch in ({"dx": 1.0, "dy": 1.0}, {"dx": -1.0, "dy": -1.0}, {"scale": 3.0, "dx": 0.5}):
        run = plan(edited(brief, {"title": patch})).run("title")
        assert run is not None and Area(0, 0, 1280, 720).holds(run.box, 1.0)


@pytest.mark.parametrize("role", COLOR_ROLES[1:])
def test_a_chosen_colour_is_in_the_picture(role: str) -> None:
    brief = edited(make("minimal", seed=5), {"title": {"color": role}})
    image, layout = draw(brief, width=640)
    run = layout.run("title")
    assert run is not None and run.edited
    assert run.color == dict(layout.colors)[role]
    box = run.box
    crop = np.asarray(image.convert("RGB"))[int(box.y / 2) : int(box.bottom / 2), int(box.x / 2) : int(box.right / 2)]
    found = {to_hex(tuple(pixel / 255)) for pixel in crop.reshape(-1, 3)[::3]}  # type: ignore[arg-type]
    assert min(delta_e2000(from_hex(colour), from_hex(run.color)) for colour in found) < 3


def test_the_logo_can_be_hidden_moved_and_enlarged() -> None:
    brief = make()
    box = plan(brief).box("logo")
    assert box is not None
    assert plan(edited(brief, {"logo": {"visible": False}})).box("logo") is None
    moved = plan(edited(brief, {"logo": {"dx": 0.05, "scale": 1.5}})).box("logo")
    assert moved is not None and moved.width == pytest.approx(box.width * 1.5)
    assert moved.center[0] == pytest.approx(box.center[0] + 64, abs=20)


def test_another_layout_is_another_arrangement() -> None:
    titles = {str(plan(edited(make(), {"layout": number})).box("hero")) for number in range(3)}
    assert len(titles) == 3


def test_art_edits_change_the_art_and_keep_the_words_place() -> None:
    brief = make("editorial")
    plain, layout = draw(brief, width=480)
    for patch in ({"vivid": 0.0}, {"light": 1.4}, {"crop": {"zoom": 1.6, "x": 0.8}}):
        other, same = draw(edited(brief, patch), width=480)
        assert same.runs == layout.runs
        assert np.abs(np.asarray(other, np.int16) - np.asarray(plain, np.int16)).mean() > 0.5
    grey, _ = draw(edited(make("impact"), {"vivid": 0.0}), width=480)
    corner = np.asarray(grey.convert("RGB"), np.int16)[240:, :60].reshape(-1, 3)
    assert (corner.max(1) - corner.min(1)).max() <= 6


def test_backdrop_and_outline_strengthen_the_words() -> None:
    for style in ("impact", "synthwave", "versus", "reaction"):
        weak = draw(edited(make(style), {"backdrop": 0.0}), width=480)[0]
        strong = draw(edited(make(style), {"backdrop": 2.0}), width=480)[0]
        assert np.asarray(strong.convert("L"), np.float64).mean() < np.asarray(weak.convert("L"), np.float64).mean()
    for style in ("impact", "synthwave"):
        thin, thick = (draw(edited(make(style), {"outline": rim}), width=480)[0] for rim in (0.0, 1.0))
        assert np.abs(np.asarray(thin, np.int16) - np.asarray(thick, np.int16)).max() > 60


@given(st.lists(st.text(max_size=90), max_size=10))
def test_lines_are_kept_clean_or_refused(lines: list[str]) -> None:
    said = "\n".join(lines)
    try:
        edits = Edits.of({"lines": said})
    except EditRejected as fault:
        assert "lines" in (fault.details or {})["fields"]
        rows = said.splitlines()
        assert any(len(row) > LINE_LIMIT for row in rows) or sum(bool(row.strip()) for row in rows) > MOST_LINES
        return
    assert edits.lines is not None
    kept = edits.lines.split("\n") if edits.lines else []
    assert len(kept) <= MOST_LINES and all(row == clean_line(row, LINE_LIMIT) and row for row in kept)
    assert Edits.of(edits.to_dict()) == edits and edits.merged({"lines": None}).lines is None


def test_other_lines_take_the_place_of_those_asked_for() -> None:
    asked = make("list", title="3 things you need", subtitle="", items=("one", "two"))
    assert asked.lines == ("one", "two")
    other = edited(asked, {"lines": "first\n\nsecond\nthird"})
    assert other.lines == ("first", "second", "third") and other.items == asked.items
    assert edited(other, {"lines": ""}).lines == () and edited(other, {"lines": None}).lines == asked.lines
    drawn = {run.text.lower() for run in plan(other).runs if run.role.startswith("item")}
    assert drawn == {"first", "second", "third"}
