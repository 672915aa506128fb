"""What PostgreSQL's row-level security costs: the same question as a person, and as who sees everything."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session

from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.bootstrap import Services, build_services
from studio_app.core.actor import Actor, System
from studio_app.db.models import Asset, AssetFile, GenerationJob
from studio_app.db.unit_of_work import Transaction
from studio_app.features.assets.types import AssetFilter
from tests.bench.instance import make_settings
from tests.bench.people import make_people
from tests.bench.report import Row
from tests.conftest import migrate
from tests.postgres import PostgresServer

PEOPLE, COPIES, ROUNDS = 20, 100, 150
# A copy's ids follow from those of its original, so that the copies of related rows are related.
_COPIED = {name: f"md5(o.{name}::text || n)::uuid" for name in ("id", "job_id", "asset_id")} | {
    "object_key": "md5(o.object_key || n)"
}


def overhead(folder: Path) -> Iterator[Row]:
    with PostgresServer.start(folder) as server:
        url = server.create("walls")
        migrate(url)
        settings = make_settings(folder, url)
        someone = make_people(settings, PEOPLE)[0]
        services = build_services(settings, queue=InlineQueue(), password_rounds=4)
        actor = Actor(someone.user_id, someone.user_id)
        try:
            rows = _multiply(services)
            with services.uow._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text("VACUUM ANALYZE"))
            walled, bare = _times(lambda: _as_person(services, actor), lambda: _as_everybody(services, actor))
        finally:
            services.uow.close()
    ratio = walled / bare
    yield Row(
        "w", "A list of 100 assets behind row-level security, against the same without", f"{ratio:.2f}×", "≤ 1.3×",
        ratio <= 1.3, f"{walled * 1e3:.1f} ms against {bare * 1e3:.1f} ms, {rows:,} assets in the table",
    )


def _multiply(services: Services) -> int:
    """Make the tables as large as those of a studio with customers: copies of every job, with its asset and files."""
    with services.uow.write(System.WORKER) as tx:
        connection = tx.session.connection()
        for table in (GenerationJob, Asset, AssetFile):
            columns = [column.name for column in sa.inspect(table).columns]
            copied = [_COPIED.get(name, f"o.{name}") for name in columns]
            connection.execute(sa.text(
                f"INSERT INTO {table.__tablename__} ({', '.join(columns)}) "
                f"SELECT {', '.join(copied)} FROM {table.__tablename__} o, generate_series(1, {COPIES}) n"
            ))
        return int(connection.execute(sa.text("SELECT count(*) FROM assets")).scalar_one())


def _as_person(services: Services, actor: Actor) -> None:
    with services.uow.read(actor) as tx:
        _list(services, tx, actor)


def _as_everybody(services: Services, actor: Actor) -> None:
    """By the owner of the server, whom no policy holds, and without taking a role."""
    with Session(services.uow._engine) as session:
        _list(services, Transaction(session, None), actor)


def _list(services: Services, tx: Transaction, actor: Actor) -> None:
    assert len(services.assets.browse(tx, actor, AssetFilter(), limit=100).assets) == 100


def _times(first: Callable[[], None], second: Callable[[], None]) -> tuple[float, float]:
    """The medians of both, taken by turns."""
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + 10):
        for work, kept in zip((first, second), found, strict=True):
            began = time.perf_counter()
            work()
            if number >= 10:
                kept.append(time.perf_counter() - began)
    return statistics.median(found[0]), statistics.median(found[1])
