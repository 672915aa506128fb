"""Emotes, badges, icons, panels and profile pictures: what every seed, kit, style and wording of them promises."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType, Box
from studio_app.catalog.expressions import EXPRESSIONS, expression_of
from studio_app.catalog.ladders import LADDERS
from studio_app.catalog.styles import STYLES
from studio_app.imaging import engine
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.colour import apca_lc, delta_e2000, from_hex, wcag
from studio_app.imaging.edits import Edits
from studio_app.imaging.engine import draft, draw, plan
from studio_app.imaging.fonts import headline
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates.badge.levels import level_of, rank
from studio_app.imaging.templates.badge.ornaments import ORNAMENTS
from studio_app.imaging.templates.mascots.moods import MOODS
from studio_app.imaging.templates.mascots.poses import pose_of
from studio_app.imaging.templates.panel.wording import symbol_of
from studio_app.imaging.templates.sheet import sheet
from studio_app.imaging.templates.small import assembly
from studio_app.imaging.templates.small.bends import _BENDS, bent
from studio_app.imaging.templates.small.letterforms import can_outline, into, stacked
from tests.imaging.conftest import KITS, VIOLET, make

FORMS = ("emote", "badge", "icon", "panel", "avatar")
TYPES = [t.id for t in ASSET_TYPES.values() if t.form in FORMS]
EMOTES = [t for t in TYPES if ASSET_TYPES[t].form == "emote"]
AVATARS = [t for t in TYPES if ASSET_TYPES[t].form == "avatar"]
ONE_OF_EACH = ("twitch_emote", "twitch_badge", "twitch_points_icon", "twitch_panel", "x_profile")
# What is large is drawn smaller here, for speed.
WIDTHS = {"x_profile": 100}
MOTIFS = ("crown", "cat", "dragon", "coffee", "fire", "sword", "gem", "ghost", "no such motif")
TITLES = (
    "", "GG", "HYPE!", "GG WP", "POG", "clutch", "Legendary", "F", "LUL", "love", "NO WAY", "最強", "سيف", "🔥", "GG🔥",
    "日本語タイトル", "ÉÅÇ", "WWWWWWWWWWWW", "iiii", "a b c d e f", "I", "😂", "نار 🔥 GG", "ĄĘŚŻ", "привет",
    "שלום", "한국어", "haha that was so very funny", "jumpy Qq", "👨‍👩‍👧‍👦", "5-0", "@me #1", "...",
    "最強の武器で無双するゲーム実況",
)
KIT = st.sampled_from((*KITS, KitStyle("Night", ("#000000",), "Orbitron", "Inter", "professional")))
SEED = st.integers(0, 400)
STYLE = st.sampled_from(list(STYLES))
# What a request can hold: controls and unassigned characters are taken out where it comes in.
VISIBLE = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
QUICK = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def words() -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(TITLES), st.text(VISIBLE, max_size=14))


@pytest.fixture(autouse=True)
def _more_panels(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Heights that the catalogue has not got, and one that is transparent."""
    usual = ASSET_TYPES["twitch_panel"]
    for tall in (80, 160, 300):
        made = replace(usual, id=f"panel_{tall}", height=tall, safe=Box(10, 4, 300, tall - 8))
        monkeypatch.setitem(ASSET_TYPES, made.id, made)
    monkeypatch.setitem(ASSET_TYPES, "panel_clear", replace(usual, id="panel_clear", alpha=True))
    yield


def plain(asset_type: str, style: str = "impact", title: str = "", **more: object) -> Brief:
    """A brief without tag and subtitle."""
    return make(style, asset_type, title=title, tag="", subtitle="", **more)  # type: ignore[arg-type]


def alpha_of(image: Image.Image) -> np.ndarray:
    return np.asarray(image)[..., 3]


def difference(one: Image.Image, two: Image.Image) -> float:
    """Mean over channels of what is seen on grey."""
    pages = [Image.new("RGBA", one.size, "#808080") for _ in range(2)]
    for page, image in zip(pages, (one, two), strict=True):
        page.alpha_composite(image)
    return float(np.abs(np.asarray(pages[0], np.int16) - np.asarray(pages[1], np.int16))[..., :3].mean())


def fresh(brief: Brief, width: int | None = None) -> Image.Image:
    engine._KEPT.clear()
    return draw(brief, width)[0]


def luminances(image: Image.Image) -> np.ndarray:
    channels = np.asarray(image.convert("RGB"), float) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ (0.2126, 0.7152, 0.0722))


def seen_share(image: Image.Image, page: str) -> float:
    """The share of the opaque part that stands out from a page by 3:1."""
    under = Image.new("RGBA", image.size, page)
    under.alpha_composite(image)
    ground = luminances(Image.new("RGB", (1, 1), page))[0, 0]
    own = luminances(under)
    ratio = (np.maximum(own, ground) + 0.05) / (np.minimum(own, ground) + 0.05)
    return float((ratio[alpha_of(image) > 128] >= 3).mean())


def sure_exact(image: Image.Image, layout: Layout) -> None:
    for hex_, x, y in layout.exact_colors:
        place = int(x * image.width / layout.width), int(y * image.height / layout.height)
        r, g, b, a = image.getpixel(place)  # type: ignore[misc]
        assert a == 255
        assert delta_e2000((r / 255, g / 255, b / 255), from_hex(hex_)) < 3.5, (hex_, x, y)


@pytest.mark.parametrize("asset_type", TYPES)
def test_size_and_alpha_are_those_of_the_type(asset_type: str) -> None:
    image, layout = draw(plain(asset_type, list(STYLES)[TYPES.index(asset_type) % len(STYLES)], "GG"))
    asset = ASSET_TYPES[asset_type]
    assert image.size == asset.size == (layout.width, layout.height)
    assert alpha_of(image).max() == 255
    assert bool(alpha_of(image).min() == 0) is asset.alpha


@pytest.mark.parametrize(
    ("asset_type", "clear"), [("panel_80", False), ("panel_160", False), ("panel_300", False), ("panel_clear", True)]
)
def test_panels_are_as_transparent_as_their_type(asset_type: str, clear: bool) -> None:
    for seed in range(4):
        alpha = alpha_of(draw(plain(asset_type, "minimal", "About", seed=seed))[0])
        assert bool(alpha[0, 0] == 0) is clear and alpha[alpha.shape[0] // 2].min() == 255


@QUICK
@given(words(), STYLE, KIT, SEED, st.sampled_from(MOTIFS), st.sampled_from((*EXPRESSIONS, "")))
def test_emotes_fill_their_square_and_are_seen_on_both_pages(
    title: str, style: str, kit: KitStyle, seed: int, motif: str, face: str
) -> None:
    brief = plain("twitch_emote", style, title, kit=kit, seed=seed, motif=motif)
    image, layout = draw(replace(brief, items=(face,) if face else ()))
    alpha = alpha_of(image)
    assert not alpha[[0, -1]].any() and not alpha[:, [0, -1]].any()
    rows, columns = np.where(alpha > 128)
    # Emoji among the words take no outline.
    least = 0.88 if all(can_outline("".join(run.lines), run.face) for run in layout.runs) else 0.84
    assert max(np.ptp(rows) + 1, np.ptp(columns) + 1) >= least * 112, [box.name for box in layout.boxes]
    assert layout.exact_colors
    sure_exact(image, layout)
    small = image.resize((28, 28), Image.Resampling.LANCZOS)
    assert seen_share(small, "#18181B") > 0.15 and seen_share(small, "#FFFFFF") > 0.15
    for run in layout.runs:
        assert Area(0, 0, 112, 112).holds(run.box, 0.1)
        assert run.contrast >= 4.5 and abs(apca_lc(from_hex(run.color), from_hex(run.background))) >= 60


@pytest.mark.parametrize("asset_type", [t for t in EMOTES if t != "twitch_emote"])
def test_other_emote_sizes_are_the_same_composition(asset_type: str) -> None:
    usual, other = (plan(plain(t, "impact", "GG", seed=3)) for t in ("twitch_emote", asset_type))
    share = ASSET_TYPES[asset_type].width / 112
    assert [box.name for box in usual.boxes][:-1] == [box.name for box in other.boxes][:-1]
    assert other.runs[0].box.width == pytest.approx(usual.runs[0].box.width * share, rel=0.06)
    image, _ = draw(plain(asset_type, "impact", "GG", seed=3))
    assert not alpha_of(image)[[0, -1]].any() if image.width > 100 else alpha_of(image).any()


@QUICK
@given(st.sampled_from(TYPES), words(), STYLE, KIT, SEED)
def test_words_and_kit_colours_of_every_small_form(
    asset_type: str, title: str, style: str, kit: KitStyle, seed: int
) -> None:
    layout = plan(plain(asset_type, style, title, kit=kit, seed=seed))
    asset = ASSET_TYPES[asset_type]
    # A watermark is white; every other thing shows a kit colour unchanged.
    assert layout.exact_colors or asset_type.endswith("watermark")
    for run in layout.runs:
        assert wcag(from_hex(run.color), from_hex(run.background)) >= 4.5
        assert abs(apca_lc(from_hex(run.color), from_hex(run.background))) >= 60
        assert Area(0, 0, *asset.size).holds(run.box, 0.1)


@pytest.mark.parametrize("style", STYLES)
def test_kit_colours_are_flat_where_the_layout_says(style: str) -> None:
    for seed in range(6):
        for asset_type in ("twitch_badge", "twitch_points_icon", "twitch_panel", "panel_160", "x_profile"):
            title = "About" if "panel" in asset_type else ""
            brief = plain(asset_type, style, title, kit=KITS[(seed + len(style)) % len(KITS)], seed=seed)
            sure_exact(*draw(replace(brief, tag=str(1 + 7 * seed)), WIDTHS.get(asset_type)))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("asset_type", ONE_OF_EACH)
def test_seeds_look_different(asset_type: str, style: str) -> None:
    for title in ("GG", "") if asset_type in ("twitch_emote", "twitch_points_icon") else ("",):
        pictures = [draw(plain(asset_type, style, title, seed=seed), WIDTHS.get(asset_type))[0] for seed in range(4)]
        assert min(difference(one, two) for one, two in combinations(pictures, 2)) > 2


@pytest.mark.parametrize("asset_type", ONE_OF_EACH)
def test_styles_look_different(asset_type: str) -> None:
    pictures = [draw(plain(asset_type, style, "About"), WIDTHS.get(asset_type))[0] for style in STYLES]
    assert min(difference(one, two) for one, two in combinations(pictures, 2)) > 1


@pytest.mark.parametrize("asset_type", ONE_OF_EACH)
def test_remembered_art_never_shows_other_words(asset_type: str) -> None:
    briefs = [plain(asset_type, "versus", title, seed=2) for title in ("", "VIP", "lol", "rage", "About")]
    alone = [fresh(brief, WIDTHS.get(asset_type)).tobytes() for brief in briefs]
    engine._KEPT.clear()
    assert [draw(brief, WIDTHS.get(asset_type))[0].tobytes() for brief in briefs] == alone


def test_expressions_can_all_be_drawn_and_asked_for() -> None:
    assert set(EXPRESSIONS) == set(MOODS)
    pictures = []
    for name in EXPRESSIONS:
        assert expression_of(name) == name
        image, layout = draw(replace(plain("twitch_emote"), items=(name,)))
        assert layout.box(f"face_{name}") is not None
        pictures.append(image)
    assert min(difference(one, two) for one, two in combinations(pictures, 2)) > 1


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("LUL", "laugh"), ("hahahaha", "laugh"), ("LOOOOL!!", "laugh"), ("Rage quit", "angry"), ("😂", "joy"),
        ("GG", "hype"), ("let's go", "hype"), ("monkaS", "nervous"), ("The lolly shop", None), ("Speedrun", None),
        ("so (sus)", "sus"), ("Zzzzz", "sleepy"), ("F", "sad"), ("<3", "love"), ("", None),
    ],
)
def test_words_ask_for_expressions(text: str, mood: str | None) -> None:
    assert expression_of(text) == mood


def test_a_set_of_faces_shows_one_mascot() -> None:
    def head(seed: int, kit: KitStyle, motif: str = "sword") -> str:
        return pose_of(sheet(plain("twitch_emote", kit=kit, seed=seed, motif=motif)), "laugh").head

    assert len({head(seed, VIOLET) for seed in range(8)}) == 1
    assert len({head(0, kit) for kit in KITS}) >= 3
    assert head(0, VIOLET, "cat") == "cat"


def test_a_face_that_is_asked_for_beats_the_words_and_words_are_kept() -> None:
    for seed in range(4):
        layout = plan(replace(plain("twitch_emote", title="GG", seed=seed), items=("cry",)))
        assert layout.box("face_cry") is not None and layout.runs[0].text == "GG"
    assert not plan(replace(plain("twitch_emote", title="A title that is far too long"), items=("cry",))).runs


def test_steps_of_a_ladder_are_found_by_their_labels() -> None:
    for ladder in LADDERS.values():
        for index, step in enumerate(ladder.steps):
            assert level_of(ladder.id, ladder.step_label(index)) == index
            assert level_of(ladder.id, f"{step:,}") == index
    assert level_of("months", "", "no number", "18 months") == 6
    assert level_of("months", "Two years") is None and level_of("bits", "0") == 0
    assert level_of("unknown", "1 year") == level_of("months", "12")


@QUICK
@given(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from(list(LADDERS)))
def test_more_never_means_a_lower_step(one: int, two: int, ladder: str) -> None:
    low, high = sorted((one, two))
    assert (level_of(ladder, str(low)) or 0) <= (level_of(ladder, str(high)) or 0)


@pytest.mark.parametrize("asset_type", ["twitch_badge", "twitch_bits_badge"])
def test_ornaments_increase_and_every_step_looks_different(asset_type: str) -> None:
    ladder = LADDERS[ASSET_TYPES[asset_type].ladder]
    for seed, style in ((0, "impact"), (3, "minimal")):
        pictures, worn = [], []
        for index, step in enumerate(ladder.steps):
            image, layout = draw(replace(plain(asset_type, style, seed=seed), items=(str(step),)))
            names = [box.name for box in layout.boxes]
            own = rank(index)
            worn.append((sum(name in ORNAMENTS for name in names), own.metal, sum(n.startswith("stud") for n in names)))
            pictures.append(image)
        assert worn == sorted(set(worn)) and worn[0][0] == 0 and worn[-1][0] == len(ORNAMENTS)
        assert min(difference(one, two) for one, two in combinations(pictures, 2)) > 0.8


@pytest.mark.parametrize("style", STYLES)
def test_badges_are_told_apart_at_18_pixels(style: str) -> None:
    for seed in (len(style) % 5, len(style) % 5 + 1):
        pictures = []
        for step in LADDERS["months"].steps[:10]:
            brief = plain("twitch_badge", style, kit=KITS[seed % len(KITS)], seed=seed)
            image = draw(replace(brief, items=(str(step),)), 18)[0]
            assert image.size == (18, 18)
            assert seen_share(image, "#18181B") > 0.22 and seen_share(image, "#FFFFFF") > 0.22
            pictures.append(image)
        assert min(difference(one, two) for one, two in pairwise(pictures)) > 1.5


def test_letters_take_the_symbols_place_on_a_badge() -> None:
    lettered, bare = (replace(plain("twitch_badge", title=title), items=("6",)) for title in ("VIP", ""))
    assert [run.text for run in plan(lettered).runs] == ["VIP"] and not plan(bare).runs
    assert difference(fresh(lettered), fresh(bare)) > 1
    # At 18 pixels both are the bare badge.
    assert difference(fresh(lettered, 18), fresh(bare, 18)) == 0
    assert not plan(plain("twitch_badge", title="6 months")).runs


def test_letters_that_would_be_specks_are_left_out_and_said() -> None:
    wide, bare = (plain("kick_badge", title=title) for title in ("👩‍🚀👩‍🚀👩‍🚀", ""))
    layout = plan(wide)
    assert not layout.runs and "letters_left_out" in {warning.code for warning in layout.warnings}
    assert difference(fresh(wide), fresh(bare)) == 0  # the symbol stands in their place
    assert [run.text for run in plan(plain("kick_badge", title="MOD")).runs] == ["MOD"]


@pytest.mark.parametrize("style", STYLES)
def test_panel_titles_are_large_enough(style: str) -> None:
    for seed in range(4):
        for title in ("About", "Donate", "Schedule", "Rules", "Discord", "Socials", "Leaderboard", "Subscribe me"):
            run = plan(plain("twitch_panel", style, title, seed=seed)).run("title")
            assert run is not None and run.up >= 16, (title, seed, run.up)
        title = "The complete rules of this very friendly chat"
        long = plan(plain("twitch_panel", style, title, seed=seed)).run("title")
        assert long is not None and (long.up >= 10 or len(long.lines) >= 2)


@QUICK
@given(
    st.sampled_from(("twitch_panel", "panel_80", "panel_160", "panel_300")),
    st.one_of(words(), st.text(VISIBLE, min_size=20, max_size=120)),
    st.sampled_from(("", "Every coin helps", "سيف 最強 🔥")), STYLE, KIT, SEED,
)
def test_panel_words_never_leave_their_place(
    asset_type: str, title: str, subtitle: str, style: str, kit: KitStyle, seed: int
) -> None:
    layout = plan(make(style, asset_type, title=title, subtitle=subtitle, tag="", kit=kit, seed=seed))
    icon, safe = layout.box("icon"), ASSET_TYPES[asset_type].safe
    assert icon is not None
    for run in layout.runs:
        assert Area(safe.x, safe.y, safe.width, safe.height).holds(run.box, 1.0), (run.role, run.box)
        assert not run.box.meets(icon)
    if len(layout.runs) == 2:
        assert not layout.runs[0].frame.meets(layout.runs[1].frame)


def test_panels_find_the_symbol_of_their_title() -> None:
    def symbol(title: str, **more: object) -> str:
        return symbol_of(sheet(plain("twitch_panel", title=title, motif="sword", **more)))

    assert symbol("About me") == "about" and symbol("DISCORD") == "community" and symbol("Schedule") == "schedule"
    assert symbol("Zebra") == "sword"
    chosen = replace(plain("twitch_panel", title="About"), edits=Edits.of({"hero": {"motif": "cat"}}))
    assert symbol_of(sheet(chosen)) == "cat"
    assert plan(plain("twitch_panel", title="")).runs[0].text.lower() == "about"


def corners(area: Area) -> list[tuple[float, float]]:
    return [(x, y) for x in (area.x, area.right) for y in (area.y, area.bottom)]


@QUICK
@given(st.sampled_from(AVATARS), words(), STYLE, KIT, SEED)
def test_what_matters_of_an_avatar_is_inside_the_circle(
    asset_type: str, title: str, style: str, kit: KitStyle, seed: int
) -> None:
    layout = plan(plain(asset_type, style, title, kit=kit, seed=seed))
    radius = layout.width / 2
    found = [run.box for run in layout.runs]
    found += [box.box for box in layout.boxes if box.name in ("emblem", "logo") or box.name.startswith("face_")]
    assert found
    for x, y in (point for area in found for point in corners(area)):
        assert math.hypot(x - radius, y - radius) <= radius
    assert all(math.hypot(x - radius, y - radius) < radius for _, x, y in layout.exact_colors)


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def bust() -> Image.Image:
    """A cut-out: a green block on clear ground."""
    image = Image.new("RGBA", (120, 160))
    image.paste((0, 255, 0, 255), (30, 20, 90, 160))
    return image


@pytest.mark.parametrize("seed", range(3))
def test_logo_and_photo_come_first_in_an_avatar(seed: int) -> None:
    logo = replace(VIOLET, logo=png(Image.new("RGBA", (60, 30), (0, 255, 0, 255))))
    for brief in (
        plain("x_profile", kit=logo, seed=seed),
        replace(plain("x_profile", seed=seed), photo=png(Image.new("RGB", (90, 60), (0, 255, 0)))),
        replace(plain("x_profile", seed=seed), photo=png(bust())),
    ):
        image, layout = draw(brief, 100)
        assert image.getpixel((50, 52))[:3] == (0, 255, 0)  # type: ignore[index]
        assert not layout.runs
        sure_exact(image, layout)
    hidden = replace(plain("x_profile", kit=logo, seed=seed), edits=Edits.of({"logo": {"visible": False}}))
    assert plan(hidden).box("logo") is None


@pytest.mark.parametrize("title", ["", "GG"])
@pytest.mark.parametrize("photo", [Image.new("RGB", (90, 60), (0, 255, 0)), bust()], ids=["whole", "cut-out"])
def test_a_photo_becomes_an_emote(photo: Image.Image, title: str) -> None:
    for seed in range(2):
        brief = replace(plain("twitch_emote", title=title, seed=seed), photo=png(photo))
        image, layout = draw(brief)
        assert ((np.asarray(image)[..., :3] == (0, 255, 0)).all(axis=2)).mean() > 0.05
        assert len(layout.runs) == bool(title) and not alpha_of(image)[[0, -1]].any()


def test_a_watermark_is_white_or_the_logo() -> None:
    for title in ("", "N"):
        image, layout = draw(plain("youtube_watermark", title=title))
        solid = np.asarray(image)[alpha_of(image) == 255]
        assert (solid == 255).all(axis=1).mean() > 0.5 and np.ptp(solid[:, :3], axis=1).max() == 0
        assert not layout.exact_colors
    logo = replace(VIOLET, logo=png(Image.new("RGBA", (60, 30), (0, 255, 0, 255))))
    assert draw(plain("youtube_watermark", kit=logo))[0].getpixel((75, 75)) == (0, 255, 0, 255)


@pytest.mark.parametrize("asset_type", ["twitch_emote", "twitch_points_icon", "twitch_panel", "x_profile"])
def test_edits_move_colour_and_choose(asset_type: str) -> None:
    def edited(**edits: object) -> Layout:
        return plan(replace(plain(asset_type, title="VIP", seed=1), edits=Edits.of(edits)))

    usual = edited()
    moved = edited(title={"dx": 0.03, "scale": 0.8, "color": "white"})
    assert moved.runs[0].box.width < usual.runs[0].box.width and moved.runs[0].color == "#ffffff"
    assert moved.runs[0].box.center[0] > usual.runs[0].box.center[0]
    assert {tuple(box.name for box in edited(layout=n).boxes) for n in range(5)} != {tuple(b.name for b in usual.boxes)}
    assert plan(replace(plain(asset_type), edits=Edits.of({"title": {"text": "N"}}))).run("title") is not None


def test_a_face_goes_where_it_is_moved() -> None:
    brief = replace(plain("twitch_emote"), items=("happy",))
    moved = replace(brief, edits=Edits.of({"hero": {"dx": 0.1, "scale": 0.6}}))
    one, two = (plan(b).box("face_happy") for b in (brief, moved))
    assert one is not None and two is not None
    assert two.width == pytest.approx(one.width * 0.6) and two.center[0] > one.center[0]


@pytest.mark.parametrize("asset_type", ONE_OF_EACH)
def test_a_draft_can_be_drawn(asset_type: str) -> None:
    for title in ("GG", ""):
        brief = replace(plain(asset_type, title=title), items=() if title else ("laugh",))
        image, layout = draft(brief, 320)
        assert layout == plan(brief) and (alpha_of(image) > 20).sum() > 150


def test_bent_words_fill_their_box_exactly() -> None:
    area, face = Area(10, 20, 300, 90), headline("Anton")
    path = into(stacked(("GG", "WP"), face), area)
    for bend in ("none", *_BENDS):
        box = bent(path, bend, area).computeTightBounds()  # type: ignore[arg-type]
        assert (box.left(), box.top(), box.width(), box.height()) == pytest.approx((10, 20, 300, 90), abs=0.01)


@pytest.mark.parametrize(
    ("text", "outlined"),
    [
        ("GG!", True), ("最強", True), ("ÉÅ", True), ("привет", True), ("سيف", False), ("GG🔥", False), ("שלום", False),
        ("", False), ("\u0300", False),
    ],
)
def test_only_letters_that_stand_alone_are_outlined(text: str, outlined: bool) -> None:
    assert can_outline(text, headline("Anton")) is outlined


def test_the_engine_and_the_forms_agree_on_what_is_drawn_larger() -> None:
    assert (assembly.SMALL_SIDE, assembly.OVERSAMPLE) == (engine.SMALL_SIDE, engine.OVERSAMPLE)


def test_every_small_type_of_the_catalogue_was_tried() -> None:
    found: set[AssetType] = {ASSET_TYPES[t] for t in TYPES}
    assert {t.form for t in found} == set(FORMS)
