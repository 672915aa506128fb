"""Kits as rows of their person: how every use case finds, locks, saves and shows them."""

from __future__ import annotations

import uuid
from typing import Any

from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound
from studio_app.core.links import MediaLinks
from studio_app.db.models import BrandKit, BrandKitLogo
from studio_app.db.unit_of_work import Transaction
from studio_app.features.brand_kits import repository, rules
from studio_app.features.brand_kits.types import KitChanged, KitView, LogoView


class Kits:
    def __init__(self, links: MediaLinks) -> None:
        self._links = links

    def own(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> BrandKit:
        kit = repository.kit_of(tx, actor.user_id, kit_id)
        if kit is None:
            raise NotFound
        return kit

    def own_alone(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> BrandKit:
        """The kit to change, as it is once every other change to this person's kits is over."""
        repository.lock_owner(tx, actor.user_id)
        return self.own(tx, actor, kit_id)

    def to_edit(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID, version: int | None = None) -> BrandKit:
        """As `own_alone`, with its present state kept: kits from before there were versions have none yet."""
        kit = self.own_alone(tx, actor, kit_id)
        if version is not None and version != kit.version:
            raise KitChanged(details={"version": kit.version})
        repository.remember(tx, kit)
        return kit

    def save(self, tx: Transaction, kit: BrandKit, parts: dict[str, Any]) -> KitView:
        """One saved edit: the next version."""
        repository.save(tx, kit, parts, rules.MOST_VERSIONS)
        return self.show(tx, kit)

    def show(self, tx: Transaction, kit: BrandKit) -> KitView:
        return self.view(tx, kit, repository.logos_of(tx, kit.user_id, [kit.id]).get(kit.id, []))

    def view(self, tx: Transaction, kit: BrandKit, logos: list[BrandKitLogo]) -> KitView:
        parts = repository.parts_of(kit)
        fields = repository.fields_of(parts)
        return KitView(
            id=kit.id, user_id=kit.user_id, fields=fields, is_active=kit.is_active, version=kit.version,
            logos=tuple(self.logo(tx, logo) for logo in logos), created_at=kit.created_at, updated_at=kit.updated_at,
            details=rules.detailed(fields, repository.details_of(parts)), default_logo_type=kit.default_logo_type,
        )

    def logo(self, tx: Transaction, logo: BrandKitLogo) -> LogoView:
        url, _ = self._links.signed(logo.object_key, tx.now)
        return LogoView(logo.type, url, logo.object_key, logo.content_type, logo.file_size, logo.filename)
