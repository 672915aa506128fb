"""Every query of plans and quota, always through the owner. Counters change only by conditional UPDATE."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from studio_app.catalog.tiers import UNLIMITED
from studio_app.db.models import Subscription, UsagePeriod, UsageReservation, User
from studio_app.db.unit_of_work import Transaction


def subscription_of(tx: Transaction, user_id: uuid.UUID) -> Subscription | None:
    return tx.session.exec(select(Subscription).where(Subscription.user_id == user_id)).first()


def plan_of(
    tx: Transaction, user_id: uuid.UUID, period: date
) -> tuple[Subscription | None, UsagePeriod | None]:
    """The subscription and the counters of one month, in one question."""
    this_month = sa.and_(col(UsagePeriod.user_id) == User.id, col(UsagePeriod.period_start) == period)
    found = tx.session.exec(
        select(Subscription, UsagePeriod)
        .select_from(User)
        .outerjoin(Subscription, col(Subscription.user_id) == User.id)
        .outerjoin(UsagePeriod, this_month)
        .where(User.id == user_id)
    ).first()
    return found or (None, None)


def open_period(tx: Transaction, user_id: uuid.UUID, period: date, limit: int, overage_cap: int) -> None:
    """Make the period's row, or bring its limits up to the plan of today."""
    insert = postgresql.insert if tx.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"asset_limit": limit, "overage_cap": overage_cap}
    statement = insert(UsagePeriod).values(user_id=user_id, period_start=period, reserved=0, used=0, **values)
    tx.session.connection().execute(
        statement.on_conflict_do_update(index_elements=["user_id", "period_start"], set_=values)
    )


def reserve(tx: Transaction, user_id: uuid.UUID, period: date, units: int) -> bool:
    total = col(UsagePeriod.used) + UsagePeriod.reserved + units
    limit = col(UsagePeriod.asset_limit)
    result = tx.session.connection().execute(
        sa.update(UsagePeriod)
        .where(
            col(UsagePeriod.user_id) == user_id,
            col(UsagePeriod.period_start) == period,
            sa.or_(limit == UNLIMITED, total <= limit + UsagePeriod.overage_cap),
        )
        .values(reserved=UsagePeriod.reserved + units)
    )
    return result.rowcount == 1


def close_reservation(tx: Transaction, job_id: uuid.UUID, state: str) -> UsageReservation | None:
    """Move a reservation out of `reserved`, once; None when it already was."""
    result = tx.session.connection().execute(
        sa.update(UsageReservation)
        .where(col(UsageReservation.job_id) == job_id, col(UsageReservation.state) == "reserved")
        .values(state=state)
    )
    return tx.session.get(UsageReservation, job_id) if result.rowcount == 1 else None


def settle_period(tx: Transaction, reservation: UsageReservation, consumed: bool) -> tuple[int, int, int, int]:
    """Returns limit, overage cap, used and reserved of the month as they are now."""
    row = tx.session.connection().execute(
        sa.update(UsagePeriod)
        .where(
            col(UsagePeriod.user_id) == reservation.user_id,
            col(UsagePeriod.period_start) == reservation.period_start,
        )
        .values(
            reserved=UsagePeriod.reserved - reservation.units,
            used=UsagePeriod.used + (reservation.units if consumed else 0),
        )
        .returning(
            col(UsagePeriod.asset_limit), col(UsagePeriod.overage_cap), col(UsagePeriod.used), col(UsagePeriod.reserved)
        )
    ).one()
    return row[0], row[1], row[2], row[3]


def drift(tx: Transaction, period: date) -> int:
    """By how many units the counters of a period differ from what its reservations say, over all people."""
    held = UsageReservation

    def units(state: str) -> sa.ColumnElement[int]:
        return sa.func.coalesce(sa.func.sum(sa.case((col(held.state) == state, held.units), else_=0)), 0)

    sums = (
        sa.select(col(held.user_id).label("who"), units("reserved").label("reserved"), units("consumed").label("used"))
        .where(col(held.period_start) == period).group_by(col(held.user_id)).subquery()
    )
    off = sa.func.abs(col(UsagePeriod.reserved) - sa.func.coalesce(sums.c.reserved, 0)) + sa.func.abs(
        col(UsagePeriod.used) - sa.func.coalesce(sums.c.used, 0)
    )
    wanted = (
        sa.select(sa.func.coalesce(sa.func.sum(off), 0)).select_from(UsagePeriod)
        .outerjoin(sums, sums.c.who == col(UsagePeriod.user_id)).where(col(UsagePeriod.period_start) == period)
    )
    return int(tx.session.connection().execute(wanted).scalar_one())
