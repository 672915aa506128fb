"""Stream overlays: a webcam frame around a hole, a name plate with the title, a small label bar. The rest is clear."""

from __future__ import annotations

from dataclasses import replace

from studio_app.imaging.colour import RGB, from_hex, shown_contrast, to_hex
from studio_app.imaging.fonts import body, headline
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning
from studio_app.imaging.templates import frames, marks
from studio_app.imaging.templates.compose import chips, finished
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import plain
from studio_app.imaging.templates.paint import fill, rect
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.words import SMALL, edited, lacking
from studio_app.imaging.text import Block, fit, is_rtl, uppercase

HOLES = (Area(92, 582, 480, 270), Area(1348, 548, 480, 270), Area(92, 84, 480, 270), Area(1348, 84, 480, 270))
PLATE_HEIGHT = 104.0
BAR_HEIGHT = 66.0
MARKS = ("ui-star", "ui-trophy", "ui-heart")


def _line(
    sheet: Sheet,
    role: str,
    text: str,
    block: Block,
    area: Area,
    align: str,
    colour: RGB,
    ground: RGB,
    face: str,
    family: str,
) -> TextRun:
    y = area.y + (area.height - block.height) / 2
    x = {"left": area.x, "right": area.right - block.width}.get(align, area.x)
    frame = Area(x, y, block.width, block.height)
    return TextRun(
        role,
        text,
        family,
        block.size,
        frame,
        to_hex(colour),
        to_hex(ground),
        shown_contrast(colour, ground),
        block.lines,
        face,
        frame,
        align,
        block.up,
        block.pitch,
    )


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    look, finish = sheet.look, treatment.finish(sheet)
    # Odd seeds mirror; the variant moves the frame up or down.
    hole = HOLES[(1 if look.mirrored else 0) + (2 if look.variant % 2 else 0)]
    outer = hole.grown(frames.BORDER)
    plate = Area(outer.x, outer.bottom + 4, outer.width, PLATE_HEIGHT - 18)
    logo = Area(plate.x + 14, plate.y + 13, plate.height - 26, plate.height - 26)
    runs: list[TextRun] = []
    warnings: list[Warning] = []
    title = sheet.said("title")
    if title:
        title = uppercase(title) if sheet.tone.uppercase else title
        room = Area(logo.right + 16, plate.y + 10, plate.right - logo.right - 34, plate.height - 20)
        face = headline(sheet.family("title"))
        block = fit(title, face, room.width, room.height, max_lines=2, largest=52, gap=0.2)
        runs.append(
            _line(
                sheet,
                "title",
                title,
                block,
                room,
                "right" if is_rtl(title) else "left",
                finish.title,
                finish.plate,
                face,
                sheet.family("title"),
            )
        )
        if block.up < 12:
            warnings.append(SMALL)
    bar_runs, cells = _labels(sheet, finish, hole)
    runs += bar_runs
    runs = [edited(sheet, run) for run in runs]
    warnings += lacking([(run.text, run.face) for run in runs])
    trim = Area(plate.x, plate.bottom + 5, plate.width * 0.5, 8)
    extra = (
        NamedBox("webcam", hole),
        NamedBox("plate", plate),
        *(NamedBox(f"cell_{i + 1}", cell) for i, cell in enumerate(cells)),
    )
    return finished(sheet, Slots(plate, logo, trim), runs, warnings, sheet.roles.primary, extra)


def _labels(sheet: Sheet, finish: Finish, hole: Area) -> tuple[list[TextRun], list[Area]]:
    """Up to three cells in the top corner away from the webcam: the kit's name, the tag and the subtitle."""
    tag, subtitle = uppercase(sheet.said("tag")), sheet.said("subtitle")
    texts = [("label", sheet.brief.kit.name), ("tag", tag), ("subtitle", subtitle)]
    known = [(role, " ".join(text.split())) for role, text in texts if text.strip()]
    face = body(sheet.body)
    blocks = [(role, text, fit(text, face, 250, 30, max_lines=1, largest=26, strict=True)) for role, text in known]
    cells, runs = [], []
    right_side = hole.x < sheet.asset.width / 2
    total = sum(block.width + 86 for _, _, block in blocks) + 14 * max(0, len(blocks) - 1)
    x = sheet.safe.right - total if right_side else sheet.safe.x
    for role, text, block in blocks:
        cell = Area(x, 44, block.width + 86, BAR_HEIGHT)
        room = Area(x + 64, cell.y, block.width, cell.height)
        run = _line(sheet, role, text, block, room, "left", finish.label, finish.plate, face, sheet.body)
        runs.append(replace(run, plate=None))
        cells.append(cell)
        x = cell.right + 14
    return runs, cells


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    finish = treatment.finish(stage.sheet)
    hole = marks.needed(layout, "webcam")
    frames.frame(stage, hole, finish)
    frames.panel(stage, marks.needed(layout, "plate"), finish)
    for i, named in enumerate(box for box in layout.boxes if box.name.startswith("cell")):
        frames.panel(stage, named.box, finish)
        edge = Area(named.box.x, named.box.y, 7, named.box.height)
        if finish.shape != "slant":
            stage.canvas.drawRect(rect(edge), fill(finish.accent))
        marks.ui_mark(stage, MARKS[i % 3], named.box.x + 38, named.box.center[1], 30, finish.accent)
    frames.cut(stage, hole)


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    roles, finish = stage.sheet.roles, treatment.finish(stage.sheet)
    for run in layout.runs:
        plain(stage, run)
    marks.mark(stage, layout, roles.primary, roles.on(roles.primary), None, 0.0 if finish.shape == "block" else 0.24)
    for colour, area in chips(stage.sheet, marks.needed(layout, "trim")):
        stage.canvas.drawRect(rect(area), fill(from_hex(colour)))


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[object]:
    """Frame, plate and cells are boxes of the layout: nothing more to pencil."""
    return []
