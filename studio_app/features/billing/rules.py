"""Pure decisions about plans and quota."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from studio_app.catalog.tiers import TIERS, UNLIMITED, Tier


def effective_tier(tier: str | None, status: str | None) -> Tier:
    """The plan that counts: a paid one only while it is being paid for."""
    if tier in TIERS and status in ("active", "trialing", "past_due"):
        return TIERS[tier]
    return TIERS["free"]


def period_of(now: datetime) -> tuple[date, date]:
    """The calendar month (UTC) of `now`: its first day and the first day after it."""
    first = now.astimezone(UTC).date().replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def may_reserve(limit: int, overage_cap: int, used: int, reserved: int, units: int) -> bool:
    """Whether `units` more fit. The database decides the same way in one conditional UPDATE."""
    return limit == UNLIMITED or used + reserved + units <= limit + overage_cap
