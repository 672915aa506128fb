"""Impact: loud and tilted. Rays, shards or speed lines, halftone, one big sticker, poster lettering."""

from __future__ import annotations

import math

from studio_app.imaging.colour import WHITE, adjust, from_hex, from_oklch, mix, oklch, readable
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import impact_art, marks, overlays
from studio_app.imaging.templates.compose import Slots, chips, compose, slots_for
from studio_app.imaging.templates.impact_art import vivid
from studio_app.imaging.templates.lettering import outlined, pill, poster
from studio_app.imaging.templates.paint import fill, polygon
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.words import Setting

SLOTS: dict[str, tuple[Slots, ...]] = {
    "thumbnail": (
        Slots(Area(52, 46, 700, 580), Area(1140, 34, 88, 88), Area(52, 652, 190, 16), (Area(764, 132, 480, 480),)),
        Slots(Area(52, 40, 650, 520), Area(52, 596, 84, 84), Area(158, 630, 190, 16), (Area(716, 46, 640, 640),)),
        Slots(Area(52, 46, 640, 580), Area(1140, 34, 88, 88), Area(52, 652, 190, 16), (Area(714, 80, 404, 532),)),
    ),
    "clip_cover": (
        Slots(
            Area(52, 428, 1010, 184),
            Area(52, 40, 96, 96),
            Area(52, 160, 150, 14),
            (Area(470, 44, 720, 362),),
            valign="bottom",
            max_lines=2,
            largest=132,
        ),
        Slots(
            Area(52, 428, 1010, 184),
            Area(52, 40, 96, 96),
            Area(52, 160, 150, 14),
            (Area(300, 44, 820, 362),),
            valign="bottom",
            max_lines=2,
            largest=132,
        ),
    ),
    "banner": (
        Slots(
            Area(704, 529, 1152, 346),
            Area(520, 640, 150, 150),
            Area(1130, 893, 300, 20),
            (Area(70, 505, 430, 430), Area(2060, 505, 430, 430)),
            align="center",
            max_lines=2,
            largest=150,
        ),
    ),
    "story_graphic": (
        Slots(
            Area(80, 690, 920, 515),
            Area(85, 286, 112, 112),
            Area(440, 1222, 200, 16),
            (Area(330, 282, 420, 396),),
            align="center",
            largest=220,
            tag_below=True,
        ),
        Slots(
            Area(80, 406, 920, 480),
            Area(85, 286, 112, 112),
            Area(440, 1222, 200, 16),
            (Area(370, 896, 340, 320),),
            align="center",
            valign="bottom",
            largest=220,
        ),
    ),
}


def _setting(sheet: Sheet) -> Setting:
    roles = sheet.roles
    side = 1 if sheet.look.mirrored else -1
    flat = sheet.asset.id in ("banner",)
    return Setting(
        align="left",
        valign="center",
        title=WHITE,
        title_ground=roles.night,
        tag=roles.on(roles.accent),
        tag_ground=roles.accent,
        subtitle=WHITE,
        subtitle_ground=roles.night,
        bleed=0.09,
        gap=0.24,
        angle=0.0 if flat else side * sheet.tone.tilt,
        skew=-0.07 if sheet.tone.tilt else 0.0,
        space=20,
        tag_size=28,
        subtitle_size=30,
    )


def plan(sheet: Sheet) -> Layout:
    if sheet.asset.id == "overlay":
        return overlays.plan(sheet, _overlay_setting(sheet), sheet.roles.primary)
    return compose(sheet, slots_for(SLOTS, sheet), _setting(sheet), sheet.roles.primary)


def letter(stage: Stage, layout: Layout) -> None:
    sheet, roles = stage.sheet, stage.sheet.roles
    if sheet.asset.id == "overlay":
        overlays.letter(stage, layout, _overlay_finish(sheet))
        return
    title = layout.run("title")
    if title is not None:
        hot = readable(roles.accent, roles.night)
        tops = mix(WHITE, adjust(roles.primary, 0.92), 0.35)
        poster(stage, title, tops, hot, roles.night, vivid(sheet))
    pill(stage, layout.run("tag"), radius=0.24, shadow=5 * sheet.unit)
    outlined(stage, layout.run("subtitle"), roles.night)
    logo = layout.box("logo")
    assert logo is not None
    marks.logo(stage, logo, roles.primary, roles.on(roles.primary), WHITE)
    if sheet.asset.id == "clip_cover":
        hero = layout.box("hero")
        if stage.foreign and hero is not None:
            marks.play_button(stage, *hero.center, 66 * sheet.unit, WHITE, roles.night)
        marks.timeline(stage, Area(52, 654, 1000, 12), 0.2 + 0.5 * sheet.look.drift, roles.accent, WHITE, WHITE)
    _trim(stage, layout)


def _trim(stage: Stage, layout: Layout) -> None:
    trim = layout.box("trim")
    assert trim is not None
    for colour, area in chips(stage.sheet, trim):
        lean = area.height * 0.45
        stage.canvas.drawPath(
            polygon(
                [
                    (area.x + lean, area.y),
                    (area.right - 4 + lean, area.y),
                    (area.right - 4 - lean, area.bottom),
                    (area.x - lean, area.bottom),
                ]
            ),
            fill(from_hex(colour)),
        )


def _overlay_setting(sheet: Sheet) -> overlays.Words:
    roles = sheet.roles
    return overlays.Words(WHITE, roles.night, roles.on(roles.accent), roles.accent)


def _overlay_finish(sheet: Sheet) -> overlays.Finish:
    roles = sheet.roles
    return overlays.Finish(
        "slant",
        roles.night,
        roles.deep,
        (roles.primary, roles.secondary, roles.accent),
        roles.accent,
        from_oklch(0.62, 0.2, oklch(vivid(sheet))[2]) if not roles.grey else WHITE,
    )


def sketch(sheet: Sheet, layout: Layout) -> list[object]:
    """Ray edges for the blue-line draft."""
    hero = layout.box("hero")
    if hero is None:
        return []
    x, y = hero.center
    far = math.hypot(*sheet.asset.size)
    angles = [sheet.look.phase * 6.28 + i * math.pi / 9 for i in range(18)]
    near = hero.width * 0.62
    return [
        polygon([(x + near * math.cos(a), y + near * math.sin(a)), (x + far * math.cos(a), y + far * math.sin(a))])
        for a in angles
    ]


def paint(stage: Stage, layout: Layout) -> None:
    """The plate: everything but words, tag, logo and trim."""
    if stage.sheet.asset.id == "overlay":
        overlays.paint(stage, layout, _overlay_finish(stage.sheet))
    else:
        impact_art.paint(stage, layout)
