"""Plans as data. Another price list is one edit here."""

from __future__ import annotations

from dataclasses import dataclass

UNLIMITED = -1


@dataclass(frozen=True, slots=True)
class Tier:
    """`assets_limit` and `platforms_limit` are per month and -1 for no limit; prices in cents a month. While
    workers are scarce, a person gets them in proportion to her `queue_weight`."""

    id: str
    label: str
    price_cents: int
    assets_limit: int
    overage_cents: int | None
    fair_use: int | None
    platforms_limit: int
    queue_weight: int
    retention_days: int | None
    requests_per_minute: int
    summary: tuple[str, ...]


TIERS: dict[str, Tier] = {
    t.id: t
    for t in (
        Tier("free", "Free", 0, 5, None, None, 1, 1, 90, 60,
             ("5 assets a month", "Every format at its exact size", "Brand kits", "Assets kept 90 days")),
        Tier("pro", "Pro", 1900, 100, 25, None, 3, 3, None, 300,
             ("100 assets a month", "Every format at its exact size", "Brand kits", "Assets kept for good")),
        Tier("studio", "Studio", 4900, UNLIMITED, None, 2000, UNLIMITED, 3, None, 1000,
             ("No limit, fair use 2,000 a month", "Every format at its exact size", "Brand kits",
              "Assets kept for good")),
    )
}
DEFAULT_TIER = "free"
