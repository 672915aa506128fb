"""Use cases of accounts: sign up, log in, refresh, log out, and the person's own profile."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from studio_app.core.actor import Actor, Client, Role, System
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.core.text import clean_line
from studio_app.db.models import User
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts import repository, rules
from studio_app.features.accounts.alarms import refused
from studio_app.features.accounts.entry import SECOND_FACTOR, Entry
from studio_app.features.accounts.passwords import PasswordHasher
from studio_app.features.accounts.sessions import Sessions, live_user, view_of
from studio_app.features.accounts.types import (
    AccountLimits,
    Consent,
    EmailNotVerified,
    EmailTaken,
    InvalidCredentials,
    ReauthRequired,
    SecondFactorWrong,
    SignedIn,
    TokenReused,
    UserView,
    WrongPassword,
)
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.features.mails.rules import day, spoken
from studio_app.features.mails.service import post_mail
from studio_app.ports.rate_limit import RateLimiter

_NO_EMAIL = "That is no e-mail address. Type one like name@example.com."
_LONG_EMAIL = "Use an e-mail address of at most 254 characters."


class AccountService:
    """Sign-in use cases own their transactions: hashing a password takes a quarter of a second of pure
    computation, during which no transaction may stay open."""

    def __init__(
        self,
        uow: UnitOfWork,
        hasher: PasswordHasher,
        sessions: Sessions,
        entry: Entry,
        limiter: RateLimiter,
        limits: AccountLimits,
    ) -> None:
        self._uow = uow
        self._hasher = hasher
        self._sessions = sessions
        self._entry = entry
        self._limiter = limiter
        self._limits = limits

    def sign_up(
        self, email: str, password: str, display_name: str, client: Client, consent: Consent | None = None
    ) -> SignedIn:
        self._limiter.hit(self._limits.signup, "signup", client.counted_as)
        email = rules.normalise_email(email)
        if len(email) > rules.EMAIL_MAX or not rules.is_address(email):
            message = _LONG_EMAIL if len(email) > rules.EMAIL_MAX else _NO_EMAIL
            raise ValidationFailed(message, details={"fields": {"email": [{"message": message}]}})
        require_good_password(password, email, "password")
        name = _clean_name(display_name)
        with self._uow.read(System.AUTH) as tx:
            if repository.user_by_email(tx, email):
                raise EmailTaken
        hashed = self._hasher.hash(password)
        try:
            with self._uow.write(System.AUTH) as tx:
                user = User(email=email, display_name=name, password_hash=hashed)
                if consent is not None:
                    user.terms_accepted_at = tx.now
                    user.terms_version, user.privacy_version = consent.terms_version, consent.privacy_version
                tx.session.add(user)
                tx.session.flush()
                record(tx, Action.SIGN_UP, user.id, client, how="password")
                post_mail(tx, "verify_email", user.id)
                return self._sessions.open(tx, user, client, remember=True, how="sign_up")
        except IntegrityError as error:
            raise EmailTaken from error

    def log_in(
        self, email: str, password: str, client: Client, *, remember: bool = True, keep_account: bool = False,
        code: str = "",
    ) -> SignedIn:
        """Open a session. Where there is a second step, `code` is asked for. An account that is to be deleted raises
        `AccountClosing`, unless `keep_account` says that it shall stay."""
        email = rules.normalise_email(email)
        self._entry.admit(email, client)
        with self._uow.read(System.AUTH) as tx:
            user = repository.user_by_email(tx, email)
            stored = user.password_hash if user else None
        short = len(password) <= rules.PASSWORD_MAX_BYTES
        pepper = self._hasher.verified_by(password, stored) if short else None
        if pepper is None or user is None:
            self._entry.failed(email, user, client, how="password")
            raise InvalidCredentials
        # Made with a former secret: made anew, so that that secret can go one day.
        renewed = self._hasher.hash(password) if pepper else None
        try:
            with self._uow.write(System.AUTH) as tx:
                repository.lock_user(tx, user.id)
                fresh = repository.user_by_id(tx, user.id)
                # Hashing takes its time, in which another password may have been set and every device logged out.
                if fresh is None or fresh.password_hash != stored:
                    raise InvalidCredentials
                if renewed:
                    fresh.password_hash = renewed
                    tx.session.add(fresh)
                return self._entry.open(
                    tx, fresh, client, code=code, keep_account=keep_account, remember=remember
                )
        except SecondFactorWrong:
            self._entry.failed(email, user, client, how=SECOND_FACTOR)
            raise

    def refresh(self, presented: str) -> SignedIn:
        """A new pair for a refresh token. Showing a used one again ends the session, but for a short grace."""
        with self._uow.write(System.AUTH) as tx:
            signed_in = self._sessions.rotate(tx, presented)
        if signed_in is None:
            raise TokenReused
        return signed_in

    def log_out(self, actor: Actor) -> None:
        with self._uow.write(actor) as tx:
            repository.revoke_session(tx, actor.session_id, tx.now)
            record(tx, Action.SIGN_OUT, actor.user_id)

    def change_password(self, actor: Actor, current: str, new: str, client: Client) -> list[uuid.UUID]:
        """Set another password and log every other device out; returns those. Somebody who signs in elsewhere and
        never had one gets a first one by the mail for lost passwords instead."""
        with self._uow.read(actor) as tx:
            user = self._own(tx, actor)
        self._confirm(actor, user, current, client)
        require_good_password(new, user.email)
        hashed = self._hasher.hash(new)
        with self._uow.write(actor) as tx:
            user = live_user(tx, actor)
            user.password_hash = hashed
            tx.session.add(user)
            ended = repository.revoke_sessions_of(tx, user.id, keep=actor.session_id)
            with tx.across_people():
                repository.end_tokens(tx, user.id, rules.RESET)
            record(tx, Action.PASSWORD_CHANGED, user.id, client, ended=len(ended))
            facts = {"at": spoken(tx.now), "ended": "Your other devices were logged out."}
            post_mail(tx, "password_changed", user.id, facts)
            return ended

    def close(self, actor: Actor, password: str, client: Client) -> datetime:
        """Take an account off the stage at once, and for good after two weeks; returns when that is."""
        self.confirm(actor, password, client)
        with self._uow.write(actor) as tx:
            user = live_user(tx, actor)
            user.status, user.purge_after = "deletion_pending", tx.now + rules.CLOSING_FOR
            tx.session.add(user)
            repository.revoke_sessions_of(tx, user.id)
            record(tx, Action.CLOSING, user.id, client)
            post_mail(tx, "account_closing", user.id, {"day": day(user.purge_after)})
            return user.purge_after

    def tidy(self) -> None:
        """Forget sessions that ended a month ago, and links of mails that ended a week ago."""
        with self._uow.write(System.WORKER) as tx:
            repository.drop_ended_sessions(tx, tx.now - rules.ENDED_SESSIONS_KEPT)
            repository.drop_tokens(tx, tx.now - rules.SPENT_TOKENS_KEPT)

    def me(self, tx: Transaction, actor: Actor) -> UserView:
        return view_of(self._own(tx, actor))

    def update_me(
        self, tx: Transaction, actor: Actor, *, display_name: str | None = None, avatar_url: str | None = None
    ) -> UserView:
        user = self._own(tx, actor)
        if display_name is not None:
            user.display_name = _clean_name(display_name)
        if avatar_url is not None:
            user.avatar_url = avatar_url or None
        tx.session.add(user)
        tx.session.flush()
        return view_of(user)

    def set_role(self, email: str, role: Role) -> None:
        """For whoever runs the studio, at its command line; raises `NotFound`."""
        with self._uow.write(System.WORKER) as tx:
            user = repository.user_by_email(tx, rules.normalise_email(email))
            if user is None:
                raise NotFound
            user.role = role
            tx.session.add(user)
            record(tx, Action.ROLE, user.id, target=role)

    def end_access(self, email: str) -> tuple[int, int]:
        """Log every device out and revoke every API key, for whoever runs the studio; returns how many of each. Raises
        `NotFound`."""
        with self._uow.write(System.WORKER) as tx:
            user = repository.user_by_email(tx, rules.normalise_email(email))
            if user is None:
                raise NotFound
            repository.lock_user(tx, user.id)
            devices, keys = repository.revoke_sessions_of(tx, user.id), repository.revoke_keys_of(tx, user.id)
            record(tx, Action.SESSIONS_REVOKED, user.id, target="all", count=len(devices), keys=keys)
            return len(devices), keys

    def require_verified(self, tx: Transaction, actor: Actor) -> None:
        """Raise `EmailNotVerified` unless the person showed that her address is hers."""
        if not self._own(tx, actor).email_verified:
            raise EmailNotVerified

    def confirm(self, actor: Actor, password: str, client: Client) -> None:
        """Before a dangerous act: raise `WrongPassword` unless `password` is the person's, or `ReauthRequired` when
        she has none and her session is not fresh. `RateLimited` when it was asked for too often."""
        with self._uow.read(actor) as tx:
            user, fresh = self._own(tx, actor), repository.session_of(tx, actor.user_id, actor.session_id)
            since = tx.now - rules.FRESH_SIGN_IN
        if user.password_hash is not None:
            self._confirm(actor, user, password, client)
        elif fresh is None or fresh.created_at < since:
            raise ReauthRequired

    def _confirm(self, actor: Actor, user: User, password: str, client: Client) -> None:
        """Raise `WrongPassword` unless it is hers. Right ones are counted too, because hashing has few places; those
        of the log-in are not touched, or who has a session could lock its owner out."""
        self._limiter.hit(self._limits.confirm, "confirm", str(user.id))
        too_long = len(password) > rules.PASSWORD_MAX_BYTES
        if too_long or not self._hasher.verify(password, user.password_hash):
            with self._uow.write(actor) as tx:
                refused(tx, Action.CONFIRMATION, user.id, client, "password_guessed")
            raise WrongPassword

    def _own(self, tx: Transaction, actor: Actor) -> User:
        user = repository.user_by_id(tx, actor.user_id)
        if user is None:
            raise NotFound
        return user


def _clean_name(name: str) -> str:
    """The name as others will see it: one line, nothing invisible; raises `ValidationFailed` when nothing is left."""
    cleaned = clean_line(name, rules.NAME_MAX)
    if not cleaned:
        message = f"Use 1 to {rules.NAME_MAX} visible characters."
        raise ValidationFailed(message, details={"fields": {"display_name": [{"message": message}]}})
    return cleaned


def require_good_password(password: str, email: str, field: str = "new_password") -> None:
    """Raise `ValidationFailed`, naming `field`, for a password that may not be used."""
    if problem := rules.password_problem(password, email):
        raise ValidationFailed(problem, details={"fields": {field: [{"message": problem}]}})
