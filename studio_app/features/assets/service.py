"""Use cases of finished assets: find, share, download, delete and bring back."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from studio_app.catalog.asset_types import CONTENT_TYPE, FILE_EXTENSION
from studio_app.core.actor import Actor, System
from studio_app.core.cursor import Cursors
from studio_app.core.errors import NotFound, Unavailable, ValidationFailed
from studio_app.core.ids import random_key
from studio_app.core.links import MediaLinks
from studio_app.db.disposal import dispose
from studio_app.db.models import Asset, AssetRevision
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.assets import repository, rules
from studio_app.features.assets.repository import FileRow
from studio_app.features.assets.types import (
    AssetFilter,
    AssetView,
    Download,
    FileView,
    NewAsset,
    Page,
    PublicAsset,
)
from studio_app.ports.jobs import JobName
from studio_app.ports.storage import MediaFile, ObjectMissing, Storage, discard


class AssetService:
    def __init__(self, uow: UnitOfWork, storage: Storage, links: MediaLinks, cursors: Cursors) -> None:
        self._uow = uow
        self._storage = storage
        self._links = links
        self._cursors = cursors

    def browse(
        self,
        tx: Transaction,
        actor: Actor,
        wanted: AssetFilter,
        *,
        limit: int = 20,
        offset: int = 0,
        cursor: str | None = None,
    ) -> Page:
        after = self._cursors.decode(cursor) if cursor else None
        rows = repository.page_of(tx, actor.user_id, wanted, after=after, offset=offset, limit=limit + 1)
        more, rows = len(rows) > limit, rows[:limit]
        files = repository.files_of(tx, [row.id for row in rows])
        return Page(
            assets=tuple(self._view(tx, row, files[row.id], layout=None) for row in rows),
            total=repository.count_of(tx, actor.user_id, wanted),
            next_cursor=self._cursors.encode(rows[-1].created_at, rows[-1].id) if more else None,
        )

    def get(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> AssetView:
        return self._show(tx, self._own(tx, actor, asset_id))

    def add(self, tx: Transaction, new: NewAsset) -> None:
        """Store the row of a finished asset (called inside the transaction that settles its job)."""
        main = new.files[0]
        tx.session.add(
            Asset(
                id=new.asset_id, user_id=new.user_id, job_id=new.job_id, brand_kit_id=new.brand_kit_id,
                brand_kit_version=new.brand_kit_version, asset_type=new.asset_type, title=new.title,
                alt_text=rules.alt_text(new.title, new.asset_type, new.style), style=new.style,
                width=main.width, height=main.height, format=main.format,
                file_size=main.file_size, sha256=main.sha256, prompt_used=new.prompt_used,
                generation_params=new.generation_params, layout=new.layout,
                scene=new.scene, prompt_version=new.prompt_version,
                expires_at=rules.expires_at(tx.now, new.retention_days),
            )
        )
        tx.session.flush()
        tx.session.add_all(repository.file_row(new.asset_id, file) for file in new.files)
        tx.session.add(
            AssetRevision(
                user_id=new.user_id, asset_id=new.asset_id, number=1, cause="generated", title=new.title,
                scene=new.scene,
            )
        )
        tx.session.flush()
        tx.enqueue(JobName.SCORE, new.asset_id)

    def set_visibility(self, actor: Actor, asset_id: uuid.UUID, is_public: bool) -> AssetView:
        """Share or hide. Hiding moves the files to new keys, so that every address given out before is dead here."""
        try:
            return self._set_visibility(actor, asset_id, is_public)
        except ObjectMissing:
            # Another request moved the files between our reading their keys and copying them.
            return self._set_visibility(actor, asset_id, is_public)

    def _set_visibility(self, actor: Actor, asset_id: uuid.UUID, is_public: bool) -> AssetView:
        with self._uow.read(actor) as tx:
            asset = self._own(tx, actor, asset_id)
            files = repository.files_of(tx, [asset.id])[asset.id]
            moving = asset.is_public and not is_public
        moved: dict[uuid.UUID, str] = {}
        try:
            for file in files if moving else []:
                moved[file.id] = self._copy(file)
            with self._uow.write(actor) as tx:
                asset = self._own(tx, actor, asset_id)
                asset.is_public = is_public
                tx.session.add(asset)
                left = [
                    repository.move_file(tx, file, moved[file.id]) for file in files if file.id in moved
                ]
                dispose(tx, left)
                tx.session.flush()
                view = self._show(tx, asset)
        except Unavailable:
            raise  # the commit may have happened: copies too many are better than an asset without its files
        except BaseException:
            discard(self._storage, list(moved.values()))
            raise
        return view

    def download(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID, format: str | None = None) -> Download:
        """A signed, temporary address of one export; the main one unless `format` names another."""
        asset = self._own(tx, actor, asset_id)
        return self.address(tx, asset, self._export(tx, asset, format or asset.format))

    def address(self, tx: Transaction, asset: Asset, file: FileRow) -> Download:
        """A signed, temporary address of a file of an asset that the caller has loaded through its owner."""
        ending = FILE_EXTENSION[file.format]
        name = rules.filename(asset.title, asset.asset_type, file.width, file.height, ending)
        direct = self._storage.signed_url(
            file.object_key, seconds=3600, content_type=CONTENT_TYPE[file.format], filename=name
        )
        if direct:
            return Download(direct, tx.now + timedelta(hours=1), file.format, file.file_size, name)
        url, expires = self._links.signed(file.object_key, tx.now, name)
        return Download(url, datetime.fromtimestamp(expires, UTC), file.format, file.file_size, name)

    def delete(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> None:
        """Put the asset in the trash: gone from every page at once, its bytes removed 30 days later."""
        asset = self._own(tx, actor, asset_id)
        asset.deleted_at = tx.now
        tx.session.add(asset)
        tx.session.flush()

    def restore(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> AssetView:
        asset = repository.asset_of(tx, actor.user_id, asset_id, deleted=True)
        if asset is None:
            raise NotFound
        asset.deleted_at = None
        tx.session.add(asset)
        tx.session.flush()
        return self._show(tx, asset)

    def shared(self, tx: Transaction, asset_id: uuid.UUID, viewer: Actor | None) -> PublicAsset:
        """The share page's view: anyone's when public, else only the owner's; raises `NotFound`."""
        found = repository.asset_and_maker(tx, asset_id)
        if found is None:
            raise NotFound
        asset, maker = found
        own = viewer is not None and viewer.user_id == asset.user_id and asset.deleted_at is None
        if not own and not rules.is_visible(asset.is_public, asset.deleted_at, asset.expires_at, tx.now):
            raise NotFound
        files = repository.files_of(tx, [asset.id])[asset.id]
        url, preview = self._urls(tx, asset, files)
        return PublicAsset(
            id=asset.id, asset_type=asset.asset_type, title=asset.title, alt_text=asset.alt_text, width=asset.width,
            height=asset.height, format=asset.format, url=url, preview_url=preview,
            shareable_url=self._links.share(asset.id), maker=maker, created_at=asset.created_at,
            is_public=asset.is_public,
        )

    def main_file(self, tx: Transaction, asset_id: uuid.UUID) -> MediaFile:
        """The stored main export of an asset that `shared` has already allowed."""
        files = repository.files_of(tx, [asset_id])[asset_id]
        found = repository.asset_and_maker(tx, asset_id)
        main = next((f for f in files if found and f.kind == "export" and f.format == found[0].format), None)
        if main is None or found is None:
            raise NotFound
        return MediaFile(main.object_key, CONTENT_TYPE[main.format], found[0].is_public)

    def media(self, tx: Transaction, object_key: str, *, signed: bool) -> MediaFile | None:
        """The file under `object_key` if it may be served: public, or asked for with a valid signature."""
        found = repository.file_by_key(tx, object_key)
        if found is None:
            return None
        file, asset = found
        visible = rules.is_visible(asset.is_public, asset.deleted_at, asset.expires_at, tx.now)
        if not visible and not (signed and asset.deleted_at is None):
            return None
        return MediaFile(file.object_key, CONTENT_TYPE[file.format], visible)

    def purge(self, limit: int = 100) -> int:
        """Remove what was deleted 30 days ago or ran out: rows first, then bytes. Returns how many assets went."""
        with self._uow.write(System.WORKER) as tx:
            assets = repository.trashed_before(tx, tx.now - timedelta(days=rules.TRASH_DAYS), limit)
            files = repository.files_of(tx, [asset.id for asset in assets])
            for asset in assets:
                tx.session.delete(asset)
            dispose(tx, [file.object_key for group in files.values() for file in group])
        return len(assets)

    def _own(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> Asset:
        asset = repository.asset_of(tx, actor.user_id, asset_id)
        if asset is None:
            raise NotFound
        return asset

    def _export(self, tx: Transaction, asset: Asset, format: str) -> FileRow:
        exports = [f for f in repository.files_of(tx, [asset.id])[asset.id] if f.kind == "export"]
        for file in exports:
            if file.format == format:
                return file
        message = f"This asset comes as {', '.join(sorted(f.format for f in exports))}."
        raise ValidationFailed(message, details={"fields": {"format": [{"message": message}]}})

    def _copy(self, file: FileRow) -> str:
        prefix, _, name = file.object_key.rpartition("/")
        key = f"{prefix}/{random_key()}.{name.rpartition('.')[2]}"
        self._storage.put(key, self._storage.get(file.object_key), CONTENT_TYPE[file.format])
        return key

    def _show(self, tx: Transaction, asset: Asset) -> AssetView:
        return self._view(tx, asset, repository.files_of(tx, [asset.id])[asset.id], layout=asset.layout)

    def _urls(self, tx: Transaction, asset: Asset, files: list[FileRow]) -> tuple[str, str]:
        """Addresses of the main export and of the preview: plain ones when public, signed ones when not."""
        def address(file: FileRow) -> str:
            if asset.is_public:
                return self._links.public(file.object_key)
            return self._links.signed(file.object_key, tx.now)[0]

        main = next(f for f in files if f.kind == "export" and f.format == asset.format)
        preview = next((f for f in files if f.kind == "preview"), main)
        return address(main), address(preview)

    def _view(
        self, tx: Transaction, asset: Asset, files: list[FileRow], *, layout: dict[str, Any] | None
    ) -> AssetView:
        url, preview = self._urls(tx, asset, files)
        brief = asset.scene.get("brief", {})
        exports = sorted((f for f in files if f.kind == "export"), key=lambda f: f.format != asset.format)
        return AssetView(
            id=asset.id, user_id=asset.user_id, job_id=asset.job_id, brand_kit_id=asset.brand_kit_id,
            brand_kit_version=asset.brand_kit_version, asset_type=asset.asset_type, title=asset.title,
            alt_text=asset.alt_text, style=asset.style, width=asset.width, height=asset.height, format=asset.format,
            file_size=asset.file_size, sha256=asset.sha256, is_public=asset.is_public, prompt_used=asset.prompt_used,
            generation_params=asset.generation_params, layout=layout, viral_score=asset.viral_score,
            viral_suggestions=tuple(asset.viral_suggestions), consistency_score=asset.consistency_score,
            revision=asset.revision, prompt_version=asset.prompt_version, editable=bool(asset.scene),
            url=url, preview_url=preview,
            shareable_url=self._links.share(asset.id),
            exports=tuple(FileView(f.format, f.width, f.height, f.file_size) for f in exports),
            subtitle=brief.get("subtitle", ""), items=tuple(brief.get("items", ())),
            created_at=asset.created_at, expires_at=asset.expires_at,
        )
