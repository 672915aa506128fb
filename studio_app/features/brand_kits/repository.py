"""Every query of brand kits, always through the owner."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, func, select

from studio_app.db.models import BrandKit, BrandKitLogo, User
from studio_app.db.unit_of_work import Transaction


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
        .where(BrandKitLogo.object_key == object_key, col(BrandKit.deleted_at).is_(None))
    ).first()
