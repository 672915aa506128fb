"""Editorial: a printed page. Paper, one flat colour field or a mosaic, a large cropped motif, a marker stroke."""

from __future__ import annotations

from studio_app.imaging.colour import BLACK, WHITE, from_hex, mix, readable, wcag
from studio_app.imaging.layout import Area, Layout, TextRun
from studio_app.imaging.templates import editorial_art, logos, marks
from studio_app.imaging.templates.compose import chips
from studio_app.imaging.templates.editorial_art import contrasting, field_of, ground, hero_mark, paper_of, text_of
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import hot_line, line_area, pill, plain, set_run, turned
from studio_app.imaging.templates.paint import fill, line, polygon, rect, ring, rounded, swollen
from studio_app.imaging.templates.places import Plans, Slots, Table
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.words import Setting

__all__ = ["PLANS", "SLOTS", "finish", "ground", "hero_mark", "letter", "paint", "setting", "sketch", "words"]

PLANS: Plans = {}
SLOTS: Table = {
    "thumbnail": (
        Slots(Area(60, 54, 660, 560), Area(60, 626, 62, 62), Area(140, 651, 150, 12), (Area(770, 0, 510, 720),)),
        Slots(Area(60, 54, 660, 560), Area(60, 626, 62, 62), Area(140, 651, 150, 12), (Area(800, 60, 480, 600),)),
    ),
    "clip_cover": (
        Slots(
            Area(60, 404, 1010, 206),
            Area(60, 626, 60, 60),
            Area(140, 650, 150, 12),
            (Area(0, 0, 1280, 380),),
            max_lines=2,
            largest=128,
        ),
    ),
    "banner": (
        Slots(
            Area(704, 524, 1152, 350),
            Area(520, 640, 150, 150),
            Area(1130, 900, 300, 14),
            (Area(0, 0, 436, 1440), Area(2124, 0, 436, 1440)),
            align="center",
            max_lines=2,
            largest=130,
            beside=True,
        ),
    ),
    "story": (
        Slots(
            Area(100, 760, 880, 400),
            Area(100, 290, 100, 100),
            Area(440, 1204, 200, 14),
            (Area(230, 280, 750, 440),),
            valign="top",
            largest=150,
            tag_below=True,
            max_lines=4,
        ),
        Slots(
            Area(100, 760, 880, 400),
            Area(100, 290, 100, 100),
            Area(440, 1204, 200, 14),
            (Area(230, 280, 750, 440),),
            valign="center",
            largest=150,
            max_lines=4,
        ),
    ),
}


def setting(sheet: Sheet) -> Setting:
    roles, paper = sheet.roles, paper_of(sheet)
    dark = paper == roles.night
    text = text_of(sheet)
    ground = roles.accent if dark else roles.ink
    if not dark and wcag(roles.primary, WHITE) >= 4.5:
        ground = roles.primary
    return Setting(
        align="left",
        valign="center",
        title=text,
        title_ground=paper,
        tag=roles.on(ground),
        tag_ground=ground,
        subtitle=readable(mix(text, paper, 0.25), paper),
        subtitle_ground=paper,
        bleed=0.10,
        gap=0.30,
        tracking=-0.015,
        tag_tracking=0.08,
        tag_size=22,
        subtitle_size=31,
        space=26,
    )


def _marker(stage: Stage, run: TextRun) -> int:
    """A highlighter stroke under the accent line; the line's index, or -1 when the accent would not be seen."""
    sheet = stage.sheet
    index = max(0, hot_line(run)) if run.lines else -1
    area, em = line_area(run, index), run.size
    accent = sheet.roles.accent
    stroke = area.grown(em * 0.10, em * 0.09)
    if wcag(accent, paper_of(sheet)) < 1.12:
        accent = contrasting(paper_of(sheet), sheet)
    stage.canvas.drawPath(
        polygon(
            [
                (stroke.x, stroke.y + em * 0.03),
                (stroke.right, stroke.y - em * 0.0),
                (stroke.right - em * 0.04, stroke.bottom),
                (stroke.x + em * 0.03, stroke.bottom - em * 0.02),
            ]
        ),
        fill(accent),
    )
    return index


def words(stage: Stage, layout: Layout) -> None:
    title, paper = layout.run("title"), paper_of(stage.sheet)
    accent = stage.sheet.roles.accent
    accent = accent if wcag(accent, paper) >= 1.12 else contrasting(paper, stage.sheet)
    if title is not None:
        stage.canvas.save()
        turned(stage.canvas, title.turn)
        index = _marker(stage, title)
        rim = stage.sheet.brief.edits.outline
        if rim:
            set_run(stage.canvas, title, lambda _: swollen(from_hex(title.background), title.size * 0.16 * rim))
        plain_ink, hot = from_hex(title.color), stage.sheet.roles.on(accent)
        set_run(stage.canvas, title, lambda i: fill(hot if i == index and not title.edited else plain_ink))
        stage.canvas.restore()
    pill(stage, layout.run("tag"), radius=0.5)
    plain(stage, layout.run("subtitle"))


def letter(stage: Stage, layout: Layout) -> None:
    """Words, logo and the kit's colours over a finished plate; paper needs no backdrop unless it is asked for."""
    sheet, roles = stage.sheet, stage.sheet.roles
    hero = layout.box("hero")
    if stage.foreign and sheet.form == "clip_cover" and hero is not None:
        marks.play_on(stage, hero, 74 * sheet.unit, WHITE, roles.ink)
    if sheet.brief.edits.backdrop > 1:
        _sheet_of_paper(stage, layout, sheet.brief.edits.backdrop - 1)
    words(stage, layout)
    # On a story the mark stands on the mosaic and needs an edge.
    edge = roles.on(roles.primary) if sheet.form == "story" else None
    logos.mark(stage, layout, roles.primary, roles.on(roles.primary), edge, 0.18)
    for colour, area in chips(sheet, marks.needed(layout, "trim")):
        x, y = area.center
        stage.canvas.drawCircle(x, y, area.height * 0.85, fill(from_hex(colour)))
        stage.canvas.drawCircle(x, y, area.height * 0.85, line(text_of(sheet), 1.2 * sheet.unit, 0.5))


def _sheet_of_paper(stage: Stage, layout: Layout, alpha: float) -> None:
    for run in layout.runs:
        if run.plate is None:
            stage.canvas.drawRect(rect(run.box.grown(run.size * 0.12)), fill(paper_of(stage.sheet), alpha))


def finish(sheet: Sheet) -> Finish:
    roles = sheet.roles
    return Finish(
        "block", roles.paper, roles.paper, (field_of(sheet), roles.secondary, roles.accent), roles.ink, BLACK,
        roles.ink, roles.ink,
    )


def sketch(sheet: Sheet, layout: Layout) -> list[object]:
    """Field and disc for the blue-line draft."""
    shapes: list[object] = []
    for hero in (named.box for named in layout.boxes if named.name.startswith("hero")):
        shapes += [rounded(hero, 0), ring(*hero.center, min(hero.width, hero.height) * 0.47)]
    return shapes


def paint(stage: Stage, layout: Layout) -> None:
    """The plate: everything but words, tag, logo and trim."""
    editorial_art.paint(stage, layout)
