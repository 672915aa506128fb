"""End screens: four empty places that the platform fills with videos, a playlist and the subscribe button."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from studio_app.imaging.colour import BLACK, mix
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun
from studio_app.imaging.templates import frames
from studio_app.imaging.templates.backdrops import letter_head, paint_art
from studio_app.imaging.templates.compose import finished, rearranged
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.framings import FRAMINGS
from studio_app.imaging.templates.heads import head_runs
from studio_app.imaging.templates.lettering import pill
from studio_app.imaging.templates.paint import blur, fill, line, ring, rounded, skia
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.seeded import chosen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.typeset import chip_of, loud, set_in
from studio_app.imaging.templates.word_warnings import lacking

# What stands beside the places when the brief has no words for them; the second list where the title says the first.
LABELS = ("Watch next", "More like this", "Subscribe", "Full playlist")
OTHER = "Latest video"
VIDEO = 16 / 9
EDGE = 12.0


@dataclass(frozen=True, slots=True)
class Place:
    """In pixels of 1920 x 1080: two videos, the subscribe circle, a playlist; head words, hero, logo, kit's colours."""

    slots: tuple[Area, Area, Area, Area]
    words: Area
    hero: Area | None
    logo: Area
    trim: Area
    align: str = "left"
    largest: float = 120.0


def _video(x: float, y: float, width: float) -> Area:
    return Area(x, y, width, width / VIDEO)


PLACES = (
    Place(
        (_video(1044, 128, 762), _video(1044, 634, 640), Area(120, 634, 320, 320), _video(500, 690, 470)),
        Area(110, 72, 610, 400), Area(780, 300, 220, 220), Area(840, 70, 84, 84), Area(110, 536, 240, 14),
    ),
    Place(
        (_video(112, 372, 640), _video(1168, 372, 640), Area(820, 372, 280, 280), _video(780, 822, 360)),
        Area(280, 66, 1360, 186), Area(1230, 800, 216, 216), Area(112, 70, 92, 92), Area(112, 940, 240, 14), "center",
    ),
    Place(
        (_video(108, 350, 900), _video(1090, 574, 700), Area(1500, 84, 290, 290), _video(1090, 172, 350)),
        Area(280, 66, 700, 150), None, Area(112, 70, 90, 90), Area(112, 916, 240, 14),
    ),
    Place(
        (_video(108, 128, 620), _video(108, 600, 620), Area(800, 650, 290, 290), _video(1150, 676, 500)),
        Area(800, 72, 600, 380), Area(1480, 120, 320, 320), Area(1716, 916, 92, 92), Area(800, 546, 240, 14),
    ),
)  # fmt: skip
LABEL_TALL, LABEL_GAP = 40.0, 18.0


def place(sheet: Sheet) -> Place:
    """The arrangement of the seed, scaled to the asset and perhaps mirrored."""
    x, y = sheet.asset.width / 1920, sheet.asset.height / 1080
    found = chosen(sheet, PLACES)

    def on(area: Area) -> Area:
        made = Area(area.x * x, area.y * y, area.width * x, area.height * y)
        return made.mirrored(sheet.asset.width) if sheet.look.mirrored else made

    first, second, circle, last = (on(slot) for slot in found.slots)
    hero = on(found.hero) if found.hero else None
    return replace(
        found, slots=(first, second, circle, last), words=on(found.words), hero=hero, logo=on(found.logo),
        trim=on(found.trim),
    )


def _k(sheet: Sheet) -> float:
    return sheet.unit * 0.8


def labels(sheet: Sheet) -> tuple[str, ...]:
    """The brief's items, or words of our own that do not repeat the title."""
    given = tuple(text for item in sheet.brief.lines if (text := " ".join(item.split())))[:4]
    usual = (OTHER, *LABELS[1:]) if sheet.said("title").casefold() == LABELS[0].casefold() else LABELS
    return given + usual[len(given) :]


def _label(sheet: Sheet, finish: Finish, text: str, slot: Area, index: int, k: float) -> TextRun | None:
    """Above a place; below the circle, where faces are not expected."""
    centred = index == 2
    y = slot.bottom + LABEL_GAP * k if centred else slot.y - (LABEL_TALL + LABEL_GAP) * k
    room = Area(slot.x, y, slot.width, LABEL_TALL * k)
    ground, ink = chip_of(finish.accent, sheet.roles.ink)
    voice = replace(loud(sheet, "label", ink, ground), tracking=0.04)
    pad = LABEL_TALL * k * 0.42
    run = set_in(
        f"label_{index + 1}", text, room.grown(-pad, -room.height * 0.18), voice, largest=LABEL_TALL * k * 0.66,
        align="center" if centred else "left", max_lines=2, gap=0.15,
    )
    if run is None:
        return None
    plate = Area(run.frame.x - pad, room.y, run.frame.width + 2 * pad, room.height)
    return replace(run, plate=plate, box=plate)


def plan(sheet: Sheet, treatment: Treatment) -> Layout:
    found, finish, k = place(sheet), treatment.finish(sheet), _k(sheet)
    runs = [
        run for i, (text, slot) in enumerate(zip(labels(sheet), found.slots, strict=True))
        if (run := _label(sheet, finish, text, slot, i, k)) is not None
    ]
    heroes = (found.hero,) if found.hero else ()
    lines = 3 if found.words.height > found.words.width * 0.5 else 2
    head, warnings = head_runs(
        sheet, treatment, found.words, align=found.align, max_lines=lines, largest=found.largest
    )
    warnings += [w for w in lacking([(run.text, run.face) for run in runs]) if w not in warnings]
    slots = rearranged(sheet, Slots(found.words, found.logo, found.trim, heroes))
    extra = tuple(NamedBox(f"slot_{i + 1}", slot) for i, slot in enumerate(found.slots))
    return finished(sheet, slots, [*head, *runs], warnings, sheet.roles.primary, extra)


def paint(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    paint_art(stage, layout, treatment)


def letter(stage: Stage, layout: Layout, treatment: Treatment) -> None:
    """The head in the style's lettering; the places over whatever the plate is."""
    letter_head(stage, layout, treatment)
    finish, k = treatment.finish(stage.sheet), _k(stage.sheet)
    for i, slot in enumerate(_slots(layout)):
        (_circle if i == 2 else _screen)(stage, slot, finish, k)
    for run in layout.runs:
        if run.role.startswith("label_"):
            pill(stage, run, {"round": 0.5, "tube": 0.3, "block": 0.0}.get(finish.shape, 0.12))


def _slots(layout: Layout) -> list[Area]:
    return [named.box for named in layout.boxes if named.name.startswith("slot_")]


def _screen(stage: Stage, slot: Area, finish: Finish, k: float) -> None:
    """An empty screen: nothing in it but a little light."""
    FRAMINGS["full"](stage, slot, slot.grown(EDGE * k), finish, k * 0.7)
    _empty(stage, rounded(slot, 0), slot, finish)


def _circle(stage: Stage, slot: Area, finish: Finish, k: float) -> None:
    x, y = slot.center
    radius = slot.width / 2
    canvas = stage.canvas
    canvas.drawCircle(x, y, radius + EDGE * k, fill(BLACK, 0.5, MaskFilter=blur(9 * k)))
    canvas.drawCircle(x, y, radius + EDGE * k, fill(finish.plate))
    edge = ring(x, y, radius + EDGE * k * 0.45)
    if finish.shape == "block":
        canvas.drawPath(edge, line(finish.border[0], EDGE * k * 0.9))
        canvas.drawPath(ring(x, y, radius + EDGE * k), line(finish.accent, 3 * k))
    else:
        frames.stroke(stage, edge, slot.grown(EDGE * k), finish, 6 * k, k)
    _empty(stage, ring(x, y, radius), slot, finish)


def _empty(stage: Stage, shape: Any, slot: Area, finish: Finish) -> None:
    night = mix(stage.sheet.roles.night, BLACK, 0.35)
    stage.canvas.drawPath(shape, fill(night))
    light = skia.GradientShader.MakeRadial(
        slot.center, slot.width * 0.62, [fill(stage.sheet.roles.deep, 0.9).getColor(), fill(night, 0).getColor()]
    )
    stage.canvas.drawPath(shape, skia.Paint(AntiAlias=True, Dither=True, Shader=light))


def sketch(sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]:
    """The four places."""
    slots = _slots(layout)
    return [ring(*slot.center, slot.width / 2) if i == 2 else rounded(slot, 0) for i, slot in enumerate(slots)]

