"""The head of a picture that is mostly panels: tag, title and subtitle in shares of a low, wide area."""

from __future__ import annotations

from dataclasses import replace

from studio_app.imaging.layout import Area, TextRun, Turn, Warning, union
from studio_app.imaging.templates.cards import title_run
from studio_app.imaging.templates.nudges import edited
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.typeset import Voice, chip_of, loud, quiet, set_in, side_of
from studio_app.imaging.templates.word_warnings import SMALL, lacking
from studio_app.imaging.templates.words import Setting

# Shares of the height, and the most in design pixels, of tag and subtitle; below `SMALL_CAPS` a title is hard to read.
TAG, SUBTITLE, GAP = 0.17, 0.17, 0.07
LARGEST_TAG, LARGEST_SUBTITLE = 44.0, 38.0
SMALL_CAPS = 26.0


def _tag(sheet: Sheet, setting: Setting, room: Area, align: str) -> TextRun | None:
    ground, ink = chip_of(setting.tag_ground, sheet.roles.ink) if setting.tag_plate else (
        setting.tag_ground, setting.tag)
    voice = replace(loud(sheet, "tag", ink, ground), tracking=setting.tag_tracking, upper=True)
    pad_x, pad_y = (room.height * 0.42, room.height * 0.27) if setting.tag_plate else (0.0, room.height * 0.2)
    run = set_in("tag", sheet.said("tag"), room.grown(-pad_x, -pad_y), voice, largest=room.height, align=align)
    if run is None or not setting.tag_plate:
        return run
    plate = run.frame.grown(pad_x, pad_y)
    return replace(run, plate=plate, box=plate)


def _stack(
    sheet: Sheet, treatment: Treatment, area: Area, align: str, max_lines: int, largest: float
) -> list[TextRun]:
    setting, u, align = treatment.setting(sheet), sheet.unit, side_of(sheet.said("title"), align)
    tag_tall = min(area.height * TAG, LARGEST_TAG * u) if sheet.said("tag") else 0.0
    sub_tall = min(area.height * SUBTITLE, LARGEST_SUBTITLE * u) if sheet.said("subtitle") else 0.0
    gap = area.height * GAP
    top = area.y + (tag_tall + gap if tag_tall else 0.0)
    foot = area.bottom - (sub_tall + gap * 1.3 if sub_tall else 0.0)
    room = Area(area.x, top, area.width, foot - top)
    title = title_run(
        sheet, treatment, room, largest=largest * u, align=align, max_lines=max_lines, on_card=False
    )
    # What stands above and below follows the title, which may be lower than its room.
    ink = title.box if title else room
    tag_room = Area(area.x, ink.y - gap - tag_tall, area.width, tag_tall)
    below = Area(area.x, ink.bottom + gap * 1.3, area.width, sub_tall)
    voice: Voice = quiet(sheet, "subtitle", setting.subtitle, setting.subtitle_ground)
    found = (
        _tag(sheet, setting, tag_room, align) if tag_tall else None,
        title,
        set_in("subtitle", sheet.said("subtitle"), below, voice, largest=sub_tall, align=align) if sub_tall else None,
    )
    return [run for run in found if run is not None]


def _turned(runs: list[TextRun], setting: Setting) -> list[TextRun]:
    if not runs or not (setting.angle or setting.skew):
        return runs
    turn = Turn(setting.angle, setting.skew, *union([run.box for run in runs]).center)
    return [replace(run, turn=turn, box=turn.bounds(run.box)) for run in runs]


def _moved(run: TextRun, dx: float, dy: float) -> TextRun:
    turn = replace(run.turn, x=run.turn.x + dx, y=run.turn.y + dy)
    plate = run.plate.moved(dx, dy) if run.plate else None
    return replace(run, box=run.box.moved(dx, dy), frame=run.frame.moved(dx, dy), turn=turn, plate=plate)


def _inside(runs: list[TextRun], area: Area) -> list[TextRun] | None:
    """The runs moved as little as brings all of them into `area`; None when they are too large for it."""
    whole = union([run.box for run in runs])
    if whole.width > area.width + 0.01 or whole.height > area.height + 0.01:
        return None
    target = whole.within(area)
    return [_moved(run, target.x - whole.x, target.y - whole.y) for run in runs]


def head_runs(
    sheet: Sheet, treatment: Treatment, area: Area, *, align: str, max_lines: int, largest: float
) -> tuple[list[TextRun], list[Warning]]:
    """The head inside `area`, tilted as the style has it; `largest` is the title's size in design pixels."""
    setting, room = treatment.setting(sheet), area
    runs = _turned(_stack(sheet, treatment, room, align, max_lines, largest), setting)
    while runs and (fitting := _inside(runs, area)) is None:
        room = room.scaled(0.95)
        runs = _turned(_stack(sheet, treatment, room, align, max_lines, largest), setting)
    placed = fitting or [] if runs else []
    title = next((run for run in placed if run.role == "title"), None)
    warnings = lacking([(run.text, run.face) for run in placed])
    if title is not None and title.up < SMALL_CAPS * sheet.unit:
        warnings.append(SMALL)
    return [edited(sheet, run) for run in placed], warnings
