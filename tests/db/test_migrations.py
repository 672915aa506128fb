"""The migrations make exactly what the models describe, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import studio_app.db.models  # noqa: F401  (registers every table)
from alembic import command
from studio_app.db.engine import create_engine
from tests.conftest import ROOT
from tests.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> sa.Engine:
    if request.param == "sqlite":
        return create_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    server: PostgresServer = request.getfixturevalue("postgres")
    return create_engine(server.create(f"m{tmp_path.name.lower()}".replace("-", "_")[-50:]))


def migrate(connection: sa.Connection, target: str) -> None:
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "alembic"))
    config.attributes["connection"] = connection
    (command.upgrade if target != "base" else command.downgrade)(config, target)
    connection.commit()


def tables(connection: sa.Connection) -> set[str]:
    return set(sa.inspect(connection).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(empty: sa.Engine) -> None:
    with empty.connect() as connection:
        migrate(connection, "head")
        first = tables(connection)
        assert first == set(SQLModel.metadata.tables)
        migrate(connection, "base")
        assert tables(connection) == set()
        migrate(connection, "head")
        assert tables(connection) == first
    empty.dispose()


def test_models_and_migrations_do_not_drift(empty: sa.Engine) -> None:
    with empty.connect() as connection:
        migrate(connection, "head")
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "render_as_batch": connection.dialect.name == "sqlite"}
        )
        assert compare_metadata(context, SQLModel.metadata) == []
        assert {c["name"] for c in sa.inspect(connection).get_check_constraints("generation_jobs")} == {
            "ck_generation_jobs_status",
            "ck_generation_jobs_job_type",
            "ck_generation_jobs_lease_held",
        }
    empty.dispose()


def test_there_is_one_line_of_revisions() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "alembic"))
    script = ScriptDirectory.from_config(config)
    assert len(script.get_heads()) == len(script.get_bases()) == 1
    assert not (ROOT / "alembic/__init__.py").exists()
