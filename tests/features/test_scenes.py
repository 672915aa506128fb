"""Editing after the fact: a new revision at no cost, never a half one, and back again."""

from __future__ import annotations

import io
import uuid
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio_app.core.actor import Actor, System
from studio_app.core.errors import NotFound
from studio_app.db.models import Asset, AssetFile, AssetRevision
from studio_app.features.assets.types import AssetView, SceneChanged, SceneMissing
from studio_app.features.generation.types import ReferenceUse
from studio_app.imaging.edits import EditRejected
from studio_app.ports.storage import StorageFault
from tests.world import World, picture


@pytest.fixture
def alice(world: World) -> Actor:
    return world.person("alice")


def shown(world: World, actor: Actor, asset_id: uuid.UUID) -> AssetView:
    with world.services.uow.read(actor) as tx:
        return world.services.assets.get(tx, actor, asset_id)


def files(world: World, asset_id: uuid.UUID) -> dict[tuple[str, str], str]:
    rows = world.rows(AssetFile, AssetFile.asset_id == asset_id)
    return {(row.kind, row.format): row.object_key for row in rows}


def test_an_edit_is_a_new_revision_with_new_files_and_costs_nothing(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Old words")
    before, used = files(world, asset.id), world.plan(alice).used
    world.services.scenes.edit(alice, asset.id, {"title": {"text": "New words", "scale": 1.1}}, revision=1)
    after = shown(world, alice, asset.id)
    assert (after.title, after.revision, after.alt_text) == ("New words", 2, "Clip cover that says “New words”, "
                                                             "editorial style")
    assert after.sha256 != asset.sha256 and after.url != asset.url
    assert after.layout is not None and after.layout["runs"][0]["text"] in ("New words", "NEW WORDS")
    assert world.plan(alice).used == used
    now = files(world, asset.id)
    world.carry()
    assert set(now) == set(before) and set(now.values()).isdisjoint(before.values())
    for key in before.values():
        with pytest.raises(StorageFault):
            world.services.storage.get(key)
    image = Image.open(io.BytesIO(world.services.storage.get(now["export", "png"])))
    assert image.size == (1280, 720)


def test_edits_add_up_and_null_takes_one_back(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Words")
    scenes = world.services.scenes
    scenes.edit(alice, asset.id, {"title": {"dx": 0.02}, "logo": {"visible": False}})
    scenes.edit(alice, asset.id, {"title": {"scale": 0.9}, "logo": None})
    with world.services.uow.read(alice) as tx:
        scene = scenes.get(tx, alice, asset.id)
    assert scene.scene["edits"] == {"title": {"dx": 0.02, "scale": 0.9}} and scene.revision == 3


def test_the_same_scene_is_the_same_picture(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Words")
    world.services.scenes.edit(alice, asset.id, {})
    assert shown(world, alice, asset.id).sha256 == asset.sha256


def test_a_kit_that_gets_a_logo_changes_no_finished_picture(world: World, alice: Actor) -> None:
    kit = world.kit(alice)
    asset = world.made(alice, "Words", brand_kit_id=kit.id)
    world.services.logos.add(alice, kit.id, "primary", picture(), "logo.png")
    scenes = world.services.scenes
    scenes.edit(alice, asset.id, {})
    assert shown(world, alice, asset.id).sha256 == asset.sha256
    scenes.revert(alice, asset.id, 1)
    assert shown(world, alice, asset.id).sha256 == asset.sha256
    # Who wants it there says which one.
    scenes.edit(alice, asset.id, {"logo": {"type": "primary"}})
    assert shown(world, alice, asset.id).sha256 != asset.sha256


def test_a_wish_takes_the_last_change_back(world: World, alice: Actor) -> None:
    asset, scenes = world.made(alice, "Words"), world.services.scenes
    assert scenes.wish(alice, asset.id, "undo that").not_understood == ("undo that",)  # there is nothing before it
    assert scenes.wish(alice, asset.id, "title bigger").edited
    changed = shown(world, alice, asset.id).sha256
    back = scenes.wish(alice, asset.id, "Undo that!")
    assert (back.understood, back.edited) == (("The last change taken back",), True)
    assert shown(world, alice, asset.id).sha256 == asset.sha256 != changed


def test_of_two_edits_at_once_one_wins_and_nothing_is_left_over(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Words")
    scenes = world.services.scenes
    scenes.edit(alice, asset.id, {"vivid": 1.2}, revision=1)
    with pytest.raises(SceneChanged) as caught:
        scenes.edit(alice, asset.id, {"vivid": 0.5}, revision=1)
    assert caught.value.details == {"revision": 2}
    kept = {row.object_key for row in world.rows(AssetFile)}
    world.carry()
    assert set(world.services.storage.keys("assets/")) == kept


def test_an_edit_that_loses_the_race_while_it_draws_stores_nothing(scripted: World) -> None:
    actor = scripted.person()
    asset = scripted.made(actor, "Words")
    overtaken = False

    def overtake(_number: int) -> None:
        nonlocal overtaken
        if not overtaken:
            overtaken = True
            scripted.services.scenes.edit(actor, asset.id, {"outline": 0.5})

    scripted.shelf.before_put = overtake
    with pytest.raises(SceneChanged):
        scripted.services.scenes.edit(actor, asset.id, {"outline": 1.0})
    assert shown(scripted, actor, asset.id).revision == 2
    scripted.carry()
    assert set(scripted.shelf.objects) == {row.object_key for row in scripted.rows(AssetFile)}


def test_storage_that_fails_half_way_leaves_the_asset_as_it_was(scripted: World) -> None:
    actor = scripted.person()
    asset = scripted.made(actor, "Words")
    before = dict(scripted.shelf.objects)
    start = scripted.shelf.puts

    def fail(number: int) -> None:
        if number == start + 1:
            raise StorageFault

    scripted.shelf.before_put = fail
    with pytest.raises(StorageFault):
        scripted.services.scenes.edit(actor, asset.id, {"title": {"text": "Never"}})
    assert scripted.shelf.objects == before
    assert shown(scripted, actor, asset.id).title == "Words"


def test_words_are_set_again_over_the_plate_that_a_model_painted(scripted: World) -> None:
    actor = scripted.person()
    scripted.painter.script.append(picture(640, 360, "#204080"))
    asset = scripted.made(actor, "Words", asset_type="thumbnail")
    plate = files(scripted, asset.id)["plate", "png"]
    scripted.services.scenes.edit(actor, asset.id, {"title": {"text": "Other"}})
    assert len(scripted.painter.calls) == 1
    now = files(scripted, asset.id)
    assert now["plate", "png"] == plate
    image = Image.open(io.BytesIO(scripted.shelf.objects[now["export", "png"]])).convert("RGB")
    assert image.getpixel((1200, 300)) == (0x20, 0x40, 0x80)


@pytest.mark.parametrize("patch", [{"title": {"scale": 99}}, {"colour": 1}, {"logo": {"type": "x"}}])
def test_what_cannot_be_edited_is_refused_before_anything_is_drawn(
    world: World, alice: Actor, patch: dict[str, Any]
) -> None:
    asset = world.made(alice)
    with pytest.raises(EditRejected):
        world.services.scenes.edit(alice, asset.id, patch)
    assert len(world.rows(AssetRevision)) == 1


def test_history_and_the_way_back(world: World, alice: Actor) -> None:
    asset = world.made(alice, "One")
    scenes = world.services.scenes
    scenes.edit(alice, asset.id, {"title": {"text": "Two"}})
    scenes.revert(alice, asset.id, 1)
    assert shown(world, alice, asset.id).sha256 == asset.sha256
    with world.services.uow.read(alice) as tx:
        found = scenes.history(tx, alice, asset.id)
    assert [(r.number, r.cause, r.title) for r in found] == [
        (3, "revert", "One"), (2, "edit", "Two"), (1, "generated", "One"),
    ]
    with pytest.raises(NotFound):
        scenes.revert(alice, asset.id, 9)


def test_strangers_see_and_change_nothing(world: World, alice: Actor) -> None:
    asset, bob = world.made(alice, "Mine"), world.person("bob")
    scenes = world.services.scenes
    for act in (
        lambda: scenes.edit(bob, asset.id, {}), lambda: scenes.preview(bob, asset.id, {}, 320),
        lambda: scenes.revert(bob, asset.id, 1),
    ):
        with pytest.raises(NotFound):
            act()
    with world.services.uow.read(bob) as tx:
        for read in (scenes.get, scenes.history):
            with pytest.raises(NotFound):
                read(tx, bob, asset.id)
    assert shown(world, alice, asset.id).revision == 1


def test_a_preview_stores_nothing(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Words")
    before = world.services.storage.keys("assets/")
    preview = world.services.scenes.preview(alice, asset.id, {"title": {"text": "Try"}}, 320)
    assert (preview.width, preview.height) == (320, 180) and preview.data[8:12] == b"WEBP"
    assert {run["role"]: run["text"] for run in preview.layout["runs"]}["title"].upper() == "TRY"
    assert world.services.storage.keys("assets/") == before and shown(world, alice, asset.id).title == "Words"


def test_assets_from_before_scenes_say_so(world: World, alice: Actor) -> None:
    asset = world.made(alice)
    with world.services.uow.write(System.WORKER) as tx:
        row = tx.session.get(Asset, asset.id)
        assert row is not None
        row.scene = {}
    with pytest.raises(SceneMissing):
        world.services.scenes.edit(alice, asset.id, {})
    assert not shown(world, alice, asset.id).editable


def green_share(data: bytes) -> float:
    pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGB").resize((64, 36)), np.int16).reshape(-1, 3)
    return float(((pixels[:, 1] > 140) & (pixels[:, 0] < 120) & (pixels[:, 2] < 120)).mean())


def test_a_photo_stays_in_the_asset_when_it_is_edited_or_deleted_elsewhere(world: World, alice: Actor) -> None:
    services = world.services
    photo = services.references.add(alice, picture(400, 400, "#00ff00"), "me.png")
    asset = world.made(alice, "Me", asset_type="thumbnail", references=(ReferenceUse(photo.id, "subject"),))
    services.references.remove(alice, photo.id)
    services.scenes.edit(alice, asset.id, {"title": {"text": "Still me"}})
    key = files(world, asset.id)["export", "png"]
    assert green_share(world.services.storage.get(key)) > 0.05


def test_what_is_clear_round_its_figure_is_not_cropped(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Raid", asset_type="twitch_alert")
    with pytest.raises(EditRejected) as refused:
        world.services.scenes.edit(alice, asset.id, {"crop": {"zoom": 2}})
    assert "crop.zoom" in (refused.value.details or {})["fields"]
    wish = world.services.scenes.wish(alice, asset.id, "zoom in")
    assert not wish.edited and wish.not_understood
