"""The art of the impact family, without words."""

from __future__ import annotations

from studio_app.imaging.colour import BLACK, RGB, WHITE, adjust, from_hex, from_oklch, oklch
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import layers, marks, photos
from studio_app.imaging.templates.paint import OVERLAY, SCREEN, blur, fill, line, polygon, ramp, rect, rounded, skia
from studio_app.imaging.templates.sheet import Sheet, Stage


def vivid(sheet: Sheet) -> RGB:
    """The kit's most colourful hue, bright enough to light a scene."""
    roles = sheet.roles
    best = max((sheet.lead()[0], sheet.lead()[1], roles.primary, roles.accent), key=lambda c: min(0.14, oklch(c)[1]))
    lightness, chroma, hue = oklch(best)
    # A yellow or a pastel at mid lightness would be mud, so light hues keep most of their lightness.
    return from_oklch(max(0.62, lightness * 0.86), 0.0 if chroma < 0.03 else max(0.13, chroma) * roles.vivid, hue)


def _pale(sheet: Sheet) -> bool:
    """A kit of pastels only: its grounds stay bright."""
    return all(oklch(from_hex(colour))[0] > 0.75 for colour in sheet.roles.exact)


def _ground_colours(sheet: Sheet) -> tuple[RGB, RGB, RGB, RGB]:
    first, second = sheet.lead()
    roles = sheet.roles

    def lit(colour: RGB, lightness: float) -> RGB:
        own, chroma, hue = oklch(colour)
        return from_oklch(
            lightness + 0.24 * max(0.0, own - 0.7) / 0.3, 0.0 if chroma < 0.03 else max(0.14, chroma) * roles.vivid, hue
        )

    shadow = lit(second, 0.30) if _pale(sheet) else roles.night
    return shadow, lit(first, 0.37), lit(second, 0.50), lit(first, 0.56)


def _burst(stage: Stage, x: float, y: float) -> None:
    sheet = stage.sheet
    layers.clouds(stage, _ground_colours(sheet), sheet.look.phase * 40 + 3, 1.2 + sheet.look.drift * 0.8)
    layers.glow(stage, x, y, sheet.asset.height * 0.85, vivid(sheet), 0.8)
    layers.rays(
        stage,
        x,
        y,
        sheet.asset.width * 0.95,
        14 + sheet.look.texture * 3,
        adjust(sheet.roles.accent, 0.92, 0.09),
        0.42,
        sheet.look.phase * 6.28,
    )


def _shards(stage: Stage, x: float, y: float) -> None:
    sheet = stage.sheet
    night, dark, mid, light = _ground_colours(sheet)
    stage.canvas.drawPaint(skia.Paint(Shader=ramp((0, 0), (sheet.asset.width, sheet.asset.height), dark, night)))
    layers.facets(stage, x, y, sheet.random("shards"), (dark, mid, light, night, adjust(mid, lighter=0.1)))
    layers.glow(stage, x, y, sheet.asset.height * 0.7, vivid(sheet), 0.75)


def _speed(stage: Stage, x: float, y: float) -> None:
    sheet = stage.sheet
    night, dark, mid, light = _ground_colours(sheet)
    layers.clouds(stage, (dark, mid, light, dark), sheet.look.phase * 40, 0.9)
    layers.glow(stage, x, y, sheet.asset.height * 0.8, adjust(vivid(sheet), lighter=0.1), 0.9)
    layers.focus_lines(stage, x, y, sheet.asset.height * 0.30, sheet.random("lines"), WHITE, 0.30)
    layers.vignette(stage, 0.5, night)


def _slash(stage: Stage, x: float, y: float) -> None:
    """Two diagonal fields split by bars in the kit's colours."""
    sheet = stage.sheet
    night, dark, mid, light = _ground_colours(sheet)
    width, height = sheet.asset.size
    layers.clouds(stage, (night, dark, dark, mid), sheet.look.phase * 40, 1.3)
    lean = height * (0.22 + 0.12 * sheet.look.drift) * (-1 if sheet.look.mirrored else 1)
    side = 1 if x > width / 2 else -1
    cut = x - side * min(width * 0.22, height * 0.42)
    far = width * 1.2 * side
    field = polygon([(cut + lean, 0), (cut + far, 0), (cut + far, height), (cut - lean, height)])
    stage.canvas.drawPath(
        field, skia.Paint(AntiAlias=True, Shader=ramp((0, 0), (0, height), adjust(light, lighter=0.08), mid))
    )
    stage.canvas.save()
    stage.canvas.clipPath(field, True)
    layers.halftone(stage, (width if side > 0 else 0, height), (0.0, -1.0), 20 * sheet.unit, height * 0.8, night, 0.35)
    layers.glow(stage, x, y, height * 0.6, WHITE, 0.35, OVERLAY)
    stage.canvas.restore()
    for offset, thick, colour in ((0, 16, sheet.roles.accent), (-30, 6, WHITE)):
        shift = offset * sheet.unit * side
        stage.canvas.drawLine(
            cut + lean * 1.05 + shift,
            -height * 0.025,
            cut - lean * 1.05 + shift,
            height * 1.025,
            line(colour, thick * sheet.unit),
        )


GROUNDS = (_burst, _shards, _slash, _speed)
_FAVOURED = {"racing": _speed, "shooter": _shards, "sports": _slash, "strategy": _shards}


def ground(stage: Stage, x: float, y: float) -> None:
    """Only what lies behind everything."""
    sheet = stage.sheet
    favoured = _FAVOURED.get(sheet.brief.category)
    chosen = favoured if favoured and sheet.look.ground % 2 == 0 else GROUNDS[sheet.look.ground % len(GROUNDS)]
    chosen(stage, x, y)
    width, height = sheet.asset.size
    night = sheet.roles.night
    corner = (width if x < width / 2 else 0, height)
    layers.halftone(
        stage,
        corner,
        (0.35 if corner[0] == 0 else -0.35, -0.94),
        (12 + 2 * sheet.look.texture) * sheet.unit,
        330 * sheet.unit,
        night,
        0.7,
    )
    layers.vignette(stage, 0.75 if sheet.brief.category == "horror" else 0.3 if _pale(sheet) else 0.5)


def darken_words(stage: Stage, layout: Layout) -> None:
    """A fade of night behind the words, as strong as the person wants it."""
    alpha = min(0.95, (0.4 if _pale(stage.sheet) else 0.72) * stage.sheet.brief.edits.backdrop)
    words = [run.box for run in layout.runs]
    if not words:
        return
    width, height = stage.sheet.asset.size
    x, y = layout.runs[0].box.center
    night, spared = stage.sheet.roles.night, stage.heroes(layout)
    if width < height or min(box.width for box in words) > width * 0.6 or 0.35 < x / width < 0.65:
        start, end = (height, height * 0.35) if y > height / 2 else (0, height * 0.65)
        layers.shade(stage, (0, start), (0, end), night, alpha * 0.8, spared)
    else:
        edge = 0 if x < width / 2 else width
        layers.shade(stage, (edge, 0), (width * (0.62 if edge == 0 else 0.38), 0), night, alpha, spared)


def hero_mark(stage: Stage, area: Area, angle: float) -> None:
    """The motif as a sticker, or the photo as a tilted print."""
    roles = stage.sheet.roles
    base = adjust(roles.accent, max(0.60, oklch(roles.accent)[0]))
    x, y = area.center
    layers.glow(stage, x, y, area.width * 0.72, adjust(roles.accent, 0.88, 0.12), 0.55)
    if stage.sheet.brief.photo is not None:
        photos.hero(stage, stage.sheet.brief.photo, area, angle * 0.3, WHITE, roles.accent)
    else:
        marks.sticker(stage, area, angle, WHITE, base, roles.night)


def _air(stage: Stage, area: Area, count: int) -> None:
    roles = stage.sheet.roles
    colours = (adjust(roles.accent, 0.9, 0.13), adjust(roles.secondary, 0.75), WHITE)
    layers.particles(stage, stage.sheet.particles, area, count, colours, stage.sheet.random("air"))


def paint(stage: Stage, layout: Layout) -> None:
    sheet, hero = stage.sheet, layout.box("hero")
    x, y = sheet.full.center if hero is None or sheet.form == "banner" else hero.center
    ground(stage, x, y)
    echo_x = sheet.asset.width - x if abs(x - sheet.asset.width / 2) > 50 else x * 1.4
    marks.echo(
        stage, echo_x, sheet.asset.height * 0.55, min(sheet.asset.size) * 1.25, -sheet.look.motif_angle * 2, WHITE, 0.05
    )
    if sheet.foot is not None:
        _slabs(stage)
    if sheet.form == "clip_cover" and hero is not None:
        _clip_card(stage, layout, hero)
    else:
        for i, box in enumerate(named.box for named in layout.boxes if named.name.startswith("hero")):
            hero_mark(stage.of_hero(i), box, sheet.look.motif_angle * (1 if not i else -1))
    _air(stage, sheet.full, 46)
    # Large canvases are seen reduced, where grain only costs bytes.
    layers.grain(stage, sheet.tone.grain * (0.55 if sheet.asset.width > 2000 else 1.0))


def _slabs(stage: Stage) -> None:
    """Leaning bands of flat colour across the part of a story that the app covers with its own controls."""
    sheet, roles = stage.sheet, stage.sheet.roles
    width, height = sheet.asset.size
    rise = width * 0.30 * (-1 if sheet.look.mirrored else 1)
    u = sheet.unit / 1.5
    top = sheet.safe.bottom + (height - sheet.safe.bottom) * (0.33 + 0.13 * sheet.look.drift)
    bands = ((0, 40, WHITE), (70, 150, roles.accent), (250, 210, roles.secondary), (490, 1400, roles.primary))
    for offset, tall, colour in bands:
        y, thick = top + offset * u, tall * u
        stage.canvas.drawPath(
            polygon(
                [(0, y + rise / 2), (width, y - rise / 2), (width, y + thick - rise / 2), (0, y + thick + rise / 2)]
            ),
            fill(colour),
        )
    if sheet.brief.photo is None:
        x = width * (0.28 if sheet.look.mirrored else 0.72)
        marks.echo(stage, x, height - 150 * u, 520 * u, sheet.look.motif_angle, roles.on(roles.primary), 0.9)
    layers.halftone(stage, (0, height), (0.0, -1.0), 22 * u, 420 * u, roles.night, 0.45)


def _clip_card(stage: Stage, layout: Layout, hero: Area) -> None:
    """A tilted still of the clip with the motif in it, a play button on top and a player's bar below the title."""
    sheet, roles, u = stage.sheet, stage.sheet.roles, stage.sheet.unit
    angle = sheet.tone.tilt * (0.8 if sheet.look.mirrored else -0.8)
    x, y = hero.center
    canvas = stage.canvas
    canvas.save()
    canvas.rotate(angle, x, y)
    card = hero.grown(-hero.width * 0.05, -hero.height * 0.075)
    canvas.drawPath(rounded(card.moved(0, 14 * u), 26 * u), fill(BLACK, 0.65, MaskFilter=blur(18 * u)))
    canvas.drawPath(rounded(card.moved(14 * u, 12 * u), 26 * u), fill(roles.secondary))
    canvas.save()
    canvas.clipPath(rounded(card, 26 * u), True)
    glowing = adjust(vivid(sheet), lighter=0.08)
    canvas.drawRect(
        rect(card),
        skia.Paint(Shader=ramp((card.x, card.y), (card.right, card.bottom), glowing, adjust(sheet.lead()[0], 0.34))),
    )
    layers.rays(stage, x, y, card.width, 16, WHITE, 0.5, sheet.look.phase * 6.28, OVERLAY)
    layers.halftone(stage, (card.x, card.bottom), (0.5, -0.86), 12 * u, card.height, roles.night, 0.5)
    if sheet.brief.photo is not None:
        photos.filling(stage, sheet.brief.photo, card, WHITE)
    else:
        side = card.height * 1.16
        base = adjust(roles.accent, max(0.60, oklch(roles.accent)[0]))
        still = Area(x - side / 2, y - side / 2, side, side)
        marks.sticker(stage, still, sheet.look.motif_angle, WHITE, base, roles.night)
        canvas.drawRect(rect(card), fill(roles.night, 0.28))
    canvas.restore()
    canvas.drawPath(rounded(card, 26 * u), line(WHITE, 9 * u))
    marks.play_on(stage, card, 66 * u, WHITE, roles.night)
    canvas.restore()
    layers.glow(stage, x, y, card.height * 0.5, WHITE, 0.12, SCREEN)
