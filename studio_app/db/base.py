"""Column types and conventions that hold on SQLite and PostgreSQL alike."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from studio_app.core.clock import utc_now
from studio_app.core.ids import new_id

SQLModel.metadata.naming_convention = {  # type: ignore[assignment]
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """Aware datetimes in UTC on every database; naive ones are refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = sa.JSON().with_variant(JSONB(), "postgresql")


class Row(SQLModel):
    """What every table has: a random id and the two times."""

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime, nullable=False)  # type: ignore[call-overload]
    updated_at: datetime = Field(
        default_factory=utc_now, sa_type=UtcDateTime, nullable=False, sa_column_kwargs={"onupdate": utc_now}
    )  # type: ignore[call-overload]


def moment(*, nullable: bool = True, index: bool = False, **extra: Any) -> Any:
    """A time column."""
    default = extra.pop("default", None if nullable else ...)
    return Field(default=default, sa_type=UtcDateTime, nullable=nullable, index=index, **extra)  # type: ignore[call-overload]


def owner(*, index: bool = False) -> Any:
    """The column by which every row of this table is loaded: who it belongs to."""
    return Field(foreign_key="users.id", ondelete="CASCADE", index=index, nullable=False)


def place_of(moment: datetime, row_id: uuid.UUID) -> sa.ColumnElement[Any]:
    """A row's place in an order by time and id, to be compared with `(created_at, id)`."""
    return sa.tuple_(sa.literal(moment, UtcDateTime()), sa.literal(row_id, sa.Uuid()))
