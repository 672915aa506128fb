"""Editing after the fact: text, font, colours, logo, crop. Costs nothing, because only our own engine draws again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from studio_app.catalog.asset_types import ASSET_TYPES, CONTENT_TYPE, EXTENSION, MIME
from studio_app.catalog.commands import UNDO
from studio_app.catalog.words import plain
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, Unavailable
from studio_app.core.ids import random_key
from studio_app.db.disposal import dispose
from studio_app.db.models import Asset, AssetRevision
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.assets import repository, rules
from studio_app.features.assets.rendering import Finished, Materials, render, render_preview
from studio_app.features.assets.repository import FileRow
from studio_app.features.assets.types import (
    Origin,
    PaintedTurn,
    RevisionView,
    SceneChanged,
    SceneMissing,
    ScenePreview,
    SceneView,
    StoredFile,
    Wish,
)
from studio_app.imaging.commands import parse
from studio_app.imaging.edits import EditRejected, Edits
from studio_app.imaging.encode import Encoded
from studio_app.imaging.scene import from_scene
from studio_app.ports.jobs import JobName
from studio_app.ports.offload import Offload
from studio_app.ports.storage import ObjectMissing, Storage, discard

LogoKey = Callable[[Transaction, uuid.UUID, uuid.UUID | None, str], str | None]
Keys = Mapping[str, str | None]


class SceneService:
    """`logo_key` finds a kit's logo of a type; kits are another feature's business."""

    def __init__(self, uow: UnitOfWork, storage: Storage, offload: Offload, logo_key: LogoKey) -> None:
        self._uow = uow
        self._storage = storage
        self._offload = offload
        self._logo_key = logo_key

    def get(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> SceneView:
        asset = self.own(tx, actor, asset_id)
        return SceneView(asset.id, asset.revision, dict(asset.scene), dict(asset.layout))

    def history(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> list[RevisionView]:
        """Newest first."""
        self.own(tx, actor, asset_id)
        return [
            RevisionView(row.number, row.cause, row.title, dict(row.scene["edits"]), row.created_at)
            for row in repository.revisions_of(tx, asset_id)
        ]

    def preview(self, actor: Actor, asset_id: uuid.UUID, patch: Mapping[str, Any], width: int) -> ScenePreview:
        """What the asset would look like with `patch` over its edits. Nothing is stored."""
        with self._uow.read(actor) as tx:
            asset = self.own(tx, actor, asset_id)
            scene = _patched(asset.scene, patch)
            keys = self._keys(tx, asset, scene)
        return self._offload.run(render_preview, scene, self._bytes(keys), width, timeout=8.0)

    def edit(
        self, actor: Actor, asset_id: uuid.UUID, patch: Mapping[str, Any], *, revision: int | None = None,
        cause: str = "edit",
    ) -> uuid.UUID:
        """Draw the asset again with `patch` merged into its edits, as a new revision.

        With `revision`, only when nobody edited it meanwhile (`SceneChanged`). The files get new addresses.
        """
        with self._uow.read(actor) as tx:
            asset = self.own(tx, actor, asset_id)
            if revision is not None and revision != asset.revision:
                raise SceneChanged(details={"revision": asset.revision})
            scene, base = _patched(asset.scene, patch), asset.revision
            keys = self._keys(tx, asset, scene)
        return self._drawn(actor, asset_id, base, scene, keys, cause)

    def wish(self, actor: Actor, asset_id: uuid.UUID, words: str) -> Wish:
        """Change the asset as plain words ask. What is not understood is said and changes nothing."""
        with self._uow.read(actor) as tx:
            asset = self.own(tx, actor, asset_id)
            scene, revision = dict(asset.scene), asset.revision
        if plain(words).rstrip(".! ") in UNDO and revision > 1:
            self.revert(actor, asset_id, revision - 1)
            return Wish(("The last change taken back",), (), True)
        heard = parse(words, from_scene(scene))
        if heard.edits:
            self.edit(actor, asset_id, heard.edits, cause="wish")
        return Wish(heard.understood, heard.not_understood, bool(heard.edits))

    def origin(self, tx: Transaction, user_id: uuid.UUID, asset_id: uuid.UUID) -> Origin:
        """What another asset can be made from; raises `NotFound` or `SceneMissing`."""
        asset = self.own(tx, Actor(user_id, user_id), asset_id)
        files = {file.kind: file for file in repository.files_of(tx, [asset_id])[asset_id]}
        kinds = [kind for kind in ("turn_1", "turn_2", "turn_3", "plate") if kind in files]
        told = list(asset.generation_params.get("turns") or [asset.prompt_used])
        turns = tuple(
            PaintedTurn(instruction, files[kind].object_key, CONTENT_TYPE[files[kind].format])
            for instruction, kind in zip(told[-len(kinds) :] if kinds else (), kinds, strict=False)
        )
        return Origin(
            asset.id, asset.asset_type, asset.title, asset.style, asset.brand_kit_id, asset.brand_kit_version,
            dict(asset.scene), asset.prompt_version, turns, _key(files.get("photo")),
            str(asset.generation_params.get("provider")), str(asset.generation_params.get("model")),
        )

    def revert(self, actor: Actor, asset_id: uuid.UUID, number: int) -> uuid.UUID:
        """Draw an earlier revision again, as a new one."""
        with self._uow.read(actor) as tx:
            asset = self.own(tx, actor, asset_id)
            earlier = next((r for r in repository.revisions_of(tx, asset_id) if r.number == number), None)
            if earlier is None:
                raise NotFound
            scene, base = dict(earlier.scene), asset.revision
            keys = self._keys(tx, asset, scene)
        return self._drawn(actor, asset_id, base, scene, keys, "revert")

    def _drawn(
        self, actor: Actor, asset_id: uuid.UUID, base: int, scene: dict[str, Any], keys: Keys, cause: str
    ) -> uuid.UUID:
        finished = self._offload.run(render, scene, self._bytes(keys), timeout=30.0)
        stored: list[StoredFile] = []
        try:
            for kind, file in [*(("export", e) for e in finished.exports), ("preview", finished.preview)]:
                stored.append(self._put(kind, file))
            with self._uow.write(actor) as tx:
                dispose(tx, self._replace(tx, actor, asset_id, base, scene, finished, stored, cause))
        except Unavailable:
            raise  # the commit may have happened: files too many are better than an asset without its files
        except BaseException:
            discard(self._storage, [file.object_key for file in stored])
            raise
        return asset_id

    def _put(self, kind: str, file: Encoded) -> StoredFile:
        key = f"assets/{random_key()}.{EXTENSION[file.format]}"
        self._storage.put(key, file.data, MIME[file.format])
        return StoredFile(kind, file.format, file.width, file.height, len(file.data), file.sha256, key)

    def _replace(
        self, tx: Transaction, actor: Actor, asset_id: uuid.UUID, base: int, scene: dict[str, Any], finished: Finished,
        stored: list[StoredFile], cause: str,
    ) -> list[str]:
        """New files and a new revision for the row, if it is still at `base`; returns the keys nothing leads to now."""
        if not repository.next_revision(tx, actor.user_id, asset_id, base):
            raise SceneChanged
        asset = self.own(tx, actor, asset_id)
        main = stored[0]
        asset.scene, asset.layout, asset.title = scene, finished.layout, rules.scene_title(scene)
        asset.alt_text = rules.alt_text(asset.title, asset.asset_type, asset.style)
        asset.width, asset.height, asset.format = main.width, main.height, main.format
        asset.file_size, asset.sha256 = main.file_size, main.sha256
        asset.viral_score, asset.consistency_score, asset.viral_suggestions, asset.report = None, None, [], {}
        tx.session.add(asset)
        left = repository.replace_files(tx, asset_id, stored)
        tx.session.add(
            AssetRevision(
                user_id=actor.user_id, asset_id=asset_id, number=asset.revision, cause=cause, title=asset.title,
                scene=scene,
            )
        )
        tx.session.flush()
        tx.enqueue(JobName.SCORE, asset_id)
        return left

    def _keys(self, tx: Transaction, asset: Asset, scene: Mapping[str, Any]) -> Keys:
        """Where logo, photo and plate of a scene are stored."""
        kinds = {file.kind: file for file in repository.files_of(tx, [asset.id])[asset.id]}
        wanted = Edits.of(scene["edits"]).logo.type
        present = self._logo_key(tx, asset.user_id, asset.brand_kit_id, wanted)
        # The default is the logo it was made with, or none: a kit's new logo changes no finished picture.
        given = scene.get("logo_key") or None
        logo, instead = (given, present if given else None) if wanted == "default" else (present, None)
        return {"logo": logo, "instead": instead, "photo": _key(kinds.get("photo")), "plate": _key(kinds.get("plate"))}

    def _bytes(self, keys: Keys) -> Materials:
        return Materials(
            logo=self._read(keys["logo"]) or self._read(keys["instead"]), photo=self._read(keys["photo"]),
            plate=self._read(keys["plate"]),
        )

    def _read(self, key: str | None) -> bytes | None:
        """None for what is not there any more: a logo may have been replaced."""
        if key is None:
            return None
        try:
            return self._storage.get(key)
        except ObjectMissing:
            return None

    def tried(
        self, tx: Transaction, asset: Asset, patch: Mapping[str, Any]
    ) -> tuple[dict[str, Any], Callable[[], Materials]]:
        """The scene that `patch` would make and what it is drawn from, as of `materials`. Raises `EditRejected`."""
        scene = _patched(asset.scene, patch)
        keys = self._keys(tx, asset, scene)
        return scene, lambda: self._bytes(keys)

    def materials(self, tx: Transaction, asset: Asset) -> Callable[[], Materials]:
        """The bytes an asset is drawn from; read when called, outside the transaction."""
        keys = self._keys(tx, asset, asset.scene)
        return lambda: self._bytes(keys)

    def own(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> Asset:
        """An asset that can be drawn again; raises `NotFound` or `SceneMissing`."""
        asset = repository.asset_of(tx, actor.user_id, asset_id)
        if asset is None:
            raise NotFound
        if not asset.scene:
            raise SceneMissing
        return asset


def _key(file: FileRow | None) -> str | None:
    return file.object_key if file else None


def _patched(scene: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """`scene` with `patch` in its edits; raises `EditRejected`."""
    edits = Edits.of(scene["edits"]).merged(patch)
    if "crop" in patch and edits.crop.zoom > 1 and ASSET_TYPES[scene["brief"]["asset_type"]].alpha:
        message = "What is clear round its figure has no ground to crop. Move the figure or change its size instead."
        raise EditRejected(message, details={"fields": {"crop.zoom": [{"message": message}]}})
    return {**scene, "edits": edits.to_dict()}
