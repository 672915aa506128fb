"""The art of the editorial family, without words."""

from __future__ import annotations

import random

from studio_app.imaging.colour import RGB, WHITE, adjust, delta_e2000, oklch, wcag
from studio_app.imaging.icons import motif
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import layers, marks, photos
from studio_app.imaging.templates.paint import fill, line, polygon, rect, skia
from studio_app.imaging.templates.sheet import Sheet, Stage


def paper_of(sheet: Sheet) -> RGB:
    """Light paper; two seeds in six print on the kit's dark instead."""
    return sheet.roles.night if sheet.look.ground % 6 in (2, 5) else sheet.roles.paper


def text_of(sheet: Sheet) -> RGB:
    return sheet.roles.on(paper_of(sheet))


def field_of(sheet: Sheet) -> RGB:
    """The colour of the big field: the leading hue unless it would vanish on the paper."""
    first, second = sheet.lead()
    return next((c for c in (first, second, sheet.roles.accent) if wcag(c, paper_of(sheet)) > 1.35), first)


def _flat(sheet: Sheet) -> tuple[RGB, ...]:
    """The inks of the press: the kit's own colours, then paper and text."""
    roles = sheet.roles
    return tuple(dict.fromkeys((field_of(sheet), roles.secondary, roles.accent, roles.primary, text_of(sheet))))


def _motif(
    stage: Stage, x: float, y: float, size: float, colour: RGB, shadow: RGB | None = None, angle: float = 0.0
) -> None:
    """The motif in one flat ink, with an offset second ink behind it like a misregistered print."""
    path = marks.scaled(motif(stage.sheet.motif), size, x, y, angle)
    if shadow is not None:
        stage.canvas.save()
        stage.canvas.translate(size * 0.028, size * 0.028)
        stage.canvas.drawPath(path, fill(shadow))
        stage.canvas.restore()
    stage.canvas.drawPath(path, fill(colour))


def contrasting(ground: RGB, sheet: Sheet) -> RGB:
    """The kit ink that stands out most from `ground`, paper and text included."""
    roles = sheet.roles
    inks = (roles.accent, roles.secondary, roles.primary, roles.paper, roles.ink)
    strong = [c for c in inks[:3] if delta_e2000(c, ground) >= 38]
    return strong[0] if strong else max(inks, key=lambda c: wcag(c, ground))


def _field_panel(stage: Stage, area: Area) -> None:
    """One flat field with a disc and a very large motif that runs off its edge."""
    sheet = stage.sheet
    field = field_of(sheet)
    stage.canvas.drawRect(rect(area), fill(field))
    x, y = area.center
    disc = contrasting(field, sheet)
    radius = min(area.width, area.height) * (0.40 + 0.06 * sheet.look.drift)
    shift = area.width * 0.10 * (1 if sheet.look.mirrored else -1)
    stage.canvas.save()
    stage.canvas.clipRect(rect(area), True)
    layers.halftone(
        stage,
        (area.x + (0 if sheet.look.mirrored else area.width), 0),
        (0.0, 1.0),
        17 * sheet.unit,
        area.height * 0.55,
        adjust(field, lighter=0.12 if oklch(field)[0] < 0.6 else -0.10),
        0.9,
    )
    stage.canvas.drawCircle(x, y, radius, fill(disc))
    stage.canvas.drawCircle(x, y, radius * 1.13, line(disc, 5 * sheet.unit, 0.55))
    _motif(
        stage, x + shift * 0.3, y + area.height * 0.02, radius * 2.15, _best(disc, sheet), field, sheet.look.motif_angle
    )
    stage.canvas.restore()


def _best(ground: RGB, sheet: Sheet) -> RGB:
    return max((sheet.roles.ink, sheet.roles.paper), key=lambda c: wcag(c, ground))


def _tile(stage: Stage, cell: Area, chance: random.Random, inks: tuple[RGB, ...]) -> None:
    """One mosaic tile: a ground and a quarter, half, dot, stripe or petal in another ink."""
    canvas = stage.canvas
    ground = chance.choice(inks)
    mark = max(chance.sample(inks, min(3, len(inks))), key=lambda c: wcag(c, ground))
    canvas.save()
    canvas.clipRect(rect(cell), True)
    canvas.drawRect(rect(cell), fill(ground))
    x, y, w, h = cell.x, cell.y, cell.width, cell.height
    shape = chance.randrange(7)
    if shape == 0:
        cx, cy = chance.choice(((x, y), (x + w, y), (x, y + h), (x + w, y + h)))
        canvas.drawCircle(cx, cy, w, fill(mark))
    elif shape == 1:
        canvas.drawCircle(x + w / 2, y + h / 2, w * 0.36, fill(mark))
    elif shape == 2:
        canvas.drawPath(
            polygon(
                [(x, y), (x + w, y), (x, y + h)] if chance.random() < 0.5 else [(x + w, y), (x + w, y + h), (x, y + h)]
            ),
            fill(mark),
        )
    elif shape == 3:
        layers.stripes(stage, cell, w / 5, chance.choice((0, 90, 45)), mark, 1.0)
    elif shape == 4:
        cx, cy = chance.choice(((x, y), (x + w, y + h)))
        for share in (1.0, 0.72, 0.44, 0.16):
            canvas.drawCircle(cx, cy, w * share, line(mark, w * 0.12))
    elif shape == 5:
        canvas.drawCircle(x, y + h / 2, w / 2, fill(mark))
        canvas.drawCircle(x + w, y + h / 2, w / 2, fill(mark))
    else:
        for i in range(9):
            canvas.drawCircle(x + w * (0.2 + 0.3 * (i % 3)), y + h * (0.2 + 0.3 * (i // 3)), w * 0.075, fill(mark))
    canvas.restore()


def _mosaic(stage: Stage, area: Area, columns: int, motif_span: int = 2) -> None:
    """Tiles, with the motif on a plain block of `motif_span` tiles in their midst."""
    sheet, chance = stage.sheet, stage.sheet.random("mosaic")
    inks = _flat(sheet)
    side = area.width / columns
    rows = max(1, round(area.height / side))
    tall = area.height / rows
    for row in range(rows):
        for column in range(columns):
            _tile(stage, Area(area.x + column * side, area.y + row * tall, side + 0.5, tall + 0.5), chance, inks)
    span = min(motif_span, columns, rows)
    if not span:
        return
    column, row = (columns - span + 1) // 2, (rows - span) // 2
    block = Area(area.x + column * side, area.y + row * tall, side * span, tall * span)
    ground = field_of(sheet)
    stage.canvas.drawRect(rect(block), fill(ground))
    x, y = block.center
    _motif(
        stage,
        x,
        y,
        min(block.width, block.height) * 0.80,
        _best(ground, sheet),
        contrasting(ground, sheet),
        sheet.look.motif_angle * 0.5,
    )


def _arch(stage: Stage, area: Area) -> None:
    """A tall arch with concentric bands and the motif standing in it."""
    sheet, canvas = stage.sheet, stage.canvas
    inks = _flat(sheet)
    x = area.center[0]
    base = sheet.asset.height
    for i, share in enumerate((0.50, 0.42, 0.34)):
        radius = area.width * share
        top = area.y + area.height * 0.10 + radius + i * area.width * 0.06
        colour = inks[i % len(inks)]
        canvas.drawCircle(x, top, radius, fill(colour))
        canvas.drawRect(skia.Rect.MakeLTRB(x - radius, top, x + radius, base), fill(colour))
    ground = inks[2 % len(inks)]
    _motif(
        stage,
        x,
        area.y + area.height * 0.58,
        area.width * 0.62,
        _best(ground, sheet),
        None,
        sheet.look.motif_angle * 0.5,
    )


def _discs(stage: Stage, area: Area) -> None:
    """Overlapping discs and bars, one of which holds the motif, bleeding off the page."""
    sheet, canvas = stage.sheet, stage.canvas
    inks, (x, y) = _flat(sheet), area.center
    side = -1 if sheet.look.mirrored else 1
    radius = min(area.width, area.height) * 0.56
    canvas.drawCircle(x + side * area.width * 0.06, y, radius, fill(inks[0]))
    canvas.drawCircle(x - side * area.width * 0.30, y + area.height * 0.36, radius * 0.30, fill(inks[1 % len(inks)]))
    canvas.drawCircle(x + side * area.width * 0.34, y - area.height * 0.36, radius * 0.40, fill(inks[2 % len(inks)]))
    for i in range(5):
        offset = area.height * (0.30 + i * 0.045)
        canvas.drawLine(x, y + offset, x + side * area.width * 0.7, y + offset, line(text_of(sheet), 5 * sheet.unit))
    _motif(
        stage,
        x + side * area.width * 0.06,
        y,
        radius * 1.36,
        _best(inks[0], sheet),
        contrasting(inks[0], sheet),
        sheet.look.motif_angle,
    )


ARTS = (_field_panel, lambda stage, area: _mosaic(stage, area, 3, 2), _arch, _discs)


def ground(stage: Stage, x: float, y: float) -> None:
    """Bare paper."""
    stage.canvas.drawPaint(fill(paper_of(stage.sheet)))


def hero_mark(stage: Stage, area: Area, angle: float) -> None:
    """A flat disc with the motif in it, or the photo in a field of colour."""
    sheet = stage.sheet
    field = field_of(sheet)
    if sheet.brief.photo is not None:
        _photo(stage, area)
        return
    x, y = area.center
    radius = min(area.width, area.height) * 0.48
    stage.canvas.drawCircle(x, y, radius, fill(field))
    stage.canvas.drawCircle(x, y, radius * 1.08, line(field, 4 * sheet.unit, 0.5))
    _motif(stage, x, y, radius * 1.3, _best(field, sheet), contrasting(field, sheet), angle * 0.6)


def _photo(stage: Stage, area: Area) -> None:
    """A cut-out stands on a field with a disc behind it; other photos fill the field."""
    sheet, data = stage.sheet, stage.sheet.brief.photo
    assert data is not None
    field = field_of(sheet)
    stage.canvas.drawRect(rect(area), fill(field))
    if not photos.is_cut_out(data):
        photos.cover(stage, data, area)
        return
    x, y = area.center
    stage.canvas.save()
    stage.canvas.clipRect(rect(area), True)
    stage.canvas.drawCircle(x, y, min(area.width, area.height) * 0.44, fill(contrasting(field, sheet)))
    stage.canvas.restore()
    photos.cut_out(stage, data, Area(area.x, area.y + area.height * 0.06, area.width, area.height * 0.94), WHITE)


def paint(stage: Stage, layout: Layout) -> None:
    sheet = stage.sheet
    ground(stage, 0, 0)
    heroes = [named.box for named in layout.boxes if named.name.startswith("hero")]
    special = {"story": _story, "clip_cover": _clip}.get(sheet.form)
    if sheet.form == "banner" and len(heroes) == 2:
        _banner(stage, heroes)
    elif heroes and special and (sheet.form == "story" or not sheet.brief.photo):
        special(stage, heroes[0])
    elif heroes and sheet.form == "thumbnail" and sheet.brief.photo is None:
        ARTS[sheet.look.ground % len(ARTS)](stage, heroes[0])
    elif heroes:
        _page_edge(stage)
        for i, hero in enumerate(heroes):
            hero_mark(stage.of_hero(i), hero, sheet.look.motif_angle * (1 if not i else -1))
    else:
        _page_edge(stage)
    layers.grain(stage, 0.05)


def _page_edge(stage: Stage) -> None:
    """A band of mosaic along one edge: the page's binding."""
    sheet = stage.sheet
    width, height = sheet.asset.size
    thick = min(width, height) * 0.09
    if sheet.portrait:
        _mosaic(stage, Area(0, height - thick, width, thick), max(4, round(width / thick)), 0)
    else:
        thick = min(thick, sheet.safe.x * 0.8) if sheet.safe.x > thick * 0.4 else thick * 0.4
        _mosaic(stage, Area(width - thick if sheet.look.mirrored else 0, 0, thick, height), 1, 0)


def _story(stage: Stage, hero: Area) -> None:
    sheet = stage.sheet
    width, height = sheet.asset.size
    top = Area(0, 0, width, hero.bottom)
    if sheet.brief.photo is not None:
        _photo(stage, top)
    elif sheet.look.ground % 2:
        _mosaic(stage, top, 4, 2)
    else:
        _field_panel(stage, top)
    start = sheet.safe.bottom + 8 * sheet.unit / 1.5
    _mosaic(stage, Area(0, start, width, height - start), 5, 0)


def _banner(stage: Stage, heroes: list[Area]) -> None:
    sheet = stage.sheet
    width, height = sheet.asset.size
    field = field_of(sheet)
    for i, hero in enumerate(heroes):
        _mosaic(stage, hero, 3, 2 if not i else 0)
    if sheet.brief.photo is not None:
        _photo(stage, heroes[0])
    u, left, right = sheet.unit / 2, heroes[0].right, heroes[1].x
    left, right = min(left, right), max(left, right)
    for y in (300 * u, height - 300 * u):
        stage.canvas.drawLine(left + 124 * u, y, right - 124 * u, y, line(field, 10 * u))
    marks.echo(stage, width / 2, 150 * u, 190 * u, 0, field, 1.0)
    marks.echo(stage, width / 2, height - 150 * u, 190 * u, 0, contrasting(paper_of(sheet), sheet), 1.0)


def _clip(stage: Stage, hero: Area) -> None:
    """A strip of film: one wide still between two slivers of its neighbours, over the paper."""
    sheet, canvas, u = stage.sheet, stage.canvas, stage.sheet.unit
    inks = _flat(sheet)
    canvas.drawRect(rect(hero), fill(sheet.roles.ink))
    for i in range(round(sheet.asset.width / (54 * u)) + 1):
        for y in (hero.y + 14 * u, hero.bottom - 36 * u):
            hole = skia.Rect.MakeXYWH((18 + i * 54) * u, y, 28 * u, 22 * u)
            canvas.drawRoundRect(hole, 5 * u, 5 * u, fill(paper_of(sheet)))
    side = hero.width * 0.133
    still = Area(hero.x + side, hero.y + 52 * u, hero.width - 2 * side, hero.height - 104 * u)
    gap = 24 * u
    for offset, ink in ((-still.width - gap, inks[1 % len(inks)]), (still.width + gap, inks[2 % len(inks)])):
        canvas.drawRect(rect(still.moved(offset, 0)), fill(ink))
    canvas.save()
    canvas.clipRect(rect(still), True)
    field = field_of(sheet)
    canvas.drawRect(rect(still), fill(field))
    x = still.x + still.width * (0.70 if not sheet.look.mirrored else 0.30)
    disc = contrasting(field, sheet)
    canvas.drawCircle(x, still.center[1], still.height * 0.62, fill(disc))
    _motif(stage, x, still.center[1], still.height * 0.92, _best(disc, sheet), field, sheet.look.motif_angle)
    other = still.x + still.width * (0.26 if not sheet.look.mirrored else 0.74)
    layers.stripes(stage, Area(min(other, other), still.y, 6, still.height), 14 * u, 90, disc, 1.0)
    canvas.restore()
    marks.play_button(stage, other, still.center[1], 74 * u, WHITE, sheet.roles.ink)
