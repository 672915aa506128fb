"""Chat boxes: a header over a body that stays see-through, for the chat's own window to stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studio_app.imaging.colour import BLACK
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning
from studio_app.imaging.templates import frames, marks, medals
from studio_app.imaging.templates.compose import finished, rearranged
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.framings import brackets
from studio_app.imaging.templates.lettering import pill, plain
from studio_app.imaging.templates.nameplates import nameplate
from studio_app.imaging.templates.nudges import edited
from studio_app.imaging.templates.paint import blur, fill, polygon, rect, rounded, skia
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.seeded import chosen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.word_warnings import SMALL, lacking

# How opaque a body may be at most is a promise (0.6); these read well with white letters on any game.
TINT = {"window": 0.55, "corners": 0.0, "bubble": 0.5, "rail": 0.42}
KINDS = tuple(TINT)
SMALL_CAPS = 11.0


@dataclass(frozen=True, slots=True)
class Boxes:
    header: Area
    body: Area
    frame: Area
    sticker: Area | None = None
    rail: Area | None = None


def kind(sheet: Sheet) -> str:
    return chosen(sheet, KINDS)


def _k(sheet: Sheet) -> float:
    return min(sheet.asset.width / 400, sheet.asset.height / 480)


def boxes(sheet: Sheet) -> Boxes:
    """Everything within the safe box; the body is at least two thirds of its height."""
    k = _k(sheet)
    safe = sheet.safe
    tall, foot = 78 * k, 26 * k
    found = kind(sheet)
    if found == "corners":
        frame = Area(safe.x, safe.y + 4 * k, safe.width, safe.height - tall - 24 * k)
        header = Area(safe.x, safe.bottom - tall, safe.width, tall)
        return _turned(sheet, Boxes(header, frame.grown(-16 * k), frame))
    if found == "rail":
        rail = Area(safe.x, safe.y, 62 * k, safe.height)
        if sheet.look.mirrored:
            rail = rail.mirrored(sheet.asset.width)
        left = safe.x if sheet.look.mirrored else rail.right + 8 * k
        column = Area(left, safe.y, safe.width - rail.width - 8 * k, safe.height)
        body = Area(column.x, column.y + tall + 8 * k, column.width, column.height - tall - 8 * k)
        return Boxes(Area(column.x, column.y, column.width, tall), body, body, None, rail)
    if found == "bubble":
        frame = Area(safe.x + 4 * k, safe.y + tall * 0.5, safe.width - 8 * k, safe.height - tall * 0.5 - 44 * k)
        header = Area(frame.x + 14 * k, safe.y, frame.width - 96 * k, tall)
        sticker = Area(safe.right - 92 * k, safe.y - 4 * k, 92 * k, 92 * k)
        if sheet.look.mirrored:
            header, sticker = header.mirrored(2 * safe.center[0]), sticker.mirrored(2 * safe.center[0])
        # Far enough inside that the rounded corners of the outline stay whole.
        body = Area(frame.x + 17 * k, safe.y + 100 * k, frame.width - 34 * k, frame.bottom - safe.y - 117 * k)
        return Boxes(header, body, frame, sticker)
    frame = Area(safe.x, safe.y, safe.width, safe.height)
    body = Area(frame.x + 6 * k, frame.y + tall + 6 * k, frame.width - 12 * k, frame.height - tall - foot - 8 * k)
    return _turned(sheet, Boxes(Area(frame.x, frame.y, frame.width, tall), body, frame))


def _turned(sheet: Sheet, found: Boxes) -> Boxes:
    """In a mirror the header stands at the other end."""
    if not sheet.look.mirrored:
        return found
    middle = sheet.safe.center[1]

    def other(area: Area) -> Area:
        return Area(area.x, 2 * middle - area.bottom, area.width, area.height)

    return Boxes(other(found.header), other(found.body), other(found.frame))


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    finish, k, found = treatment.finish(sheet), _k(sheet), boxes(sheet)
    room = frames.inner(finish, found.header, k)
    plainer = found.sticker is None and found.rail is None
    words = nameplate(sheet, finish, room, motif=plainer, flip=plainer and sheet.look.mirrored)
    runs: list[TextRun] = [edited(sheet, run) for run in words.runs]
    title = next((run for run in runs if run.role == "title"), None)
    warnings: list[Warning] = [SMALL] if title is not None and title.up < SMALL_CAPS * k else []
    warnings += lacking([(run.text, run.face) for run in runs])
    hero = found.sticker or words.hero
    if found.rail is not None:
        side = found.rail.width * 0.66
        hero = Area(found.rail.center[0] - side / 2, found.rail.y + 18 * k, side, side)
    extra = [NamedBox("plate", found.header), NamedBox("chat", found.body), NamedBox("frame", found.frame)]
    if found.rail is not None:
        extra.append(NamedBox("rail", found.rail))
    slots = Slots(found.header, words.logo, _trim(found, k), (hero,) if hero else ())
    return finished(sheet, rearranged(sheet, slots), runs, warnings, sheet.roles.primary, tuple(extra))


def _trim(found: Boxes, k: float) -> Area:
    if found.rail is not None:
        return Area(found.body.x + 12 * k, found.header.bottom + 1 * k, 90 * k, 6 * k)
    if found.frame.height < found.header.height + found.body.height:
        y = found.frame.bottom + 7 * k if found.header.y > found.body.y else found.header.bottom + 7 * k
        return Area(found.header.x + 20 * k, y, 100 * k, 6 * k)
    if found.sticker is not None:
        return Area(found.frame.right - 130 * k, found.frame.bottom - 4 * k, 100 * k, 8 * k)
    free = found.frame.y + 9 * k if found.header.y > found.body.y else found.frame.bottom - 17 * k
    return Area(found.frame.center[0] - 50 * k, free, 100 * k, 8 * k)


def _bubble(frame: Area, finish: Finish, k: float, mirrored: bool) -> Any:
    """A speech bubble in the style's outline, its tail below."""
    body = frames.outline(finish.shape if finish.shape != "slant" else "cut", frame, 26 * k)
    x = frame.right - 70 * k if mirrored else frame.x + 70 * k
    side = -1 if mirrored else 1
    tail = polygon([
        (x - 22 * k * side, frame.bottom - 2 * k), (x + 26 * k * side, frame.bottom - 2 * k),
        (x - 26 * k * side, frame.bottom + 34 * k),
    ])
    return skia.Op(body, tail, skia.PathOp.kUnion_PathOp) or body


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    sheet = stage.sheet
    finish, k, found = treatment.finish(sheet), _k(sheet), boxes(sheet)
    _body(stage, found, finish, k)
    frames.panel(stage, found.header, finish, k)
    if found.rail is not None:
        frames.panel(stage, found.rail, finish, k)
        _rail(stage, found.rail, finish, k)
    hero = layout.box("hero")
    if hero is not None and found.sticker is not None:
        medals.medal(stage, hero, finish, treatment, k)
        frames.feather(stage, 8 * k)
    elif hero is not None:
        marks.ui_mark(stage, sheet.motif, *hero.center, hero.width * 0.9, finish.accent)
    # Shadows and glows of what stands round it must not thicken the body's tint.
    tint = fill(sheet.roles.night, TINT[kind(sheet)]).getColor()
    stage.canvas.drawRect(rect(found.body), skia.Paint(Color=tint, BlendMode=skia.BlendMode.kSrc))


def _body(stage: Stage, found: Boxes, finish: Finish, k: float) -> None:
    sheet, canvas = stage.sheet, stage.canvas
    night, tint = sheet.roles.night, TINT[kind(sheet)]
    if kind(sheet) == "corners":
        brackets(stage, found.frame.grown(-12 * k), found.frame, finish, k * 0.8)
        return
    if kind(sheet) == "rail":
        canvas.drawRect(rect(found.body), fill(night, tint))
        edge = Area(found.body.x, found.body.bottom - 4 * k, found.body.width, 4 * k)
        canvas.drawRect(rect(edge), frames.band_paint(finish, edge))
        return
    contour = (
        _bubble(found.frame, finish, k, sheet.look.mirrored) if kind(sheet) == "bubble"
        else frames.outline(finish.shape if finish.shape != "slant" else "cut", found.frame, 18 * k)
    )
    canvas.save()
    canvas.clipPath(contour, skia.ClipOp.kDifference, True)
    canvas.drawPath(contour, fill(BLACK, 0.5, MaskFilter=blur(6 * k)))
    canvas.restore()
    canvas.drawPath(contour, fill(night, tint))
    frames.stroke(stage, contour, found.frame, finish, 4 * k, k * 0.8)


def _rail(stage: Stage, rail: Area, finish: Finish, k: float) -> None:
    """Dots down the rail, larger towards its foot."""
    for i in range(5):
        radius = (3 + i * 0.9) * k
        colour = (finish.border[0], finish.border[1], finish.border[2])[i % 3]
        spot = Area(rail.center[0] - radius, rail.bottom - (150 - i * 30) * k - radius, 2 * radius, 2 * radius)
        shown = frames.seen(colour, finish)
        stage.canvas.drawPath(frames.outline(finish.shape, spot, radius * 0.7), fill(shown))


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    finish = treatment.finish(stage.sheet)
    if stage.foreign:
        _opened(stage, layout)
    for run in layout.runs:
        (pill(stage, run, 0.3) if run.plate else plain(stage, run))
    frames.emblem(stage, layout, finish)
    frames.kit_colours(stage, marks.needed(layout, "trim"), finish)


def _opened(stage: Stage, layout: Layout) -> None:
    """Art that knows no transparency: kept on header, frame and rail, taken out of the body."""
    k = _k(stage.sheet)
    shapes = [rounded(marks.needed(layout, name), 10 * k) for name in ("plate", "frame")]
    shapes += [rounded(box, 10 * k) for box in [layout.box("rail")] if box]
    frames.keep(stage, shapes)
    frames.cut(stage, marks.needed(layout, "chat"))


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    return [rounded(marks.needed(layout, name), 10) for name in ("frame", "chat")]
