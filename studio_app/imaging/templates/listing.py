"""List: hard outlines, hard shadows, white cards on a bright ground, and the number as large as it goes."""

from __future__ import annotations

import re

from studio_app.imaging.colour import RGB, WHITE, adjust, delta_e2000, from_hex, oklch, readable, wcag
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, union
from studio_app.imaging.templates import layers, logos, marks, photos
from studio_app.imaging.templates.compose import adorned, chips, finished
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import pill, plain, rimmed
from studio_app.imaging.templates.paint import fill, line, polygon, rect, ring
from studio_app.imaging.templates.places import Plans, Slots, Table
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.word_warnings import lacking, small_title
from studio_app.imaging.templates.words import Setting, set_block
from studio_app.imaging.text import uppercase

__all__ = ["PLANS", "SLOTS", "finish", "ground", "hero_mark", "letter", "paint", "setting", "sketch", "words"]

_NUMBER = re.compile(r"(?<![\w.,])#?(\d{1,4})(?![\w.,]*\d)(?=\s|$)")
# Number, words, hero, rows: three pages in pixels of 1280 x 720.
_PAGES = (
    (Area(76, 84, 320, 420), Area(452, 92, 420, 400), Area(920, 96, 300, 400), Area(76, 548, 980, 110)),
    (Area(76, 84, 330, 330), Area(462, 84, 740, 290), Area(690, 400, 500, 290), Area(76, 446, 980, 220)),
    (Area(76, 70, 230, 216), Area(352, 84, 760, 190), Area(330, 330, 620, 310), Area(190, 330, 760, 310)),
)
# How far the card reaches beyond the words, in design pixels.
CARD = (24.0, 20.0)
# CIEDE2000 from which on a tile does not look like a hole in its ground.
_APART = 12.0
_LOGOS = (Area(1156, 30, 64, 64), Area(1150, 610, 64, 64), Area(1150, 60, 72, 72))
SLOTS: Table = {
    "thumbnail": (
        Slots(Area(84, 90, 620, 470), Area(84, 612, 58, 58), Area(164, 634, 190, 14), (Area(790, 90, 400, 470),)),
        Slots(Area(500, 90, 680, 470), Area(1152, 30, 56, 56), Area(500, 634, 190, 14), (Area(76, 90, 370, 500),)),
        Slots(Area(90, 380, 960, 200), Area(76, 40, 64, 64), Area(90, 634, 190, 14), (Area(330, 50, 620, 280),),
              max_lines=2, largest=140),
    ),
    "story": (
        Slots(Area(110, 470, 830, 300), Area(85, 286, 104, 104), Area(795, 334, 200, 16), (Area(110, 850, 860, 860),),
              largest=200),
        Slots(Area(110, 860, 830, 300), Area(85, 286, 104, 104), Area(110, 1222, 200, 16),
              (Area(210, 280, 720, 540), Area(520, 1310, 760, 720)), largest=200),
        Slots(Area(110, 470, 830, 300), Area(85, 286, 104, 104), Area(795, 334, 200, 16),
              (Area(-40, 860, 720, 720), Area(430, 1170, 800, 800)), valign="top", largest=200),
    ),
}


def bright(sheet: Sheet) -> RGB:
    """The ground: a kit colour, light enough for black outlines to count."""
    roles = sheet.roles
    options = (roles.accent, roles.primary, roles.secondary)
    colour = options[sheet.look.ground % 3]
    return adjust(colour, max(0.66, oklch(colour)[0]))


def ink(sheet: Sheet) -> RGB:
    return sheet.roles.ink


def spot(sheet: Sheet) -> RGB:
    """The colour of number and tiles: unlike the ground, readable under ink or white."""
    roles = sheet.roles
    ground_colour = bright(sheet)
    return max((roles.primary, roles.accent, roles.secondary), key=lambda c: abs(oklch(c)[2] - oklch(ground_colour)[2])
               % 360 + 60 * wcag(c, ground_colour))


def setting(sheet: Sheet) -> Setting:
    roles = sheet.roles
    return Setting(
        align="left",
        valign="center",
        title=roles.ink,
        title_ground=WHITE,
        tag=roles.on(spot(sheet)),
        tag_ground=spot(sheet),
        subtitle=roles.ink,
        subtitle_ground=WHITE,
        bleed=0.05,
        gap=0.26,
        tracking=-0.01,
        tag_size=26,
        subtitle_size=30,
        space=24,
        margin=(CARD[0] + 4, CARD[1] + 4),
    )


def split_number(title: str) -> tuple[str, str] | None:
    """(number, the other words) of a title such as `7 mistakes every builder makes`; None without a number."""
    found = _NUMBER.search(title)
    if found is None:
        return None
    rest = " ".join((title[: found.start()] + " " + title[found.end() :]).split())
    return (found.group(0), rest) if rest else None


def plan_page(sheet: Sheet) -> Layout | None:
    """Number and words apart, items as rows; None for a title without a number."""
    parts = split_number(sheet.said("title"))
    if parts is None:
        return None
    page = sheet.look.variant % len(_PAGES)
    number, words_area, hero, rows = _PAGES[page]
    roles, tone = sheet.roles, sheet.tone
    has_rows = bool(sheet.brief.lines)
    ground_colour = spot(sheet)
    text = uppercase(parts[1]) if tone.uppercase else parts[1]
    runs = [
        set_block(sheet, "title", text, words_area, roles.ink, WHITE, max_lines=4 if page == 0 else 2, largest=150,
                  bleed=0.05),
        set_block(sheet, "title_number", parts[0], number.scaled(0.82), roles.on(ground_colour), ground_colour,
                  align="center", max_lines=1, largest=420),
    ]
    boxes = [NamedBox("number", number), NamedBox("card", union([runs[0].box]).grown(26 * sheet.unit))]
    heroes = (hero,) if not has_rows or page == 0 else ()
    if has_rows:
        runs += _rows(sheet, rows, columns=1 if page == 2 else 2)
    elif tag := (sheet.said("subtitle") or sheet.said("tag")):
        area = Area(rows.x, rows.y, rows.width * 0.6, min(rows.height, 70)) if page != 2 else Area(430, 648, 500, 44)
        run = set_block(sheet, "subtitle", tag, area.grown(-22, -12), roles.on(roles.ink), roles.ink, face="body",
                        max_lines=1, largest=34)
        runs.append(adorned(run, 22 * sheet.unit, 12 * sheet.unit))
    slots = Slots(words_area, _LOGOS[page], Area(76, 696, 190, 10), heroes)
    warnings = lacking([(run.text, run.face) for run in runs]) + small_title(sheet, runs)
    return finished(sheet, slots, runs, warnings, roles.primary, tuple(boxes))


def _rows(sheet: Sheet, area: Area, columns: int) -> list[TextRun]:
    """Up to four items as lines with a tick before each."""
    items = [" ".join(item.split()) for item in sheet.brief.lines][:4]
    down = -(-len(items) // columns)
    wide, tall = area.width / columns, min(area.height / down, 66 * sheet.unit)
    runs = []
    for i, item in enumerate(items):
        cell = Area(area.x + (i % columns) * wide, area.y + (i // columns) * tall, wide, tall)
        room = Area(cell.x + 62 * sheet.unit, cell.y + 8, cell.width - 86 * sheet.unit, cell.height - 16)
        runs.append(set_block(sheet, f"item_{i + 1}", item, room, sheet.roles.ink, WHITE, face="body", max_lines=1,
                              largest=36))
    return runs


PLANS: Plans = {"thumbnail": plan_page}


def ground(stage: Stage, x: float, y: float) -> None:
    """Flat colour with a pattern in a slightly different shade."""
    sheet, canvas = stage.sheet, stage.canvas
    colour = bright(sheet)
    canvas.drawPaint(fill(colour))
    shade = adjust(colour, lighter=-0.07)
    width, height = sheet.asset.size
    step = 46 * sheet.unit
    kind = (sheet.look.texture + sheet.look.variant) % 3
    if kind == 0:
        for column in range(int(width / step) + 2):
            for row in range(int(height / step) + 2):
                canvas.drawCircle((column + (row % 2) / 2) * step, row * step, 5.5 * sheet.unit, fill(shade))
    elif kind == 1:
        for i in range(int(max(width, height) / step) + 1):
            canvas.drawLine(i * step, 0, i * step, height, line(shade, 2.4 * sheet.unit))
            canvas.drawLine(0, i * step, width, i * step, line(shade, 2.4 * sheet.unit))
    else:
        layers.stripes(stage, sheet.full, step * 1.3, 45, shade, 1.0)


def card(stage: Stage, area: Area, colour: RGB, lift: float = 1.0) -> None:
    """A flat card with an ink outline and a hard shadow to the lower right."""
    u, black = stage.sheet.unit, ink(stage.sheet)
    canvas = stage.canvas
    canvas.drawRect(rect(area.moved(11 * u * lift, 11 * u * lift).grown(3 * u)), fill(black))
    canvas.drawRect(rect(area), fill(colour))
    canvas.drawRect(rect(area), line(black, 6 * u))


def hero_mark(stage: Stage, area: Area, angle: float) -> None:
    """The motif on a tile, or the photo in a frame."""
    sheet, canvas = stage.sheet, stage.canvas
    x, y = area.center
    u = sheet.unit
    canvas.save()
    canvas.rotate(angle * 0.25, x, y)
    tile = area.scaled(0.9)
    card(stage, tile, _tile_colour(sheet))
    data = sheet.brief.photo
    inner = tile.grown(-3 * u)
    if data is not None:
        photos.filling(stage, data, inner, WHITE)
    else:
        size = min(inner.width, inner.height) * 0.84
        box = Area(inner.center[0] - size / 2, inner.center[1] - size / 2, size, size)
        face = adjust(spot(sheet), max(0.62, oklch(spot(sheet))[0]))
        marks.sticker(stage, box, -angle * 0.5, WHITE, face, ink(sheet))
    canvas.restore()


def _tile_colour(sheet: Sheet) -> RGB:
    """The kit's first colour that is told apart from the ground once it is light enough; else white."""
    roles, ground_colour = sheet.roles, bright(sheet)
    for colour in (roles.secondary, roles.primary, roles.accent):
        tile = adjust(colour, max(0.6, oklch(colour)[0]))
        if wcag(colour, ground_colour) > 1.15 and delta_e2000(tile, ground_colour) >= _APART:
            return tile
    return WHITE


def paint(stage: Stage, layout: Layout) -> None:
    """The plate: everything but words, cards, tag, logo and trim."""
    sheet = stage.sheet
    heroes = [named.box for named in layout.boxes if named.name.startswith("hero")]
    x, y = heroes[0].center if heroes else sheet.full.center
    ground(stage, x, y)
    _stickers(stage, heroes)
    for i, box in enumerate(heroes):
        hero_mark(stage.of_hero(i), box, sheet.look.motif_angle * (1 if not i else -1))
    if sheet.form == "clip_cover" and heroes:
        marks.play_on(stage, heroes[0], 62 * sheet.unit, WHITE, ink(sheet), ink(sheet))


def _stickers(stage: Stage, heroes: list[Area]) -> None:
    """A few outlined shapes that run off the edges."""
    sheet, canvas, u = stage.sheet, stage.canvas, stage.sheet.unit
    width, height = sheet.asset.size
    chance = sheet.random("stickers")
    black, colours = ink(sheet), (spot(sheet), WHITE, sheet.roles.secondary)
    for i, (x, y) in enumerate(((0.0, 0.0), (1.0, 1.0), (0.98, 0.02))):
        size = chance.uniform(70, 120) * u
        path = ring(x * width, y * height, size)
        if chance.random() < 0.5:
            path = polygon([(x * width - size, y * height + size), (x * width, y * height - size),
                            (x * width + size, y * height + size)])
        canvas.drawPath(path, fill(colours[i]))
        canvas.drawPath(path, line(black, 6 * u))


def words(stage: Stage, layout: Layout) -> None:
    for run in layout.runs:
        if run.role in ("title", "title_number"):
            rimmed(stage, run, from_hex(run.background))
        elif run.role.startswith("item"):
            _tick(stage, run)
            plain(stage, run)
    pill(stage, layout.run("tag"), radius=0.0)
    subtitle = layout.run("subtitle")
    if subtitle is not None and subtitle.plate is not None:
        pill(stage, subtitle, radius=0.0)
    else:
        plain(stage, subtitle)


def _tick(stage: Stage, run: TextRun) -> None:
    u, canvas, roles = stage.sheet.unit, stage.canvas, stage.sheet.roles
    x, y = run.frame.x - 34 * u, run.frame.center[1]
    if run.align == "right":
        x = run.frame.right + 34 * u
    box = Area(x - 17 * u, y - 17 * u, 34 * u, 34 * u)
    canvas.drawRect(rect(box), fill(spot(stage.sheet)))
    canvas.drawRect(rect(box), line(roles.ink, 4 * u))
    tick = line(roles.on(spot(stage.sheet)), 5 * u)
    canvas.drawLine(x - 8 * u, y, x - 2 * u, y + 7 * u, tick)
    canvas.drawLine(x - 2 * u, y + 7 * u, x + 9 * u, y - 8 * u, tick)


def letter(stage: Stage, layout: Layout) -> None:
    """Cards, words, logo and the kit's colours over a finished plate."""
    sheet, roles = stage.sheet, stage.sheet.roles
    _cards(stage, layout)
    words(stage, layout)
    logos.mark(stage, layout, roles.primary, roles.on(roles.primary), None, 0.06)
    for colour, area in chips(sheet, marks.needed(layout, "trim")):
        stage.canvas.drawRect(rect(area), fill(from_hex(colour)))
        stage.canvas.drawRect(rect(area), line(ink(sheet), 2 * sheet.unit))


def _cards(stage: Stage, layout: Layout) -> None:
    u = stage.sheet.unit
    number = layout.box("number")
    if number is not None:
        card(stage, number, spot(stage.sheet))
    words_boxes = [run.box for run in layout.runs if run.role in ("title", "subtitle") and run.plate is None]
    if words_boxes:
        card(stage, union(words_boxes).grown(CARD[0] * u, CARD[1] * u), WHITE)
    rows = [run.box for run in layout.runs if run.role.startswith("item")]
    if rows:
        box = union(rows)
        card(stage, Area(box.x - 66 * u, box.y - 16 * u, box.width + 90 * u, box.height + 32 * u), WHITE, 0.6)


def finish(sheet: Sheet) -> Finish:
    roles = sheet.roles
    colour = spot(sheet)
    return Finish(
        "block", WHITE, WHITE, (bright(sheet), colour, roles.accent), roles.ink, roles.ink, roles.ink,
        readable(roles.ink, WHITE),
    )


def sketch(sheet: Sheet, layout: Layout) -> list[object]:
    """The cards are boxes of the layout: nothing more to pencil."""
    return []
