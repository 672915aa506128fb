"""API keys: made by a person, shown once, opening what their scopes say."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from studio_app.catalog.scopes import SCOPES, needed
from studio_app.core.actor import Actor, Client
from studio_app.core.errors import InvalidToken, NotFound, ValidationFailed
from studio_app.db.models import ApiKey, Session
from studio_app.features.accounts.keys import PREFIX
from studio_app.features.accounts.types import EmailNotVerified, KeyLimit, NewKey, WrongPassword
from tests.people import PASSWORD, Person
from tests.world import World, picture


def make(world: World, actor: Actor, *scopes: str, name: str = "bot", days: int | None = None) -> NewKey:
    return world.services.keys.create(actor, name, scopes or ("read",), PASSWORD, Client(), days)


def test_a_key_is_shown_once_and_kept_as_a_hash(either_world: World) -> None:
    world = either_world
    actor = world.person()
    made = make(world, actor, "generate", "read", name="  my\tbot ")
    assert made.secret.startswith(PREFIX) and len(made.secret) > 50
    [row] = world.rows(ApiKey)
    assert made.secret not in repr(row) and row.hint == made.secret[-4:] and row.name == "my bot"
    assert made.key.scopes == ("read", "generate")
    found = world.services.authenticator.by_key(made.secret)
    assert (found.user_id, found.session_id, found.scopes) == (actor.user_id, made.key.id, {"read", "generate"})
    assert found.role == "user"
    [row] = world.rows(ApiKey)
    assert row.last_used_at == world.clock.now
    [mail] = [mail for mail in world.mails() if "API key" in mail.subject]
    assert made.secret not in mail.text and "my bot" in mail.text


def test_only_a_confirmed_person_with_her_password_makes_one(world: World) -> None:
    stranger = world.person(verified=False)
    with pytest.raises(EmailNotVerified):
        make(world, stranger)
    actor = world.person()
    with pytest.raises(WrongPassword):
        world.services.keys.create(actor, "bot", ["read"], "wrong wrong", Client())
    for name, scopes in (("", ["read"]), ("\u200b", ["read"]), ("bot", []), ("bot", ["admin"])):
        with pytest.raises(ValidationFailed):
            world.services.keys.create(actor, name, scopes, PASSWORD, Client())
    assert world.rows(ApiKey) == []


def test_ten_at_most_however_fast(either_world: World) -> None:
    world, actor = either_world, either_world.person()

    def attempt(_: int) -> bool:
        try:
            return bool(make(world, actor))
        except KeyLimit:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(14))) == 10
    assert len(world.rows(ApiKey)) == 10


def test_a_key_ends_when_it_is_revoked_when_its_time_is_over_and_with_its_person(world: World) -> None:
    actor, bob = world.person(), world.person("bob")
    revoked, short, lasting = make(world, actor), make(world, actor, days=1), make(world, actor)
    with world.services.uow.write(bob) as tx, pytest.raises(NotFound):
        world.services.keys.revoke(tx, bob, revoked.key.id)
    by_key = world.services.authenticator.by_key
    held = by_key(revoked.secret)
    world.services.authenticator.still(held)
    for _ in range(2):
        with world.services.uow.write(actor) as tx:
            world.services.keys.revoke(tx, actor, revoked.key.id)
    world.services.authenticator.forget(revoked.key.id)
    with pytest.raises(InvalidToken):
        by_key(revoked.secret)
    with pytest.raises(InvalidToken):
        world.services.authenticator.still(held)
    world.clock.forward(hours=25)
    with pytest.raises(InvalidToken):
        by_key(short.secret)
    with world.services.uow.read(actor) as tx:
        assert [key.id for key in world.services.keys.all(tx, actor)] == [lasting.key.id]
    world.services.accounts.close(actor, PASSWORD, Client())
    for secret in (lasting.secret, PREFIX, PREFIX + "x" * 43, lasting.secret + "x"):
        with pytest.raises(InvalidToken):
            by_key(secret)


def test_every_group_of_writes_has_one_scope_or_none() -> None:
    assert {needed(frozenset({tag}), writes=True) for scope in SCOPES.values() for tag in scope.tags} == set(
        SCOPES
    ) - {"read"}
    for tag in ("accounts", "webhooks", "catalog"):
        assert needed(frozenset({tag}), writes=True) is None
    assert needed(frozenset({"generation"}), writes=False) == "read"


@pytest.fixture
def world(scripted: World) -> World:
    return scripted


def program(http: TestClient, alice: Person, world: World, *scopes: str) -> Person:
    world.verify(alice.user_id)
    session = next(row for row in world.rows(Session) if row.user_id == alice.user_id)
    made = make(world, Actor(alice.user_id, session.id), *scopes)
    return Person(http, alice.email, alice.user_id, made.secret, "")


def test_a_program_does_what_its_scopes_say_and_nothing_else(http: TestClient, alice: Person, world: World) -> None:
    reader, maker = program(http, alice, world, "read"), program(http, alice, world, "generate")
    body = {"asset_type": "clip_cover", "title": "By a bot"}
    refused = reader.post("/generate", json=body)
    assert (refused.status_code, refused.json()["error"]["details"]) == (403, {"scope": "generate"})
    job = maker.post("/generate", json=body)
    assert job.status_code == 202
    assert maker.get(f"/jobs/{job.json()['data']['id']}").status_code == 403  # ordering is not reading
    assert reader.get(f"/jobs/{job.json()['data']['id']}").json()["data"]["user_id"] == str(alice.user_id)
    assert reader.get("/auth/me").json()["data"]["email"] == alice.email
    assert maker.post("/references", files={"file": ("me.png", picture(), "image/png")},
                      data={"role": "style"}).status_code == 201
    for call in (
        lambda: maker.delete(f"/assets/{uuid.uuid4()}"), lambda: maker.post("/brand-kits", json={"name": "x"}),
        lambda: reader.get("/auth/sessions"), lambda: reader.get("/auth/keys"), lambda: reader.get("/webhooks"),
        lambda: maker.put("/auth/me", json={"display_name": "x"}), lambda: maker.post("/auth/logout"),
        lambda: maker.call("DELETE", "/auth/me", json={"password": PASSWORD, "confirmation": "DELETE"}),
        lambda: maker.post("/auth/keys", json={"name": "x", "scopes": ["read"], "password": PASSWORD}),
    ):
        answer = call()
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "FORBIDDEN"), answer.text


def test_a_wrong_key_is_no_session(http: TestClient, alice: Person) -> None:
    nobody = Person(http, alice.email, alice.user_id, PREFIX + "x" * 43, "")
    answer = nobody.get("/auth/me")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "INVALID_TOKEN")
