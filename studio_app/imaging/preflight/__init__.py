"""Preflight: everything that a platform could refuse or hide, checked on the finished files before they leave."""

from __future__ import annotations

from collections.abc import Sequence

from PIL.Image import Image

from studio_app.catalog.asset_types import AssetType
from studio_app.imaging.export.types import ExportFile
from studio_app.imaging.layout import Layout
from studio_app.imaging.motion.frames import Frames
from studio_app.imaging.preflight.files import check_file
from studio_app.imaging.preflight.places import check_places
from studio_app.imaging.preflight.report import Check, Report
from studio_app.imaging.preflight.sight import check_sight

__all__ = ["Check", "Report", "preflight"]


def preflight(
    asset_type: AssetType,
    files: Sequence[ExportFile],
    picture: Image,
    layout: Layout | None,
    frames: Frames | None = None,
) -> Report:
    """Checks the bytes of every file against the catalogue, then `picture` (the asset at its own size) and `layout`.

    `frames` are what a WebM file shows, which cannot be decoded here; every other moving file is decoded.
    """
    checks = [check for file in files for check in check_file(asset_type, file, frames)]
    checks += check_places(asset_type, layout)
    checks += check_sight(asset_type, files, picture, layout)
    return Report(asset_type.id, asset_type.platforms, tuple(checks))
