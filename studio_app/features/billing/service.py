"""Use cases of plans and quota: reserve at acceptance, then consume or give back, never both."""

from __future__ import annotations

import uuid
from datetime import date

from studio_app.catalog.tiers import Tier
from studio_app.core.actor import Actor
from studio_app.db.models import Subscription, UsageReservation
from studio_app.db.unit_of_work import Transaction
from studio_app.features.billing import repository, rules
from studio_app.features.billing.types import AssetLimitExceeded, PlanView
from studio_app.features.mails.rules import day
from studio_app.features.mails.service import post_mail


class BillingService:
    def plan(self, tx: Transaction, actor: Actor) -> PlanView:
        start, end = rules.period_of(tx.now)
        subscription, usage = repository.plan_of(tx, actor.user_id, start)
        tier = _tier(subscription)
        return PlanView(
            tier=tier.id,
            status=subscription.status if subscription else "none",
            period_start=start,
            period_end=end,
            limit=tier.assets_limit,
            overage_cap=_overage(tier, subscription),
            used=usage.used if usage else 0,
            reserved=usage.reserved if usage else 0,
            retention_days=tier.retention_days,
            cancel_at_period_end=bool(subscription and subscription.cancel_at_period_end),
            current_period_end=subscription.current_period_end if subscription else None,
        )

    def retention_days(self, tx: Transaction, user_id: uuid.UUID) -> int | None:
        """How long this person's assets are kept; None for good."""
        return _tier_of(tx, user_id)[0].retention_days

    def queue_weight(self, tx: Transaction, user_id: uuid.UUID) -> int:
        """How large a share of the workers this person gets beside others."""
        return _tier_of(tx, user_id)[0].queue_weight

    def reserve(self, tx: Transaction, actor: Actor, units: int) -> date:
        """Hold `units` of this month and return its first day; raises `AssetLimitExceeded`."""
        tier, subscription = _tier_of(tx, actor.user_id)
        cap = _overage(tier, subscription)
        start, _ = rules.period_of(tx.now)
        repository.open_period(tx, actor.user_id, start, tier.assets_limit, cap)
        if not repository.reserve(tx, actor.user_id, start, units):
            raise AssetLimitExceeded(details={"limit": tier.assets_limit, "tier": tier.id})
        return start

    def record_reservation(
        self, tx: Transaction, actor: Actor, job_id: uuid.UUID, period: date, units: int
    ) -> None:
        tx.session.add(
            UsageReservation(job_id=job_id, user_id=actor.user_id, period_start=period, units=units)
        )
        tx.session.flush()

    def consume(self, tx: Transaction, job_id: uuid.UUID) -> None:
        self._close(tx, job_id, consumed=True)

    def release(self, tx: Transaction, job_id: uuid.UUID) -> None:
        self._close(tx, job_id, consumed=False)

    def drift(self, tx: Transaction) -> int:
        """By how many units this month's counters differ from its reservations: 0, or something is wrong."""
        return repository.drift(tx, rules.period_of(tx.now)[0])

    def _close(self, tx: Transaction, job_id: uuid.UUID, *, consumed: bool) -> None:
        reservation = repository.close_reservation(tx, job_id, "consumed" if consumed else "released")
        if reservation is None:
            return
        limit, overage_cap, used, reserved = repository.settle_period(tx, reservation, consumed)
        if not consumed:
            return
        told = rules.usage_notice(limit, overage_cap, used, reserved, reservation.units)
        if told is not None:
            _tell(tx, reservation, told, used, limit + overage_cap)


def _tell(tx: Transaction, reservation: UsageReservation, told: str, used: int, most: int) -> None:
    this_month, next_month = rules.period_of(tx.now)
    if reservation.period_start != this_month:
        return
    facts = {"used": used, "most": most, "left": max(0, most - used), "day": day(next_month)}
    dedupe = f"{reservation.user_id}:{this_month}:{most}"
    post_mail(tx, f"month_{told}_used", reservation.user_id, facts, dedupe=dedupe)


def _tier_of(tx: Transaction, user_id: uuid.UUID) -> tuple[Tier, Subscription | None]:
    subscription = repository.subscription_of(tx, user_id)
    return _tier(subscription), subscription


def _tier(subscription: Subscription | None) -> Tier:
    if subscription is None:
        return rules.effective_tier(None, None)
    return rules.effective_tier(subscription.tier, subscription.status)


def _overage(tier: Tier, subscription: Subscription | None) -> int:
    """How many assets past the plan this person allows."""
    return subscription.overage_cap if subscription and tier.overage_cents is not None else 0
