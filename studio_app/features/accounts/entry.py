"""What every way into an account ends with, once a password or another company said who it is."""

from __future__ import annotations

from typing import Final

from studio_app.core.actor import Client, System
from studio_app.core.clock import iso
from studio_app.core.secrets import sha256_hex
from studio_app.db.models import User
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts.alarms import refused
from studio_app.features.accounts.second_factor import SecondFactors
from studio_app.features.accounts.sessions import Sessions
from studio_app.features.accounts.types import AccountClosing, AccountLimits, SignedIn
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.ports.rate_limit import RateLimiter

SECOND_FACTOR: Final = "second_factor"


class Entry:
    """Counts tries, asks for the second step, holds leaving accounts back, and opens the session."""

    def __init__(
        self, uow: UnitOfWork, sessions: Sessions, factors: SecondFactors, limiter: RateLimiter, limits: AccountLimits
    ) -> None:
        self._uow = uow
        self._sessions = sessions
        self._factors = factors
        self._limiter = limiter
        self._limits = limits

    def admit(self, email: str, client: Client) -> None:
        """Count a try of `client`; raises `RateLimited` when it, or the account, had enough."""
        self._limiter.hit(self._limits.login, "login-address", client.counted_as)
        self._limiter.require(self._limits.login_account, "login-account", sha256_hex(email))

    def _count_failure(self, email: str) -> None:
        """Only failures count against the account, and many of them, or a stranger could lock its owner out."""
        self._limiter.hit(self._limits.login_account, "login-account", sha256_hex(email))

    def failed(self, email: str, user: User | None, client: Client, *, how: str) -> None:
        """Write it down. Many wrong codes are told: somebody knows the password, or has a linked sign-in."""
        self._count_failure(email)
        with self._uow.write(System.AUTH) as tx:
            if user is not None and how == SECOND_FACTOR:
                refused(tx, Action.SIGN_IN, user.id, client, "second_step_reached", how)
            else:
                record(tx, Action.SIGN_IN, user.id if user else None, client, result="refused", how=how)

    def open(
        self, tx: Transaction, user: User, client: Client, *, code: str = "", keep_account: bool = False,
        remember: bool = True, how: str = "password",
    ) -> SignedIn:
        """Raises `SecondFactorRequired` and `SecondFactorWrong` where there is a second step, and `AccountClosing` for
        an account that is to be deleted, unless `keep_account` says that it shall stay."""
        self._factors.check(tx, user.id, code, client)
        self._stay_or_refuse(tx, user, client, keep=keep_account)
        return self._sessions.open(tx, user, client, remember=remember, how=how)

    def _stay_or_refuse(self, tx: Transaction, user: User, client: Client, *, keep: bool) -> None:
        if user.status == "active":
            return
        if not keep or user.purge_after is None or user.purge_after <= tx.now:
            until = iso(user.purge_after) if user.purge_after else ""
            raise AccountClosing(details={"purge_after": until})
        user.status, user.purge_after = "active", None
        tx.session.add(user)
        record(tx, Action.REOPENED, user.id, client)
