"""Use cases of generation jobs: ask, watch, cancel."""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from cachetools import TTLCache
from sqlalchemy.exc import IntegrityError

from studio_app.catalog.asset_types import AssetType, find_asset_type
from studio_app.catalog.prompt_experiments import assign_version
from studio_app.catalog.styles import DEFAULT_STYLE
from studio_app.core.actor import Actor
from studio_app.core.cursor import Cursors
from studio_app.core.errors import Conflict, NotFound, ValidationFailed
from studio_app.core.ids import new_id
from studio_app.core.text import clean_line, clean_paragraph
from studio_app.db.models import GenerationJob, IdempotencyKey
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.assets.scenes import SceneService
from studio_app.features.billing.service import BillingService
from studio_app.features.brand_kits.service import BrandKitService
from studio_app.features.brand_kits.types import KitFields, KitView
from studio_app.features.generation import repository, rules
from studio_app.features.generation.types import (
    Accepted,
    GenerateCommand,
    IdempotencyKeyReused,
    JobNotCancellable,
    JobPage,
    JobView,
    NotPainted,
    ReferenceUse,
)
from studio_app.ports.jobs import JobName

_TYPICAL_SECONDS = 30.0
_ASKED_FOR = (
    "user_id", "asset_type", "title", "custom_prompt", "style", "brand_kit_id", "brand_kit_version", "kit",
    "platform_context", "seed", "subtitle", "items", "reference_images", "hook", "prompt_version", "edit_of",
)  # fmt: skip


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
    ) -> None:
        self._uow = uow
        self._billing = billing
        self._brand_kits = brand_kits
        self._scenes = scenes
        self._cursors = cursors
        self._deadline = deadline
        self._typicals: TTLCache[str, float | None] = TTLCache(maxsize=200, ttl=_TYPICAL_SECONDS)
        self._lock = threading.Lock()

    def request(self, actor: Actor, command: GenerateCommand, idempotency_key: str | None = None) -> Accepted:
        """Accept one job and hold one unit for it. The same key gives the same job, however often it comes."""
        asset_type = _checked(command)
        return self._once(
            actor, idempotency_key, _digest(command), lambda tx: self._job(tx, actor, command, asset_type)
        )

    def _once(
        self, actor: Actor, key: str | None, digest: str, make: Callable[[Transaction], GenerationJob]
    ) -> Accepted:
        """The job made under `key` before, or the one that `make` makes now.

        Owns its transaction, because two equal requests at once end in a lost insert that is answered by reading.
        """
        for _attempt in range(2):
            try:
                with self._uow.write() as tx:
                    accepted = self._earlier(tx, actor, key, digest)
                    if accepted is None:
                        job = make(tx)
                        accepted = Accepted(self._enqueue(tx, actor, job))
                        self._remember(tx, actor, key, digest, job)
            except IntegrityError:
                if key is None:
                    raise
                continue
            self._leave_to_sweeper(tx)
            return accepted
        raise Conflict

    def change(
        self, actor: Actor, asset_id: uuid.UUID, wish: str, idempotency_key: str | None = None
    ) -> Accepted:
        """Let the model change an asset that it painted: a job for a new asset, made from the old one's plate."""
        wish = clean_paragraph(wish, rules.IDEA_LIMIT)
        if not wish:
            message = "Say what should change."
            raise ValidationFailed(message, details={"fields": {"instruction": [{"message": message}]}})

        def changed(tx: Transaction) -> GenerationJob:
            origin = self._scenes.origin(tx, actor.user_id, asset_id)
            if not origin.turns:
                raise NotPainted
            brief = origin.scene["brief"]
            kit = brief["kit"]
            fields = KitFields(
                name=kit["name"], primary_colors=tuple(kit["colors"][:5]), accent_colors=tuple(kit["colors"][5:]),
                headline_font=kit["headline_font"], body_font=kit["body_font"], tone=kit["tone"],
            )
            return GenerationJob(
                user_id=actor.user_id, asset_type=origin.asset_type, title=origin.title, custom_prompt=wish,
                style=origin.style, brand_kit_id=origin.brand_kit_id, brand_kit_version=origin.brand_kit_version,
                kit={**asdict(fields), "logo_key": origin.scene.get("logo_key")}, seed=brief["seed"],
                prompt_version=origin.prompt_version, edit_of=origin.asset_id,
                period_start=self._billing.reserve(tx, actor, 1), **self._fresh(tx),
            )

        digest = hashlib.sha256(f"{asset_id}\n{wish}".encode()).hexdigest()
        return self._once(actor, idempotency_key, digest, changed)

    def get(self, tx: Transaction, actor: Actor, job_id: uuid.UUID) -> JobView:
        return self._show(tx, self._own(tx, actor, job_id))

    def browse(
        self,
        tx: Transaction,
        actor: Actor,
        *,
        status: str | None = None,
        asset_type: str | None = None,
        limit: int = 20,
        offset: int = 0,
        cursor: str | None = None,
    ) -> JobPage:
        rows = repository.jobs_of(
            tx, actor.user_id, status=status, asset_type=asset_type, offset=offset, limit=limit + 1,
            after=self._cursors.decode(cursor) if cursor else None,
        )
        more, rows = len(rows) > limit, rows[:limit]
        made = repository.asset_ids_of(tx, [row.id for row in rows])
        return JobPage(
            jobs=tuple(self._view(tx, row, made.get(row.id, [])) for row in rows),
            total=repository.count_jobs(tx, actor.user_id, status=status, asset_type=asset_type),
            next_cursor=self._cursors.encode(rows[-1].created_at, rows[-1].id) if more else None,
        )

    def running(self, tx: Transaction, actor: Actor) -> int:
        return repository.count_running(tx, actor.user_id)

    def cancel(self, actor: Actor, job_id: uuid.UUID) -> JobView:
        """A queued job ends at once and gives its unit back; one in work ends before its next step."""
        with self._uow.write() as tx:
            self._own(tx, actor, job_id)
            tx.announce(actor.user_id, job_id)
            if repository.leave_queue(tx, actor.user_id, job_id):
                self._billing.release(tx, job_id)
            elif not repository.ask_to_cancel(tx, actor.user_id, job_id):
                raise JobNotCancellable(details={"status": self._own(tx, actor, job_id).status})
            return self._show(tx, self._own(tx, actor, job_id))

    def retry(self, actor: Actor, job_id: uuid.UUID) -> JobView:
        """Ask again for what a failed or cancelled job did not give, as a new job: one, however often it is asked."""

        def again(tx: Transaction) -> GenerationJob:
            job = self._own(tx, actor, job_id)
            if job.status not in ("failed", "cancelled"):
                raise Conflict("Only a failed or cancelled job can be tried again.")
            kept = {name: getattr(job, name) for name in _ASKED_FOR}
            return GenerationJob(**kept, **self._fresh(tx), period_start=self._billing.reserve(tx, actor, 1))

        return self._once(actor, f"retry:{job_id}", "retry", again).job

    def _leave_to_sweeper(self, done: Transaction) -> None:
        """Jobs for which the queue could not be reached are rung for as soon as it is back."""
        if done.unrung:
            with self._uow.write() as tx:
                repository.mark_rung(tx, done.unrung, None)

    def _earlier(self, tx: Transaction, actor: Actor, key: str | None, digest: str) -> Accepted | None:
        found = repository.idempotency_key(tx, actor.user_id, key) if key else None
        if found is None:
            return None
        if found.request_sha256 != digest:
            raise IdempotencyKeyReused
        return Accepted(self.get(tx, actor, found.job_id), replayed=True)

    def _job(
        self, tx: Transaction, actor: Actor, command: GenerateCommand, asset_type: AssetType
    ) -> GenerationJob:
        kit = self._kit(tx, actor, command.brand_kit_id)
        fields = rules.customised(kit.fields if kit else rules.DEFAULT_KIT, command.customization)
        if command.customization:
            fields = self._brand_kits.checked(fields)
        job_id = new_id()
        return GenerationJob(
            id=job_id,
            user_id=actor.user_id,
            asset_type=asset_type.id,
            title=rules.clean_title(command.title),
            custom_prompt=command.custom_prompt,
            style=command.style or DEFAULT_STYLE,
            brand_kit_id=kit.id if kit else None,
            brand_kit_version=kit.version if kit else None,
            kit={**asdict(fields), "logo_key": kit.logo.object_key if kit and kit.logo else None},
            platform_context=asdict(command.platform_context) if command.platform_context else None,
            subtitle=clean_line(command.subtitle, rules.SUBTITLE_LIMIT),
            items=rules.clean_items(command.items),
            reference_images=self._references(tx, actor, command.references),
            hook=command.hook or "",
            prompt_version=assign_version(asset_type.id, job_id),
            seed=command.seed if command.seed is not None else secrets.randbelow(rules.MAX_SEED),
            period_start=self._billing.reserve(tx, actor, 1),
            **self._fresh(tx),
        )

    def _references(
        self, tx: Transaction, actor: Actor, used: tuple[ReferenceUse, ...]
    ) -> list[dict[str, str]]:
        """The pictures with where they are stored; raises `NotFound` for one that is not this person's."""
        found = []
        for use in used:
            row = repository.reference_of(tx, actor.user_id, use.id)
            if row is None:
                raise NotFound("We could not find one of the reference pictures. Send it again.")
            found.append({"id": str(row.id), "role": use.role, "key": row.object_key})
        return found

    def _remember(self, tx: Transaction, actor: Actor, key: str | None, digest: str, job: GenerationJob) -> None:
        if key:
            tx.session.add(
                IdempotencyKey(user_id=actor.user_id, key=key, request_sha256=digest, job_id=job.id, created_at=tx.now)
            )
            tx.session.flush()

    def _fresh(self, tx: Transaction) -> dict[str, Any]:
        return {
            "queued_at": tx.now,
            "next_at": tx.now,
            "dispatched_at": tx.now,
            "deadline_at": tx.now + self._deadline,
        }

    def _enqueue(self, tx: Transaction, actor: Actor, job: GenerationJob) -> JobView:
        tx.session.add(job)
        tx.session.flush()
        self._billing.record_reservation(tx, actor, job.id, job.period_start, 1)
        tx.enqueue(JobName.GENERATE, job.id)
        tx.announce(actor.user_id, job.id)
        return self._show(tx, job)

    def _kit(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID | None) -> KitView | None:
        if kit_id is None:
            return self._brand_kits.active(tx, actor)
        return self._brand_kits.get(tx, actor, kit_id)

    def _typical(self, tx: Transaction, asset_type: str) -> float | None:
        """How long such a job takes, remembered for half a minute: open jobs are looked at several times a second."""
        with self._lock:
            if asset_type in self._typicals:
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
        return self._view(tx, job, repository.asset_ids_of(tx, [job.id]).get(job.id, []))

    def _view(self, tx: Transaction, job: GenerationJob, asset_ids: list[uuid.UUID]) -> JobView:
        open_job = job.status in ("queued", "processing")
        typical = self._typical(tx, job.asset_type) if open_job else None
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
            version=job.version,
        )


def _checked(command: GenerateCommand) -> AssetType:
    found = rules.problems(command)
    asset_type = find_asset_type(command.asset_type)
    if found or asset_type is None:
        first = next(iter(found.values()))[0]["message"]
        raise ValidationFailed(first, details={"fields": found})
    return asset_type


def _digest(command: GenerateCommand) -> str:
    return hashlib.sha256(json.dumps(asdict(command), sort_keys=True, default=str).encode()).hexdigest()
