"""Signing in with another company, and which of them open an account."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from studio_app.catalog.sign_in import COMPANIES, SignInCompany
from studio_app.core.actor import Actor, Client, System
from studio_app.core.errors import NotFound, RateLimited
from studio_app.core.sealing import SealBroken, Sealer
from studio_app.core.secrets import sha256_hex
from studio_app.core.text import clean_line
from studio_app.db.models import OauthAccount, User
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts import repository, rules
from studio_app.features.accounts.sessions import Sessions
from studio_app.features.accounts.types import (
    AccountClosing,
    EmailTaken,
    LastSignIn,
    LinkedView,
    OauthEmailUnverified,
    OauthStateInvalid,
    SignedIn,
    SignInTaken,
)
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.features.mails.rules import spoken
from studio_app.features.mails.service import post_mail
from studio_app.ports.rate_limit import RateLimiter
from studio_app.ports.sign_in import Identity, Round, SignInProvider

ROUND_LIVES = timedelta(minutes=10)
_TICKET = "sign-in"
_ONCE = "1/15minutes"


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send the person, and what her browser keeps until she is back: sealed, so that nobody can make one."""

    url: str
    state: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody came back. `signed_in` is None when a sign-in was linked to an account that is signed in already."""

    signed_in: SignedIn | None
    created: bool
    next_path: str


@dataclass(frozen=True, slots=True)
class _Ticket:
    company: str
    state: str
    nonce: str
    verifier: str
    next_path: str
    link_to: str
    ends: float


class LinkingService:
    """`providers` are those that are configured, by company."""

    def __init__(
        self, uow: UnitOfWork, sessions: Sessions, limiter: RateLimiter, sealer: Sealer, site: str,
        providers: Mapping[str, SignInProvider],
    ) -> None:
        self._uow = uow
        self._sessions = sessions
        self._limiter = limiter
        self._sealer = sealer
        self._site = site
        self._providers = providers

    def offered(self) -> list[SignInCompany]:
        return [company for company in COMPANIES.values() if company.id in self._providers]

    def require_offered(self, company: str) -> None:
        """Raise `NotFound` for a company that is not."""
        self._provider(company)

    def depart(self, company: str, next_path: str = "", actor: Actor | None = None) -> Departure:
        """Begin. With `actor` the sign-in will be linked to that person's account. Raises `NotFound` for a company
        that is not offered, and what its adapter raises."""
        provider = self._provider(company)
        with self._uow.read(System.AUTH) as tx:
            ends = (tx.now + ROUND_LIVES).timestamp()
        ticket = _Ticket(
            company, secrets.token_urlsafe(32), secrets.token_urlsafe(16), secrets.token_urlsafe(48),
            rules.safe_path(next_path), str(actor.user_id) if actor else "", ends,
        )
        url = provider.authorization_url(self._round(ticket))
        return Departure(url, ticket.state, self._sealer.seal(json.dumps(asdict(ticket)), _TICKET))

    def arrive(
        self, company: str, code: str, state: str, sealed_ticket: str, client: Client, actor: Actor | None
    ) -> Arrival:
        """End. Raises `OauthStateInvalid` unless the same browser left for the same company within ten minutes, and
        each round works once."""
        provider = self._provider(company)
        ticket = self._ticket(sealed_ticket, company, state)
        if ticket.link_to and (actor is None or str(actor.user_id) != ticket.link_to):
            raise OauthStateInvalid
        self._use(state)
        identity = provider.identity(code, self._round(ticket))
        try:
            with self._uow.write(System.AUTH) as tx:
                if ticket.link_to and actor is not None:
                    self._link(tx, actor, company, identity, client)
                    return Arrival(None, False, ticket.next_path)
                signed_in, created = self._sign_in(tx, company, identity, client)
                return Arrival(signed_in, created, ticket.next_path)
        except IntegrityError as error:  # the same person came back twice at once
            raise SignInTaken from error

    def linked(self, tx: Transaction, actor: Actor) -> list[LinkedView]:
        rows = repository.oauth_accounts_of(tx, actor.user_id)
        return [LinkedView(row.provider, row.label, row.created_at, row.last_used_at) for row in rows]

    def unlink(self, tx: Transaction, actor: Actor, company: str, client: Client) -> None:
        """Raises `NotFound`, and `LastSignIn` for the only way into the account."""
        repository.lock_user(tx, actor.user_id)
        rows = repository.oauth_accounts_of(tx, actor.user_id)
        row = next((row for row in rows if row.provider == company), None)
        user = repository.user_by_id(tx, actor.user_id)
        if row is None or user is None:
            raise NotFound
        if user.password_hash is None and len(rows) == 1:
            raise LastSignIn
        tx.session.delete(row)
        record(tx, Action.SIGN_IN_UNLINKED, user.id, client, target=company)
        facts = {"provider": COMPANIES[company].label, "at": spoken(tx.now)}
        post_mail(tx, "sign_in_unlinked", user.id, facts)

    def _sign_in(self, tx: Transaction, company: str, identity: Identity, client: Client) -> tuple[SignedIn, bool]:
        known = repository.oauth_account(tx, company, identity.subject)
        if known is not None:
            row, user = known
            if user.status != "active":
                raise AccountClosing
            row.last_used_at = tx.now
            tx.session.add(row)
            return self._sessions.open(tx, user, client, remember=True, how=company), False
        email = rules.normalise_email(identity.email)
        if not email or len(email) > rules.EMAIL_MAX or not identity.email_verified:
            raise OauthEmailUnverified(f"{COMPANIES[company].label} did not confirm an e-mail address of yours. "
                                       "Confirm one there, or sign up with your e-mail.")
        user_of_email = repository.user_by_email(tx, email)
        if user_of_email is not None:
            return self._join(tx, user_of_email, company, identity, client), False
        return self._create(tx, email, company, identity, client), True

    def _join(self, tx: Transaction, user: User, company: str, identity: Identity, client: Client) -> SignedIn:
        """An account with the same address: hers, when both ends confirmed it. One that never confirmed it may have
        been made by somebody else to lie in wait, so everything that opens it goes."""
        if user.status != "active":
            raise EmailTaken
        if not user.email_verified:
            repository.drop_ways_in(tx, user.id)
            repository.revoke_sessions_of(tx, user.id)
            user.password_hash, user.email_verified = None, True
            tx.session.add(user)
            record(tx, Action.EMAIL_VERIFIED, user.id, client, target=company)
        self._add(tx, user, company, identity, client)
        return self._sessions.open(tx, user, client, remember=True, how=company)

    def _create(self, tx: Transaction, email: str, company: str, identity: Identity, client: Client) -> SignedIn:
        name = clean_line(identity.name, rules.NAME_MAX) or email.partition("@")[0][: rules.NAME_MAX]
        user = User(email=email, email_verified=True, display_name=name, password_hash=None)
        tx.session.add(user)
        tx.session.flush()
        record(tx, Action.SIGN_UP, user.id, client, how=company)
        tx.session.add(_row(tx, user.id, company, identity))
        return self._sessions.open(tx, user, client, remember=True, how="sign_up")

    def _link(self, tx: Transaction, actor: Actor, company: str, identity: Identity, client: Client) -> None:
        repository.lock_user(tx, actor.user_id)
        user = repository.user_by_id(tx, actor.user_id)
        if user is None or user.status != "active":
            raise NotFound
        known = repository.oauth_account(tx, company, identity.subject)
        if known is not None and known[1].id != user.id:
            raise SignInTaken
        if known is None:
            if any(row.provider == company for row in repository.oauth_accounts_of(tx, user.id)):
                raise SignInTaken("Another account there is linked already. Unlink it first.")
            self._add(tx, user, company, identity, client)

    def _add(self, tx: Transaction, user: User, company: str, identity: Identity, client: Client) -> None:
        tx.session.add(_row(tx, user.id, company, identity))
        tx.session.flush()
        record(tx, Action.SIGN_IN_LINKED, user.id, client, target=company)
        post_mail(tx, "sign_in_linked", user.id, {"provider": COMPANIES[company].label, "at": spoken(tx.now)})

    def _provider(self, company: str) -> SignInProvider:
        if company not in self._providers:
            raise NotFound("Nobody signs in that way here.")
        return self._providers[company]

    def _round(self, ticket: _Ticket) -> Round:
        redirect = f"{self._site}/api/v1/auth/oauth/{ticket.company}/callback"
        return Round(ticket.state, ticket.nonce, ticket.verifier, redirect)

    def _ticket(self, sealed: str, company: str, state: str) -> _Ticket:
        try:
            ticket = _Ticket(**json.loads(self._sealer.open(sealed, _TICKET)))
        except (SealBroken, ValueError, TypeError) as error:
            raise OauthStateInvalid from error
        with self._uow.read(System.AUTH) as tx:
            late = tx.now.timestamp() > ticket.ends
        if late or ticket.company != company or not secrets.compare_digest(ticket.state.encode(), state.encode()):
            raise OauthStateInvalid
        return ticket

    def _use(self, state: str) -> None:
        try:
            self._limiter.hit(_ONCE, "oauth-state", sha256_hex(state))
        except RateLimited as error:
            raise OauthStateInvalid from error


def _row(tx: Transaction, user_id: uuid.UUID, company: str, identity: Identity) -> OauthAccount:
    label = clean_line(identity.name or identity.email, 120)
    return OauthAccount(
        user_id=user_id, provider=company, subject=identity.subject[:255], label=label, last_used_at=tx.now,
        created_at=tx.now,
    )
