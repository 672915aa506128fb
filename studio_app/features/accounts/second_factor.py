"""The second step: a code of an authenticator app (RFC 6238), or one of ten recovery codes."""

from __future__ import annotations

import hmac
import secrets
import uuid
from datetime import datetime
from typing import Final

import pyotp

from studio_app.core.actor import Actor, Client
from studio_app.core.errors import NotFound
from studio_app.core.sealing import Sealer
from studio_app.core.secrets import sha256_hex
from studio_app.db.models import SecondFactor
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts import repository
from studio_app.features.accounts.sessions import live_user
from studio_app.features.accounts.types import (
    FactorView,
    NewFactor,
    SecondFactorMissing,
    SecondFactorRequired,
    SecondFactorWrong,
)
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.features.mails.rules import spoken
from studio_app.features.mails.service import post_mail

ISSUER: Final = "Streamer Studio"
_STEP_SECONDS: Final = 30
_DRIFT_STEPS: Final = 1  # clocks of phones are not exact
_RECOVERY_CODES: Final = 10
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # without what looks alike


class SecondFactors:
    """What sign-in asks, and what a person sets up. Whoever calls has asked for the password before."""

    def __init__(self, uow: UnitOfWork, sealer: Sealer) -> None:
        self._uow = uow
        self._sealer = sealer

    def check(self, tx: Transaction, user_id: uuid.UUID, code: str, client: Client) -> None:
        """Raise `SecondFactorRequired` without a code and `SecondFactorWrong` for a wrong one, where there is a second
        step. A code is used up by this."""
        factor = repository.factor_of(tx, user_id)
        if factor is None or factor.confirmed_at is None:
            return
        if not code.strip():
            raise SecondFactorRequired
        if self._uses_step(tx, factor, code):
            return
        if not _uses_recovery(factor, code):
            raise SecondFactorWrong
        tx.session.add(factor)
        record(tx, Action.RECOVERY_CODE_USED, user_id, client, left=len(factor.recovery_hashes))

    def view(self, tx: Transaction, actor: Actor) -> FactorView:
        factor = repository.factor_of(tx, actor.user_id)
        enabled = factor is not None and factor.confirmed_at is not None
        return FactorView(enabled, len(factor.recovery_hashes) if factor and enabled else 0)

    def begin(self, actor: Actor) -> NewFactor:
        """A new secret for an app. It counts once it is confirmed; beginning again forgets an unconfirmed one."""
        secret = pyotp.random_base32()
        with self._uow.write(actor) as tx:
            user, factor = live_user(tx, actor), repository.factor_of(tx, actor.user_id)
            if factor is not None and factor.confirmed_at is not None:
                raise SecondFactorMissing("Your second step is on already. Switch it off to set up another app.")
            factor = factor or SecondFactor(user_id=actor.user_id, secret="", created_at=tx.now)
            factor.secret = self._sealer.seal(secret, str(actor.user_id))
            tx.session.add(factor)
            email = user.email
        return NewFactor(secret, pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER))

    def confirm(self, actor: Actor, code: str, client: Client) -> tuple[str, ...]:
        """Switch the second step on by a first code; returns the recovery codes, which are shown this once."""
        with self._uow.write(actor) as tx:
            live_user(tx, actor)
            factor = repository.factor_of(tx, actor.user_id)
            if factor is None or factor.confirmed_at is not None:
                raise SecondFactorMissing
            if not self._uses_step(tx, factor, code):
                raise SecondFactorWrong
            codes = _new_codes()
            factor.confirmed_at, factor.recovery_hashes = tx.now, [_hash(actor.user_id, one) for one in codes]
            tx.session.add(factor)
            record(tx, Action.SECOND_FACTOR_ON, actor.user_id, client)
            post_mail(tx, "second_step", actor.user_id, {"state": "on", "at": spoken(tx.now)})
            return codes

    def renew_codes(self, actor: Actor, client: Client) -> tuple[str, ...]:
        """Ten new recovery codes; the old ones work no more."""
        with self._uow.write(actor) as tx:
            live_user(tx, actor)
            factor = repository.factor_of(tx, actor.user_id)
            if factor is None or factor.confirmed_at is None:
                raise SecondFactorMissing("Your second step is off.")
            codes = _new_codes()
            factor.recovery_hashes = [_hash(actor.user_id, one) for one in codes]
            tx.session.add(factor)
            record(tx, Action.RECOVERY_CODES, actor.user_id, client)
            post_mail(tx, "recovery_codes", actor.user_id, {"at": spoken(tx.now)})
            return codes

    def remove(self, actor: Actor, client: Client) -> None:
        with self._uow.write(actor) as tx:
            live_user(tx, actor)
            factor = repository.factor_of(tx, actor.user_id)
            if factor is None:
                raise NotFound
            tx.session.delete(factor)
            if factor.confirmed_at is not None:
                record(tx, Action.SECOND_FACTOR_OFF, actor.user_id, client)
                post_mail(tx, "second_step", actor.user_id, {"state": "off", "at": spoken(tx.now)})

    def _uses_step(self, tx: Transaction, factor: SecondFactor, code: str) -> bool:
        """Whether `code` is one of now, give or take a step, and of a later step than any used before."""
        totp = pyotp.TOTP(self._sealer.open(factor.secret, str(factor.user_id)))
        typed = "".join(code.split())
        for step in _steps(tx.now):
            right = hmac.compare_digest(totp.at(step * _STEP_SECONDS).encode(), typed.encode())
            if right and step > factor.last_step:
                return repository.use_step(tx, factor, step)
        return False


def _steps(now: datetime) -> range:
    current = int(now.timestamp()) // _STEP_SECONDS
    return range(current - _DRIFT_STEPS, current + _DRIFT_STEPS + 1)


def _new_codes() -> tuple[str, ...]:
    """Fifty bits each, in two halves that can be read out."""
    def half() -> str:
        return "".join(secrets.choice(_ALPHABET) for _ in range(5))

    return tuple(f"{half()}-{half()}" for _ in range(_RECOVERY_CODES))


def _hash(user_id: uuid.UUID, code: str) -> str:
    plain = "".join(character for character in code.lower() if character.isalnum())
    return sha256_hex(f"{user_id}:{plain}")


def _uses_recovery(factor: SecondFactor, code: str) -> bool:
    found = _hash(factor.user_id, code[:40])
    if found not in factor.recovery_hashes:
        return False
    factor.recovery_hashes = [one for one in factor.recovery_hashes if one != found]
    return True
