"""Changes in plain words, by rule or by the model from the old plate; emotes cut from their backdrop."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from studio_app.core.errors import NotFound
from studio_app.db.models import AssetFile, GenerationJob
from studio_app.features.generation.types import NotPainted
from studio_app.imaging.keying.keys import choose_key
from studio_app.ports.image_generation import Plate, PlateRequest
from tests.world import World, picture


def test_what_is_understood_is_done_at_once_and_costs_nothing(world: World) -> None:
    actor = world.person()
    asset = world.made(actor, "Words")
    wish = world.services.scenes.wish(actor, asset.id, "make the title smaller and hide the logo")
    assert wish.edited and wish.understood and not wish.not_understood
    with world.services.uow.read(actor) as tx:
        edits = world.services.scenes.get(tx, actor, asset.id).scene["edits"]
    assert edits["title"]["scale"] < 1 and edits["logo"]["visible"] is False
    assert world.plan(actor).used == 1 and world.assets(actor)[0].revision == 2


def test_what_is_not_understood_is_said_and_changes_nothing(world: World) -> None:
    actor = world.person()
    asset = world.made(actor, "Words")
    wish = world.services.scenes.wish(actor, asset.id, "add a purple elephant juggling")
    assert not wish.edited and wish.not_understood
    assert world.assets(actor)[0].revision == 1
    with pytest.raises(NotPainted):
        world.services.generation.change(actor, asset.id, "add an elephant")


def test_the_model_changes_what_it_painted_and_the_conversation_goes_on(scripted: World) -> None:
    actor = scripted.person()
    first, second, third = (picture(640, 360, colour) for colour in ("#102030", "#203040", "#304050"))
    scripted.painter.script.extend([first, second, third])
    asset = scripted.made(actor, "Words", asset_type="thumbnail")
    scripted.services.scenes.edit(actor, asset.id, {"title": {"text": "Better words"}})
    job = scripted.services.generation.change(actor, asset.id, "only warmer light")
    scripted.work()
    changed = scripted.assets(actor, job_id=job.job.id)[0]
    request = scripted.painter.calls[1]
    assert [(turn.instruction, turn.image) for turn in request.turns] == [(asset.prompt_used, first)]
    assert "only warmer light" in request.prompt and asset.prompt_used not in request.prompt
    assert request.brief.edits.title.text == "Better words"
    assert changed.generation_params["edit_of"] == str(asset.id) and changed.id != asset.id
    scripted.services.generation.change(actor, changed.id, "and fog")
    scripted.work()
    assert [turn.image for turn in scripted.painter.calls[2].turns] == [first, second]
    assert len({call.prompt for call in scripted.painter.calls}) == 3
    assert scripted.plan(actor).used == 3


def test_changing_needs_the_asset_to_be_ones_own_and_to_be_there(scripted: World) -> None:
    actor, bob = scripted.person(), scripted.person("bob")
    asset = scripted.made(actor, "Words", asset_type="thumbnail")
    with pytest.raises(NotFound):
        scripted.services.generation.change(bob, asset.id, "steal it")
    assert scripted.rows(GenerationJob, GenerationJob.user_id == bob.user_id) == []
    job = scripted.services.generation.change(actor, asset.id, "fog").job
    with scripted.services.uow.write(actor) as tx:
        scripted.services.assets.delete(tx, actor, asset.id)
    scripted.work()
    failed = scripted.job(actor, job.id)
    assert failed.status == "failed" and failed.failure_code == "NOT_FOUND" and scripted.plan(actor).reserved == 0


class Keyed:
    """Paints a disc on the asked backdrop, or on grey when told to be bad."""

    provider, model = "scripted", "script-1"

    def __init__(self, bad: int = 0) -> None:
        self.bad = bad
        self.calls: list[PlateRequest] = []

    def paint(self, request: PlateRequest) -> Plate:
        self.calls.append(request)
        assert request.key is not None
        image = Image.new("RGB", (512, 512), "#808080" if len(self.calls) <= self.bad else request.key.hex)
        ImageDraw.Draw(image).ellipse((120, 120, 392, 392), "#ffcc00", "#201000", 14)
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        return Plate(buffer.getvalue(), self.provider, self.model, request.seed, {}, request.key)


@pytest.mark.parametrize(("bad", "calls", "provider"), [(0, 1, "scripted"), (1, 2, "scripted"), (2, 2, "local")])
def test_emotes_are_cut_from_their_backdrop_or_drawn_by_us(
    scripted: World, bad: int, calls: int, provider: str
) -> None:
    painter = Keyed(bad)
    scripted.services.pipeline._painter = painter  # type: ignore[assignment]
    actor = scripted.person()
    job = scripted.ask(actor, "", asset_type="twitch_emote")
    for _ in range(4):
        scripted.work()
        scripted.clock.forward(minutes=2)
        scripted.services.sweeper.sweep()
    asset = scripted.assets(actor, job_id=job.id)[0]
    assert len(painter.calls) == calls and asset.generation_params["provider"] == provider
    assert painter.calls[0].key == choose_key(painter.calls[0].brief.kit.colors)
    key = next(r.object_key for r in scripted.rows(AssetFile, AssetFile.asset_id == asset.id) if r.kind == "export")
    pixels = np.asarray(Image.open(io.BytesIO(scripted.shelf.objects[key])).convert("RGBA"))
    assert pixels.shape == (112, 112, 4) and pixels[0, :, 3].max() == 0 and pixels[56, 56, 3] == 255
    if provider == "scripted":
        assert np.abs(pixels[56, 56, :3].astype(int) - (255, 204, 0)).max() < 12
        magenta = (pixels[..., 3] > 40) & (pixels[..., 0] > 200) & (pixels[..., 1] < 90) & (pixels[..., 2] > 200)
        assert not magenta.any()
