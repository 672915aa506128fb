"""What a browser keeps while a sign-in elsewhere is under way: sealed, so that nobody can make one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final, TypeVar

from studio_app.core.sealing import SealBroken, Sealer
from studio_app.features.accounts.types import OauthStateInvalid

ROUND_LIVES: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Away:
    """She left for `company`; `link_to` is the person whose account it shall open, empty for a sign-in."""

    PURPOSE: ClassVar = "sign-in"
    company: str
    state: str
    nonce: str
    verifier: str
    next_path: str
    link_to: str
    ends: float


@dataclass(frozen=True, slots=True)
class Half:
    """`company` said who it is, and something is missing. `once` is used up by the session that comes of it."""

    PURPOSE: ClassVar = "half a sign-in"
    company: str
    user_id: str
    once: str
    next_path: str
    ends: float


Ticket = TypeVar("Ticket", Away, Half)


class Tickets:
    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def seal(self, ticket: Away | Half) -> str:
        return self._sealer.seal(json.dumps(asdict(ticket)), ticket.PURPOSE)

    def open(self, kind: type[Ticket], sealed: str, company: str, now: datetime) -> Ticket:
        """Raises `OauthStateInvalid` for what we did not make, for another company, and for one that is too old."""
        try:
            ticket = kind(**json.loads(self._sealer.open(sealed, kind.PURPOSE)))
        except (SealBroken, ValueError, TypeError) as error:
            raise OauthStateInvalid from error
        if now.timestamp() > ticket.ends or ticket.company != company:
            raise OauthStateInvalid
        return ticket
