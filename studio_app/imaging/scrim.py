"""Keeps words readable over art that we did not paint."""

from __future__ import annotations

import numpy as np
from PIL import Image

from studio_app.imaging.colour import RGB, apca_lc, from_hex, luminance, wcag
from studio_app.imaging.layout import Area, Layout, TextRun, union
from studio_app.imaging.templates.paint import blur, fill, rect, rounded, skia
from studio_app.imaging.templates.sheet import Stage

NEEDED_RATIO, NEEDED_LC = 4.5, 60.0
STRENGTHS = (0.0, 0.4, 0.55, 0.68, 0.78, 0.86, 0.93, 1.0)


def _under(plate: Image.Image, box: Area, scale: float) -> np.ndarray:
    """The plate's pixels below a box as (n, 3) floats 0..1, thinned to a few thousand."""
    left, top = max(0, int(box.x * scale)), max(0, int(box.y * scale))
    right = min(plate.width, max(left + 1, int(box.right * scale)))
    bottom = min(plate.height, max(top + 1, int(box.bottom * scale)))
    region = plate.convert("RGB").crop((left, top, right, bottom))
    region.thumbnail((64, 64), Image.Resampling.BOX)
    return np.asarray(region, np.float64).reshape(-1, 3) / 255


def worst_ground(pixels: np.ndarray, text: RGB) -> RGB:
    """The colour, among nearly all of `pixels`, on which `text` reads worst."""
    lights = np.array([luminance((r, g, b)) for r, g, b in pixels])
    order = np.argsort(lights)
    middle = luminance(text)
    share = 0.98 if middle > 0.4 else 0.02
    r, g, b = pixels[order[min(len(order) - 1, int(share * len(order)))]]
    return float(r), float(g), float(b)


def strength(text: RGB, ground: RGB, worst: RGB) -> float:
    """How opaque `ground` must lie over `worst` for `text` to be readable there."""
    for alpha in STRENGTHS:
        r, g, b = (w + (c - w) * alpha for w, c in zip(worst, ground, strict=True))
        if wcag(text, (r, g, b)) >= NEEDED_RATIO and abs(apca_lc(text, (r, g, b))) >= NEEDED_LC:
            return alpha
    return 1.0


def _veil(stage: Stage, run: TextRun, alpha: float) -> None:
    """The run's own background colour behind it, full strength over the box and soft beyond."""
    soft = max(10.0 * stage.sheet.unit, run.size * 0.22)
    paint = fill(from_hex(run.background), alpha, MaskFilter=blur(soft))
    stage.canvas.drawPath(rounded(run.box.grown(soft * 2.4), soft), paint)


def keep_readable(stage: Stage, layout: Layout, plate: Image.Image) -> None:
    """Veils behind every run that has no plate of its own; for an overlay, art only inside frame and panels."""
    overlay, flat = layout.box("webcam") is not None, stage.sheet.style.id == "editorial"
    if flat and not overlay:
        _card(stage, layout)
    for run in layout.runs if overlay or not flat else ():
        if run.plate is None:
            worst = worst_ground(_under(plate, run.box, stage.scale), from_hex(run.color))
            alpha = strength(from_hex(run.color), from_hex(run.background), worst)
            if alpha > 0:
                _veil(stage, run, alpha)
    if overlay:
        _cut_to_frame(stage, layout)


def _card(stage: Stage, layout: Layout) -> None:
    """A printed label under all words: a flat family has no soft shadows to lean on."""
    if not layout.runs:
        return
    ground = next((run.background for run in layout.runs if run.plate is None), layout.runs[0].background)
    card = union([run.box for run in layout.runs]).grown(30 * stage.sheet.unit)
    stage.canvas.drawRect(rect(card.moved(8 * stage.sheet.unit, 8 * stage.sheet.unit)), fill(stage.sheet.roles.accent))
    stage.canvas.drawRect(rect(card), fill(from_hex(ground)))


def _cut_to_frame(stage: Stage, layout: Layout) -> None:
    canvas, hole = stage.canvas, layout.box("webcam")
    assert hole is not None
    mask = skia.Path()
    mask.addPath(rounded(hole.grown(14), 10))
    for named in layout.boxes:
        if named.name == "plate" or named.name.startswith("cell"):
            mask.addPath(rounded(named.box, 10))
    canvas.save()
    canvas.clipPath(mask, skia.ClipOp.kDifference, True)
    canvas.clear(0)
    canvas.restore()
    canvas.drawRect(rect(hole), skia.Paint(BlendMode=skia.BlendMode.kClear))
