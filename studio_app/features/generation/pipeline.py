"""One job's way through a worker: claim, make, settle. The database decides who may write at every step."""

from __future__ import annotations

import contextlib
import hashlib
import random
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import structlog

from studio_app.catalog.asset_types import ASSET_TYPES, MIME
from studio_app.catalog.prompt_templates import CURRENT_VERSION
from studio_app.catalog.tones import TONES
from studio_app.core.actor import System
from studio_app.core.errors import StudioError, Unavailable
from studio_app.core.ids import new_id, random_key
from studio_app.db.models import GenerationJob
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.assets.scenes import SceneService
from studio_app.features.assets.service import AssetService
from studio_app.features.assets.types import NewAsset, StoredFile
from studio_app.features.billing.service import BillingService
from studio_app.features.brand_kits.service import BrandKitService
from studio_app.features.brand_kits.types import KitFields
from studio_app.features.generation import families, repository, rules, turns
from studio_app.features.generation.endings import Endings
from studio_app.features.generation.making import KEYED_FORMS, Given, Made, Source, make, measured, object_name
from studio_app.features.generation.staging import StagedPainter, unstage
from studio_app.features.generation.types import ClaimedJob, LeaseLost, PlatformContext
from studio_app.imaging.encode import Encoded
from studio_app.ports.image_generation import BadProviderOutput, GenerationFault, ImageGenerator, Turn
from studio_app.ports.storage import ObjectMissing, Storage, StorageFault, discard

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
        brand_kits: BrandKitService,
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
        self._brand_kits = brand_kits
        self._scenes = scenes
        self._painter = painter
        self._local = local
        self._lease = lease

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
            with self._heartbeat(job):
                given = self._given(job)
                painter = StagedPainter(
                    self._choose(job), job, self._uow, self._storage, lambda tx: self._renew(tx, job)
                )
                made = make(job, given, painter, lambda stage: self._stage(job, stage))
                files = self._store(job, made)
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
            row = repository.claim(tx, job_id, self._lease)
            if row is None:
                return None
            turns.serve(tx, row.user_id)
            families.begin(tx, row.parent_job_id)
            _tell(tx, job := _claimed(row))
            return job

    def _logo(self, job: ClaimedJob) -> bytes | None:
        """The kit's logo as it was when the job was asked for; the present one when that has been replaced since."""
        if not job.logo_key:
            return None
        try:
            return self._storage.get(job.logo_key)
        except ObjectMissing:
            with self._uow.read(job.user_id) as tx:
                present = self._brand_kits.logo_key(tx, job.user_id, job.brand_kit_id)
            return self._storage.get(present) if present else None

    def _given(self, job: ClaimedJob) -> Given:
        references = self._references(job)
        photo = next((data for role, data in references if role == "subject"), None)
        if job.edit_of is not None:
            source, own_photo = self._source(job.user_id, job.edit_of)
            return Given(self._logo(job), references, own_photo or photo, source)
        if job.master_asset_id is not None:
            master, own_photo = self._source(job.user_id, job.master_asset_id)
            return Given(self._logo(job), references, own_photo or photo, master=master)
        return Given(self._logo(job), references, photo)

    def _source(self, user_id: uuid.UUID, asset_id: uuid.UUID) -> tuple[Source, bytes | None]:
        """What another asset was made from, and the photo in it."""
        with self._uow.read(user_id) as tx:
            origin = self._scenes.origin(tx, user_id, asset_id)
        told = tuple(Turn(t.instruction, self._storage.get(t.object_key), t.mime_type) for t in origin.turns)
        photo = self._storage.get(origin.photo_key) if origin.photo_key else None
        return Source(origin.scene, told, origin.provider, origin.model), photo

    def _references(self, job: ClaimedJob) -> tuple[tuple[str, bytes], ...]:
        """The pictures to look at; one that was deleted meanwhile is left out."""
        found = []
        for role, key in job.references:
            with contextlib.suppress(ObjectMissing):
                found.append((role, self._storage.get(key)))
        return tuple(found)

    def _stage(self, job: ClaimedJob, stage: str) -> None:
        """Record the stage, renew the lease and stop if the job was taken away or cancelled."""
        with self._uow.write(job.user_id) as tx:
            self._renew(tx, job, stage=stage, progress_percent=rules.stage_percent(stage))
            _tell(tx, job)
            cancelled = repository.cancel_asked(tx, job.id)
        if cancelled:
            raise _Cancelled

    def _renew(self, tx: Transaction, job: ClaimedJob, **values: object) -> None:
        if not repository.held(tx, job.id, job.fence, lease_until=tx.now + self._lease, **values):
            raise LeaseLost

    @contextmanager
    def _heartbeat(self, job: ClaimedJob) -> Iterator[None]:
        """Renew the lease from a thread while the work lasts."""
        done = threading.Event()

        def beat() -> None:
            while not done.wait(self._lease.total_seconds() / 3):
                try:
                    with self._uow.write(job.user_id) as tx:
                        self._renew(tx, job)
                except LeaseLost:
                    return
                except Exception as error:  # whatever it was, the next beat may succeed
                    log.warning("job.heartbeat_failed", job_id=str(job.id), error=type(error).__name__)

        thread = threading.Thread(target=beat, name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join(timeout=5)

    def _store(self, job: ClaimedJob, made: Made) -> list[StoredFile]:
        """Put every file under a key of its own. What was put is removed again when one cannot be."""
        with self._uow.write(job.user_id) as tx:
            self._renew(tx, job)
        stored: list[StoredFile] = []
        try:
            finished = made.finished
            for kind, file in [("export", e) for e in finished.exports] + [("preview", finished.preview)]:
                key, content_type = object_name(random_key(), file.format)
                stored.append(_stored(kind, file, key))
                self._storage.put(key, file.data, content_type)
            for kind, data in made.kept.items():
                stored.append(_kept(kind, data))
                self._storage.put(stored[-1].object_key, data, MIME[stored[-1].format])  # type: ignore[index]
        except BaseException:
            discard(self._storage, [file.object_key for file in stored])
            raise
        return stored

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
                self._assets.add(tx, _new_asset(job, made, files, seconds, keep))
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


def _stored(kind: str, file: Encoded, key: str) -> StoredFile:
    return StoredFile(kind, file.format, file.width, file.height, len(file.data), file.sha256, key)


def _kept(kind: str, data: bytes) -> StoredFile:
    """What a picture is drawn from besides its scene, as it is stored with it."""
    format, width, height = measured(data)
    key, _ = object_name(random_key(), format)
    return StoredFile(kind, format, width, height, len(data), hashlib.sha256(data).hexdigest(), key)


def _new_asset(job: ClaimedJob, made: Made, files: list[StoredFile], seconds: float, keep: int | None) -> NewAsset:
    return NewAsset(
        asset_id=new_id(), user_id=job.user_id, job_id=job.id, asset_type=job.asset_type, title=job.title,
        style=job.style, brand_kit_id=job.brand_kit_id, brand_kit_version=job.brand_kit_version,
        prompt_used=made.prompt,
        generation_params={
            "provider": made.plate.provider,
            "model": made.plate.model,
            "temperature": None,
            "seed": job.seed,
            "style": job.style,
            "category": made.category,
            "tone": TONES[job.kit.tone].id,
            "seconds": round(seconds, 2),
            "plate": made.plate.parameters,
            "turns": list(made.told),
            "edit_of": str(job.edit_of) if job.edit_of else None,
            "master": str(job.master_asset_id) if job.master_asset_id else None,
        },
        layout=made.finished.layout, scene=made.scene, prompt_version=made.prompt_version, files=tuple(files),
        retention_days=keep,
    )
