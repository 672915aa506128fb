"""What every finished picture promises, for all styles, types, kits and a spread of seeds and titles."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.fonts import FONTS
from studio_app.catalog.games import GAME_CATEGORIES
from studio_app.catalog.tones import TONES
from studio_app.imaging.colour import RGB, apca_lc, delta_e2000, from_hex, wcag
from studio_app.imaging.edits import Edits
from studio_app.imaging.engine import draft, draw, letter, paint_plate, plan
from studio_app.imaging.icons import names
from studio_app.imaging.layout import Area, Layout
from tests.imaging.conftest import ALL, KITS, TITLES, VIOLET, make, small

ROOT = Path(__file__).resolve().parents[2]
SEEDS = range(12)


def at(image: Image.Image, layout: Layout, x: float, y: float) -> RGB:
    scale = image.width / layout.width
    r, g, b = image.convert("RGB").getpixel((int(x * scale), int(y * scale)))  # type: ignore[misc]
    return r / 255, g / 255, b / 255


def test_size_and_alpha_are_those_of_the_asset_type(pair: tuple[str, str]) -> None:
    style, asset_type = pair
    image, layout = draw(make(style, asset_type))
    asset = ASSET_TYPES[asset_type]
    assert image.mode == "RGBA" and image.size == asset.size == (layout.width, layout.height)
    low, high = image.getextrema()[3]
    assert (low, high) == ((0, 255) if asset.alpha else (255, 255))


def test_draw_at_a_smaller_width_is_the_same_picture(pair: tuple[str, str]) -> None:
    style, asset_type = pair
    less, _ = draw(make(style, asset_type), width=320)
    large, _ = draw(make(style, asset_type), width=640)
    assert less.width == 320 and large.width == 640
    # Colours count as far as they are seen.
    reduced = np.asarray(large.convert("RGBa").resize(less.size, Image.Resampling.LANCZOS), np.int16)
    assert np.abs(reduced - np.asarray(less.convert("RGBa"), np.int16)).mean() < 12


def test_draw_is_plan_plate_and_letter(pair: tuple[str, str]) -> None:
    brief = make(*pair)
    layout = plan(brief)
    stepwise = np.asarray(letter(paint_plate(brief, layout, 480), brief, layout), np.int16)
    whole, same = draw(brief, width=480)
    assert same == layout
    assert np.abs(stepwise - np.asarray(whole, np.int16)).max() <= 2


def test_plate_has_no_words() -> None:
    one, two = make(title="First words"), make(title="Other letters")
    layout = plan(one)
    assert paint_plate(one, layout, 320).tobytes() == paint_plate(two, layout, 320).tobytes()


def digest_all() -> dict[str, str]:
    """A hash of every style and type at a small size."""
    return {
        f"{s}-{t}": hashlib.sha256(draw(make(s, t, title="GG 最強 🔥 سيف"), width=256)[0].tobytes()).hexdigest()
        for s, t in ALL
    }


def test_same_brief_gives_the_same_bytes_in_another_process() -> None:
    code = "import json; from tests.imaging.test_engine import digest_all; print(json.dumps(digest_all()))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(run.stdout) == digest_all()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("title", TITLES)
def test_words_stand_in_the_safe_box_and_nothing_overlaps(seed: int, title: str) -> None:
    for style, asset_type in ALL:
        layout = plan(make(style, asset_type, title=title, seed=seed, kit=KITS[seed % len(KITS)]))
        asset = ASSET_TYPES[asset_type]
        safe = Area(asset.safe.x, asset.safe.y, asset.safe.width, asset.safe.height)
        covered = [Area(z.box.x, z.box.y, z.box.width, z.box.height) for z in asset.covered]
        logo = layout.box("logo")
        kept = [(run.role, run.box) for run in layout.runs] + ([("logo", logo)] if logo else [])
        assert small(asset_type) or {"logo", "title"} <= {role for role, _ in kept}, (style, asset_type)
        for role, box in kept:
            assert safe.holds(box, 1), (style, asset_type, role, box)
            assert not any(zone.meets(box) for zone in covered), (style, asset_type, role, box)
        heroes = [named.box for named in layout.boxes if named.name.startswith("hero")]
        for run in layout.runs:
            assert not any(run.box.meets(other) for other in heroes), (style, asset_type, run.role)
            assert logo is None or not run.box.meets(logo), (style, asset_type, run.role)
        assert not any(logo is not None and logo.meets(hero) for hero in heroes), (style, asset_type)
        # Runs of one group share a turn, so their ink is compared before it.
        for one, two in combinations(layout.runs, 2):
            assert not (one.plate or one.frame).meets(two.plate or two.frame), (style, asset_type, one.role, two.role)


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.name)
def test_every_run_is_readable_by_its_own_numbers(kit: object, pair: tuple[str, str]) -> None:
    for seed in SEEDS:
        layout = plan(make(*pair, seed=seed, kit=kit))  # type: ignore[arg-type]
        for run in layout.runs:
            ratio = wcag(from_hex(run.color), from_hex(run.background))
            assert run.contrast == pytest.approx(ratio, abs=0.01)
            assert ratio >= 4.5, (run.role, run.color, run.background)


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.name)
def test_exact_colours_are_where_the_layout_says(kit: object, pair: tuple[str, str]) -> None:
    for seed in (1, 2):
        width = ASSET_TYPES[pair[1]].width
        brief = make(*pair, seed=seed, kit=kit)  # type: ignore[arg-type]
        image, layout = draw(brief, width if small(pair[1]) else width // 2)
        found_in = {hex_ for hex_, _, _ in layout.exact_colors}
        assert found_in & set(brief.kit.colors) if small(pair[1]) else found_in >= set(brief.kit.colors)
        for hex_, x, y in layout.exact_colors:
            found = at(image, layout, x, y)
            assert delta_e2000(found, from_hex(hex_)) < 3, (hex_, x, y, found)


def test_seeds_look_different(pair: tuple[str, str]) -> None:
    if pair[1] == "overlay":
        frames = {plan(make(*pair, seed=seed)).box("webcam") for seed in range(6)}
        assert len(frames) >= 3
        return
    pictures = [np.asarray(draw(make(*pair, seed=seed), width=160)[0].convert("RGB"), np.int16) for seed in range(6)]
    for first, second in combinations(pictures, 2):
        assert np.abs(first - second).mean() > 4


def test_styles_look_different() -> None:
    pictures = [
        np.asarray(draw(make(style), width=160)[0].convert("RGB"), np.int16)
        for style in ("impact", "synthwave", "editorial")
    ]
    for first, second in combinations(pictures, 2):
        assert np.abs(first - second).mean() > 30


@pytest.mark.parametrize("style", ["impact", "synthwave", "editorial"])
@pytest.mark.parametrize("seed", range(4))
def test_overlay_is_clear_where_the_game_shows(style: str, seed: int) -> None:
    image, layout = draw(make(style, "overlay", seed=seed, title=TITLES[-1]))
    alpha = np.asarray(image)[..., 3]
    hole = layout.box("webcam")
    assert hole is not None
    inside = alpha[int(hole.y) : int(hole.bottom), int(hole.x) : int(hole.right)]
    assert inside.size > 100_000 and inside.max() == 0
    assert alpha[270:810, 640:1280].max() == 0
    for zone in ASSET_TYPES["overlay"].covered:
        assert alpha[zone.box.y : zone.box.bottom, zone.box.x : zone.box.right].max() == 0
    assert (alpha == 255).mean() > 0.01


def test_the_whole_catalogue_can_be_drawn() -> None:
    for category in GAME_CATEGORIES.values():
        for motif in category.motifs:
            assert motif in names()
    for number, family in enumerate(FONTS):
        tone = list(TONES)[number % len(TONES)]
        kit = replace(VIOLET, headline_font=family, body_font=family, tone=tone)
        image, layout = draw(make(("impact", "synthwave", "editorial")[number % 3], kit=kit), width=200)
        title = layout.run("title")
        assert title is not None and title.family == family and image.width == 200


def test_tone_decides_case_but_never_the_words() -> None:
    title = "Straße ist groß i"
    loud = plan(make(title=title)).run("title")
    quiet = plan(make(title=title, kit=replace(VIOLET, tone="casual"))).run("title")
    assert loud is not None and quiet is not None
    assert quiet.text == title
    assert loud.text == "STRAßE IST GROß I"
    assert " ".join(loud.lines) == loud.text


def test_empty_words_draw_art_only(pair: tuple[str, str]) -> None:
    # A type's own words stand where a title is blank; only an edit takes them away.
    emptied = Edits.of({"title": {"text": ""}})
    image, layout = draw(replace(make(*pair, title="  ", tag="", subtitle=""), edits=emptied), width=200)
    assert layout.run("title") is None and layout.run("tag") is None
    assert np.asarray(image).std() > 3


def test_long_titles_are_reported() -> None:
    assert "text_small" in {w.code for w in plan(make(title=TITLES[-1])).warnings}
    assert not plan(make(title="GG wp")).warnings
    assert "missing_glyphs" in {w.code for w in plan(make(title="GG \U00013000")).warnings}


def test_logo_is_drawn_when_the_kit_has_one() -> None:
    import io

    buffer = io.BytesIO()
    Image.new("RGBA", (64, 32), (0, 255, 0, 255)).save(buffer, "PNG")
    for style in ("impact", "synthwave", "editorial"):
        image, layout = draw(make(style, kit=replace(VIOLET, logo=buffer.getvalue())))
        box = layout.box("logo")
        assert box is not None
        assert delta_e2000(at(image, layout, *box.center), (0.0, 1.0, 0.0)) < 3
    broken, _ = draw(make(kit=replace(VIOLET, logo=b"not a picture")), width=200)
    assert broken.width == 200


@pytest.mark.parametrize("style", ["impact", "synthwave", "editorial"])
@pytest.mark.parametrize("ground", ["white", "black", "noise"])
def test_words_stay_readable_on_a_plate_painted_by_a_model(style: str, ground: str) -> None:
    brief = make(style)
    layout = plan(brief)
    if ground == "noise":
        values = np.random.default_rng(1).integers(0, 256, (720, 1280, 3), dtype=np.uint8)
        plate = Image.fromarray(values)
    else:
        plate = Image.new("RGB", (1280, 720), ground)
    done = letter(plate, brief, layout, painted_by_model=True)
    assert done.size == (1280, 720)
    subtitle = layout.run("subtitle")
    assert subtitle is not None
    pixels = np.asarray(done.convert("RGB"), np.float64)
    left, top = int(subtitle.box.x), int(subtitle.box.y)
    area = pixels[top : int(subtitle.box.bottom), left : int(subtitle.box.right)].reshape(-1, 3) / 255
    text = np.array(from_hex(subtitle.color))
    # What is not (nearly) ink is ground.
    others = area[np.abs(area - text).sum(1) > 0.9]
    assert len(others) > 100
    mean = tuple(float(v) for v in others.mean(0))
    assert wcag(from_hex(subtitle.color), mean) >= 4.5  # type: ignore[arg-type]
    assert abs(apca_lc(from_hex(subtitle.color), mean)) >= 60  # type: ignore[arg-type]


def test_an_overlay_painted_by_a_model_is_cut_to_its_frame() -> None:
    brief = make("impact", "overlay")
    layout = plan(brief)
    done = letter(Image.new("RGB", (1920, 1080), "orange"), brief, layout, painted_by_model=True)
    alpha = np.asarray(done)[..., 3]
    hole = layout.box("webcam")
    assert hole is not None
    assert alpha[int(hole.y) : int(hole.bottom), int(hole.x) : int(hole.right)].max() == 0
    assert alpha[270:810, 640:1280].max() == 0 and alpha.max() == 255


def test_a_draft_is_only_blue_lines(pair: tuple[str, str]) -> None:
    image, layout = draft(make(*pair), width=640)
    pixels = np.asarray(image)
    drawn = pixels[pixels[..., 3] > 200][:, :3].astype(int)
    assert len(drawn) > 100
    assert np.abs(drawn - np.array([0x93, 0xD7, 0xEE])).max() <= 4
    assert (pixels[..., 3] == 0).mean() > 0.6
    assert layout == plan(make(*pair))


def test_layout_can_be_stored(pair: tuple[str, str]) -> None:
    layout = plan(make(*pair))
    stored = json.loads(json.dumps(layout.to_dict()))
    assert stored["template_version"] == layout.template_version
    assert [run["role"] for run in stored["runs"]] == [run.role for run in layout.runs]
    assert len(stored["boxes"]) == len(layout.boxes)
