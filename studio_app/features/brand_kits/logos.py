"""The logos of a kit, one of each kind: decoded, stripped of all metadata, at most 1024 pixels, PNG."""

from __future__ import annotations

import io
import uuid

from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, Unavailable
from studio_app.core.ids import random_key
from studio_app.core.text import clean_line
from studio_app.db.disposal import dispose
from studio_app.db.models import BrandKit, BrandKitLogo
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.brand_kits import repository, rules
from studio_app.features.brand_kits.kits import Kits
from studio_app.features.brand_kits.types import LOGO_TYPES, KitView, LogoView
from studio_app.imaging.decode import decode
from studio_app.ports.offload import Offload
from studio_app.ports.storage import MediaFile, Storage, discard

_SIDE = 1024


def clean_logo(data: bytes) -> tuple[bytes, int, int]:
    """PNG bytes, width and height; raises `ImageRejected`. Runs in the offload process."""
    image = decode(data).convert("RGBA")
    image.thumbnail((_SIDE, _SIDE))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), image.width, image.height


class LogoService:
    def __init__(self, uow: UnitOfWork, storage: Storage, offload: Offload, kits: Kits) -> None:
        self._uow = uow
        self._storage = storage
        self._offload = offload
        self._kits = kits

    def add(self, actor: Actor, kit_id: uuid.UUID, kind: str, data: bytes, filename: str) -> LogoView:
        """Replace the kit's logo of this kind. The picture is decoded and stored before any row changes."""
        _require_kind(kind)
        with self._uow.read(actor) as tx:
            self._kits.own(tx, actor, kit_id)
        png, width, height = self._offload.run(clean_logo, data)
        key = f"logos/{random_key()}.png"
        self._storage.put(key, png, "image/png")
        try:
            with self._uow.write(actor) as tx:
                kit = self._kits.to_edit(tx, actor, kit_id)
                replaced = self._drop_logo(tx, kit, kind)
                dispose(tx, [replaced] if replaced else [])
                logo = BrandKitLogo(
                    user_id=actor.user_id, brand_kit_id=kit.id, type=kind, object_key=key, content_type="image/png",
                    file_size=len(png), filename=clean_line(filename, 200), width=width, height=height,
                )
                tx.session.add(logo)
                self._kits.save(tx, kit, {})
                view = self._kits.logo(tx, logo)
        except Unavailable:
            raise  # the commit may have happened: a file too many is better than a logo without its file
        except BaseException:
            discard(self._storage, [key])
            raise
        return view

    def remove(self, actor: Actor, kit_id: uuid.UUID, kind: str) -> None:
        with self._uow.write(actor) as tx:
            kit = self._kits.to_edit(tx, actor, kit_id)
            key = self._drop_logo(tx, kit, kind)
            if key is None:
                raise NotFound
            self._kits.save(tx, kit, {})
            dispose(tx, [key])

    def choose(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID, kind: str) -> KitView:
        """Draw the logo of this kind from now on; while there is none, the first there is."""
        _require_kind(kind)
        return self._kits.save(tx, self._kits.to_edit(tx, actor, kit_id), {"default_logo_type": kind})

    def key(
        self, tx: Transaction, user_id: uuid.UUID, kit_id: uuid.UUID | None, kind: str = "default"
    ) -> str | None:
        """Where the logo that this kit draws on assets is stored, or its logo of that kind."""
        kit = repository.kit_of(tx, user_id, kit_id) if kit_id else None
        view = self._kits.show(tx, kit) if kit else None
        if view is None:
            return None
        logo = view.logo if kind == "default" else next((logo for logo in view.logos if logo.type == kind), None)
        return logo.object_key if logo else None

    def media(self, tx: Transaction, object_key: str) -> MediaFile | None:
        """A stored logo, for an address that was signed for its owner."""
        logo = repository.logo_by_key(tx, object_key)
        return MediaFile(logo.object_key, logo.content_type, public=False) if logo else None

    def _drop_logo(self, tx: Transaction, kit: BrandKit, kind: str) -> str | None:
        """Remove the row of this kind and return its object's key, for deletion after the commit."""
        for logo in repository.logos_of(tx, kit.user_id, [kit.id]).get(kit.id, []):
            if logo.type == kind:
                tx.session.delete(logo)
                tx.session.flush()
                return logo.object_key
        return None


def _require_kind(kind: str) -> None:
    if kind not in LOGO_TYPES:
        rules.require({"logo_type": [{"message": f"Choose one of: {', '.join(LOGO_TYPES)}."}]})
