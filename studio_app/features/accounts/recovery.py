"""Links that go out by mail: to show that an address is one's own, and to get back in without the password."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta

from studio_app.core.actor import Actor, Client, System
from studio_app.core.secrets import sha256_hex
from studio_app.db.models import AuthToken, User
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts import repository, rules
from studio_app.features.accounts.passwords import PasswordHasher
from studio_app.features.accounts.service import require_good_password
from studio_app.features.accounts.types import AccountLimits, LinkInvalid
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.features.mails.rules import spoken
from studio_app.features.mails.service import post_mail
from studio_app.ports.rate_limit import RateLimiter


class RecoveryService:
    """Secrets stand in the fragment of a link, which no server is told and no log holds. They are made when the mail
    is, so that the database never has one that works."""

    def __init__(
        self, uow: UnitOfWork, hasher: PasswordHasher, limiter: RateLimiter, limits: AccountLimits
    ) -> None:
        self._uow = uow
        self._hasher = hasher
        self._limiter = limiter
        self._limits = limits

    def request_verification(self, actor: Actor, client: Client) -> None:
        """Send the link again; an address that is confirmed needs none."""
        self._count(str(actor.user_id), client)
        with self._uow.write(actor) as tx:
            post_mail(tx, "verify_email", actor.user_id)

    def verify(self, token: str, client: Client) -> None:
        """Confirm the address that `token` was sent to. Showing it again is no error; raises `LinkInvalid`."""
        self._limiter.hit(self._limits.token, "mail-token", client.counted_as)
        with self._uow.write(System.AUTH) as tx:
            found = repository.live_token(tx, rules.VERIFY, sha256_hex(token))
            if found is None:
                spent = repository.spent_token(tx, rules.VERIFY, sha256_hex(token))
                if spent is None or not spent[1].email_verified or spent[0].email != spent[1].email:
                    raise LinkInvalid
                return
            row, user = found
            if row.email != user.email or not repository.use_token(tx, row):
                raise LinkInvalid
            user.email_verified = True
            tx.session.add(user)
            record(tx, Action.EMAIL_VERIFIED, user.id, client)

    def request_reset(self, email: str, client: Client) -> None:
        """Send a link, when there is such an account. For who has none the very same is done, but no mail comes."""
        email = rules.normalise_email(email)
        self._count(sha256_hex(email), client)
        with self._uow.write(System.AUTH) as tx:
            user = repository.user_by_email(tx, email)
            post_mail(tx, "reset_password", user.id if user else uuid.uuid4())

    def reset(self, token: str, new_password: str, client: Client) -> list[uuid.UUID]:
        """Set the password of whom `token` was sent to, and log every device out; returns those. Does not sign in."""
        self._limiter.hit(self._limits.token, "mail-token", client.counted_as)
        with self._uow.read(System.AUTH) as tx:
            found = repository.live_token(tx, rules.RESET, sha256_hex(token))
        if found is None:
            raise LinkInvalid
        require_good_password(new_password, found[1].email)
        hashed = self._hasher.hash(new_password)
        with self._uow.write(System.AUTH) as tx:
            found = repository.live_token(tx, rules.RESET, sha256_hex(token))
            if found is None or not repository.use_token(tx, found[0]):
                raise LinkInvalid
            return self._take_over(tx, found[1], found[0], hashed, client)

    def _take_over(
        self, tx: Transaction, user: User, token: AuthToken, hashed: str, client: Client
    ) -> list[uuid.UUID]:
        """Whoever reads the mailbox has the account, and nobody who got in otherwise before."""
        repository.lock_user(tx, user.id)  # a sign-in or a link that is under way ends first, and is then seen
        tx.session.refresh(user)
        user.password_hash = hashed
        if not user.email_verified and token.email == user.email:
            repository.drop_ways_in(tx, user.id)
            user.email_verified = True
        tx.session.add(user)
        ended = repository.revoke_sessions_of(tx, user.id)
        record(tx, Action.PASSWORD_RESET, user.id, client)
        post_mail(tx, "password_changed", user.id, {"at": spoken(tx.now), "ended": "Every device was logged out."})
        return ended

    def verification_path(self, user_id: uuid.UUID) -> str | None:
        with self._uow.write(System.AUTH) as tx:
            user = repository.user_by_id(tx, user_id)
            if user is None or user.email_verified or user.status != "active":
                return None
            return f"/verify#{_new_token(tx, user, rules.VERIFY, rules.VERIFICATION_LIVES)}"

    def reset_path(self, user_id: uuid.UUID) -> str | None:
        with self._uow.write(System.AUTH) as tx:
            user = repository.user_by_id(tx, user_id)
            if user is None or user.status != "active":
                return None
            return f"/reset#{_new_token(tx, user, rules.RESET, rules.RESET_LIVES)}"

    def _count(self, account: str, client: Client) -> None:
        self._limiter.hit(self._limits.mailed_account, "mailed-account", account)
        self._limiter.hit(self._limits.mailed, "mailed-address", client.counted_as)


def _new_token(tx: Transaction, user: User, token_type: str, lives: timedelta) -> str:
    token = secrets.token_urlsafe(32)
    tx.session.add(AuthToken(
        user_id=user.id, token_type=token_type, token_hash=sha256_hex(token), email=user.email,
        expires_at=tx.now + lives,
    ))
    return token
