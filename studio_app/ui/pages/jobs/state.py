"""One job watched until it ends, and the list of all of them."""

from __future__ import annotations

import time
import uuid
from typing import Any

import reflex as rx

from studio_app.bootstrap import Services
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.lifecycles import JOB_STATUSES
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound
from studio_app.features.assets.types import AssetFilter
from studio_app.features.generation.types import JobPage
from studio_app.ui import paths
from studio_app.ui.pages.jobs.cards import JobCard, JobRow, batch_card, job_card, job_row
from studio_app.ui.session import SessionState

PAGE = 20
_QUICK_MS, _SLOW_MS, _QUICK_FOR = 250, 1000, 10.0


class JobState(SessionState):
    job: JobCard = {}
    missing: bool = False
    inks: bool = True
    every_ms: int = _QUICK_MS
    _since: float = 0.0

    @rx.event
    async def load(self) -> None:
        wanted = _uuid(self.job_id)
        if self.job.get("id") != str(wanted):
            self.job, self.missing, self.every_ms, self._since = {}, False, _QUICK_MS, time.time()
        await self._read(wanted)

    @rx.event
    async def refresh(self) -> None:
        """What a tick asks; changes nothing, so that it can come at any time."""
        if self.job.get("open"):
            await self._read(_uuid(self.job["id"]))

    @rx.event
    async def cancel(self) -> None:
        ident = _uuid(self.job.get("id"))
        if ident is None:
            return
        if await self._run(lambda services, actor: services.generation.cancel(actor, ident)):
            self._say("Stopping after this step" if self.job.get("status") == "processing" else "Cancelled")
        await self._read(ident)

    @rx.event
    async def retry(self) -> Any:
        ident = _uuid(self.job.get("id"))
        return await self._again(ident)

    @rx.event
    async def retry_part(self, part_id: str) -> Any:
        return await self._again(_uuid(part_id))

    async def _again(self, ident: uuid.UUID | None) -> Any:
        """The service takes only what is this person's."""
        again = await self._run(lambda services, actor: services.generation.retry(actor, ident)) if ident else None
        return rx.redirect(paths.job(str(again.id))) if again else None

    async def _read(self, ident: uuid.UUID | None) -> None:
        found = await self._run(lambda services, actor: _watch(services, actor, ident))
        if found is None:
            return
        card, self.running, self.inks = found
        self.missing = card is None
        self.job = card or {}
        self.every_ms = _QUICK_MS if time.time() - self._since < _QUICK_FOR else _SLOW_MS


class JobsState(SessionState):
    rows: list[JobRow] = []
    loaded: bool = False
    status: str = ""
    page: int = 0
    total: int = 0
    moving: bool = False

    @rx.event
    async def load(self) -> None:
        status, offset = self.status, self.page * PAGE
        found = await self._run(lambda services, actor: _list(services, actor, status, offset))
        if found is not None:
            self.rows, self.total, self.loaded = [job_row(job) for job in found.jobs], found.total, True
            self.moving = any(row["status"] in ("queued", "running") for row in self.rows)

    @rx.event
    async def show(self, status: str) -> None:
        self.status, self.page = status if status in JOB_STATUSES else "", 0
        await self.load()

    @rx.event
    async def turn(self, by: int) -> None:
        last = max(0, (self.total - 1) // PAGE)
        self.page = min(last, max(0, self.page + (1 if by == 1 else -1)))
        await self.load()


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def _watch(services: Services, actor: Actor, ident: uuid.UUID | None) -> tuple[JobCard | None, int, bool]:
    """The card, None for a job that is not this person's; how many are in work; whether we paint it ourselves."""
    local = services.painter.provider == "local"
    with services.uow.read(actor) as tx:
        running = services.generation.running(tx, actor)
        try:
            if ident is None:
                raise NotFound
            job = services.generation.get(tx, actor, ident)
        except NotFound:
            return None, running, local
        made = services.assets.browse(tx, actor, AssetFilter(job_id=ident), limit=100).assets if job.asset_ids else ()
    if job.children:
        return batch_card(job, {asset.job_id: asset for asset in made}), running, local
    return job_card(job, made[0] if made else None), running, local or ASSET_TYPES[job.asset_type].alpha


def _list(services: Services, actor: Actor, status: str, offset: int) -> JobPage:
    with services.uow.read(actor) as tx:
        return services.generation.browse(tx, actor, status=status or None, limit=PAGE, offset=offset)
