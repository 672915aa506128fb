"""Signing in with another company, and which of them open an account."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from studio_app.catalog.sign_in import COMPANIES, SignInCompany
from studio_app.core.actor import Actor, Client, System
from studio_app.core.errors import NotFound, RateLimited
from studio_app.core.sealing import Sealer
from studio_app.core.secrets import sha256_hex
from studio_app.core.text import clean_line
from studio_app.db.models import OauthAccount, User
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts import repository, rules
from studio_app.features.accounts.entry import SECOND_FACTOR, Entry
from studio_app.features.accounts.sessions import live_user
from studio_app.features.accounts.tickets import ROUND_LIVES, Away, Half, Tickets
from studio_app.features.accounts.types import (
    AccountClosing,
    EmailTaken,
    LastSignIn,
    LinkedView,
    OauthEmailUnverified,
    OauthStateInvalid,
    SecondFactorRequired,
    SecondFactorWrong,
    SignedIn,
    SignInTaken,
)
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.features.mails.rules import spoken
from studio_app.features.mails.service import post_mail
from studio_app.ports.rate_limit import RateLimiter
from studio_app.ports.sign_in import Identity, Round, SignInProvider

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
class Halfway:
    """The company said who it is, and `fault` what is missing: a code, or the word that the account shall stay. The
    browser keeps `ticket` for `finish`."""

    fault: SecondFactorRequired | AccountClosing
    ticket: str
    next_path: str


class LinkingService:
    """`providers` are those that are configured, by company."""

    def __init__(
        self, uow: UnitOfWork, entry: Entry, limiter: RateLimiter, sealer: Sealer, site: str,
        providers: Mapping[str, SignInProvider],
    ) -> None:
        self._uow = uow
        self._entry = entry
        self._limiter = limiter
        self._tickets = Tickets(sealer)
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
        ticket = Away(
            company, secrets.token_urlsafe(32), secrets.token_urlsafe(16), secrets.token_urlsafe(48),
            rules.safe_path(next_path), str(actor.user_id) if actor else "", ends,
        )
        url = provider.authorization_url(self._round(ticket))
        return Departure(url, ticket.state, self._tickets.seal(ticket))

    def arrive(
        self, company: str, code: str, state: str, sealed_ticket: str, client: Client, actor: Actor | None
    ) -> Arrival | Halfway:
        """End. Raises `OauthStateInvalid` unless the same browser left for the same company within ten minutes, and
        each round works once."""
        provider = self._provider(company)
        with self._uow.read(System.AUTH) as tx:
            ticket = self._tickets.open(Away, sealed_ticket, company, tx.now)
        if not secrets.compare_digest(ticket.state.encode(), state.encode()):
            raise OauthStateInvalid
        if ticket.link_to and (actor is None or str(actor.user_id) != ticket.link_to):
            raise OauthStateInvalid
        self._use(state)
        identity = provider.identity(code, self._round(ticket))
        try:
            with self._uow.write(System.AUTH) as tx:
                if ticket.link_to and actor is not None:
                    self._link(tx, actor, company, identity, client)
                    return Arrival(None, False, ticket.next_path)
                user, created = self._person(tx, company, identity, client)
                how = "sign_up" if created else company
                try:
                    return Arrival(self._entry.open(tx, user, client, how=how), created, ticket.next_path)
                except (SecondFactorRequired, AccountClosing) as missing:
                    return self._halfway(tx, missing, company, user, ticket.next_path)
        except IntegrityError as error:  # the same person came back twice at once
            raise SignInTaken from error

    def finish(
        self, company: str, sealed_half: str, code: str, client: Client, *, keep_account: bool = False
    ) -> Arrival:
        """What was missing after `arrive`, by the browser that came back, within ten minutes. Raises as a log-in does,
        `NotFound` and `OauthStateInvalid`."""
        self.require_offered(company)
        with self._uow.read(System.AUTH) as tx:
            half = self._tickets.open(Half, sealed_half, company, tx.now)
            user_id = uuid.UUID(half.user_id)
            user = self._linked_user(tx, user_id, company)
        self._entry.admit(user.email, client)
        try:
            with self._uow.write(System.AUTH) as tx:
                repository.lock_user(tx, user_id)
                hers = self._linked_user(tx, user_id, company)
                signed_in = self._entry.open(tx, hers, client, code=code, keep_account=keep_account, how=company)
                self._use(half.once)
        except SecondFactorWrong:
            self._entry.failed(user.email, user, client, how=SECOND_FACTOR)
            raise
        return Arrival(signed_in, False, half.next_path)

    def linked(self, tx: Transaction, actor: Actor) -> list[LinkedView]:
        rows = repository.oauth_accounts_of(tx, actor.user_id)
        return [LinkedView(row.provider, row.label, row.created_at, row.last_used_at) for row in rows]

    def unlink(self, tx: Transaction, actor: Actor, company: str, client: Client) -> None:
        """Raises `NotFound`, and `LastSignIn` for the only way into the account."""
        user = live_user(tx, actor)
        rows = repository.oauth_accounts_of(tx, actor.user_id)
        row = next((row for row in rows if row.provider == company), None)
        if row is None:
            raise NotFound
        if user.password_hash is None and len(rows) == 1:
            raise LastSignIn
        tx.session.delete(row)
        record(tx, Action.SIGN_IN_UNLINKED, user.id, client, target=company)
        facts = {"provider": COMPANIES[company].label, "at": spoken(tx.now)}
        post_mail(tx, "sign_in_unlinked", user.id, facts)

    def _person(self, tx: Transaction, company: str, identity: Identity, client: Client) -> tuple[User, bool]:
        """Whose account it opens, and whether that was made for it."""
        known = repository.oauth_account(tx, company, identity.subject)
        if known is not None:
            row, user = known
            repository.lock_user(tx, user.id)
            row.last_used_at = tx.now
            tx.session.add(row)
            return user, False
        email = rules.normalise_email(identity.email)
        if not email or len(email) > rules.EMAIL_MAX or not identity.email_verified:
            raise OauthEmailUnverified(f"{COMPANIES[company].label} did not confirm an e-mail address of yours. "
                                       "Confirm one there, or sign up with your e-mail.")
        user_of_email = repository.user_by_email(tx, email)
        if user_of_email is not None:
            return self._join(tx, user_of_email, company, identity, client), False
        if not rules.is_address(email):
            raise OauthEmailUnverified
        return self._create(tx, email, company, identity, client), True

    def _join(self, tx: Transaction, user: User, company: str, identity: Identity, client: Client) -> User:
        """An account with the same address: hers, when both ends confirmed it. One that never confirmed it may have
        been made by somebody else to lie in wait, so everything that opens it goes. One with a second step is linked
        in the settings only: a company must not become a way in before that step was taken."""
        repository.lock_user(tx, user.id)  # a sign-in or a link that is under way ends first, and is then seen
        tx.session.refresh(user)
        guarded = user.email_verified and repository.has_second_factor(tx, user.id)
        if user.status != "active" or guarded:
            raise EmailTaken
        if not user.email_verified:
            repository.drop_ways_in(tx, user.id)
            repository.revoke_sessions_of(tx, user.id)
            user.password_hash, user.email_verified = None, True
            tx.session.add(user)
            record(tx, Action.EMAIL_VERIFIED, user.id, client, target=company)
        self._add(tx, user, company, identity, client)
        return user

    def _create(self, tx: Transaction, email: str, company: str, identity: Identity, client: Client) -> User:
        name = clean_line(identity.name, rules.NAME_MAX) or email.partition("@")[0][: rules.NAME_MAX]
        user = User(email=email, email_verified=True, display_name=name, password_hash=None)
        tx.session.add(user)
        tx.session.flush()
        record(tx, Action.SIGN_UP, user.id, client, how=company)
        tx.session.add(_row(tx, user.id, company, identity))
        return user

    def _link(self, tx: Transaction, actor: Actor, company: str, identity: Identity, client: Client) -> None:
        user = live_user(tx, actor)
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

    def _round(self, ticket: Away) -> Round:
        redirect = f"{self._site}/api/v1/auth/oauth/{ticket.company}/callback"
        return Round(ticket.state, ticket.nonce, ticket.verifier, redirect)

    def _halfway(
        self, tx: Transaction, missing: SecondFactorRequired | AccountClosing, company: str, user: User, next_path: str
    ) -> Halfway:
        ends = (tx.now + ROUND_LIVES).timestamp()
        half = Half(company, str(user.id), secrets.token_urlsafe(32), next_path, ends)
        return Halfway(missing, self._tickets.seal(half), next_path)

    def _linked_user(self, tx: Transaction, user_id: uuid.UUID, company: str) -> User:
        """Raises `OauthStateInvalid` when it was unlinked, or everything has gone, since she came back."""
        user = repository.user_by_id(tx, user_id)
        if user is None or all(row.provider != company for row in repository.oauth_accounts_of(tx, user_id)):
            raise OauthStateInvalid
        return user

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
