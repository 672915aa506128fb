"""Pictures that a person gives for a generation: decoded in a limited process, cleaned of all metadata, kept as PNG."""

from __future__ import annotations

import hashlib
import io
import uuid
from dataclasses import dataclass

from PIL import Image

from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, Unavailable
from studio_app.core.ids import random_key
from studio_app.core.links import MediaLinks
from studio_app.core.text import clean_line
from studio_app.db.disposal import dispose
from studio_app.db.models import ReferenceImage
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.generation import repository
from studio_app.features.generation.types import ReferenceView, TooManyReferences
from studio_app.imaging.decode import decode
from studio_app.ports.offload import Offload
from studio_app.ports.storage import MediaFile, Storage, discard

MAX_KEPT = 100
_SIDE = 1600


@dataclass(frozen=True, slots=True)
class Cleaned:
    data: bytes
    width: int
    height: int


def clean_reference(data: bytes) -> Cleaned:
    """PNG of at most 1600 pixels a side, upright, sRGB, without metadata; raises `ImageRejected`."""
    image = decode(data)
    image.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=6)
    return Cleaned(buffer.getvalue(), image.width, image.height)


class ReferenceService:
    def __init__(self, uow: UnitOfWork, storage: Storage, offload: Offload, links: MediaLinks) -> None:
        self._uow = uow
        self._storage = storage
        self._offload = offload
        self._links = links

    def all(self, tx: Transaction, actor: Actor) -> list[ReferenceView]:
        """Newest first."""
        return [self._view(tx, row) for row in repository.references_of(tx, actor.user_id)]

    def add(self, actor: Actor, data: bytes, filename: str) -> ReferenceView:
        """Keep a picture. The same picture given twice is kept once."""
        cleaned = self._offload.run(clean_reference, data)
        digest = hashlib.sha256(cleaned.data).hexdigest()
        with self._uow.read(actor) as tx:
            kept = repository.references_of(tx, actor.user_id)
            same = next((row for row in kept if row.sha256 == digest), None)
            if same is not None:
                return self._view(tx, same)
            if len(kept) >= MAX_KEPT:
                raise TooManyReferences
        key = f"references/{random_key()}.png"
        self._storage.put(key, cleaned.data, "image/png")
        row = ReferenceImage(
            user_id=actor.user_id, object_key=key, content_type="image/png", file_size=len(cleaned.data),
            width=cleaned.width, height=cleaned.height, filename=clean_line(filename, 200), sha256=digest,
        )
        try:
            with self._uow.write(actor) as tx:
                tx.session.add(row)
                tx.session.flush()
                return self._view(tx, row)
        except Unavailable:
            raise  # the commit may have happened: a file too many is better than a row without its file
        except BaseException:
            discard(self._storage, [key])
            raise

    def remove(self, actor: Actor, reference_id: uuid.UUID) -> None:
        """Assets made with it keep their own copy of a photo that they show."""
        with self._uow.write(actor) as tx:
            row = repository.reference_of(tx, actor.user_id, reference_id)
            if row is None:
                raise NotFound
            dispose(tx, [row.object_key])
            tx.session.delete(row)

    def read(self, actor: Actor, reference_id: uuid.UUID) -> bytes:
        """The picture itself; raises `NotFound` when it is not this person's."""
        with self._uow.read(actor) as tx:
            row = repository.reference_of(tx, actor.user_id, reference_id)
        if row is None:
            raise NotFound
        return self._storage.get(row.object_key)

    def media(self, tx: Transaction, object_key: str) -> MediaFile | None:
        """A stored reference, for an address that was signed for its owner."""
        row = repository.reference_by_key(tx, object_key)
        return MediaFile(row.object_key, row.content_type, public=False) if row else None

    def _view(self, tx: Transaction, row: ReferenceImage) -> ReferenceView:
        url, _ = self._links.signed(row.object_key, tx.now)
        return ReferenceView(row.id, url, row.filename, row.width, row.height, row.file_size, row.created_at)

