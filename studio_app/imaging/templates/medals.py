"""The motif as a thing of its own over a stream, where nothing but itself can be its ground."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.colour import BLACK, RGB, wcag
from studio_app.imaging.layout import Area
from studio_app.imaging.templates import marks
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.frames import band_paint, stroke
from studio_app.imaging.templates.paint import blur, fill, ring, skia
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.treatment import Treatment

# Styles whose mark is a bare shape or a thin line, made to stand in a picture of theirs.
BARE = frozenset({"minimal", "synthwave"})


def medal(stage: Stage, area: Area, finish: Finish, treatment: Treatment, k: float) -> None:
    """The style's mark in `area`; on a disc where the mark alone has no edge."""
    angle = stage.sheet.look.motif_angle
    if stage.sheet.brief.photo is not None:
        treatment.hero_mark(stage, area, angle)
    elif stage.sheet.style.id in BARE:
        _disc(stage, area, finish, finish.plate, k)
        size = min(area.width, area.height) * 0.56
        if finish.shape == "tube":
            marks.neon_sign(stage, *area.center, size, angle, finish.accent, size * 0.035)
        else:
            seen = finish.accent if wcag(finish.accent, finish.plate) >= 2.2 else finish.title
            marks.ui_mark(stage, stage.sheet.motif, *area.center, size, seen)
    else:
        if finish.shape == "round":
            _disc(stage, area, finish, finish.plate, k)
        treatment.hero_mark(stage, area.scaled(0.72) if finish.shape == "round" else area, angle)


def _disc(stage: Stage, area: Area, finish: Finish, ground: RGB, k: float) -> None:
    x, y = area.center
    radius = min(area.width, area.height) * 0.46
    canvas = stage.canvas
    canvas.drawCircle(x, y + 4 * k, radius, fill(BLACK, 0.5, MaskFilter=blur(7 * k)))
    canvas.drawCircle(x, y, radius, fill(ground))
    edge: Any = ring(x, y, radius - 2 * k)
    if finish.shape == "tube":
        stroke(stage, edge, area, finish, 4 * k, k)
    else:
        canvas.drawPath(edge, band_paint(finish, area, Style=skia.Paint.kStroke_Style, StrokeWidth=4 * k))
