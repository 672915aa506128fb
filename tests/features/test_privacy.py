"""All of a person's data in one file, and all of it gone."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from studio_app.core.actor import Actor, Client, System
from studio_app.core.errors import NotFound
from studio_app.db.models import (
    ApiKey,
    AssetFile,
    AuditEntry,
    BrandKitLogo,
    DataExport,
    GenerationJob,
    OauthAccount,
    User,
)
from studio_app.features.accounts.types import AccountClosing, WrongPassword
from studio_app.features.audit.types import Action
from studio_app.features.brand_kits.types import KitFields
from studio_app.features.privacy.registry import HOLDINGS, KEPT, PREFIXES
from studio_app.features.privacy.types import ExportNotReady, ExportRunning
from studio_app.ports.storage import StorageFault
from tests.people import PASSWORD
from tests.world import World, picture

MARK = "zqx-marker-zqx"


def somebody(world: World, name: str = "alice") -> Actor:
    """A person with one of everything, her mark on whatever she wrote."""
    actor = world.person(f"{MARK}-{name}")
    kit = world.kit(actor, f"{MARK} kit")
    world.services.logos.add(actor, kit.id, "primary", picture(), f"{MARK}.png")
    world.services.references.add(actor, picture(), f"{MARK}.png")
    world.services.avatars.put(actor, picture())
    world.made(actor, MARK)
    world.services.keys.create(actor, MARK, ["read"], PASSWORD, Client(MARK, "203.0.113.9"))
    with world.services.uow.write(System.WORKER) as tx:
        tx.session.add(OauthAccount(user_id=actor.user_id, provider="google", subject=f"{MARK}-{name}", label=MARK))
    world.ask(actor, f"{MARK} waiting", key=MARK)
    return actor


def everything(world: World) -> str:
    with world.services.uow._engine.connect() as connection:
        rows = {
            table.name: [tuple(map(str, row)) for row in connection.execute(sa.select(table))]
            for table in SQLModel.metadata.sorted_tables
        }
    return json.dumps(rows)


def exported(world: World, actor: Actor) -> tuple[uuid.UUID, zipfile.ZipFile]:
    asked = world.services.privacy.request_export(actor, PASSWORD, Client())
    assert asked.status == "queued"
    world.carry()
    [row] = [row for row in world.rows(DataExport) if row.id == asked.id]
    assert row.status == "ready" and row.object_key and row.file_size
    data = world.services.storage.get(row.object_key)
    assert len(data) == row.file_size
    return asked.id, zipfile.ZipFile(io.BytesIO(data))


def test_every_table_is_in_the_registry() -> None:
    listed = {holding.table.__tablename__ for holding in HOLDINGS} | {table.__tablename__ for table in KEPT}
    assert listed == set(SQLModel.metadata.tables)
    for holding in HOLDINGS:
        columns = set(SQLModel.metadata.tables[holding.name].columns.keys())
        assert holding.secret <= columns and (not holding.files or holding.files in columns)
        assert not {name for name in columns if "secret" in name or "hash" in name} - holding.secret - {
            "old_secret_until", "sha256", "token_hash", "request_hash", "request_sha256",
        } or not holding.exported, holding.name


def test_an_export_has_what_is_hers_and_nothing_that_opens_a_door(either_scripted: World) -> None:
    world = either_scripted
    alice, bob = somebody(world), somebody(world, "bob")
    _, archive = exported(world, alice)
    names = set(archive.namelist())
    data = {name: json.loads(archive.read(name)) for name in names if name.endswith(".json")}
    assert set(data) == {f"data/{holding.name}.json" for holding in HOLDINGS if holding.exported}
    assert data["data/users.json"][0]["email"].startswith(MARK)
    assert data["data/assets.json"][0]["title"] == MARK and data["data/assets.json"][0]["prompt_used"]
    for name in ("brand_kits", "brand_kit_logos", "generation_jobs", "asset_files", "reference_images", "sessions",
                 "api_keys", "oauth_accounts", "subscriptions"):
        assert isinstance(data[f"data/{name}.json"], list)
    text = "".join(archive.read(name).decode() for name in data)
    assert str(bob.user_id) not in text
    [user] = [row for row in world.rows(User) if row.id == alice.user_id]
    keys = [row.key_hash for row in world.rows(ApiKey)]
    assert user.password_hash not in text and not any(key in text for key in keys)
    files = {row.id: row.object_key for row in [*world.rows(AssetFile), *world.rows(BrandKitLogo)]}
    hers = [name for name in names if name.startswith("files/")]
    made = {asset.id for asset in world.assets(alice)}
    drawn = [row for row in world.rows(AssetFile) if row.asset_id in made]
    assert len(hers) == len(drawn) + 3  # a logo, an upload, her picture
    for name in hers:
        ident = uuid.UUID(name.rpartition("/")[2].partition(".")[0])
        if ident in files:
            assert archive.read(name) == world.services.storage.get(files[ident])


def test_an_export_is_for_its_person_for_a_week(scripted: World) -> None:
    alice, bob = somebody(scripted), scripted.person("bob")
    with pytest.raises(WrongPassword):
        scripted.services.privacy.request_export(alice, "wrong wrong", Client())
    asked = scripted.services.privacy.request_export(alice, PASSWORD, Client())
    with pytest.raises(ExportRunning):
        scripted.services.privacy.request_export(alice, PASSWORD, Client())
    with scripted.services.uow.read(alice) as tx, pytest.raises(ExportNotReady):
        scripted.services.privacy.download(tx, alice, asked.id)
    assert any("ready to download" in mail.subject for mail in scripted.mails())
    with scripted.services.uow.read(alice) as tx:
        url, until = scripted.services.privacy.download(tx, alice, asked.id)
        with pytest.raises(NotFound):
            scripted.services.privacy.download(tx, bob, asked.id)
        assert scripted.services.privacy.exports(tx, bob) == []
    assert "/media/exports/" in url and "s=" in url and until <= scripted.clock.now + timedelta(hours=2)
    scripted.clock.forward(days=7, seconds=1)
    scripted.services.privacy.tidy()
    scripted.carry()
    assert scripted.rows(DataExport) == [] and not [key for key in scripted.shelf.objects if "exports/" in key]


def test_an_export_that_cannot_be_stored_is_tried_again_and_then_says_so(scripted: World) -> None:
    alice = scripted.person()
    asked = scripted.services.privacy.request_export(alice, PASSWORD, Client())

    def broken(_: int) -> None:
        raise StorageFault

    scripted.shelf.before_put = broken
    for _ in range(6):
        scripted.carry()
        scripted.clock.forward(minutes=5)
    with scripted.services.uow.read(alice) as tx:
        [view] = scripted.services.privacy.exports(tx, alice)
    assert (view.id, view.status) == (asked.id, "failed")


def test_leaving_stops_everything_at_once(either_scripted: World) -> None:
    world = either_scripted
    alice = somebody(world)
    [asset] = world.assets(alice)
    with pytest.raises(WrongPassword):
        world.services.privacy.close(alice, "wrong wrong", Client())
    world.services.privacy.close(alice, PASSWORD, Client())
    assert {job.status for job in world.rows(GenerationJob)} == {"completed", "cancelled"}
    assert world.plan(alice).reserved == 0
    file = next(row for row in world.rows(AssetFile) if row.kind == "export")
    with world.services.uow.read(System.WORKER) as tx:
        for signed in (True, False):
            assert world.services.assets.media(tx, file.object_key, signed=signed) is None
        with pytest.raises(NotFound):
            world.services.assets.shared(tx, asset.id, None)
    world.services.accounts.log_in(_email(world, alice), PASSWORD, Client(), keep_account=True)
    with world.services.uow.read(System.WORKER) as tx:
        assert world.services.assets.shared(tx, asset.id, None).id == asset.id  # nothing was lost


def _email(world: World, actor: Actor) -> str:
    return next(row.email for row in world.rows(User) if row.id == actor.user_id)


def test_after_the_purge_nothing_is_left_of_her_and_all_of_the_others(either_scripted: World) -> None:
    world = either_scripted
    bob = world.person("bob")
    world.made(bob, "Bob's own")
    others = set(world.shelf.objects)
    alice = somebody(world)
    exported(world, alice)
    world.mails()
    assert MARK in everything(world)
    until = world.services.accounts.close(alice, PASSWORD, Client())
    email = _email(world, alice)
    world.clock.forward(days=13)
    assert world.services.privacy.purge() == 0
    world.clock.forward(days=1, seconds=1)
    assert world.clock.now > until
    with pytest.raises(AccountClosing):  # too late to stay
        world.services.accounts.log_in(email, PASSWORD, Client(), keep_account=True)
    assert world.services.privacy.purge() == 1
    world.carry()
    left = everything(world)
    assert MARK not in left and email not in left
    assert set(world.shelf.objects) == others
    assert [row.id for row in world.rows(User)] == [bob.user_id]
    assert {row.action for row in world.rows(AuditEntry) if row.user_id == alice.user_id} >= {Action.PURGED}
    assert world.services.audit.first_broken() is None
    assert world.services.privacy.purge() == 0


def test_no_stored_object_lies_outside_the_known_places(scripted: World) -> None:
    alice = somebody(scripted)
    exported(scripted, alice)
    assert all(key.startswith(PREFIXES) for key in scripted.shelf.objects)


def test_work_that_ends_after_the_purge_creates_nothing_again(scripted: World) -> None:
    """F38: the account goes while its job is in a worker's hands."""
    alice = scripted.person()
    scripted.ask(alice, "late")

    def gone(_: Any) -> None:
        scripted.services.accounts.close(alice, PASSWORD, Client())
        scripted.clock.forward(days=15)
        assert scripted.services.privacy.purge() == 1

    scripted.painter.script.append(gone)
    scripted.work()
    scripted.carry()
    assert scripted.rows(User) == [] and scripted.shelf.objects == {}


def test_fields_of_a_kit_are_whole_in_the_export(scripted: World) -> None:
    alice = scripted.person()
    with scripted.services.uow.write(alice) as tx:
        scripted.services.brand_kits.create(tx, alice, KitFields(name="Grüße 🎮", primary_colors=("#112233",)))
    _, archive = exported(scripted, alice)
    [kit] = json.loads(archive.read("data/brand_kits.json"))
    assert kit["name"] == "Grüße 🎮" and "#112233" in json.dumps(kit)
