"""Sets words inside the boxes of panels, cells and plates, where nothing may grow beyond its box."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from studio_app.imaging.colour import BLACK, RGB, WHITE, adjust, apca_lc, oklch, shown_contrast, to_hex, wcag
from studio_app.imaging.fonts import body, headline
from studio_app.imaging.layout import Area, TextRun, Warning
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.text import Block, fit, is_rtl, uppercase

LEAST_RATIO, LEAST_LC = 4.5, 60.0
SMALL_LINE = Warning("line_small", "A line is long, so its letters are small. A shorter one reads better.")


# What stands below a title is set at this share of its size at most.
_UNDER = 0.85


def below_title(title: TextRun | None, largest: float) -> float:
    """The largest size of what stands below a title."""
    return min(largest, _UNDER * title.size) if title else largest


@dataclass(frozen=True, slots=True)
class Voice:
    """What words in a panel look like: a family's cut, `color` on `ground`, `tracking` in em."""

    family: str
    face: str
    color: RGB
    ground: RGB
    tracking: float = 0.0
    upper: bool = False


def loud(sheet: Sheet, role: str, color: RGB, ground: RGB) -> Voice:
    """The headline cut, in capitals where the tone wants them."""
    family = sheet.family(role)
    return Voice(family, headline(family), color, ground, upper=sheet.tone.uppercase)


def quiet(sheet: Sheet, role: str, color: RGB, ground: RGB) -> Voice:
    family = sheet.family(role)
    return Voice(family, body(family), color, ground)


def small_caps(sheet: Sheet, role: str, color: RGB, ground: RGB) -> Voice:
    """Spaced capitals of the text face, for what names a value."""
    return replace(quiet(sheet, role, color, ground), tracking=0.08, upper=True)


def cased(voice: Voice, text: str) -> str:
    text = " ".join(text.split())
    return uppercase(text) if voice.upper else text


def measured(text: str, voice: Voice, room: Area, largest: float, max_lines: int = 1, gap: float = 0.25) -> Block:
    """How `text` comes out in `room`, never larger than `largest` pixels nor on more than `max_lines` lines."""
    return fit(
        cased(voice, text), voice.face, max(1.0, room.width), max(1.0, room.height), max_lines=max_lines,
        largest=max(1.0, largest), gap=gap, tracking=voice.tracking, strict=True,
    )


def set_in(
    role: str,
    text: str,
    room: Area,
    voice: Voice,
    *,
    largest: float,
    align: str = "left",
    valign: str = "center",
    max_lines: int = 1,
    gap: float = 0.25,
) -> TextRun | None:
    """The run of `text` inside `room`; None when there is nothing to see. Words from right to left start at the
    right."""
    block = measured(text, voice, room, largest, max_lines, gap)
    if not block.lines:
        return None
    if align == "left" and is_rtl(text):
        align = "right"
    x = {"left": room.x, "center": room.center[0] - block.width / 2, "right": room.right - block.width}[align]
    y = room.y + {"top": 0.0, "center": 0.5, "bottom": 1.0}[valign] * (room.height - block.height)
    frame = Area(x, y, block.width, block.height)
    return TextRun(
        role, cased(voice, text), voice.family, block.size, frame, to_hex(voice.color), to_hex(voice.ground),
        shown_contrast(voice.color, voice.ground), block.lines, voice.face, frame, align, block.up, block.pitch,
        voice.tracking,
    )


def small_lines(runs: list[TextRun], least: float) -> list[Warning]:
    """A warning when letters of an item are lower than `least` pixels."""
    return [SMALL_LINE] if any(run.role.startswith("item") and run.up < least for run in runs) else []


def side_of(title: str, align: str) -> str:
    """How everything beside or below `title` is aligned: with it, should it run from right to left."""
    return "right" if align == "left" and is_rtl(title) else align


def reads(color: RGB, ground: RGB) -> bool:
    """Whether small words in `color` on `ground` can be read: WCAG 2 and APCA both say so."""
    return wcag(color, ground) >= LEAST_RATIO and abs(apca_lc(color, ground)) >= LEAST_LC


def legible(color: RGB, ground: RGB) -> RGB:
    """`color`, moved in lightness as little as lets it be read on `ground`; at the end black or white, whichever
    WCAG prefers: on a middle grey no colour satisfies both measures."""
    if reads(color, ground):
        return color
    start = oklch(color)[0]
    towards = 1.0 if abs(apca_lc(WHITE, ground)) >= abs(apca_lc(BLACK, ground)) else 0.0
    for step in range(1, 17):
        moved = adjust(color, start + (towards - start) * step / 16)
        if reads(moved, ground):
            return moved
    return max((BLACK, WHITE), key=lambda text: wcag(text, ground))


@functools.lru_cache(512)
def chip_of(color: RGB, ink: RGB) -> tuple[RGB, RGB]:
    """(ground, text) for a chip in `color`: its lightness moved as little as lets `ink` or white be read on it."""
    start = oklch(color)[0]
    for step in range(25):
        for way in (-1, 1):
            ground = adjust(color, min(0.98, max(0.05, start + way * step * 0.02))) if step else color
            found = max((ink, WHITE), key=lambda text: abs(apca_lc(text, ground)))
            if reads(found, ground):
                return ground, found
    return BLACK, WHITE
