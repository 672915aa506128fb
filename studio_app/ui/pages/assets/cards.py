"""An asset as its page shows it: plain values and sentences."""

from __future__ import annotations

from typing import Any, TypedDict

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.platforms import PLATFORMS
from studio_app.catalog.styles import STYLES
from studio_app.core.clock import iso
from studio_app.features.assets.types import AssetView, FeedbackView
from studio_app.features.brand_kits.types import KitView
from studio_app.ui import paths
from studio_app.ui.components.formats import FORMATS, STUDIO_LOOK
from studio_app.ui.pages.assets.choices import USE_OF, motion_of

_FORMATS = {item["id"]: item for item in FORMATS}
_PLACES = ("form", "circle", "feed", "shown", "seen", "safe", "covered", "alpha")
_PAINTERS = {"local": "The studio’s own renderer", "gemini": "Google Gemini"}


class FileCard(TypedDict):
    format: str
    width: int
    height: int
    file_size: int


class AssetCard(TypedDict, total=False):
    """`form` to `alpha` are of the asset's type, as in the catalogue of the browser parts."""

    id: str
    revision: int
    editable: bool
    scored: bool
    painted: bool
    title: str
    name: str
    type: str
    label: str
    style: str
    width: int
    height: int
    form: str
    circle: bool
    feed: bool
    shown: list[int]
    seen: list[int]
    safe: dict[str, int]
    covered: list[dict[str, Any]]
    alpha: bool
    use: str
    max_bytes: int
    platforms: list[dict[str, str]]
    motion: dict[str, list[str]] | None
    alt: str
    url: str
    preview_url: str
    share_url: str
    is_public: bool
    kit: str
    kit_id: str
    kit_name: str
    kit_version: str
    kit_colors: list[str]
    painter: str
    lineage: str
    prompt_version: str
    seconds: str
    made: str
    kept_until: str
    size: str
    file: str
    prompt: str
    job_id: str
    another: str
    feedback: dict[str, Any]
    files: list[FileCard]


def asset_card(asset: AssetView, kit: KitView | None, feedback: FeedbackView | None = None) -> AssetCard:
    type_ = ASSET_TYPES[asset.asset_type]
    made_by = asset.generation_params
    found = AssetCard(
        id=str(asset.id), revision=asset.revision, editable=asset.editable, scored=asset.viral_score is not None,
        painted=made_by.get("provider") not in (None, "local"), title=asset.title,
        name=asset.title or f"{type_.label} without words", type=type_.id, label=type_.label,
        style=STYLES[asset.style].label if asset.style in STYLES else asset.style, width=asset.width,
        height=asset.height, use=USE_OF[type_.form], max_bytes=type_.max_bytes,
        platforms=[{"id": platform, "label": PLATFORMS[platform].label} for platform in type_.platforms],
        motion=motion_of(type_), alt=asset.alt_text, url=asset.url, preview_url=asset.preview_url,
        share_url=asset.shareable_url, is_public=asset.is_public, painter=_painter(made_by),
        lineage=_lineage(made_by), prompt_version=asset.prompt_version,
        seconds=f"{made_by['seconds']} s" if made_by.get("seconds") is not None else "", made=iso(asset.created_at),
        kept_until=iso(asset.expires_at) if asset.expires_at else "", size=f"{asset.width} × {asset.height}",
        file=f"{asset.format.upper()}, {_size(asset.file_size)}", prompt=asset.prompt_used, job_id=str(asset.job_id),
        another=paths.create(
            type=type_.id, title=asset.title, second=asset.subtitle, lines="\n".join(asset.items), style=asset.style,
            kit=str(kit.id) if kit else "",
        ),
        feedback=_feedback(feedback),
        files=[FileCard(format=f.format, width=f.width, height=f.height, file_size=f.file_size) for f in asset.exports],
    )  # fmt: skip
    places = {name: _FORMATS[type_.id][name] for name in _PLACES}
    return AssetCard(**found, **places, **_kit(asset, kit))  # type: ignore[typeddict-item]


def _kit(asset: AssetView, kit: KitView | None) -> dict[str, Any]:
    version = f"version {asset.brand_kit_version}" if asset.brand_kit_version else ""
    name, colors = "A kit you have deleted", []
    if asset.brand_kit_id is None:
        name, version, colors = "Studio default", "", [*STUDIO_LOOK["colors"]]
    elif kit is not None:
        name, colors = kit.fields.name, [*kit.fields.colors]
    told = f"{name}, {version}" if version else name
    return {
        "kit": told, "kit_id": str(kit.id) if kit else "", "kit_name": name, "kit_version": version.capitalize(),
        "kit_colors": colors,
    }


def _painter(made_by: dict[str, Any]) -> str:
    provider = str(made_by.get("provider") or "")
    return _PAINTERS.get(provider, provider or "Not recorded")


def _lineage(made_by: dict[str, Any]) -> str:
    parts = [("model", made_by.get("model")), ("seed", made_by.get("seed")), ("tone", made_by.get("tone"))]
    return ", ".join(f"{name} {value}" for name, value in parts if value not in (None, ""))


def _feedback(feedback: FeedbackView | None) -> dict[str, Any]:
    if feedback is None:
        return {}
    return {"rating": feedback.rating, "reason": feedback.reason, "comment": feedback.comment}


def _size(count: int) -> str:
    return f"{max(1, round(count / 1000))} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
