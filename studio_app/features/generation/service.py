"""Use cases of generation jobs: ask, watch, cancel, try again."""

from __future__ import annotations

import contextlib
import threading
import uuid
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import timedelta

from cachetools import TTLCache

from studio_app.catalog.lifecycles import JOB_OPEN
from studio_app.catalog.packs import PACKS
from studio_app.core.actor import Actor
from studio_app.core.cursor import Cursors
from studio_app.core.errors import Conflict, NotFound
from studio_app.core.text import clean_paragraph
from studio_app.db.models import GenerationJob
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.assets.scenes import SceneService
from studio_app.features.billing.service import BillingService
from studio_app.features.brand_kits.service import BrandKitService
from studio_app.features.generation import repository, rules
from studio_app.features.generation.admission import Admission
from studio_app.features.generation.briefs import Briefs, copy_of, parent_of, refuse
from studio_app.features.generation.endings import Endings
from studio_app.features.generation.packs import PackWish, pack_command
from studio_app.features.generation.types import (
    Accepted,
    BatchCommand,
    GenerateCommand,
    JobNotCancellable,
    JobPage,
    JobView,
    ReferenceUse,
)

_TYPICAL_SECONDS = 30.0


class GenerationService:
    default_kit = rules.DEFAULT_KIT
    title_limit, idea_limit, max_tries = rules.TITLE_LIMIT, rules.IDEA_LIMIT, rules.MAX_RETRIES + 1

    def __init__(
        self,
        uow: UnitOfWork,
        billing: BillingService,
        brand_kits: BrandKitService,
        scenes: SceneService,
        cursors: Cursors,
        *,
        deadline: timedelta,
        workers: int = 1,
    ) -> None:
        self._uow = uow
        self._endings = Endings(billing)
        self._admission = Admission(uow, billing, deadline)
        self._briefs = Briefs(brand_kits, scenes)
        self._cursors = cursors
        self._workers = workers
        self._typicals: TTLCache[str, float | None] = TTLCache(maxsize=200, ttl=_TYPICAL_SECONDS)
        self._lock = threading.Lock()

    def request(self, actor: Actor, command: GenerateCommand, idempotency_key: str | None = None) -> Accepted:
        """Accept one job and hold one unit for it. The same key gives the same job, however often it comes."""
        refuse(rules.problems(command))
        return self._accepted(
            actor,
            self._admission.keyed(
                actor, idempotency_key, asdict(command),
                lambda tx: self._admission.keep(tx, actor, [self._briefs.job(tx, actor, command)]),
            ),
        )

    def request_batch(self, actor: Actor, command: BatchCommand, idempotency_key: str | None = None) -> Accepted:
        """Accept up to fifteen assets at once: all of them or, when the plan has not that many left, none."""
        refuse(rules.batch_problems(command.items))

        def batch(tx: Transaction) -> GenerationJob:
            jobs = self._briefs.batch(tx, actor, command)
            return self._admission.keep(tx, actor, jobs, parent_of(jobs))

        return self._accepted(actor, self._admission.keyed(actor, idempotency_key, asdict(command), batch))

    def request_pack(
        self, actor: Actor, pack_id: str, wish: PackWish, idempotency_key: str | None = None
    ) -> Accepted:
        """Accept every asset of a pack of the catalogue, as a batch."""
        pack = PACKS.get(pack_id)
        if pack is None:
            refuse({"pack_type": [{"message": f"Choose one of: {', '.join(PACKS)}."}]})
        assert pack is not None
        return self.request_batch(actor, pack_command(pack, wish), idempotency_key)

    def change(
        self, actor: Actor, asset_id: uuid.UUID, wish: str, idempotency_key: str | None = None
    ) -> Accepted:
        """Let the model change an asset that it painted: a job for a new asset, made from the old one's plate."""
        wish = clean_paragraph(wish, rules.IDEA_LIMIT)
        if not wish:
            refuse({"instruction": [{"message": "Say what should change."}]})
        return self._accepted(
            actor,
            self._admission.keyed(
                actor, idempotency_key, [str(asset_id), wish],
                lambda tx: self._admission.keep(tx, actor, [self._briefs.changed(tx, actor, asset_id, wish)]),
            ),
        )

    def get(self, tx: Transaction, actor: Actor, job_id: uuid.UUID) -> JobView:
        """The job; a batch with its children."""
        return self._show(tx, self._own(tx, actor, job_id))

    def browse(
        self,
        tx: Transaction,
        actor: Actor,
        *,
        status: str | None = None,
        asset_type: str | None = None,
        parent_job_id: uuid.UUID | None = None,
        limit: int = 20,
        offset: int = 0,
        cursor: str | None = None,
    ) -> JobPage:
        """Jobs and batches, newest first, or the children of one batch."""
        wanted = {"status": status, "asset_type": asset_type, "parent": parent_job_id}
        rows = repository.jobs_of(
            tx, actor.user_id, **wanted, offset=offset, limit=limit + 1,  # type: ignore[arg-type]
            after=self._cursors.decode(cursor) if cursor else None,
        )
        more, rows = len(rows) > limit, rows[:limit]
        made = repository.asset_ids_of(tx, [row.id for row in rows])
        return JobPage(
            jobs=tuple(self._view(tx, row, made.get(row.id, [])) for row in rows),
            total=repository.count_jobs(tx, actor.user_id, **wanted),  # type: ignore[arg-type]
            next_cursor=self._cursors.encode(rows[-1].created_at, rows[-1].id) if more else None,
        )

    def open_jobs(self, tx: Transaction, actor: Actor) -> list[JobView]:
        """Jobs and batches that have not ended, the newest first; of many the first hundred."""
        rows = repository.open_jobs_of(tx, actor.user_id, 100)
        made = repository.asset_ids_of(tx, [row.id for row in rows])
        return [self._view(tx, row, made.get(row.id, [])) for row in rows]

    def running(self, tx: Transaction, actor: Actor) -> int:
        return repository.count_running(tx, actor.user_id)

    def cancel(self, actor: Actor, job_id: uuid.UUID) -> JobView:
        """A queued job ends at once and gives its unit back; one in work ends before its next step. Of a batch every
        child that is open is cancelled."""
        with self._uow.write(actor) as tx:
            self._own(tx, actor, job_id)
            left = repository.leave_queue(tx, actor.user_id, job_id)
            asked = repository.ask_to_cancel(tx, actor.user_id, job_id)
            if not left and not asked:
                raise JobNotCancellable(details={"status": self._own(tx, actor, job_id).status})
            for job in left:
                self._endings.unmade(tx, job)
            tx.announce(actor.user_id, job_id)
            return self._show(tx, self._own(tx, actor, job_id))

    def cancel_all(self, actor: Actor) -> None:
        """Stop everything of the person's that has not ended."""
        with self._uow.read(actor) as tx:
            waiting = [job.id for job in self.open_jobs(tx, actor)]
        for job_id in waiting:
            with contextlib.suppress(JobNotCancellable, NotFound):  # it ended, or was stopped, a moment ago
                self.cancel(actor, job_id)

    def retry(self, actor: Actor, job_id: uuid.UUID) -> JobView:
        """Ask again for what a job or a batch did not give, as a new one: one, however often it is asked."""

        def again(tx: Transaction) -> GenerationJob:
            job = self._own(tx, actor, job_id)
            if job.status not in ("failed", "cancelled", "partial"):
                raise Conflict("Only what failed or was cancelled can be tried again.")
            if job.job_type != repository.BATCH:
                return self._admission.keep(tx, actor, [copy_of(job, retry_of=job.id)])
            missing = [copy_of(child) for child in repository.children_of(tx, job.id) if child.status != "completed"]
            return self._admission.keep(tx, actor, missing, copy_of(job, retry_of=job.id, job_type=job.job_type))

        made = self._admission.once(
            actor, lambda tx: repository.retry_of(tx, actor.user_id, job_id), again
        )
        return self._accepted(actor, made).job

    def _accepted(self, actor: Actor, made: tuple[uuid.UUID, bool]) -> Accepted:
        with self._uow.read(actor) as tx:
            return Accepted(self.get(tx, actor, made[0]), made[1])

    def _typical(self, tx: Transaction, asset_type: str) -> float | None:
        """How long such a job takes, remembered for half a minute: open jobs are looked at several times a second."""
        with self._lock, suppress(KeyError):  # asked once: it may expire between two questions
            return self._typicals[asset_type]
        seconds = repository.typical_seconds(tx, asset_type)
        with self._lock:
            self._typicals[asset_type] = seconds
        return seconds

    def _own(self, tx: Transaction, actor: Actor, job_id: uuid.UUID) -> GenerationJob:
        job = repository.job_of(tx, actor.user_id, job_id)
        if job is None:
            raise NotFound
        return job

    def _show(self, tx: Transaction, job: GenerationJob) -> JobView:
        children = repository.children_of(tx, job.id) if job.job_type == repository.BATCH else []
        made = repository.asset_ids_of(tx, [job.id])
        seen = tuple(self._view(tx, child, made.get(child.id, [])) for child in children)
        view = self._view(tx, job, made.get(job.id, []))
        if not seen:
            return view
        left = rules.batch_seconds([child.estimated_time_remaining for child in seen], self._workers)
        return replace(view, children=seen, estimated_time_remaining=left)

    def _view(self, tx: Transaction, job: GenerationJob, asset_ids: list[uuid.UUID]) -> JobView:
        estimated = job.status in JOB_OPEN and job.job_type != repository.BATCH
        typical = self._typical(tx, job.asset_type) if estimated else None
        return JobView(
            id=job.id, user_id=job.user_id, parent_job_id=job.parent_job_id, status=job.status, job_type=job.job_type,
            asset_type=job.asset_type, title=job.title, custom_prompt=job.custom_prompt, style=job.style,
            brand_kit_id=job.brand_kit_id, platform_context=job.platform_context, total_assets=job.total_assets,
            completed_assets=job.completed_assets, failed_assets=job.failed_assets, stage=job.stage,
            progress_percent=job.progress_percent,
            estimated_time_remaining=rules.estimate_seconds(job.status, job.started_at, tx.now, typical),
            queued_at=job.queued_at, started_at=job.started_at, completed_at=job.completed_at,
            asset_ids=tuple(asset_ids), failure_code=job.failure_code, error_message=job.error_message,
            retry_count=job.retry_count, next_at=job.next_at, created_at=job.created_at, updated_at=job.updated_at,
            seed=job.seed, subtitle=job.subtitle, items=tuple(job.items), hook=job.hook,
            references=tuple(ReferenceUse(uuid.UUID(use["id"]), use["role"]) for use in job.reference_images),
            version=job.version, slot=job.slot, pack=job.pack, master_asset_id=job.master_asset_id,
            retry_of=job.retry_of, delay_notified_at=job.delay_notified_at,
        )
