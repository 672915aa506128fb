"""API keys: a program acts for its person, within what the key allows."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from studio_app.catalog.scopes import SCOPES
from studio_app.core.actor import Actor, Client
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.core.secrets import sha256_hex
from studio_app.core.text import clean_line
from studio_app.db.models import ApiKey
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts import repository, rules
from studio_app.features.accounts.service import AccountService
from studio_app.features.accounts.sessions import live_user
from studio_app.features.accounts.types import KeyLimit, KeyView, NewKey
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.features.mails.rules import spoken
from studio_app.features.mails.service import post_mail

PREFIX: Final = "sk_studio_"


class KeyService:
    def __init__(self, uow: UnitOfWork, accounts: AccountService) -> None:
        self._uow = uow
        self._accounts = accounts

    def all(self, tx: Transaction, actor: Actor) -> list[KeyView]:
        """Those that work, newest first."""
        return [_view(row) for row in repository.live_keys_of(tx, actor.user_id)]

    def create(
        self, actor: Actor, name: str, scopes: Collection[str], password: str, client: Client, days: int | None = None
    ) -> NewKey:
        """A key that is shown this once. Raises `WrongPassword` or `ReauthRequired`, `EmailNotVerified`, `KeyLimit`
        and `ValidationFailed`."""
        name = _name(name)
        chosen = _scopes(scopes)
        with self._uow.read(actor) as tx:
            self._accounts.require_verified(tx, actor)
        self._accounts.confirm(actor, password, client)
        secret = PREFIX + secrets.token_urlsafe(32)
        with self._uow.write(actor) as tx:
            live_user(tx, actor)
            if len(repository.live_keys_of(tx, actor.user_id)) >= rules.MOST_KEYS:
                raise KeyLimit
            row = ApiKey(
                user_id=actor.user_id, name=name, key_hash=sha256_hex(secret), hint=secret[-4:], scopes=chosen,
                expires_at=tx.now + timedelta(days=days) if days else None, created_at=tx.now,
            )
            tx.session.add(row)
            tx.session.flush()
            record(tx, Action.KEY_CREATED, actor.user_id, client, target=str(row.id), scopes=" ".join(chosen))
            labels = ", ".join(SCOPES[scope].label.lower() for scope in chosen)
            post_mail(tx, "api_key_made", actor.user_id, {"name": name, "at": spoken(tx.now), "scopes": labels})
            return NewKey(_view(row), secret)

    def revoke(self, tx: Transaction, actor: Actor, key_id: uuid.UUID) -> None:
        """It opens nothing any more, in every process within seconds. Raises `NotFound`; safe to repeat."""
        row = repository.key_of(tx, actor.user_id, key_id)
        if row is None:
            raise NotFound
        if row.revoked_at is None:
            row.revoked_at = tx.now
            tx.session.add(row)
            record(tx, Action.KEY_REVOKED, actor.user_id, target=str(key_id))


def _name(name: str) -> str:
    cleaned = clean_line(name, rules.KEY_NAME_MAX)
    if not cleaned:
        raise _refused("name", "Give the key a name, so that you know it again.")
    return cleaned


def _scopes(scopes: Collection[str]) -> list[str]:
    unknown = sorted(str(scope)[:40] for scope in scopes if scope not in SCOPES)
    if unknown or not scopes:
        raise _refused("scopes", f"Choose at least one of {', '.join(SCOPES)}.")
    return [scope for scope in SCOPES if scope in scopes]


def _refused(field: str, message: str) -> ValidationFailed:
    return ValidationFailed(message, details={"fields": {field: [{"message": message}]}})


def _view(row: ApiKey) -> KeyView:
    return KeyView(row.id, row.name, row.hint, tuple(row.scopes), row.created_at, row.last_used_at, row.expires_at)
