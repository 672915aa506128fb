"""The blue-line draft: what a layout artist would pencil before inking."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import from_hex
from studio_app.imaging.icons import motif, silhouette
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates.lettering import set_run, turned
from studio_app.imaging.templates.marks import scaled
from studio_app.imaging.templates.paint import line, rect, rounded, skia
from studio_app.imaging.templates.sheet import Stage

BLUE = from_hex("#93d7ee")
Sketch = Callable[[], list[Any]]


def hatch(stage: Stage, area: Area, pitch: float, alpha: float) -> None:
    """45 degree lines over an area, for tone."""
    canvas = stage.canvas
    canvas.save()
    canvas.clipRect(rect(area), True)
    paint = line(BLUE, 1.0 * stage.sheet.unit, alpha)
    for i in range(math.ceil((area.width + area.height) / pitch)):
        offset = i * pitch
        canvas.drawLine(area.x + offset, area.y, area.x + offset - area.height, area.bottom, paint)
    canvas.restore()


def draw_draft(stage: Stage, layout: Layout, sketch: Sketch) -> None:
    """Shapes of the family, hero, words as outlines, plates, logo and covered zones."""
    sheet, canvas = stage.sheet, stage.canvas
    # Strokes stay visible when a preview is drawn small.
    weight = max(1.5 * sheet.unit * max(1.0, 0.62 / stage.scale), 1.3 / stage.scale)
    canvas.save()
    for run in layout.runs:
        canvas.clipRect(rect(run.box.grown(10 * sheet.unit)), skia.ClipOp.kDifference, True)
    shapes = sketch()
    # Without words the shapes are the drawing, not what stands behind it.
    pencil = line(BLUE, weight * 0.8, 0.55) if layout.runs else line(BLUE, 1.6 * weight)
    for path in shapes:
        canvas.drawPath(path, pencil)
    canvas.restore()
    for named in layout.boxes:
        if named.name.startswith("hero"):
            _hero(stage, named.box, weight)
        elif named.name in ("logo", "webcam", "plate") or named.name.startswith("cell"):
            canvas.drawPath(rounded(named.box, named.box.height * 0.16), line(BLUE, weight))
    if layout.box("webcam") is not None:
        hatch(stage, layout.box("webcam") or sheet.full, 16 * sheet.unit, 0.25)
    for run in layout.runs:
        canvas.save()
        turned(canvas, run.turn)
        if run.plate is not None:
            canvas.drawPath(rounded(run.plate, run.plate.height * 0.24), line(BLUE, weight))
        set_run(canvas, run, lambda _: line(BLUE, weight))
        canvas.restore()
    if not layout.runs and not shapes:
        hatch(stage, sheet.safe.grown(-sheet.safe.width * 0.2), 18 * sheet.unit, 0.2)


def _hero(stage: Stage, area: Area, weight: float) -> None:
    x, y = area.center
    size = min(area.width, area.height) * 0.86
    name, angle = stage.sheet.motif, stage.sheet.look.motif_angle
    canvas = stage.canvas
    canvas.save()
    canvas.clipPath(scaled(motif(name), size, x, y, angle), True)
    hatch(stage, area, 13 * stage.sheet.unit, 0.35)
    canvas.restore()
    canvas.drawPath(scaled(motif(name), size, x, y, angle), line(BLUE, weight))
    canvas.drawPath(scaled(silhouette(name), size * 1.1, x, y, angle), line(BLUE, weight * 0.7, 0.45))
