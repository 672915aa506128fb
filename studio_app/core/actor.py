"""Who acts and from where: what the edges learnt about the caller, handed to every use case."""

from __future__ import annotations

import ipaddress
import uuid
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal

# The header by which the edge of the server tells what is inside where a socket comes from.
ADDRESS_HEADER: Final = "x-client-address"
Role = Literal["user", "admin"]


@dataclass(frozen=True, slots=True)
class Actor:
    """`session_id` is the signed-in device; for a program with an API key it is the key, and `scopes` say what the key
    opens. People have no scopes: they may do everything of their own."""

    user_id: uuid.UUID
    session_id: uuid.UUID
    role: Role = "user"
    scopes: frozenset[str] | None = None


class System(Enum):
    """For whom a transaction is that is no single person's: whoever signs in, who opens a shared address, and the
    studio's own work. Each is a role of the database with rights of its own; people have one together."""

    AUTH = "studio_auth"
    PUBLIC = "studio_public"
    WORKER = "studio_worker"


# A person by her actor or, where no session is behind it, by her id.
Acting = Actor | uuid.UUID | System


@dataclass(frozen=True, slots=True)
class Client:
    """Where a sign-in comes from. `page` says that it is a browser's, and so keeps cookies; `browser` is the secret
    by which one that signed in before is known again."""

    user_agent: str = ""
    ip: str = ""
    browser: str = field(default="", repr=False)
    page: bool = False

    @property
    def counted_as(self) -> str:
        """The address by which tries are counted: of IPv6 the /64, because one visitor has all of it."""
        return _network(self.ip, 32, 64) or self.ip

    @property
    def network(self) -> str:
        """The address cut to its network: enough to recognise a place, not a person. Empty for what is none."""
        return _network(self.ip, 24, 64)


def _network(ip: str, bits4: int, bits6: int) -> str:
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ""
    if address.version == 6 and address.ipv4_mapped is not None:
        address = address.ipv4_mapped  # as a server that listens on both writes it
    return str(ipaddress.ip_network((address, bits4 if address.version == 4 else bits6), strict=False))
