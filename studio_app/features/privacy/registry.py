"""Every table, and what of it belongs to a person: what an export holds and what a purge leaves nothing of."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from studio_app.db import models as m

Mine = Callable[[uuid.UUID], sa.ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Holding:
    """A table with rows of people. `mine` finds a person's; `secret` columns leave for nobody; `files` is the column
    of stored objects and `folder` where an export puts them."""

    table: type[SQLModel]
    mine: Mine
    secret: frozenset[str] = frozenset()
    exported: bool = True
    files: str = ""
    folder: str = ""

    @property
    def name(self) -> str:
        return str(self.table.__tablename__)


def _own(table: Any, **rest: Any) -> Holding:
    return Holding(table, lambda user_id: col(table.user_id) == user_id, **rest)


def _through(table: Any, column: Any, parent: Any, **rest: Any) -> Holding:
    """Rows that belong to a person through the row that they belong to."""
    return Holding(
        table, lambda user_id: col(column).in_(select(parent.id).where(parent.user_id == user_id)), **rest
    )


HOLDINGS: Final[tuple[Holding, ...]] = (
    Holding(
        m.User, lambda user_id: col(m.User.id) == user_id, frozenset({"password_hash"}), files="avatar_key",
        folder="avatar",
    ),
    _own(m.Session, secret=frozenset({"browser"})),
    _through(m.RefreshToken, m.RefreshToken.session_id, m.Session, exported=False),
    _own(m.AuthToken, exported=False),
    _own(m.OauthAccount),
    _own(m.SecondFactor, secret=frozenset({"secret", "recovery_hashes"})),
    _own(m.ApiKey, secret=frozenset({"key_hash"})),
    _own(m.DataExport, secret=frozenset({"object_key"}), exported=False, files="object_key"),
    _own(m.BrandKit),
    _own(m.BrandKitVersion),
    _own(m.BrandKitLogo, files="object_key", folder="logos"),
    _own(m.GenerationJob),
    _own(m.ProviderCall),
    _own(m.Asset),
    _through(m.AssetFile, m.AssetFile.asset_id, m.Asset, files="object_key", folder="assets"),
    _own(m.AssetRevision),
    _own(m.AssetScore),
    _own(m.AssetFeedback),
    _own(m.ReferenceImage, files="object_key", folder="references"),
    _own(m.Subscription),
    _own(m.UsagePeriod),
    _own(m.UsageReservation),
    _own(m.IdempotencyKey, exported=False),
    _own(m.Turn, exported=False),
    _own(m.WebhookEndpoint, secret=frozenset({"secret", "old_secret"})),
    _own(m.WebhookDelivery),
    Holding(
        m.OutboxMessage,
        lambda user_id: col(m.OutboxMessage.payload)["user_id"].as_string() == str(user_id),  # type: ignore[index]
        exported=False,
    ),
)
# Entries of the audit log outlive the account for a year: an id that nothing leads to any more, and no words. Counts of
# tries are hashes that go when their window ends.
KEPT: Final = frozenset({m.AuditEntry, m.TryCount})
# Where objects of people lie in the store; the rest of the path is random.
PREFIXES: Final = ("assets/", "logos/", "references/", "exports/", "avatars/", "staging/")
