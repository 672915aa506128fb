"""Use cases of accounts: sign up, log in, refresh, log out, and the person's own profile."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from studio_app.core.actor import Actor
from studio_app.core.errors import InvalidToken, NotFound, ValidationFailed
from studio_app.core.secrets import sha256_hex
from studio_app.core.text import clean_line
from studio_app.db.models import RefreshToken, Session, User
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts import repository, rules
from studio_app.features.accounts.passwords import PasswordHasher
from studio_app.features.accounts.tokens import TokenMint, new_refresh_token, seal, unseal
from studio_app.features.accounts.types import (
    Client,
    Consent,
    EmailTaken,
    InvalidCredentials,
    SignedIn,
    TokenReused,
    UserView,
)
from studio_app.ports.rate_limit import RateLimiter

_LONG_EMAIL = "Use an e-mail address of at most 254 characters."


class AccountService:
    """Sign-in use cases own their transactions: hashing a password takes a quarter of a second of pure
    computation, during which no transaction may stay open."""

    def __init__(
        self,
        uow: UnitOfWork,
        hasher: PasswordHasher,
        mint: TokenMint,
        limiter: RateLimiter,
        *,
        signup_limit: str,
        login_limit: str,
        login_account_limit: str,
    ) -> None:
        self._uow = uow
        self._hasher = hasher
        self._mint = mint
        self._limiter = limiter
        self._signup_limit = signup_limit
        self._login_limit = login_limit
        self._account_limit = login_account_limit

    def sign_up(
        self, email: str, password: str, display_name: str, client: Client, consent: Consent | None = None
    ) -> SignedIn:
        self._limiter.hit(self._signup_limit, "signup", client.counted_as)
        email = rules.normalise_email(email)
        if len(email) > rules.EMAIL_MAX:
            raise ValidationFailed(_LONG_EMAIL, details={"fields": {"email": [{"message": _LONG_EMAIL}]}})
        if problem := rules.password_problem(password, email):
            raise ValidationFailed(problem, details={"fields": {"password": [{"message": problem}]}})
        name = _clean_name(display_name)
        with self._uow.read() as tx:
            if repository.user_by_email(tx, email):
                raise EmailTaken
        hashed = self._hasher.hash(password)
        try:
            with self._uow.write() as tx:
                user = User(email=email, display_name=name, password_hash=hashed)
                if consent is not None:
                    user.terms_accepted_at = tx.now
                    user.terms_version, user.privacy_version = consent.terms_version, consent.privacy_version
                tx.session.add(user)
                tx.session.flush()
                return self._open_session(tx, user, client, remember=True)
        except IntegrityError as error:
            raise EmailTaken from error

    def log_in(self, email: str, password: str, client: Client, *, remember: bool = True) -> SignedIn:
        email = rules.normalise_email(email)
        account = ("login-account", sha256_hex(email))
        self._limiter.hit(self._login_limit, "login-address", client.counted_as)
        self._limiter.require(self._account_limit, *account)
        with self._uow.read() as tx:
            user = repository.user_by_email(tx, email)
            stored = user.password_hash if user and user.status == "active" else None
        if len(password) > rules.PASSWORD_MAX_BYTES or not self._hasher.verify(password, stored) or user is None:
            # Only failures count against the account, and many of them, or a stranger could lock its owner out.
            self._limiter.hit(self._account_limit, *account)
            raise InvalidCredentials
        with self._uow.write() as tx:
            fresh = repository.user_by_id(tx, user.id)
            if fresh is None or fresh.status != "active":
                raise InvalidCredentials
            return self._open_session(tx, fresh, client, remember=remember)

    def refresh(self, presented: str) -> SignedIn:
        """A new pair for a refresh token. Showing a used one again ends the session, but for a short grace."""
        with self._uow.write() as tx:
            signed_in = self._rotate(tx, presented)
        if signed_in is None:
            raise TokenReused
        return signed_in

    def log_out(self, actor: Actor) -> None:
        with self._uow.write() as tx:
            repository.revoke_session(tx, actor.session_id, tx.now)

    def tidy(self) -> None:
        """Forget sessions that ended a month ago."""
        with self._uow.write() as tx:
            repository.drop_ended_sessions(tx, tx.now - rules.ENDED_SESSIONS_KEPT)

    def me(self, tx: Transaction, actor: Actor) -> UserView:
        return _view(self._own(tx, actor))

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
        return _view(user)

    def _own(self, tx: Transaction, actor: Actor) -> User:
        user = repository.user_by_id(tx, actor.user_id)
        if user is None:
            raise NotFound
        return user

    def _rotate(self, tx: Transaction, presented: str) -> SignedIn | None:
        """The new pair, or None when the chain was cut because a used token came back."""
        token = repository.refresh_token(tx, sha256_hex(presented)) if len(presented) < 200 else None
        if token is None:
            raise InvalidToken
        found = repository.live_session(tx, token.session_id)
        if found is None or token.expires_at <= tx.now:
            raise InvalidToken
        session, user = found
        session.last_seen_at = tx.now
        if token.used_at is None:
            successor = new_refresh_token()
            if repository.use_refresh_token(tx, token.id, seal(successor, presented)):
                self._store_refresh(tx, session, successor)
                return self._pair(tx, user, session, successor)
            tx.session.refresh(token)
        if token.successor and token.used_at and rules.within_grace(token.used_at, tx.now):
            successor = unseal(token.successor, presented)
            following = repository.refresh_token(tx, sha256_hex(successor))
            if following is not None and following.used_at is None:
                return self._pair(tx, user, session, successor)
        repository.revoke_session(tx, session.id, tx.now)
        return None

    def _open_session(self, tx: Transaction, user: User, client: Client, *, remember: bool) -> SignedIn:
        session = Session(
            user_id=user.id,
            user_agent=client.user_agent[:300],
            ip_hint=client.network,
            last_seen_at=tx.now,
            expires_at=tx.now + rules.session_lifetime(remember),
        )
        tx.session.add(session)
        tx.session.flush()
        refresh = new_refresh_token()
        self._store_refresh(tx, session, refresh)
        return self._pair(tx, user, session, refresh)

    def _store_refresh(self, tx: Transaction, session: Session, token: str) -> None:
        expires = min(tx.now + rules.REFRESH_IDLE, session.expires_at)
        tx.session.add(RefreshToken(session_id=session.id, token_hash=sha256_hex(token), expires_at=expires))
        tx.session.flush()

    def _pair(self, tx: Transaction, user: User, session: Session, refresh: str) -> SignedIn:
        access, expires = self._mint.access(user.id, session.id, tx.now)
        return SignedIn(
            user=_view(user),
            session_id=session.id,
            access_token=access,
            refresh_token=refresh,
            csrf_token=self._mint.csrf(session.id),
            expires_at=expires,
            session_expires_at=session.expires_at,
        )


def _clean_name(name: str) -> str:
    """The name as others will see it: one line, nothing invisible; raises `ValidationFailed` when nothing is left."""
    cleaned = clean_line(name, rules.NAME_MAX)
    if not cleaned:
        message = f"Use 1 to {rules.NAME_MAX} visible characters."
        raise ValidationFailed(message, details={"fields": {"display_name": [{"message": message}]}})
    return cleaned


def _view(user: User) -> UserView:
    return UserView(
        id=user.id,
        email=user.email,
        email_verified=user.email_verified,
        display_name=user.display_name,
        avatar_url=user.avatar_url,
        role="admin" if user.role == "admin" else "user",
        stripe_customer_id=user.stripe_customer_id,
        created_at=user.created_at,
        updated_at=user.updated_at,
    )
