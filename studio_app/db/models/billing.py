from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from studio_app.catalog.lifecycles import SUBSCRIPTION_STATUSES
from studio_app.catalog.tiers import TIERS
from studio_app.db.base import Row, moment, owner


class Subscription(Row, table=True):
    """Which plan a person is on. `overage_cap` is how many assets past the plan she allows (0: none)."""

    __tablename__ = "subscriptions"
    __table_args__ = (
        sa.CheckConstraint("tier IN (" + ", ".join(f"'{t}'" for t in TIERS) + ")", name="tier"),
        sa.CheckConstraint("status IN (" + ", ".join(f"'{s}'" for s in SUBSCRIPTION_STATUSES) + ")", name="status"),
    )

    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", unique=True, nullable=False)
    tier: str = Field(default="free", max_length=20)
    status: str = Field(default="none", max_length=20)
    stripe_subscription_id: str | None = Field(default=None, max_length=64, unique=True)
    stripe_price_id: str | None = Field(default=None, max_length=64)
    current_period_start: datetime = moment(nullable=False)
    current_period_end: datetime = moment(nullable=False)
    cancel_at_period_end: bool = False
    overage_cap: int = 0


class UsagePeriod(SQLModel, table=True):
    """The counters of one person's month, changed only by conditional UPDATE. `asset_limit` is -1 for none."""

    __tablename__ = "usage_periods"
    __table_args__ = (
        sa.CheckConstraint("reserved >= 0", name="reserved_not_negative"),
        sa.CheckConstraint("used >= 0", name="used_not_negative"),
    )

    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    period_start: date = Field(primary_key=True)
    asset_limit: int
    overage_cap: int = 0
    reserved: int = 0
    used: int = 0


class UsageReservation(SQLModel, table=True):
    """What one job holds of a period: reserved at acceptance, then consumed or released, never both."""

    __tablename__ = "usage_reservations"
    __table_args__ = (sa.CheckConstraint("state IN ('reserved', 'consumed', 'released')", name="state"),)

    job_id: uuid.UUID = Field(foreign_key="generation_jobs.id", ondelete="CASCADE", primary_key=True)
    user_id: uuid.UUID = owner(index=True)
    period_start: date
    units: int = 1
    state: str = Field(default="reserved", max_length=10)
