"""An asset as its page shows it: plain values and sentences."""

from __future__ import annotations

from typing import Any, TypedDict

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.styles import STYLES
from studio_app.core.clock import iso
from studio_app.features.assets.types import AssetView
from studio_app.features.brand_kits.types import KitView
from studio_app.ui import paths
from studio_app.ui.components.formats import FORMATS

_FEED = {item["id"]: item["feed"] for item in FORMATS}
_PAINTERS = {"local": "The studio’s own renderer", "gemini": "Google Gemini"}


class FileCard(TypedDict):
    format: str
    width: int
    height: int
    file_size: int


class AssetCard(TypedDict, total=False):
    id: str
    title: str
    name: str
    type: str
    label: str
    style: str
    width: int
    height: int
    alpha: bool
    feed: bool
    alt: str
    url: str
    preview_url: str
    share_url: str
    is_public: bool
    kit: str
    kit_id: str
    painter: str
    lineage: str
    seconds: str
    made: str
    kept_until: str
    size: str
    file: str
    prompt: str
    job_id: str
    another: str
    files: list[FileCard]


def asset_card(asset: AssetView, kit: KitView | None) -> AssetCard:
    type_ = ASSET_TYPES[asset.asset_type]
    made_by = asset.generation_params
    return AssetCard(
        id=str(asset.id), title=asset.title, name=asset.title or f"{type_.label} without words",
        type=type_.id, label=type_.label, style=STYLES[asset.style].label if asset.style in STYLES else asset.style,
        width=asset.width, height=asset.height, alpha=type_.alpha, feed=_FEED[type_.id], alt=asset.alt_text,
        url=asset.url, preview_url=asset.preview_url, share_url=asset.shareable_url, is_public=asset.is_public,
        kit=_kit(asset, kit), kit_id=str(kit.id) if kit else "", painter=_painter(made_by), lineage=_lineage(made_by),
        seconds=f"{made_by['seconds']} s" if made_by.get("seconds") is not None else "", made=iso(asset.created_at),
        kept_until=iso(asset.expires_at) if asset.expires_at else "", size=f"{asset.width} × {asset.height}",
        file=f"{asset.format.upper()}, {_size(asset.file_size)}", prompt=asset.prompt_used, job_id=str(asset.job_id),
        another=paths.create(type=type_.id, title=asset.title, style=asset.style, kit=str(kit.id) if kit else ""),
        files=[FileCard(format=f.format, width=f.width, height=f.height, file_size=f.file_size) for f in asset.exports],
    )  # fmt: skip


def _kit(asset: AssetView, kit: KitView | None) -> str:
    if asset.brand_kit_id is None:
        return "Studio default"
    version = f", version {asset.brand_kit_version}" if asset.brand_kit_version else ""
    return f"{kit.fields.name if kit else 'A kit you have deleted'}{version}"


def _painter(made_by: dict[str, Any]) -> str:
    provider = str(made_by.get("provider") or "")
    return _PAINTERS.get(provider, provider or "Not recorded")


def _lineage(made_by: dict[str, Any]) -> str:
    parts = [("model", made_by.get("model")), ("seed", made_by.get("seed")), ("tone", made_by.get("tone"))]
    return ", ".join(f"{name} {value}" for name, value in parts if value not in (None, ""))


def _size(count: int) -> str:
    return f"{max(1, round(count / 1000))} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
