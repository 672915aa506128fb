"""The catalogue as the browser parts need it: plain values, made once."""

from __future__ import annotations

from typing import Any

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType, Box
from studio_app.catalog.styles import STYLES
from studio_app.features.generation.service import GenerationService

_NAMES = {"png": "PNG", "jpeg": "JPG", "webp": "WebP"}
_BADGED = "duration badge"
_PICTURES = {"impact": "/gallery/impact.webp", "synthwave": "/gallery/synthwave.webp",
             "editorial": "/gallery/editorial.webp"}  # fmt: skip

_KIT = GenerationService.default_kit
STUDIO_LOOK = {"headline": _KIT.headline_font, "body": _KIT.body_font, "colors": [*_KIT.colors]}


def _box(box: Box) -> dict[str, int]:
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}


def _format(type_: AssetType) -> dict[str, Any]:
    names = ", ".join(_NAMES[name] for name in type_.formats)
    return {
        "id": type_.id, "label": type_.label, "width": type_.width, "height": type_.height, "alpha": type_.alpha,
        "line": f"{type_.width} × {type_.height} · {names} up to {type_.max_bytes // 1_000_000} MB",
        "safe": _box(type_.safe), "covered": [{"name": zone.name, **_box(zone.box)} for zone in type_.covered],
        "feed": any(zone.name == _BADGED for zone in type_.covered),
    }  # fmt: skip


FORMATS: list[dict[str, Any]] = [_format(type_) for type_ in ASSET_TYPES.values()]
LOOKS: list[dict[str, str]] = [
    {"id": style.id, "label": style.label, "summary": style.summary, "picture": _PICTURES.get(style.id, "")}
    for style in STYLES.values()
]
LABELS: dict[str, str] = {type_.id: type_.label for type_ in ASSET_TYPES.values()}
