"""Sets planned runs of text on a canvas, with the effects of the families."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import BLACK, RGB, adjust, from_hex
from studio_app.imaging.layout import Area, TextRun, Turn
from studio_app.imaging.templates.paint import fill, gradient, ramp, rounded, softened, swollen
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.text import paint_line, width

Painter = Callable[[int], Any]
# The least contrast of a line in the accent with the rim round it: among white lines a darker one would be read last.
HOT = 9.0


def turned(canvas: Any, turn: Turn) -> None:
    """Applies a run's rotation and skew; the caller saves and restores."""
    canvas.translate(turn.x, turn.y)
    canvas.rotate(turn.angle)
    canvas.skew(turn.skew, 0)
    canvas.translate(-turn.x, -turn.y)


def baseline(run: TextRun, index: int) -> float:
    return run.frame.y + run.up + index * run.pitch


def left_of(run: TextRun, index: int) -> float:
    wide = width(run.lines[index], run.face, run.tracking) * run.size
    slack = run.frame.width - wide
    return run.frame.x + {"left": 0.0, "center": slack / 2, "right": slack}[run.align]


def line_area(run: TextRun, index: int) -> Area:
    """The cap-height box of one line, before the turn."""
    wide = width(run.lines[index], run.face, run.tracking) * run.size
    return Area(left_of(run, index), baseline(run, index) - run.up, wide, run.up)


def set_run(canvas: Any, run: TextRun, paint: Painter) -> None:
    """Every line of the run, without its turn; `paint` gives the paint of each line."""
    for index, words in enumerate(run.lines):
        paint_line(
            canvas, words, run.face, run.size, paint(index), left_of(run, index), baseline(run, index), run.tracking
        )


def plain(stage: Stage, run: TextRun | None) -> None:
    """Flat text in the run's own colour, over its plate if it has one."""
    if run is None:
        return
    stage.canvas.save()
    turned(stage.canvas, run.turn)
    set_run(stage.canvas, run, lambda _: fill(from_hex(run.color)))
    stage.canvas.restore()


def rimmed(stage: Stage, run: TextRun, rim: RGB) -> None:
    """Flat text in its own colour; a rim in `rim` only as thick as the person asked for."""
    canvas, more = stage.canvas, stage.sheet.brief.edits.outline
    canvas.save()
    turned(canvas, run.turn)
    if more:
        set_run(canvas, run, lambda _: swollen(rim, run.size * 0.18 * more))
    set_run(canvas, run, lambda _: fill(from_hex(run.color)))
    canvas.restore()


def outlined(stage: Stage, run: TextRun | None, rim: RGB) -> None:
    """Flat text with a rim in its ground colour, for busy art; the rim is soft outside and solid at the letters."""
    if run is None:
        return
    canvas = stage.canvas
    canvas.save()
    turned(canvas, run.turn)
    set_run(canvas, run, lambda _: swollen(rim, run.size * 0.34, 0.35))
    set_run(canvas, run, lambda _: swollen(rim, run.size * 0.17))
    set_run(canvas, run, lambda _: fill(from_hex(run.color)))
    canvas.restore()


def pill(stage: Stage, run: TextRun | None, radius: float = 0.3, shadow: float = 0.0) -> None:
    """The run on its plate in exactly its background colour. `radius` is a share of the plate's height."""
    if run is None or run.plate is None:
        return
    canvas, plate = stage.canvas, run.plate
    canvas.save()
    turned(canvas, run.turn)
    if shadow:
        canvas.drawPath(rounded(plate.moved(0, shadow), plate.height * radius), fill(BLACK, 0.45))
    canvas.drawPath(rounded(plate, plate.height * radius), fill(from_hex(run.background)))
    set_run(canvas, run, lambda _: fill(from_hex(run.color)))
    canvas.restore()


def hot_line(run: TextRun) -> int:
    """The line that carries the accent: the last one, or none (-1) when the title is a single line."""
    return len(run.lines) - 1 if len(run.lines) > 1 else -1


def poster(stage: Stage, run: TextRun, tops: RGB, hot: RGB, rim: RGB, halo: RGB) -> None:
    """Comic-poster letters: glow, hard extrusion, thick rim, face lit from above."""
    canvas, size = stage.canvas, run.size
    canvas.save()
    turned(canvas, run.turn)
    area, edge = run.frame.grown(size * 0.75), size * (0.15 + 0.10 * stage.sheet.brief.edits.outline)
    if run.edited:
        tops = hot = from_hex(run.color)
    softened(
        canvas, stage.scale, area, lambda c: set_run(c, run, lambda _: swollen(halo, edge)), size * 0.17, halo, 0.8
    )
    softened(
        canvas,
        stage.scale,
        area,
        lambda c: set_run(c, run, lambda _: swollen(BLACK, edge)),
        size * 0.05,
        BLACK,
        0.85,
        0,
        size * 0.09,
    )
    side = adjust(rim, lighter=-0.05)
    for step in (3, 2, 1):
        canvas.save()
        canvas.translate(0, size * 0.022 * step)
        set_run(canvas, run, lambda _: swollen(side, edge))
        canvas.restore()
    set_run(canvas, run, lambda _: swollen(rim, edge))
    accent_line = hot_line(run)

    def face(index: int) -> Any:
        base = hot if index == accent_line else tops
        bottom = baseline(run, index)
        paint = fill(base)
        lit = adjust(base, lighter=0.07) if index == accent_line else (1.0, 1.0, 1.0)
        paint.setShader(ramp((0, bottom - run.up), (0, bottom), lit, base, base))
        return paint

    set_run(canvas, run, face)
    canvas.restore()


def chrome(stage: Stage, run: TextRun, sky: RGB, ground: RGB, rim: RGB, halo: RGB) -> None:
    """Eighties chrome: a bright horizon across each line, neon halo, thin light edge."""
    canvas, size = stage.canvas, run.size
    canvas.save()
    turned(canvas, run.turn)
    area, edge = run.frame.grown(size * 0.9), size * (0.11 + 0.10 * stage.sheet.brief.edits.outline)
    if run.edited:
        sky = ground = from_hex(run.color)
    softened(
        canvas, stage.scale, area, lambda c: set_run(c, run, lambda _: swollen(halo, edge)), size * 0.22, halo, 0.95
    )
    softened(
        canvas, stage.scale, area, lambda c: set_run(c, run, lambda _: swollen(halo, edge)), size * 0.07, halo, 0.8
    )
    set_run(canvas, run, lambda _: swollen(rim, edge))

    def face(index: int) -> Any:
        bottom = baseline(run, index)
        paint = fill(sky)
        paint.setShader(_horizon(bottom - run.up, bottom, sky, ground))
        return paint

    # Under the face: on it, the overlapping contours of variable fonts would show.
    set_run(canvas, run, lambda _: swollen((1.0, 1.0, 1.0), size * 0.024, 0.9))
    set_run(canvas, run, face)
    canvas.restore()


def _horizon(top: float, bottom: float, sky: RGB, ground: RGB) -> Any:
    pale, warm = adjust(sky, 0.97, 0.04), adjust(ground, 0.95, 0.07)
    stops = [
        (0.0, pale, 1.0),
        (0.46, adjust(sky, 0.80), 1.0),
        (0.50, adjust(sky, 0.58), 1.0),
        (0.53, adjust(ground, 0.72), 1.0),
        (1.0, warm, 1.0),
    ]
    return gradient((0, top), (0, bottom), stops)
