"""Impact: loud and tilted. Rays, shards or speed lines, halftone, one big sticker, poster lettering."""

from __future__ import annotations

import math

from studio_app.imaging.colour import WHITE, adjust, from_hex, from_oklch, mix, oklch, readable
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates import impact_art, logos, marks
from studio_app.imaging.templates.compose import chips
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.impact_art import ground, hero_mark, vivid
from studio_app.imaging.templates.lettering import HOT, outlined, pill, poster
from studio_app.imaging.templates.paint import fill, polygon
from studio_app.imaging.templates.places import Plans, Slots, Table
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.words import Setting

__all__ = ["PLANS", "SLOTS", "finish", "ground", "hero_mark", "letter", "paint", "setting", "sketch", "words"]

PLANS: Plans = {}
SLOTS: Table = {
    "thumbnail": (
        Slots(Area(52, 46, 700, 580), Area(1140, 34, 88, 88), Area(52, 652, 190, 16), (Area(764, 132, 480, 480),)),
        Slots(Area(52, 40, 650, 530), Area(52, 596, 84, 84), Area(158, 630, 190, 16), (Area(716, 46, 640, 640),)),
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
            beside=True,
        ),
    ),
    "story": (
        Slots(
            Area(80, 690, 920, 515),
            Area(85, 286, 112, 112),
            Area(440, 1222, 200, 16),
            (Area(240, 276, 600, 412),),
            align="center",
            largest=220,
            tag_below=True,
        ),
        Slots(
            Area(80, 406, 920, 480),
            Area(85, 286, 112, 112),
            Area(795, 334, 200, 16),
            (Area(270, 900, 540, 440),),
            align="center",
            valign="bottom",
            largest=220,
        ),
    ),
}


def setting(sheet: Sheet) -> Setting:
    roles = sheet.roles
    side = 1 if sheet.look.mirrored else -1
    flat = sheet.form == "banner"
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


def letter(stage: Stage, layout: Layout) -> None:
    """Backdrop, words, logo and the kit's colours over a finished plate."""
    sheet, roles = stage.sheet, stage.sheet.roles
    impact_art.darken_words(stage, layout)
    words(stage, layout)
    logos.mark(stage, layout, roles.primary, roles.on(roles.primary), WHITE)
    if sheet.form == "clip_cover":
        play(stage, layout)
    trim(stage, layout)


def words(stage: Stage, layout: Layout) -> None:
    roles, title = stage.sheet.roles, layout.run("title")
    if title is not None:
        hot = readable(roles.accent, roles.night, HOT)
        tops = mix(WHITE, adjust(roles.primary, 0.92), 0.35)
        poster(stage, title, tops, hot, roles.night, vivid(stage.sheet))
    pill(stage, layout.run("tag"), radius=0.24, shadow=5 * stage.sheet.unit)
    outlined(stage, layout.run("subtitle"), roles.night)


def play(stage: Stage, layout: Layout) -> None:
    """A player's controls: the button where the plate does not have one yet, and the bar."""
    sheet, hero, u = stage.sheet, layout.box("hero"), stage.sheet.unit
    if stage.foreign and hero is not None:
        marks.play_on(stage, hero, 66 * u, WHITE, sheet.roles.night)
    bar = marks.timeline_area(sheet)
    marks.timeline(stage, bar, 0.2 + 0.5 * sheet.look.drift, sheet.roles.accent, WHITE, WHITE)


def trim(stage: Stage, layout: Layout) -> None:
    """The kit's colours as leaning chips."""
    for colour, area in chips(stage.sheet, marks.needed(layout, "trim")):
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


def finish(sheet: Sheet) -> Finish:
    roles = sheet.roles
    return Finish(
        "slant",
        roles.night,
        roles.deep,
        (roles.primary, roles.secondary, roles.accent),
        roles.accent,
        from_oklch(0.62, 0.2, oklch(vivid(sheet))[2]) if not roles.grey else WHITE,
        WHITE,
        WHITE,
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
    impact_art.paint(stage, layout)
