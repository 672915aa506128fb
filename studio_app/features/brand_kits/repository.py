"""Every query of brand kits, always through the owner, and how kits and their versions are kept in rows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlmodel import col, func, select

from studio_app.db.models import Asset, AssetFile, BrandKit, BrandKitLogo, BrandKitVersion, User
from studio_app.db.unit_of_work import Transaction
from studio_app.features.brand_kits.types import KitDetails, KitFields

Parts = Mapping[str, Any]
_DETAILS: Final = TypeAdapter(KitDetails)
_DETAIL_PARTS: Final = ("colors", "typography", "voice", "guidelines")
# What a saved edit may change, and so what a version remembers.
PARTS: Final = (
    "name", "primary_colors", "accent_colors", "fonts", "tone", "style_reference", "extracted_from", *_DETAIL_PARTS,
    "default_logo_type",
)  # fmt: skip


def to_parts(fields: KitFields) -> dict[str, Any]:
    return {
        "name": fields.name,
        "primary_colors": [*fields.primary_colors],
        "accent_colors": [*fields.accent_colors],
        "fonts": {"headline": fields.headline_font, "body": fields.body_font},
        "tone": fields.tone,
        "style_reference": fields.style_reference,
        "extracted_from": fields.extracted_from,
    }


def to_detail_parts(details: KitDetails) -> dict[str, Any]:
    plain: dict[str, Any] = _DETAILS.dump_python(details, mode="json")
    return plain


def parts_of(kit: BrandKit) -> dict[str, Any]:
    return {name: getattr(kit, name) for name in PARTS}


def fields_of(parts: Parts) -> KitFields:
    return KitFields(
        name=parts["name"], primary_colors=tuple(parts["primary_colors"]), accent_colors=tuple(parts["accent_colors"]),
        headline_font=parts["fonts"]["headline"], body_font=parts["fonts"]["body"], tone=parts["tone"],
        style_reference=parts["style_reference"], extracted_from=parts["extracted_from"],
    )


def details_of(parts: Parts) -> KitDetails:
    """What is missing, and what only a newer release knows, does not matter."""
    return _DETAILS.validate_python({name: parts.get(name) or {} for name in _DETAIL_PARTS})


def changes(old: Parts, new: Parts) -> tuple[str, ...]:
    """The names of the parts in which two snapshots differ, in the order of `PARTS`."""

    def canonical(parts: Parts) -> dict[str, Any]:
        return {**parts, **to_detail_parts(details_of(parts))}

    before, after = canonical(old), canonical(new)
    return tuple(name for name in (*PARTS, "logos") if before.get(name) != after.get(name)) if old else ()


def lock_owner(tx: Transaction, user_id: uuid.UUID) -> None:
    """Let the changes to one person's kits happen one after another. SQLite has one writer anyway."""
    tx.session.exec(select(User.id).where(User.id == user_id).with_for_update(key_share=True)).first()


def kits_of(tx: Transaction, user_id: uuid.UUID) -> list[BrandKit]:
    return list(
        tx.session.exec(
            select(BrandKit)
            .where(BrandKit.user_id == user_id, col(BrandKit.deleted_at).is_(None))
            .order_by(col(BrandKit.is_active).desc(), col(BrandKit.created_at))
        )
    )


def kit_of(tx: Transaction, user_id: uuid.UUID, kit_id: uuid.UUID, *, deleted: bool = False) -> BrandKit | None:
    statement = select(BrandKit).where(BrandKit.id == kit_id, BrandKit.user_id == user_id)
    found = tx.session.exec(statement.execution_options(populate_existing=True)).first()
    return found if found is not None and (found.deleted_at is not None) == deleted else None


def active_kit_of(tx: Transaction, user_id: uuid.UUID) -> BrandKit | None:
    return tx.session.exec(select(BrandKit).where(BrandKit.user_id == user_id, BrandKit.is_active)).first()


def count_kits(tx: Transaction, user_id: uuid.UUID) -> int:
    return tx.session.exec(
        select(func.count())
        .select_from(BrandKit)
        .where(BrandKit.user_id == user_id, col(BrandKit.deleted_at).is_(None))
    ).one()


def deactivate_all(tx: Transaction, user_id: uuid.UUID) -> None:
    tx.session.connection().execute(
        sa.update(BrandKit)
        .where(col(BrandKit.user_id) == user_id, col(BrandKit.is_active))
        .values(is_active=False)
    )


def logos_of(tx: Transaction, user_id: uuid.UUID, kit_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[BrandKitLogo]]:
    found: dict[uuid.UUID, list[BrandKitLogo]] = {}
    if kit_ids:
        rows = tx.session.exec(
            select(BrandKitLogo).where(
                BrandKitLogo.user_id == user_id,
                col(BrandKitLogo.brand_kit_id).in_(kit_ids),
            )
        )
        for logo in rows:
            found.setdefault(logo.brand_kit_id, []).append(logo)
    return found


def deleted_before(tx: Transaction, moment: datetime, limit: int) -> list[tuple[BrandKit, list[str]]]:
    """For the retention sweep, across owners: kits deleted long ago, with the keys of their logos."""
    kits = tx.session.exec(select(BrandKit).where(col(BrandKit.deleted_at) < moment).limit(limit)).all()
    return [
        (kit, list(tx.session.exec(select(BrandKitLogo.object_key).where(BrandKitLogo.brand_kit_id == kit.id))))
        for kit in kits
    ]


def logo_by_key(tx: Transaction, object_key: str) -> BrandKitLogo | None:
    """For `/media`: a logo of a kit that still is one."""
    return tx.session.exec(
        select(BrandKitLogo)
        .join(BrandKit, col(BrandKit.id) == BrandKitLogo.brand_kit_id)
        .join(User, col(User.id) == BrandKitLogo.user_id)
        .where(
            BrandKitLogo.object_key == object_key, col(BrandKit.deleted_at).is_(None), User.status == "active"
        )
    ).first()


def object_of(tx: Transaction, user_id: uuid.UUID, object_key: str) -> bool:
    """Whether this key holds a picture of that person: a logo or a file of an asset."""
    logo = select(BrandKitLogo.id).where(BrandKitLogo.user_id == user_id, BrandKitLogo.object_key == object_key)
    file = (
        select(AssetFile.id)
        .join(Asset, col(Asset.id) == AssetFile.asset_id)
        .where(Asset.user_id == user_id, col(Asset.deleted_at).is_(None), AssetFile.object_key == object_key)
    )
    return any(tx.session.exec(found).first() for found in (logo, file))


def save(tx: Transaction, kit: BrandKit, parts: Parts, most: int) -> None:
    """One saved edit: these parts are new, the next version is kept, and of all versions `most` or so."""
    for name, value in parts.items():
        setattr(kit, name, value)
    kit.version += 1
    tx.session.add(kit)
    tx.session.flush()
    remember(tx, kit)
    _forget_versions(tx, kit, most)


def remember(tx: Transaction, kit: BrandKit) -> None:
    """Keep the kit as it stands under its version, unless that version is kept already."""
    if _stored_version(tx, kit, kit.version) is None:
        tx.session.add(_present(tx, kit, tx.now))
        tx.session.flush()


def versions_of(tx: Transaction, kit: BrandKit, limit: int) -> list[BrandKitVersion]:
    """Newest first."""
    kept = list(
        tx.session.exec(
            select(BrandKitVersion)
            .where(BrandKitVersion.user_id == kit.user_id, BrandKitVersion.brand_kit_id == kit.id)
            .order_by(col(BrandKitVersion.version).desc())
            .limit(limit)
        )
    )
    # A kit last saved before there were versions has none; what it is now can be shown all the same.
    return kept if kept and kept[0].version == kit.version else [_present(tx, kit, kit.updated_at), *kept]


def version_of(tx: Transaction, kit: BrandKit, version: int) -> BrandKitVersion | None:
    if not 1 <= version <= kit.version:
        return None
    stored = _stored_version(tx, kit, version)
    return stored or (_present(tx, kit, kit.updated_at) if version == kit.version else None)


def _stored_version(tx: Transaction, kit: BrandKit, version: int) -> BrandKitVersion | None:
    return tx.session.exec(
        select(BrandKitVersion).where(
            BrandKitVersion.user_id == kit.user_id,
            BrandKitVersion.brand_kit_id == kit.id,
            BrandKitVersion.version == version,
        )
    ).first()


def _present(tx: Transaction, kit: BrandKit, moment: datetime) -> BrandKitVersion:
    """The kit as it stands, as a version that is not stored yet."""
    logos = logos_of(tx, kit.user_id, [kit.id]).get(kit.id, [])
    names = {logo.type: logo.filename for logo in sorted(logos, key=lambda one: one.type)}
    return BrandKitVersion(
        user_id=kit.user_id, brand_kit_id=kit.id, version=kit.version, snapshot={**parts_of(kit), "logos": names},
        created_at=moment,
    )


def _forget_versions(tx: Transaction, kit: BrandKit, most: int) -> None:
    """Keep the newest `most` versions, and older ones with which an asset was made that still exists."""
    if kit.version <= most:
        return
    made = select(Asset.id).where(
        Asset.brand_kit_id == BrandKitVersion.brand_kit_id, Asset.brand_kit_version == BrandKitVersion.version
    )
    tx.session.connection().execute(
        sa.delete(BrandKitVersion).where(
            col(BrandKitVersion.brand_kit_id) == kit.id,
            col(BrandKitVersion.version) <= kit.version - most,
            ~made.exists(),
        )
    )
