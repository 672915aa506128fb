"""Synthwave: neon dusk. Striped sun, ridges or a skyline, a glowing grid, chrome lettering and a neon sign."""

from __future__ import annotations

import math

from studio_app.imaging.colour import WHITE, from_hex, mix, oklch, readable
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import logos, marks, synthwave_art
from studio_app.imaging.templates.compose import chips
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import chrome, outlined, pill
from studio_app.imaging.templates.paint import blur, fill, line, polygon, rect, ring
from studio_app.imaging.templates.places import Plans, Slots, Table
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.synthwave_art import deep, geometry, ground, hero_mark, hues, neon
from studio_app.imaging.templates.words import Setting

__all__ = ["PLANS", "SLOTS", "finish", "ground", "hero_mark", "letter", "paint", "setting", "sketch", "words"]

PLANS: Plans = {}
SLOTS: Table = {
    "thumbnail": (
        Slots(Area(56, 50, 710, 520), Area(1146, 34, 82, 82), Area(56, 656, 190, 12), (Area(790, 126, 400, 400),)),
        Slots(
            Area(80, 258, 1120, 354),
            Area(1146, 34, 82, 82),
            Area(56, 656, 190, 12),
            (Area(515, 14, 250, 236),),
            align="center",
            largest=190,
            max_lines=2,
        ),
        Slots(Area(56, 60, 640, 520), Area(1146, 34, 82, 82), Area(56, 656, 190, 12), (Area(724, 130, 400, 400),)),
    ),
    "clip_cover": (
        Slots(
            Area(56, 440, 1000, 170),
            Area(56, 44, 84, 84),
            Area(160, 82, 150, 10),
            (Area(480, 60, 350, 350),),
            valign="bottom",
            max_lines=2,
            largest=104,
        ),
        Slots(
            Area(56, 440, 1000, 170),
            Area(56, 44, 84, 84),
            Area(160, 82, 150, 10),
            (Area(730, 64, 350, 350),),
            valign="bottom",
            max_lines=2,
            largest=104,
        ),
    ),
    "banner": (
        Slots(
            Area(704, 524, 1152, 350),
            Area(520, 640, 150, 150),
            Area(1130, 898, 300, 16),
            (Area(90, 500, 400, 400), Area(2070, 500, 400, 400)),
            align="center",
            max_lines=2,
            largest=150,
            beside=True,
        ),
    ),
    "story": (
        Slots(
            Area(80, 700, 920, 505),
            Area(85, 290, 108, 108),
            Area(440, 1220, 200, 14),
            (Area(270, 276, 540, 418),),
            align="center",
            valign="top",
            largest=210,
            tag_below=True,
        ),
        Slots(
            Area(80, 408, 920, 470),
            Area(85, 290, 108, 108),
            Area(795, 336, 200, 14),
            (Area(280, 890, 520, 420),),
            align="center",
            valign="bottom",
            largest=210,
        ),
    ),
}


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
        bleed=0.08,
        gap=0.2,
        tag_tracking=0.16,
        tag_size=23,
        subtitle_size=28,
        space=22,
        skew=-0.09 if sheet.tone.tilt > 2 and sheet.form != "banner" else 0.0,
    )


def letter(stage: Stage, layout: Layout) -> None:
    """Backdrop, words, logo and the kit's colours over a finished plate."""
    sheet, roles = stage.sheet, stage.sheet.roles
    synthwave_art.words_ground(stage, layout)
    hero = layout.box("hero")
    if sheet.form == "clip_cover" and hero is not None:
        _neon_play(stage, *marks.play_place(stage, hero, 74 * sheet.unit))
        bar = marks.timeline_area(sheet)
        marks.timeline(stage, bar, 0.2 + 0.5 * sheet.look.drift, neon(hues(sheet)[1]), WHITE, WHITE)
    words(stage, layout)
    logos.mark(stage, layout, roles.primary, roles.on(roles.primary), mix(neon(hues(sheet)[1]), WHITE, 0.5), 0.5)
    for colour, area in chips(sheet, marks.needed(layout, "trim")):
        stage.canvas.drawRect(rect(Area(area.x, area.y, area.width - 3, area.height)), fill(from_hex(colour)))


def words(stage: Stage, layout: Layout) -> None:
    roles, title = stage.sheet.roles, layout.run("title")
    first, second, light = hues(stage.sheet)
    if title is not None:
        sky = neon(first if oklch(first)[1] > 0.03 else light, 0.80)
        chrome(stage, title, sky, neon(second, 0.74), roles.night, readable(neon(second, 0.60), roles.night, 2.0))
    pill(stage, layout.run("tag"), radius=0.5)
    outlined(stage, layout.run("subtitle"), roles.night)


def _neon_play(stage: Stage, x: float, y: float, radius: float) -> None:
    light = neon(hues(stage.sheet)[2], 0.80)
    stage.canvas.drawCircle(x, y, radius, fill(stage.sheet.roles.night, 0.78))
    triangle = polygon(
        [(x - radius * 0.28, y - radius * 0.46), (x + radius * 0.52, y), (x - radius * 0.28, y + radius * 0.46)]
    )
    for shape in (ring(x, y, radius), triangle):
        stage.canvas.drawPath(shape, line(light, radius * 0.16, 0.8, MaskFilter=blur(radius * 0.14)))
        stage.canvas.drawPath(shape, line(light, radius * 0.09))
        stage.canvas.drawPath(shape, line(WHITE, radius * 0.035))


def finish(sheet: Sheet) -> Finish:
    roles = sheet.roles
    first, second, light = hues(sheet)
    return Finish(
        "tube",
        roles.night,
        mix(roles.night, deep(second, 0.3), 0.5),
        (neon(first, 0.68), neon(second, 0.72), neon(light, 0.8)),
        neon(light, 0.82),
        neon(second),
        WHITE,
        WHITE,
    )


def sketch(sheet: Sheet, layout: Layout) -> list[object]:
    """Sun, horizon and grid for the blue-line draft."""
    width, height = sheet.asset.size
    horizon, x, y, radius = geometry(sheet, layout)
    vanish = x if sheet.look.ground % 2 else width / 2
    paths = [ring(x, y, radius), polygon([(0, horizon), (width, horizon)])]
    spread = 36 * sheet.unit
    paths += [
        polygon([(vanish + i * spread, horizon), (vanish + i * spread * 9, height + 260 * sheet.unit)])
        for i in range(-16, 17, 2)
    ]
    rows = [horizon + (height - horizon) * math.pow(i / 9, 2.4) for i in range(1, 9)]
    return [*paths, *(polygon([(0, row), (width, row)]) for row in rows)]


def paint(stage: Stage, layout: Layout) -> None:
    """The plate: everything but words, tag, logo and trim."""
    synthwave_art.paint(stage, layout)
