"""Paints large short words: flat, with a rim on a plate, or cut out with the outlines and the face of the style."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import BLACK, RGB, WHITE, adjust, from_hex, mix, oklch, wcag
from studio_app.imaging.layout import TextRun
from studio_app.imaging.templates.lettering import set_run, turned
from studio_app.imaging.templates.paint import fill, gradient, swollen
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.small.bends import Bend, bent
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.letterforms import can_outline, into, stacked
from studio_app.imaging.templates.small.manners import Shade
from studio_app.imaging.templates.small.slogans import PLATED

Writer = Callable[[Any], None]


def _writer(canvas: Any, run: TextRun, bend: Bend) -> Writer:
    """Draws the run's letters with a paint, without its turn."""
    if can_outline("".join(run.lines), run.face):
        path = bent(into(stacked(run.lines, run.face), run.frame), bend, run.frame)
        return lambda paint: canvas.drawPath(path, paint)
    return lambda paint: set_run(canvas, run, lambda _: paint)


def flat(stage: Stage, run: TextRun, bend: Bend = "none") -> None:
    """One colour, on a plate that carries it."""
    stage.canvas.save()
    turned(stage.canvas, run.turn)
    _writer(stage.canvas, run, bend)(fill(from_hex(run.color)))
    stage.canvas.restore()


def cut_out(stage: Stage, run: TextRun, bend: Bend, inks: Inks, unit: float) -> None:
    """Letters with a light and a dark outline and the style's face."""
    canvas, manner = stage.canvas, inks.manner
    canvas.save()
    turned(canvas, run.turn)
    write = _writer(canvas, run, bend)
    rim = 2 * unit * manner.rim * (1 + 0.5 * stage.sheet.brief.edits.outline)
    edge, drop = rim + 2 * unit * manner.edge, manner.depth * unit
    _dropped(canvas, write, swollen(inks.edge, edge), drop, manner.shade)
    if manner.shade == "print":
        _at(canvas, drop, drop, lambda: write(swollen(_under(inks), rim)))
        write(swollen(inks.rim, rim))
    else:
        _dropped(canvas, write, swollen(inks.rim, rim), drop, manner.shade)
    write(_face(run, from_hex(run.color), inks, manner.shade))
    canvas.restore()


def rimmed(stage: Stage, run: TextRun, inks: Inks, unit: float) -> None:
    """Letters with a thin dark outline, on a plate."""
    stage.canvas.save()
    turned(stage.canvas, run.turn)
    write = _writer(stage.canvas, run, "none")
    thick = PLATED + 0.5 * stage.sheet.brief.edits.outline
    write(swollen(inks.rim, 2 * thick * inks.manner.rim * unit))
    write(_face(run, from_hex(run.color), inks, inks.manner.shade))
    stage.canvas.restore()


def haloed(stage: Stage, run: TextRun, reach: float) -> None:
    """Flat letters with a half transparent dark edge `reach` pixels wide, over a video."""
    stage.canvas.save()
    turned(stage.canvas, run.turn)
    write = _writer(stage.canvas, run, "none")
    write(swollen(BLACK, reach, 0.55))
    write(fill(from_hex(run.color)))
    stage.canvas.restore()


def _under(inks: Inks) -> RGB:
    """The second ink of a misregistered print: one that is seen on the edge."""
    return max((inks.second, inks.body, inks.third), key=lambda c: min(2.2, wcag(c, inks.edge)))


def _at(canvas: Any, dx: float, dy: float, draw: Callable[[], None]) -> None:
    canvas.save()
    canvas.translate(dx, dy)
    draw()
    canvas.restore()


def _dropped(canvas: Any, write: Writer, paint: Any, drop: float, shade: Shade) -> None:
    """Drawn once, or as a block that reaches `drop` below (`print`: aside as well)."""
    if drop:
        aside = drop if shade == "print" else 0.0
        for share in (1.0, 0.5):
            _at(canvas, aside * share, drop * share, lambda: write(paint))
    write(paint)


def _face(run: TextRun, base: RGB, inks: Inks, shade: Shade) -> Any:
    """The paint of the letters' surface: lit from above, chrome, or in two halves."""
    area, paint = run.frame, fill(base)
    top, bottom = (0.0, area.y), (0.0, area.bottom)
    lit = mix(base, WHITE, 0.72)
    low = adjust(inks.second, max(0.72, oklch(inks.second)[0]))
    stops: dict[Shade, list[tuple[float, RGB]]] = {
        "cel": [(0.0, WHITE), (0.46, lit), (0.46, base), (1.0, base)],
        "neon": [(0.0, WHITE), (0.44, base), (0.50, mix(base, inks.rim, 0.45)), (0.52, low), (1.0, WHITE)],
        "gloss": [(0.0, lit), (0.5, base), (1.0, mix(base, BLACK, 0.22))],
        "split": [(0.0, base), (0.5, base), (0.5, WHITE), (1.0, WHITE)],
    }
    if shade in stops:
        start, end = (area.corner, (area.right, area.bottom)) if shade == "split" else (top, bottom)
        paint.setShader(gradient(start, end, [(at, colour, 1.0) for at, colour in stops[shade]]))
    return paint
