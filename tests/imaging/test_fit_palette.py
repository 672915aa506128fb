"""Crops keep the subject; palettes keep small vivid accents."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio_app.imaging.colour import delta_e2000, from_hex
from studio_app.imaging.fit import cover, saliency, window
from studio_app.imaging.palette import extract, sample


def scene(width: int, height: int, x: int, y: int, radius: int = 40) -> Image.Image:
    """A red disc on a calm gradient."""
    values = np.linspace(60, 110, width, dtype=np.uint8)[None, :, None].repeat(height, 0).repeat(3, 2)
    image = Image.fromarray(np.ascontiguousarray(values))
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=(230, 20, 30))
    return image


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.integers(1, 300),
    st.integers(1, 300),
    st.sampled_from(["RGB", "RGBA", "L"]),
)
def test_cover_always_has_the_asked_size(w: int, h: int, to_w: int, to_h: int, mode: str) -> None:
    done = cover(Image.new(mode, (w, h), 90 if mode == "L" else "teal"), to_w, to_h)
    assert done.size == (to_w, to_h)
    assert done.mode == ("RGB" if mode == "RGB" else "RGBA")


@pytest.mark.parametrize("x", [80, 320, 560])
def test_a_crop_keeps_the_subject(x: int) -> None:
    done = np.asarray(cover(scene(640, 360, x, 180), 360, 360), int)
    red = (done[..., 0] > 180) & (done[..., 1] < 80)
    # A disc of radius 40 in a picture of which the height is kept.
    assert red.sum() > 0.95 * np.pi * 40**2


def test_close_ratios_are_cropped_not_extended() -> None:
    done = np.asarray(cover(scene(1344, 768, 672, 384, 200), 1280, 720), int)
    assert done.shape == (720, 1280, 3)
    assert (done[0, :, 0] > 40).all()


def test_two_far_subjects_are_both_kept_by_extending() -> None:
    image = scene(900, 200, 60, 100)
    ImageDraw.Draw(image).ellipse((800, 60, 880, 140), fill=(230, 20, 30))
    done = np.asarray(cover(image, 200, 400), int)
    red = (done[..., 0] > 180) & (done[..., 1] < 80)
    columns = np.nonzero(red.any(0))[0]
    assert columns.min() < 30 and columns.max() > 170


def test_transparent_edges_do_not_bleed() -> None:
    image = Image.new("RGBA", (200, 100), (255, 0, 0, 0))
    image.paste((0, 255, 0, 255), (0, 0, 100, 100))
    pixels = np.asarray(cover(image, 40, 20), int)
    seen = pixels[pixels[..., 3] > 20]
    assert seen[:, 0].max() <= 8 and seen[:, 1].min() >= 247


def test_window_finds_the_heaviest_place() -> None:
    weights = np.zeros((20, 40))
    weights[5:10, 30:38] = 1
    left, top, kept = window(weights, 10, 20)
    assert left <= 30 and left + 10 >= 38 and top == 0 and kept == pytest.approx(1)


def test_saliency_of_a_flat_picture_is_harmless() -> None:
    found = saliency(Image.new("RGB", (100, 50), "grey"))
    assert np.isfinite(found).all() and found.max() <= 1


def poster(accents: tuple[str, ...], share: float) -> Image.Image:
    """A noisy dark ground with a light panel and small vivid squares, saved as JPEG once."""
    generator = np.random.default_rng(2)
    image = Image.new("RGB", (1280, 720), "#0f172a")
    draw = ImageDraw.Draw(image)
    draw.rectangle((700, 100, 1240, 420), fill="#f8fafc")
    side = round((1280 * 720 * share) ** 0.5)
    for i, accent in enumerate(accents):
        draw.rectangle((60 + i * 220, 300, 60 + i * 220 + side, 300 + side), fill=accent)
    values = np.asarray(image, float) + generator.normal(0, 5, (720, 1280, 3))
    buffer = io.BytesIO()
    Image.fromarray(values.clip(0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=82)
    return Image.open(buffer).convert("RGB")


@pytest.mark.parametrize("share", [0.03, 0.012, 0.008])
def test_small_vivid_accents_are_found(share: float) -> None:
    accents = ("#f97316", "#39ff14", "#ec4899")
    swatches = extract([poster(accents, share)], 7)
    for accent in (*accents, "#0f172a", "#f8fafc"):
        nearest = min(delta_e2000(from_hex(accent), from_hex(s.hex)) for s in swatches)
        assert nearest < 9, (accent, swatches)


def test_roles_and_shares_make_sense() -> None:
    swatches = extract([poster(("#f97316", "#39ff14", "#ec4899"), 0.02)], 6)
    assert 5 <= len(swatches) <= 6
    assert [s.share for s in swatches] == sorted((s.share for s in swatches), reverse=True)
    assert sum(s.share for s in swatches) <= 1.001
    roles = {s.role: s for s in swatches}
    assert {"background", "primary", "secondary", "accent"} <= roles.keys()
    assert delta_e2000(from_hex(roles["background"].hex), from_hex("#0f172a")) < 6


def test_transparent_pixels_do_not_count() -> None:
    image = Image.new("RGBA", (100, 100), (0, 255, 0, 0))
    image.paste((250, 0, 0, 255), (0, 0, 50, 100))
    assert [s.hex for s in extract([image])] == ["#fa0000"]
    assert extract([Image.new("RGBA", (10, 10), (0, 0, 0, 0))]) == ()
    assert extract([]) == ()


def test_colours_common_to_several_pictures_are_all_seen() -> None:
    swatches = extract([Image.new("RGB", (50, 50), c) for c in ("#7c3aed", "#facc15", "#0f172a")], 5)
    assert {s.hex for s in swatches} == {"#7c3aed", "#facc15", "#0f172a"}


def test_every_role_but_support_is_given_once() -> None:
    swatches = extract([poster(("#f97316", "#39ff14", "#ec4899"), 0.02), poster(("#2563eb",), 0.05)])
    roles = [s.role for s in swatches if s.role != "support"]
    assert len(roles) == len(set(roles)) and {"primary", "secondary", "accent", "background"} <= set(roles)


def test_primary_and_secondary_are_not_two_shades_of_one_hue() -> None:
    image = Image.new("RGB", (200, 100), "#101018")
    for left, color in ((0, "#7c3aed"), (60, "#6a2fd0"), (110, "#9a63f5")):
        ImageDraw.Draw(image).rectangle((left, 0, left + 48, 80), fill=color)
    ImageDraw.Draw(image).rectangle((160, 0, 180, 30), fill="#facc15")
    roles = {s.role: s.hex for s in extract([image])}
    assert delta_e2000(from_hex(roles["primary"]), from_hex("#7c3aed")) < 6
    assert delta_e2000(from_hex(roles["secondary"]), from_hex("#facc15")) < 3


def test_soft_edges_are_no_colours_of_the_brand() -> None:
    """Between letters and ground lie mixtures that nobody chose."""
    image = Image.new("RGB", (1200, 600), "#101018")
    draw = ImageDraw.Draw(image)
    for row in range(6):
        for column, color in enumerate(("#facc15", "#f4f0ff", "#e0245e", "#1fa2ff")):
            draw.text((column * 290 + 20, row * 95), "SOFT", fill=color, font_size=88)
    softened = image.resize((240, 120), Image.Resampling.BOX).resize((1200, 600), Image.Resampling.BILINEAR)
    chosen = [from_hex(c) for c in ("#101018", "#facc15", "#f4f0ff", "#e0245e", "#1fa2ff")]
    swatches = extract([softened])
    assert len(swatches) <= 6
    strangers = [s for s in swatches if min(delta_e2000(from_hex(s.hex), c) for c in chosen) > 14]
    assert len(strangers) <= 1


def test_a_sample_is_small_and_mixes_nothing() -> None:
    image = Image.new("RGB", (1600, 900), "#101018")
    ImageDraw.Draw(image).rectangle((800, 450, 815, 465), fill="#39ff14")
    small = sample(image)
    assert max(small.size) == 200
    assert {color for _, color in small.getcolors() or ()} == {(16, 16, 24), (57, 255, 20)}
    assert sample(Image.new("RGB", (3, 1))).size == (3, 1)
    assert extract([small]) == extract([image])
