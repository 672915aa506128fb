"""Assets: finding them, sharing and hiding, downloads, the trash and the purge."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from studio_app.core.actor import Actor, System
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.db.models import Asset, AssetFile
from studio_app.db.unit_of_work import Transaction
from studio_app.features.assets.types import AssetFilter, NewAsset, Page, StoredFile
from studio_app.ports.storage import StorageFault
from tests.world import World


def shelve(world: World, actor: Actor, title: str = "", asset_type: str = "thumbnail", **changes: Any) -> uuid.UUID:
    """A stored asset, without drawing it: the rows and objects that a settled job leaves."""
    job = world.ask(actor, title, asset_type=asset_type)
    asset_id = uuid.uuid4()
    files = []
    for kind, format in (("export", "png"), ("export", "webp"), ("preview", "webp")):
        key = f"assets/{uuid.uuid4().hex}.{format}"
        world.shelf.objects[key] = key.encode()
        files.append(StoredFile(kind, format, 1280, 720, len(key), "0" * 64, key))
    new: dict[str, Any] = {
        "asset_id": asset_id, "user_id": actor.user_id, "job_id": job.id, "asset_type": asset_type, "title": title,
        "style": "impact", "brand_kit_id": None, "brand_kit_version": None, "prompt_used": "p",
        "generation_params": {}, "layout": {}, "scene": {}, "prompt_version": "v1",
        "files": tuple(files), "retention_days": 90, **changes,
    }
    with world.services.uow.write(System.WORKER) as tx:
        world.services.assets.add(tx, NewAsset(**new))
        row = tx.session.get(Asset, asset_id)
        assert row is not None
        row.created_at = tx.now
        tx.session.add(row)
    with world.services.uow.write(System.WORKER) as tx:
        world.services.billing.consume(tx, job.id)
    world.clock.forward(seconds=1)
    return asset_id


def plenty(world: World, actor: Actor) -> None:
    """A plan without a limit."""
    from studio_app.db.models import Subscription

    with world.services.uow.write(System.WORKER) as tx:
        tx.session.add(
            Subscription(
                user_id=actor.user_id, tier="studio", status="active", current_period_start=tx.now,
                current_period_end=tx.now + timedelta(days=30),
            )
        )


def page(world: World, actor: Actor, limit: int = 20, **named: Any) -> Page:
    wanted = {k: named.pop(k) for k in [*named] if k in AssetFilter.__slots__}
    with world.services.uow.read(actor) as tx:
        return world.services.assets.browse(tx, actor, AssetFilter(**wanted), limit=limit, **named)


def do(world: World, work: Callable[..., Any], *arguments: Any) -> Any:
    with world.services.uow.write(System.WORKER) as tx:
        return work(tx, *arguments)


def keys(world: World, asset_id: uuid.UUID) -> set[str]:
    return {file.object_key for file in world.rows(AssetFile, AssetFile.asset_id == asset_id)}


def reachable(world: World, key: str, *, signed: bool = False) -> bool:
    with world.services.uow.read(System.WORKER) as tx:
        return world.services.assets.media(tx, key, signed=signed) is not None


def test_one_sees_ones_own_assets_newest_first(either_scripted: World) -> None:
    world = either_scripted
    alice, bob = world.person(), world.person("bob")
    plenty(world, alice)
    made = [shelve(world, alice, f"t{n}") for n in range(7)]
    other = shelve(world, bob)
    found = page(world, alice)
    assert [a.id for a in found.assets] == made[::-1] and found.total == 7 and found.next_cursor is None
    assert [a.id for a in page(world, alice, sort="oldest").assets] == made
    assert [a.id for a in page(world, bob).assets] == [other]


def test_filters_narrow_the_list(either_scripted: World) -> None:
    world = either_scripted
    alice, bob = world.person(), world.person("bob")
    kit = world.kit(alice)
    banner = shelve(world, alice, "the banner", "banner")
    branded = shelve(world, alice, "branded", brand_kit_id=kit.id)
    hidden = shelve(world, alice, "hidden")
    world.services.assets.set_visibility(alice, hidden, False)
    job_id = page(world, alice, q="branded").assets[0].job_id

    def found(**wanted: Any) -> set[uuid.UUID]:
        result = page(world, alice, **wanted)
        assert result.total == len(result.assets)
        return {asset.id for asset in result.assets}

    assert found(asset_type="banner") == {banner}
    assert found(brand_kit_id=kit.id) == {branded}
    assert found(job_id=job_id) == {branded}
    assert found(is_public=False) == {hidden} and found(is_public=True) == {banner, branded}
    assert found(asset_type="banner", is_public=False) == set()
    assert page(world, bob, brand_kit_id=kit.id).total == page(world, bob, job_id=job_id).total == 0


SEARCHES = [
    ("100% real", "100%", True), ("1000 real", "100%", False), ("a_b", "a_b", True), ("axb", "a_b", False),
    ("back\\slash", "\\", True), ("plain", "\\", False), ("ELDEN Ring", "elden r", True), ("Café", "CAFÉ", True),
    ("ÉLAN", "élan", True), ("ÉLAN", "ÉLAN", True), ("МОСКВА", "москва", True), ("café", "cafe\u0301", True),
    ("tea", "%", False), ("tea", "_", False), ("tea", "", True), ("tea", "  ", True), ("tea", "\x00", True),
    ("quote ' \" --", "' \" --", True),
]


def test_search_takes_words_literally_in_any_case(either_scripted: World) -> None:
    found, wanted = {}, {}
    for title, q, matches in SEARCHES:
        actor = either_scripted.person()
        made = shelve(either_scripted, actor, title)
        wanted[title, q] = [made] if matches else []
        found[title, q] = [a.id for a in page(either_scripted, actor, q=q).assets]
    assert found == wanted


def test_pages_neither_repeat_nor_lose_while_assets_arrive(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    plenty(world, actor)
    made = [shelve(world, actor) for _ in range(7)]
    with world.services.uow.write(System.WORKER) as tx:  # three of one instant: the id decides among them
        for asset_id in made[2:5]:
            row = tx.session.get(Asset, asset_id)
            assert row is not None
            row.created_at = world.clock.now - timedelta(minutes=5)
            tx.session.add(row)
    for sort in ("newest", "oldest"):
        expected = [a.id for a in page(world, actor, sort=sort).assets]
        seen: list[uuid.UUID] = []
        cursor, rounds = None, 0
        while rounds == 0 or cursor:
            found = page(world, actor, 2, cursor=cursor, sort=sort)
            seen += [a.id for a in found.assets]
            cursor, rounds = found.next_cursor, rounds + 1
            if sort == "newest":
                shelve(world, actor, "new")
        assert seen == expected
        assert len(seen) == len(set(seen))


def test_a_cursor_from_elsewhere_is_refused(scripted: World) -> None:
    with pytest.raises(ValidationFailed):
        page(scripted, scripted.person(), cursor="made-up")


def test_offsets_count_from_the_newest(scripted: World) -> None:
    actor = scripted.person()
    made = [shelve(scripted, actor) for _ in range(4)]
    assert [a.id for a in page(scripted, actor, 2, offset=1).assets] == [made[2], made[1]]
    assert page(scripted, actor, offset=99).assets == ()


def test_hiding_kills_every_address_given_out_before(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    asset_id = shelve(world, actor)
    before = keys(world, asset_id)
    assert all(reachable(world, key) for key in before)
    hidden = world.services.assets.set_visibility(actor, asset_id, False)
    after = keys(world, asset_id)
    assert not any(reachable(world, key, signed=True) for key in before)  # at once, whenever the bytes go
    world.carry()
    assert before.isdisjoint(after) and set(world.shelf.objects) == after
    assert not any(reachable(world, key, signed=True) for key in before)
    assert not any(reachable(world, key) for key in after) and all(reachable(world, key, signed=True) for key in after)
    assert "?e=" in hidden.url and "?e=" in hidden.preview_url and not hidden.is_public
    shown = world.services.assets.set_visibility(actor, asset_id, True)
    assert keys(world, asset_id) == after and "?" not in shown.url
    assert world.services.assets.set_visibility(actor, asset_id, True) == shown


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_hiding_all_or_nothing(scripted: World, failing: int) -> None:
    actor = scripted.person()
    asset_id = shelve(scripted, actor)
    before = dict(scripted.shelf.objects)

    def fail(number: int) -> None:
        if number == failing:
            raise StorageFault

    scripted.shelf.puts = 0
    scripted.shelf.before_put = fail
    with pytest.raises(StorageFault):
        scripted.services.assets.set_visibility(actor, asset_id, False)
    assert scripted.shelf.objects == before and keys(scripted, asset_id) == set(before)
    assert scripted.assets(actor)[0].is_public


def test_hiding_counts_even_when_the_old_bytes_cannot_be_removed(scripted: World) -> None:
    actor = scripted.person()
    asset_id = shelve(scripted, actor)
    before = keys(scripted, asset_id)
    last = len(before) - 1
    scripted.shelf.puts = 0
    scripted.shelf.after_put = lambda n: setattr(scripted.shelf, "down", n == last)
    assert not scripted.services.assets.set_visibility(actor, asset_id, False).is_public
    assert not any(reachable(scripted, key, signed=True) for key in before)


def test_an_asset_in_the_trash_is_gone_and_comes_back(either_scripted: World) -> None:
    world = either_scripted
    assets, actor = world.services.assets, world.person()
    asset_id = shelve(world, actor)
    do(world, assets.delete, actor, asset_id)
    assert page(world, actor).total == 0
    assert not any(reachable(world, key, signed=True) for key in keys(world, asset_id))
    for gone in (assets.get, assets.delete, assets.download):
        with pytest.raises(NotFound):
            do(world, gone, actor, asset_id)
    with pytest.raises(NotFound):
        do(world, assets.shared, asset_id, actor)
    with pytest.raises(NotFound):
        assets.set_visibility(actor, asset_id, False)
    assert do(world, assets.restore, actor, asset_id).id == asset_id
    with pytest.raises(NotFound):
        do(world, assets.restore, actor, asset_id)
    assert page(world, actor).total == 1 and all(reachable(world, key) for key in keys(world, asset_id))


def test_the_trash_is_emptied_after_thirty_days(either_scripted: World) -> None:
    world = either_scripted
    assets, actor = world.services.assets, world.person()
    kept, deleted = shelve(world, actor), shelve(world, actor)
    do(world, assets.delete, actor, deleted)
    world.clock.forward(days=29, hours=23)
    assert assets.purge() == 0 and len(world.shelf.objects) == 6
    world.clock.forward(hours=2)
    assert assets.purge() == 1
    world.carry()
    assert set(world.shelf.objects) == keys(world, kept)
    assert [row.id for row in world.rows(Asset)] == [kept] and len(world.rows(AssetFile)) == 3
    assert assets.purge() == 0
    with pytest.raises(NotFound):
        do(world, assets.restore, actor, deleted)


def test_a_free_asset_runs_out_and_a_paid_one_stays(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    free, paid = shelve(world, actor), shelve(world, actor, retention_days=None)
    with world.services.uow.read(actor) as tx:
        assert world.services.assets.get(tx, actor, paid).expires_at is None
    world.clock.forward(days=90)
    with world.services.uow.read(System.WORKER) as tx, pytest.raises(NotFound):
        world.services.assets.shared(tx, free, None)
    assert world.services.assets.purge() == 1
    assert [row.id for row in world.rows(Asset)] == [paid]


def test_a_purge_that_meets_a_broken_storage_goes_on(scripted: World) -> None:
    actor = scripted.person()
    do(scripted, scripted.services.assets.delete, actor, shelve(scripted, actor))
    scripted.clock.forward(days=31)
    scripted.shelf.down = True
    assert scripted.services.assets.purge() == 1
    assert scripted.rows(Asset) == []


def test_downloads_come_in_every_stored_format(either_scripted: World) -> None:
    world = either_scripted
    assets, actor = world.services.assets, world.person()
    asset_id = shelve(world, actor, "GG: 100%!")
    with world.services.uow.read(actor) as tx:
        main, webp = assets.download(tx, actor, asset_id), assets.download(tx, actor, asset_id, "webp")
        with pytest.raises(ValidationFailed) as fault:
            assets.download(tx, actor, asset_id, "jpeg")
    assert (main.format, main.filename) == ("png", "gg-100-thumbnail-1280x720.png")
    assert (webp.format, webp.filename) == ("webp", "gg-100-thumbnail-1280x720.webp")
    assert timedelta(minutes=59) < main.expires_at - world.clock.now <= timedelta(hours=2)
    assert "png, webp" in fault.value.message


def test_a_shared_asset_tells_strangers_little(either_scripted: World) -> None:
    world = either_scripted
    assets, actor = world.services.assets, world.person()
    asset_id = shelve(world, actor, "Hello")

    def look(tx: Transaction, viewer: Actor | None) -> Any:
        return assets.shared(tx, asset_id, viewer)

    stranger = world.person("bob")
    seen = do(world, look, None)
    assert (seen.title, seen.maker, seen.is_public) == ("Hello", "Alice", True)
    assert not {"prompt_used", "user_id", "object_key", "generation_params"} & set(type(seen).__slots__)
    assets.set_visibility(actor, asset_id, False)
    assert do(world, look, actor).id == asset_id
    for viewer in (None, stranger):
        with pytest.raises(NotFound):
            do(world, look, viewer)


def test_strangers_can_do_nothing(either_scripted: World) -> None:
    world = either_scripted
    assets, alice, bob = world.services.assets, world.person(), world.person("bob")
    asset_id = shelve(world, alice)
    trashed = shelve(world, alice)
    do(world, assets.delete, alice, trashed)
    before = world.rows(Asset), world.rows(AssetFile), dict(world.shelf.objects)
    for work, target in ((assets.get, asset_id), (assets.download, asset_id), (assets.delete, asset_id),
                         (assets.restore, trashed)):
        with pytest.raises(NotFound):
            do(world, work, bob, target)
    with pytest.raises(NotFound):
        assets.set_visibility(bob, asset_id, False)
    assert (world.rows(Asset), world.rows(AssetFile), dict(world.shelf.objects)) == before
