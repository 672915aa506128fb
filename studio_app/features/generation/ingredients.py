"""What a job is made from besides its brief: the logo, pictures to look at, and what another asset was made of."""

from __future__ import annotations

import contextlib
import uuid

from studio_app.db.unit_of_work import UnitOfWork
from studio_app.features.assets.scenes import SceneService
from studio_app.features.brand_kits.logos import LogoService
from studio_app.features.generation.making import Given, Source
from studio_app.features.generation.types import ClaimedJob
from studio_app.ports.image_generation import Turn
from studio_app.ports.storage import ObjectMissing, Storage


class Ingredients:
    def __init__(
        self, uow: UnitOfWork, storage: Storage, logos: LogoService, scenes: SceneService
    ) -> None:
        self._uow = uow
        self._storage = storage
        self._logos = logos
        self._scenes = scenes

    def of(self, job: ClaimedJob) -> Given:
        """Raises `StorageFault`; a reference that was deleted meanwhile is left out."""
        references = self._references(job)
        photo = next((data for role, data in references if role == "subject"), None)
        if job.edit_of is not None:
            source, own_photo = self._source(job.user_id, job.edit_of)
            return Given(self._logo(job), references, own_photo or photo, source)
        if job.master_asset_id is not None:
            master, own_photo = self._source(job.user_id, job.master_asset_id)
            return Given(self._logo(job), references, own_photo or photo, master=master)
        return Given(self._logo(job), references, photo)

    def _logo(self, job: ClaimedJob) -> bytes | None:
        """The kit's logo as it was when the job was asked for; the present one when that has been replaced since."""
        if not job.logo_key:
            return None
        try:
            return self._storage.get(job.logo_key)
        except ObjectMissing:
            with self._uow.read(job.user_id) as tx:
                present = self._logos.key(tx, job.user_id, job.brand_kit_id)
            return self._storage.get(present) if present else None

    def _source(self, user_id: uuid.UUID, asset_id: uuid.UUID) -> tuple[Source, bytes | None]:
        """What another asset was made from, and the photo in it."""
        with self._uow.read(user_id) as tx:
            origin = self._scenes.origin(tx, user_id, asset_id)
        told = tuple(Turn(t.instruction, self._storage.get(t.object_key), t.mime_type) for t in origin.turns)
        photo = self._storage.get(origin.photo_key) if origin.photo_key else None
        return Source(origin.scene, told, origin.provider, origin.model), photo

    def _references(self, job: ClaimedJob) -> tuple[tuple[str, bytes], ...]:
        found = []
        for role, key in job.references:
            with contextlib.suppress(ObjectMissing):
                found.append((role, self._storage.get(key)))
        return tuple(found)
