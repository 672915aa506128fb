"""Synthwave: neon dusk. Striped sun, ridges or a skyline, a glowing grid, chrome lettering and a neon sign."""

from __future__ import annotations

import math

from studio_app.imaging.colour import WHITE, from_hex, mix, oklch, readable
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import marks, overlays, synthwave_art
from studio_app.imaging.templates.compose import Slots, chips, compose, slots_for
from studio_app.imaging.templates.lettering import chrome, outlined, pill
from studio_app.imaging.templates.paint import (
    blur,
    fill,
    line,
    polygon,
    rect,
    ring,
)
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.synthwave_art import deep, geometry, hues, neon
from studio_app.imaging.templates.words import Setting

SLOTS: dict[str, tuple[Slots, ...]] = {
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
        ),
    ),
    "story_graphic": (
        Slots(
            Area(80, 700, 920, 505),
            Area(85, 290, 108, 108),
            Area(440, 1220, 200, 14),
            (Area(320, 290, 440, 400),),
            align="center",
            valign="top",
            largest=210,
            tag_below=True,
        ),
        Slots(
            Area(80, 408, 920, 470),
            Area(85, 290, 108, 108),
            Area(440, 1220, 200, 14),
            (Area(360, 890, 360, 330),),
            align="center",
            valign="bottom",
            largest=210,
        ),
    ),
}


def _setting(sheet: Sheet) -> Setting:
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
        skew=-0.09 if sheet.tone.tilt > 2 and sheet.asset.id != "banner" else 0.0,
    )


def plan(sheet: Sheet) -> Layout:
    if sheet.asset.id == "overlay":
        return overlays.plan(
            sheet, overlays.Words(WHITE, sheet.roles.night, WHITE, sheet.roles.night), sheet.roles.primary
        )
    return compose(sheet, slots_for(SLOTS, sheet), _setting(sheet), sheet.roles.primary)


def letter(stage: Stage, layout: Layout) -> None:
    sheet, roles = stage.sheet, stage.sheet.roles
    if sheet.asset.id == "overlay":
        overlays.letter(stage, layout, _finish(sheet))
        return
    first, second, light = hues(sheet)
    hero = layout.box("hero")
    if sheet.asset.id == "clip_cover" and hero is not None:
        x, y = hero.center
        _neon_play(stage, x, y, 74 * sheet.unit)
        marks.timeline(
            stage, Area(sheet.safe.x + 90, 656, 900, 8), 0.2 + 0.5 * sheet.look.drift, neon(second), WHITE, WHITE
        )
    title = layout.run("title")
    if title is not None:
        chrome(
            stage,
            title,
            neon(first if oklch(first)[1] > 0.03 else light, 0.80),
            neon(second, 0.74),
            roles.night,
            readable(neon(second, 0.60), roles.night, 2.0),
        )
    pill(stage, layout.run("tag"), radius=0.5)
    outlined(stage, layout.run("subtitle"), roles.night)
    logo, trim = layout.box("logo"), layout.box("trim")
    assert logo is not None and trim is not None
    marks.logo(stage, logo, roles.primary, roles.on(roles.primary), mix(neon(second), WHITE, 0.5), 0.5)
    for colour, area in chips(sheet, trim):
        stage.canvas.drawRect(rect(Area(area.x, area.y, area.width - 3, area.height)), fill(from_hex(colour)))


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


def _finish(sheet: Sheet) -> overlays.Finish:
    roles = sheet.roles
    first, second, light = hues(sheet)
    return overlays.Finish(
        "tube",
        roles.night,
        mix(roles.night, deep(second, 0.3), 0.5),
        (neon(first, 0.68), neon(second, 0.72), neon(light, 0.8)),
        neon(light, 0.82),
        neon(second),
    )


def sketch(sheet: Sheet, layout: Layout) -> list[object]:
    """Sun, horizon and grid for the blue-line draft."""
    if sheet.asset.id == "overlay":
        return []
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
    if stage.sheet.asset.id == "overlay":
        overlays.paint(stage, layout, _finish(stage.sheet))
    else:
        synthwave_art.paint(stage, layout)
