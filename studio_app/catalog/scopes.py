"""What an API key may do. Everything about the account itself needs a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scope:
    """`tags` are the groups of routes whose writes it opens."""

    id: str
    label: str
    help: str
    tags: frozenset[str] = frozenset()


READ: Final = "read"
SCOPES: Final[dict[str, Scope]] = {
    scope.id: scope
    for scope in (
        Scope(READ, "Read", "Jobs, assets, kits, scores and what is left of the month."),
        Scope("generate", "Generate", "Order assets, sets and packs, cancel and repeat jobs, upload references.",
              frozenset({"generation", "twitch", "references"})),
        Scope("assets", "Change assets", "Edit, score, share, delete.", frozenset({"assets", "scenes", "scores"})),
        Scope("brand_kits", "Change kits", "Make, edit, delete kits and their logos.", frozenset({"brand_kits"})),
    )
}  # fmt: skip


def needed(tags: frozenset[str], *, writes: bool) -> str | None:
    """The scope that a route of these groups asks of a key; None for one that no key may call."""
    if not writes:
        return READ
    return next((scope.id for scope in SCOPES.values() if scope.tags & tags), None)
