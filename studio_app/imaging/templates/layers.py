"""Grounds, light and texture. Each layer is a function of the stage and plain values; none sets words."""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from studio_app.imaging.colour import BLACK, RGB, WHITE
from studio_app.imaging.effects import DOTS, WARP
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.paint import (
    OVERLAY,
    PLUS,
    SCREEN,
    SMOOTH,
    blur,
    effect,
    fill,
    glow_shader,
    gradient,
    ink,
    line,
    polygon,
    rect,
    skia,
    uniforms,
)
from studio_app.imaging.templates.sheet import Stage

_COARSE = 1 / 8


@functools.cache
def _effect(source: str) -> Any:
    return effect(source)


def clouds(stage: Stage, colours: tuple[RGB, RGB, RGB, RGB], seed: float, zoom: float = 1.5) -> None:
    """Smoky colour over the whole canvas; drawn about 110 pixels high or wide and enlarged, as it has no detail."""
    width, height = stage.sheet.asset.size
    share = 112 / min(width, height)
    small = round(width * share), round(height * share)
    shader = uniforms(_effect(WARP), *small, seed, zoom, *(v for colour in colours for v in colour))
    surface = skia.Surface(*small)
    surface.getCanvas().drawPaint(skia.Paint(Shader=shader))
    stage.canvas.drawImageRect(surface.makeImageSnapshot(), skia.Rect.MakeWH(width, height), SMOOTH)


def halftone(
    stage: Stage,
    corner: tuple[float, float],
    way: tuple[float, float],
    cell: float,
    reach: float,
    colour: RGB,
    alpha: float = 0.6,
) -> None:
    """Dots that are largest at `corner` and vanish after `reach` along `way` (a unit vector)."""
    shader = uniforms(_effect(DOTS), *corner, *way, cell, reach, *colour, stage.scale)
    y = corner[1]
    far = reach * 1.05
    box = stage.sheet.full
    if abs(way[0]) < 0.2:
        top = y if way[1] > 0 else y - far
        box = Area(0, top - cell, box.width, far + 2 * cell)
    stage.canvas.drawRect(rect(box), skia.Paint(Shader=shader, Alphaf=alpha))


@functools.cache
def _grain() -> Any:
    values = np.clip(128 + np.random.default_rng(7).normal(0, 1, (256, 256)) * 40, 0, 255).astype(np.uint8)
    opaque = np.full_like(values, 255)
    return skia.Image.fromarray(np.ascontiguousarray(np.dstack([values, values, values, opaque])))


def grain(stage: Stage, alpha: float) -> None:
    """Film grain at device resolution, so that it does not coarsen on previews."""
    if alpha <= 0:
        return
    canvas = stage.canvas
    canvas.save()
    canvas.resetMatrix()
    tile = _grain().makeShader(skia.TileMode.kRepeat, skia.TileMode.kRepeat)
    canvas.drawPaint(skia.Paint(Shader=tile, BlendMode=OVERLAY, Alphaf=alpha))
    canvas.restore()


def glow(stage: Stage, x: float, y: float, radius: float, colour: RGB, alpha: float = 1.0, mode: Any = SCREEN) -> None:
    box = Area(x - radius, y - radius, 2 * radius, 2 * radius)
    stage.canvas.drawRect(
        rect(box), skia.Paint(Dither=True, BlendMode=mode, Shader=glow_shader(x, y, radius, colour, alpha))
    )


def rays(
    stage: Stage,
    x: float,
    y: float,
    radius: float,
    count: int,
    colour: RGB,
    alpha: float,
    turn: float,
    mode: Any = OVERLAY,
    share: float = 0.5,
) -> None:
    """A sunburst; `turn` in radians, `share` is how much of each sector a ray fills."""
    path = skia.Path()
    step = 2 * math.pi / count
    for i in range(count):
        first, last = turn + i * step, turn + i * step + step * share
        path.addPoly(
            [
                skia.Point(x, y),
                skia.Point(x + radius * math.cos(first), y + radius * math.sin(first)),
                skia.Point(x + radius * math.cos(last), y + radius * math.sin(last)),
            ],
            True,
        )
    shader = skia.GradientShader.MakeRadial(
        (x, y), radius, [ink(colour, alpha), ink(colour, alpha * 0.4), ink(colour, 0)], [0, 0.5, 1]
    )
    stage.canvas.drawPath(path, skia.Paint(AntiAlias=True, BlendMode=mode, Shader=shader))


def focus_lines(
    stage: Stage, x: float, y: float, clear: float, chance: random.Random, colour: RGB, alpha: float
) -> None:
    """Comic speed lines: thin wedges from beyond the edges that point at (x, y) and stop `clear` short of it."""
    width, height = stage.sheet.asset.size
    far = math.hypot(width, height)
    path = skia.Path()
    for i in range(110):
        angle = (i + chance.uniform(-0.4, 0.4)) * 2 * math.pi / 110
        half = chance.uniform(0.002, 0.012)
        near = clear * chance.uniform(0.9, 1.9)
        path.addPoly(
            [
                skia.Point(x + near * math.cos(angle), y + near * math.sin(angle)),
                skia.Point(x + far * math.cos(angle - half), y + far * math.sin(angle - half)),
                skia.Point(x + far * math.cos(angle + half), y + far * math.sin(angle + half)),
            ],
            True,
        )
    stage.canvas.drawPath(path, fill(colour, alpha, BlendMode=SCREEN))


def facets(
    stage: Stage, x: float, y: float, chance: random.Random, colours: tuple[RGB, ...], alpha: float = 0.85
) -> None:
    """Angular shards around a point, like broken glass lit from one side."""
    width, height = stage.sheet.asset.size
    far = math.hypot(width, height)
    angles = sorted(chance.uniform(0, 2 * math.pi) for _ in range(15))
    for i, first in enumerate(angles):
        last = angles[(i + 1) % len(angles)] + (2 * math.pi if i + 1 == len(angles) else 0)
        bend = chance.uniform(0.18, 0.42) * far
        tip = (x + bend * math.cos(first), y + bend * math.sin(first))
        outer = [(x + far * math.cos(a), y + far * math.sin(a)) for a in (first, (first + last) / 2, last)]
        inner = (x + bend * 1.3 * math.cos(last), y + bend * 1.3 * math.sin(last))
        colour = colours[i % len(colours)]
        stage.canvas.drawPath(polygon([tip, *outer, inner]), fill(colour, alpha * chance.uniform(0.25, 1.0)))
        stage.canvas.drawPath(polygon([(x, y), tip, inner]), fill(colour, alpha * chance.uniform(0.15, 0.7)))
        stage.canvas.drawLine(x, y, *outer[0], line(WHITE, 1.4 * stage.sheet.unit, 0.16, BlendMode=SCREEN))


def vignette(stage: Stage, alpha: float, colour: RGB = BLACK) -> None:
    width, height = stage.sheet.asset.size
    shader = skia.GradientShader.MakeRadial(
        (width / 2, height / 2), math.hypot(width, height) * 0.52, [ink(colour, 0), ink(colour, alpha)], [0.5, 1]
    )
    stage.canvas.drawPaint(skia.Paint(Dither=True, Shader=shader))


def shade(
    stage: Stage, start: tuple[float, float], end: tuple[float, float], colour: RGB, alpha: float,
    spared: Sequence[Area] = (),
) -> None:
    """Darkness that fades from `start` to nothing at `end`, and round the `spared` places."""
    stops = [(0.0, colour, alpha), (0.45, colour, alpha * 0.8), (1.0, colour, 0.0)]
    if not spared:
        stage.canvas.drawPaint(skia.Paint(Dither=True, Shader=gradient(start, end, stops)))
        return
    # Worked out at an eighth of the size: it is soft everywhere.
    wide, tall = stage.sheet.asset.size
    small = skia.Surface(max(2, round(wide * _COARSE)), max(2, round(tall * _COARSE)))
    with small as canvas:
        canvas.scale(small.width() / wide, small.height() / tall)
        canvas.drawPaint(skia.Paint(Shader=gradient(start, end, stops)))
        for box in spared:
            soft = max(box.width, box.height) * 0.1
            hole = skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kDstOut, MaskFilter=blur(soft))
            canvas.drawOval(rect(box.grown(soft)), hole)
    options = skia.SamplingOptions(skia.FilterMode.kLinear)
    stage.canvas.drawImageRect(small.makeImageSnapshot(), rect(stage.sheet.full), options, skia.Paint(Dither=True))


def scanlines(stage: Stage, pitch: float, alpha: float) -> None:
    shader = gradient(
        (0, 0),
        (0, pitch),
        [(0.0, BLACK, alpha), (0.5, BLACK, alpha), (0.5, BLACK, 0.0), (1.0, BLACK, 0.0)],
        skia.TileMode.kRepeat,
    )
    stage.canvas.drawPaint(skia.Paint(Shader=shader))


def stripes(
    stage: Stage, area: Area, pitch: float, angle: float, colour: RGB, alpha: float, share: float = 0.5
) -> None:
    """Parallel bars; `angle` in degrees."""
    dx, dy = pitch * math.cos(math.radians(angle)), pitch * math.sin(math.radians(angle))
    stops = [
        (0.0, colour, alpha),
        (share, colour, alpha),
        (share + 0.02, colour, 0.0),
        (0.98, colour, 0.0),
        (1.0, colour, alpha),
    ]
    shader = gradient((area.x, area.y), (area.x + dx, area.y + dy), stops, skia.TileMode.kRepeat)
    stage.canvas.drawRect(rect(area), skia.Paint(AntiAlias=True, Shader=shader))


def particles(stage: Stage, kind: str, area: Area, count: int, colours: tuple[RGB, ...], chance: random.Random) -> None:
    """Small things in the air, by the kind that suits a category."""
    u, canvas = stage.sheet.unit, stage.canvas
    for i in range(count):
        x, y = chance.uniform(area.x, area.right), chance.uniform(area.y, area.bottom)
        depth, colour, angle = chance.random() ** 3, colours[i % len(colours)], chance.uniform(0, 360)
        alpha = chance.uniform(0.3, 0.95)
        if kind == "bokeh":
            radius = (8 + 46 * depth) * u
            canvas.drawCircle(x, y, radius, fill(colour, 0.10 + 0.14 * alpha, BlendMode=SCREEN))
            canvas.drawCircle(x, y, radius, line(colour, 1.5 * u, 0.22, BlendMode=SCREEN))
        elif kind in ("embers", "stars"):
            radius = (1.2 + 6.5 * depth) * u
            paint = fill(colour if kind == "embers" else WHITE, alpha, BlendMode=PLUS)
            if kind == "embers" or depth > 0.4:
                paint.setMaskFilter(blur(0.6 + radius * 0.35))
            canvas.drawCircle(x, y, radius * (1 if kind == "embers" else 0.55), paint)
        else:
            _flake(canvas, kind, x, y, (5 + 15 * depth) * u, angle, fill(colour, alpha))


def _flake(canvas: Any, kind: str, x: float, y: float, size: float, angle: float, paint: Any) -> None:
    canvas.save()
    canvas.translate(x, y)
    if kind == "confetti":
        canvas.rotate(angle)
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-size / 2, -size / 4, size, size / 2), 2, 2, paint)
    elif kind == "shards":
        canvas.rotate(angle)
        canvas.drawPath(polygon([(-size, size * 0.4), (size * 0.2, -size * 0.7), (size * 0.9, size * 0.5)]), paint)
    elif kind == "streaks":
        canvas.drawRoundRect(skia.Rect.MakeXYWH(0, 0, size * 7, max(1.5, size * 0.14)), 2, 2, paint)
    elif kind == "bars":
        canvas.drawRoundRect(skia.Rect.MakeXYWH(0, -size * 1.4, size * 0.4, size * 2.8), size * 0.2, size * 0.2, paint)
    else:
        canvas.drawRect(skia.Rect.MakeXYWH(0, 0, size, size), paint)
    canvas.restore()
