"""Use cases of brand kits."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final
from urllib.parse import unquote, urlsplit

from studio_app.core.actor import Actor, System
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.db.disposal import dispose
from studio_app.db.models import BrandKit, BrandKitVersion
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.brand_kits import analysis, repository, rules
from studio_app.features.brand_kits.kits import Kits
from studio_app.features.brand_kits.types import (
    Guidelines,
    KitCheck,
    KitDetails,
    KitFields,
    KitView,
    ProposedKit,
    TooManyKits,
    VersionView,
    Voice,
)
from studio_app.ports.offload import Offload
from studio_app.ports.storage import Storage

_MOST_LISTED: Final = 200
_READ_SECONDS: Final = 25.0


class BrandKitService:
    def __init__(self, uow: UnitOfWork, storage: Storage, offload: Offload, kits: Kits) -> None:
        self._uow = uow
        self._storage = storage
        self._offload = offload
        self._kits = kits

    def all(self, tx: Transaction, actor: Actor) -> list[KitView]:
        kits = repository.kits_of(tx, actor.user_id)
        logos = repository.logos_of(tx, actor.user_id, [kit.id for kit in kits])
        return [self._kits.view(tx, kit, logos.get(kit.id, [])) for kit in kits]

    def get(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> KitView:
        return self._kits.show(tx, self._kits.own(tx, actor, kit_id))

    def active(self, tx: Transaction, actor: Actor) -> KitView | None:
        """The kit that assets are drawn with, if the person has one."""
        kit = repository.active_kit_of(tx, actor.user_id)
        return self._kits.show(tx, kit) if kit else None

    def checked(self, fields: KitFields) -> KitFields:
        """`fields` in their one spelling; raises `ValidationFailed` naming every field that does not fit."""
        rules.require(rules.problems(fields))
        return rules.normalise(fields)

    def _checked_details(self, details: KitDetails) -> KitDetails:
        details = rules.normalise_details(details)
        rules.require(rules.by_field(rules.detail_problems(details)))
        return details

    def create(self, tx: Transaction, actor: Actor, fields: KitFields) -> KitView:
        """A new kit; the first one is active at once."""
        fields = self.checked(fields)
        self._require_room(tx, actor)
        kit = BrandKit(
            user_id=actor.user_id,
            is_active=repository.active_kit_of(tx, actor.user_id) is None,
            **repository.to_parts(fields),
        )
        tx.session.add(kit)
        tx.session.flush()
        repository.remember(tx, kit)
        return self._kits.show(tx, kit)

    def update(
        self,
        tx: Transaction,
        actor: Actor,
        kit_id: uuid.UUID,
        fields: KitFields,
        *,
        voice: Voice | None = None,
        guidelines: Guidelines | None = None,
        version: int | None = None,
    ) -> KitView:
        """Save an edit as a new version. With `version`, only when nobody else saved meanwhile.

        A `voice` without a tone keeps the tone.
        """

        def also(old: KitDetails) -> KitDetails:
            said = replace(voice, tone=voice.tone or old.voice.tone) if voice else old.voice
            return replace(old, voice=said, guidelines=guidelines or old.guidelines)

        return self.edit(tx, actor, kit_id, lambda _old: fields, also=also, version=version)

    def edit(
        self,
        tx: Transaction,
        actor: Actor,
        kit_id: uuid.UUID,
        change: Callable[[KitFields], KitFields],
        *,
        also: Callable[[KitDetails], KitDetails] = lambda old: old,
        version: int | None = None,
    ) -> KitView:
        """As `update`, for an edit that depends on what is there: nobody else can save between reading and saving.

        `also` changes voice and guidelines; the rest of the details follows the fields.
        """
        kit = self._kits.to_edit(tx, actor, kit_id, version)
        parts = repository.parts_of(kit)
        old = repository.fields_of(parts)
        new = self.checked(change(old))
        stored = rules.following(repository.details_of(parts), old, new)
        details = self._checked_details(also(rules.detailed(new, stored)))
        return self._kits.save(tx, kit, repository.to_parts(new) | repository.to_detail_parts(rules.storable(details)))

    def edit_details(
        self,
        tx: Transaction,
        actor: Actor,
        kit_id: uuid.UUID,
        change: Callable[[KitDetails], KitDetails],
        *,
        version: int | None = None,
    ) -> KitView:
        """Save other details as a new version. The kit's own colours, fonts and tone become what the details say."""
        kit = self._kits.to_edit(tx, actor, kit_id, version)
        parts = repository.parts_of(kit)
        fields = repository.fields_of(parts)
        details = self._checked_details(change(rules.detailed(fields, repository.details_of(parts))))
        fields = self.checked(rules.founded(fields, details))
        stored = repository.to_detail_parts(rules.storable(details))
        return self._kits.save(tx, kit, repository.to_parts(fields) | stored)

    def check(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> KitCheck:
        """Contrast of every pair of the kit's colours, and the pairs that colour-blind people confuse."""
        kit = self.get(tx, actor, kit_id)
        colors = kit.details.colors
        return analysis.check([*colors.primary, *colors.accent, *colors.secondary, *colors.neutral], kit.fields)

    def versions(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> list[VersionView]:
        """The newest first, at most 200."""
        kept = repository.versions_of(tx, self._kits.own(tx, actor, kit_id), _MOST_LISTED)
        older = [version.snapshot for version in kept[1:]]
        return [_version(version, before) for version, before in zip(kept, [*older, {}], strict=True)]

    def version(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID, number: int) -> VersionView:
        kit = self._kits.own(tx, actor, kit_id)
        before = repository.version_of(tx, kit, number - 1)
        return _version(_kept(tx, kit, number), before.snapshot if before else {})

    def restore_version(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID, number: int) -> KitView:
        """Make the kit what it was, as a new version. Logos stay as they are."""
        kit = self._kits.to_edit(tx, actor, kit_id)
        parts = _kept(tx, kit, number).snapshot
        fields, details = self.checked(repository.fields_of(parts)), repository.details_of(parts)
        self._checked_details(rules.detailed(fields, details))
        logo = {"default_logo_type": parts["default_logo_type"]}
        return self._kits.save(tx, kit, repository.to_parts(fields) | repository.to_detail_parts(details) | logo)

    def activate(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> KitView:
        kit = self._kits.own_alone(tx, actor, kit_id)
        repository.deactivate_all(tx, actor.user_id)
        tx.session.refresh(kit)
        kit.is_active = True
        tx.session.add(kit)
        tx.session.flush()
        return self._kits.show(tx, kit)

    def delete(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> None:
        kit = self._kits.own_alone(tx, actor, kit_id)
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
        return self._kits.show(tx, kit)

    def analyse(self, pictures: tuple[bytes, ...]) -> ProposedKit:
        """A kit proposed from one to five pictures. Nothing is stored."""
        if not 1 <= len(pictures) <= 5:
            raise ValidationFailed("Send one to five pictures.")
        return analysis.propose(self._offload.run(analysis.read_brand, pictures, timeout=_READ_SECONDS), len(pictures))

    def pictures_at(self, actor: Actor, urls: Sequence[str]) -> tuple[bytes, ...]:
        """The bytes of the person's own logos and assets at these addresses of ours. No other address is ever asked."""
        keys = [unquote(urlsplit(url).path).removeprefix("/media/") for url in urls]
        with self._uow.read(actor) as tx:
            if not all("\x00" not in key and repository.object_of(tx, actor.user_id, key) for key in keys):
                message = "Send addresses of your own logos and assets, as this API gives them."
                raise ValidationFailed(message, details={"fields": {"urls": [{"message": message}]}})
        return tuple(self._storage.get(key) for key in keys)

    def purge(self, limit: int = 100) -> int:
        """Remove kits deleted 30 days ago: rows first, then logos. Returns how many went."""
        with self._uow.write(System.WORKER) as tx:
            gone = repository.deleted_before(tx, tx.now - timedelta(days=rules.TRASH_DAYS), limit)
            for kit, _ in gone:
                tx.session.delete(kit)
            dispose(tx, [key for _, keys in gone for key in keys])
        return len(gone)

    def _require_room(self, tx: Transaction, actor: Actor) -> None:
        repository.lock_owner(tx, actor.user_id)
        if repository.count_kits(tx, actor.user_id) >= rules.MAX_KITS:
            raise TooManyKits

def _kept(tx: Transaction, kit: BrandKit, number: int) -> BrandKitVersion:
    found = repository.version_of(tx, kit, number)
    if found is None:
        raise NotFound("We no longer keep that version: only the newest hundred, and those that assets were made with.")
    return found


def _version(kept: BrandKitVersion, before: repository.Parts) -> VersionView:
    fields = repository.fields_of(kept.snapshot)
    return VersionView(
        kept.version, kept.created_at, repository.changes(before, kept.snapshot), fields,
        rules.detailed(fields, repository.details_of(kept.snapshot)), kept.snapshot["default_logo_type"],
    )
