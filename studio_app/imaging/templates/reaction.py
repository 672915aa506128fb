"""Reaction: one subject, very large, cut out with a thick edge; few words on labels and an arrow that says where."""

from __future__ import annotations

import math

from studio_app.imaging.colour import BLACK, RGB, WHITE, adjust, delta_e2000, from_hex, from_oklch, oklch, wcag
from studio_app.imaging.layout import Area, Layout, TextRun
from studio_app.imaging.templates import layers, logos, marks, photos
from studio_app.imaging.templates.compose import chips
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import hot_line, line_area, outlined, pill, set_run, turned
from studio_app.imaging.templates.paint import OVERLAY, blur, fill, line, polygon, ring, rounded, skia
from studio_app.imaging.templates.places import Plans, Slots, Table
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.words import Setting

__all__ = ["PLANS", "SLOTS", "finish", "ground", "hero_mark", "letter", "paint", "setting", "sketch", "words"]

PLANS: Plans = {}
SLOTS: Table = {
    "thumbnail": (
        Slots(Area(56, 60, 560, 520), Area(56, 612, 74, 74), Area(152, 644, 190, 14), (Area(640, 30, 640, 690),),
              largest=150),
        Slots(Area(56, 330, 600, 270), Area(56, 40, 80, 80), Area(56, 640, 190, 14), (Area(668, 20, 600, 700),),
              valign="bottom", largest=140),
        Slots(Area(56, 44, 600, 280), Area(56, 604, 80, 80), Area(156, 640, 190, 14), (Area(664, 40, 600, 680),),
              valign="top", largest=140),
    ),
    "story": (
        Slots(Area(80, 420, 920, 360), Area(85, 286, 112, 112), Area(795, 334, 200, 16), (Area(60, 850, 960, 960),),
              align="center", largest=230),
        Slots(Area(80, 420, 920, 340), Area(85, 286, 112, 112), Area(795, 334, 200, 16), (Area(250, 830, 980, 980),),
              valign="top", largest=230),
        Slots(Area(80, 830, 920, 380), Area(85, 286, 112, 112), Area(440, 1224, 200, 14), (Area(205, 110, 780, 710),),
              align="center", valign="bottom", largest=210),
    ),
}


def hue_of(sheet: Sheet) -> RGB:
    """The ground's colour, always vivid."""
    first, second = sheet.lead()
    best = first if oklch(first)[1] >= 0.05 else second
    lightness, chroma, hue = oklch(best)
    return from_oklch(min(0.72, max(0.5, lightness)), 0.0 if chroma < 0.03 else max(0.15, chroma) * sheet.roles.vivid,
                      hue)


def label_of(sheet: Sheet) -> RGB:
    """The colour of the label that carries the last line."""
    roles = sheet.roles
    return next((c for c in (roles.accent, roles.secondary, roles.primary) if wcag(c, hue_of(sheet)) >= 1.3),
                roles.night)


def setting(sheet: Sheet) -> Setting:
    roles = sheet.roles
    side = 1 if sheet.look.mirrored else -1
    return Setting(
        align="left",
        valign="center",
        title=roles.ink,
        title_ground=WHITE,
        tag=WHITE,
        tag_ground=roles.night,
        subtitle=WHITE,
        subtitle_ground=roles.night,
        bleed=0.17,
        gap=0.46,
        angle=0.0 if sheet.form == "banner" else side * min(2.4, sheet.tone.tilt),
        tag_size=26,
        subtitle_size=32,
        space=18,
    )


def ground(stage: Stage, x: float, y: float) -> None:
    sheet = stage.sheet
    colour = hue_of(sheet)
    width, height = sheet.asset.size
    far = math.hypot(width, height) * 0.75
    bright, dark = adjust(colour, lighter=0.14), adjust(colour, lighter=-0.3)
    shader = skia.GradientShader.MakeRadial(
        (x, y), far, [_ink(bright), _ink(colour), _ink(dark)], [0.0, 0.42, 1.0]
    )
    stage.canvas.drawPaint(skia.Paint(Dither=True, Shader=shader))
    kind = (sheet.look.ground + sheet.look.texture) % 3
    if kind == 0:
        layers.focus_lines(stage, x, y, min(width, height) * 0.42, sheet.random("lines"), WHITE, 0.5)
    elif kind == 1:
        layers.rays(stage, x, y, far * 1.4, 22, WHITE, 0.5, sheet.look.phase * 6.28, OVERLAY)
    else:
        for i in range(7):
            radius = min(width, height) * (0.36 + i * 0.15)
            stage.canvas.drawPath(ring(x, y, radius), line(WHITE, 22 * sheet.unit, 0.13 - i * 0.014))
    layers.halftone(stage, (0 if x > width / 2 else width, height), (0.4 if x > width / 2 else -0.4, -0.92),
                    15 * sheet.unit, height * 0.6, dark, 0.6)


def _ink(colour: RGB) -> int:
    return int(skia.Color(*(round(c * 255) for c in colour)))


def hero_mark(stage: Stage, area: Area, angle: float) -> None:
    """The photo cut out (or in a disc) with a thick edge, else the motif as a very large sticker."""
    sheet, roles = stage.sheet, stage.sheet.roles
    data = sheet.brief.photo
    x, y = area.center
    layers.glow(stage, x, y, min(area.width, area.height) * 0.7, WHITE, 0.4)
    if data is None:
        base = adjust(label_of(sheet), max(0.62, oklch(label_of(sheet))[0]))
        marks.sticker(stage, area, angle * 0.7, WHITE, base, roles.night)
    elif photos.is_cut_out(data):
        photos.cut_out(stage, data, area, WHITE)
    else:
        photos.disc(stage, data, area, WHITE)


def paint(stage: Stage, layout: Layout) -> None:
    """The plate: everything but words, tag, logo and trim."""
    sheet = stage.sheet
    heroes = [named.box for named in layout.boxes if named.name.startswith("hero")]
    x, y = heroes[0].center if heroes else sheet.full.center
    ground(stage, x, y)
    if sheet.foot is not None and all(box.bottom < sheet.foot.center[1] for box in heroes):
        _echo(stage, sheet.foot)
    for i, box in enumerate(heroes):
        hero_mark(stage.of_hero(i), box, sheet.look.motif_angle * (1 if not i else -1))
    if heroes and sheet.form == "thumbnail":
        _arrow(stage, heroes[0], layout.runs)
    if sheet.form == "clip_cover" and heroes:
        marks.play_on(stage, heroes[0], 62 * sheet.unit, WHITE, sheet.roles.night)
    layers.vignette(stage, 0.32)
    layers.grain(stage, sheet.tone.grain * 0.6)


def _echo(stage: Stage, foot: Area) -> None:
    """The subject once more, as large as the foot is wide, half out of the picture."""
    sheet = stage.sheet
    x = foot.width * (0.3 if sheet.look.mirrored else 0.7)
    marks.echo(stage, x, foot.bottom - foot.height * 0.3, foot.width, -sheet.look.motif_angle, WHITE, 0.16)


def _arrow(stage: Stage, hero: Area, runs: tuple[TextRun, ...]) -> None:
    """A hand-drawn arrow on the hero's inner side that points at its middle, where there is room for one."""
    sheet, canvas, u = stage.sheet, stage.canvas, stage.sheet.unit
    left = hero.center[0] > sheet.asset.width / 2
    side = 1 if left else -1
    # Before the subject's own edge, not on it.
    reach = min(hero.width, hero.height) * 0.45 + 12 * u
    tip = (hero.center[0] - side * reach, hero.y + hero.height * 0.56)
    start = (tip[0] - side * 112 * u, tip[1] + 128 * u)
    taken = Area(min(start[0], tip[0]), tip[1], abs(tip[0] - start[0]), start[1] - tip[1]).grown(26 * u)
    if any(taken.meets(run.box) for run in runs) or not sheet.full.holds(taken):
        return
    path = skia.Path()
    path.moveTo(*start)
    path.quadTo(tip[0] - side * 112 * u, tip[1] + 8 * u, tip[0], tip[1])
    for turn in (-38.0, 46.0):
        angle = math.radians(turn + (8 if left else 172))
        path.moveTo(*tip)
        path.lineTo(tip[0] - math.cos(angle) * 62 * u, tip[1] - math.sin(angle) * 62 * u)
    subject = adjust(label_of(sheet), max(0.62, oklch(label_of(sheet))[0]))
    colour = next((c for c in (sheet.roles.secondary, sheet.roles.primary) if wcag(c, hue_of(sheet)) >= 1.5
                   and delta_e2000(c, subject) >= 25), WHITE)
    canvas.drawPath(path, line(BLACK, 34 * u, 0.35, MaskFilter=blur(8 * u)))
    canvas.drawPath(path, line(sheet.roles.night, 32 * u))
    canvas.drawPath(path, line(colour, 19 * u))


def words(stage: Stage, layout: Layout) -> None:
    title = layout.run("title")
    if title is not None:
        _labels(stage, title)
    pill(stage, layout.run("tag"), radius=0.18)
    outlined(stage, layout.run("subtitle"), stage.sheet.roles.night)


def _labels(stage: Stage, run: TextRun) -> None:
    """Every line on a label of its own, the hot one in the kit's accent."""
    canvas, sheet, em = stage.canvas, stage.sheet, run.size
    hot = hot_line(run)
    colour = label_of(sheet)
    canvas.save()
    turned(canvas, run.turn)
    for index in range(len(run.lines)):
        area = line_area(run, index).grown(em * 0.15, em * 0.15)
        area = Area(area.x, area.y, area.width, area.height + em * 0.02)
        canvas.drawPath(rounded(area.moved(0, em * 0.06), em * 0.07), fill(BLACK, 0.42, MaskFilter=blur(em * 0.05)))
        canvas.drawPath(rounded(area, em * 0.07), fill(colour if index == hot else WHITE))
    text = from_hex(run.color)
    set_run(canvas, run, lambda i: fill(sheet.roles.on(colour) if i == hot and not run.edited else text))
    canvas.restore()


def letter(stage: Stage, layout: Layout) -> None:
    """Backdrop, words, logo and the kit's colours over a finished plate."""
    sheet, roles = stage.sheet, stage.sheet.roles
    _shade(stage, layout)
    words(stage, layout)
    logos.mark(stage, layout, roles.primary, roles.on(roles.primary), WHITE, 0.3)
    for colour, area in chips(sheet, marks.needed(layout, "trim")):
        lean = area.height * 0.5
        corners = [(area.x + lean, area.y), (area.right - 3, area.y), (area.right - lean - 3, area.bottom),
                   (area.x, area.bottom)]
        stage.canvas.drawPath(polygon(corners), fill(from_hex(colour)))


def _shade(stage: Stage, layout: Layout) -> None:
    """Darkness from the side of the words."""
    boxes = [run.box for run in layout.runs]
    alpha = min(0.95, 0.5 * stage.sheet.brief.edits.backdrop)
    if boxes and alpha:
        width = stage.sheet.asset.width
        x = boxes[0].center[0]
        edge = 0.0 if x < width / 2 else float(width)
        layers.shade(stage, (edge, 0), (width * (0.6 if edge == 0 else 0.4), 0), stage.sheet.roles.night, alpha,
                     stage.heroes(layout))


def finish(sheet: Sheet) -> Finish:
    roles = sheet.roles
    label = label_of(sheet)
    return Finish(
        "round", roles.night, adjust(roles.night, lighter=0.06), (WHITE, label, hue_of(sheet)), label, hue_of(sheet),
        WHITE, WHITE,
    )


def sketch(sheet: Sheet, layout: Layout) -> list[object]:
    """The disc behind the subject for the blue-line draft."""
    hero = layout.box("hero")
    return [] if hero is None else [ring(*hero.center, min(hero.width, hero.height) * 0.5)]

