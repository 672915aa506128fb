"""Migrations run on the engine that the application uses. Pass a connection in `config.attributes` to run in a test."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import SQLModel

import studio_app.db.models  # noqa: F401  (registers every table)
from alembic import context
from studio_app.core.config import get_settings
from studio_app.db.engine import create_engine


def run(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        # A migration that cannot get its lock soon gives up instead of blocking every request behind it.
        connection.execute(sa.text("SET lock_timeout = '10s'"))
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: sa.Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(get_settings().database)
    with engine.connect() as own:
        run(own)
    engine.dispose()
