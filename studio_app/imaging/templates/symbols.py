"""Icons of one or two flat colours: channel points, role icons, and the watermark over a video."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import BLACK, RGB, WHITE, delta_e2000, oklch, to_hex
from studio_app.imaging.icons import motif, silhouette
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import logos
from studio_app.imaging.templates.marks import scaled
from studio_app.imaging.templates.paint import fill, line, swollen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.small.assembly import inks_in
from studio_app.imaging.templates.small.inks import Inks, shades
from studio_app.imaging.templates.small.lettercuts import flat, haloed, rimmed
from studio_app.imaging.templates.small.plates import over
from studio_app.imaging.templates.small.shading import die_cut, shaded
from studio_app.imaging.templates.small.stickers import contours, emblem_path, fitted, subject
from studio_app.imaging.templates.symbol_plans import (
    PLATES,
    RIM,
    band_of,
    face_of,
    ink_of,
    is_watermark,
    plan,
    plate_shape,
)
from studio_app.imaging.templates.treatment import Treatment

__all__ = ["letter", "paint", "plan", "sketch"]


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    own, unit = inks_in(layout, stage.sheet, treatment), float(min(stage.sheet.asset.size))
    plate = next((named.name for named in layout.boxes if named.name in PLATES), "")
    for named in layout.boxes:
        if named.name == plate:
            _plate(stage, plate, named.box, own, unit)
        elif named.name == "emblem":
            _emblem(stage, named.box, own, unit, plate)
        elif named.name in _SYMBOLS:
            _SYMBOLS[named.name](stage, named.box, own, unit)


def _plate(stage: Stage, name: str, area: Area, own: Inks, unit: float) -> None:
    canvas, path = stage.canvas, over(plate_shape(name, own), area)
    band, ground = band_of(name, own)
    canvas.drawPath(path, swollen(_around(band), 2 * RIM * unit))
    shaded(canvas, path, shades(band), own.manner.shade if name == "plate" else "flat", unit)
    if ground != band:
        canvas.drawPath(over(plate_shape(name, own), area.scaled(0.80)), fill(ground))


def _around(colour: RGB) -> RGB:
    """The rim of a plate: darker than a light one, lighter than a dark one."""
    tones = shades(colour)
    return tones.dark if oklch(colour)[0] > 0.5 else tones.lit


def _emblem(stage: Stage, area: Area, own: Inks, unit: float, plate: str) -> None:
    canvas, face = stage.canvas, emblem_path(stage.sheet.motif, area)
    if own.manner.shade == "print" and plate == "plate" and delta_e2000(own.second, own.body) > 20:
        canvas.save()
        canvas.translate(0.022 * unit, 0.022 * unit)
        canvas.drawPath(face, fill(own.second))
        canvas.restore()
    canvas.drawPath(face, swollen(ink_of(plate, stage.sheet, own), 0.012 * unit))


def _flat(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    solid, face = contours(stage.sheet.motif, area, own, unit, 0.0)
    die_cut(stage.canvas, [solid], own, unit)
    stage.canvas.drawPath(solid, fill(own.rim))
    stage.canvas.drawPath(face, fill(face_of(own)))


def _ghost(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    """White with a soft dark edge, for any video."""
    solid = silhouette(stage.sheet.motif)
    size, x, y = fitted(solid, area.grown(-0.03 * unit), 0.0)
    stage.canvas.drawPath(scaled(solid, size, x, y), line(BLACK, 0.06 * unit, 0.55))
    stage.canvas.drawPath(scaled(motif(stage.sheet.motif), size, x, y), fill(WHITE))


def _hero(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    subject(stage, area, own, unit, 0.0)


_SYMBOLS: dict[str, Callable[[Stage, Area, Inks, float], None]] = {
    "flat": _flat, "ghost": _ghost, "hero": _hero,
}


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    own, unit = inks_in(layout, stage.sheet, treatment), float(min(stage.sheet.asset.size))
    for run in layout.runs:
        if is_watermark(stage.sheet):
            haloed(stage, run, 0.06 * unit)
        elif run.background != to_hex(own.rim) or layout.box("night") is not None:
            flat(stage, run)
        else:
            rimmed(stage, run, own, unit)
    if is_watermark(stage.sheet):
        logos.mark(stage, layout, BLACK, WHITE, None)


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    own = inks_in(layout, sheet, treatment)
    found: list[Any] = []
    for named in layout.boxes:
        if named.name in PLATES:
            found.append(over(plate_shape(named.name, own), named.box))
        elif named.name in ("emblem", "flat", "ghost"):
            found.append(emblem_path(sheet.motif, named.box))
    return found
