"""`GET /catalog` is the whole catalogue, figure for figure, and nothing of what models are told."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from starlette.testclient import TestClient

from studio_app.api.v1 import catalog
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.games import GAME_CATEGORIES, GAMES
from studio_app.catalog.hooks import HOOKS
from studio_app.catalog.ladders import LADDERS
from studio_app.catalog.platforms import PLATFORMS
from studio_app.catalog.styles import STYLES

# Keys of an entry that are the same in the answer, tuples being lists and days their ISO form.
PLAIN = (
    "id", "label", "form", "width", "height", "max_bytes", "soft_bytes", "alpha", "circle", "words", "ladder", "note",
    "source",
)  # fmt: skip
LISTS = ("aliases", "platforms", "formats", "shown")


@pytest.fixture
def data(http: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = http.get("/api/v1/catalog").json()["data"]
    return found


def test_every_type_is_there_as_it_stands_in_the_catalogue(data: dict[str, Any]) -> None:
    assert [shown["id"] for shown in data["asset_types"]] == [*ASSET_TYPES]
    for shown in data["asset_types"]:
        entry = ASSET_TYPES[shown["id"]]
        assert {key: shown[key] for key in PLAIN} == {key: getattr(entry, key) for key in PLAIN}
        assert {key: shown[key] for key in LISTS} == {key: [*getattr(entry, key)] for key in LISTS}
        assert shown["verified_on"] == entry.verified_on.isoformat() and shown["small"] == entry.small
        assert shown["safe"] == asdict(entry.safe)
        assert shown["covered"] == [asdict(zone) for zone in entry.covered]


def test_variants_and_motion_carry_their_own_limits(data: dict[str, Any]) -> None:
    shown = {each["id"]: each for each in data["asset_types"]}
    emote = shown["twitch_emote"]
    assert [(v["name"], v["max_bytes"]) for v in emote["variants"]] == [("56x56", 25_000), ("28x28", 25_000)]
    assert emote["motion"] == {
        "formats": ["gif"], "max_bytes": 512_000, "max_frames": 60, "max_seconds": 3.0, "max_flashes": 3,
    }  # fmt: skip
    for id_, entry in ASSET_TYPES.items():
        assert (shown[id_]["motion"] is None) == (entry.motion is None)
        assert [v["label"] for v in shown[id_]["variants"]] == [v.label for v in entry.variants]


def test_platforms_styles_hooks_games_and_ladders(data: dict[str, Any]) -> None:
    assert {p["id"]: p["label"] for p in data["platforms"]} == {p.id: p.label for p in PLATFORMS.values()}
    assert {s["id"]: s["summary"] for s in data["styles"]} == {s.id: s.summary for s in STYLES.values()}
    assert {h["id"]: (h["summary"], h["family"], tuple(h["wordings"])) for h in data["hooks"]} == {
        h.id: (h.summary, h.family, h.wordings) for h in HOOKS.values()
    }
    assert {g["id"]: (g["name"], g["category"]) for g in data["games"]} == {
        g.id: (g.name, g.category) for g in GAMES.values()
    }
    assert {c["id"]: tuple(c["hooks"]) for c in data["game_categories"]} == {
        c.id: c.hooks for c in GAME_CATEGORIES.values()
    }
    for shown in data["ladders"]:
        ladder = LADDERS[shown["id"]]
        assert [step["value"] for step in shown["steps"]] == [*ladder.steps]
        assert shown["steps"][0]["label"] == ladder.step_label(0) and shown["source"] == ladder.source
    assert len(data["ladders"]) == len(LADDERS)


def test_what_models_are_told_is_not_given_away(http: TestClient) -> None:
    text = http.get("/api/v1/catalog").text
    assert '"prompt' not in text and '"elements"' not in text
    told = [*(style.prompt for style in STYLES.values()), *(hook.prompt for hook in HOOKS.values()),
            *(game.elements for game in GAMES.values()), *(kind.prompt for kind in GAME_CATEGORIES.values())]
    assert not [line for line in told if line in text]


def test_it_is_put_together_once(http: TestClient) -> None:
    catalog._catalog.cache_clear()
    for _ in range(3):
        http.get("/api/v1/catalog")
    assert catalog._catalog.cache_info().misses == 1
