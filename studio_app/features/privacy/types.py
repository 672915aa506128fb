"""What leaves the privacy feature."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from studio_app.core.errors import Conflict


@dataclass(frozen=True, slots=True)
class ExportView:
    """One export: `status` is queued, ready or failed; a ready one can be downloaded until `expires_at`."""

    id: uuid.UUID
    status: str
    file_size: int | None
    created_at: datetime
    expires_at: datetime | None


class ExportRunning(Conflict):
    code, status = "EXPORT_RUNNING", 409
    message = "Your data is being put together already. You get a mail when it is ready."


class ExportNotReady(Conflict):
    code, status = "EXPORT_NOT_READY", 409
    message = "That export is not ready. Wait for the mail, or ask for a new one."
