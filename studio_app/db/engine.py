"""The database engine: SQLite as the embedded default, PostgreSQL by `DATABASE_URL`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa


def create_engine(url: str) -> sa.Engine:
    """An engine for `url`. `postgres://` and `postgresql://` are served by psycopg 3."""
    parsed = sa.make_url(_with_driver(url))
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    return sa.create_engine(
        parsed,
        pool_size=10,
        max_overflow=20,
        pool_timeout=5,
        pool_pre_ping=True,
        hide_parameters=True,  # an error's text goes to the logs
        connect_args={"connect_timeout": 5, "options": "-c timezone=utc"},
    )


def _with_driver(url: str) -> str:
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _sqlite(url: sa.URL) -> sa.Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url, pool_size=20, max_overflow=40, pool_timeout=5, hide_parameters=True,
        connect_args={"timeout": 5, "check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        # The driver's own transaction handling starts transactions too late to lock out a second writer.
        connection.isolation_level = None
        # SQLite's own lower() knows ASCII only, PostgreSQL's knows every script.
        connection.create_function("lower", 1, lambda text: text and text.lower(), deterministic=True)
        cursor = connection.cursor()
        for pragma in ("foreign_keys=on", "journal_mode=wal", "synchronous=normal", "busy_timeout=5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine
