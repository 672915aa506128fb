"""The cutter against emotes whose alpha is known, and against pictures that must not be cut."""

from __future__ import annotations

import pickle
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio_app.imaging.keying import cutting
from studio_app.imaging.keying.backdrop import Backdrop
from studio_app.imaging.keying.cutting import CutReport, KeyRejected, cut_out
from studio_app.imaging.keying.keys import BLUE, GREEN, MAGENTA, Key, choose_key
from tests.imaging.keying import known_truth as truth
from tests.imaging.keying.known_truth import GOLD, GREY, INK, RED, VIOLET, WHITE, Colour, Painted, emote, on_key


def _errors(painted: Painted, cut: Image.Image) -> tuple[float, float, float]:
    """Mean errors at the edge, of alpha and of premultiplied colour, and the worst of alpha away from it."""
    pixels = np.asarray(cut).astype(np.float32) / 255
    wrong = np.abs(pixels[..., 3] - painted.alpha)
    tint = np.abs(pixels[..., :3] * pixels[..., 3:] - painted.colour).mean(axis=2)
    return float(wrong[painted.edge].mean()), float(tint[painted.edge].mean()), float(wrong[~painted.edge].max())


@pytest.mark.parametrize(
    ("shape", "fill", "outline", "key"),
    [
        ("face", GOLD, INK, MAGENTA),
        ("star", truth.GREEN, INK, MAGENTA),
        ("ring", VIOLET, WHITE, GREEN),
        ("words", RED, INK, GREEN),
        ("block", VIOLET, GOLD, GREEN),
        # The hard ones: hardly any difference in luma between outline and key.
        ("words", GOLD, INK, BLUE),
        ("ring", WHITE, GREY, MAGENTA),
    ],
)
def test_known_alpha_is_found(shape: str, fill: Colour, outline: Colour, key: Key) -> None:
    painted = on_key(emote(shape, fill, outline), key)
    began = time.thread_time()
    cut = cut_out(painted.image, key)
    seconds = time.thread_time() - began
    alpha, colour, elsewhere = _errors(painted, cut.image)
    assert alpha <= 0.02
    assert colour <= 0.015
    assert elsewhere == 0
    assert cut.report.fringe < 0.02
    assert cut.report.coverage == pytest.approx(float(painted.alpha.mean()), abs=0.002)
    assert cut.image.size == painted.image.size and cut.image.mode == "RGBA"
    # Twice the budget of 0.4 s of one quiet core: other work shares its caches.
    assert seconds < 0.8


def test_the_right_key_is_what_makes_green_art_possible() -> None:
    art = emote("star", truth.GREEN, truth.GREEN, 512)
    chosen = choose_key(truth.to_hex(truth.GREEN))
    right = on_key(art, chosen)
    assert _errors(right, cut_out(right.image, chosen).image)[0] < 0.02
    with pytest.raises(KeyRejected, match="nothing_left"):
        cut_out(on_key(art, GREEN).image, GREEN)


def test_a_strong_vignette_is_followed() -> None:
    painted = on_key(emote("ring", RED, INK, 512), MAGENTA, vignette=0.3)
    alpha, _, elsewhere = _errors(painted, cut_out(painted.image, MAGENTA).image)
    assert alpha <= 0.02 and elsewhere == 0


def test_the_hole_of_a_ring_is_open_and_a_dot_of_the_key_is_not() -> None:
    art = emote("ring", RED, INK, 512)
    cut = np.asarray(cut_out(on_key(art, MAGENTA).image, MAGENTA).image)
    assert cut[256, 256, 3] == 0
    dotted = on_key(emote("face", GOLD, INK, 512), MAGENTA).image
    ImageDraw.Draw(dotted).ellipse([250, 250, 258, 258], fill=(255, 0, 255))
    assert np.asarray(cut_out(dotted, MAGENTA).image)[254, 254, 3] == 255


def test_thin_lines_are_not_tinted_by_the_key() -> None:
    art = emote("face", GOLD, INK, 512).copy()
    pen = ImageDraw.Draw(art)
    for row in (230, 250, 270):
        pen.line([20, row, 70, row], fill=(*INK, 255), width=3)
    cut = np.asarray(cut_out(on_key(art, MAGENTA).image, MAGENTA).image).astype(int)
    line = cut[228:232, 25:45]
    solid = line[line[..., 3] > 200]
    assert len(solid) > 30
    assert np.median(np.minimum(solid[:, 0], solid[:, 2]) - solid[:, 1]) < 20


def test_soft_edges_are_followed_until_no_rim_is_left() -> None:
    soft = emote("face", GOLD, INK, 128).resize((768, 768), Image.Resampling.BICUBIC)
    painted = on_key(soft, MAGENTA)
    cut = cut_out(painted.image, MAGENTA)
    assert cut.report.fringe < 0.05
    assert _errors(painted, cut.image)[0] < 0.035


def test_specks_on_the_backdrop_are_wiped_away() -> None:
    image = on_key(emote("face", GOLD, INK, 512), MAGENTA).image.copy()
    ImageDraw.Draw(image).rectangle([12, 12, 14, 14], fill=(0, 0, 0))
    assert np.asarray(cut_out(image, MAGENTA).image)[:30, :30, 3].max() == 0


def test_transparent_pixels_are_black_and_the_same_picture_gives_the_same_bytes() -> None:
    image = on_key(emote("star", GOLD, INK, 256), BLUE).image
    first, second = cut_out(image, BLUE), cut_out(image, BLUE)
    assert first.image.tobytes() == second.image.tobytes()
    assert first.report == second.report
    pixels = np.asarray(first.image)
    assert not pixels[pixels[..., 3] == 0].any()


# What must not be cut


def _gradient() -> Image.Image:
    y, x = np.mgrid[0:200, 0:200]
    return Image.fromarray(np.dstack([x, y, 255 - x]).astype(np.uint8))


def _night_sky() -> Image.Image:
    """Dark blue with stars and a hill: an even border, and hardly a colour."""
    noise = np.random.default_rng(3)
    sky = np.full((256, 256, 3), (14, 18, 44), np.float32) + noise.normal(0, 3, (256, 256, 3))
    sky[noise.random((256, 256)) > 0.998] = 240
    sky[200:] = (8, 10, 14)
    return Image.fromarray(sky.clip(0, 255).astype(np.uint8))


def _flat(colour: str) -> Image.Image:
    return Image.new("RGB", (200, 200), colour)


def _cropped() -> Image.Image:
    """The subject runs out of the frame on a side."""
    image = _flat("#ff00ff")
    image.paste((20, 120, 60), (0, 0, 120, 200))
    return image


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        (_gradient(), "border_not_uniform"),
        (_cropped(), "border_not_uniform"),
        (_night_sky(), "backdrop_grey"),
        (_flat("#ffffff"), "backdrop_grey"),
        (_flat("#777777"), "backdrop_grey"),
        (_flat("#00ff00"), "backdrop_other_colour"),
        (_flat("#0000ff"), "backdrop_other_colour"),
        (_flat("#ff00ff"), "nothing_left"),
        (Image.new("RGB", (31, 400), "#ff00ff"), "too_small"),
    ],
)
def test_what_is_no_subject_on_the_key_is_refused(image: Image.Image, reason: str) -> None:
    with pytest.raises(KeyRejected) as caught:
        cut_out(image, MAGENTA)
    assert caught.value.reason == reason
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.reason, copy.report) == (reason, caught.value.report)


def test_a_cut_that_leaves_nearly_everything_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def hardly_any(lab: np.ndarray, _backdrop: Backdrop) -> np.ndarray:
        mask = np.zeros(lab.shape[:2], bool)
        mask[:2] = True
        return mask

    monkeypatch.setattr(cutting, "region", hardly_any)
    with pytest.raises(KeyRejected, match="nothing_cut") as caught:
        cut_out(_flat("#ff00ff"), MAGENTA)
    assert caught.value.report.coverage > 0.95


def test_a_refusal_tells_its_measures() -> None:
    with pytest.raises(KeyRejected) as caught:
        cut_out(_flat("#00ff00"), MAGENTA)
    report = caught.value.report
    assert report.uniformity == 1.0
    assert report.chroma == pytest.approx(0.295, abs=0.005)
    assert report.distance > 0.5
    assert (report.coverage, report.fringe) == (0, 0)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(32, 90), st.integers(32, 90), st.integers(0, 2**32 - 1), st.sampled_from(("noise", "key", "blocks")),
    st.sampled_from((MAGENTA, GREEN, BLUE)),
)
def test_any_picture_is_cut_or_refused(width: int, height: int, seed: int, kind: str, key: Key) -> None:
    dice = np.random.default_rng(seed)
    pixels = np.broadcast_to(np.round(np.array(key.rgb) * 255), (height, width, 3)).copy()
    if kind == "noise":
        pixels = dice.integers(0, 256, (height, width, 3))
    elif kind == "blocks":
        for _ in range(3):
            y, x = int(dice.integers(0, height)), int(dice.integers(0, width))
            pixels[y : y + int(dice.integers(1, 40)), x : x + int(dice.integers(1, 40))] = dice.integers(0, 256, 3)
    try:
        cut = cut_out(Image.fromarray(pixels.astype(np.uint8)), key)
    except KeyRejected as refused:
        assert isinstance(refused.report, CutReport)
    else:
        assert cut.image.size == (width, height)
        assert 0.02 <= cut.report.coverage <= 0.95
        assert 0 <= cut.report.fringe <= 1
