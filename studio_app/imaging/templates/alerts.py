"""Alerts: what happened and who it was, on a card, a ribbon or in a burst, with the motif as a sticker."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from studio_app.imaging.colour import BLACK, mix
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning
from studio_app.imaging.templates import frames, layers, marks, medals
from studio_app.imaging.templates.cards import card_finish, letter_title, title_run
from studio_app.imaging.templates.compose import finished, rearranged
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.lettering import plain
from studio_app.imaging.templates.nudges import edited
from studio_app.imaging.templates.paint import blur, fill, line, polygon, ramp, rect, rounded, skia
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.seeded import chosen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.typeset import below_title, legible, quiet, set_in, side_of
from studio_app.imaging.templates.word_warnings import SMALL, lacking

SMALL_CAPS = 0.06
WIDE = 1.9


@dataclass(frozen=True, slots=True)
class Composition:
    """In shares of the safe box: the plate, the words on it, the sticker and the logo (x, y, side of the height)."""

    kind: str
    plate: tuple[float, float, float, float]
    words: tuple[float, float, float, float]
    sticker: tuple[float, float, float]
    logo: tuple[float, float, float]
    align: str = "left"


# Wide ones have the sticker beside the words, the others above them.
BESIDE = (
    Composition("card", (0.15, 0.13, 0.85, 0.72), (0.36, 0.23, 0.49, 0.52), (0.015, 0.04, 0.92), (0.868, 0.37, 0.24)),
    Composition("ribbon", (0.10, 0.22, 0.82, 0.54), (0.35, 0.28, 0.44, 0.42), (0.03, 0.03, 0.94), (0.81, 0.375, 0.23)),
    Composition("burst", (0.19, 0.16, 0.81, 0.66), (0.37, 0.255, 0.48, 0.48), (0.06, 0.135, 0.73),
                (0.868, 0.375, 0.23)),
)  # fmt: skip
ABOVE = (
    Composition("card", (0.04, 0.46, 0.92, 0.50), (0.10, 0.555, 0.80, 0.34), (0.50, 0.00, 0.52), (0.065, 0.40, 0.12),
                "center"),
    Composition("ribbon", (0.07, 0.545, 0.86, 0.34), (0.12, 0.59, 0.76, 0.25), (0.50, 0.00, 0.54), (0.30, 0.90, 0.085),
                "center"),
    Composition("burst", (0.03, 0.55, 0.94, 0.41), (0.09, 0.63, 0.82, 0.27), (0.50, 0.08, 0.42), (0.055, 0.49, 0.12),
                "center"),
)  # fmt: skip


def composition(sheet: Sheet) -> Composition:
    """Beside the words the sticker changes sides in a mirror; above them it leaves the middle."""
    if sheet.asset.ratio >= WIDE:
        return chosen(sheet, BESIDE)
    found = chosen(sheet, ABOVE)
    if not sheet.look.mirrored:
        return found
    logo = (0.94 - found.logo[0], *found.logo[1:]) if found.kind != "ribbon" else (0.80, *found.logo[1:])
    return replace(found, align="left", sticker=(0.27, *found.sticker[1:]), logo=logo)


def _k(sheet: Sheet) -> float:
    return min(sheet.asset.width / 750, sheet.asset.height / 250) if sheet.asset.ratio >= WIDE else sheet.unit * 1.35


def _area(sheet: Sheet, share: tuple[float, float, float, float]) -> Area:
    safe = sheet.safe
    return Area(
        safe.x + share[0] * safe.width, safe.y + share[1] * safe.height, share[2] * safe.width, share[3] * safe.height
    )


def _square(sheet: Sheet, share: tuple[float, float, float], *, centred: bool = False) -> Area:
    side = share[2] * sheet.safe.height
    x = sheet.safe.x + share[0] * sheet.safe.width - (side / 2 if centred else 0)
    return Area(x, sheet.safe.y + share[1] * sheet.safe.height, side, side)


@dataclass(frozen=True, slots=True)
class Boxes:
    plate: Area
    words: Area
    sticker: Area
    logo: Area


def boxes(sheet: Sheet) -> Boxes:
    found = composition(sheet)
    made = Boxes(
        _area(sheet, found.plate), _area(sheet, found.words),
        _square(sheet, found.sticker, centred=sheet.asset.ratio < WIDE), _square(sheet, found.logo),
    )
    if not sheet.look.mirrored or sheet.asset.ratio < WIDE:
        return made
    width = sheet.asset.width
    return Boxes(*(area.mirrored(width) for area in (made.plate, made.words, made.sticker, made.logo)))


def _runs(sheet: Sheet, treatment: Treatment, room: Area, align: str) -> list[TextRun]:
    """What happened in the style's lettering, who it was below it."""
    card = card_finish(sheet, treatment)
    name, align = sheet.said("subtitle"), side_of(sheet.said("title"), align)
    upper = Area(room.x, room.y, room.width, room.height * (0.58 if name else 1.0))
    title = title_run(
        sheet, treatment, upper, largest=room.height * 0.9, align=align,
        max_lines=2 if name else 3,
    )
    runs = [title] if title else []
    below = Area(room.x, room.y + room.height * 0.68, room.width, room.height * 0.32)
    quieter = quiet(sheet, "subtitle", legible(card.label, card.plate), card.plate)
    found = set_in("subtitle", name, below, quieter, largest=below_title(title, room.height * 0.40), align=align)
    return [edited(sheet, run) for run in runs + ([found] if found else [])]


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    found = boxes(sheet)
    runs = _runs(sheet, treatment, found.words, composition(sheet).align)
    title = next((run for run in runs if run.role == "title"), None)
    warnings: list[Warning] = [SMALL] if title is not None and title.up < SMALL_CAPS * sheet.asset.height else []
    warnings += lacking([(run.text, run.face) for run in runs])
    k = _k(sheet)
    trim = Area(found.words.center[0] - 60 * k, found.plate.bottom - 4 * k, 120 * k, 8 * k)
    slots = rearranged(sheet, Slots(found.words, found.logo, trim, (found.sticker,)))
    return finished(sheet, slots, runs, warnings, sheet.roles.primary, (NamedBox("plate", found.plate),))


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet = stage.sheet
    finish, k, found = card_finish(sheet, treatment), _k(sheet), composition(sheet)
    plate, hero = marks.needed(layout, "plate"), marks.needed(layout, "hero")
    if found.kind == "burst":
        _burst(stage, hero, finish, k)
    _sprinkle(stage, hero, finish)
    if found.kind == "ribbon":
        _ribbon(stage, plate, finish, k)
    else:
        frames.panel(stage, plate, finish, k)
        _sheen(stage, plate, finish, k)
    if found.kind == "card":
        _rays(stage, hero, finish)
    medals.medal(stage, hero, finish, treatment, k)
    frames.feather(stage, 10 * k)


def _star(x: float, y: float, outer: float, inner: float, points: int, turn: float) -> Any:
    corners = []
    for i in range(points * 2):
        radius = inner if i % 2 else outer
        angle = turn + i * math.pi / points
        corners.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return polygon(corners)


def _burst(stage: Stage, hero: Area, finish: Finish, k: float) -> None:
    """Stars of two colours behind the sticker, in the roundness of the style."""
    x, y = hero.center
    radius = min(hero.width, hero.height) * 0.645
    turn, points = stage.sheet.look.phase * math.pi, {"round": 12, "tube": 14, "block": 10}.get(finish.shape, 13)
    flatness = 0.84 if finish.shape == "round" else 0.70
    join = radius * 0.06
    back = _star(x, y, radius * 1.06, radius * flatness, points, turn)
    stage.canvas.drawPath(back, fill(BLACK, 0.5, MaskFilter=blur(7 * k)))
    for scale, colour in ((1.06, finish.border[1]), (0.94, finish.border[0]), (0.80, finish.plate)):
        path = _star(x, y, radius * scale, radius * scale * flatness, points, turn)
        shown = frames.seen(colour, finish) if scale != 0.80 else colour
        stage.canvas.drawPath(path, fill(shown))
        if finish.shape in ("round", "tube"):
            stage.canvas.drawPath(path, line(shown, join))


def _rays(stage: Stage, hero: Area, finish: Finish) -> None:
    x, y = hero.center
    if finish.shape in ("slant", "cut", "tube"):
        layers.glow(stage, x, y, hero.width * 0.62, frames.seen(finish.border[1], finish), 0.55)


def _sprinkle(stage: Stage, hero: Area, finish: Finish) -> None:
    """Small things in the air round the sticker."""
    sheet = stage.sheet
    colours = (finish.accent, frames.seen(finish.border[0], finish), frames.seen(finish.border[2], finish))
    kind = sheet.particles if sheet.particles in ("shards", "confetti", "pixels") else "confetti"
    area = hero.scaled(1.12).within(sheet.full)
    layers.particles(stage, kind, area, 22, colours, sheet.random("air"))


def _sheen(stage: Stage, plate: Area, finish: Finish, k: float) -> None:
    """Dots that thin out from the far end of the plate."""
    if finish.shape not in ("slant", "cut"):
        return
    end = plate.x if stage.sheet.look.mirrored else plate.right
    way = (1.0, 0.0) if stage.sheet.look.mirrored else (-1.0, 0.0)
    stage.canvas.save()
    stage.canvas.clipPath(frames.shape_of(finish, plate, 16 * k), True)
    layers.halftone(stage, (end, plate.bottom), way, 9 * k, plate.width * 0.28, finish.border[0], 0.5)
    stage.canvas.restore()


def _ribbon(stage: Stage, plate: Area, finish: Finish, k: float) -> None:
    """A band with folded tails; leaning, rounded or cut as the style has it."""
    canvas, drop, tail = stage.canvas, plate.height * 0.20, plate.height * 0.62
    colour = frames.seen(finish.border[0], finish)
    dark = mix(colour, BLACK, 0.45)
    for side, x in ((-1, plate.x), (1, plate.right)):
        inner, outer = x - side * tail * 0.45, x + side * tail * 0.62
        top, bottom = plate.y + drop, plate.bottom + drop
        notch = outer - side * tail * 0.34
        shape = polygon([(inner, top), (outer, top), (notch, (top + bottom) / 2), (outer, bottom), (inner, bottom)])
        canvas.drawPath(shape, fill(BLACK, 0.45, MaskFilter=blur(6 * k)))
        canvas.drawPath(shape, fill(colour))
        if finish.shape == "tube":
            frames.stroke(stage, shape, plate, finish, 2.4 * k, k * 0.6, colour)
        fold = polygon([(x, plate.bottom), (inner, plate.bottom), (inner, bottom)])
        canvas.drawPath(fold, fill(dark))
    band = frames.outline("round" if finish.shape == "round" else "block", plate, 8 * k)
    canvas.drawPath(band, fill(BLACK, 0.5, MaskFilter=blur(7 * k)))
    sheen = ramp((plate.x, 0), (plate.right, 0), finish.plate, finish.plate_end)
    canvas.drawPath(band, skia.Paint(AntiAlias=True, Shader=sheen))
    for y in (plate.y + 6 * k, plate.bottom - 6 * k):
        stitch = Area(plate.x, y - 1.5 * k, plate.width, 3 * k)
        canvas.drawRect(rect(stitch), frames.band_paint(finish, stitch))


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    finish = card_finish(stage.sheet, treatment)
    if stage.foreign:
        frames.keep(stage, [rounded(marks.needed(layout, name), 12) for name in ("plate", "hero")])
    letter_title(stage, layout, treatment)
    plain(stage, layout.run("subtitle"))
    frames.emblem(stage, layout, finish)
    frames.kit_colours(stage, marks.needed(layout, "trim"), finish)


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    """The burst, or nothing: plate and sticker are boxes of the layout."""
    if composition(sheet).kind != "burst":
        return []
    hero = marks.needed(layout, "hero")
    return [_star(*hero.center, hero.width * 0.68, hero.width * 0.48, 13, 0.0)]
