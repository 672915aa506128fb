"""People with accounts, plans and twenty pictures each, made without the network."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.bootstrap import Services, build_services
from studio_app.core.actor import Client, System
from studio_app.core.config import Settings
from studio_app.core.ids import new_id, random_key
from studio_app.db.models import GenerationJob, Subscription
from studio_app.db.unit_of_work import Transaction
from studio_app.features.assets.types import NewAsset, StoredFile

PICTURES = 20


@dataclass(frozen=True, slots=True)
class Someone:
    user_id: uuid.UUID
    token: str


def make_people(settings: Settings, count: int) -> list[Someone]:
    services = build_services(settings, queue=InlineQueue(), password_rounds=4)
    try:
        return [_someone(services, number) for number in range(count)]
    finally:
        services.uow.close()


def _someone(services: Services, number: int) -> Someone:
    email = f"bench-{number}-{uuid.uuid4().hex[:8]}@example.com"
    signed_in = services.accounts.sign_up(email, "correct horse battery", f"Bench {number}", Client())
    with services.uow.write(System.WORKER) as tx:
        tx.session.add(Subscription(
            user_id=signed_in.user.id, tier="studio", status="active", current_period_start=tx.now,
            current_period_end=tx.now + timedelta(days=30),
        ))
        for _ in range(PICTURES):
            _picture(services, tx, signed_in.user.id)
    return Someone(signed_in.user.id, signed_in.access_token)


def _picture(services: Services, tx: Transaction, user_id: uuid.UUID) -> None:
    job = GenerationJob(
        user_id=user_id, status="completed", asset_type="thumbnail", title="Bench", style="impact", kit={}, seed=1,
        completed_assets=1, progress_percent=100, queued_at=tx.now, started_at=tx.now, completed_at=tx.now,
        deadline_at=tx.now, next_at=tx.now, period_start=tx.now.date().replace(day=1),
    )
    tx.session.add(job)
    tx.session.flush()
    files = [("export", "png"), ("export", "jpeg"), ("export", "webp"), ("preview", "webp")]
    services.assets.add(tx, NewAsset(
        asset_id=new_id(), user_id=user_id, job_id=job.id, asset_type="thumbnail", title="Bench",
        style="impact", brand_kit_id=None, brand_kit_version=None, prompt_used="A prompt of usual length. " * 40,
        generation_params={"provider": "local", "seed": 1}, layout={"boxes": [[0, 0, 100, 100]] * 10},
        scene={"brief": {"title": "Bench"}, "edits": {}}, prompt_version="v2",
        files=tuple(StoredFile(kind, form, 1280, 720, 900_000, "0" * 64, f"assets/{random_key()}.{form}")
                    for kind, form in files),
        retention_days=None,
    ))
