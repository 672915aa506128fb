"""The asset page: what its card says of every type, and that what it offers is what the services take."""

from __future__ import annotations

import asyncio
import json
import uuid
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.core.actor import Actor, System
from studio_app.features.assets.exporting import EFFECTS
from studio_app.features.assets.feedback import REASONS
from studio_app.features.assets.types import AssetView, FeedbackView, FileView
from studio_app.imaging.edits import Edits
from studio_app.imaging.motion.encoders import can_encode
from studio_app.ui.pages.assets.cards import asset_card
from studio_app.ui.pages.assets.choices import FACES, MOTIFS, PLATFORM_MARKS, REASON_CHOICES, USE_OF, motion_of
from studio_app.ui.pages.assets.state import AssetState
from tests.ui import test_states
from tests.ui.test_states import HYDRATE, Site

application, site = test_states.application, test_states.site
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def view(asset_type: str = "thumbnail", **changes: Any) -> AssetView:
    type_ = ASSET_TYPES[asset_type]
    values: dict[str, Any] = {
        "id": uuid.uuid4(), "user_id": uuid.uuid4(), "job_id": uuid.uuid4(), "brand_kit_id": None,
        "brand_kit_version": None, "asset_type": asset_type, "title": "Title", "alt_text": "Alt", "style": "impact",
        "width": type_.width, "height": type_.height, "format": type_.formats[0], "file_size": 1500, "sha256": "0",
        "is_public": False, "prompt_used": "p", "generation_params": {"provider": "local", "seed": 3}, "layout": None,
        "viral_score": None, "viral_suggestions": (), "consistency_score": None, "revision": 2, "prompt_version": "v2",
        "editable": True, "url": "/u", "preview_url": "/p", "shareable_url": "/s",
        "exports": (FileView("png", type_.width, type_.height, 1500),), "created_at": NOW, "expires_at": None,
        "subtitle": "", "items": (),
    }  # fmt: skip
    return AssetView(**{**values, **changes})


@pytest.mark.parametrize("asset_type", ASSET_TYPES)
def test_every_type_has_a_card_that_says_where_it_is_met(asset_type: str) -> None:
    card = asset_card(view(asset_type), None)
    json.dumps(card)
    assert card["shown"] and card["safe"]["width"] > 0 and card["platforms"]
    assert card["use"] in MOTIFS and card["max_bytes"] == ASSET_TYPES[asset_type].max_bytes
    assert all(platform["id"] in PLATFORM_MARKS or platform["label"] for platform in card["platforms"])


def test_another_one_begins_with_all_of_its_words() -> None:
    lines = ("Mon, 20:00, Chess", "Tue, 18:00, Art & tea")
    another = asset_card(view("twitch_schedule", subtitle="Times in CET", items=lines), None)["another"]
    given = dict(parse_qsl(urlsplit(another).query))
    assert (given["title"], given["second"], given["lines"]) == ("Title", "Times in CET", "\n".join(lines))


def test_a_card_tells_who_painted_measured_and_judged_it() -> None:
    plain = asset_card(view(), None)
    assert (plain["painted"], plain["scored"], plain["feedback"], plain["kit"]) == (False, False, {}, "Studio default")
    assert len(plain["kit_colors"]) >= 2 and plain["revision"] == 2 and plain["prompt_version"] == "v2"
    thumb = FeedbackView(-1, "text", "too small", NOW)
    told = asset_card(view(viral_score=71, generation_params={"provider": "gemini"}), None, thumb)
    assert (told["painted"], told["scored"]) == (True, True)
    assert told["feedback"] == {"rating": -1, "reason": "text", "comment": "too small"}


def test_a_deleted_kit_has_no_link_and_no_colours() -> None:
    card = asset_card(view(brand_kit_id=uuid.uuid4(), brand_kit_version=7), None)
    assert card["kit"] == "A kit you have deleted, version 7" and card["kit_id"] == "" and card["kit_colors"] == []


@pytest.mark.parametrize("asset_type", [type_.id for type_ in ASSET_TYPES.values() if type_.motion])
def test_what_moves_is_offered_as_its_platforms_take_it(asset_type: str) -> None:
    type_ = ASSET_TYPES[asset_type]
    motion = motion_of(type_)
    assert motion is not None and type_.motion is not None
    assert motion["sizes"][0] == f"{type_.width}x{type_.height}" and set(motion["effects"]) <= set(EFFECTS)
    assert motion["formats"] and all(can_encode(format) for format in type_.motion.formats)
    assert motion["effects"] == (["wipe"] if type_.form == "stinger" else [*EFFECTS])


def test_what_stands_still_offers_no_motion() -> None:
    assert all(motion_of(type_) is None for type_ in ASSET_TYPES.values() if not type_.motion)


def test_every_offered_choice_is_one_that_the_services_take() -> None:
    assert {choice["id"] for choice in REASON_CHOICES} == set(REASONS) - {""}
    for face in FACES:
        assert Edits.of({"title": {"font": face["family"]}}).title.font == face["family"]
    assert set(USE_OF.values()) <= set(MOTIFS)
    for use in MOTIFS.values():
        assert all(Edits.of({"hero": {"motif": motif["id"]}}).hero.motif == motif["id"] for motif in use)


# ---- the state


async def page_of(site: Site, actor: Actor, asset_id: object) -> Any:
    """The state of the page at an address, as the router fills it."""
    from reflex.istate.data import RouterData

    root = site.root(site.tag(actor))
    assert await site.ask(root, HYDRATE) is None
    data = {"headers": {"authorization": site.tag(actor)}, "token": "tab", "pathname": "/library/[asset_id]",
            "query": {"asset_id": str(asset_id)}}  # fmt: skip
    root.router = RouterData.from_router_data(data)
    return await root.get_state(AssetState)


async def loaded(site: Site, actor: Actor, asset_id: object) -> Any:
    page = await page_of(site, actor, asset_id)
    await AssetState.load.fn(page)
    return page


def test_the_page_reads_the_thumb_and_the_newest_revision(site: Site) -> None:
    alice = site.world.person()
    asset = site.world.made(alice, "Alice's picture")
    services = site.world.services
    with services.uow.write(alice) as tx:
        services.feedback.give(tx, alice, asset.id, 1, "style")

    async def run() -> None:
        page = await loaded(site, alice, asset.id)
        assert page.asset["feedback"]["reason"] == "style" and page.asset["editable"] and page.asset["revision"] == 1
        services.scenes.edit(alice, asset.id, {"title": {"text": "Another title"}}, revision=1)
        await AssetState.load.fn(page)
        assert (page.asset["revision"], page.asset["title"]) == (2, "Another title")
        assert page.asset["url"] and not page.missing

    asyncio.run(run())


def test_a_strangers_page_is_empty_and_says_so(site: Site) -> None:
    alice, bob = site.world.person(), site.world.person("bob")
    asset = site.world.made(alice, "Alice's picture")

    async def run() -> None:
        for address in (asset.id, uuid.uuid4(), "../x", "", "\x00", "x" * 5000):
            page = await loaded(site, bob, address)
            assert page.missing and page.asset == {}, address

    asyncio.run(run())


def test_an_asset_from_before_editing_shows_without_an_editor(site: Site) -> None:
    alice = site.world.person()
    asset = site.world.made(alice, "Old picture")
    services = site.world.services
    with services.uow.write(System.WORKER) as tx:
        from studio_app.db.models import Asset

        row = tx.session.get(Asset, asset.id)
        assert row is not None
        row.scene = {}
        tx.session.add(row)

    async def run() -> None:
        page = await loaded(site, alice, asset.id)
        assert page.asset["editable"] is False and page.asset["files"]

    asyncio.run(run())


def test_hostile_arguments_neither_share_nor_delete(site: Site) -> None:
    alice, bob = site.world.person(), site.world.person("bob")
    asset = site.world.made(alice, "Alice's picture")

    async def run() -> None:
        page = await loaded(site, bob, asset.id)
        page.asset = {"id": str(asset.id)}  # as if the state had been somebody else's
        for value in (True, False, None, "yes", 1, {}, [str(asset.id)]):
            await AssetState.set_public.fn(page, value)
        await AssetState.delete.fn(page)

    before = site.world.assets(alice)
    asyncio.run(run())
    assert site.world.assets(alice) == before
