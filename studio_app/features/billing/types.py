"""What leaves billing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from studio_app.core.errors import StudioError


@dataclass(frozen=True, slots=True)
class PlanView:
    """A person's plan and her month so far. `limit` is -1 for none; `left` is None then."""

    tier: str
    status: str
    period_start: date
    period_end: date
    limit: int
    used: int
    reserved: int
    retention_days: int | None
    overage_cap: int = 0
    cancel_at_period_end: bool = False
    current_period_end: datetime | None = None

    @property
    def left(self) -> int | None:
        return None if self.limit < 0 else max(0, self.limit + self.overage_cap - self.used - self.reserved)


class AssetLimitExceeded(StudioError):
    code, status = "ASSET_LIMIT_EXCEEDED", 403
    message = "You have used every asset of this month's plan. It starts again on the first of next month."
