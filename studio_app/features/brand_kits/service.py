"""Use cases of brand kits."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from studio_app.core.actor import Actor, System
from studio_app.core.errors import NotFound, Unavailable, ValidationFailed
from studio_app.core.ids import random_key
from studio_app.core.links import MediaLinks
from studio_app.core.text import clean_line
from studio_app.db.disposal import dispose
from studio_app.db.models import BrandKit, BrandKitLogo, BrandKitVersion
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.brand_kits import analysis, repository, rules
from studio_app.features.brand_kits.logos import clean_logo
from studio_app.features.brand_kits.types import (
    LOGO_TYPES,
    Guidelines,
    KitChanged,
    KitCheck,
    KitDetails,
    KitFields,
    KitView,
    LogoView,
    ProposedKit,
    TooManyKits,
    VersionView,
    Voice,
)
from studio_app.ports.offload import Offload
from studio_app.ports.storage import MediaFile, Storage, discard

_MOST_LISTED: Final = 200
_READ_SECONDS: Final = 25.0


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
        _require(rules.problems(fields))
        return rules.normalise(fields)

    def _checked_details(self, details: KitDetails) -> KitDetails:
        details = rules.normalise_details(details)
        _require(rules.by_field(rules.detail_problems(details)))
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
        return self._show(tx, kit)

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
        kit = self._to_edit(tx, actor, kit_id, version)
        parts = repository.parts_of(kit)
        old = repository.fields_of(parts)
        new = self.checked(change(old))
        stored = rules.following(repository.details_of(parts), old, new)
        details = self._checked_details(also(rules.detailed(new, stored)))
        return self._save(tx, kit, repository.to_parts(new) | repository.to_detail_parts(rules.storable(details)))

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
        kit = self._to_edit(tx, actor, kit_id, version)
        parts = repository.parts_of(kit)
        fields = repository.fields_of(parts)
        details = self._checked_details(change(rules.detailed(fields, repository.details_of(parts))))
        fields = self.checked(rules.founded(fields, details))
        return self._save(tx, kit, repository.to_parts(fields) | repository.to_detail_parts(rules.storable(details)))

    def check(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> KitCheck:
        """Contrast of every pair of the kit's colours, and the pairs that colour-blind people confuse."""
        kit = self.get(tx, actor, kit_id)
        colors = kit.details.colors
        return analysis.check([*colors.primary, *colors.accent, *colors.secondary, *colors.neutral], kit.fields)

    def versions(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID) -> list[VersionView]:
        """The newest first, at most 200."""
        kept = repository.versions_of(tx, self._own(tx, actor, kit_id), _MOST_LISTED)
        older = [version.snapshot for version in kept[1:]]
        return [_version(version, before) for version, before in zip(kept, [*older, {}], strict=True)]

    def version(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID, number: int) -> VersionView:
        kit = self._own(tx, actor, kit_id)
        before = repository.version_of(tx, kit, number - 1)
        return _version(_kept(tx, kit, number), before.snapshot if before else {})

    def restore_version(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID, number: int) -> KitView:
        """Make the kit what it was, as a new version. Logos stay as they are."""
        kit = self._to_edit(tx, actor, kit_id)
        parts = _kept(tx, kit, number).snapshot
        fields, details = self.checked(repository.fields_of(parts)), repository.details_of(parts)
        self._checked_details(rules.detailed(fields, details))
        logo = {"default_logo_type": parts["default_logo_type"]}
        return self._save(tx, kit, repository.to_parts(fields) | repository.to_detail_parts(details) | logo)

    def choose_logo(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID, kind: str) -> KitView:
        """Draw the logo of this kind from now on; while there is none, the first there is."""
        _require_kind(kind)
        return self._save(tx, self._to_edit(tx, actor, kit_id), {"default_logo_type": kind})

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
        _require_kind(kind)
        with self._uow.read(actor) as tx:
            self._own(tx, actor, kit_id)
        png, width, height = self._offload.run(clean_logo, data)
        key = f"logos/{random_key()}.png"
        self._storage.put(key, png, "image/png")
        try:
            with self._uow.write(actor) as tx:
                kit = self._to_edit(tx, actor, kit_id)
                replaced = self._drop_logo(tx, kit, kind)
                dispose(tx, [replaced] if replaced else [])
                logo = BrandKitLogo(
                    user_id=actor.user_id, brand_kit_id=kit.id, type=kind, object_key=key, content_type="image/png",
                    file_size=len(png), filename=clean_line(filename, 200), width=width, height=height,
                )
                tx.session.add(logo)
                self._save(tx, kit, {})
                view = self._logo(tx, logo)
        except Unavailable:
            raise  # the commit may have happened: a file too many is better than a logo without its file
        except BaseException:
            discard(self._storage, [key])
            raise
        return view

    def remove_logo(self, actor: Actor, kit_id: uuid.UUID, kind: str) -> None:
        with self._uow.write(actor) as tx:
            kit = self._to_edit(tx, actor, kit_id)
            key = self._drop_logo(tx, kit, kind)
            if key is None:
                raise NotFound
            self._save(tx, kit, {})
            dispose(tx, [key])

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

    def logo_key(
        self, tx: Transaction, user_id: uuid.UUID, kit_id: uuid.UUID | None, kind: str = "default"
    ) -> str | None:
        """Where the logo that this kit draws on assets is stored, or its logo of that kind."""
        kit = repository.kit_of(tx, user_id, kit_id) if kit_id else None
        view = self._show(tx, kit) if kit else None
        if view is None:
            return None
        logo = view.logo if kind == "default" else next((logo for logo in view.logos if logo.type == kind), None)
        return logo.object_key if logo else None

    def media(self, tx: Transaction, object_key: str) -> MediaFile | None:
        """A stored logo, for an address that was signed for its owner."""
        logo = repository.logo_by_key(tx, object_key)
        return MediaFile(logo.object_key, logo.content_type, public=False) if logo else None

    def purge(self, limit: int = 100) -> int:
        """Remove kits deleted 30 days ago: rows first, then logos. Returns how many went."""
        with self._uow.write(System.WORKER) as tx:
            gone = repository.deleted_before(tx, tx.now - timedelta(days=rules.TRASH_DAYS), limit)
            for kit, _ in gone:
                tx.session.delete(kit)
            dispose(tx, [key for _, keys in gone for key in keys])
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

    def _to_edit(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID, version: int | None = None) -> BrandKit:
        """As `_own_alone`, with its present state kept: kits from before there were versions have none yet."""
        kit = self._own_alone(tx, actor, kit_id)
        if version is not None and version != kit.version:
            raise KitChanged(details={"version": kit.version})
        repository.remember(tx, kit)
        return kit

    def _save(self, tx: Transaction, kit: BrandKit, parts: dict[str, Any]) -> KitView:
        """One saved edit: the next version."""
        repository.save(tx, kit, parts, rules.MOST_VERSIONS)
        return self._show(tx, kit)

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
        parts = repository.parts_of(kit)
        fields = repository.fields_of(parts)
        return KitView(
            id=kit.id, user_id=kit.user_id, fields=fields, is_active=kit.is_active, version=kit.version,
            logos=tuple(self._logo(tx, logo) for logo in logos), created_at=kit.created_at, updated_at=kit.updated_at,
            details=rules.detailed(fields, repository.details_of(parts)), default_logo_type=kit.default_logo_type,
        )

    def _logo(self, tx: Transaction, logo: BrandKitLogo) -> LogoView:
        url, _ = self._links.signed(logo.object_key, tx.now)
        return LogoView(logo.type, url, logo.object_key, logo.content_type, logo.file_size, logo.filename)


def _require(problems: rules.Problems) -> None:
    if problems:
        first = next(iter(problems.values()))[0]["message"]
        raise ValidationFailed(first, details={"fields": problems})


def _require_kind(kind: str) -> None:
    if kind not in LOGO_TYPES:
        _require({"logo_type": [{"message": f"Choose one of: {', '.join(LOGO_TYPES)}."}]})


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
