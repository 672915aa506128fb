"""What the create page offers: every type somewhere, every form with its fields, every choice sound on the server."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from studio_app.catalog.asset_types import ASSET_TYPES, Form
from studio_app.catalog.expressions import EXPRESSIONS, expression_of
from studio_app.catalog.hooks import HOOKS
from studio_app.catalog.ladders import LADDERS
from studio_app.catalog.platforms import PLATFORMS
from studio_app.catalog.styles import STYLES
from studio_app.features.generation import rules
from studio_app.features.generation.previews import draw_preview
from studio_app.features.generation.types import GenerateCommand, PreviewCommand
from studio_app.ui.components import formats
from studio_app.ui.components.formats import CANONICAL, FORMATS, GROUPS, LOOKS, POPULAR, byte_size
from studio_app.ui.pages.create.forms import FACES, FORMS, LADDER_STEPS, LIMITS, STYLE_TIPS
from studio_app.ui.pages.create.shelves import GAME_CHOICES, HOOK_CHOICES, SHELVES

ROOT = Path(__file__).resolve().parents[2]
BY_ID = {each["id"]: each for each in FORMATS}


def test_every_type_stands_on_the_shelf_of_each_of_its_platforms() -> None:
    shelves = {shelf["id"]: shelf["types"] for shelf in SHELVES}
    extensions = {"seventv", "bttv", "ffz"}
    for type_ in ASSET_TYPES.values():
        for platform in type_.platforms:
            assert type_.id in shelves["extensions" if platform in extensions else platform]
    assert {*shelves} == {"popular", "extensions", *PLATFORMS} - extensions
    assert all(len(types) == len(set(types)) for types in shelves.values())
    assert {*shelves["popular"]} == {*POPULAR} > {*CANONICAL}


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf["id"])
def test_a_shelf_goes_group_by_group_and_has_a_sign(shelf: dict[str, object]) -> None:
    groups = [BY_ID[ident]["group"] for ident in shelf["types"]]  # type: ignore[attr-defined]
    assert groups == sorted(groups, key=[*GROUPS].index)
    assert shelf["sign"] and shelf["label"]


def test_every_form_has_its_fields_and_every_ladder_its_steps() -> None:
    assert {*FORMS} == {*get_args(Form)} == {each["form"] for each in FORMATS}
    for asked in FORMS.values():
        assert bool(asked["most"]) == (asked["items"] in ("points", "labels", "events", "days"))
        assert asked["most"] <= LIMITS["lines"]
        assert asked["title"]["label"] and asked["idea"]
    for each in FORMATS:
        asked = FORMS[each["form"]]
        assert (asked["items"] == "steps") == bool(each["ladder"])
        assert asked["title"]["placeholder"] or each["words"], each["id"]


def test_the_limits_are_those_of_the_server() -> None:
    assert (LIMITS["title"], LIMITS["second"], LIMITS["idea"]) == (
        rules.TITLE_LIMIT, rules.SUBTITLE_LIMIT, rules.IDEA_LIMIT,
    )  # fmt: skip
    assert (LIMITS["lines"], LIMITS["line"], LIMITS["pictures"]) == (
        rules.MAX_ITEMS, rules.ITEM_LIMIT, rules.MAX_REFERENCES,
    )  # fmt: skip
    full = GenerateCommand("twitch_schedule", "x" * LIMITS["title"], items=("x" * LIMITS["line"],) * LIMITS["lines"])
    assert rules.problems(full) == {}


def step_drawn(asset_type: str, item: str) -> int:
    """The step of its ladder that the badge's layout says it shows."""
    drawn = draw_preview(PreviewCommand(asset_type, "minimal", "", rules.DEFAULT_KIT, width=64, items=(item,)))
    names = [box["name"] for box in drawn.layout["boxes"]]
    return next(int(name.removeprefix("level_")) for name in names if name.startswith("level_"))


@pytest.mark.parametrize(("ident", "asset_type"), [("months", "twitch_badge"), ("bits", "twitch_bits_badge")])
def test_each_step_of_a_ladder_is_drawn_as_that_step(ident: str, asset_type: str) -> None:
    choices = LADDER_STEPS[ident]
    assert ASSET_TYPES[asset_type].ladder == ident
    assert [step_drawn(asset_type, choice["item"]) for choice in choices] == [*range(len(LADDERS[ident].steps))]
    assert len({choice["label"] for choice in choices}) == len(choices)


def test_each_face_is_drawn_as_that_face() -> None:
    assert [expression_of(face["item"]) for face in FACES] == [*EXPRESSIONS]


def test_hooks_and_games_name_what_exists() -> None:
    assert {hook["id"] for hook in HOOK_CHOICES} == {*HOOKS}
    assert {hook["style"] for hook in HOOK_CHOICES} <= {*STYLES} >= {*STYLE_TIPS}
    names = [game["name"] for game in GAME_CHOICES]
    assert names == sorted(names, key=str.casefold) and len(names) == len(set(names)) > 20
    assert {hook for game in GAME_CHOICES for hook in game["hooks"]} <= {*HOOKS}


def test_every_style_has_a_picture_of_its_own() -> None:
    assert [look["id"] for look in LOOKS] == [*STYLES]
    for look in LOOKS:
        assert (ROOT / "assets" / look["picture"].lstrip("/")).is_file(), look["picture"]


@pytest.mark.parametrize(
    ("count", "said"),
    [(7_000, "7 kB"), (25_000, "25 kB"), (256_000, "256 kB"), (1_500_000, "1.5 MB"), (10**7, "10 MB")],
)
def test_limits_are_said_in_the_units_of_the_platforms(count: int, said: str) -> None:
    assert byte_size(count) == said


def test_a_format_says_its_size_its_files_and_its_limit() -> None:
    assert BY_ID["thumbnail"]["line"] == "1280 × 720 · PNG, JPG, WebP up to 2 MB"
    assert BY_ID["twitch_badge"]["line"] == "72 × 72 · transparent PNG up to 25 kB"
    assert all("up to 0" not in each["line"] for each in FORMATS)


def test_small_things_are_judged_at_the_sizes_at_which_people_meet_them() -> None:
    seen = {ident: BY_ID[ident]["seen"] for ident in ("twitch_emote", "twitch_badge", "discord_sticker", "thumbnail")}
    assert seen == {
        "twitch_emote": [112, 56, 28], "twitch_badge": [72, 36, 18], "discord_sticker": [160], "thumbnail": [],
    }  # fmt: skip
    for each in FORMATS:
        assert bool(each["seen"]) == (each["group"] == "small" or each["circle"]), each["id"]
        assert each["seen"] == sorted(each["seen"], reverse=True)
        assert all(size <= each["width"] for size in each["seen"])


def test_short_names_leave_out_only_the_platform() -> None:
    short = {type_.id: formats.short_label(type_) for type_ in ASSET_TYPES.values()}
    assert (short["twitch_emote"], short["x_header"], short["youtube_shorts_cover"], short["thumbnail"]) == (
        "Emote", "Header", "Shorts cover", "Thumbnail",
    )  # fmt: skip
    assert all(type_.label.lower().endswith(short[type_.id].lower()) for type_ in ASSET_TYPES.values())


@pytest.mark.parametrize(
    ("query", "found"),
    [("112x112", "twitch_emote"), ("discord emoji", "discord_emoji"), ("bttv", "bttv_emote"), ("brb", "twitch_brb"),
     ("schedule", "instagram_schedule"), ("28x28", "twitch_points_icon"), ("kick badge", "kick_badge")],
)  # fmt: skip
def test_a_search_finds_types_by_name_platform_alias_and_size(query: str, found: str) -> None:
    assert all(word in BY_ID[found]["find"] for word in query.split())
    assert BY_ID[found]["find"] == BY_ID[found]["find"].lower()
