"""Packs: assets that are ordered together, so that a channel looks like one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.tables import by_id

MOST_ITEMS: Final = 15


@dataclass(frozen=True, slots=True)
class PackItem:
    """`words` is the item's own title, empty where it takes the pack's; `idea` adds to what its art shows."""

    asset_type: str
    words: str = ""
    idea: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """`idea` is the theme that all items share, empty where there is none."""

    id: str
    label: str
    summary: str
    items: tuple[PackItem, ...]
    idea: str = ""


def _pack(entry: dict[str, Any]) -> Pack:
    pack = Pack(**{**entry, "items": tuple(PackItem(**item) for item in entry["items"])})
    if not 1 <= len(pack.items) <= MOST_ITEMS or any(item.asset_type not in ASSET_TYPES for item in pack.items):
        raise ValueError(f"packs.toml: {pack.id} has too many items, none, or one of an unknown type")
    return pack


PACKS: Final[dict[str, Pack]] = by_id("packs.toml", "pack", _pack)
