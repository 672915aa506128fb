"""Use cases of plans and quota: reserve at acceptance, then consume or give back, never both."""

from __future__ import annotations

import uuid
from datetime import date

from studio_app.core.actor import Actor
from studio_app.db.models import UsageReservation
from studio_app.db.unit_of_work import Transaction
from studio_app.features.billing import repository, rules
from studio_app.features.billing.types import AssetLimitExceeded, PlanView


class BillingService:
    def plan(self, tx: Transaction, actor: Actor) -> PlanView:
        subscription = repository.subscription_of(tx, actor.user_id)
        tier = rules.effective_tier(
            subscription.tier if subscription else None, subscription.status if subscription else None
        )
        start, end = rules.period_of(tx.now)
        usage = repository.usage_of(tx, actor.user_id, start)
        return PlanView(
            tier=tier.id,
            status=subscription.status if subscription else "none",
            period_start=start,
            period_end=end,
            limit=tier.assets_limit,
            used=usage.used if usage else 0,
            reserved=usage.reserved if usage else 0,
            retention_days=tier.retention_days,
            cancel_at_period_end=bool(subscription and subscription.cancel_at_period_end),
            current_period_end=subscription.current_period_end if subscription else None,
        )

    def reserve(self, tx: Transaction, actor: Actor, units: int) -> date:
        """Hold `units` of this month and return its first day; raises `AssetLimitExceeded`."""
        subscription = repository.subscription_of(tx, actor.user_id)
        tier = rules.effective_tier(
            subscription.tier if subscription else None, subscription.status if subscription else None
        )
        cap = subscription.overage_cap if subscription and tier.overage_cents is not None else 0
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

    def _close(self, tx: Transaction, job_id: uuid.UUID, *, consumed: bool) -> None:
        reservation = repository.close_reservation(tx, job_id, "consumed" if consumed else "released")
        if reservation is not None:
            repository.settle_period(tx, reservation, consumed)
