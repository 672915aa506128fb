"""Delivering an asset: the sizes and loops its platforms take, with or without provenance, and a report that proves
they will be accepted. What was made once is kept until the asset is edited."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any, get_args

from studio_app.catalog.asset_types import ASSET_TYPES, CONTENT_TYPE, FILE_EXTENSION, AssetType
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.core.ids import random_key
from studio_app.db.models import Asset
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.assets import repository
from studio_app.features.assets.delivery import (
    Exported,
    delivery_of,
    export_motion,
    export_package,
    export_variant,
    report_of,
)
from studio_app.features.assets.marking import CARRIERS, Mark, marked
from studio_app.features.assets.rendering import Materials
from studio_app.features.assets.repository import FileRow
from studio_app.features.assets.scenes import SceneService
from studio_app.features.assets.service import AssetService
from studio_app.features.assets.types import AssetFilter, Download, StoredFile
from studio_app.imaging.credentials import Signing
from studio_app.imaging.export.bundle import stream
from studio_app.imaging.export.files import moving_sizes
from studio_app.imaging.motion.effects import Effect
from studio_app.imaging.provenance import Provenance, source_type
from studio_app.ports.offload import Offload
from studio_app.ports.storage import Storage, discard

SOFTWARE = "Streamer Studio"
EFFECTS: tuple[str, ...] = get_args(Effect)
_SECONDS = 60.0
Work = Callable[[dict[str, Any], Materials], Exported]


class ExportService:
    def __init__(
        self, uow: UnitOfWork, storage: Storage, offload: Offload, assets: AssetService, scenes: SceneService,
        signing: Callable[[], Signing | None],
    ) -> None:
        self._uow = uow
        self._storage = storage
        self._offload = offload
        self._assets = assets
        self._scenes = scenes
        self._signing = signing

    def download(
        self, actor: Actor, asset_id: uuid.UUID, *, format: str | None = None, size: tuple[int, int] | None = None,
        effect: str | None = None, provenance: bool = False,
    ) -> Download:
        """A temporary address of the asset in the asked format, size and motion; the stored picture by default.

        `provenance` writes into the file what made it, where the format can carry that.
        """
        with self._uow.read(actor) as tx:
            asset = self._own(tx, actor, asset_id)
            type_ = ASSET_TYPES[asset.asset_type]
            format = format or (type_.motion.formats[0] if effect and type_.motion else asset.format)
            size = size or type_.size
            kind = _kind(type_, format, size, effect)
            files = repository.files_of(tx, [asset_id])[asset_id]
            wanted = f"l:{kind}" if provenance and format in CARRIERS else kind
            found = _find(files, wanted, format, size)
            if found is not None:
                return self._assets.address(tx, asset, found)
            plain = _find(files, kind, format, size)
            mark = self._mark(asset) if wanted != kind else None
        if plain is not None and mark is not None:
            made = self._marked(plain, _limit(type_, size, effect), mark)
        else:
            made = self._make(actor, asset_id, _work(self._offload, kind, format, size, mark))
        return self._kept(actor, asset_id, wanted, made)

    def package(
        self, actor: Actor, asset_id: uuid.UUID, *, effect: str | None = None, provenance: bool = True
    ) -> Download:
        """Everything that the asset's platforms take, in one ZIP with upload-ready names and a checklist."""
        with self._uow.read(actor) as tx:
            asset = self._own(tx, actor, asset_id)
            if effect is not None:
                _require(effect in EFFECTS, "effect", f"Choose one of: {', '.join(EFFECTS)}.")
            kind = f"z:{effect or ''}{'+l' if provenance else ''}"
            size = ASSET_TYPES[asset.asset_type].size
            found = _find(repository.files_of(tx, [asset_id])[asset_id], kind, "zip", size)
            if found is not None:
                return self._assets.address(tx, asset, found)
            title, mark = asset.title, self._mark(asset) if provenance else None
        made = self._make(
            actor, asset_id,
            lambda scene, materials: self._offload.run(
                export_package, scene, materials, title, effect, mark, timeout=_SECONDS
            ),
        )
        return self._kept(actor, asset_id, kind, made)

    def package_of_job(self, actor: Actor, job_id: uuid.UUID) -> Iterator[bytes]:
        """Everything that a job or a batch made, in one ZIP as above, piece by piece as it is drawn; raises `NotFound`
        at once when there is nothing."""
        with self._uow.read(actor) as tx:
            found = repository.page_of(tx, actor.user_id, AssetFilter(job_id=job_id), after=None, offset=0, limit=100)
            parts = [
                (dict(asset.scene), self._scenes.materials(tx, asset), asset.title, self._mark(asset))
                for asset in reversed(found) if asset.scene
            ]
        if not parts:
            raise NotFound("Nothing of this job can be packed.")
        return stream(
            self._offload.run(delivery_of, scene, materials(), title, None, mark, timeout=_SECONDS)
            for scene, materials, title, mark in parts
        )

    def report(self, actor: Actor, asset_id: uuid.UUID) -> dict[str, Any]:
        """Whether each platform will take each file, check by check; remembered until the asset is edited."""
        with self._uow.read(actor) as tx:
            asset = self._scened(tx, actor, asset_id)
            if "preflight" in asset.report:
                known: dict[str, Any] = asset.report["preflight"]
                return known
            scene, revision, materials = dict(asset.scene), asset.revision, self._scenes.materials(tx, asset)
        found = self._offload.run(report_of, scene, materials(), timeout=_SECONDS)
        with self._uow.write(actor) as tx:
            held = repository.unchanged(tx, actor.user_id, asset_id, revision)
            if held is not None:
                held.report = {**held.report, "preflight": found}
                tx.session.add(held)
        return found

    def _mark(self, asset: Asset) -> Mark:
        made_by = asset.generation_params
        model = made_by.get("model") if made_by.get("provider") != "local" else None
        told = Provenance(f"urn:uuid:{asset.id}", source_type(model is not None), SOFTWARE, model)
        return Mark(told, self._signing())

    def _marked(self, file: FileRow, max_bytes: int, mark: Mark) -> Exported:
        stored = self._storage.get(file.object_key)
        data = self._offload.run(marked, stored, file.format, max_bytes, mark, timeout=_SECONDS)
        return Exported(data, file.format, file.width, file.height, "", CONTENT_TYPE[file.format])

    def _make(self, actor: Actor, asset_id: uuid.UUID, work: Work) -> Exported:
        with self._uow.read(actor) as tx:
            asset = self._scened(tx, actor, asset_id)
            scene, materials = dict(asset.scene), self._scenes.materials(tx, asset)
        return work(scene, materials())

    def _kept(self, actor: Actor, asset_id: uuid.UUID, kind: str, made: Exported) -> Download:
        """Store what was made, unless somebody else was faster; the address of the one that is kept."""
        key = f"assets/{random_key()}.{FILE_EXTENSION[made.format]}"
        self._storage.put(key, made.data, made.media_type)
        stored = StoredFile(kind, made.format, made.width, made.height, len(made.data), made.sha256, key)
        try:
            with self._uow.write(actor) as tx:
                asset = self._own(tx, actor, asset_id)
                files = repository.files_of(tx, [asset_id])[asset_id]
                earlier = _find(files, kind, made.format, (made.width, made.height))
                if earlier is None:
                    tx.session.add(repository.file_row(asset_id, stored))
                    tx.session.flush()
                files = repository.files_of(tx, [asset_id])[asset_id]
                kept = _find(files, kind, made.format, (made.width, made.height))
                assert kept is not None
                address = self._assets.address(tx, asset, kept)
        except BaseException:
            discard(self._storage, [key])
            raise
        if kept.object_key != key:
            discard(self._storage, [key])
        return address

    def _own(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> Asset:
        asset = repository.asset_of(tx, actor.user_id, asset_id)
        if asset is None:
            raise NotFound
        return asset

    def _scened(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> Asset:
        return self._scenes.own(tx, actor, asset_id)


def _kind(type_: AssetType, format: str, size: tuple[int, int], effect: str | None) -> str:
    """How the wanted file is filed; raises `ValidationFailed` for what no platform takes."""
    if effect is not None:
        _require(effect in EFFECTS, "effect", f"Choose one of: {', '.join(EFFECTS)}.")
        motion = type_.motion
        _require(motion is not None, "effect", f"{type_.label} does not move on any platform.")
        assert motion is not None
        _require(format in motion.formats, "format", f"Moving files come as {', '.join(motion.formats)}.")
        _require(size in moving_sizes(type_), "size", _moving_sizes(type_))
        return effect
    if size == type_.size:
        formats = (*type_.formats, "avif")
        _require(format in formats, "format", f"This asset comes as {', '.join(formats)}.")
        return "variant" if format == "avif" else "export"
    variant = next((v for v in type_.variants if (v.width, v.height) == size), None)
    _require(variant is not None, "size", _sizes(type_))
    assert variant is not None
    _require(format in variant.formats, "format", f"At this size it comes as {', '.join(variant.formats)}.")
    return "variant"


def _limit(type_: AssetType, size: tuple[int, int], effect: str | None) -> int:
    """Bytes that the platform takes of that file."""
    if effect is not None and type_.motion is not None:
        return type_.motion.max_bytes
    return next((v.max_bytes for v in type_.variants if (v.width, v.height) == size), type_.max_bytes)


def _moving_sizes(type_: AssetType) -> str:
    known = ", ".join(f"{w}x{h}" for w, h in moving_sizes(type_))
    return f"Moving files of this asset come at {known}."


def _sizes(type_: AssetType) -> str:
    known = ", ".join(f"{w}x{h}" for w, h in [type_.size, *((v.width, v.height) for v in type_.variants)])
    return f"Sizes of this asset are: {known}."


def _work(
    offload: Offload, kind: str, format: str, size: tuple[int, int], mark: Mark | None
) -> Work:
    if kind in EFFECTS:
        return lambda scene, materials: offload.run(
            export_motion, scene, materials, kind, 1.5, size[0], format, mark, timeout=_SECONDS
        )
    return lambda scene, materials: offload.run(
        export_variant, scene, materials, *size, format, mark, timeout=_SECONDS
    )


def _find(files: list[FileRow], kind: str, format: str, size: tuple[int, int]) -> FileRow | None:
    return next((f for f in files if (f.kind, f.format, f.width, f.height) == (kind, format, *size)), None)


def _require(fits: bool, field: str, message: str) -> None:
    if not fits:
        raise ValidationFailed(message, details={"fields": {field: [{"message": message}]}})
