"""The parts other than words, each on pictures made for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.scoring import SCORING
from studio_app.imaging.faces import Face
from studio_app.imaging.layout import Area, Layout, NamedBox
from studio_app.imaging.score import colour_contrast, composition, energy, presence, safety
from studio_app.imaging.score.lines import TextLine
from studio_app.imaging.score.rating import Finding, rate
from studio_app.imaging.score.view import DARK_CHAT, WHITE_CHAT, View
from tests.imaging.score import pictures

THUMBNAIL, PROFILE = ASSET_TYPES["thumbnail"], SCORING.profiles["thumbnail"]
EMPTY = Layout(1280, 720, "impact", "1", (), (), (), ())


def view(image: Image.Image, layout: Layout | None = EMPTY, **known: Any) -> View:
    """A view of which some of what it would find is already known."""
    made = View(image, layout, THUMBNAIL, PROFILE)
    made.__dict__.update(known)
    return made


def scored(name: str, finding: Finding | None) -> float:
    assert finding is not None
    return rate(PROFILE.parts[name], finding)


def face(x: float, y: float, height: float, mouth: float = 0.0, smile: bool = False) -> Face:
    return Face(Area(x - height / 2, y - height / 2, height, height), 2, smile, mouth, 0.8)


PLAIN = Image.new("RGB", (320, 180), "navy")


def with_faces(*faces: Face, lines: tuple[TextLine, ...] = (), layout: Layout | None = EMPTY) -> float:
    seen = view(PLAIN, layout, faces=faces, lines=lines)
    return scored("face_presence", presence.measure(seen, PROFILE.parts["face_presence"]))


def test_a_larger_face_counts_more_up_to_a_third() -> None:
    scores = [with_faces(face(640, 360, height)) for height in (70, 120, 200, 260, 500)]
    assert scores == sorted(scores) and scores[0] == pytest.approx(60, abs=1) and scores[-1] == 100 == scores[-2]


def test_a_face_at_the_edge_a_crowd_and_covered_faces_count_less() -> None:
    whole = with_faces(face(640, 360, 300))
    assert with_faces(face(30, 360, 300)) == pytest.approx(whole - 15, abs=1)
    crowd = (face(640, 360, 300), *(face(x, 100, 100) for x in (100, 300, 900)))
    assert with_faces(*crowd) == whole - 10
    over = TextLine("GG", np.array([[500, 300], [780, 300], [780, 420], [500, 420]], np.float32), 280, 120)
    assert with_faces(face(640, 360, 300), lines=(over,)) == whole - 15


def test_no_face_is_never_below_35_and_a_large_figure_makes_it_50() -> None:
    heroes = [with_faces(layout=Layout(1280, 720, "impact", "1", (), (NamedBox("hero", Area(600, 20, h, h)),), (), ()))
              for h in (60, 180, 300, 432, 650)]
    assert heroes == sorted(heroes) and heroes[0] == 35 and heroes[-1] == 50
    assert 35 <= with_faces() <= 50 and 35 <= with_faces(layout=None) <= 50


def test_a_small_figure_is_to_be_enlarged() -> None:
    layout = Layout(1280, 720, "impact", "1", (), (NamedBox("hero", Area(600, 20, 250, 250)),), (), ())
    finding = presence.measure(view(PLAIN, layout, faces=()), PROFILE.parts["face_presence"])
    fix = finding.remedies["hero_height"].fix
    assert fix is not None and 1.05 <= fix["hero"]["scale"] <= presence.MOST_SCALE


def test_words_on_a_face_are_moved_off_it() -> None:
    layout = pictures.planned()
    title = layout.run("title")
    assert title is not None
    x, y = title.box.center
    finding = presence.measure(view(PLAIN, layout, faces=(face(x, y, 300),)), PROFILE.parts["face_presence"])
    assert finding.measures["text_on_face"] > 0.15
    fix = finding.remedies["text_on_face"].fix
    assert fix is not None and set(fix) == {"title"}


def energetic(image: Image.Image, **known: Any) -> Finding:
    return energy.measure(view(image, **{"faces": (), "lines": (), **known}), PROFILE.parts["emotional_intensity"])


def test_expression_counts_and_its_absence_is_neutral() -> None:
    strong, none = (energetic(PLAIN, faces=(face(640, 360, 300, *e),)) for e in ((0.3, True), (0.0, False)))
    missing = energetic(PLAIN)
    scores = [scored("emotional_intensity", finding) for finding in (none, missing, strong)]
    assert scores == sorted(scores) and scores[2] - scores[0] > 15
    assert "expression" not in missing.measures


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("A calm day", 0.0), ("IMPOSSIBLE", 0.4), ("Can I win?", 0.85), ("100 DAYS", 0.35),
        ("NEVER AGAIN!! 3 DEATHS", 1.0), ("最強", None), ("最強！", 0.45),
    ],
)
def test_words_that_promise(text: str, promise: float | None) -> None:
    line = TextLine(text, np.zeros((4, 2), np.float32), 10, 10)
    assert energy.punch((line,)) == (promise if promise is None else pytest.approx(promise))


def test_lively_and_warm_colours_are_seen() -> None:
    grey, red = (np.full((50, 3), value, np.uint8) for value in ((90, 90, 90), (230, 40, 20)))
    assert energy.colorfulness(grey) == pytest.approx(0, abs=0.1)
    mixed = np.concatenate([red, np.full((50, 3), (20, 40, 230), np.uint8)])
    assert energy.colorfulness(mixed) > 100
    assert energetic(Image.new("RGB", (64, 36), (240, 120, 20))).measures["warmth"] == 1
    assert energetic(Image.new("RGB", (64, 36), (20, 80, 240))).measures["warmth"] == 0


def disc(x: float, colour: object, ground: object, blur: float = 0.0) -> Image.Image:
    image = Image.new("RGB", (640, 360), ground)  # type: ignore[arg-type]
    centre = x * 640
    ImageDraw.Draw(image).ellipse((centre - 70, 110, centre + 70, 250), fill=colour)  # type: ignore[arg-type]
    return image.filter(ImageFilter.GaussianBlur(blur)) if blur else image


def contrasting(image: Image.Image) -> dict[str, float]:
    return dict(colour_contrast.measure(view(image), PROFILE.parts["color_contrast"]).measures)


def test_a_subject_that_differs_is_set_off() -> None:
    near, far = contrasting(disc(0.5, (70, 70, 90), (60, 60, 80))), contrasting(disc(0.5, (250, 220, 40), (20, 20, 60)))
    assert far["separation"] > 0.5 > 0.1 > near["separation"]
    assert far["spread"] > near["spread"] and far["chroma"] > near["chroma"]


def test_red_on_green_of_one_brightness_fails_the_colour_blind() -> None:
    found = contrasting(disc(0.5, (200, 60, 50), (60, 120, 50)))
    assert found["separation"] > 0.18 and found["colorblind"] < 0.6 * found["separation"]
    blind, whose = colour_contrast.colorblind((0.8, 0.25, 0.2), (0.25, 0.48, 0.2))
    assert blind < 0.12 and whose in ("red-blind", "green-blind")


def composed(image: Image.Image, layout: Layout = EMPTY) -> dict[str, float]:
    return dict(composition.measure(view(image, layout), PROFILE.parts["composition"]).measures)


def test_balance_sharpness_and_clutter() -> None:
    middle, edge = composed(disc(0.5, "yellow", "navy")), composed(disc(0.06, "yellow", "navy"))
    assert middle["balance"] < 0.06 and edge["balance"] > middle["balance"] + 0.04
    assert composed(disc(0.5, "yellow", "navy", 12))["sharpness"] < 0.3 * middle["sharpness"]
    noise = np.random.default_rng(3).integers(0, 256, (45, 80, 3), dtype=np.uint8)
    busy = composed(Image.fromarray(noise).resize((640, 360), Image.Resampling.NEAREST))
    assert busy["clutter"] > middle["clutter"] + 0.1 and busy["focus"] < middle["focus"]


def test_attention_is_marked_where_the_subject_is() -> None:
    box = composition.attention(view(disc(0.75, "yellow", "navy")))
    assert Area(740, 140, 440, 440).holds(box) and box.width > 100


def test_what_draws_the_eye_into_a_covered_corner_counts() -> None:
    image = Image.new("RGB", (640, 360), "navy")
    ImageDraw.Draw(image).rectangle((552, 316, 635, 356), fill="yellow")
    lost, kept = composed(image), composed(disc(0.4, "yellow", "navy"))
    assert lost["covered_focus"] > 0.3 and kept["covered_focus"] == 0


def test_words_on_the_main_figure_count() -> None:
    title = pictures.planned().run("title")
    assert title is not None
    layout = Layout(1280, 720, "impact", "1", (title,), (NamedBox("hero", title.box),), (), ())
    assert composed(PLAIN, layout)["hero_covered"] == pytest.approx(1)


def test_words_and_logo_outside_the_safe_area_are_named() -> None:
    title = pictures.planned().run("title")
    assert title is not None
    part = SCORING.profiles["banner"].parts["safe_area"]
    inside = Layout(1280, 720, "impact", "1", (title,), (NamedBox("logo", Area(100, 100, 80, 80)),), (), ())
    outside = Layout(1280, 720, "impact", "1", (title,), (NamedBox("logo", Area(0, 0, 80, 80)),), (), ())
    good, bad = (safety.measure(view(PLAIN, layout), part) for layout in (inside, outside))
    assert good is not None and bad is not None
    assert rate(part, good) == 100 and rate(part, bad) < 90
    fix = bad.remedies["logo_inside"].fix
    assert fix is not None and fix["logo"]["dx"] > 0.03 and fix["logo"]["dy"] > 0.03


def test_nothing_to_keep_safe_is_no_part() -> None:
    bare = Layout(2560, 1440, "", "", (), (), (), ())
    made = View(Image.new("RGB", (256, 144)), bare, ASSET_TYPES["banner"], PROFILE)
    assert safety.measure(made, SCORING.profiles["banner"].parts["safe_area"]) is None


def test_clear_places_are_seen_on_dark_and_on_white() -> None:
    image = Image.new("RGBA", (640, 360))
    image.paste((200, 30, 60, 255), (100, 100, 300, 300))
    seen = view(image)
    dark, light = seen.grounds
    assert tuple(dark[5, 5]) == DARK_CHAT == tuple(seen.rgb[5, 5]) and tuple(light[5, 5]) == WHITE_CHAT
    assert (dark[400, 400] == light[400, 400]).all()
    assert seen.visible.shape[0] == seen.shown.sum() == pytest.approx(100 * 100, rel=0.05)
    assert len(view(image.convert("RGB")).grounds) == 1


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 24), st.integers(1, 24), st.sampled_from([0, 20, 255]))
def test_any_picture_has_measures_within_bounds(seed: int, width: int, height: int, spread: int) -> None:
    generator = np.random.default_rng(seed)
    base = generator.integers(0, 256, 3)
    values = base + generator.integers(-spread, spread + 1, (height, width, 3))
    image = Image.fromarray(values.clip(0, 255).astype(np.uint8)).resize((64, 36), Image.Resampling.NEAREST)
    seen = view(image, faces=(), lines=())
    seen.image = image
    modules = {"color_contrast": colour_contrast, "composition": composition, "emotional_intensity": energy}
    for name, module in modules.items():
        finding = module.measure(seen, PROFILE.parts[name])
        assert all(np.isfinite(value) for value in finding.measures.values())
        assert 0 <= rate(PROFILE.parts[name], finding) <= 100
