"""Versus: two fields of colour, a jagged seam between them and a rival on each side."""

from __future__ import annotations

import re

from studio_app.catalog.games import GAME_CATEGORIES
from studio_app.imaging.colour import BLACK, RGB, WHITE, adjust, delta_e2000, from_hex, from_oklch, mix, oklch, readable
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, union
from studio_app.imaging.templates import layers, logos, marks, photos
from studio_app.imaging.templates.compose import adorned, chips, finished
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import HOT, outlined, pill, plain, poster
from studio_app.imaging.templates.paint import OVERLAY, blur, fill, line, polygon, ramp, rect, skia
from studio_app.imaging.templates.places import Plans, Slots, Table
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.word_warnings import lacking, small_title
from studio_app.imaging.templates.words import Setting, set_block
from studio_app.imaging.text import uppercase

__all__ = ["PLANS", "SLOTS", "finish", "ground", "hero_mark", "letter", "paint", "setting", "sketch", "words"]

_BETWEEN = re.compile(r"\s+(?:vs\.?|versus|against|gegen|contre|contra|против|対|х)\s+|\s*⚔️?\s*", re.IGNORECASE)
SIGN = "VS"
# Two names, two rivals, the sign between them, tag and logo: three duels in pixels of 1280 x 720.
_DUELS = (
    ((Area(60, 470, 530, 140), Area(690, 470, 530, 140)), (Area(96, 96, 420, 360), Area(764, 96, 380, 360)),
     Area(556, 236, 168, 168), Area(60, 36, 360, 50), Area(1152, 34, 78, 78)),
    ((Area(60, 44, 520, 150), Area(640, 44, 462, 150)), (Area(90, 214, 430, 400), Area(700, 214, 390, 400)),
     Area(524, 300, 172, 172), Area(60, 630, 360, 50), Area(1160, 44, 70, 70)),
    ((Area(60, 480, 520, 150), Area(640, 60, 490, 150)), (Area(70, 60, 450, 400), Area(690, 236, 390, 380)),
     Area(546, 282, 150, 150), Area(60, 642, 360, 46), Area(1152, 40, 78, 78)),
)  # fmt: skip
SLOTS: Table = {
    "thumbnail": (
        Slots(Area(60, 400, 1000, 220), Area(1150, 36, 80, 80), Area(60, 648, 190, 14),
              (Area(96, 60, 400, 320), Area(700, 60, 400, 320)), max_lines=2, largest=150),
        Slots(Area(60, 52, 600, 560), Area(60, 636, 54, 54), Area(134, 656, 190, 14), (Area(700, 110, 470, 470),)),
        Slots(Area(120, 430, 960, 190), Area(1150, 36, 80, 80), Area(545, 646, 190, 14),
              (Area(100, 70, 400, 340), Area(740, 70, 380, 340)), align="center", max_lines=2, largest=140),
    ),
    "story": (
        Slots(Area(100, 730, 860, 380), Area(85, 286, 112, 112), Area(100, 1140, 200, 16),
              (Area(230, 280, 720, 450), Area(300, 1180, 720, 700)), largest=210),
        Slots(Area(100, 900, 860, 290), Area(85, 286, 112, 112), Area(440, 1222, 200, 16),
              (Area(205, 240, 730, 640), Area(120, 1240, 780, 640)), align="center", valign="bottom", largest=190),
        Slots(Area(100, 410, 860, 290), Area(85, 286, 112, 112), Area(795, 334, 200, 16),
              (Area(40, 730, 540, 540), Area(430, 1080, 760, 760)), valign="top", largest=190),
    ),
}


def sides_of(title: str) -> tuple[str, str] | None:
    """The two names of a title such as `Rust vs Valorant`; None when there are not exactly two."""
    parts = [part.strip() for part in _BETWEEN.split(title) if part.strip()]
    return (parts[0], parts[1]) if len(parts) == 2 else None


def rivals(sheet: Sheet) -> tuple[RGB, RGB]:
    """The two fields: the kit's leading colour, and the one most unlike it, deep enough for white words."""
    first, second = sheet.lead()
    other = max((second, sheet.roles.accent, sheet.roles.secondary), key=lambda c: delta_e2000(c, first))

    def deep(colour: RGB) -> RGB:
        lightness, chroma, hue = oklch(colour)
        # A pastel may grow deeper, but not into another colour.
        strong = 0.0 if chroma < 0.03 else max(min(0.13, chroma * 2), chroma) * sheet.roles.vivid
        return from_oklch(min(lightness, 0.56), strong, hue)

    one, two = deep(first), deep(other)
    if delta_e2000(one, two) < 16:
        two = from_oklch(0.28, oklch(two)[1] * 0.6, oklch(two)[2])
    return one, two


def setting(sheet: Sheet) -> Setting:
    roles = sheet.roles
    return Setting(
        align="left",
        valign="center",
        title=WHITE,
        title_ground=roles.night,
        tag=roles.on(roles.accent),
        tag_ground=roles.accent,
        subtitle=WHITE,
        subtitle_ground=roles.night,
        bleed=0.1,
        gap=0.24,
        skew=-0.10 if sheet.form != "banner" else 0.0,
        tag_size=26,
        subtitle_size=30,
        space=20,
    )


def plan_duel(sheet: Sheet) -> Layout | None:
    """Both names of the title on their own sides; None for a title that names no two."""
    sides = sides_of(sheet.said("title"))
    if sides is None:
        return None
    names, heroes, middle, tag_area, logo = _DUELS[sheet.look.variant % len(_DUELS)]
    roles = sheet.roles
    runs: list[TextRun] = []
    for role, text, area, align in (("title", sides[0], names[0], "left"), ("title_2", sides[1], names[1], "right")):
        cased = uppercase(text) if sheet.tone.uppercase else text
        runs.append(set_block(sheet, role, cased, area, WHITE, roles.night, align=align, largest=130, bleed=0.1))
    sign_ground = roles.accent
    runs.append(set_block(sheet, "title_sign", SIGN, middle.scaled(0.62), roles.on(sign_ground), sign_ground,
                          align="center", max_lines=1))
    if tag := sheet.said("tag"):
        area = tag_area.grown(-18 * sheet.unit, -12 * sheet.unit)
        run = set_block(sheet, "tag", uppercase(tag), area, roles.on(roles.accent), roles.accent, max_lines=1,
                        largest=28, tracking=0.06)
        runs.append(adorned(run, 18 * sheet.unit, 11 * sheet.unit))
    slots = Slots(union([*names]), logo, Area(56, 700, 190, 8), heroes)
    warnings = lacking([(run.text, run.face) for run in runs]) + small_title(sheet, runs)
    return finished(sheet, slots, runs, warnings, roles.primary, (NamedBox("sign", middle),))


PLANS: Plans = {"thumbnail": plan_duel}


def _seam(sheet: Sheet) -> list[tuple[float, float]]:
    """Points from one edge to the other, jagged like a crack."""
    width, height = sheet.asset.size
    chance = sheet.random("seam")
    kind = sheet.look.variant % 3
    lean = (0.16, 0.02, 0.30)[kind] * (-1 if sheet.look.mirrored else 1)
    teeth = (7, 11, 5)[kind]
    rough = (0.022, 0.05, 0.012)[kind]
    points = []
    for i in range(teeth + 1):
        share = i / teeth
        off = rough * (1 if i % 2 else -1) * chance.uniform(0.5, 1.2) if 0 < i < teeth else 0.0
        along, across = share * 1.04 - 0.02, 0.5 - lean * (share - 0.5) + off
        points.append((along * width, across * height) if sheet.portrait else (across * width, along * height))
    return points


def ground(stage: Stage, x: float, y: float) -> None:
    sheet, canvas = stage.sheet, stage.canvas
    width, height = sheet.asset.size
    one, two = rivals(sheet)
    seam = _seam(sheet)
    far = [(width * 1.05, height * 1.05), (-width * 0.05, height * 1.05)] if sheet.portrait else [
        (width * 1.05, height * 1.05), (width * 1.05, -height * 0.05)]
    other = polygon([*seam, *far])
    canvas.drawPaint(skia.Paint(Dither=True, Shader=ramp((0, 0), (width * 0.6, height), adjust(one, lighter=0.08), one,
                                                         adjust(one, lighter=-0.16))))
    _side(stage, Area(0, 0, width / 2, height), 0)
    canvas.save()
    canvas.clipPath(other, True)
    canvas.drawPaint(skia.Paint(Dither=True, Shader=ramp((width, 0), (width * 0.4, height), adjust(two, lighter=0.08),
                                                         two, adjust(two, lighter=-0.16))))
    _side(stage, Area(width / 2, 0, width / 2, height), 1)
    canvas.restore()
    _crack(stage, seam)


def _side(stage: Stage, area: Area, index: int) -> None:
    """Rays on one side, dots on the other; the seed says which."""
    sheet = stage.sheet
    x, y = area.center
    if (index + sheet.look.texture) % 2:
        layers.rays(stage, x, y, area.height * 1.3, 16, WHITE, 0.3, sheet.look.phase * 6.28, OVERLAY)
    else:
        layers.halftone(stage, (area.x if not index else area.right, area.bottom), (0.5 if not index else -0.5, -0.86),
                        16 * sheet.unit, area.height * 0.8, sheet.roles.night, 0.5)
    layers.glow(stage, x, y, area.height * 0.55, WHITE, 0.22, OVERLAY)


def _crack(stage: Stage, seam: list[tuple[float, float]]) -> None:
    """The seam as light: a glow, the accent and a white core."""
    u, canvas = stage.sheet.unit, stage.canvas
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in seam], False)
    accent = stage.sheet.roles.accent
    canvas.drawPath(path, line(adjust(accent, 0.85), 34 * u, 0.6, MaskFilter=blur(22 * u)))
    canvas.drawPath(path, line(stage.sheet.roles.night, 26 * u))
    canvas.drawPath(path, line(accent, 15 * u))
    canvas.drawPath(path, line(WHITE, 5 * u))


def other_motif(sheet: Sheet) -> str:
    """The rival's motif: the category's next one."""
    motifs = GAME_CATEGORIES[sheet.brief.category].motifs if sheet.brief.category in GAME_CATEGORIES else ()
    rest = [name for name in motifs if name != sheet.motif] or ["fire", "crown"]
    return rest[sheet.brief.seed % len(rest)]


def hero_mark(stage: Stage, area: Area, angle: float) -> None:
    _rival(stage, area, angle, 0)


def _rival(stage: Stage, area: Area, angle: float, index: int) -> None:
    roles, data = stage.sheet.roles, stage.sheet.brief.photo
    if data is not None and not index:
        photos.hero(stage, data, area, angle * 0.2, WHITE, roles.accent)
        return
    base = (adjust(roles.accent, max(0.62, oklch(roles.accent)[0])), adjust(rivals(stage.sheet)[0], 0.72))[index]
    x, y = area.center
    layers.glow(stage, x, y, min(area.width, area.height) * 0.7, WHITE, 0.3)
    marks.sticker(stage, area, angle, WHITE, base, roles.night, name=other_motif(stage.sheet) if index else None)


def paint(stage: Stage, layout: Layout) -> None:
    """The plate: everything but words, tag, logo and trim."""
    sheet = stage.sheet
    heroes = [named.box for named in layout.boxes if named.name.startswith("hero")]
    x, y = heroes[0].center if heroes else sheet.full.center
    ground(stage, x, y)
    for i, box in enumerate(heroes):
        _rival(stage, box, sheet.look.motif_angle * (0.6 if not i else -0.6), i)
    if sheet.form == "clip_cover" and heroes:
        marks.play_on(stage, heroes[0], 62 * sheet.unit, WHITE, sheet.roles.night)
    colours = (adjust(sheet.roles.accent, 0.9, 0.13), WHITE)
    layers.particles(stage, "shards", sheet.full, 26, colours, sheet.random("air"))
    layers.vignette(stage, 0.4)
    layers.grain(stage, sheet.tone.grain * 0.7)


def words(stage: Stage, layout: Layout) -> None:
    sheet, roles = stage.sheet, stage.sheet.roles
    hot = readable(roles.accent, roles.night, HOT)
    for run in layout.runs:
        if run.role in ("title", "title_2"):
            second = run.role == "title_2"
            top = mix(WHITE, hot, 0.55) if second else WHITE
            poster(stage, run, top, top if second or layout.run("title_2") else hot, roles.night, BLACK)
    _sign(stage, layout)
    pill(stage, layout.run("tag"), radius=0.12, shadow=4 * sheet.unit)
    outlined(stage, layout.run("subtitle"), roles.night)


def _sign(stage: Stage, layout: Layout) -> None:
    """VS on a turned square with a rim."""
    run, box = layout.run("title_sign"), layout.box("sign")
    if run is None or box is None:
        return
    canvas, u, roles = stage.canvas, stage.sheet.unit, stage.sheet.roles
    x, y = box.center
    half = box.width * 0.36
    canvas.save()
    canvas.rotate(45, x, y)
    square = Area(x - half, y - half, 2 * half, 2 * half)
    canvas.drawRect(rect(square.grown(14 * u)), fill(BLACK, 0.5, MaskFilter=blur(12 * u)))
    canvas.drawRect(rect(square.grown(13 * u)), fill(roles.night))
    canvas.drawRect(rect(square.grown(7 * u)), fill(WHITE))
    canvas.drawRect(rect(square), fill(from_hex(run.background)))
    canvas.restore()
    plain(stage, run)


def letter(stage: Stage, layout: Layout) -> None:
    """Backdrop, words, logo and the kit's colours over a finished plate."""
    sheet, roles = stage.sheet, stage.sheet.roles
    _slab(stage, layout)
    words(stage, layout)
    logos.mark(stage, layout, roles.primary, roles.on(roles.primary), WHITE, 0.12)
    for colour, area in chips(sheet, marks.needed(layout, "trim")):
        stage.canvas.drawRect(rect(Area(area.x, area.y, area.width, area.height)), fill(from_hex(colour)))


def _slab(stage: Stage, layout: Layout) -> None:
    """A leaning dark slab behind each block of words."""
    night, alpha = stage.sheet.roles.night, min(0.95, 0.55 * stage.sheet.brief.edits.backdrop)
    groups = [[run.box for run in layout.runs if run.role in ("title", "subtitle") and run.plate is None]]
    groups.append([run.box for run in layout.runs if run.role == "title_2"])
    for boxes in groups:
        if boxes:
            box = union(boxes).grown(16 * stage.sheet.unit, 10 * stage.sheet.unit)
            lean = box.height * 0.16
            corners = [(box.x + lean, box.y), (box.right + lean, box.y), (box.right - lean, box.bottom),
                       (box.x - lean, box.bottom)]
            stage.canvas.drawPath(polygon(corners), fill(night, alpha))


def finish(sheet: Sheet) -> Finish:
    roles = sheet.roles
    one, two = rivals(sheet)
    return Finish(
        "cut", roles.night, mix(roles.night, one, 0.35), (one, roles.accent, two), roles.accent, one, WHITE, WHITE
    )


def sketch(sheet: Sheet, layout: Layout) -> list[object]:
    """The seam for the blue-line draft."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in _seam(sheet)], False)
    return [path]
