"""The asset catalogue: every promise of every type can be kept, and every name of the documents leads to one type."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any, get_args

import pytest

from studio_app.catalog import asset_types
from studio_app.catalog.asset_types import (
    ALIASES,
    ASSET_TYPES,
    EXTENSION,
    MIME,
    MOTION_EXTENSION,
    MOTION_MIME,
    AssetType,
    Box,
    Form,
    find_asset_type,
)
from studio_app.catalog.ladders import LADDERS
from studio_app.catalog.platforms import PLATFORMS

each_type = pytest.mark.parametrize("asset_type", ASSET_TYPES.values(), ids=lambda t: t.id)
CANONICAL = {
    "thumbnail": (1280, 720), "overlay": (1920, 1080), "banner": (2560, 1440),
    "story_graphic": (1080, 1920), "clip_cover": (1280, 720),
}
# Every name that the product's documents use for a type, by the platform on whose routes it is said.
NAMES = {
    "": {
        **{name: name for name in CANONICAL},
        "twitch_emote": "twitch_emote", "youtube_thumbnail": "thumbnail", "twitch_banner": "twitch_banner",
        "twitch_badge": "twitch_badge", "tiktok_story": "tiktok_story", "instagram_story": "instagram_story",
        "instagram_reel": "instagram_reel", "twitch_panel": "twitch_panel", "twitch_offline": "twitch_offline",
        "channel_banner": "banner", "end_screen": "youtube_end_screen", "tiktok_profile": "tiktok_profile",
        "custom_banner": "banner", "vod_banner": "banner", "animated_overlay": "overlay", "emote": "twitch_emote",
        "kick_emote": "kick_emote", "discord_emoji": "discord_emoji",
    },
    "twitch": {
        "emote": "twitch_emote", "badge": "twitch_badge", "panel": "twitch_panel", "banner": "twitch_banner",
        "offline_screen": "twitch_offline", "schedule": "twitch_schedule", "thumbnail": "thumbnail",
        "overlay": "overlay", "alert": "twitch_alert", "transition": "twitch_stinger",
        "starting_soon": "twitch_starting_soon", "brb": "twitch_brb", "ending": "twitch_ending",
        "chat_box": "twitch_chat_box", "twitch_emote": "twitch_emote", "clip_cover": "clip_cover",
    },
    "youtube": {"banner": "banner", "profile": "youtube_profile", "emoji": "youtube_emoji"},
    "kick": {"panel": "kick_panel", "emote": "kick_emote", "offline": "kick_offline"},
}  # fmt: skip
# What the platforms ask for, in all sizes that are made of one asset.
SIZES = {
    "thumbnail": {(1280, 720), (3840, 2160)},
    "twitch_emote": {(112, 112), (56, 56), (28, 28)},
    "twitch_badge": {(72, 72), (36, 36), (18, 18)},
    "twitch_bits_badge": {(72, 72), (36, 36), (18, 18)},
    "twitch_panel": {(320, 100), (640, 200)},
    "twitch_banner": {(1200, 480)},
    "twitch_offline": {(1920, 1080)},
    "youtube_emoji": {(48, 48), (480, 480)},
    "instagram_post": {(1080, 1350)},
    "x_header": {(1500, 500)},
    "kick_emote": {(500, 500)},
    "discord_sticker": {(320, 320)},
    "discord_server_banner": {(960, 540), (1920, 1080)},
    "ffz_emote": {(128, 128), (32, 32)},
}
SPEAKING = {"scene", "label", "alert", "schedule", "panel", "end_screen", "chat"}


def inside(box: Box, width: int, height: int) -> bool:
    fits = box.x >= 0 and box.y >= 0 and box.right <= width and box.bottom <= height
    return fits and box.width > 0 and box.height > 0


def apart(one: Box, two: Box) -> bool:
    return one.right <= two.x or two.right <= one.x or one.bottom <= two.y or two.bottom <= one.y


def test_the_canonical_five_keep_their_names_and_sizes() -> None:
    assert {name: ASSET_TYPES[name].size for name in CANONICAL} == CANONICAL
    assert [*ASSET_TYPES][:5] == [*CANONICAL]


def test_every_name_means_one_type() -> None:
    aliases = [alias for t in ASSET_TYPES.values() for alias in t.aliases]
    assert len(aliases) == len(set(aliases))
    assert set(aliases).isdisjoint(ASSET_TYPES)
    for name, target in ALIASES.items():
        assert find_asset_type(name) is ASSET_TYPES[target]
    labels = [t.label.lower() for t in ASSET_TYPES.values()]
    assert len(labels) == len(set(labels))
    assert find_asset_type("poster") is None and find_asset_type("poster", "twitch") is None


@pytest.mark.parametrize("platform", NAMES)
def test_the_names_of_the_documents_lead_to_their_types(platform: str) -> None:
    assert {name: getattr(find_asset_type(name, platform), "id", None) for name in NAMES[platform]} == NAMES[platform]


@pytest.mark.parametrize("name", SIZES)
def test_every_size_that_a_platform_asks_for_is_made(name: str) -> None:
    kind = ASSET_TYPES[name]
    assert {kind.size, *((v.width, v.height) for v in kind.variants)} == SIZES[name]


def test_every_form_and_every_platform_is_in_use() -> None:
    assert {t.form for t in ASSET_TYPES.values()} == set(get_args(Form))
    assert {t.platforms[0] for t in ASSET_TYPES.values()} == set(PLATFORMS)


@each_type
def test_what_a_type_promises_can_be_kept(asset_type: AssetType) -> None:
    assert inside(asset_type.safe, *asset_type.size)
    assert all(inside(zone.box, *asset_type.size) for zone in asset_type.covered)
    assert len(set(asset_type.formats)) == len(asset_type.formats) >= 1
    assert set(asset_type.formats) <= set(MIME) == set(EXTENSION)
    assert not (asset_type.alpha and "jpeg" in asset_type.formats)
    assert asset_type.platforms and set(asset_type.platforms) <= set(PLATFORMS)
    assert 20_000 <= asset_type.soft_bytes <= asset_type.max_bytes <= 50_000_000
    assert list(asset_type.shown) == sorted(set(asset_type.shown), reverse=True) and asset_type.shown
    assert 0 < min(asset_type.shown) and max(asset_type.shown) <= asset_type.width


@each_type
def test_every_number_says_where_it_is_from(asset_type: AssetType) -> None:
    assert len(asset_type.source) >= 20 and not asset_type.source.endswith(".")
    assert not re.search(r"\bS\d+\b|\[|https?:", asset_type.source)
    assert date(2026, 1, 1) <= asset_type.verified_on
    assert asset_type.label == asset_type.label.strip() and len(asset_type.label) <= 30
    prefix = asset_type.id.split("_")[0]
    assert asset_type.id in CANONICAL or prefix in {*PLATFORMS, "vertical"}


@each_type
def test_variants_are_the_same_picture_at_another_size(asset_type: AssetType) -> None:
    sizes = [asset_type.size, *((v.width, v.height) for v in asset_type.variants)]
    assert len(sizes) == len(set(sizes))
    for variant in asset_type.variants:
        assert variant.width / variant.height == pytest.approx(asset_type.ratio, rel=0.01)
        assert set(variant.formats) <= set(asset_type.formats)
        assert 5_000 <= variant.max_bytes <= 50_000_000 and variant.label
        assert variant.name == f"{variant.width}x{variant.height}"


@each_type
def test_motion_stays_within_what_is_safe_to_watch(asset_type: AssetType) -> None:
    motion = asset_type.motion
    if motion is not None:
        assert motion.formats and set(motion.formats) <= set(MOTION_MIME) == set(MOTION_EXTENSION)
        assert 1 <= motion.max_flashes <= 3
        assert 2 <= motion.max_frames < 1000 and 0 < motion.max_seconds <= 5
        assert 100_000 <= motion.max_bytes <= 20_000_000
    assert (motion is not None) or asset_type.form not in ("stinger", "alert", "overlay", "webcam")


@each_type
def test_words_stand_in_sight(asset_type: AssetType) -> None:
    """A wide header and a story have their words where nothing lies on them; a circle does not cut the safe area."""
    if asset_type.form in ("banner", "story"):
        assert all(apart(asset_type.safe, zone.box) for zone in asset_type.covered)
    if asset_type.circle:
        safe = asset_type.safe
        assert asset_type.ratio == 1 and math.hypot(safe.width, safe.height) <= asset_type.width
    assert asset_type.circle == (asset_type.form == "avatar")
    assert bool(asset_type.words) == (asset_type.form in SPEAKING)


@each_type
def test_badges_climb_a_ladder_and_nothing_else_does(asset_type: AssetType) -> None:
    assert asset_type.ladder in {"", *LADDERS}
    assert bool(asset_type.ladder) == (asset_type.form == "badge")


def test_the_three_sizes_of_a_bits_badge_stay_under_their_common_limit() -> None:
    badge = ASSET_TYPES["twitch_bits_badge"]
    assert badge.max_bytes + sum(v.max_bytes for v in badge.variants) < 40_000


def test_small_is_what_is_only_ever_seen_small() -> None:
    small = {name for name, t in ASSET_TYPES.items() if t.small}
    assert {"twitch_emote", "twitch_badge", "kick_emote", "discord_role_icon", "youtube_watermark"} <= small
    assert small.isdisjoint({*CANONICAL, "twitch_panel", "discord_sticker", "youtube_profile", "twitch_alert"})


ENTRY: dict[str, Any] = {
    "id": "x_card", "label": "Card", "platforms": ["x"], "form": "post", "size": [800, 418], "formats": ["png"],
    "max_bytes": 5_000_000, "source": "A guide to cards", "verified_on": date(2026, 11, 21),
}  # fmt: skip


def test_an_entry_says_little_and_gets_the_rest() -> None:
    made = asset_types._asset_type("x.toml", {**ENTRY, "variants": [{"label": "2x", "size": [1600, 836],
                                                                     "max_bytes": 5_000_000}]})
    assert made.soft_bytes == made.max_bytes and made.safe == Box(32, 17, 736, 384)
    assert made.variants[0].formats == ("png",) and made.motion is None and not made.small


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"form": "poster"}, "unknown form"),
        ({"colour": "red"}, "unknown keys"),
        ({"variants": [{"label": "2x", "size": [1600, 836], "max_bytes": 1, "scale": 2}]}, "unknown keys"),
        ({"variants": [{"label": "2x", "size": [1600, 836]}]}, "no max_bytes"),
    ],
)
def test_a_wrong_entry_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        asset_types._asset_type("x.toml", {**ENTRY, **change})


def test_a_missing_number_is_refused() -> None:
    with pytest.raises(ValueError, match="x_card has no source"):
        asset_types._asset_type("x.toml", {key: value for key, value in ENTRY.items() if key != "source"})


@pytest.mark.parametrize("alias", ["x_card", "thumbnail"])
def test_an_alias_that_is_taken_is_refused(alias: str) -> None:
    made = asset_types._asset_type("x.toml", {**ENTRY, "aliases": [alias]})
    with pytest.raises(ValueError, match=alias):
        asset_types._aliases({"thumbnail": ASSET_TYPES["thumbnail"], "x_card": made})
