"""Packs made whole: one master carried over to every member, everything in one ZIP."""

from __future__ import annotations

import io
import uuid
import zipfile

import pytest
from PIL import Image

from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.db.models import Asset, GenerationJob
from studio_app.features.generation.packs import PackWish
from studio_app.features.generation.types import BatchCommand, BatchItem, GenerateCommand
from tests.features.test_batches import on_plan
from tests.world import World, picture

WIDE = "twitch_banner"  # 5:2, too far from 16:9 to be cut out of it


def subject() -> bytes:
    """Something that stands free."""
    image = Image.new("RGBA", (64, 64))
    image.paste((200, 40, 90, 255), (16, 16, 48, 48))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def follow(world: World, actor, master: uuid.UUID, *types: str):  # type: ignore[no-untyped-def]
    items = tuple(BatchItem(GenerateCommand(kind)) for kind in types)
    return world.services.generation.request_batch(actor, BatchCommand(items, master_asset_id=master)).job


def test_a_pack_takes_over_the_masters_look(world: World) -> None:
    actor = world.person()
    world.kit(actor, "Neon", primary_colors=("#00ffcc", "#ff00aa"), headline_font="Bangers", tone="comedic")
    master = world.made(actor, "Night run", custom_prompt="chess", seed=77)
    world.kit(actor, "Other", primary_colors=("#111111",))
    asked = follow(world, actor, master.id, "clip_cover", WIDE, "overlay")
    world.work()
    scene = world.rows(Asset, Asset.id == master.id)[0].scene["brief"]
    for asset in world.assets(actor, job_id=asked.id):
        brief = world.rows(Asset, Asset.id == asset.id)[0].scene["brief"]
        assert brief["asset_type"] == asset.asset_type and brief["title"] == "Night run"
        for name in ("style", "kit", "category", "seed", "tag"):
            assert brief[name] == scene[name], name
        assert asset.generation_params["master"] == str(master.id)
    assert world.job(actor, asked.id).status == "completed"


def test_the_models_art_is_used_again_where_it_fits_and_shown_where_not(scripted: World) -> None:
    actor = scripted.person()
    on_plan(scripted, actor)
    scripted.painter.script.append(picture(1600, 900, "#335577"))
    master = scripted.made(actor, "Night run")
    asked = follow(scripted, actor, master.id, "thumbnail", WIDE, "twitch_emote")
    scripted.painter.script.extend([None, subject()])
    scripted.work()
    assert scripted.job(actor, asked.id).status == "completed"
    calls = scripted.painter.calls[1:]
    assert [call.brief.asset_type for call in calls] == [WIDE, "twitch_emote"], "the thumbnail cost nothing"
    assert all([r.role for r in call.references] == ["style"] for call in calls)
    thumbnail = next(a for a in scripted.assets(actor, job_id=asked.id) if a.asset_type == "thumbnail")
    assert thumbnail.generation_params["provider"] == "scripted"


def test_what_has_words_of_its_own_or_is_small_does_not_take_the_masters(scripted: World) -> None:
    actor = scripted.person()
    on_plan(scripted, actor)
    master = scripted.made(actor, "Night run")
    asked = follow(scripted, actor, master.id, "thumbnail", "twitch_starting_soon", "twitch_emote")
    assert [child.title for child in asked.children] == ["Night run", "", ""]


def test_an_asset_made_without_a_logo_stays_without_one(scripted: World) -> None:
    actor = scripted.person()
    kit = scripted.kit(actor)
    scripted.services.logos.add(actor, kit.id, "primary", picture(), "logo.png")
    for wanted in (True, False):
        made = scripted.made(actor, "Words", logo=wanted)
        with scripted.services.uow.read(actor) as tx:
            asset = scripted.services.scenes.own(tx, actor, made.id)
            materials = scripted.services.scenes.materials(tx, asset)()
        assert (materials.logo is not None) == wanted


@pytest.mark.parametrize("whose", ["bob", "nobody"])
def test_a_foreign_master_does_not_exist(scripted: World, whose: str) -> None:
    alice, bob = scripted.person(), scripted.person("bob")
    foreign = scripted.made(bob).id if whose == "bob" else uuid.uuid4()
    before = len(scripted.rows(GenerationJob))
    with pytest.raises(NotFound):
        follow(scripted, alice, foreign, "thumbnail")
    assert len(scripted.rows(GenerationJob)) == before and scripted.plan(alice).reserved == 0


def test_a_pack_is_one_zip_with_a_folder_for_each_platform(world: World) -> None:
    actor = world.person()
    wish = PackWish(GenerateCommand("", "Mira", style="editorial"))
    asked = world.services.generation.request_pack(actor, "starter", wish).job
    assert asked.pack == "starter" and [c.title for c in asked.children] == [
        "Mira", "Mira", "Be back soon", "About", "Mira"]
    with pytest.raises(NotFound):
        world.services.exports.package_of_job(actor, asked.id)
    world.work()
    data = b"".join(world.services.exports.package_of_job(actor, asked.id))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        checklist = archive.read("checklist.txt").decode()
        assert archive.testzip() is None
    assert len(names) == len(set(names)) and {name.split("/")[0] for name in names} >= {"twitch", "youtube", "kick"}
    for words in ("Twitch profile picture", "Twitch panel", "320 x 100"):
        assert words in checklist
    stranger = world.person("bob")
    with pytest.raises(NotFound):
        world.services.exports.package_of_job(stranger, asked.id)


def test_an_unknown_pack_is_refused_with_what_there_is(world: World) -> None:
    with pytest.raises(ValidationFailed, match="starter"):
        world.services.generation.request_pack(world.person(), "gold", PackWish(GenerateCommand("")))
