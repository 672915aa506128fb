"""Synthwave: neon dusk. Striped sun, ridges or a skyline, a glowing grid, chrome lettering and a neon sign."""

from __future__ import annotations

import math
import random

from studio_app.imaging.colour import RGB, WHITE, adjust, from_hex, from_oklch, mix, oklch, readable
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import layers, marks, overlays
from studio_app.imaging.templates.compose import Slots, chips, compose, slots_for
from studio_app.imaging.templates.lettering import chrome, pill, plain
from studio_app.imaging.templates.paint import (
    SCREEN, blur, fill, gradient, line, polygon, ramp, rect, ring, rounded, skia,
)
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.words import Setting

SLOTS: dict[str, tuple[Slots, ...]] = {
    "thumbnail": (
        Slots(Area(56, 50, 710, 520), Area(1146, 34, 82, 82), Area(56, 656, 190, 12), (Area(790, 126, 400, 400),)),
        Slots(Area(110, 340, 1060, 270), Area(1146, 34, 82, 82), Area(56, 656, 190, 12), (Area(470, 24, 340, 300),),
              align="center", largest=150, max_lines=2),
        Slots(Area(56, 60, 640, 520), Area(1146, 34, 82, 82), Area(56, 656, 190, 12), (Area(724, 130, 400, 400),)),
    ),
    "clip_cover": (
        Slots(Area(56, 440, 1000, 170), Area(56, 44, 84, 84), Area(160, 82, 150, 10), (Area(480, 60, 350, 350),),
              valign="bottom", max_lines=2, largest=104),
        Slots(Area(56, 440, 1000, 170), Area(56, 44, 84, 84), Area(160, 82, 150, 10), (Area(730, 64, 350, 350),),
              valign="bottom", max_lines=2, largest=104),
    ),
    "banner": (
        Slots(Area(704, 524, 1152, 350), Area(520, 640, 150, 150), Area(1130, 898, 300, 16),
              (Area(90, 500, 400, 400), Area(2070, 500, 400, 400)), align="center", max_lines=2, largest=150),
    ),
    "story_graphic": (
        Slots(Area(85, 800, 910, 400), Area(85, 290, 108, 108), Area(440, 1220, 200, 14), (Area(280, 310, 520, 460),),
              align="center", valign="top", largest=150, tag_below=True),
        Slots(Area(85, 420, 910, 350), Area(85, 290, 108, 108), Area(440, 1220, 200, 14), (Area(320, 800, 440, 400),),
              align="center", valign="bottom", largest=150),
    ),
}
HORIZON = {"thumbnail": 0.68, "clip_cover": 0.58, "banner": 0.66, "story_graphic": 0.66}


def _neon(colour: RGB, lightness: float = 0.72) -> RGB:
    """A colour as light: never dull, whatever the kit says."""
    _, chroma, hue = oklch(colour)
    return from_oklch(lightness, 0.0 if chroma < 0.03 else max(0.15, chroma), hue)


def _hues(sheet: Sheet) -> tuple[RGB, RGB, RGB]:
    """Sky, dusk and light: the kit's hues, in an order of the seed's."""
    roles = sheet.roles
    first, second = sheet.lead()
    return first, second, roles.accent


def _setting(sheet: Sheet) -> Setting:
    roles = sheet.roles
    return Setting(align="left", valign="center", title=WHITE, title_ground=roles.night, tag=roles.on(roles.accent),
                   tag_ground=roles.accent, subtitle=WHITE, subtitle_ground=roles.night, bleed=0.08, gap=0.2,
                   tag_tracking=0.16, tag_size=23, subtitle_size=28, space=22,
                   skew=-0.09 if sheet.tone.tilt > 2 and sheet.asset.id != "banner" else 0.0)


def plan(sheet: Sheet) -> Layout:
    if sheet.asset.id == "overlay":
        return overlays.plan(sheet, overlays.Words(WHITE, sheet.roles.night, WHITE, sheet.roles.night), sheet.roles.primary)
    return compose(sheet, slots_for(SLOTS, sheet), _setting(sheet), sheet.roles.primary)


# --- the plate ---


def _sky(stage: Stage, horizon: float) -> None:
    first, second, _ = _hues(stage.sheet)
    width, height = stage.sheet.asset.size
    night = stage.sheet.roles.night
    stops = (adjust(night, 0.12), _deep(first, 0.28), mix(_deep(first, 0.42), _neon(second, 0.55), 0.6), _neon(second, 0.62))
    stage.canvas.drawRect(skia.Rect.MakeWH(width, horizon + 1),
                          skia.Paint(Dither=True, Shader=ramp((0, 0), (0, horizon), *stops)))
    chance = stage.sheet.random("stars")
    for _ in range(150):
        x, y = chance.uniform(0, width), horizon * 0.8 * chance.random() ** 1.3
        stage.canvas.drawCircle(x, y, chance.choice((0.8, 1.0, 1.7)) * stage.sheet.unit, fill(WHITE, chance.uniform(0.2, 0.95)))
    if stage.sheet.look.texture % 2:
        _comet(stage, chance, horizon)


def _deep(colour: RGB, lightness: float) -> RGB:
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
    _, second, light = _hues(stage.sheet)
    canvas, u = stage.canvas, stage.sheet.unit
    layers.glow(stage, x, y, radius * 2.2, _neon(second, 0.66), 0.8)
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
    canvas.drawCircle(x, y, radius, skia.Paint(AntiAlias=True, Shader=ramp(
        (0, y - radius), (0, y + radius), pale, _neon(light, 0.82), mix(_neon(light, 0.72), _neon(second, 0.66), 0.6),
        _neon(second, 0.62))))
    canvas.restore()
    canvas.drawCircle(x, y, radius + 7 * u, line(pale, 1.5 * u, 0.0))


def _ridges(stage: Stage, x: float, horizon: float) -> None:
    first, second, light = _hues(stage.sheet)
    width, u, chance = stage.sheet.asset.width, stage.sheet.unit, stage.sheet.random("ridges")
    for layer, (tall, count) in enumerate(((150, 9), (84, 13))):
        points = [(0.0, horizon + 2)]
        for i in range(count + 1):
            peak_x = width * i / count
            edge = min(1.0, abs(peak_x - x) / (width * 0.5))
            points.append((peak_x, horizon - (16 + chance.uniform(0.4, 1) * tall * (0.18 + edge)) * u))
            points.append((peak_x + width / count / 2, horizon - chance.uniform(5, 34) * u * (0.4 + edge)))
        path = polygon([*points, (width, horizon + 2)])
        stage.canvas.drawPath(path, fill(_deep(first, 0.24 if not layer else 0.15)))
        stage.canvas.drawPath(path, line(_neon(light if not layer else second, 0.75), 1.8 * u, 0.75))


def _skyline(stage: Stage, x: float, horizon: float) -> None:
    """Towers with lit windows, lower towards the sun."""
    first, second, light = _hues(stage.sheet)
    width, u, chance = stage.sheet.asset.width, stage.sheet.unit, stage.sheet.random("city")
    for layer, (tall, dark) in enumerate(((190, 0.26), (120, 0.14))):
        left = -20.0 * u
        while left < width:
            wide = chance.uniform(34, 84) * u
            edge = min(1.0, abs(left + wide / 2 - x) / (width * 0.45))
            top = horizon - (20 + tall * (0.15 + edge) * chance.uniform(0.45, 1)) * u
            tower = Area(left, top, wide, horizon - top + 2)
            stage.canvas.drawRect(rect(tower), fill(_deep(first, dark)))
            stage.canvas.drawLine(left, top, left + wide, top, line(_neon(second, 0.75), 1.6 * u, 0.8))
            if layer:
                _windows(stage, tower, chance, _neon(light, 0.85))
            left += wide + chance.uniform(0, 5) * u


def _windows(stage: Stage, tower: Area, chance: random.Random, colour: RGB) -> None:
    u = stage.sheet.unit
    for row in range(int((tower.height - 10 * u) / (13 * u))):
        for column in range(int((tower.width - 10 * u) / (12 * u))):
            if chance.random() < 0.3:
                stage.canvas.drawRect(skia.Rect.MakeXYWH(tower.x + (7 + column * 12) * u, tower.y + (9 + row * 13) * u,
                                                         5 * u, 6 * u), fill(colour, chance.uniform(0.35, 0.9)))


def _floor(stage: Stage, vanish: float, horizon: float) -> None:
    first, second, light = _hues(stage.sheet)
    width, height = stage.sheet.asset.size
    canvas, u = stage.canvas, stage.sheet.unit
    glowing = _neon(light if stage.sheet.look.texture < 2 else second, 0.80)
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(0, horizon, width, height))
    canvas.drawPaint(skia.Paint(Shader=ramp((0, horizon), (0, height), _deep(second, 0.34), adjust(stage.sheet.roles.night, 0.10))))
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
    fade = gradient((0, horizon), (0, horizon + 110 * u), [(0.0, _neon(second, 0.72), 0.9), (1.0, _neon(second, 0.6), 0.0)])
    canvas.drawPaint(skia.Paint(BlendMode=SCREEN, Shader=fade))
    canvas.restore()
    canvas.drawLine(0, horizon, width, horizon, line(mix(_neon(second), WHITE, 0.6), 2.4 * u, 0.95))


def paint(stage: Stage, layout: Layout) -> None:
    sheet = stage.sheet
    if sheet.asset.id == "overlay":
        overlays.paint(stage, layout, _finish(sheet))
        return
    width, height = sheet.asset.size
    hero = layout.box("hero")
    assert hero is not None
    banner = sheet.asset.id == "banner"
    x, y = (width / 2, height * 0.5) if banner else hero.center
    horizon = height * HORIZON[sheet.asset.id]
    radius = height * 0.27 if banner else min(hero.width, hero.height) * 0.56
    _sky(stage, horizon)
    _sun(stage, x, min(y, horizon - radius * 0.3), radius, horizon)
    city = sheet.brief.category in ("racing", "shooter", "music") or sheet.look.ground % 3 == 1
    (_skyline if city else _ridges)(stage, x, horizon)
    _floor(stage, x if sheet.look.ground % 2 else width / 2, horizon)
    _words_ground(stage, layout)
    _signs(stage, layout)
    if sheet.asset.id == "clip_cover":
        _tape(stage)
    layers.vignette(stage, 0.5)
    layers.scanlines(stage, max(3.0, 4 * sheet.unit), 0.14)
    layers.grain(stage, sheet.tone.grain * 0.7)


def _words_ground(stage: Stage, layout: Layout) -> None:
    """A soft dark cloud behind the words, so that sun and grid never fight them."""
    night = stage.sheet.roles.night
    for run in layout.runs:
        grow = run.size * 0.5
        stage.canvas.drawPath(rounded(run.box.grown(grow * 0.6), grow), fill(night, 0.5, MaskFilter=blur(max(8.0, grow * 0.8))))


def _signs(stage: Stage, layout: Layout) -> None:
    sheet, u = stage.sheet, stage.sheet.unit
    first, second, light = _hues(sheet)
    clip, banner = sheet.asset.id == "clip_cover", sheet.asset.id == "banner"
    for i, box in enumerate(named.box for named in layout.boxes if named.name.startswith("hero")):
        x, y = box.center
        size = min(box.width, box.height) * (0.74 if not clip else 0.9)
        angle = sheet.look.motif_angle * (0.7 if not i else -0.7)
        glowing = _neon(second if oklch(second)[1] > 0.03 else light, 0.78)
        marks.neon_sign(stage, x, y, size, angle, glowing, 3.4 * u, None if banner else sheet.roles.night)


def _tape(stage: Stage) -> None:
    """A worn video tape: tracking bands and viewfinder corners."""
    sheet, u, canvas = stage.sheet, stage.sheet.unit, stage.canvas
    chance = sheet.random("tape")
    width = sheet.asset.width
    for _ in range(4):
        y, tall = chance.uniform(0.05, 0.55) * sheet.asset.height, chance.uniform(3, 10) * u
        for _ in range(26):
            x = chance.uniform(0, width)
            canvas.drawRect(skia.Rect.MakeXYWH(x, y + chance.uniform(0, tall), chance.uniform(20, 140) * u, 1.6 * u),
                            fill(WHITE, chance.uniform(0.08, 0.35)))
    frame = sheet.safe.grown(-6 * u)
    for x, y, dx, dy in ((frame.right, frame.y, -1, 1), (frame.x, frame.bottom, 1, -1)):
        path = skia.Path()
        path.moveTo(x + 54 * u * dx, y)
        path.lineTo(x, y)
        path.lineTo(x, y + 54 * u * dy)
        canvas.drawPath(path, line(WHITE, 4 * u, 0.85))


# --- the words ---


def letter(stage: Stage, layout: Layout) -> None:
    sheet, roles = stage.sheet, stage.sheet.roles
    if sheet.asset.id == "overlay":
        overlays.letter(stage, layout, _finish(sheet))
        return
    first, second, light = _hues(sheet)
    hero = layout.box("hero")
    if sheet.asset.id == "clip_cover" and hero is not None:
        x, y = hero.center
        _neon_play(stage, x, y, 74 * sheet.unit)
        marks.timeline(stage, Area(sheet.safe.x + 90, 656, 900, 8), 0.2 + 0.5 * sheet.look.drift, _neon(second), WHITE, WHITE)
    title = layout.run("title")
    if title is not None:
        chrome(stage, title, _neon(first if oklch(first)[1] > 0.03 else light, 0.80), _neon(second, 0.74), roles.night,
               readable(_neon(second, 0.60), roles.night, 2.0))
    pill(stage, layout.run("tag"), radius=0.5)
    plain(stage, layout.run("subtitle"))
    logo, trim = layout.box("logo"), layout.box("trim")
    assert logo is not None and trim is not None
    marks.logo(stage, logo, roles.primary, roles.on(roles.primary), mix(_neon(second), WHITE, 0.5), 0.5)
    for i, (colour, area) in enumerate(chips(sheet, trim)):
        stage.canvas.drawRect(rect(Area(area.x, area.y, area.width - 3, area.height)), fill(from_hex(colour)))


def _neon_play(stage: Stage, x: float, y: float, radius: float) -> None:
    light = _neon(_hues(stage.sheet)[2], 0.80)
    stage.canvas.drawCircle(x, y, radius, fill(stage.sheet.roles.night, 0.78))
    triangle = polygon([(x - radius * 0.28, y - radius * 0.46), (x + radius * 0.52, y), (x - radius * 0.28, y + radius * 0.46)])
    for shape in (ring(x, y, radius), triangle):
        stage.canvas.drawPath(shape, line(light, radius * 0.16, 0.8, MaskFilter=blur(radius * 0.14)))
        stage.canvas.drawPath(shape, line(light, radius * 0.09))
        stage.canvas.drawPath(shape, line(WHITE, radius * 0.035))


def _finish(sheet: Sheet) -> overlays.Finish:
    roles = sheet.roles
    first, second, light = _hues(sheet)
    return overlays.Finish("tube", roles.night, mix(roles.night, _deep(second, 0.3), 0.5),
                           (_neon(first, 0.68), _neon(second, 0.72), _neon(light, 0.8)), _neon(light, 0.82), _neon(second))


def sketch(sheet: Sheet, layout: Layout) -> list[object]:
    """Sun, horizon and grid for the blue-line draft."""
    hero = layout.box("hero")
    if hero is None:
        return []
    width, height = sheet.asset.size
    horizon = height * HORIZON[sheet.asset.id]
    banner = sheet.asset.id == "banner"
    x, y = (width / 2, height * 0.5) if banner else hero.center
    radius = height * 0.27 if banner else min(hero.width, hero.height) * 0.56
    vanish = x if sheet.look.ground % 2 else width / 2
    paths = [ring(x, min(y, horizon - radius * 0.3), radius), polygon([(0, horizon), (width, horizon)])]
    spread = 36 * sheet.unit
    paths += [polygon([(vanish + i * spread, horizon), (vanish + i * spread * 9, height + 260 * sheet.unit)])
              for i in range(-16, 17, 2)]
    rows = [horizon + (height - horizon) * math.pow(i / 9, 2.4) for i in range(1, 9)]
    return [*paths, *(polygon([(0, row), (width, row)]) for row in rows)]
