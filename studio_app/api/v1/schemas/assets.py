from __future__ import annotations

import uuid
from typing import Any

from pydantic import BaseModel

from studio_app.api.v1.schemas.common import Body, Moment
from studio_app.features.assets.types import AssetView, Download, PublicAsset


class VisibilityBody(Body):
    is_public: bool


class ExportOut(BaseModel):
    format: str
    width: int
    height: int
    file_size: int


class AssetOut(BaseModel):
    id: uuid.UUID
    asset_id: uuid.UUID
    user_id: uuid.UUID
    job_id: uuid.UUID
    brand_kit_id: uuid.UUID | None
    brand_kit_version: int | None
    asset_type: str
    title: str
    alt_text: str
    style: str
    width: int
    height: int
    format: str
    file_size: int
    sha256: str
    url: str
    cdn_url: str
    preview_url: str
    shareable_url: str
    is_public: bool
    prompt_used: str
    generation_params: dict[str, Any]
    layout: dict[str, Any] | None
    viral_score: int | None
    viral_suggestions: list[Any]
    consistency_score: int | None
    revision: int
    prompt_version: str
    exports: list[ExportOut]
    created_at: Moment
    expires_at: Moment | None

    @classmethod
    def of(cls, asset: AssetView) -> AssetOut:
        return cls(
            id=asset.id, asset_id=asset.id, user_id=asset.user_id, job_id=asset.job_id,
            brand_kit_id=asset.brand_kit_id, brand_kit_version=asset.brand_kit_version, asset_type=asset.asset_type,
            title=asset.title, alt_text=asset.alt_text, style=asset.style, width=asset.width, height=asset.height,
            format=asset.format, file_size=asset.file_size, sha256=asset.sha256, url=asset.url, cdn_url=asset.url,
            preview_url=asset.preview_url, shareable_url=asset.shareable_url, is_public=asset.is_public,
            prompt_used=asset.prompt_used, generation_params=asset.generation_params, layout=asset.layout,
            viral_score=asset.viral_score, viral_suggestions=[*asset.viral_suggestions],
            consistency_score=asset.consistency_score, revision=asset.revision, prompt_version=asset.prompt_version,
            exports=[ExportOut(format=e.format, width=e.width, height=e.height, file_size=e.file_size)
                     for e in asset.exports],
            created_at=asset.created_at, expires_at=asset.expires_at,
        )


class AssetListOut(BaseModel):
    assets: list[AssetOut]
    total: int
    limit: int
    offset: int


class JobAssetsOut(BaseModel):
    assets: list[AssetOut]


class DownloadOut(BaseModel):
    url: str
    download_url: str
    expires_at: Moment
    format: str
    file_size: int
    filename: str

    @classmethod
    def of(cls, download: Download) -> DownloadOut:
        return cls(
            url=download.url, download_url=download.url, expires_at=download.expires_at, format=download.format,
            file_size=download.file_size, filename=download.filename,
        )


class PreflightOut(BaseModel):
    """`files` can be downloaded; each of `checks` says what was measured, what is wanted and whether it fits."""

    asset_id: uuid.UUID
    passed: bool
    platforms: list[str]
    checks: list[dict[str, Any]]
    files: list[dict[str, Any]]

    @classmethod
    def of(cls, asset_id: uuid.UUID, report: dict[str, Any]) -> PreflightOut:
        return cls(
            asset_id=asset_id, passed=report["passed"], platforms=report["platforms"], checks=report["checks"],
            files=report["files"],
        )


class PublicAssetOut(BaseModel):
    """What anyone may know of a shared asset."""

    id: uuid.UUID
    asset_type: str
    title: str
    alt_text: str
    width: int
    height: int
    format: str
    url: str
    cdn_url: str
    shareable_url: str
    created_at: Moment

    @classmethod
    def of(cls, asset: PublicAsset) -> PublicAssetOut:
        return cls(
            id=asset.id, asset_type=asset.asset_type, title=asset.title, alt_text=asset.alt_text, width=asset.width,
            height=asset.height, format=asset.format, url=asset.url, cdn_url=asset.url,
            shareable_url=asset.shareable_url, created_at=asset.created_at,
        )
