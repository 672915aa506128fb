"""Turns placed words and boxes into a `Layout`. Shared by every family; the slots are what differs."""

from __future__ import annotations

import math
from dataclasses import replace

from studio_app.imaging.colour import RGB, to_hex
from studio_app.imaging.edits import COLOR_ROLES
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning, union
from studio_app.imaging.templates.logos import logo_ratio
from studio_app.imaging.templates.places import Slots
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.words import Setting, place

TEMPLATE_VERSION = "4"
# Forms with room beside a logo; how many times its square's width one may take, and its area.
_OPEN = frozenset({"thumbnail", "clip_cover", "banner", "story", "scene", "post", "schedule"})
_WIDEST, _LARGER = 4.4, 1.8


def chips(sheet: Sheet, trim: Area) -> list[tuple[str, Area]]:
    """The kit's colours side by side in `trim`, at most five."""
    colours = sheet.roles.exact[:5]
    step = trim.width / 5
    centred = abs(trim.center[0] - sheet.safe.center[0]) < trim.width * 0.2
    start = trim.center[0] - step * len(colours) / 2 if centred else trim.x
    return [(c, Area(start + i * step, trim.y, step, trim.height)) for i, c in enumerate(colours)]


def _exact(sheet: Sheet, slots: Slots, runs: list[TextRun], tile: RGB | None) -> tuple[tuple[str, float, float], ...]:
    points = [(colour, *area.center) for colour, area in chips(sheet, slots.trim)]
    for run in runs:
        if run.plate and run.background in sheet.roles.exact:
            inset = (run.frame.x - run.plate.x) / 2
            points.append((run.background, *run.turn.point(run.plate.x + inset, run.plate.center[1])))
    shown = sheet.brief.edits.logo.visible and tile is not None
    if shown and tile is not None and sheet.brief.kit.logo is None and sheet.roles.is_exact(tile):
        points.append((to_hex(tile), slots.logo.x + slots.logo.width * 0.11, slots.logo.center[1]))
    return tuple((colour, round(x, 1), round(y, 1)) for colour, x, y in points)


def compose(sheet: Sheet, slots: Slots, setting: Setting, tile: RGB | None, extra: tuple[NamedBox, ...] = ()) -> Layout:
    """Places the words of the brief in the slots. `tile` is the ground of the initial mark, exact or not."""
    setting = replace(
        setting,
        align=slots.align,
        valign=slots.valign,
        max_lines=slots.max_lines,
        largest=slots.largest,
        tag_below=slots.tag_below,
    )
    slots = rearranged(sheet, slots)
    across, down = (side * sheet.unit for side in setting.margin)
    runs, warnings = place(sheet, slots.words.grown(-across, -down), setting)
    if slots.beside:
        slots = _beside(slots, runs, sheet.safe)
    return finished(sheet, slots, runs, warnings, tile, extra)


def adorned(run: TextRun, pad_x: float, pad_y: float) -> TextRun:
    """The run on a plate in its background colour."""
    plate = run.frame.grown(pad_x, pad_y)
    return replace(run, plate=plate, box=run.turn.bounds(plate))


def finished(
    sheet: Sheet,
    slots: Slots,
    runs: list[TextRun],
    warnings: list[Warning],
    tile: RGB | None,
    extra: tuple[NamedBox, ...] = (),
) -> Layout:
    heroes = tuple(NamedBox("hero" if not i else f"hero_{i + 1}", hero) for i, hero in enumerate(slots.heroes))
    taken = [run.box for run in runs] + [named.box for named in (*heroes, *extra)] + [slots.trim]
    logo = (NamedBox("logo", _widened(sheet, slots.logo, taken)),) if sheet.brief.edits.logo.visible else ()
    boxes = (*heroes, *logo, NamedBox("trim", slots.trim), NamedBox("safe", sheet.safe), *extra)
    return Layout(
        sheet.asset.width,
        sheet.asset.height,
        sheet.style.id,
        TEMPLATE_VERSION,
        tuple(runs),
        boxes,
        _exact(sheet, slots, runs, tile),
        tuple(warnings),
        tuple((role, to_hex(sheet.color(role))) for role in COLOR_ROLES[1:]),
    )


def _widened(sheet: Sheet, logo: Area, taken: list[Area]) -> Area:
    """The place of a logo that is wider than high: larger in area than its square, as far as nothing is in its way."""
    ratio = logo_ratio(sheet.brief.kit.logo)
    if ratio < 1.3 or sheet.form not in _OPEN:
        return logo
    wide = logo.width * min(math.sqrt(ratio * _LARGER), _WIDEST)
    y, tall = logo.center[1] - wide / ratio / 2, wide / ratio
    left, right = sheet.safe.x, sheet.safe.right
    gap = logo.width * 0.12
    for box in taken:
        if box.y < y + tall and y < box.bottom:
            left = max(left, box.right + gap) if box.center[0] < logo.center[0] else left
            right = min(right, box.x - gap) if box.center[0] >= logo.center[0] else right
    left, right = min(left, logo.x), max(right, logo.right)
    wide = min(wide, right - left)
    outer = Area(logo.x if logo.center[0] < sheet.safe.center[0] else logo.right - wide, y, wide, wide / ratio)
    return outer.moved(0, tall / 2 - outer.height / 2).within(Area(left, y, right - left, tall))


def _beside(slots: Slots, runs: list[TextRun], safe: Area) -> Slots:
    """Moves the logo next to centred words, so that both read as one group, as far as the safe box lets it."""
    if not runs:
        return replace(slots, logo=replace(slots.logo, x=slots.words.center[0] - slots.logo.width / 2))
    words = union([run.box for run in runs])
    gap = slots.logo.width * 0.29
    return replace(slots, logo=replace(slots.logo, x=max(safe.x, words.x - slots.logo.width - gap)))


def rearranged(sheet: Sheet, slots: Slots) -> Slots:
    """Logo and hero where the person moved them, kept on the canvas."""
    logo, hero = sheet.brief.edits.logo, sheet.brief.edits.hero
    if (logo.dx, logo.dy, logo.scale, hero.dx, hero.dy, hero.scale) == (0.0, 0.0, 1.0, 0.0, 0.0, 1.0):
        return slots
    wide, tall = sheet.asset.size
    heroes = tuple(box.scaled(hero.scale).moved(hero.dx * wide, hero.dy * tall) for box in slots.heroes)
    moved = slots.logo.scaled(logo.scale).moved(logo.dx * wide, logo.dy * tall)
    return replace(slots, heroes=heroes, logo=moved.within(sheet.full))
