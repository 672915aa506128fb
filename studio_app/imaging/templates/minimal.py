"""Minimal: one flat colour, one shape, large calm type. What is left out is the design."""

from __future__ import annotations

from studio_app.imaging.colour import RGB, WHITE, adjust, delta_e2000, from_hex, mix, oklch, readable, to_hex, wcag
from studio_app.imaging.icons import motif
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import layers, logos, marks, photos
from studio_app.imaging.templates.compose import chips
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import plain, rimmed, turned
from studio_app.imaging.templates.paint import fill, line, rect, ring, rounded
from studio_app.imaging.templates.places import Plans, Slots, Table
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.words import Setting

__all__ = ["PLANS", "SLOTS", "finish", "ground", "hero_mark", "letter", "paint", "setting", "sketch", "words"]

PLANS: Plans = {}
SLOTS: Table = {
    "thumbnail": (
        Slots(Area(72, 92, 700, 512), Area(72, 630, 52, 52), Area(146, 650, 150, 12), (Area(806, 112, 400, 496),)),
        Slots(
            Area(120, 250, 1040, 330), Area(1160, 48, 56, 56), Area(565, 628, 150, 12), (Area(520, 54, 240, 180),),
            align="center", largest=150, max_lines=2,
        ),
        Slots(
            Area(72, 330, 690, 280), Area(72, 60, 60, 60), Area(72, 640, 150, 12), (Area(790, 40, 460, 560),),
            valign="bottom", largest=140,
        ),
        Slots(Area(72, 60, 640, 470), Area(72, 580, 60, 60), Area(156, 604, 150, 12), (Area(730, 30, 520, 570),),
              valign="top", largest=150),
    ),
    "story": (
        Slots(Area(100, 430, 880, 380), Area(100, 290, 92, 92), Area(830, 330, 150, 12), (Area(90, 860, 900, 940),),
              valign="top", largest=200),
        Slots(
            Area(100, 850, 880, 350), Area(100, 290, 92, 92), Area(465, 1224, 150, 12), (Area(200, 290, 680, 540),),
            align="center", largest=190,
        ),
        Slots(Area(100, 430, 880, 400), Area(100, 290, 92, 92), Area(830, 330, 150, 12), (Area(260, 840, 1060, 1060),),
              valign="top", largest=200),
    ),
}
# How the one shape lies in the picture.
SHAPES = ("disc", "edge", "corner", "frame")


def base(sheet: Sheet) -> RGB:
    """The one colour of the picture."""
    roles = sheet.roles
    pale = all(oklch(from_hex(colour))[0] > 0.82 for colour in roles.exact)
    options = (roles.primary, roles.paper, roles.paper if pale else roles.night, roles.secondary)
    return options[(sheet.look.ground + sheet.look.emphasis) % len(options)]


def ink(sheet: Sheet) -> RGB:
    return sheet.roles.on(base(sheet))


def shape_colour(sheet: Sheet) -> RGB:
    """A quiet neighbour of the base, or the accent where the base is neutral."""
    ground = base(sheet)
    lightness, chroma, _ = oklch(ground)
    strong = sheet.roles.primary if wcag(sheet.roles.primary, ground) > 1.3 else sheet.roles.accent
    # Words may reach over the shape, so they must be readable on it too.
    if (chroma < 0.05 or lightness < 0.3) and wcag(ink(sheet), strong) >= 4.5:
        return strong
    return adjust(ground, lighter=0.09 if lightness < 0.7 else -0.09)


def spark(sheet: Sheet) -> RGB:
    """The accent, as it can be seen on the base."""
    roles = sheet.roles
    for colour in (roles.accent, roles.secondary, roles.primary):
        if wcag(colour, base(sheet)) >= 1.9:
            return colour
    return ink(sheet)


def setting(sheet: Sheet) -> Setting:
    ground, text = base(sheet), ink(sheet)
    return Setting(
        align="left",
        valign="center",
        title=text,
        title_ground=ground,
        tag=readable(mix(text, ground, 0.15), ground, 5.0),
        tag_ground=ground,
        subtitle=readable(mix(text, ground, 0.2), ground, 5.0),
        subtitle_ground=ground,
        bleed=0.04,
        gap=0.26,
        tracking=-0.012,
        tag_tracking=0.22,
        tag_size=24,
        tag_plate=False,
        subtitle_size=32,
        space=28,
    )


def finish(sheet: Sheet) -> Finish:
    roles = sheet.roles
    dark = oklch(base(sheet))[0] < 0.6
    plate = roles.night if dark else roles.paper
    if delta_e2000(plate, base(sheet)) < 4:
        plate = adjust(plate, lighter=0.08 if dark else -0.05)
    text = roles.on(plate)
    return Finish(
        "round", plate, plate, (roles.primary, roles.primary, spark_on(roles.accent, plate)),
        spark_on(roles.primary, plate), plate, text, text,
    )


def spark_on(colour: RGB, ground: RGB) -> RGB:
    return colour if wcag(colour, ground) >= 1.9 else readable(colour, ground, 3.0)


def ground(stage: Stage, x: float, y: float) -> None:
    sheet, canvas = stage.sheet, stage.canvas
    width, height = sheet.asset.size
    canvas.drawPaint(fill(base(sheet)))
    colour, short = shape_colour(sheet), min(width, height)
    # Where the hero stands in the middle, the seed's mirror decides the side.
    right = sheet.look.mirrored if abs(x - width / 2) < width * 0.05 else x > width / 2
    kind = SHAPES[(sheet.look.ground // 2 + sheet.look.texture) % len(SHAPES)]
    if kind == "disc":
        canvas.drawCircle(x, y, short * (0.36 + 0.08 * sheet.look.drift), fill(colour))
    elif kind == "edge":
        side = Area(x, 0, width - x, height) if right else Area(0, 0, x, height)
        canvas.drawRect(rect(side if not sheet.portrait else Area(0, y, width, height - y)), fill(colour))
    elif kind == "corner":
        far = width if right else 0
        for share in (0.95, 0.72, 0.5):
            shade = mix(base(sheet), colour, 1.1 - share)
            canvas.drawCircle(far, height, short * share, fill(shade))
    else:
        inset = short * 0.03
        canvas.drawRect(rect(sheet.full.grown(-inset)), line(ink(sheet), max(1.0, short * 0.005), 0.85))
        canvas.drawCircle(x, y, short * 0.34, line(colour, short * 0.05))


def hero_mark(stage: Stage, area: Area, angle: float) -> None:
    """The motif in one flat ink; the photo in a plain shape."""
    sheet, canvas = stage.sheet, stage.canvas
    data = sheet.brief.photo
    if data is not None:
        if photos.is_cut_out(data):
            photos.cut_out(stage, data, area, base(sheet))
        else:
            box = area.scaled(0.92)
            photos.cover(stage, data, box, rounded(box, min(box.width, box.height) * 0.08))
        return
    x, y = area.center
    size = min(area.width, area.height) * 0.84
    path = marks.scaled(motif(sheet.motif), size, x, y, angle * 0.4)
    under = shape_colour(sheet)
    colour = next((c for c in (spark(sheet), ink(sheet)) if wcag(c, under) >= 1.7), sheet.roles.on(under))
    canvas.drawPath(path, fill(colour))


def paint(stage: Stage, layout: Layout) -> None:
    """The plate: everything but words, tag, logo and trim."""
    sheet = stage.sheet
    heroes = [named.box for named in layout.boxes if named.name.startswith("hero")]
    x, y = heroes[0].center if heroes else sheet.full.center
    ground(stage, x, y)
    for i, box in enumerate(heroes):
        hero_mark(stage.of_hero(i), box, sheet.look.motif_angle * (1 if not i else -1))
    if sheet.form == "clip_cover" and heroes:
        marks.play_on(stage, heroes[0], 62 * sheet.unit, WHITE, sheet.roles.ink)
    layers.grain(stage, 0.03)


def words(stage: Stage, layout: Layout) -> None:
    title = layout.run("title")
    if title is not None:
        rimmed(stage, title, from_hex(title.background))
        _accent(stage, layout)
    plain(stage, layout.run("tag"))
    plain(stage, layout.run("subtitle"))


def _accent(stage: Stage, layout: Layout) -> None:
    """A short rule over the tag, or a full stop's worth of colour after the title."""
    sheet, title = stage.sheet, layout.run("title")
    assert title is not None
    first = layout.run("tag") or title
    u = sheet.unit
    if first.frame.y - 26 * u < sheet.safe.y:
        return
    left = first.frame.x if first.align != "right" else first.frame.right - 56 * u
    if first.align == "center":
        left = first.frame.center[0] - 28 * u
    stage.canvas.save()
    turned(stage.canvas, first.turn)
    top = first.frame.y - 26 * u
    stage.canvas.drawRect(rect(Area(left, top, 56 * u, 7 * u)), fill(spark(sheet)))
    stage.canvas.restore()


def letter(stage: Stage, layout: Layout) -> None:
    """Words, logo and the kit's colours over a finished plate."""
    sheet, roles = stage.sheet, stage.sheet.roles
    if sheet.brief.edits.backdrop > 1:
        _veil(stage, layout, sheet.brief.edits.backdrop - 1)
    words(stage, layout)
    same = to_hex(roles.primary) == to_hex(base(sheet))
    logos.mark(stage, layout, roles.primary, roles.on(roles.primary), ink(sheet) if same else None, 0.28)
    for colour, area in chips(sheet, marks.needed(layout, "trim")):
        body = Area(area.x, area.y, area.width - area.height * 0.5, area.height)
        stage.canvas.drawPath(rounded(body, area.height / 2), fill(from_hex(colour)))
        stage.canvas.drawPath(rounded(body, area.height / 2), line(ink(sheet), sheet.unit, 0.35))


def _veil(stage: Stage, layout: Layout, alpha: float) -> None:
    for run in layout.runs:
        stage.canvas.drawPath(
            rounded(run.box.grown(run.size * 0.15), run.size * 0.2), fill(from_hex(run.background), alpha)
        )


def sketch(sheet: Sheet, layout: Layout) -> list[object]:
    """The one shape for the blue-line draft."""
    hero = layout.box("hero")
    return [] if hero is None else [ring(*hero.center, min(hero.width, hero.height) * 0.5)]

