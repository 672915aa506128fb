"""A person's rights to her data: all of it in one file, and all of it gone."""

from __future__ import annotations

import tempfile
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import structlog

from studio_app.core.actor import Actor, Client, System
from studio_app.core.errors import NotFound
from studio_app.core.ids import random_key
from studio_app.core.links import MediaLinks
from studio_app.db.disposal import dispose
from studio_app.db.models import DataExport
from studio_app.db.outbox import Later, Message, post
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.accounts.service import AccountService
from studio_app.features.accounts.sessions import live_user
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.features.generation.service import GenerationService
from studio_app.features.generation.staging import staging_key
from studio_app.features.mails.rules import day
from studio_app.features.mails.service import post_mail
from studio_app.features.privacy import repository
from studio_app.features.privacy.exporting import write_export
from studio_app.features.privacy.types import ExportNotReady, ExportRunning, ExportView
from studio_app.ports.storage import MediaFile, Storage

log = structlog.get_logger(__name__)
EXPORT: Final = "data.export"
KEPT: Final = timedelta(days=7)
_ZIP: Final = "application/zip"
_FILE_NAME: Final = "streamer-studio-data.zip"
_MOST_TRIES: Final = 5
_BATCH: Final = 20


class PrivacyService:
    def __init__(
        self, uow: UnitOfWork, storage: Storage, accounts: AccountService, generation: GenerationService,
        links: MediaLinks,
    ) -> None:
        self._uow = uow
        self._storage = storage
        self._accounts = accounts
        self._generation = generation
        self._links = links

    def close(self, actor: Actor, password: str, client: Client) -> datetime:
        """Take an account off the stage at once, with the jobs in work; returns when everything goes for good."""
        until = self._accounts.close(actor, password, client)
        self._generation.cancel_all(actor)
        return until

    def purge(self) -> int:
        """Remove everybody whose time is over; returns how many. Can be stopped and run again at any time."""
        with self._uow.read(System.WORKER) as tx:
            due = repository.due_for_purge(tx, _BATCH)
        for user_id in due:
            with self._uow.write(System.WORKER) as tx:
                self._purge(tx, user_id)
        return len(due)

    def request_export(self, actor: Actor, password: str, client: Client) -> ExportView:
        """Have the person's data put together. Raises `WrongPassword`, `ReauthRequired` and `ExportRunning`."""
        self._accounts.confirm(actor, password, client)
        with self._uow.write(actor) as tx:
            live_user(tx, actor)
            if any(row.status == "queued" for row in repository.exports_of(tx, actor.user_id)):
                raise ExportRunning
            row = DataExport(user_id=actor.user_id, created_at=tx.now)
            tx.session.add(row)
            tx.session.flush()
            record(tx, Action.EXPORTED, actor.user_id, client, target=str(row.id))
            post(tx, EXPORT, f"{EXPORT}:{row.id}", {"user_id": str(actor.user_id), "export_id": str(row.id)})
            return _view(row)

    def exports(self, tx: Transaction, actor: Actor) -> list[ExportView]:
        """Newest first."""
        return [_view(row) for row in repository.exports_of(tx, actor.user_id)]

    def download(self, tx: Transaction, actor: Actor, export_id: uuid.UUID) -> tuple[str, datetime]:
        """A temporary address of the ZIP, and when that ends."""
        row = repository.export_of(tx, actor.user_id, export_id)
        if row is None:
            raise NotFound
        if row.object_key is None:
            raise ExportNotReady
        direct = self._storage.signed_url(row.object_key, seconds=3600, content_type=_ZIP, filename=_FILE_NAME)
        if direct:
            return direct, tx.now + timedelta(hours=1)
        url, expires = self._links.signed(row.object_key, tx.now, _FILE_NAME)
        return url, datetime.fromtimestamp(expires, UTC)

    def media(self, tx: Transaction, object_key: str) -> MediaFile | None:
        """A stored export, for an address that was signed for its owner."""
        row = repository.export_by_key(tx, object_key)
        return MediaFile(object_key, _ZIP, public=False) if row else None

    def make(self, message: Message) -> Later | None:
        """The outbox's handler: build and store one export. Called twice it makes it once."""
        user_id, export_id = uuid.UUID(message.payload["user_id"]), uuid.UUID(message.payload["export_id"])
        with self._uow.read(user_id) as tx:
            row = repository.export_of(tx, user_id, export_id)
        if row is None or row.status != "queued":
            return None
        try:
            self._make(user_id, export_id)
        except Exception as error:
            if message.attempts < _MOST_TRIES:
                raise
            log.exception("export.failed", export_id=str(export_id))
            with self._uow.write(user_id) as tx:
                self._end(tx, user_id, export_id, None, 0)
            return Later(None, type(error).__name__)
        return None

    def tidy(self) -> None:
        """Forget exports that can be downloaded no more."""
        with self._uow.write(System.WORKER) as tx:
            ended = repository.ended_exports(tx, _BATCH)
            dispose(tx, [row.object_key for row in ended if row.object_key])
            for row in ended:
                tx.session.delete(row)

    def _make(self, user_id: uuid.UUID, export_id: uuid.UUID) -> None:
        key = f"exports/{random_key()}.zip"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export.zip"
            write_export(self._uow, self._storage, user_id, path)
            self._storage.put_file(key, path, _ZIP)
            with self._uow.write(user_id) as tx:
                self._end(tx, user_id, export_id, key, path.stat().st_size)

    def _end(self, tx: Transaction, user_id: uuid.UUID, export_id: uuid.UUID, key: str | None, size: int) -> None:
        row = repository.export_of(tx, user_id, export_id)
        if row is None or row.status != "queued":  # its person has gone, or another try was faster
            dispose(tx, [key] if key else [])
            return
        row.status, row.object_key, row.file_size = ("ready" if key else "failed"), key, size if key else None
        row.expires_at = tx.now + KEPT
        tx.session.add(row)
        if key:
            post_mail(tx, "export_ready", user_id, {"until": day(row.expires_at)}, dedupe=str(export_id))

    def _purge(self, tx: Transaction, user_id: uuid.UUID) -> None:
        user = repository.still_due(tx, user_id)
        if user is None:
            return
        staged = [staging_key(job_id) for job_id in repository.job_ids_of(tx, user_id)]
        dispose(tx, [*repository.object_keys_of(tx, user_id), *staged])
        repository.drop_messages(tx, user_id)
        tx.session.delete(user)
        tx.session.flush()
        record(tx, Action.PURGED, user_id)
        log.info("account.purged", user_id=str(user_id))


def _view(row: DataExport) -> ExportView:
    return ExportView(row.id, row.status, row.file_size, row.created_at, row.expires_at)
