"""The main job through the use cases alone, on both databases."""

from __future__ import annotations

import io

from PIL import Image

from studio_app.features.generation.types import GenerateCommand
from tests.world import World


def test_a_request_becomes_a_stored_picture_and_one_unit(either_world: World) -> None:
    services, actor = either_world.services, either_world.person()
    job = services.generation.request(actor, GenerateCommand("thumbnail", "We go live tonight")).job
    with services.uow.read(actor) as tx:
        assert services.billing.plan(tx, actor).reserved == 1
    assert either_world.work() == 2  # the picture, then its score
    with services.uow.read(actor) as tx:
        done = services.generation.get(tx, actor, job.id)
        asset = services.assets.get(tx, actor, done.asset_ids[0])
        plan = services.billing.plan(tx, actor)
    assert (done.status, done.progress_percent, done.completed_assets) == ("completed", 100, 1)
    assert (plan.used, plan.reserved) == (1, 0)
    assert (asset.width, asset.height, asset.format) == (1280, 720, "png")
    key = asset.url.split("/media/")[1]
    picture = Image.open(io.BytesIO(services.storage.get(key)))
    assert picture.size == (1280, 720)
