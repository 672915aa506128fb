"""What a person did to a block of words afterwards: nudged, enlarged, coloured."""

from __future__ import annotations

from dataclasses import replace

from studio_app.imaging.colour import from_hex, shown_contrast, to_hex
from studio_app.imaging.layout import Area, TextRun
from studio_app.imaging.templates.sheet import Sheet


def edited(sheet: Sheet, run: TextRun) -> TextRun:
    """The run as the person nudged, enlarged or coloured it; it stays on the canvas."""
    edit = sheet.brief.edits.words(run.role.split("_")[0])
    if edit.color != "auto":
        colour = sheet.color(edit.color)
        run = replace(
            run, color=to_hex(colour), edited=True, contrast=shown_contrast(colour, from_hex(run.background))
        )
    full = sheet.full
    scale = min(edit.scale, full.width / run.box.width, full.height / run.box.height) if edit.scale > 1 else edit.scale
    if scale != 1.0:
        run = _enlarged(run, scale)
    box = run.box.moved(edit.dx * full.width, edit.dy * full.height).within(full)
    dx, dy = box.x - run.box.x, box.y - run.box.y
    return shifted(run, dx, dy) if dx or dy else run


def _enlarged(run: TextRun, by: float) -> TextRun:
    """About the middle of its box."""
    x, y = run.box.center

    def about(area: Area) -> Area:
        return Area(x + (area.x - x) * by, y + (area.y - y) * by, area.width * by, area.height * by)

    turn = replace(run.turn, x=x + (run.turn.x - x) * by, y=y + (run.turn.y - y) * by)
    return replace(
        run, size=run.size * by, up=run.up * by, pitch=run.pitch * by, box=about(run.box), frame=about(run.frame),
        turn=turn, plate=about(run.plate) if run.plate else None,
    )


def shifted(run: TextRun, dx: float, dy: float) -> TextRun:
    turn = replace(run.turn, x=run.turn.x + dx, y=run.turn.y + dy)
    plate = run.plate.moved(dx, dy) if run.plate else None
    return replace(run, box=run.box.moved(dx, dy), frame=run.frame.moved(dx, dy), turn=turn, plate=plate)
