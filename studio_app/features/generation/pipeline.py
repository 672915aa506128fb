"""One job's way through a worker: claim, make, settle. The database decides who may write at every step."""

from __future__ import annotations

import contextlib
import random
import time
import uuid
from datetime import timedelta
from typing import Any

import structlog

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.prompt_templates import CURRENT_VERSION
from studio_app.core.actor import System
from studio_app.core.errors import StudioError, Unavailable
from studio_app.db.models import GenerationJob
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.assets.scenes import SceneService
from studio_app.features.assets.service import AssetService
from studio_app.features.assets.types import StoredFile
from studio_app.features.billing.service import BillingService
from studio_app.features.brand_kits.logos import LogoService
from studio_app.features.brand_kits.types import KitFields
from studio_app.features.generation import families, repository, rules, turns
from studio_app.features.generation.endings import Endings
from studio_app.features.generation.ingredients import Ingredients
from studio_app.features.generation.lease import Leases
from studio_app.features.generation.making import KEYED_FORMS, Made, make
from studio_app.features.generation.results import new_asset, store
from studio_app.features.generation.staging import StagedPainter, unstage
from studio_app.features.generation.types import ClaimedJob, LeaseLost, PlatformContext
from studio_app.ports.image_generation import BadProviderOutput, GenerationFault, ImageGenerator
from studio_app.ports.storage import Storage, StorageFault, discard

log = structlog.get_logger(__name__)
# Between looking and claiming another worker may be faster.
_MOST_LOOKS = 3


class GenerationPipeline:
    """`painter` is the model when there is one; `local` draws what the model cannot (pictures with alpha)."""

    def __init__(
        self,
        uow: UnitOfWork,
        storage: Storage,
        billing: BillingService,
        assets: AssetService,
        logos: LogoService,
        scenes: SceneService,
        *,
        painter: ImageGenerator,
        local: ImageGenerator,
        lease: timedelta,
    ) -> None:
        self._uow = uow
        self._storage = storage
        self._billing = billing
        self._endings = Endings(billing)
        self._assets = assets
        self._ingredients = Ingredients(uow, storage, logos, scenes)
        self._painter = painter
        self._local = local
        self._leases = Leases(uow, lease)

    def run_next(self) -> str:
        """Work on the job whose turn it is. Returns its state afterwards, or `skipped` when there is none to take."""
        for _ in range(_MOST_LOOKS):
            with self._uow.read(System.WORKER) as tx:
                due = turns.next_due(tx)
            for job_id in due:
                state = self.run(job_id)
                if state != "skipped":
                    return state
            if not due:
                break
        return "skipped"

    def rehearse(self) -> None:
        """Look for work and take none. What it needs is then compiled, for every child of this process."""
        with self._uow.read(System.WORKER) as tx:
            turns.next_due(tx)
        self._claim(uuid.uuid4())

    def run(self, job_id: uuid.UUID) -> str:
        """Work on one job if it is there to be taken. Returns its state afterwards, or `skipped`."""
        job = self._claim(job_id)
        if job is None:
            return "skipped"
        with structlog.contextvars.bound_contextvars(job_id=str(job.id), user_id=str(job.user_id), fence=job.fence):
            return self._work(job)

    def _work(self, job: ClaimedJob) -> str:
        began = time.perf_counter()
        try:
            with self._leases.kept(job):
                given = self._ingredients.of(job)
                painter = StagedPainter(
                    self._choose(job), job, self._uow, self._storage, lambda tx: self._leases.renew(tx, job)
                )
                made = make(job, given, painter, lambda stage: self._stage(job, stage))
                with self._uow.write(job.user_id) as tx:
                    self._leases.renew(tx, job)
                files = store(self._storage, made)
                return self._settle(job, made, files, time.perf_counter() - began)
        except LeaseLost:
            log.warning("job.lease_lost")
            self._leave(job)
            return "skipped"
        except _Cancelled:
            return self._cancelled(job)
        except Unavailable:
            # The database is away, so nothing can be written about it: the lease runs out and the sweeper takes over.
            log.warning("job.database_away")
            return "skipped"
        except (GenerationFault, StorageFault) as fault:
            return self._fault(job, fault, retry=getattr(fault, "retry", True))
        except StudioError as fault:
            return self._fault(job, fault, retry=False)
        except Exception:
            log.exception("job.crashed")
            return self._fault(job, StudioError(), retry=False)

    def _leave(self, job: ClaimedJob) -> None:
        """Take along what was painted too late for anyone to use."""
        with contextlib.suppress(Unavailable):
            with self._uow.read(job.user_id) as tx:
                over = repository.is_over(tx, job.id)
            if over:
                unstage(self._storage, job.id)

    def _choose(self, job: ClaimedJob) -> ImageGenerator:
        """The model where it can. It has no transparency but by a backdrop; after two bad ones we draw ourselves."""
        asset_type = ASSET_TYPES[job.asset_type]
        refused = job.failure_code == BadProviderOutput.code and job.retry_count >= 2
        keyed = asset_type.form in KEYED_FORMS and not refused
        return self._painter if keyed or not asset_type.alpha else self._local

    def _claim(self, job_id: uuid.UUID) -> ClaimedJob | None:
        with self._uow.write(System.WORKER) as tx:
            row = repository.claim(tx, job_id, self._leases.length)
            if row is None:
                return None
            turns.serve(tx, row.user_id)
            families.begin(tx, row.parent_job_id)
            _tell(tx, job := _claimed(row))
            return job

    def _stage(self, job: ClaimedJob, stage: str) -> None:
        """Record the stage, renew the lease and stop if the job was taken away or cancelled."""
        with self._uow.write(job.user_id) as tx:
            self._leases.renew(tx, job, stage=stage, progress_percent=rules.stage_percent(stage))
            _tell(tx, job)
            cancelled = repository.cancel_asked(tx, job.id)
        if cancelled:
            raise _Cancelled

    def _settle(self, job: ClaimedJob, made: Made, files: list[StoredFile], seconds: float) -> str:
        try:
            with self._uow.write(job.user_id) as tx:
                if not repository.held(
                    tx, job.id, job.fence, status="completed", lease_until=None, completed_at=tx.now,
                    completed_assets=1, progress_percent=100, stage=None, failure_code=None, error_message=None,
                ):
                    raise LeaseLost
                if repository.cancel_asked(tx, job.id):
                    raise _Cancelled
                keep = self._billing.retention_days(tx, job.user_id)
                self._assets.add(tx, new_asset(job, made, files, seconds, keep))
                self._endings.made(tx, job)
        except Unavailable:
            raise  # the commit may have happened: a file too many is better than an asset without its files
        except BaseException:
            discard(self._storage, [file.object_key for file in files])
            raise
        unstage(self._storage, job.id)
        return "completed"

    def _cancelled(self, job: ClaimedJob) -> str:
        with self._uow.write(job.user_id) as tx:
            if not repository.held(
                tx, job.id, job.fence, status="cancelled", lease_until=None, completed_at=tx.now, stage=None,
                failure_code=None, error_message=None,
            ):
                return "skipped"
            self._endings.unmade(tx, job)
        unstage(self._storage, job.id)
        return "cancelled"

    def _fault(self, job: ClaimedJob, fault: StudioError, *, retry: bool) -> str:
        again = rules.may_retry(job.retry_count, retry, (fault.details or {}).get("max_retries"))
        log.warning("job.fault", code=fault.code, again=again, retry_count=job.retry_count)
        if isinstance(fault, BadProviderOutput):
            unstage(self._storage, job.id)  # what was painted is of no use, so the next try buys another
        if again:
            return "queued" if self._again(job, fault) else self._cancelled(job)
        with self._uow.write(job.user_id) as tx:
            stopped = repository.cancel_asked(tx, job.id)
            ended = not stopped and repository.held(
                tx, job.id, job.fence, status="failed", lease_until=None, completed_at=tx.now, failed_assets=1,
                failure_code=fault.code, error_message=fault.message[:500],
            )
            if ended:
                self._endings.unmade(tx, job)
        if stopped:
            return self._cancelled(job)
        if not ended:
            return "skipped"
        unstage(self._storage, job.id)
        return "failed"

    def _again(self, job: ClaimedJob, fault: StudioError) -> bool:
        """Back into the queue for a while; False when nobody waits for the job any more."""
        with self._uow.write(job.user_id) as tx:
            _tell(tx, job)
            delay = rules.retry_delay(job.retry_count, fault.retry_after, random.uniform(0.5, 1.0))
            return repository.requeue(
                tx, job.id, job.fence, next_at=tx.now + delay, retry_count=job.retry_count + 1,
                failure_code=fault.code, error_message=fault.message[:500],
            )


def _tell(tx: Transaction, job: ClaimedJob) -> None:
    tx.announce(job.user_id, job.id, job.parent_job_id)


class _Cancelled(Exception):
    """The owner asked to stop."""


def _claimed(row: GenerationJob) -> ClaimedJob:
    kit: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.kit.items()}
    logo_key = kit.pop("logo_key", None)
    fields = KitFields(**kit)
    return ClaimedJob(
        id=row.id, user_id=row.user_id, parent_job_id=row.parent_job_id, fence=row.fence,
        asset_type=row.asset_type, title=row.title, custom_prompt=row.custom_prompt, style=row.style,
        brand_kit_id=row.brand_kit_id, brand_kit_version=row.brand_kit_version, kit=fields, logo_key=logo_key,
        platform_context=PlatformContext(**row.platform_context) if row.platform_context else None, seed=row.seed,
        retry_count=row.retry_count, failure_code=row.failure_code, subtitle=row.subtitle, items=tuple(row.items),
        references=tuple((str(item["role"]), str(item["key"])) for item in row.reference_images),
        prompt_version=row.prompt_version or CURRENT_VERSION, edit_of=row.edit_of,
        master_asset_id=row.master_asset_id, hook=row.hook,
    )
