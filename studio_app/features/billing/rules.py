"""Pure decisions about plans and quota."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from studio_app.catalog.tiers import TIERS, UNLIMITED, Tier

SMALL_MONTH: Final = 10


def effective_tier(tier: str | None, status: str | None) -> Tier:
    """The plan that counts: a paid one only while it is being paid for."""
    if tier in TIERS and status in ("active", "trialing", "past_due"):
        return TIERS[tier]
    return TIERS["free"]


def period_of(now: datetime) -> tuple[date, date]:
    """The calendar month (UTC) of `now`: its first day and the first day after it."""
    first = now.astimezone(UTC).date().replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def usage_notice(limit: int, overage_cap: int, used: int, reserved: int, units: int) -> Literal["near", "all"] | None:
    """What is to be told when `units` were just added to `used`: that four fifths of a month are gone, or all of it.
    Nothing of the first when what is in work will take the rest anyway, or the month is so small that the second
    follows at once."""
    most = limit + overage_cap
    near = -(-4 * most // 5)
    if limit == UNLIMITED:
        return None
    if used - units < most <= used:
        return "all"
    passed = used - units < near <= used
    return "near" if passed and used + reserved < most and most >= SMALL_MONTH else None


def may_reserve(limit: int, overage_cap: int, used: int, reserved: int, units: int) -> bool:
    """Whether `units` more fit. The database decides the same way in one conditional UPDATE."""
    return limit == UNLIMITED or used + reserved + units <= limit + overage_cap
