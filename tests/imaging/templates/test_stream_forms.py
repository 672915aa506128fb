"""What the forms over and around a stream promise, in every style: holes, clear middles, empty slots, variety."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from PIL import Image

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.imaging.edits import Edits
from studio_app.imaging.engine import draft, draw, letter, plan
from studio_app.imaging.layout import Area
from studio_app.imaging.templates import end_screens, framings, stingers
from studio_app.imaging.templates.finish import Shape
from studio_app.imaging.templates.overlays import clear_centre
from studio_app.imaging.templates.registry import FORMS, TREATMENTS, composer_of
from studio_app.imaging.templates.sheet import sheet
from tests.imaging.conftest import VIOLET, make
from tests.imaging.templates.streams import (
    COVERING,
    EVENTS,
    EXTRA,
    OURS,
    STYLES,
    TYPES,
    alpha_in,
    boxes,
    brief_of,
    extend,
    form_of,
    items_for,
    of_form,
)

# Mean difference of premultiplied pixels, 160 wide; frames leave most of a picture empty.
LEAST_CHANGE = 0.6


@pytest.fixture(autouse=True)
def more_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    extend(monkeypatch)


def test_every_form_is_registered_and_every_shape_is_drawn() -> None:
    assert set(OURS) <= set(FORMS)
    found = {TREATMENTS[s].finish(sheet(make(s, "overlay"))).shape for s in STYLES}
    assert found == set(get_args(Shape))
    assert len(framings.FRAMINGS) >= 5


@pytest.mark.parametrize("asset_type", TYPES)
def test_size_and_alpha(asset_type: str) -> None:
    asset = EXTRA.get(asset_type) or ASSET_TYPES[asset_type]
    style = STYLES[TYPES.index(asset_type) % len(STYLES)]
    image, _ = draw(brief_of(style, asset_type, 4, items_for(asset_type, 3)))
    assert image.size == (asset.width, asset.height)
    low, high = image.getextrema()[3]
    assert high == 255 and low == (255 if asset.form in COVERING else 0)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("asset_type", of_form("webcam"))
def test_the_hole_of_a_webcam_frame_is_clear_and_large(style: str, asset_type: str) -> None:
    for seed in range(7):
        image, layout = draw(brief_of(style, asset_type, seed))
        hole = layout.box("webcam")
        assert hole is not None
        assert hole.width * hole.height >= 0.55 * image.width * image.height
        assert alpha_in(image, hole).max() == 0
        around = np.asarray(image)[..., 3].copy()
        around[int(hole.y) : int(hole.bottom) + 1, int(hole.x) : int(hole.right) + 1] = 0
        assert (around == 255).mean() > 0.01
        for box in [run.box for run in layout.runs] + boxes(layout, "hero") + boxes(layout, "logo"):
            assert not hole.meets(box)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("asset_type", of_form("overlay"))
def test_an_overlay_leaves_the_game_alone(style: str, asset_type: str) -> None:
    for seed in range(6):
        brief = brief_of(style, asset_type, seed, EVENTS[: seed % 4])
        image, layout = draw(brief)
        hole = layout.box("webcam")
        assert hole is not None
        assert alpha_in(image, hole).max() == 0
        assert alpha_in(image, clear_centre(sheet(brief))).max() == 0
        for zone in ASSET_TYPES[asset_type].covered:
            assert alpha_in(image, Area(zone.box.x, zone.box.y, zone.box.width, zone.box.height)).max() == 0
        assert (np.asarray(image)[..., 3] == 255).mean() > 0.008
        assert len(boxes(layout, "cell_")) == (min(3, seed % 4) or 3)


def test_overlays_are_arranged_in_many_ways() -> None:
    found = {(plan(brief_of("impact", "overlay", seed)).box("webcam"), seed % 2) for seed in range(8)}
    assert len(found) == 8
    with_chat = [plan(brief_of("impact", "overlay", seed)).box("chat") is not None for seed in range(8)]
    assert 0 < sum(with_chat) < 8


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("asset_type", of_form("chat"))
def test_the_body_of_a_chat_box_is_see_through(style: str, asset_type: str) -> None:
    for seed in range(8):
        image, layout = draw(brief_of(style, asset_type, seed))
        body = layout.box("chat")
        assert body is not None
        assert body.width * body.height > 0.45 * image.width * image.height
        assert alpha_in(image, body).max() <= 0.6 * 255
        assert not any(body.meets(run.box) for run in layout.runs)


@pytest.mark.parametrize("asset_type", TYPES)
def test_seeds_and_styles_look_different(asset_type: str) -> None:
    def small(style: str, seed: int) -> np.ndarray:
        brief = replace(brief_of(style, asset_type, seed, items_for(asset_type, 3), title="Nova"), kit=VIOLET)
        return np.asarray(draw(brief, 160)[0].convert("RGBa"), np.int16)

    style = STYLES[TYPES.index(asset_type) % len(STYLES)]
    for one, two in combinations([small(style, seed) for seed in range(6)], 2):
        assert np.abs(one - two).mean() > LEAST_CHANGE
    for first, second in combinations([small(style, 3) for style in STYLES], 2):
        assert np.abs(first - second).mean() > LEAST_CHANGE


@pytest.mark.parametrize("form", OURS)
def test_the_same_brief_gives_the_same_bytes(form: str) -> None:
    asset_type = of_form(form)[0]
    for style in (STYLES[OURS.index(form) % len(STYLES)], STYLES[(OURS.index(form) + 3) % len(STYLES)]):
        brief = brief_of(style, asset_type, 7, items_for(asset_type, 3))
        one, two = (hashlib.sha256(draw(brief, 960)[0].tobytes()).hexdigest() for _ in range(2))
        assert one == two


def test_a_layout_that_a_person_chose_replaces_the_seeds() -> None:
    for form in OURS:
        asset_type = of_form(form)[0]
        brief = brief_of("impact", asset_type, 4, items_for(asset_type, 3), title="Nova")
        found = {plan(replace(brief, edits=Edits(layout=n))).boxes for n in range(3)}
        assert len(found) == 3, form
        other = replace(brief, seed=brief.seed + 2, edits=Edits(layout=1))
        assert plan(other).box("plate") == plan(replace(brief, edits=Edits(layout=1))).box("plate")


def test_a_hidden_logo_makes_room_for_the_name() -> None:
    hidden = Edits.of({"logo": {"visible": False}})
    for asset_type in of_form("webcam", "overlay", "chat", "label"):
        brief = brief_of("synthwave", asset_type, 2, title="Nova")
        with_logo, without = plan(brief), plan(replace(brief, edits=hidden))
        assert without.box("logo") is None
        one, two = with_logo.run("title"), without.run("title")
        assert one is not None and two is not None and one.frame.x > two.frame.x + 10


@pytest.mark.parametrize("asset_type", TYPES)
def test_without_any_words_the_art_remains(asset_type: str) -> None:
    empty = Edits.of({"title": {"text": ""}, "logo": {"visible": False}})
    brief = replace(brief_of("editorial", asset_type, 1, title="", tag="", subtitle=""), edits=empty)
    image, layout = draw(brief, 400)
    assert layout.run("title") is None and layout.box("logo") is None
    assert np.asarray(image.convert("RGBa")).std() > 3
    hole = layout.box("webcam")
    if hole is not None:
        scale = image.width / layout.width
        inside = Area(hole.x * scale, hole.y * scale, hole.width * scale, hole.height * scale)
        assert alpha_in(image, inside).max() == 0


@pytest.mark.parametrize("asset_type", of_form("webcam", "overlay", "chat", "label", "alert"))
def test_art_that_knows_no_transparency_is_cut_to_the_form(asset_type: str) -> None:
    brief = brief_of("versus", asset_type, 3, EVENTS[:2])
    layout = plan(brief)
    done = letter(Image.new("RGB", (layout.width, layout.height), "orange"), brief, layout, painted_by_model=True)
    corner = np.asarray(done)[:3, :3, 3]
    assert corner.max() == 0 and np.asarray(done)[..., 3].max() == 255
    for hole in boxes(layout, "webcam") + (boxes(layout, "chat") if form_of(asset_type) == "chat" else []):
        assert alpha_in(done, hole).max() == 0


@pytest.mark.parametrize("asset_type", TYPES)
def test_a_draft_shows_the_form(asset_type: str) -> None:
    image, _ = draft(brief_of("minimal", asset_type, 2, items_for(asset_type, 3)), width=1280)
    drawn = np.asarray(image)[..., 3]
    assert (drawn > 90).sum() > 300
    assert (drawn == 0).mean() > 0.5


def test_a_stinger_covers_the_frame_with_bands_of_several_kinds() -> None:
    kinds = set()
    for seed in range(8):
        found = sheet(brief_of("versus", "twitch_stinger", seed))
        kinds.add(stingers.kind(found))
        strips = stingers.strips(found)
        points = [(x, y) for x in range(20, 1920, 80) for y in range(20, 1080, 80)]
        covered = sum(any(path.contains(x, y) for path in strips) for x, y in points)
        assert len(strips) >= 6 and covered > 0.5 * len(points), stingers.kind(found)
    assert len(kinds) == 4


def test_an_end_screen_has_four_empty_places_in_several_arrangements() -> None:
    arrangements = set()
    for seed in range(8):
        brief = brief_of(STYLES[seed % len(STYLES)], "youtube_end_screen", seed)
        layout = plan(brief)
        places = boxes(layout, "slot_")
        arrangements.add(tuple(places))
        assert len(places) == 4
        first, second, circle, playlist = places
        assert all(video.width / video.height == pytest.approx(16 / 9, abs=0.01) for video in (first, second, playlist))
        assert circle.width == pytest.approx(circle.height, abs=0.01)
        for one, two in combinations([place.grown(end_screens.EDGE) for place in places], 2):
            assert not one.meets(two)
        others = [run.box for run in layout.runs] + boxes(layout, "hero") + boxes(layout, "logo")
        assert not any(place.meets(box) for place in places for box in others)
    assert len(arrangements) == 8


def test_nothing_of_the_words_is_inside_an_end_screens_places() -> None:
    one, two = (
        draw(brief_of("synthwave", "youtube_end_screen", 4, ("A", "B", "C", "D")[:n], title=title), 960)[0]
        for n, title in ((0, "Thanks for watching"), (4, "Goodbye 最強"))
    )
    for place in boxes(plan(brief_of("synthwave", "youtube_end_screen", 4)), "slot_"):
        box = tuple(int(v) for v in (place.x / 2 + 2, place.y / 2 + 2, place.right / 2 - 2, place.bottom / 2 - 2))
        assert one.crop(box).tobytes() == two.crop(box).tobytes()  # type: ignore[arg-type]


def test_labels_of_an_end_screen_do_not_repeat_its_title() -> None:
    said = end_screens.labels(sheet(brief_of("list", "youtube_end_screen", 1, title="watch NEXT")))
    assert "Watch next" not in said and len(set(said)) == 4
    own = end_screens.labels(sheet(brief_of("list", "youtube_end_screen", 1, ("Best of", " "))))
    assert own[0] == "Best of" and own[1:] == end_screens.LABELS[1:]


def test_composers_keep_the_protocol() -> None:
    for form in OURS:
        composer = composer_of(sheet(make("impact", of_form(form)[0])))
        assert all(callable(getattr(composer, name)) for name in ("plan", "paint", "letter", "sketch"))
