"""How many requests a minute: programs by their person's plan, pages and strangers by limits of their own."""

from __future__ import annotations

import uuid

from cachetools import TTLCache
from fastapi import Request
from starlette.concurrency import run_in_threadpool

from studio_app.api.context import current
from studio_app.bootstrap import Services
from studio_app.catalog.tiers import TIERS
from studio_app.core.actor import Actor, Client
from studio_app.core.errors import RateLimited
from studio_app.ports.request_budget import Budget

_PLAN_SECONDS = 30.0


class Budgets:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._factor = services.settings.api_limit_factor
        self._plans: TTLCache[uuid.UUID, int] = TTLCache(maxsize=10_000, ttl=_PLAN_SECONDS)

    async def of_person(self, actor: Actor, *, page: bool) -> None:
        """Count a request of a signed-in person's page, program or key; raises `RateLimited`."""
        if page:
            return await self._spend("page", str(actor.user_id), self._services.settings.page_requests_per_minute)
        policy = "user" if actor.scopes is None else "key"
        return await self._spend(policy, str(actor.session_id if actor.scopes is not None else actor.user_id),
                                 await self._plan(actor))

    async def of_stranger(self, visitor: Client) -> None:
        limit = self._services.settings.address_requests_per_minute
        await self._spend("address", visitor.counted_as, limit)

    async def note_stranger(self, visitor: Client) -> Budget:
        """The same for a request that is refused already, whatever is left."""
        return await self._count("address", visitor.counted_as, self._services.settings.address_requests_per_minute)

    async def note_socket(self, who: str) -> Budget:
        """Count the opening of a websocket by a session, or by an address that is signed in to nothing."""
        return await self._count("socket", who, self._services.settings.address_requests_per_minute)

    async def _count(self, policy: str, who: str, limit: int) -> Budget:
        return await self._services.requests.spend(policy, who, max(1, round(limit * self._factor)))

    async def _spend(self, policy: str, who: str, limit: int) -> None:
        current().budget = budget = await self._count(policy, who, limit)
        if budget.spent:
            raise RateLimited(retry_after=budget.resets_in, details={"retry_after": budget.resets_in})

    async def _plan(self, actor: Actor) -> int:
        known = self._plans.get(actor.user_id)
        if known is None:
            known = self._plans[actor.user_id] = await run_in_threadpool(self._read, actor)
        return known

    def _read(self, actor: Actor) -> int:
        with self._services.uow.read(actor) as tx:
            return TIERS[self._services.billing.plan(tx, actor).tier].requests_per_minute


def budgets_of(request: Request) -> Budgets:
    found: Budgets = request.app.state.budgets
    return found
