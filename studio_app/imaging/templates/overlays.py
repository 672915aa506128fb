"""Stream overlays: a webcam frame around a hole, a name plate with the title, a small label bar. The rest is clear."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from studio_app.imaging.colour import BLACK, RGB, WHITE, from_hex, mix, shown_contrast, to_hex
from studio_app.imaging.fonts import body, headline
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning
from studio_app.imaging.templates import layers, marks
from studio_app.imaging.templates.compose import Slots, chips, finished
from studio_app.imaging.templates.lettering import plain
from studio_app.imaging.templates.paint import blur, fill, line, polygon, ramp, rect, rounded, skia
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.words import SMALL, lacking
from studio_app.imaging.text import Block, fit, is_rtl, uppercase

HOLES = (Area(92, 582, 480, 270), Area(1348, 548, 480, 270), Area(92, 84, 480, 270), Area(1348, 84, 480, 270))
PLATE_HEIGHT, BORDER = 104.0, 14.0
BAR_HEIGHT = 66.0
MARKS = ("ui-star", "ui-trophy", "ui-heart")


@dataclass(frozen=True, slots=True)
class Words:
    """Text colours: title on the name plate, labels on the bar."""

    title: RGB
    plate: RGB
    label: RGB
    bar: RGB


@dataclass(frozen=True, slots=True)
class Finish:
    """How a family builds the frame: `shape` is slant, tube or block; `border` runs corner to corner."""

    shape: str
    plate: RGB
    plate_end: RGB
    border: tuple[RGB, RGB, RGB]
    accent: RGB
    halo: RGB


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


def plan(sheet: Sheet, words: Words, tile: RGB) -> Layout:
    look = sheet.look
    # Odd seeds mirror; the variant moves the frame up or down.
    hole = HOLES[(1 if look.mirrored else 0) + (2 if look.variant % 2 else 0)]
    plate = Area(hole.x - BORDER, hole.bottom + BORDER + 4, hole.width + 2 * BORDER, PLATE_HEIGHT - 18)
    logo = Area(plate.x + 14, plate.y + 13, plate.height - 26, plate.height - 26)
    runs: list[TextRun] = []
    warnings: list[Warning] = []
    title = " ".join(sheet.brief.title.split())
    if title:
        title = uppercase(title) if sheet.tone.uppercase else title
        room = Area(logo.right + 16, plate.y + 10, plate.right - logo.right - 34, plate.height - 20)
        face = headline(sheet.headline)
        block = fit(title, face, room.width, room.height, max_lines=2, largest=52, gap=0.2)
        runs.append(
            _line(
                sheet,
                "title",
                title,
                block,
                room,
                "right" if is_rtl(title) else "left",
                words.title,
                words.plate,
                face,
                sheet.headline,
            )
        )
        if block.up < 12:
            warnings.append(SMALL)
    bar_runs, cells = _labels(sheet, words, hole)
    runs += bar_runs
    warnings += lacking([(run.text, run.face) for run in runs])
    trim = Area(plate.x, plate.bottom + 5, plate.width * 0.5, 8)
    extra = (
        NamedBox("webcam", hole),
        NamedBox("plate", plate),
        *(NamedBox(f"cell_{i + 1}", cell) for i, cell in enumerate(cells)),
    )
    return finished(sheet, Slots(plate, logo, trim), runs, warnings, tile, extra)


def _labels(sheet: Sheet, words: Words, hole: Area) -> tuple[list[TextRun], list[Area]]:
    """Up to three cells in the top corner away from the webcam: the kit's name, the tag and the subtitle."""
    texts = [("label", sheet.brief.kit.name), ("tag", uppercase(sheet.brief.tag)), ("subtitle", sheet.brief.subtitle)]
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
        run = _line(sheet, role, text, block, room, "left", words.title, words.plate, face, sheet.body)
        runs.append(replace(run, plate=None))
        cells.append(cell)
        x = cell.right + 14
    return runs, cells


def _shape(finish: Finish, area: Area, lean: float = 16.0) -> Any:
    if finish.shape == "slant":
        return polygon(
            [(area.x + lean, area.y), (area.right, area.y), (area.right - lean, area.bottom), (area.x, area.bottom)]
        )
    return rounded(area, 14 if finish.shape == "tube" else 0)


def paint(stage: Stage, layout: Layout, finish: Finish) -> None:
    hole, plate = layout.box("webcam"), layout.box("plate")
    assert hole is not None and plate is not None
    {"slant": _slant_frame, "tube": _tube_frame}.get(finish.shape, _block_frame)(stage, hole, finish)
    _panel(stage, plate, finish)
    for i, named in enumerate(box for box in layout.boxes if box.name.startswith("cell")):
        _panel(stage, named.box, finish)
        edge = Area(named.box.x, named.box.y, 7, named.box.height)
        if finish.shape != "slant":
            stage.canvas.drawRect(rect(edge), fill(finish.accent))
        marks.ui_mark(stage, MARKS[i % 3], named.box.x + 38, named.box.center[1], 30, finish.accent)
    _cut(stage, hole)


def _cut(stage: Stage, hole: Area) -> None:
    """Alpha exactly 0 in the hole, edges included."""
    stage.canvas.drawRect(rect(hole), skia.Paint(BlendMode=skia.BlendMode.kClear))


def _panel(stage: Stage, area: Area, finish: Finish) -> None:
    canvas = stage.canvas
    shape = _shape(finish, area)
    shadow = _shape(finish, area.moved(0, 6))
    canvas.drawPath(shadow, fill(BLACK, 0.45, MaskFilter=blur(8)))
    canvas.drawPath(
        shape, skia.Paint(AntiAlias=True, Shader=ramp((area.x, 0), (area.right, 0), finish.plate, finish.plate_end))
    )
    if finish.shape == "tube":
        canvas.drawPath(shape, line(finish.border[1], 2.5))
    elif finish.shape == "slant":
        canvas.drawPath(
            polygon([(area.x + 16, area.y), (area.x + 26, area.y), (area.x + 10, area.bottom), (area.x, area.bottom)]),
            fill(finish.accent),
        )
    else:
        canvas.drawRect(rect(area.grown(-2)), line(finish.accent, 4))


def _slant_frame(stage: Stage, hole: Area, finish: Finish) -> None:
    canvas, outer = stage.canvas, hole.grown(BORDER)
    ramped = ramp((outer.x, outer.y), (outer.right, outer.bottom), *finish.border)
    canvas.drawRect(rect(outer), line(finish.halo, 12, 0.8, MaskFilter=blur(12)))
    canvas.drawRect(rect(outer), skia.Paint(AntiAlias=True, Shader=ramped))
    canvas.drawRect(rect(hole.grown(4)), fill(finish.plate))
    for x, y, dx, dy in ((outer.x, outer.y, 1, 1), (outer.right, outer.bottom, -1, -1)):
        wedge = polygon(
            [
                (x - 10 * dx, y - 10 * dy),
                (x + 150 * dx, y - 10 * dy),
                (x + 128 * dx, y + 12 * dy),
                (x + 12 * dx, y + 12 * dy),
                (x + 12 * dx, y + 84 * dy),
                (x - 10 * dx, y + 104 * dy),
            ]
        )
        canvas.drawPath(wedge, fill(finish.accent))
    chance = stage.sheet.random("frame")
    for i in range(7):
        x = outer.right - 160 - i * 22
        canvas.drawPath(
            polygon([(x + 8, outer.y - 2), (x + 18, outer.y - 2), (x + 8, outer.y + 11), (x - 2, outer.y + 11)]),
            fill(WHITE, 0.25 + 0.5 * chance.random()),
        )


def _tube_frame(stage: Stage, hole: Area, finish: Finish) -> None:
    canvas, outer = stage.canvas, hole.grown(BORDER * 0.6)
    for grow, colour in ((0.0, finish.border[1]), (9.0, finish.border[0])):
        path = rounded(outer.grown(grow), 18 + grow)
        canvas.drawPath(path, line(colour, 12, 0.75, MaskFilter=blur(10)))
        canvas.drawPath(path, line(colour, 5))
        canvas.drawPath(path, line(mix(colour, WHITE, 0.75), 1.8))
    for x in (outer.x + 60, outer.right - 60):
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 20, outer.y - 16, 40, 14), 4, 4, fill(finish.plate))


def _block_frame(stage: Stage, hole: Area, finish: Finish) -> None:
    canvas, outer = stage.canvas, hole.grown(BORDER)
    offset = -16 if stage.sheet.look.mirrored else 16
    canvas.drawRect(rect(outer.moved(offset, -16)), fill(finish.border[0]))
    canvas.drawRect(rect(outer), fill(finish.plate))
    canvas.drawRect(rect(outer.grown(-3)), line(finish.accent, 3))
    corner = outer.x if stage.sheet.look.mirrored else outer.right
    canvas.save()
    canvas.clipRect(rect(outer.grown(18)))
    layers.stripes(stage, Area(corner - 60, outer.y - 16, 120, 14), 14, 45, finish.border[2], 1.0)
    canvas.restore()


def letter(stage: Stage, layout: Layout, finish: Finish) -> None:
    roles = stage.sheet.roles
    for run in layout.runs:
        plain(stage, run)
    logo, trim = layout.box("logo"), layout.box("trim")
    assert logo is not None and trim is not None
    marks.logo(stage, logo, roles.primary, roles.on(roles.primary), None, 0.0 if finish.shape == "block" else 0.24)
    for colour, area in chips(stage.sheet, trim):
        stage.canvas.drawRect(rect(area), fill(from_hex(colour)))
