"""What a person brings along is seen whole: her photo, her wordmark, her long words."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.imaging.colour import WHITE, Roles, delta_e2000, from_hex, from_oklch, oklch, to_hex
from studio_app.imaging.edits import Edits
from studio_app.imaging.engine import draw, plan
from studio_app.imaging.fonts import headline
from studio_app.imaging.layout import Area
from studio_app.imaging.preflight.sight import KEPT_ENOUGH
from studio_app.imaging.score.smallness import BASE, detail_kept
from studio_app.imaging.templates import listing, photos
from studio_app.imaging.templates.sheet import sheet
from studio_app.imaging.text import fit
from tests.imaging.conftest import STYLES, make

GREEN = (0, 255, 0)


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


OPAQUE = png(Image.new("RGB", (640, 480), GREEN))


def cut_out() -> bytes:
    """A green figure whose head is magenta, on nothing."""
    image = Image.new("RGBA", (400, 900))
    pen = ImageDraw.Draw(image)
    pen.polygon(((200, 150), (20, 899), (380, 899)), fill=(*GREEN, 255))
    pen.ellipse((130, 20, 270, 200), fill=(255, 0, 255, 255))
    return png(image)


def share_of(image: Image.Image, colour: tuple[int, int, int]) -> float:
    pixels = np.asarray(image.convert("RGB"), np.int16)
    return float((np.abs(pixels - np.array(colour)).max(axis=2) < 60).mean())


@pytest.mark.parametrize("asset_type", ["thumbnail", "clip_cover", "banner", "instagram_story", "instagram_post"])
@pytest.mark.parametrize("style", STYLES)
def test_a_photo_is_never_left_out(style: str, asset_type: str) -> None:
    for seed in range(6):
        brief = replace(make(style, asset_type, seed=seed, motif="gamepad"), photo=OPAQUE)
        image, layout = draw(brief, width=360)
        assert layout.box("hero") is not None
        assert share_of(image, GREEN) > 0.012, (style, asset_type, seed)


@pytest.mark.parametrize("style", STYLES)
def test_the_head_of_a_figure_stays_on_it(style: str) -> None:
    for asset_type in ("instagram_square", "thumbnail"):
        image, _ = draw(replace(make(style, asset_type), photo=cut_out()), width=400)
        head, body = share_of(image, (255, 0, 255)), share_of(image, GREEN)
        assert head > 0.04 * body > 0, (style, asset_type)


@given(st.integers(300, 1400), st.integers(300, 1400), st.floats(0.3, 3.0), st.booleans())
def test_a_crop_lies_inside_the_photo(width: int, height: int, ratio: float, free: bool) -> None:
    image = Image.new("RGBA", (width // 10, height // 10), (200, 30, 30, 255))
    if free:
        image.paste((0, 0, 0, 0), (0, 0, image.width // 2, image.height // 2))
    x, y, wide, tall = photos._window(png(image), round(ratio, 3))
    assert x >= 0 and y >= 0 and wide > 0 and tall > 0
    assert x + wide <= image.width + 0.01 and y + tall <= image.height + 0.01


def test_a_play_button_stands_beside_a_face_and_in_the_middle_of_a_motif() -> None:
    for style in STYLES:
        with_photo, layout = draw(replace(make(style, "clip_cover"), photo=OPAQUE))
        hero = layout.box("hero")
        assert hero is not None
        x, y = hero.center
        middle = with_photo.convert("RGB").crop((round(x - 20), round(y - 20), round(x + 20), round(y + 20)))
        assert share_of(middle, GREEN) > 0.9, style


@pytest.mark.parametrize("style", ["impact", "reaction"])
def test_the_shade_of_words_spares_the_hero(style: str) -> None:
    """A photo is as bright as it was given, on whatever side the words stand."""
    for asset_type in ("thumbnail", "instagram_story", "banner"):
        for seed in range(8):
            image, layout = draw(replace(make(style, asset_type, seed=seed), photo=OPAQUE), width=480)
            hero = layout.box("hero")
            assert hero is not None
            scale = image.width / ASSET_TYPES[asset_type].width
            box = hero.scaled(0.3)
            part = image.convert("RGB").crop(tuple(round(v * scale) for v in (box.x, box.y, box.right, box.bottom)))
            assert np.asarray(part)[..., 1].mean() > 215, (style, asset_type, seed)


def wordmark(wide: int = 900, tall: int = 100) -> bytes:
    image = Image.new("RGBA", (wide, tall))
    ImageDraw.Draw(image).rectangle((0, 0, wide, tall), fill=(255, 255, 255, 255))
    return png(image)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("asset_type", ["thumbnail", "twitch_offline", "instagram_story"])
def test_a_wordmark_takes_the_room_there_is(style: str, asset_type: str) -> None:
    for seed in range(6):
        brief = make(style, asset_type, seed=seed)
        square, wide = (plan(replace(brief, kit=replace(brief.kit, logo=logo))) for logo in (None, wordmark()))
        before, after, safe = square.box("logo"), wide.box("logo"), sheet(brief).safe
        assert before is not None and after is not None
        assert after.width >= before.width - 0.01 and safe.holds(after, 1)
        taken = [run.box for run in wide.runs] + [n.box for n in wide.boxes if n.name.startswith("hero")]
        assert not any(after.meets(box) for box in taken), (style, asset_type, seed)
        assert after.width / after.height == pytest.approx(9, rel=0.01) or after == before


def test_most_wordmarks_are_twice_as_high_as_in_a_square() -> None:
    grown = []
    for style in STYLES:
        for seed in range(6):
            brief = make(style, seed=seed)
            square, wide = (plan(replace(brief, kit=replace(brief.kit, logo=logo))) for logo in (None, wordmark()))
            before, after = square.box("logo"), wide.box("logo")
            assert before is not None and after is not None
            grown.append(after.width / before.width)
    assert np.median(grown) > 2


def test_long_words_are_cut_with_a_hyphen_and_only_at_the_end_of_a_line() -> None:
    block = fit("Geschwindigkeitsbegrenzung aufgehoben", headline("Anton"), 500, 400)
    assert "Geschwindig-" in block.lines and "".join(block.lines).count("-") == 1
    flat = fit("Geschwindigkeitsbegrenzung aufgehoben", headline("Anton"), 1100, 60)
    assert "-" not in "".join(flat.lines)


@given(st.text(st.sampled_from("abeimnorst"), min_size=1, max_size=70), st.floats(80, 900), st.floats(40, 400))
def test_nothing_of_a_long_word_is_lost(word: str, width: float, height: float) -> None:
    block = fit(word, headline("Anton"), width, height)
    assert "".join(line.removesuffix("-") for line in block.lines) == word
    assert all(wide <= width + 0.5 for wide in block.widths)


@given(st.integers(0, 10_000))
def test_neighbouring_seeds_have_another_layout(seed: int) -> None:
    first, second = sheet(make(seed=seed)).look, sheet(make(seed=seed + 1)).look
    assert first.mirrored != second.mirrored and first.variant != second.variant


@given(st.floats(0, 360), st.floats(0.06, 0.25), st.floats(0.3, 0.85))
def test_a_kit_of_one_colour_gets_no_other_hue(hue: float, chroma: float, lightness: float) -> None:
    only = to_hex(from_oklch(lightness, chroma, hue))
    own = oklch(from_hex(only))
    roles = Roles((only,))
    for derived in (roles.accent, roles.secondary):
        _, strong, turned = oklch(derived)
        away = abs((turned - own[2] + 180) % 360 - 180)
        assert strong < 0.04 or own[1] < 0.04 or away < 30


@pytest.mark.parametrize("asset_type", ["banner", "twitch_banner", "x_header", "discord_profile_banner", "kick_banner"])
def test_heroes_of_banners_are_seen(asset_type: str) -> None:
    for style in STYLES:
        for seed in range(12):
            layout = plan(make(style, asset_type, seed=seed))
            full = Area(0, 0, layout.width, layout.height)
            for named in layout.boxes:
                if named.name.startswith("hero"):
                    seen = named.box.overlap(full)
                    assert seen is not None
                    assert seen.width * seen.height > 0.7 * named.box.width * named.box.height, (style, seed)


def test_a_list_page_is_read_number_first() -> None:
    for seed in range(24):
        layout = plan(replace(make("list", title="7 settings to change now", seed=seed), tag="", subtitle=""))
        number, words = layout.run("title_number"), layout.run("title")
        assert number is not None and words is not None
        assert number.box.x < words.box.x or number.box.bottom <= words.box.y


def test_a_photo_that_has_no_place_is_said() -> None:
    for asset_type, seed in (("overlay", 0), ("twitch_panel", 1), ("discord_profile_banner", 0)):
        brief = replace(make("impact", asset_type, seed=seed), photo=OPAQUE)
        layout = plan(brief)
        told = {warning.code for warning in layout.warnings}
        assert ("photo_unused" in told) == (asset_type != "discord_profile_banner" or layout.box("hero") is None)
        assert "photo_unused" not in {warning.code for warning in plan(replace(brief, photo=None)).warnings}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", ["GG", "HYPE!", "LETS GO"])
def test_the_words_of_an_emote_are_read_in_a_chat(style: str, title: str) -> None:
    """At 28 pixels their capitals are four and a half high in whatever composition the seed begins with."""
    for seed in range(12):
        layout = plan(make(style, "twitch_emote", title=title, seed=seed, tag="", subtitle=""))
        small = min(run.up for run in layout.runs) / min(layout.width, layout.height) * 28
        assert small >= 4.4, (style, title, seed, small)


def test_scaling_the_words_of_an_emote_keeps_its_composition() -> None:
    brief = make("list", "twitch_emote", title="HYPE!", seed=11, tag="", subtitle="")
    first = plan(brief).boxes[0].name
    for scale in (0.4, 0.8, 1.2):
        edited = replace(brief, edits=Edits.of({"title": {"scale": scale}}))
        assert plan(edited).boxes[0].name == first


@pytest.mark.parametrize(
    ("title", "subtitle"),
    [("予定表", "every week"), ("سوشل", "find me"), ("About", "مرحبا بكم"), ("حسابي", "مرحبا بكم"), ("About", "me")],
)
def test_the_subtitle_of_a_panel_stands_under_its_title(title: str, subtitle: str) -> None:
    for style in STYLES:
        for seed in range(6):
            layout = plan(make(style, "twitch_panel", title=title, subtitle=subtitle, tag="", seed=seed))
            first, second = layout.run("title"), layout.run("subtitle")
            if first is None or second is None:
                continue
            apart = min(abs(first.box.x - second.box.x), abs(first.box.right - second.box.right))
            middle = abs(first.box.center[0] - second.box.center[0])
            assert min(apart, middle) < 6, (style, seed)


@pytest.mark.parametrize("style", STYLES)
def test_a_badge_that_the_platform_shrinks_is_made_out(style: str) -> None:
    for seed in range(8):
        for months in ("1", "6", "24"):
            brief = make(style, "youtube_member_badge", "", seed, tag="", subtitle="", items=(months,))
            badge, _ = draw(brief)
            large = badge.resize((BASE, BASE), Image.Resampling.LANCZOS)
            assert detail_kept(large, 18) >= KEPT_ENOUGH[18], (style, seed, months)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("asset_type", ["thumbnail", "instagram_post", "instagram_story", "twitch_offline"])
def test_what_stands_beside_a_title_is_never_louder(style: str, asset_type: str) -> None:
    long = "How I finally reached Grandmaster after three thousand games and what it took to get there"
    for title in ("GG", long):
        for seed in range(4):
            layout = plan(make(style, asset_type, title=title, seed=seed))
            head = layout.run("title")
            assert head is not None
            for role, share in (("subtitle", 0.605), ("tag", 0.505)):
                beside = layout.run(role)
                assert beside is None or beside.size <= share * head.size, (role, title, seed)


def test_a_long_title_gets_the_layout_with_most_room() -> None:
    long = "Everything you should know before you start a hardcore account this year, by a player who lost four of them"
    for style in ("versus", "reaction", "minimal"):
        briefs = (make(style, title=long, seed=seed, tag="", subtitle="") for seed in range(12))
        heights = [min(run.up for run in plan(brief).runs) for brief in briefs]
        assert min(heights) > 0.8 * max(heights), (style, heights)


@pytest.mark.parametrize("style", ["list", "reaction", "impact", "synthwave"])
def test_a_photo_stands_in_a_picture_once(style: str) -> None:
    """Where a composition has a second hero, it is the motif."""
    second = 0
    for asset_type in ("instagram_story", "banner"):
        for seed in range(6):
            image, layout = draw(replace(make(style, asset_type, seed=seed, items=()), photo=OPAQUE), width=480)
            other = layout.box("hero_2")
            if other is None:
                continue
            second += 1
            scale = image.width / layout.width
            box = other.scaled(0.5).overlap(Area(0, 0, layout.width, layout.height))
            assert box is not None
            edges = tuple(round(value * scale) for value in (box.x, box.y, box.right, box.bottom))
            assert share_of(image.crop(edges), GREEN) < 0.2, (style, asset_type, seed)
    assert second


@given(st.lists(st.integers(0, 0xFFFFFF), min_size=1, max_size=4), st.integers(0, 11))
def test_the_tile_of_a_list_is_told_apart_from_its_ground(colours: list[int], seed: int) -> None:
    kit = replace(make().kit, colors=tuple(f"#{value:06x}" for value in colours))
    found = sheet(replace(make("list", seed=seed), kit=kit))
    tile = listing._tile_colour(found)
    assert tile == WHITE or delta_e2000(tile, listing.bright(found)) >= 12
