"""Local pictures are true to their kit; whatever is changed about them is noticed in the part that it concerns."""

from __future__ import annotations

import functools
import io
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.tones import TONES
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.colour import from_hex
from studio_app.imaging.consistency.check import CONSISTENCY_VERSION, consistency
from studio_app.imaging.consistency.colours import in_family
from studio_app.imaging.consistency.report import Consistency
from studio_app.imaging.edits import Edits
from studio_app.imaging.engine import draw
from studio_app.imaging.layout import Layout
from studio_app.imaging.palette import Swatch
from tests.imaging.conftest import KITS, VIOLET, make

STYLES = ("impact", "synthwave", "editorial")


@functools.cache
def logo(colour: str = "#7c3aed") -> bytes:
    image = Image.new("RGBA", (200, 120))
    ImageDraw.Draw(image).ellipse((10, 10, 190, 110), fill=colour)
    ImageDraw.Draw(image).rectangle((80, 40, 120, 80), fill=(255, 255, 255, 255))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def against(kit: KitStyle, image: Image.Image, layout: Layout | None, asset_type: str | None = None) -> Consistency:
    return consistency(
        image, layout, kit.colors, kit.headline_font, kit.body_font, kit.logo, kit.tone, asset_type,
    )


@functools.cache
def drawn(brief: Brief) -> tuple[Image.Image, Layout]:
    return draw(brief, width=640)


def part(result: Consistency, name: str) -> int:
    found = result.part(name)
    assert found is not None
    return found.score


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.name)
def test_local_pictures_are_true_to_their_kit(style: str, kit: KitStyle) -> None:
    for number, asset_type in enumerate(("thumbnail", "banner", "story_graphic")):
        own = replace(kit, logo=logo() if number else None)
        result = against(own, *drawn(make(style, asset_type, kit=own, seed=number)), asset_type)
        assert result.total >= 85, (asset_type, result)
        assert {p.name for p in result.parts} == {"palette", "font", "logo", "tone"}
        assert result.version == CONSISTENCY_VERSION
        assert all(match.delta_e < 3 for match in result.colors if match.exact)
        assert [match.kit for match in result.colors] == list(kit.colors)


def test_foreign_kits_score_low_in_every_part() -> None:
    other = KitStyle("Other", ("#15803d", "#0f766e"), "Poppins", "Inter", "professional", logo("#15803d"))
    image, layout = drawn(make())
    own, foreign = against(VIOLET, image, layout), against(other, image, layout)
    assert own.total >= 90 and foreign.total <= 45
    assert all(match.exact for match in own.colors) and not any(match.exact for match in foreign.colors)
    for name in ("palette", "font", "logo", "tone"):
        assert part(foreign, name) <= part(own, name) - 20, name
    assert foreign.suggestions and {s.part for s in foreign.suggestions} >= {"palette", "font"}


def changed(edits: dict[str, Any], kit: KitStyle = VIOLET) -> Consistency:
    return against(kit, *drawn(replace(make(kit=kit), edits=Edits.of(edits))), "thumbnail")


def test_another_font_is_noticed_and_set_back() -> None:
    result = changed({"title": {"font": "Inter"}})
    assert part(result, "font") <= 40
    found = next(s for s in result.suggestions if s.metric == "headline")
    assert found.fix == {"title": {"font": "kit"}} and "Anton" in found.message
    assert part(changed({"title": {"font": "kit"}}), "font") == 100


def test_another_font_of_small_words_is_noticed() -> None:
    result = changed({"subtitle": {"font": "Bangers"}})
    found = next(s for s in result.suggestions if s.metric == "body")
    assert found.fix == {"subtitle": {"font": "kit"}} and part(result, "font") < 90


def test_a_hidden_logo_is_shown_again() -> None:
    result = changed({"logo": {"visible": False}})
    assert part(result, "logo") == 0
    assert next(s for s in result.suggestions if s.part == "logo").fix == {"logo": {"visible": True}}


def test_small_types_need_no_logo() -> None:
    emote = next(asset.id for asset in ASSET_TYPES.values() if asset.form == "emote")
    layout = Layout(112, 112, "impact", "1", (), (), (), ())
    image = Image.new("RGB", (112, 112), "#7c3aed")
    assert against(VIOLET, image, layout, emote).part("logo") is None
    assert part(against(VIOLET, image, layout, "thumbnail"), "logo") == 0


def test_a_recoloured_logo_is_another_logo() -> None:
    kit = replace(VIOLET, logo=logo())
    image, layout = drawn(make(kit=kit))
    box = layout.box("logo")
    assert box is not None and part(against(kit, image, layout), "logo") == 100
    scale = image.width / layout.width
    area = tuple(round(v * scale) for v in (box.x, box.y, box.right, box.bottom))
    spoiled = image.copy()
    crop = np.asarray(image.crop(area).convert("RGB"))
    spoiled.paste(Image.fromarray(255 - crop), area[:2])
    assert part(against(kit, spoiled, layout), "logo") <= 60


def test_a_logo_that_cannot_be_read_is_not_held_against_the_picture() -> None:
    image, layout = drawn(make())
    assert against(replace(VIOLET, logo=b"not a picture"), image, layout) == against(VIOLET, image, layout)


def test_shifted_colours_are_noticed() -> None:
    image, layout = drawn(make())
    turned = Image.merge("RGB", image.convert("RGB").split()[::-1])
    result = against(VIOLET, turned, layout)
    assert part(result, "palette") <= 45 and max(m.delta_e for m in result.colors) > 15
    assert next(s for s in result.suggestions if s.metric == "exact").message.startswith("Set #")


def test_one_wrong_colour_is_named() -> None:
    image, layout = drawn(make())
    spoiled, scale = image.copy(), image.width / layout.width
    for hex_, x, y in layout.exact_colors:
        if hex_ == "#facc15":
            left, top = round(x * scale) - 4, round(y * scale) - 4
            spoiled.paste((0, 120, 255), (left, top, left + 9, top + 9))
    found = {match.kit: match.delta_e for match in against(VIOLET, spoiled, layout).colors}
    assert found["#facc15"] > 30 and found["#7c3aed"] < 3 and found["#ec4899"] < 3
    message = next(s.message for s in against(VIOLET, spoiled, layout).suggestions if s.metric == "exact")
    assert "#facc15" in message


def test_a_grey_picture_has_another_tone() -> None:
    image, layout = drawn(make())
    grey = ImageEnhance.Color(image.convert("RGB")).enhance(0.15)
    result = against(VIOLET, grey, layout)
    assert part(result, "tone") <= part(against(VIOLET, image, layout), "tone") - 20


def test_a_title_in_the_wrong_case_has_another_tone() -> None:
    image, layout = drawn(make())
    title = layout.run("title")
    assert title is not None and title.text.isupper()
    quiet = replace(VIOLET, tone="educational")
    found = against(quiet, image, layout).part("tone")
    assert found is not None and found.measures["case"] == 0 and found.measures["tilt"] > 3
    arabic = replace(layout, runs=(replace(title, text="سيف"),))
    unknown = against(quiet, image, arabic).part("tone")
    assert unknown is not None and "case" not in unknown.measures


def test_without_a_layout_fonts_and_logo_are_left_out() -> None:
    image, _ = drawn(make())
    result = against(VIOLET, image, None)
    assert {p.name for p in result.parts} == {"palette", "tone"}
    assert not any(match.exact for match in result.colors) and result.total >= 60


def test_a_kit_has_colours() -> None:
    with pytest.raises(ValueError, match="at least one"):
        consistency(Image.new("RGB", (9, 9)), None, (), "", "", None, "")
    with pytest.raises(ValueError, match="violet"):
        consistency(Image.new("RGB", (9, 9)), None, ("violet",), "", "", None, "")


def test_hues_between_two_kit_colours_are_of_the_family() -> None:
    kit = [from_hex(c) for c in ("#059669", "#0ea5e9")]
    assert in_family([Swatch("#0d9aa0", "primary", 1.0)], kit) == 1
    assert in_family([Swatch("#dc2626", "primary", 1.0)], kit) == 0
    assert in_family([Swatch("#dc2626", "primary", 1.0)], kit, [from_hex("#e11d48")]) == 1
    assert in_family([Swatch("#808080", "primary", 1.0)], kit) == 1
    half = [Swatch("#059669", "primary", 0.5), Swatch("#dc2626", "accent", 0.5)]
    assert 0.2 < in_family(half, kit) < 0.5


def test_it_can_be_stored_and_is_the_same_twice() -> None:
    image, layout = drawn(make())
    result = against(VIOLET, image, layout)
    stored = json.loads(json.dumps(result.to_dict()))
    assert stored["total"] == result.total and len(stored["colors"]) == 3
    assert against(VIOLET, image.copy(), layout) == result


colour = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(colour, min_size=1, max_size=7), st.integers(0, 2**32 - 1), st.sampled_from(["RGB", "RGBA"]),
    st.sampled_from([*TONES, "unknown"]), st.booleans(),
)
def test_any_picture_against_any_kit(colours: list[str], seed: int, mode: str, tone: str, laid_out: bool) -> None:
    values = np.random.default_rng(seed).integers(0, 256, (5, 8, 4), dtype=np.uint8)
    image = Image.fromarray(values).resize((64, 40), Image.Resampling.NEAREST).convert(mode)
    layout = drawn(make())[1] if laid_out else None
    result = consistency(image, layout, colours, "Anton", "No Such Font", logo(), tone)
    assert 0 <= result.total <= 100 and all(0 <= p.score <= 100 for p in result.parts)
    assert result.suggestions or result.total >= 70
    assert all(Edits.of(s.fix) is not None for s in result.suggestions if s.fix)
