"""Delivers messages, signs them, and stops where nobody listens any more."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import structlog

from studio_app.core.actor import System
from studio_app.core.clock import iso
from studio_app.core.sealing import Sealer
from studio_app.db.models import WebhookDelivery, WebhookEndpoint
from studio_app.db.outbox import Later, Message
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.mails.service import post_mail
from studio_app.features.webhooks import repository, rules
from studio_app.ports.webhooks import WebhookAnswer, WebhookSender

log = structlog.get_logger(__name__)
WEBHOOK: Final = "webhook"
_GONE: Final = 410
AGENT: Final = "StreamerStudio-Webhooks/1.0"


class Courier:
    def __init__(self, uow: UnitOfWork, sender: WebhookSender, sealer: Sealer) -> None:
        self._uow = uow
        self._sender = sender
        self._sealer = sealer

    def challenge(self, url: str, secret: str, challenge: str) -> WebhookAnswer:
        with self._uow.read(System.WORKER) as tx:
            now = tx.now
        body = message_body(rules.CHALLENGE, now, {})
        return self._send(url, [secret], f"msg_{uuid.uuid4().hex}", {**body, "challenge": challenge}, now)

    def deliver(self, message: Message) -> Later | None:
        """The outbox's handler: one try; says when the next one is due."""
        delivery_id, by_hand = uuid.UUID(message.payload["delivery_id"]), bool(message.payload.get("by_hand"))
        with self._uow.read(System.WORKER) as tx:
            found, now = repository.delivery_to_make(tx, delivery_id), tx.now
        if found is None or found[0].status != "pending":
            return None
        delivery, endpoint = found
        if endpoint.status != "enabled" and not by_hand:
            with self._uow.write(delivery.user_id) as tx:
                self._end(tx, delivery_id, "The endpoint is switched off.")
            return None
        answer = self._send(endpoint.url, self._secrets(endpoint, now), delivery.message_id, delivery.payload, now)
        with self._uow.write(delivery.user_id) as tx:
            return self._note(tx, delivery_id, answer)

    def _send(
        self, url: str, secrets: list[str], message_id: str, payload: Mapping[str, Any], now: datetime
    ) -> WebhookAnswer:
        body, timestamp = json.dumps(payload, separators=(",", ":")).encode(), int(now.timestamp())
        headers = {
            "content-type": "application/json", "user-agent": AGENT, "webhook-id": message_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": rules.signature(secrets, message_id, timestamp, body),
        }
        return self._sender.send(url, headers, body)

    def _secrets(self, endpoint: WebhookEndpoint, now: datetime) -> list[str]:
        own = [self._sealer.open(endpoint.secret, str(endpoint.user_id))]
        if endpoint.old_secret and endpoint.old_secret_until and now < endpoint.old_secret_until:
            own.append(self._sealer.open(endpoint.old_secret, str(endpoint.user_id)))
        return own

    def _note(self, tx: Transaction, delivery_id: uuid.UUID, answer: WebhookAnswer) -> Later | None:
        found = repository.delivery_to_make(tx, delivery_id)
        if found is None:
            return None
        delivery, endpoint = found
        delivery.attempts += 1
        delivery.response_status, delivery.milliseconds = answer.status, answer.milliseconds
        delivery.error = answer.error[:200] or None
        tx.session.add(delivery)
        if answer.accepted:
            delivery.status, delivery.delivered_at, delivery.next_at = "delivered", tx.now, None
            endpoint.failing_since = None
            tx.session.add(endpoint)
            return None
        return self._failed(tx, delivery, endpoint, answer)

    def _failed(
        self, tx: Transaction, delivery: WebhookDelivery, endpoint: WebhookEndpoint, answer: WebhookAnswer
    ) -> Later | None:
        endpoint.failing_since = endpoint.failing_since or tx.now
        tx.session.add(endpoint)
        wait = rules.next_wait(delivery.attempts, random.random())  # noqa: S311  (spreads load, guards nothing)
        if answer.status == _GONE:
            self._switch_off(tx, endpoint, "It answered 410 Gone.")
            wait = None
        elif rules.has_failed_for_good(endpoint.failing_since, tx.now):
            self._switch_off(tx, endpoint, "Nothing was accepted for five days.")
            wait = None
        if wait is None:
            delivery.status, delivery.next_at = "failed", None
            return None
        delivery.next_at = tx.now + wait
        return Later(wait, answer.error)

    def _switch_off(self, tx: Transaction, endpoint: WebhookEndpoint, reason: str) -> None:
        if endpoint.status == "disabled":  # by another delivery, a moment ago
            return
        endpoint.status, endpoint.disabled_reason = "disabled", reason
        post_mail(tx, "webhook_off", endpoint.user_id, {"url": endpoint.url, "reason": reason})
        log.warning("webhook.disabled", endpoint_id=str(endpoint.id), user_id=str(endpoint.user_id), reason=reason)

    def _end(self, tx: Transaction, delivery_id: uuid.UUID, error: str) -> None:
        found = repository.delivery_to_make(tx, delivery_id)
        if found is not None:
            found[0].status, found[0].error, found[0].next_at = "failed", error, None
            tx.session.add(found[0])


def message_body(event_type: str, now: datetime, data: Mapping[str, Any]) -> dict[str, Any]:
    """Thin on purpose: ids and states, no prompt and no link that opens by itself."""
    return {"type": event_type, "timestamp": iso(now), "data": dict(data)}
