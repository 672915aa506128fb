"""A person's picture: small, square, without metadata, at an address of its own."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageOps

from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound
from studio_app.core.ids import random_key
from studio_app.core.links import MediaLinks
from studio_app.db.disposal import dispose
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts import repository
from studio_app.features.accounts.sessions import view_of
from studio_app.features.accounts.types import UserView
from studio_app.imaging.decode import decode
from studio_app.ports.offload import Offload
from studio_app.ports.storage import MediaFile, Storage, discard

SIDE: Final = 256
_TYPE: Final = "image/webp"


def clean_avatar(data: bytes) -> bytes:
    """The middle of the picture as a square WebP; raises `ImageRejected`. Runs in the offload process."""
    square = ImageOps.fit(decode(data).convert("RGBA"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    square.save(buffer, "WEBP", quality=88, method=4)
    return buffer.getvalue()


class AvatarService:
    def __init__(self, uow: UnitOfWork, storage: Storage, offload: Offload, links: MediaLinks) -> None:
        self._uow = uow
        self._storage = storage
        self._offload = offload
        self._links = links

    def put(self, actor: Actor, data: bytes) -> UserView:
        """Take the picture's middle; the one before goes."""
        made = self._offload.run(clean_avatar, data)
        key = f"avatars/{random_key()}.webp"
        self._storage.put(key, made, _TYPE)
        try:
            with self._uow.write(actor) as tx:
                return self._replace(tx, actor, key)
        except NotFound:
            discard(self._storage, [key])
            raise

    def remove(self, actor: Actor) -> UserView:
        with self._uow.write(actor) as tx:
            return self._replace(tx, actor, None)

    def media(self, tx: Transaction, object_key: str) -> MediaFile | None:
        """A person's picture, for anyone: it stands beside what she shares."""
        return MediaFile(object_key, _TYPE, public=True) if repository.is_avatar(tx, object_key) else None

    def _replace(self, tx: Transaction, actor: Actor, key: str | None) -> UserView:
        repository.lock_user(tx, actor.user_id)
        user = repository.user_by_id(tx, actor.user_id)
        if user is None:
            raise NotFound
        dispose(tx, [user.avatar_key] if user.avatar_key else [])
        user.avatar_key, user.avatar_url = key, self._links.public(key) if key else None
        tx.session.add(user)
        tx.session.flush()
        return view_of(user)
