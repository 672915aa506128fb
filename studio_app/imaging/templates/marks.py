"""Things that stand in a picture: the motif as a sticker or a sign, the logo, pills and play buttons."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.colour import BLACK, RGB, WHITE, mix
from studio_app.imaging.icons import motif, silhouette
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates.paint import (
    fill,
    ink,
    line,
    polygon,
    ramp,
    rounded,
    skia,
    softened,
    swollen,
)
from studio_app.imaging.templates.sheet import Sheet, Stage


def needed(layout: Layout, name: str) -> Area:
    """A box that every layout of the form has."""
    found = layout.box(name)
    assert found is not None, name
    return found


def scaled(path: Any, size: float, x: float, y: float, angle: float = 0.0) -> Any:
    """A unit icon path enlarged to `size`, turned, and centred on (x, y)."""
    matrix = skia.Matrix.Translate(x, y).preRotate(angle).preScale(size, size)
    result = skia.Path()
    path.transform(matrix, result)
    return result


def sticker(
    stage: Stage,
    area: Area,
    angle: float,
    light: RGB,
    base: RGB,
    rim: RGB,
    edge: RGB = WHITE,
    name: str | None = None,
) -> None:
    """The motif (or the icon `name`) as a die-cut sticker with cel shading: shadow, edge, dark rim, two-tone face."""
    x, y = area.center
    # The edge must stay inside the area.
    size = min(area.width, area.height) * 0.86
    cut, name, canvas = size * 0.055, name or stage.sheet.motif, stage.canvas
    solid, face = scaled(silhouette(name), size, x, y, angle), scaled(motif(name), size, x, y, angle)
    softened(
        canvas,
        stage.scale,
        area.grown(size * 0.25),
        lambda c: c.drawPath(solid, swollen(BLACK, cut * 2.4)),
        size * 0.035,
        BLACK,
        0.75,
        0,
        size * 0.045,
    )
    canvas.drawPath(solid, swollen(edge, cut * 2.5))
    canvas.drawPath(solid, swollen(rim, cut * 1.25))
    bounds = solid.computeTightBounds()
    top, bottom = (0, bounds.top()), (0, bounds.bottom())
    dark = mix(base, rim, 0.45)
    canvas.save()
    canvas.clipPath(face, True)
    canvas.drawRect(bounds, skia.Paint(Shader=ramp(top, bottom, mix(base, dark, 0.4), dark)))
    canvas.save()
    canvas.translate(-size * 0.018, -size * 0.022)
    canvas.drawPath(face, skia.Paint(AntiAlias=True, Shader=ramp(top, bottom, light, mix(light, base, 0.55), base)))
    canvas.restore()
    shine = polygon(
        [
            (bounds.left(), bounds.top()),
            (bounds.left() + size * 0.62, bounds.top()),
            (bounds.left() + size * 0.16, bounds.bottom()),
            (bounds.left(), bounds.bottom()),
        ]
    )
    canvas.drawPath(shine, fill(WHITE, 0.20))
    canvas.restore()


def neon_sign(
    stage: Stage, x: float, y: float, size: float, angle: float, colour: RGB, tube: float, body: RGB | None = None
) -> None:
    """The motif as glass tubing: glow, coloured tube, white core; `body` fills it, as a silhouette before a light."""
    outline = scaled(motif(stage.sheet.motif), size, x, y, angle)
    area = Area(x - size * 0.85, y - size * 0.85, size * 1.7, size * 1.7)
    glow = body if body is not None else colour
    for sigma, alpha in ((tube * 5, 0.85), (tube * 1.8, 0.9)):
        softened(
            stage.canvas, stage.scale, area, lambda c: c.drawPath(outline, line(glow, tube * 2)), sigma, glow, alpha
        )
    stage.canvas.drawPath(outline, fill(colour, 0.16) if body is None else fill(body, 0.96))
    stage.canvas.drawPath(outline, line(colour, tube * 1.5))
    stage.canvas.drawPath(outline, line(mix(colour, WHITE, 0.82), tube * 0.6))


def echo(
    stage: Stage, x: float, y: float, size: float, angle: float, colour: RGB, alpha: float, thickness: float = 0.0
) -> None:
    """The motif very large and faint, filled or as a line, to fill a ground."""
    path = scaled(motif(stage.sheet.motif), size, x, y, angle)
    stage.canvas.drawPath(path, line(colour, thickness, alpha) if thickness else fill(colour, alpha))


def play_button(
    stage: Stage, x: float, y: float, radius: float, ground: RGB, mark: RGB, edge: RGB | None = None
) -> None:
    """A disc with a play triangle, optically centred."""
    canvas = stage.canvas
    box = Area(x - radius * 1.6, y - radius * 1.6, radius * 3.2, radius * 3.2)
    softened(
        canvas,
        stage.scale,
        box,
        lambda c: c.drawCircle(x, y, radius, fill(BLACK)),
        radius * 0.14,
        BLACK,
        0.6,
        0,
        radius * 0.1,
    )
    canvas.drawCircle(x, y, radius, fill(ground))
    if edge is not None:
        canvas.drawCircle(x, y, radius * 0.965, line(edge, radius * 0.07))
    triangle = polygon(
        [(x - radius * 0.26, y - radius * 0.42), (x + radius * 0.48, y), (x - radius * 0.26, y + radius * 0.42)]
    )
    canvas.drawPath(
        triangle,
        skia.Paint(
            AntiAlias=True,
            Color=ink(mark),
            Style=skia.Paint.kStrokeAndFill_Style,
            StrokeWidth=radius * 0.12,
            StrokeJoin=skia.Paint.kRound_Join,
        ),
    )


def play_place(stage: Stage, hero: Area, radius: float) -> tuple[float, float, float]:
    """(x, y, radius) of a play button: the middle of the hero; on a photo smaller and to its lower right, clear of a
    face."""
    x, y = hero.center
    if stage.sheet.brief.photo is None:
        return x, y, radius
    radius *= 0.68
    wide, tall = min(hero.width, hero.height * 1.4), min(hero.height, hero.width * 1.4)
    return x + wide / 2 - radius * 1.3, y + tall / 2 - radius * 1.5, radius


def play_on(stage: Stage, hero: Area, radius: float, ground: RGB, mark: RGB, edge: RGB | None = None) -> None:
    play_button(stage, *play_place(stage, hero, radius), ground, mark, edge)


def timeline_area(sheet: Sheet) -> Area:
    """Where a player's bar stands: near the lower edge of the safe box, clear of a duration badge."""
    u, safe = sheet.unit, sheet.safe
    return Area(safe.x + u, safe.bottom - 37 * u, safe.width * 0.85, 12 * u)


def timeline(stage: Stage, area: Area, share: float, done: RGB, rest: RGB, knob: RGB) -> None:
    """A player's progress bar."""
    canvas, radius = stage.canvas, area.height / 2
    canvas.drawPath(rounded(area, radius), fill(rest, 0.38))
    played = Area(area.x, area.y, area.width * share, area.height)
    canvas.drawPath(rounded(played, radius), fill(done))
    canvas.drawCircle(played.right, area.center[1], area.height * 1.25, fill(knob))


def ui_mark(stage: Stage, name: str, x: float, y: float, size: float, colour: RGB) -> None:
    stage.canvas.drawPath(scaled(motif(name), size, x, y), fill(colour))
