"""Use cases of brand kits."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, Unavailable, ValidationFailed
from studio_app.core.ids import random_key
from studio_app.core.links import MediaLinks
from studio_app.core.text import clean_line
from studio_app.db.models import BrandKit, BrandKitLogo
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.brand_kits import repository, rules
from studio_app.features.brand_kits.analysis import read_palette
from studio_app.features.brand_kits.logos import clean_logo
from studio_app.features.brand_kits.types import (
    LOGO_TYPES,
    KitChanged,
    KitFields,
    KitView,
    LogoView,
    ProposedKit,
    TooManyKits,
)
from studio_app.ports.offload import Offload
from studio_app.ports.storage import MediaFile, Storage, discard


class BrandKitService:
    def __init__(self, uow: UnitOfWork, storage: Storage, offload: Offload, links: MediaLinks) -> None:
        self._uow = uow
        self._storage = storage
        self._offload = offload
        self._links = links

    def all(self, tx: Transaction, actor: Actor) -> list[KitView]:
        kits = repository.kits_of(tx, actor.user_id)
        logos = repository.logos_of(tx, actor.user_id, [kit.id for kit in kits])
        return [self._view(tx, kit, logos.get(kit.id, [])) for kit in kits]

    def get(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> KitView:
        return self._show(tx, self._own(tx, actor, kit_id))

    def active(self, tx: Transaction, actor: Actor) -> KitView | None:
        """The kit that assets are drawn with, if the person has one."""
        kit = repository.active_kit_of(tx, actor.user_id)
        return self._show(tx, kit) if kit else None

    def checked(self, fields: KitFields) -> KitFields:
        """`fields` in their one spelling; raises `ValidationFailed` naming every field that does not fit."""
        if found := rules.problems(fields):
            first = next(iter(found.values()))[0]["message"]
            raise ValidationFailed(first, details={"fields": found})
        return rules.normalise(fields)

    def create(self, tx: Transaction, actor: Actor, fields: KitFields) -> KitView:
        """A new kit; the first one is active at once."""
        fields = self.checked(fields)
        self._require_room(tx, actor)
        kit = BrandKit(
            user_id=actor.user_id,
            is_active=repository.active_kit_of(tx, actor.user_id) is None,
            **_columns(fields),
        )
        tx.session.add(kit)
        tx.session.flush()
        return self._show(tx, kit)

    def update(
        self, tx: Transaction, actor: Actor, kit_id: uuid.UUID, fields: KitFields, *, version: int | None = None
    ) -> KitView:
        """Save an edit as a new version. With `version`, only when nobody else saved meanwhile."""
        return self.edit(tx, actor, kit_id, lambda _old: fields, version=version)

    def edit(
        self,
        tx: Transaction,
        actor: Actor,
        kit_id: uuid.UUID,
        change: Callable[[KitFields], KitFields],
        *,
        version: int | None = None,
    ) -> KitView:
        """As `update`, for an edit that depends on what is there: nobody else can save between reading and saving."""
        kit = self._own_alone(tx, actor, kit_id)
        if version is not None and version != kit.version:
            raise KitChanged(details={"version": kit.version})
        for name, value in _columns(self.checked(change(_fields(kit)))).items():
            setattr(kit, name, value)
        kit.version += 1
        tx.session.add(kit)
        tx.session.flush()
        return self._show(tx, kit)

    def activate(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> KitView:
        kit = self._own_alone(tx, actor, kit_id)
        repository.deactivate_all(tx, actor.user_id)
        tx.session.refresh(kit)
        kit.is_active = True
        tx.session.add(kit)
        tx.session.flush()
        return self._show(tx, kit)

    def delete(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> None:
        kit = self._own_alone(tx, actor, kit_id)
        kit.is_active = False
        kit.deleted_at = tx.now
        tx.session.add(kit)
        tx.session.flush()

    def restore(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> KitView:
        """Undo a deletion. The kit is active again when no other is."""
        repository.lock_owner(tx, actor.user_id)
        kit = repository.kit_of(tx, actor.user_id, kit_id, deleted=True)
        if kit is None:
            raise NotFound
        self._require_room(tx, actor)
        kit.deleted_at = None
        kit.is_active = repository.active_kit_of(tx, actor.user_id) is None
        tx.session.add(kit)
        tx.session.flush()
        return self._show(tx, kit)

    def add_logo(self, actor: Actor, kit_id: uuid.UUID, kind: str, data: bytes, filename: str) -> LogoView:
        """Replace the kit's logo of this kind. The picture is decoded and stored before any row changes."""
        if kind not in LOGO_TYPES:
            message = f"Choose one of: {', '.join(LOGO_TYPES)}."
            raise ValidationFailed(message, details={"fields": {"logo_type": [{"message": message}]}})
        with self._uow.read() as tx:
            self._own(tx, actor, kit_id)
        png, width, height = self._offload.run(clean_logo, data)
        key = f"logos/{random_key()}.png"
        self._storage.put(key, png, "image/png")
        try:
            with self._uow.write() as tx:
                kit = self._own_alone(tx, actor, kit_id)
                replaced = self._drop_logo(tx, kit, kind)
                logo = BrandKitLogo(
                    user_id=actor.user_id, brand_kit_id=kit.id, type=kind, object_key=key, content_type="image/png",
                    file_size=len(png), filename=clean_line(filename, 200), width=width, height=height,
                )
                kit.version += 1
                tx.session.add_all([kit, logo])
                tx.session.flush()
                view = self._logo(tx, logo)
        except Unavailable:
            raise  # the commit may have happened: a file too many is better than a logo without its file
        except BaseException:
            discard(self._storage, [key])
            raise
        discard(self._storage, [replaced] if replaced else [])
        return view

    def remove_logo(self, actor: Actor, kit_id: uuid.UUID, kind: str) -> None:
        with self._uow.write() as tx:
            kit = self._own_alone(tx, actor, kit_id)
            key = self._drop_logo(tx, kit, kind)
            if key is None:
                raise NotFound
            kit.version += 1
            tx.session.add(kit)
        discard(self._storage, [key])

    def analyse(self, pictures: tuple[bytes, ...]) -> ProposedKit:
        """A kit proposed from one to five pictures. Nothing is stored."""
        if not 1 <= len(pictures) <= 5:
            raise ValidationFailed("Send one to five pictures.")
        swatches = self._offload.run(read_palette, pictures)
        colors = tuple(swatch.hex.upper() for swatch in swatches)
        fields = KitFields(name="My channel", primary_colors=colors[:3], accent_colors=colors[3:5])
        return ProposedKit(fields, tuple((s.hex.upper(), s.role, round(s.share, 4)) for s in swatches))

    def logo_key(self, tx: Transaction, user_id: uuid.UUID, kit_id: uuid.UUID | None) -> str | None:
        """Where the logo that this kit draws on assets is stored."""
        kit = repository.kit_of(tx, user_id, kit_id) if kit_id else None
        logo = self._show(tx, kit).logo if kit else None
        return logo.object_key if logo else None

    def media(self, tx: Transaction, object_key: str) -> MediaFile | None:
        """A stored logo, for an address that was signed for its owner."""
        logo = repository.logo_by_key(tx, object_key)
        return MediaFile(logo.object_key, logo.content_type, public=False) if logo else None

    def purge(self, limit: int = 100) -> int:
        """Remove kits deleted 30 days ago: rows first, then logos. Returns how many went."""
        with self._uow.write() as tx:
            gone = repository.deleted_before(tx, tx.now - timedelta(days=rules.TRASH_DAYS), limit)
            for kit, _ in gone:
                tx.session.delete(kit)
        for _, keys in gone:
            discard(self._storage, keys)
        return len(gone)

    def _own(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> BrandKit:
        kit = repository.kit_of(tx, actor.user_id, kit_id)
        if kit is None:
            raise NotFound
        return kit

    def _own_alone(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> BrandKit:
        """The kit to change, as it is once every other change to this person's kits is over."""
        repository.lock_owner(tx, actor.user_id)
        return self._own(tx, actor, kit_id)

    def _require_room(self, tx: Transaction, actor: Actor) -> None:
        repository.lock_owner(tx, actor.user_id)
        if repository.count_kits(tx, actor.user_id) >= rules.MAX_KITS:
            raise TooManyKits

    def _drop_logo(self, tx: Transaction, kit: BrandKit, kind: str) -> str | None:
        """Remove the row of this kind and return its object's key, for deletion after the commit."""
        for logo in repository.logos_of(tx, kit.user_id, [kit.id]).get(kit.id, []):
            if logo.type == kind:
                tx.session.delete(logo)
                tx.session.flush()
                return logo.object_key
        return None

    def _show(self, tx: Transaction, kit: BrandKit) -> KitView:
        return self._view(tx, kit, repository.logos_of(tx, kit.user_id, [kit.id]).get(kit.id, []))

    def _view(self, tx: Transaction, kit: BrandKit, logos: list[BrandKitLogo]) -> KitView:
        return KitView(
            id=kit.id, user_id=kit.user_id, fields=_fields(kit), is_active=kit.is_active, version=kit.version,
            logos=tuple(self._logo(tx, logo) for logo in logos), created_at=kit.created_at, updated_at=kit.updated_at,
        )

    def _logo(self, tx: Transaction, logo: BrandKitLogo) -> LogoView:
        url, _ = self._links.signed(logo.object_key, tx.now)
        return LogoView(logo.type, url, logo.object_key, logo.content_type, logo.file_size, logo.filename)


def _columns(fields: KitFields) -> dict[str, Any]:
    return {
        "name": fields.name,
        "primary_colors": [*fields.primary_colors],
        "accent_colors": [*fields.accent_colors],
        "fonts": {"headline": fields.headline_font, "body": fields.body_font},
        "tone": fields.tone,
        "style_reference": fields.style_reference,
        "extracted_from": fields.extracted_from,
    }


def _fields(kit: BrandKit) -> KitFields:
    return KitFields(
        name=kit.name, primary_colors=tuple(kit.primary_colors), accent_colors=tuple(kit.accent_colors),
        headline_font=kit.fonts["headline"], body_font=kit.fonts["body"], tone=kit.tone,
        style_reference=kit.style_reference, extracted_from=kit.extracted_from,
    )
