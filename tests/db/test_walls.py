"""PostgreSQL's own wall: what each role may see and do, table by table, whatever a statement asks for."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from studio_app.adapters.events.memory import MemoryEvents
from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.core.actor import Actor, System
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.db.walls import PERSON, ROLES
from studio_app.features.privacy.registry import HOLDINGS
from tests.api.conftest import belongings, checked_client
from tests.conftest import make_settings, make_world
from tests.people import Person, sign_up
from tests.postgres import PostgresServer
from tests.world import Painter, Shelf, World

TABLES = sorted(table.name for table in SQLModel.metadata.sorted_tables)
# What a person's transaction has no business with at all.
CLOSED = {"auth_tokens", "refresh_tokens", "outbox"}


@pytest.fixture
def world(tmp_path: Path, postgres: PostgresServer) -> Iterator[World]:
    url = postgres.login(postgres.copy("template"))
    made = make_world(make_settings(tmp_path, url), painter=Painter(), storage=Shelf())
    yield made
    made.close()


@pytest.fixture
def two(world: World, tmp_path: Path) -> tuple[Person, Person]:
    """Alice, who has one of everything, and Bob, who has nothing."""
    with checked_client(world) as http:
        alice, bob = sign_up(http, "alice"), sign_up(http, "bob")
        belongings(alice, world)
    return alice, bob


def asked(world: World, sql: str, **values: Any) -> list[Any]:
    with world.services.uow.read(System.WORKER) as tx:
        return list(tx.session.connection().execute(sa.text(sql), values))


def test_every_table_is_walled(world: World) -> None:
    found = asked(world, """
        SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, count(p.polname)
        FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
        GROUP BY c.oid ORDER BY c.relname""")
    known = {name: (on, forced, policies) for name, on, forced, policies in found if name != "alembic_version"}
    assert sorted(known) == TABLES
    for name, (on, forced, policies) in known.items():
        assert on and forced and policies >= 1, f"{name}: enable and force row-level security, and say who sees what"


def test_no_role_gets_round_a_wall(world: World) -> None:
    found = asked(world, "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcanlogin FROM pg_roles "
                         "WHERE rolname = ANY(:roles)", roles=list(ROLES))
    assert sorted(found) == sorted((role, False) for role in ROLES)
    assert asked(world, "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner "
                        "WHERE r.rolname = ANY(:roles)", roles=[*ROLES, "studio_web"]) == []
    assert asked(world, "SELECT 1 FROM pg_roles WHERE rolname = session_user AND (rolsuper OR rolbypassrls)") == []
    rights = asked(world, "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants "
                          "WHERE table_schema = current_schema() AND grantee = ANY(:roles)",
                   roles=[*ROLES, "PUBLIC", "studio_web"])
    given = {(table, who, right) for table, who, right in rights}
    assert not [g for g in given if g[1] in ("PUBLIC", "studio_web")]
    assert {right for _, _, right in given} <= {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert not [g for g in given if g[1] == "studio_public" and g[2] != "SELECT"]
    assert not [g for g in given if g[0] == "audit_log" and g[2] == "UPDATE"]
    assert not [g for g in given if g[1] == PERSON and g[0] in CLOSED]


def test_whoever_takes_no_role_may_do_nothing(world: World) -> None:
    with world.services.uow._engine.connect() as connection:
        for table in TABLES:
            with connection.begin(), pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
                connection.execute(sa.text(f"SELECT 1 FROM {table}"))


def test_a_person_sees_hers_and_a_stranger_nothing(world: World, two: tuple[Person, Person]) -> None:
    alice, bob = two
    full = 0
    for holding in HOLDINGS:
        everything = len(world.rows(holding.table, holding.mine(alice.user_id)))
        if holding.name in CLOSED:
            for person in two:
                with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
                    seen(world, person.user_id, holding.name)
            continue
        own = seen(world, alice.user_id, holding.name)
        full += own > 0
        assert own == everything, holding.name
        foreign = seen(world, bob.user_id, holding.name, f"NOT ({own_rows(holding.name)})")
        nobody = seen(world, uuid.uuid4(), holding.name)
        assert (foreign, nobody) == (0, 0), holding.name
    assert full >= 20


def own_rows(table: str) -> str:
    return {
        "users": "id = :me", "asset_files": "asset_id IN (SELECT id FROM assets WHERE user_id = :me)",
    }.get(table, "user_id = :me")


def seen(world: World, who: uuid.UUID, table: str, where: str = "true") -> int:
    with world.services.uow.read(who) as tx:
        sql = sa.text(f"SELECT count(*) FROM {table} WHERE {where}")
        return int(tx.session.connection().execute(sql, {"me": who} if ":me" in where else {}).scalar_one())


def test_a_stranger_changes_and_removes_nothing(world: World, two: tuple[Person, Person]) -> None:
    """Statements without any condition, as somebody who may do less than nothing with the rows of others."""
    alice, bob = two
    before = {holding.name: world.rows(holding.table, holding.mine(alice.user_id)) for holding in HOLDINGS}
    changed = refused = 0
    for table in TABLES:
        for sql in (f"UPDATE {table} SET created_at = created_at", f"DELETE FROM {table}",
                    f"UPDATE {table} SET updated_at = now()"):
            try:
                with world.services.uow.write(bob.user_id) as tx:
                    changed += tx.session.connection().execute(sa.text(sql)).rowcount
            except sa.exc.ProgrammingError:
                refused += 1
    assert refused > 10
    after = {holding.name: world.rows(holding.table, holding.mine(alice.user_id)) for holding in HOLDINGS}
    assert {k: sorted(map(repr, v)) for k, v in after.items()} == {k: sorted(map(repr, v)) for k, v in before.items()}


@pytest.mark.parametrize("sql", [
    "UPDATE brand_kits SET user_id = :other",
    "INSERT INTO turns (user_id, virtual_time, weight) VALUES (:other, 0, 1)",
    "INSERT INTO turns (user_id, virtual_time, weight) VALUES (:other, 0, 1) "
    "ON CONFLICT (user_id) DO UPDATE SET weight = 100",
])
def test_nobody_writes_in_anothers_name_or_gives_a_row_away(
    world: World, two: tuple[Person, Person], sql: str
) -> None:
    alice, bob = two
    world.kit(Actor(bob.user_id, uuid.uuid4()))
    write = world.services.uow.write(bob.user_id)
    with pytest.raises(sa.exc.ProgrammingError, match="row-level security"), write as tx:
        tx.session.connection().execute(sa.text(sql), {"other": alice.user_id})


@pytest.mark.parametrize("column", ["role", "email", "email_verified", "stripe_customer_id", "created_at", "id"])
def test_a_person_cannot_promote_herself(world: World, column: str) -> None:
    actor = world.person()
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), world.services.uow.write(actor) as tx:
        tx.session.connection().execute(sa.text(f"UPDATE users SET {column} = {column}"))


def test_a_shared_connection_never_mixes_two_people_up(postgres: PostgresServer) -> None:
    """One connection, 500 transactions of two people by turns, some kept, some broken off."""
    single = sa.create_engine(postgres.login(postgres.copy("template")), pool_size=1, max_overflow=0)
    uow = UnitOfWork(single, InlineQueue(), MemoryEvents())
    ids = [uuid.uuid4(), uuid.uuid4()]
    with uow.write(System.WORKER) as tx:
        for number, ident in enumerate(ids):
            tx.session.connection().execute(
                sa.text("INSERT INTO users (id, created_at, updated_at, email, email_verified, display_name, role, "
                        "status, muted_mails) VALUES (:id, now(), now(), :email, true, 'x', 'user', 'active', '[]')"),
                {"id": ident, "email": f"p{number}@example.com"},
            )
    for turn in range(500):
        me = ids[turn % 2]
        with uow.read(me) as tx:
            found = tx.session.connection().execute(sa.text("SELECT id FROM users")).scalars().all()
            assert found == [me], turn
        if turn % 5 == 0:  # what a commit leaves behind, and not only what a rollback takes back
            with uow.write(me) as tx:
                tx.session.connection().execute(sa.text("UPDATE users SET display_name = 'y'"))
        if turn % 3 == 0:
            with pytest.raises(ZeroDivisionError), uow.write(me) as tx:
                tx.session.connection().execute(sa.text("SELECT 1"))
                raise ZeroDivisionError
        with single.connect() as connection:
            left = connection.execute(sa.text("SELECT current_user, current_setting('studio.user_id', true)")).one()
            assert left[0] == "studio_web" and not left[1]
    single.dispose()


def test_a_look_across_people_ends_with_its_block(world: World) -> None:
    actor, other = world.person(), world.person("bob")
    with world.services.uow.write(actor) as tx:
        count = sa.text("SELECT count(*) FROM users")
        assert tx.session.connection().execute(count).scalar_one() == 1
        with tx.across_people():
            assert tx.session.connection().execute(count).scalar_one() == 2
        assert tx.session.connection().execute(count).scalar_one() == 1
        with pytest.raises(ZeroDivisionError), tx.across_people():
            raise ZeroDivisionError
        assert tx.session.connection().execute(count).scalar_one() == 1
        with tx.session.begin_nested():
            assert tx.session.connection().execute(count).scalar_one() == 1
    assert other.user_id != actor.user_id
