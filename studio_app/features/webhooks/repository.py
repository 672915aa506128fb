"""Every query of webhooks: people reach endpoints and deliveries through their owner."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, func, select

from studio_app.db.base import place_of
from studio_app.db.models import User, WebhookDelivery, WebhookEndpoint
from studio_app.db.unit_of_work import Transaction


def endpoints_of(tx: Transaction, user_id: uuid.UUID) -> list[WebhookEndpoint]:
    """Oldest first."""
    wanted = select(WebhookEndpoint).where(WebhookEndpoint.user_id == user_id)
    return list(tx.session.exec(wanted.order_by(col(WebhookEndpoint.created_at))))


def lock_owner(tx: Transaction, user_id: uuid.UUID) -> None:
    """One change of a person's endpoints at a time, or two could both find room for the last one."""
    tx.session.exec(select(User.id).where(User.id == user_id).with_for_update(key_share=True)).first()


def endpoint_of(tx: Transaction, user_id: uuid.UUID, endpoint_id: uuid.UUID) -> WebhookEndpoint | None:
    return tx.session.exec(
        select(WebhookEndpoint).where(WebhookEndpoint.id == endpoint_id, WebhookEndpoint.user_id == user_id)
    ).first()


def delivery_of(
    tx: Transaction, user_id: uuid.UUID, endpoint_id: uuid.UUID, delivery_id: uuid.UUID
) -> WebhookDelivery | None:
    return tx.session.exec(
        select(WebhookDelivery).where(
            WebhookDelivery.id == delivery_id, WebhookDelivery.user_id == user_id,
            WebhookDelivery.endpoint_id == endpoint_id,
        )
    ).first()


def delivery_to_make(
    tx: Transaction, delivery_id: uuid.UUID
) -> tuple[WebhookDelivery, WebhookEndpoint] | None:
    """For the courier, which got the id from a transaction of the owner's."""
    return tx.session.exec(
        select(WebhookDelivery, WebhookEndpoint)
        .join(WebhookEndpoint, col(WebhookDelivery.endpoint_id) == WebhookEndpoint.id)
        .where(WebhookDelivery.id == delivery_id)
    ).first()


def told_already(tx: Transaction, endpoint_id: uuid.UUID, message_id: str) -> bool:
    wanted = select(WebhookDelivery.id).where(
        WebhookDelivery.endpoint_id == endpoint_id, WebhookDelivery.message_id == message_id
    )
    return tx.session.exec(wanted).first() is not None


def deliveries_of(
    tx: Transaction, endpoint_id: uuid.UUID, after: tuple[datetime, uuid.UUID] | None, limit: int
) -> list[WebhookDelivery]:
    created, row_id = col(WebhookDelivery.created_at), col(WebhookDelivery.id)
    wanted = select(WebhookDelivery).where(WebhookDelivery.endpoint_id == endpoint_id)
    if after is not None:
        wanted = wanted.where(sa.tuple_(created, row_id) < place_of(*after))
    return list(tx.session.exec(wanted.order_by(created.desc(), row_id.desc()).limit(limit)))


def count_deliveries(tx: Transaction, endpoint_id: uuid.UUID) -> int:
    wanted = select(func.count()).select_from(WebhookDelivery).where(WebhookDelivery.endpoint_id == endpoint_id)
    return tx.session.exec(wanted).one()


def drop_deliveries(tx: Transaction, before: datetime) -> None:
    old = sa.and_(col(WebhookDelivery.created_at) < before, col(WebhookDelivery.status) != "pending")
    tx.session.connection().execute(sa.delete(WebhookDelivery).where(old))
