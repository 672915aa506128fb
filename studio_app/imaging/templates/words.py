"""Places words: stacks tag, title and subtitle in an area, shrinks until everything fits, reports what got small."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from studio_app.catalog.fonts import FONTS
from studio_app.imaging.colour import RGB, shown_contrast, to_hex
from studio_app.imaging.fonts import body, headline
from studio_app.imaging.layout import Area, TextRun, Turn, Warning, union
from studio_app.imaging.templates.nudges import edited, shifted
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.word_warnings import warnings_of
from studio_app.imaging.text import Block, fit, is_rtl, uppercase

# How large tag and subtitle are at most beside their title, and how much larger than elsewhere where the picture is
# mostly seen at a quarter of its size.
_TAG, _SUBTITLE = 0.5, 0.6
_BESIDES = {"thumbnail": 1.15, "clip_cover": 1.25, "story": 1.2}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a family sets its words. Sizes are in design pixels, `gap` and `bleed` in em, colours are final; `margin` is
    what the family draws round its words, across and down."""

    align: str
    valign: str
    title: RGB
    title_ground: RGB
    tag: RGB
    tag_ground: RGB
    subtitle: RGB
    subtitle_ground: RGB
    largest: float = 170.0
    tag_size: float = 25.0
    tag_tracking: float = 0.06
    tag_plate: bool = True
    tag_below: bool = False
    subtitle_size: float = 30.0
    max_lines: int = 3
    gap: float = 0.22
    bleed: float = 0.0
    tracking: float = 0.0
    angle: float = 0.0
    skew: float = 0.0
    space: float = 22.0
    upper: bool = True
    margin: tuple[float, float] = (0.0, 0.0)


def _run(
    role: str,
    text: str,
    family: str,
    face: str,
    block: Block,
    at: Area,
    align: str,
    colour: RGB,
    ground: RGB,
    tracking: float,
    plate: Area | None = None,
) -> TextRun:
    return TextRun(
        role,
        text,
        family,
        block.size,
        plate or at,
        to_hex(colour),
        to_hex(ground),
        shown_contrast(colour, ground),
        block.lines,
        face,
        at,
        align,
        block.up,
        block.pitch,
        tracking,
        plate=plate,
    )


def _along(align: str, area: Area, width: float) -> float:
    return {"left": area.x, "center": area.x + (area.width - width) / 2, "right": area.right - width}[align]


def _cased(sheet: Sheet, text: str, setting: Setting) -> str:
    capitals = FONTS[sheet.family("title")].caps or (sheet.tone.uppercase and setting.upper)
    return uppercase(text) if capitals else text


def _title(sheet: Sheet, title: str, area: Area, s: Setting, shrink: float, tall: float) -> Block:
    return fit(
        title, headline(sheet.family("title")), area.width * shrink, tall * shrink, max_lines=s.max_lines, gap=s.gap,
        largest=s.largest * sheet.unit, tracking=s.tracking, bleed=s.bleed,
    )


Blocks = list[tuple[str, str, Block, float, float]]


def _blocks(sheet: Sheet, area: Area, s: Setting, shrink: float) -> Blocks:
    """(role, text, block, pad x, pad y) from top to bottom for a group no larger than `area`."""
    title = _cased(sheet, sheet.said("title"), s)
    found = _besides(sheet, area, s, shrink, float("inf"))
    if title:
        block = _title(sheet, title, area, s, shrink, _left(sheet, area, s, found))
        # What stands beside a title must not be louder; once it is smaller, the title only grows.
        found = _besides(sheet, area, s, shrink, block.size)
        block = _title(sheet, title, area, s, shrink, _left(sheet, area, s, found))
        found.append(("title", title, block, block.size * s.bleed, block.size * s.bleed))
    order = ("title", "subtitle", "tag") if s.tag_below else ("tag", "title", "subtitle")
    return sorted(found, key=lambda item: order.index(item[0]))


def _left(sheet: Sheet, area: Area, s: Setting, besides: Blocks) -> float:
    """The height that is left for the title."""
    used = sum(block.height + 2 * pad + s.space * sheet.unit for _, _, block, _, pad in besides)
    return max(area.height * 0.3, area.height - used)


def _besides(sheet: Sheet, area: Area, s: Setting, shrink: float, title: float) -> Blocks:
    """Tag and subtitle, in shares of the `title`'s size at most."""
    by = _BESIDES.get(sheet.form, 1.0) * sheet.unit
    small = min(area.height * 0.09 * by / sheet.unit, s.tag_size * by * 1.6)
    found: Blocks = []
    if text := uppercase(sheet.said("tag")):
        largest = min(s.tag_size * by * shrink, small * shrink, title * _TAG)
        block = fit(
            text, headline(sheet.family("tag")), area.width * shrink - 1.6 * largest, largest * 3, max_lines=1,
            largest=largest, tracking=s.tag_tracking, strict=True,
        )
        found.append(("tag", text, block, *((block.size * 0.8, block.size * 0.5) if s.tag_plate else (0.0, 0.0))))
    if text := sheet.said("subtitle"):
        largest = min(s.subtitle_size * by * shrink, small * shrink, title * _SUBTITLE)
        block = fit(
            text, body(sheet.family("subtitle")), area.width * shrink, area.height * 0.22, max_lines=2, gap=0.35,
            largest=largest,
        )
        found.append(("subtitle", text, block, 0.0, 0.0))
    return found


def _stacked(sheet: Sheet, area: Area, s: Setting, shrink: float) -> list[TextRun]:
    group = _blocks(sheet, area, s, shrink)
    space = s.space * sheet.unit * shrink
    total = sum(block.height + 2 * pad_y for _, _, block, _, pad_y in group) + space * max(0, len(group) - 1)
    top = area.y + {"top": 0.0, "center": 0.5, "bottom": 1.0}[s.valign] * (area.height - total)
    rtl = is_rtl(sheet.said("title"))
    align = {"left": "right", "right": "left"}.get(s.align, s.align) if rtl else s.align
    if rtl and s.align == "right":
        align = "right"
    runs: list[TextRun] = []
    for role, text, block, pad_x, pad_y in group:
        outer = Area(
            _along(align, area, block.width + 2 * pad_x), top, block.width + 2 * pad_x, block.height + 2 * pad_y
        )
        inner = outer.grown(-pad_x, -pad_y)
        if role == "title":
            run = _run(
                role,
                text,
                sheet.family("title"),
                headline(sheet.family("title")),
                block,
                inner,
                align,
                s.title,
                s.title_ground,
                s.tracking,
            )
            runs.append(replace(run, box=outer))
        elif role == "tag":
            runs.append(
                _run(
                    role,
                    text,
                    sheet.family("tag"),
                    headline(sheet.family("tag")),
                    block,
                    inner,
                    align,
                    s.tag,
                    s.tag_ground,
                    s.tag_tracking,
                    outer if s.tag_plate else None,
                )
            )
        else:
            runs.append(
                _run(
                    role, text, sheet.family("subtitle"), body(sheet.family("subtitle")), block, inner, align,
                    s.subtitle, s.subtitle_ground, 0.0,
                )
            )
        top = outer.bottom + space
    return runs


def _turned(runs: list[TextRun], s: Setting) -> list[TextRun]:
    if not runs or not (s.angle or s.skew):
        return runs
    x, y = union([run.box for run in runs]).center
    turn = Turn(s.angle, s.skew, x, y)
    return [replace(run, turn=turn, box=turn.bounds(run.box)) for run in runs]


def set_block(
    sheet: Sheet,
    role: str,
    text: str,
    area: Area,
    colour: RGB,
    ground: RGB,
    *,
    face: str = "headline",
    align: str = "left",
    valign: str = "center",
    max_lines: int = 2,
    largest: float = 200.0,
    gap: float = 0.22,
    bleed: float = 0.0,
    tracking: float = 0.0,
    turn: float = 0.0,
) -> TextRun:
    """`text` as large as fits in `area`; `face` is headline or body, `largest` design pixels, `turn` degrees."""
    family = sheet.family(role)
    alias = headline(family) if face == "headline" else body(family)
    cos, sin = abs(math.cos(math.radians(turn))), abs(math.sin(math.radians(turn)))
    # The largest box of the area's proportions whose turned bounds still fit.
    share = min(1.0, area.width / (area.width * cos + area.height * sin), area.height / (
        area.width * sin + area.height * cos))
    room = area.scaled(share)
    block = fit(
        text, alias, room.width, room.height, max_lines=max_lines, largest=largest * sheet.unit, gap=gap, bleed=bleed,
        tracking=tracking,
    )
    if is_rtl(text):
        align = {"left": "right", "right": "left"}.get(align, align)
    pad = block.size * bleed
    wide, tall = block.width + 2 * pad, block.height + 2 * pad
    top = room.y + {"top": 0.0, "center": 0.5, "bottom": 1.0}[valign] * (room.height - tall)
    outer = Area(_along(align, room, wide), top, wide, tall)
    run = _run(role, text, family, alias, block, outer.grown(-pad), align, colour, ground, tracking)
    placed = replace(run, box=outer)
    if turn:
        turned = Turn(turn, 0.0, *area.center)
        placed = replace(placed, turn=turned, box=turned.bounds(outer))
    return edited(sheet, placed)


def place(sheet: Sheet, area: Area, setting: Setting) -> tuple[list[TextRun], list[Warning]]:
    """The runs of a brief's words inside `area` (after turning) and the warnings that came up."""
    shrink = 1.0
    runs = _turned(_stacked(sheet, area, setting, shrink), setting)
    for _ in range(12):
        if not runs:
            break
        whole = union([run.box for run in runs])
        dx = max(0.0, area.x - whole.x) - max(0.0, whole.right - area.right)
        dy = max(0.0, area.y - whole.y) - max(0.0, whole.bottom - area.bottom)
        if whole.width <= area.width + 0.5 and whole.height <= area.height + 0.5:
            runs = [shifted(run, dx, dy) for run in runs]
            break
        shrink *= 0.98 * min(1.0, area.width / whole.width, area.height / whole.height)
        runs = _turned(_stacked(sheet, area, setting, shrink), setting)
    return [edited(sheet, run) for run in runs], warnings_of(sheet, runs)
