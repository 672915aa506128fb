"""The art of the synthwave family, without words."""

from __future__ import annotations

import random

from studio_app.imaging.colour import RGB, WHITE, adjust, from_oklch, mix, oklch
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import layers, marks, photos
from studio_app.imaging.templates.paint import (
    SCREEN,
    blur,
    fill,
    gradient,
    line,
    polygon,
    ramp,
    rect,
    rounded,
    skia,
)
from studio_app.imaging.templates.sheet import Sheet, Stage

HORIZON = {"thumbnail": 0.68, "clip_cover": 0.58}
USUAL_HORIZON = 0.66


def neon(colour: RGB, lightness: float = 0.72) -> RGB:
    """A colour as light: never dull, whatever the kit says."""
    _, chroma, hue = oklch(colour)
    return from_oklch(lightness, 0.0 if chroma < 0.03 else max(0.15, chroma), hue)


def hues(sheet: Sheet) -> tuple[RGB, RGB, RGB]:
    """Sky, dusk and light: the kit's hues, in an order of the seed's."""
    roles = sheet.roles
    first, second = sheet.lead()
    return first, second, roles.accent


def geometry(sheet: Sheet, layout: Layout) -> tuple[float, float, float, float]:
    """Height of the horizon, centre x and y of the sun, its radius."""
    width, height = sheet.asset.size
    horizon = height * HORIZON.get(sheet.form, USUAL_HORIZON)
    hero = layout.box("hero")
    if hero is None or sheet.form == "banner":
        x, y, radius = width / 2, height * 0.5, height * 0.27
    else:
        (x, y), radius = hero.center, min(hero.width, hero.height) * 0.56
        if sheet.form == "thumbnail" and abs(x - width / 2) < 50:
            # A centred sun rises behind the title, so it may be larger than its motif.
            y, radius = y + 56 * sheet.unit, radius * 1.75
    return horizon, x, min(y, horizon - radius * 0.3), radius


def _sky(stage: Stage, horizon: float) -> None:
    first, second, _ = hues(stage.sheet)
    width = stage.sheet.asset.width
    night = stage.sheet.roles.night
    stops = (
        adjust(night, 0.12),
        deep(first, 0.28),
        mix(deep(first, 0.42), neon(second, 0.55), 0.6),
        neon(second, 0.62),
    )
    stage.canvas.drawRect(
        skia.Rect.MakeWH(width, horizon + 1), skia.Paint(Dither=True, Shader=ramp((0, 0), (0, horizon), *stops))
    )
    chance = stage.sheet.random("stars")
    for _ in range(150):
        x, y = chance.uniform(0, width), horizon * 0.8 * chance.random() ** 1.3
        stage.canvas.drawCircle(
            x, y, chance.choice((0.8, 1.0, 1.7)) * stage.sheet.unit, fill(WHITE, chance.uniform(0.2, 0.95))
        )
    if stage.sheet.look.texture % 2:
        _comet(stage, chance, horizon)


def deep(colour: RGB, lightness: float) -> RGB:
    _, chroma, hue = oklch(colour)
    return from_oklch(lightness, 0.0 if chroma < 0.03 else max(0.12, chroma * 0.75), hue)


def _comet(stage: Stage, chance: random.Random, horizon: float) -> None:
    width, unit = stage.sheet.asset.width, stage.sheet.unit
    x, y = chance.uniform(0.1, 0.8) * width, chance.uniform(0.05, 0.3) * horizon
    long = 210 * unit
    paint = line(WHITE, 2.4 * unit)
    paint.setShader(gradient((x, y), (x + long, y - long * 0.4), [(0.0, WHITE, 0.95), (1.0, WHITE, 0.0)]))
    stage.canvas.drawLine(x, y, x + long, y - long * 0.4, paint)


def _sun(stage: Stage, x: float, y: float, radius: float, horizon: float) -> None:
    _, second, light = hues(stage.sheet)
    canvas, u = stage.canvas, stage.sheet.unit
    layers.glow(stage, x, y, radius * 2.2, neon(second, 0.66), 0.8)
    path, top = skia.Path(), y - radius * 0.05
    path.addRect(skia.Rect.MakeLTRB(x - radius, y - radius, x + radius, top))
    gap, bar = radius * 0.03, radius * (0.13 + 0.05 * stage.sheet.look.drift)
    while top < y + radius:
        path.addRect(skia.Rect.MakeLTRB(x - radius, top + gap, x + radius, top + bar))
        top, gap, bar = top + bar, gap + radius * 0.016, bar * 0.97
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(x - radius, y - radius, x + radius, min(y + radius, horizon)), True)
    canvas.clipPath(path, True)
    _, chroma, hue = oklch(light)
    pale = from_oklch(0.95, min(chroma, 0.09), hue)
    canvas.drawCircle(
        x,
        y,
        radius,
        skia.Paint(
            AntiAlias=True,
            Shader=ramp(
                (0, y - radius),
                (0, y + radius),
                pale,
                neon(light, 0.82),
                mix(neon(light, 0.72), neon(second, 0.66), 0.6),
                neon(second, 0.62),
            ),
        ),
    )
    canvas.restore()
    canvas.drawCircle(x, y, radius + 7 * u, line(pale, 1.5 * u, 0.0))


def _ridges(stage: Stage, x: float, horizon: float) -> None:
    first, second, light = hues(stage.sheet)
    width, u, chance = stage.sheet.asset.width, stage.sheet.unit, stage.sheet.random("ridges")
    for layer, (tall, count) in enumerate(((150, 9), (84, 13))):
        points = [(0.0, horizon + 2)]
        for i in range(count + 1):
            peak_x = width * i / count
            edge = min(1.0, abs(peak_x - x) / (width * 0.5))
            points.append((peak_x, horizon - (16 + chance.uniform(0.4, 1) * tall * (0.18 + edge)) * u))
            points.append((peak_x + width / count / 2, horizon - chance.uniform(5, 34) * u * (0.4 + edge)))
        path = polygon([*points, (width, horizon + 2)])
        stage.canvas.drawPath(path, fill(deep(first, 0.24 if not layer else 0.15)))
        stage.canvas.drawPath(path, line(neon(light if not layer else second, 0.75), 1.8 * u, 0.75))


def _skyline(stage: Stage, x: float, horizon: float) -> None:
    """Towers with lit windows, lower towards the sun."""
    first, second, light = hues(stage.sheet)
    width, u, chance = stage.sheet.asset.width, stage.sheet.unit, stage.sheet.random("city")
    for layer, (tall, dark) in enumerate(((190, 0.26), (120, 0.14))):
        left = -20.0 * u
        while left < width:
            wide = chance.uniform(34, 84) * u
            edge = min(1.0, abs(left + wide / 2 - x) / (width * 0.45))
            top = horizon - (20 + tall * (0.15 + edge) * chance.uniform(0.45, 1)) * u
            tower = Area(left, top, wide, horizon - top + 2)
            stage.canvas.drawRect(rect(tower), fill(deep(first, dark)))
            stage.canvas.drawLine(left, top, left + wide, top, line(neon(second, 0.75), 1.6 * u, 0.8))
            if layer:
                _windows(stage, tower, chance, neon(light, 0.85))
            left += wide + chance.uniform(0, 5) * u


def _windows(stage: Stage, tower: Area, chance: random.Random, colour: RGB) -> None:
    u = stage.sheet.unit
    for row in range(int((tower.height - 10 * u) / (13 * u))):
        for column in range(int((tower.width - 10 * u) / (12 * u))):
            if chance.random() < 0.3:
                stage.canvas.drawRect(
                    skia.Rect.MakeXYWH(tower.x + (7 + column * 12) * u, tower.y + (9 + row * 13) * u, 5 * u, 6 * u),
                    fill(colour, chance.uniform(0.35, 0.9)),
                )


def _floor(stage: Stage, vanish: float, horizon: float) -> None:
    _, second, light = hues(stage.sheet)
    width, height = stage.sheet.asset.size
    canvas, u = stage.canvas, stage.sheet.unit
    glowing = neon(light if stage.sheet.look.texture < 2 else second, 0.80)
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(0, horizon, width, height))
    canvas.drawPaint(
        skia.Paint(Shader=ramp((0, horizon), (0, height), deep(second, 0.34), adjust(stage.sheet.roles.night, 0.10)))
    )
    lines = skia.Path()
    spread = 36 * u
    for i in range(-34, 35):
        lines.moveTo(vanish + i * spread, horizon)
        lines.lineTo(vanish + i * spread * 9, height + 260 * u)
    for i in range(1, 15):
        y = horizon + (height - horizon) * ((i + stage.sheet.look.phase - 0.5) / 13.5) ** 2.4
        lines.moveTo(0, y)
        lines.lineTo(width, y)
    canvas.drawPath(lines, line(glowing, 5 * u, 0.55, MaskFilter=blur(4 * u)))
    canvas.drawPath(lines, line(glowing, 1.6 * u, 0.9))
    fade = gradient(
        (0, horizon), (0, horizon + 110 * u), [(0.0, neon(second, 0.72), 0.9), (1.0, neon(second, 0.6), 0.0)]
    )
    canvas.drawPaint(skia.Paint(BlendMode=SCREEN, Shader=fade))
    canvas.restore()
    canvas.drawLine(0, horizon, width, horizon, line(mix(neon(second), WHITE, 0.6), 2.4 * u, 0.95))


def ground(stage: Stage, x: float, y: float) -> None:
    """Sky, sun, ridges and grid with the sun at (`x`, `y`)."""
    width, height = stage.sheet.asset.size
    horizon = height * HORIZON.get(stage.sheet.form, USUAL_HORIZON)
    _dusk(stage, horizon, x, y, min(width, height) * 0.25)


def _dusk(stage: Stage, horizon: float, x: float, y: float, radius: float) -> None:
    sheet = stage.sheet
    _sky(stage, horizon)
    _sun(stage, x, y, radius, horizon)
    city = sheet.brief.category in ("racing", "shooter", "music") or sheet.look.ground % 3 == 1
    (_skyline if city else _ridges)(stage, x, horizon)
    _floor(stage, x if sheet.look.ground % 2 else sheet.asset.width / 2, horizon)


def paint(stage: Stage, layout: Layout) -> None:
    sheet = stage.sheet
    _dusk(stage, *geometry(sheet, layout))
    clip = sheet.form == "clip_cover"
    for i, box in enumerate(named.box for named in layout.boxes if named.name.startswith("hero")):
        place = box.scaled(1.22) if clip else box
        hero_mark(stage.of_hero(i), place, sheet.look.motif_angle * (0.7 if not i else -0.7))
    if clip:
        _tape(stage)
    layers.vignette(stage, 0.5)
    layers.scanlines(stage, max(3.0, 4 * sheet.unit), 0.14)
    layers.grain(stage, sheet.tone.grain * 0.7)


def words_ground(stage: Stage, layout: Layout) -> None:
    """A soft dark cloud behind the words, so that sun and grid never fight them."""
    night, alpha = stage.sheet.roles.night, min(0.95, 0.5 * stage.sheet.brief.edits.backdrop)
    for run in layout.runs:
        grow = run.size * 0.5
        cloud = fill(night, alpha, MaskFilter=blur(max(8.0 * stage.sheet.unit, grow * 0.8)))
        stage.canvas.drawPath(rounded(run.box.grown(grow * 0.6), grow), cloud)


def hero_mark(stage: Stage, area: Area, angle: float) -> None:
    """The motif as a neon sign, or the photo in a glowing ring."""
    sheet, u = stage.sheet, stage.sheet.unit
    _, second, light = hues(sheet)
    x, y = area.center
    glowing = neon(second if oklch(second)[1] > 0.03 else light, 0.78)
    if sheet.brief.photo is not None:
        layers.glow(stage, x, y, min(area.width, area.height) * 0.75, glowing, 0.7)
        photos.disc(stage, sheet.brief.photo, area.scaled(0.9), glowing)
        return
    size = min(area.width, area.height) * 0.74
    marks.neon_sign(stage, x, y, size, angle, glowing, 3.4 * u, None if sheet.form == "banner" else sheet.roles.night)


def _tape(stage: Stage) -> None:
    """A worn video tape: tracking bands and viewfinder corners."""
    sheet, u, canvas = stage.sheet, stage.sheet.unit, stage.canvas
    chance = sheet.random("tape")
    width = sheet.asset.width
    for _ in range(4):
        y, tall = chance.uniform(0.05, 0.55) * sheet.asset.height, chance.uniform(3, 10) * u
        for _ in range(26):
            x = chance.uniform(0, width)
            canvas.drawRect(
                skia.Rect.MakeXYWH(x, y + chance.uniform(0, tall), chance.uniform(20, 140) * u, 1.6 * u),
                fill(WHITE, chance.uniform(0.08, 0.35)),
            )
    frame = sheet.safe.grown(-6 * u)
    for x, y, dx, dy in ((frame.right, frame.y, -1, 1), (frame.x, frame.bottom, 1, -1)):
        path = skia.Path()
        path.moveTo(x + 54 * u * dx, y)
        path.lineTo(x, y)
        path.lineTo(x, y + 54 * u * dy)
        canvas.drawPath(path, line(WHITE, 4 * u, 0.85))
