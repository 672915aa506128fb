"""The kit's fonts and logo in a picture."""

from __future__ import annotations

import io
from typing import Final

import numpy as np
from PIL import Image, UnidentifiedImageError

from studio_app.catalog.fonts import FONTS
from studio_app.imaging.edits import KIT_FONT
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.pixels import to_oklab
from studio_app.imaging.score.rating import Finding, Remedy
from studio_app.imaging.templates.logos import seen_box

# Both logos are compared at this size, coarse enough for another resampling to make no difference.
GRID: Final = 24
_FORMATS = ("PNG", "WEBP", "JPEG")


def measure_fonts(layout: Layout | None, headline_font: str, body_font: str) -> Finding | None:
    """None when no words are known, or the kit names no font that we have."""
    if layout is None:
        return None
    measures: dict[str, float] = {}
    titles = [run for run in layout.runs if run.role.startswith("title")]
    others = [run for run in layout.runs if not run.role.startswith("title")]
    if titles and headline_font in FONTS:
        measures["headline"] = sum(run.family == headline_font for run in titles) / len(titles)
    if others and body_font in FONTS:
        measures["body"] = sum(run.family in (body_font, headline_font) for run in others) / len(others)
    foreign = next((run.role for run in others if run.family not in (body_font, headline_font)), None)
    small = {foreign: {"font": KIT_FONT}} if foreign in ("tag", "subtitle") else None
    remedies = {
        "headline": Remedy({"title": {"font": KIT_FONT}}, numbers={"font": headline_font}),
        "body": Remedy(small, numbers={"font": body_font}),
    }
    return Finding(measures, remedies) if measures else None


def opened(logo: bytes | None) -> Image.Image | None:
    """A kit's logo, RGBA, as it is drawn: without clear margins; None when there is none to be seen."""
    try:
        image = Image.open(io.BytesIO(logo), formats=_FORMATS).convert("RGBA") if logo else None
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    box = seen_box(image) if image else None
    return image.crop(box) if image and box else None


def _place(logo: Image.Image, box: Area) -> Area:
    """Where a logo stands that is fitted into a box."""
    share = min(box.width / logo.width, box.height / logo.height)
    wide, tall = logo.width * share, logo.height * share
    x, y = box.center
    return Area(x - wide / 2, y - tall / 2, wide, tall)


def unlikeness(image: Image.Image, layout: Layout, logo: Image.Image) -> float | None:
    """Mean OKLab distance of the kit's logo from what stands in its place; None when either is not there."""
    box = layout.box("logo")
    if box is None:
        return None
    place = _place(logo, box)
    across, down = image.width / layout.width, image.height / layout.height
    corners = (place.x * across, place.y * down, place.right * across, place.bottom * down)
    shown = image.convert("RGB").resize((GRID, GRID), Image.Resampling.BOX, box=_within(corners, image.size))
    wanted = np.asarray(logo.resize((GRID, GRID), Image.Resampling.BOX))
    solid = wanted[..., 3] > 200
    if not solid.any():
        return None
    apart = to_oklab(wanted[..., :3][solid]) - to_oklab(np.asarray(shown)[solid])
    return float(np.sqrt((apart**2).sum(1)).mean())


def _within(corners: tuple[float, ...], size: tuple[int, int]) -> tuple[float, float, float, float]:
    left, top = min(max(0.0, corners[0]), size[0] - 1.0), min(max(0.0, corners[1]), size[1] - 1.0)
    return left, top, min(float(size[0]), max(left + 1, corners[2])), min(float(size[1]), max(top + 1, corners[3]))


def measure_logo(image: Image.Image, layout: Layout | None, logo: Image.Image | None, required: bool) -> Finding | None:
    """None when there is no logo and none is `required`, or no layout that would tell."""
    if layout is None:
        return None
    shown = layout.box("logo") is not None
    if not shown and not required:
        return None
    measures = {"present": float(shown)}
    remedies = {"present": Remedy({"logo": {"visible": True}})}
    differs = unlikeness(image, layout, logo) if logo else None
    if differs is not None:
        measures["likeness"] = differs
        remedies["likeness"] = Remedy({"logo": {"type": "default"}})
    return Finding(measures, remedies)
