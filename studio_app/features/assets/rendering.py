"""From a scene to finished files: letters, exports, checks. Pure functions that run in the offload process."""

from __future__ import annotations

import io
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PIL.Image import Image

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType, Format
from studio_app.features.assets.types import ScenePreview
from studio_app.imaging import engine
from studio_app.imaging.brief import Brief
from studio_app.imaging.decode import decode
from studio_app.imaging.encode import CannotFit, Encoded, encode, verify
from studio_app.imaging.fit import cover
from studio_app.imaging.layout import Layout
from studio_app.imaging.scene import from_scene

PREVIEW_SIDE = 720
_PLATE_BYTES = 60_000_000


@dataclass(frozen=True, slots=True)
class Materials:
    """The bytes that a scene names: logo and photo as PNG, `plate` as a model painted it (None: we paint)."""

    logo: bytes | None = None
    photo: bytes | None = None
    plate: bytes | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A verified picture. `exports[0]` is in the asset type's first format; `preview` is a small WebP."""

    exports: tuple[Encoded, ...]
    preview: Encoded
    layout: dict[str, Any]
    title: str


def picture_of(brief: Brief, plate: bytes | None, width: int | None = None) -> tuple[Image, Layout]:
    """The picture of `brief`, over a model's plate when there is one, at full size or `width` pixels wide."""
    if plate is None:
        return engine.draw(brief, width=width)
    asset = ASSET_TYPES[brief.asset_type]
    layout = engine.plan(brief)
    size = (width, max(1, round(width / asset.ratio))) if width else engine.working_size(asset)
    art = cover(decode(plate, max_bytes=_PLATE_BYTES), *size)
    picture = engine.letter(art, brief, layout, painted_by_model=True)
    return picture if width else engine.at_own_size(picture, asset), layout


def finish(picture: Image, layout: Layout, asset_type: AssetType) -> Finished:
    """Every file of a finished picture; raises `CannotFit` or `BadOutput`."""
    title = layout.run("title")
    return Finished(
        export(picture, asset_type), preview(picture), layout.to_dict(), title.text if title else ""
    )


def render(scene: Mapping[str, Any], materials: Materials) -> Finished:
    brief = from_scene(scene, materials.logo, materials.photo)
    picture, layout = picture_of(brief, materials.plate)
    return finish(picture, layout, ASSET_TYPES[brief.asset_type])


def render_preview(scene: Mapping[str, Any], materials: Materials, width: int) -> ScenePreview:
    """A scene to look at while it is edited."""
    brief = from_scene(scene, materials.logo, materials.photo)
    picture, layout = picture_of(brief, materials.plate, width)
    return ScenePreview(webp(picture), picture.width, picture.height, layout.to_dict())


def export(picture: Image, asset_type: AssetType) -> tuple[Encoded, ...]:
    """`picture` in every format of its type, each decoded again and held against the type's limits."""
    with ThreadPoolExecutor(max_workers=2) as threads:  # the codecs leave the interpreter lock
        tried = threads.map(lambda format: _checked(picture, asset_type, format), asset_type.formats)
        made = tuple(encoded for encoded in tried if encoded is not None)
    if not made:
        raise CannotFit
    return made


def _checked(picture: Image, asset_type: AssetType, format: Format) -> Encoded | None:
    """One export; None when this format cannot hold the picture at its full size within the limit."""
    try:
        encoded = encode(picture, format, asset_type.max_bytes, may_shrink=False)
    except CannotFit:
        return None
    verify(encoded.data, format, asset_type.width, asset_type.height, asset_type.max_bytes, asset_type.alpha)
    return encoded


def preview(picture: Image) -> Encoded:
    small = picture.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return encode(small, "webp", 400_000)


def webp(picture: Image, quality: int = 82) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=quality, method=1)
    return buffer.getvalue()
