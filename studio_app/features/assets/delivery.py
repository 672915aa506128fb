"""The files that an asset is delivered as: other sizes, moving ones, everything in one ZIP. Pure; runs in the offload
process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PIL.Image import Image

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType
from studio_app.features.assets.marking import Mark, marked
from studio_app.features.assets.rendering import Materials, picture_of
from studio_app.imaging.brief import Brief
from studio_app.imaging.encode import CannotFit, encode
from studio_app.imaging.export.bundle import Delivery, package
from studio_app.imaging.export.files import files_for, moving_files_for, moving_frames
from studio_app.imaging.export.names import file_name
from studio_app.imaging.export.types import ExportFile
from studio_app.imaging.motion.effects import Effect
from studio_app.imaging.preflight import preflight
from studio_app.imaging.scene import from_scene


@dataclass(frozen=True, slots=True)
class Exported:
    """One file: `format` names its encoding, `zip` for a package."""

    data: bytes
    format: str
    width: int
    height: int
    name: str
    media_type: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def labelled(file: ExportFile, mark: Mark | None) -> ExportFile:
    return file if mark is None else replace(file, data=marked(file.data, file.format, file.max_bytes, mark))


def export_variant(
    scene: Mapping[str, Any], materials: Materials, width: int, height: int, format: str, mark: Mark | None
) -> Exported:
    """The asset at another size that its platform takes, or in AVIF. Raises `CannotFit`."""
    brief = from_scene(scene, materials.logo, materials.photo)
    asset = ASSET_TYPES[brief.asset_type]
    if format == "avif":
        picture = _renderer(brief, materials)(width, height)
        made = encode(picture, "avif", asset.max_bytes, may_shrink=False)
        file = ExportFile(file_name(asset, width, height, "avif"), asset.label, made.data, "avif", width, height,
                          asset.max_bytes)
        return _exported(labelled(file, mark))
    wanted = [v for v in asset.variants if (v.width, v.height) == (width, height)]
    only = replace(asset, variants=tuple(wanted))
    picture, _ = picture_of(brief, materials.plate)
    files = files_for(picture, only, _renderer(brief, materials))
    found = next((f for f in files if (f.width, f.height, f.format) == (width, height, format)), None)
    if found is None:
        raise CannotFit(details={"format": format})
    return _exported(labelled(found, mark))


def export_motion(
    scene: Mapping[str, Any], materials: Materials, effect: Effect, seconds: float, width: int, format: str,
    mark: Mark | None,
) -> Exported:
    """The asset moving, `width` pixels wide. Raises `CannotFit`."""
    brief = from_scene(scene, materials.logo, materials.photo)
    asset = ASSET_TYPES[brief.asset_type]
    picture, _ = picture_of(brief, materials.plate)
    assert asset.motion is not None
    only = replace(asset, motion=replace(asset.motion, formats=(format,)))  # type: ignore[arg-type]
    files = moving_files_for(picture, only, effect, seconds, seed=brief.seed)
    found = next((f for f in files if f.width == width), None)
    if found is None:
        raise CannotFit(details={"format": format})
    return _exported(labelled(found, mark))


def export_package(
    scene: Mapping[str, Any], materials: Materials, title: str, effect: Effect | None, mark: Mark | None
) -> Exported:
    """A ZIP with a folder for each platform, a checklist and the preflight report."""
    delivery = delivery_of(scene, materials, title, effect, mark)
    asset, data = delivery.asset_type, package([delivery])
    return Exported(data, "zip", asset.width, asset.height, f"{asset.id.replace('_', '-')}.zip", "application/zip")


def delivery_of(
    scene: Mapping[str, Any], materials: Materials, title: str, effect: Effect | None, mark: Mark | None
) -> Delivery:
    """Every file that the asset's platforms take, checked; a part of a package."""
    asset, files, picture, brief, layout = _everything(scene, materials)
    if effect is not None and asset.motion is not None:
        files += moving_files_for(picture, asset, effect, seed=brief.seed)
    files = tuple(labelled(file, mark) for file in files)
    frames = moving_frames(picture, asset, effect, seed=brief.seed) if effect and asset.motion else None
    return Delivery(asset, files, preflight(asset, files, picture, layout, frames), title)


def report_of(scene: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """The preflight report of every still file, and what files there are."""
    asset, files, picture, _, layout = _everything(scene, materials)
    found = preflight(asset, files, picture, layout).to_dict()
    found["files"] = [
        {"name": f.name, "label": f.label, "format": f.format, "width": f.width, "height": f.height,
         "file_size": len(f.data), "max_bytes": f.max_bytes, "enlarged": f.enlarged}
        for f in files
    ]
    return found


def _everything(scene: Mapping[str, Any], materials: Materials) -> tuple[
    AssetType, tuple[ExportFile, ...], Image, Brief, Any
]:
    brief = from_scene(scene, materials.logo, materials.photo)
    asset = ASSET_TYPES[brief.asset_type]
    picture, layout = picture_of(brief, materials.plate)
    return asset, files_for(picture, asset, _renderer(brief, materials)), picture, brief, layout


def _renderer(brief: Brief, materials: Materials) -> Callable[[int, int], Image]:
    """Draws the asset at another width; its height follows from its proportions."""
    return lambda width, _height: picture_of(brief, materials.plate, width)[0]


def _exported(file: ExportFile) -> Exported:
    return Exported(file.data, file.format, file.width, file.height, file.name, file.media_type)
