"""From the end of a job to the endpoints that want to know of it."""

from __future__ import annotations

import uuid

from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound
from studio_app.db.outbox import Message
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.features.generation.service import GenerationService
from studio_app.features.webhooks import repository, rules
from studio_app.features.webhooks.courier import message_body
from studio_app.features.webhooks.service import queue_delivery


class FanOut:
    def __init__(self, uow: UnitOfWork, generation: GenerationService) -> None:
        self._uow = uow
        self._generation = generation

    def job_ended(self, message: Message) -> None:
        """The outbox's handler; called twice it tells once."""
        user_id, job_id = uuid.UUID(message.payload["user_id"]), uuid.UUID(message.payload["job_id"])
        with self._uow.write(user_id) as tx:
            endpoints = [row for row in repository.endpoints_of(tx, user_id) if row.status == "enabled"]
            if not endpoints:
                return
            try:
                job = self._generation.get(tx, Actor(user_id, user_id), job_id)
            except NotFound:  # it has gone meanwhile, and with it what could be said
                return
            event, message_id = rules.EVENT_OF[job.status], f"msg_{job.id.hex}_{job.status}"
            body = message_body(event, tx.now, {
                "job_id": str(job.id), "status": job.status, "job_type": job.job_type, "asset_type": job.asset_type,
                "pack_type": job.pack or None, "asset_ids": [str(asset_id) for asset_id in job.asset_ids],
                "total_assets": job.total_assets, "completed_assets": job.completed_assets,
                "failed_assets": job.failed_assets, "error_code": job.failure_code,
            })
            for endpoint in endpoints:
                if event in endpoint.events and not repository.told_already(tx, endpoint.id, message_id):
                    queue_delivery(tx, endpoint, message_id, event, body)
