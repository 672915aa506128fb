"""What a job leaves behind: its files, and the asset that they belong to."""

from __future__ import annotations

import hashlib

from studio_app.catalog.asset_types import MIME
from studio_app.catalog.tones import TONES
from studio_app.core.ids import new_id, random_key
from studio_app.features.assets.types import NewAsset, StoredFile
from studio_app.features.generation.making import Made, measured, object_name
from studio_app.features.generation.types import ClaimedJob
from studio_app.imaging.encode import Encoded
from studio_app.ports.storage import Storage, discard


def store(storage: Storage, made: Made) -> list[StoredFile]:
    """Put every file under a key of its own. What was put is removed again when one cannot be."""
    stored: list[StoredFile] = []
    try:
        finished = made.finished
        for kind, file in [("export", e) for e in finished.exports] + [("preview", finished.preview)]:
            key, content_type = object_name(random_key(), file.format)
            stored.append(_stored(kind, file, key))
            storage.put(key, file.data, content_type)
        for kind, data in made.kept.items():
            stored.append(_kept(kind, data))
            storage.put(stored[-1].object_key, data, MIME[stored[-1].format])  # type: ignore[index]
    except BaseException:
        discard(storage, [file.object_key for file in stored])
        raise
    return stored


def new_asset(job: ClaimedJob, made: Made, files: list[StoredFile], seconds: float, keep: int | None) -> NewAsset:
    return NewAsset(
        asset_id=new_id(), user_id=job.user_id, job_id=job.id, asset_type=job.asset_type, title=job.title,
        style=job.style, brand_kit_id=job.brand_kit_id, brand_kit_version=job.brand_kit_version,
        prompt_used=made.prompt,
        generation_params={
            "provider": made.plate.provider,
            "model": made.plate.model,
            "temperature": None,
            "seed": job.seed,
            "style": job.style,
            "category": made.category,
            "tone": TONES[job.kit.tone].id,
            "seconds": round(seconds, 2),
            "plate": made.plate.parameters,
            "turns": list(made.told),
            "edit_of": str(job.edit_of) if job.edit_of else None,
            "master": str(job.master_asset_id) if job.master_asset_id else None,
        },
        layout=made.finished.layout, scene=made.scene, prompt_version=made.prompt_version, files=tuple(files),
        retention_days=keep,
    )


def _stored(kind: str, file: Encoded, key: str) -> StoredFile:
    return StoredFile(kind, file.format, file.width, file.height, len(file.data), file.sha256, key)


def _kept(kind: str, data: bytes) -> StoredFile:
    """What a picture is drawn from besides its scene, as it is stored with it."""
    format, width, height = measured(data)
    key, _ = object_name(random_key(), format)
    return StoredFile(kind, format, width, height, len(data), hashlib.sha256(data).hexdigest(), key)
