"""Checks of what people can make out: small shapes on dark and light pages, letters on panels."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Final

from PIL import Image

from studio_app.catalog.asset_types import AssetType
from studio_app.imaging.export.small import DARK_PAGE, LIGHT_PAGE, SEEN_ENOUGH, reduced, seen_at
from studio_app.imaging.export.types import ExportFile
from studio_app.imaging.layout import Layout
from studio_app.imaging.preflight.report import Check
from studio_app.imaging.score.smallness import BASE, detail_kept

PAGES: Final = (("dark", DARK_PAGE), ("light", LIGHT_PAGE))
# Correlation of lightness before and after the reduction to a size of chat; below this the inside turns to mush.
KEPT_ENOUGH: Final = {28: 0.6, 18: 0.5}
SIDES: Final = tuple(KEPT_ENOUGH)
# The least height of capitals on a panel, in pixels as it is shown: of its heading, and of everything else.
HEADING, SMALL_PRINT = 14.0, 8.0


def check_sight(
    asset_type: AssetType, files: Sequence[ExportFile], picture: Image.Image, layout: Layout | None
) -> Iterator[Check]:
    if asset_type.small and asset_type.width == asset_type.height:
        yield from _small(asset_type, files, picture.convert("RGBA"))
    if asset_type.form == "panel" and layout is not None:
        yield from _letters(asset_type, layout)


def _sides(asset_type: AssetType) -> tuple[int, ...]:
    """Of the sizes of chat those at which people see this type."""
    least = min(asset_type.shown, default=SIDES[0])
    return tuple(side for side in SIDES if least <= side) or SIDES[:1]


def _file_of(files: Sequence[ExportFile], side: int) -> ExportFile | None:
    return next((file for file in files if file.width == file.height == side and not file.moving), None)


def _small(asset_type: AssetType, files: Sequence[ExportFile], picture: Image.Image) -> Iterator[Check]:
    base = picture.resize((BASE, BASE), Image.Resampling.LANCZOS)
    for side in _sides(asset_type):
        file = _file_of(files, side)
        image = _decoded(file) if file else reduced(picture, side, side)
        # What the platform cuts to a circle, or what fills its own ground, has no outline of its own.
        for name, page in () if asset_type.circle or not asset_type.alpha else PAGES:
            seen = round(seen_at(image, side, page), 2)
            yield Check(f"outline:{side}:{name}", f"Its shape stands out at {side} px on a {name} page",
                        seen >= SEEN_ENOUGH, f"{seen:.0%} of its outline", f"at least {SEEN_ENOUGH:.0%}",
                        f"At {side} px its shape sinks into a {name} page. Give it a contrasting outline.")
        if file is None or not file.drawn:  # what was drawn for this size left out what would not be seen
            kept, least = round(detail_kept(base, side), 2), KEPT_ENOUGH[side]
            yield Check(f"detail:{side}", f"Its inside can be made out at {side} px", kept >= least, f"{kept:.0%}",
                        f"at least {least:.0%}",
                        f"At {side} px the inside turns to mush. Use fewer, larger shapes or fewer letters.")


def _decoded(file: ExportFile) -> Image.Image:
    with Image.open(io.BytesIO(file.data)) as image:
        return image.convert("RGBA")


def _letters(asset_type: AssetType, layout: Layout) -> Iterator[Check]:
    scale = asset_type.width / layout.width
    for run in layout.runs:
        height, least = run.up * scale, HEADING if run.role == "title" else SMALL_PRINT
        yield Check(f"letters:{run.role}", f"The {run.role} can be read", height >= least, f"{height:.0f} px high",
                    f"at least {least:.0f} px", f"The {run.role} is too small to be read. Shorten or enlarge it.")
