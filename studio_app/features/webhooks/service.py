"""Use cases of webhooks: whom to tell, the log of what was told, and telling again."""

from __future__ import annotations

import base64
import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from studio_app.core.actor import Actor, System
from studio_app.core.cursor import Cursors
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.core.sealing import Sealer
from studio_app.core.text import clean_line
from studio_app.db.models import WebhookDelivery, WebhookEndpoint
from studio_app.db.outbox import post
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts.service import AccountService
from studio_app.features.accounts.sessions import live_user
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.features.mails.rules import spoken
from studio_app.features.mails.service import post_mail
from studio_app.features.webhooks import repository, rules
from studio_app.features.webhooks.courier import WEBHOOK, Courier, message_body
from studio_app.features.webhooks.types import (
    ChallengeFailed,
    DeliveryPage,
    DeliveryView,
    EndpointLimit,
    EndpointView,
    NewEndpoint,
)

_LOG_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class EndpointFields:
    """What a person says of an endpoint; None leaves it as it is."""

    url: str | None = None
    events: tuple[str, ...] | None = None
    description: str | None = None
    enabled: bool | None = None


class WebhookService:
    def __init__(
        self, uow: UnitOfWork, courier: Courier, sealer: Sealer, cursors: Cursors, accounts: AccountService, *,
        private: bool = False,
    ) -> None:
        self._uow = uow
        self._courier = courier
        self._sealer = sealer
        self._cursors = cursors
        self._accounts = accounts
        self._private = private

    def all(self, tx: Transaction, actor: Actor) -> list[EndpointView]:
        return [_view(row) for row in repository.endpoints_of(tx, actor.user_id)]

    def get(self, tx: Transaction, actor: Actor, endpoint_id: uuid.UUID) -> EndpointView:
        return _view(self._own(tx, actor, endpoint_id))

    def create(self, actor: Actor, url: str, events: Sequence[str], description: str = "") -> NewEndpoint:
        """Add an endpoint that answers our challenge; raises `ChallengeFailed`, `EndpointLimit` and, for a person who
        did not confirm her e-mail, `EmailNotVerified`."""
        description = clean_line(description, rules.DESCRIPTION_LIMIT + 1)
        self._check(url, events, description)
        with self._uow.read(actor) as tx:
            self._accounts.require_verified(tx, actor)
            _require_room(tx, actor)
        secret = _new_secret()
        self._challenge(url, secret)
        with self._uow.write(actor) as tx:
            live_user(tx, actor)  # the challenge took its time
            _require_room(tx, actor)
            row = WebhookEndpoint(
                user_id=actor.user_id, url=url, description=description, events=sorted(set(events)),
                secret=self._sealer.seal(secret, str(actor.user_id)),
            )
            tx.session.add(row)
            tx.session.flush()
            record(tx, Action.WEBHOOK_CREATED, actor.user_id, target=str(row.id))
            _tell(tx, row, "added")
            return NewEndpoint(_view(row), secret)

    def update(self, actor: Actor, endpoint_id: uuid.UUID, fields: EndpointFields) -> EndpointView:
        """Change what is given. Another address, and one that is switched on again, has to answer the challenge."""
        with self._uow.read(actor) as tx:
            row = self._own(tx, actor, endpoint_id)
            url = row.url if fields.url is None else fields.url
            events = tuple(row.events) if fields.events is None else fields.events
            text = row.description if fields.description is None else fields.description
            text = clean_line(text, rules.DESCRIPTION_LIMIT + 1)
            self._check(url, events, text)
            woken = bool(fields.enabled) and row.status == "disabled"
            secret = self._sealer.open(row.secret, str(row.user_id))
        if url != row.url or woken:
            self._challenge(url, secret)
        with self._uow.write(actor) as tx:
            live_user(tx, actor)
            row = self._own(tx, actor, endpoint_id)
            moved = row.url != url
            row.url, row.events, row.description = url, sorted(set(events)), text
            if fields.enabled is not None:
                row.status = "enabled" if fields.enabled else "disabled"
                row.disabled_reason, row.failing_since = None, None
            tx.session.add(row)
            tx.session.flush()
            if moved:
                record(tx, Action.WEBHOOK_MOVED, actor.user_id, target=str(row.id))
                _tell(tx, row, "moved")
            return _view(row)

    def delete(self, tx: Transaction, actor: Actor, endpoint_id: uuid.UUID) -> None:
        tx.session.delete(self._own(tx, actor, endpoint_id))
        tx.session.flush()
        record(tx, Action.WEBHOOK_DELETED, actor.user_id, target=str(endpoint_id))

    def rotate(self, tx: Transaction, actor: Actor, endpoint_id: uuid.UUID) -> NewEndpoint:
        """A new secret. For a day messages are signed with the old one as well."""
        live_user(tx, actor)
        row = self._own(tx, actor, endpoint_id)
        secret = _new_secret()
        row.old_secret, row.old_secret_until = row.secret, tx.now + rules.OLD_SECRET_LIVES
        row.secret = self._sealer.seal(secret, str(row.user_id))
        tx.session.add(row)
        tx.session.flush()
        record(tx, Action.WEBHOOK_SECRET, actor.user_id, target=str(row.id))
        return NewEndpoint(_view(row), secret)

    def test(self, tx: Transaction, actor: Actor, endpoint_id: uuid.UUID) -> DeliveryView:
        """Send a message that says nothing, by the same way as all others."""
        row = self._own(tx, actor, endpoint_id)
        body = message_body(rules.TEST, tx.now, {"endpoint_id": str(row.id)})
        return _delivery(queue_delivery(tx, row, f"msg_{uuid.uuid4().hex}", rules.TEST, body))

    def log(
        self, tx: Transaction, actor: Actor, endpoint_id: uuid.UUID, *, limit: int = 20, cursor: str | None = None
    ) -> DeliveryPage:
        self._own(tx, actor, endpoint_id)
        after = self._cursors.decode(cursor) if cursor else None
        rows = repository.deliveries_of(tx, endpoint_id, after, limit + 1)
        more, rows = len(rows) > limit, rows[:limit]
        return DeliveryPage(
            tuple(map(_delivery, rows)), repository.count_deliveries(tx, endpoint_id),
            self._cursors.encode(rows[-1].created_at, rows[-1].id) if more else None,
        )

    def resend(self, tx: Transaction, actor: Actor, endpoint_id: uuid.UUID, delivery_id: uuid.UUID) -> DeliveryView:
        """Send the same message again, now, with the same id."""
        row = repository.delivery_of(tx, actor.user_id, endpoint_id, delivery_id)
        if row is None:
            raise NotFound
        row.status, row.next_at = "pending", tx.now
        tx.session.add(row)
        post(tx, WEBHOOK, f"{WEBHOOK}:{row.id}:{uuid.uuid4().hex}", {"delivery_id": str(row.id), "by_hand": True})
        tx.session.flush()
        return _delivery(row)

    def tidy(self) -> None:
        """Forget deliveries after 30 days."""
        with self._uow.write(System.WORKER) as tx:
            repository.drop_deliveries(tx, tx.now - _LOG_KEPT)

    def _check(self, url: str, events: Sequence[str], description: str) -> None:
        found = rules.problems(url, events, description, private=self._private)
        if found:
            first = next(iter(found.values()))[0]["message"]
            raise ValidationFailed(first, details={"fields": found})

    def _challenge(self, url: str, secret: str) -> None:
        """Only who holds the address can answer; nobody else's server is made to listen to us."""
        challenge = secrets.token_urlsafe(24)
        answer = self._courier.challenge(url, secret, challenge)
        said = answer.body.decode("utf-8", "replace").strip()
        try:
            told: Any = json.loads(said)
        except ValueError:
            told = said
        if not answer.accepted or challenge not in (told, told.get("challenge") if isinstance(told, dict) else None):
            raise ChallengeFailed(details={"reason": answer.error or "It sent something else back."})

    def _own(self, tx: Transaction, actor: Actor, endpoint_id: uuid.UUID) -> WebhookEndpoint:
        row = repository.endpoint_of(tx, actor.user_id, endpoint_id)
        if row is None:
            raise NotFound
        return row


def _tell(tx: Transaction, row: WebhookEndpoint, verb: str) -> None:
    facts = {"host": urlsplit(row.url).netloc[:200], "at": spoken(tx.now), "verb": verb}
    post_mail(tx, "webhook_added", row.user_id, facts)


def queue_delivery(
    tx: Transaction, endpoint: WebhookEndpoint, message_id: str, event_type: str, body: dict[str, Any]
) -> WebhookDelivery:
    """Write a message down, to be sent once this has committed."""
    row = WebhookDelivery(
        user_id=endpoint.user_id, endpoint_id=endpoint.id, message_id=message_id, event_type=event_type, payload=body,
        next_at=tx.now, created_at=tx.now,
    )
    tx.session.add(row)
    tx.session.flush()
    post(tx, WEBHOOK, f"{WEBHOOK}:{row.id}", {"delivery_id": str(row.id)})
    return row


def _require_room(tx: Transaction, actor: Actor) -> None:
    if len(repository.endpoints_of(tx, actor.user_id)) >= rules.MOST_ENDPOINTS:
        raise EndpointLimit


def _new_secret() -> str:
    return rules.SECRET_PREFIX + base64.b64encode(secrets.token_bytes(rules.SECRET_BYTES)).decode()


def _view(row: WebhookEndpoint) -> EndpointView:
    return EndpointView(
        row.id, row.url, row.description, tuple(row.events), row.status, row.disabled_reason, row.created_at,
        row.updated_at,
    )


def _delivery(row: WebhookDelivery) -> DeliveryView:
    return DeliveryView(
        row.id, row.endpoint_id, row.message_id, row.event_type, row.status, row.attempts, row.response_status,
        row.error, row.milliseconds, row.next_at, row.delivered_at, row.created_at,
    )
