"""A picture that was paid for is kept until its job has ended: a worker that dies after the vendor's answer costs its
successor nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from studio_app.core.errors import StudioError
from studio_app.core.ids import new_id
from studio_app.db.models import ProviderCall
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.generation.types import ClaimedJob
from studio_app.imaging.keying.keys import KEY_BY_NAME
from studio_app.ports.image_generation import ImageGenerator, Plate, PlateRequest
from studio_app.ports.storage import ObjectMissing, Storage, discard

STAGING = "staging/"
_TYPE = "application/octet-stream"


class StagedPainter:
    """`painter` for one job, bought from once: `renew` is called before every order and raises when the job is
    somebody else's by now."""

    def __init__(
        self, painter: ImageGenerator, job: ClaimedJob, uow: UnitOfWork, storage: Storage,
        renew: Callable[[Transaction], None],
    ) -> None:
        self.provider, self.model = painter.provider, painter.model
        self._painter = painter
        self._job = job
        self._uow = uow
        self._storage = storage
        self._renew = renew

    def paint(self, request: PlateRequest) -> Plate:
        """What an earlier worker on this job was given, or a new plate. Raises `GenerationFault` and `LeaseLost`."""
        if self.provider == "local":
            return self._painter.paint(request)
        staged = self._staged()
        if staged is not None:
            return staged
        call = self._ordered()
        try:
            plate = self._painter.paint(request)
        except StudioError as fault:
            self._answered(call, fault.code)
            raise
        self._answered(call, "painted")
        with self._uow.write(self._job.user_id) as tx:
            self._renew(tx)
        self._storage.put(staging_key(self._job.id), _packed(plate), _TYPE)
        return plate

    def _staged(self) -> Plate | None:
        try:
            return _unpacked(self._storage.get(staging_key(self._job.id)))
        except ObjectMissing:
            return None

    def _ordered(self) -> uuid.UUID:
        """Write the order down before it is made, so that no call is ever unaccounted for."""
        with self._uow.write(self._job.user_id) as tx:
            self._renew(tx)
            call = ProviderCall(
                id=new_id(), user_id=self._job.user_id, job_id=self._job.id, fence=self._job.fence,
                provider=self.provider, model=self.model, created_at=tx.now,
            )
            tx.session.add(call)
            return call.id

    def _answered(self, call_id: uuid.UUID, outcome: str) -> None:
        with self._uow.write(self._job.user_id) as tx:
            call = tx.session.get(ProviderCall, call_id)
            if call is not None:  # its person may be gone, and everything of hers with her
                call.finished_at, call.outcome = tx.now, outcome
                tx.session.add(call)


def staging_key(job_id: uuid.UUID) -> str:
    return f"{STAGING}{job_id}"


def unstage(storage: Storage, job_id: uuid.UUID) -> None:
    """Forget what was painted: the job has ended, or another try has to paint anew."""
    discard(storage, [staging_key(job_id)])


def _packed(plate: Plate) -> bytes:
    """One line of JSON, then the bytes as the vendor sent them."""
    facts: dict[str, Any] = {
        "provider": plate.provider, "model": plate.model, "seed": plate.seed, "parameters": plate.parameters,
        "key": plate.key.name if plate.key else None,
    }
    return json.dumps(facts).encode() + b"\n" + plate.data


def _unpacked(data: bytes) -> Plate:
    head, _, picture = data.partition(b"\n")
    facts = json.loads(head)
    key = facts.pop("key")
    return Plate(data=picture, key=KEY_BY_NAME[key] if key else None, **facts)
