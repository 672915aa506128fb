"""What is kept long enough goes, and nothing else; it can be looked at first, stopped, and run again."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from studio_app.adapters.storage.folder import FolderStorage
from studio_app.db.models import Asset, AssetFile, GenerationJob
from studio_app.features.assets.orphans import OrphanCollector
from studio_app.features.generation import retention
from studio_app.ports.image_generation import ContentBlocked
from tests.features.test_batches import batch
from tests.world import World
from workers.retention import clean


def ids(world: World) -> set[object]:
    return {row.id for row in world.rows(GenerationJob)}


def test_jobs_go_after_thirty_days_but_not_before_their_assets(
    either_scripted: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, actor = either_scripted, either_scripted.person()
    monkeypatch.setattr(retention, "_BATCH", 1)  # several rounds
    world.painter.script.append(ContentBlocked())
    failed = world.ask(actor)
    world.work()
    made = world.ask(actor)
    world.work()
    mixed = batch(world, actor, 1, 1)
    world.painter.script.append(ContentBlocked())
    world.work()
    waiting = world.ask(actor)
    [asset] = world.assets(actor, job_id=made.id)
    kept = next(c.id for c in world.job(actor, mixed.id).children if c.status == "completed")

    world.clock.forward(days=29)
    assert world.services.retention.drop() == 0
    world.clock.forward(days=2)
    before = ids(world)
    assert world.services.retention.drop(dry_run=True) == 1 and ids(world) == before
    assert world.services.retention.drop() == 2  # the failed one, and the failed child
    assert ids(world) == {made.id, mixed.id, kept, waiting.id} and failed.id not in ids(world)
    with world.services.uow.write(actor) as tx:
        world.services.assets.delete(tx, actor, asset.id)
    world.clock.forward(days=31)
    world.services.assets.purge()
    assert world.services.retention.drop() == 1 and ids(world) == {mixed.id, kept, waiting.id}
    assert len(world.rows(Asset)) == 1


def test_orphans_go_after_a_day_and_nothing_else(world: World) -> None:
    actor = world.person()
    world.made(actor)
    storage = world.services.storage
    assert isinstance(storage, FolderStorage)
    own = {file.object_key for file in world.rows(AssetFile)}
    for key in ("assets/lost.png", "staging/paid", "logos/kept.png", "assets/fresh.png"):
        storage.put(key, b"x", "image/png")
    yesterday = world.clock.now.timestamp() - 25 * 3600
    for path in Path(storage._root).rglob("*"):
        if path.is_file() and path.name != "fresh.png":
            os.utime(path, (yesterday, yesterday))
    assert set(world.services.orphans.collect(dry_run=True)) == {"assets/lost.png", "staging/paid"}
    assert clean(world.services, dry_run=True) == {"jobs": 0, "objects": 2}
    assert clean(world.services) == {"jobs": 0, "objects": 2} and clean(world.services) == {"jobs": 0, "objects": 0}
    assert set(storage.keys("")) == own | {"assets/fresh.png", "logos/kept.png"}


def test_an_orphan_that_cannot_be_deleted_now_goes_later(scripted: World) -> None:
    scripted.shelf.objects["assets/lost.png"] = b"x"
    collector = OrphanCollector(scripted.services.uow, scripted.shelf)
    scripted.shelf.down = True
    assert collector.collect(age=timedelta(0)) == ["assets/lost.png"] and scripted.shelf.objects
    scripted.shelf.down = False
    collector.collect(age=timedelta(0))
    assert scripted.shelf.objects == {}
