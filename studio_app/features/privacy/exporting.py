"""Everything that is kept of a person, in one ZIP."""

from __future__ import annotations

import json
import uuid
import zipfile
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from studio_app.core.clock import iso
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.features.privacy import repository
from studio_app.features.privacy.registry import HOLDINGS, Holding
from studio_app.ports.storage import ObjectMissing, Storage

_ABOUT = """Everything that Streamer Studio keeps of you.

data/   one file for each kind of record, as JSON: your account, kits, jobs with their prompts, assets with what they
        were made from, every revision, scores, uploads, webhooks, devices, linked sign-ins, usage.
files/  the files themselves, by the id of the record that they belong to.

Passwords, tokens and secrets are not in here: we keep hashes or sealed forms of them, which help nobody.
"""


def write_export(uow: UnitOfWork, storage: Storage, user_id: uuid.UUID, path: Path) -> None:
    """Write the person's ZIP to `path`. One file is in memory at a time; what was deleted meanwhile is left out."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _ABOUT)
        for holding in HOLDINGS:
            if not holding.exported:
                continue
            with uow.read(user_id) as tx:
                rows = repository.rows_of(tx, holding, user_id)
            archive.writestr(f"data/{holding.name}.json", _json(holding, rows))
            if holding.files:
                _add_files(archive, storage, holding, rows)


def _add_files(archive: zipfile.ZipFile, storage: Storage, holding: Holding, rows: list[Any]) -> None:
    for row in rows:
        key = getattr(row, holding.files)
        if key is None:
            continue
        try:
            data = storage.get(key)
        except ObjectMissing:
            continue
        name = f"files/{holding.folder}/{row.id}{PurePosixPath(key).suffix}"
        archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_STORED)


def _json(holding: Holding, rows: list[Any]) -> str:
    plain = [
        {name: _plain(value) for name, value in row.model_dump().items() if name not in holding.secret} for row in rows
    ]
    return json.dumps(plain, indent=1, ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    return str(value) if isinstance(value, uuid.UUID | date) else value


