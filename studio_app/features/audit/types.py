"""What leaves the audit log."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What is written down, and nothing else is. The values are kept for a year: they are never renamed."""

    SIGN_UP = "account.created"
    SIGN_IN = "session.started"
    SIGN_OUT = "session.ended"
    TOKEN_REUSED = "session.reused"  # noqa: S105
    SESSIONS_REVOKED = "session.revoked"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105
    PASSWORD_RESET = "password.reset"  # noqa: S105
    EMAIL_VERIFIED = "email.verified"
    SIGN_IN_LINKED = "sign_in.linked"
    SIGN_IN_UNLINKED = "sign_in.unlinked"
    SECOND_FACTOR_ON = "second_factor.on"
    SECOND_FACTOR_OFF = "second_factor.off"
    RECOVERY_CODE_USED = "second_factor.recovery_code"
    RECOVERY_CODES = "second_factor.codes_renewed"
    CONFIRMATION = "password.asked"
    KEY_CREATED = "api_key.created"
    KEY_REVOKED = "api_key.revoked"
    WEBHOOK_CREATED = "webhook.created"
    WEBHOOK_MOVED = "webhook.moved"
    WEBHOOK_DELETED = "webhook.deleted"
    WEBHOOK_SECRET = "webhook.secret_renewed"  # noqa: S105
    VISIBILITY = "asset.visibility"
    EXPORTED = "data.exported"
    CLOSING = "account.closing"
    REOPENED = "account.reopened"
    PURGED = "account.purged"
    ROLE = "account.role"


@dataclass(frozen=True, slots=True)
class AuditView:
    """One entry as its person sees it. `place` is the network that it came from, cut to what tells places apart; `how`
    is the way in or, of a refusal, the step that was wrong."""

    id: uuid.UUID
    at: datetime
    action: str
    result: str
    target: str
    place: str
    device: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class AuditPage:
    entries: tuple[AuditView, ...]
    next_cursor: str | None
