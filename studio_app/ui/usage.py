"""A month's usage in words and on the ruler."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from studio_app.catalog.tiers import TIERS
from studio_app.features.billing.types import PlanView


class Usage(TypedDict):
    """`percent` stands on the ruler; `metered` is False for a plan without a limit."""

    month: str
    plan: str
    used: int
    limit: int
    left: int
    percent: float
    of: str
    sentence: str
    again: str
    metered: bool


def usage_of(plan: PlanView) -> Usage:
    """Assets in work count as used, as they do when the next one is asked for."""
    metered, used = plan.limit >= 0, plan.used + plan.reserved
    work = f", {plan.reserved} of them in work" if plan.reserved else ""
    of = f"of {plan.limit} assets" if metered else "assets"
    return Usage(
        month=f"{plan.period_start:%B}", plan=TIERS[plan.tier].label, used=used, limit=max(plan.limit, 0),
        left=plan.left if plan.left is not None else -1,
        percent=min(100.0, round(100 * used / plan.limit, 1)) if metered and plan.limit else 0.0,
        of=of + work, sentence=f"{used} {of} used this month{work}",
        again=f"starts again {day(plan.period_end)}", metered=metered,
    )  # fmt: skip


def cost(usage: Usage, units: int = 1) -> str:
    """What an action takes, for the line beside its button."""
    if not usage["metered"]:
        return f"Uses {units}, no limit on {usage['plan']}"
    if usage["left"] < units:
        return f"All {usage['limit']} of {usage['month']} are used; {usage['again']}"
    return f"Uses {units} of {usage['left']} left"


def day(moment: date) -> str:
    return f"{moment.day} {moment:%B}"
