"""Checks a finished picture against its brand kit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PIL import Image

from studio_app.catalog.asset_types import find_asset_type
from studio_app.catalog.scoring import SCORING
from studio_app.imaging.consistency.colours import measure_colours
from studio_app.imaging.consistency.manner import measure_tone
from studio_app.imaging.consistency.marks import measure_fonts, measure_logo, opened
from studio_app.imaging.consistency.report import Consistency
from studio_app.imaging.layout import Layout
from studio_app.imaging.score.rating import advise, total_of, weighed

CONSISTENCY_VERSION: Final = f"1.{SCORING.version}"


def _needs_logo(asset_type: str | None) -> bool:
    asset = find_asset_type(asset_type) if asset_type else None
    return asset is None or asset.form not in SCORING.logoless


def consistency(
    image: Image.Image,
    layout: Layout | None,
    kit_colors: Sequence[str],
    headline_font: str,
    body_font: str,
    logo: bytes | None,
    tone: str,
    asset_type: str | None = None,
) -> Consistency:
    """How true a picture is to its brand kit, 0..100.

    `logo` are the bytes that were drawn; a kit without one, or with one that cannot be read, is only asked for its
    sign. Small types need no logo, which only the `asset_type` tells. Without a layout, fonts and logo are left out.
    ValueError when there are no colours, or one is not `#rrggbb`.
    """
    if not kit_colors:
        raise ValueError("a kit has at least one colour")
    mark = opened(logo)
    colours, matches = measure_colours(image, layout, kit_colors, mark)
    found = {
        "palette": colours,
        "font": measure_fonts(layout, headline_font, body_font),
        "logo": measure_logo(image, layout, mark, _needs_logo(asset_type)),
        "tone": measure_tone(image, layout, kit_colors, tone),
    }
    findings = {name: finding for name, finding in found.items() if finding is not None and finding.measures}
    parts = weighed(SCORING.consistency, findings)
    advice = advise(SCORING.consistency, findings, parts)
    return Consistency(CONSISTENCY_VERSION, total_of(parts), parts, matches, advice)
