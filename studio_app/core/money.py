"""Money is whole cents; it becomes text only here."""

from __future__ import annotations


def format_usd(cents: int) -> str:
    """`1900` -> `$19`, `25` -> `$0.25`."""
    dollars, rest = divmod(cents, 100)
    return f"${dollars}" if rest == 0 else f"${dollars}.{rest:02d}"
