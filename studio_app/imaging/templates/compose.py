"""Turns placed words and boxes into a `Layout`. Shared by every family; the slots are what differs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio_app.imaging.colour import RGB, to_hex
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning, union
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.words import Setting, place

TEMPLATE_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Slots:
    """Where a composition puts things, in pixels of the asset. `trim` is where the kit's colours stand as chips."""

    words: Area
    logo: Area
    trim: Area
    heroes: tuple[Area, ...] = ()
    align: str = "left"
    valign: str = "center"
    max_lines: int = 3
    largest: float = 170.0
    tag_below: bool = False

    def mirrored(self, width: float) -> Slots:
        """The composition in a mirror. Marks below the words stay at their left edge, which nothing covers."""
        words = self.words if self.words.width > width * 0.7 else self.words.mirrored(width)

        def flipped(mark: Area) -> Area:
            if mark.y >= self.words.bottom - 40:
                return mark.moved(words.x - self.words.x, 0)
            return mark.mirrored(width)

        return replace(
            self,
            words=words,
            logo=flipped(self.logo),
            trim=flipped(self.trim),
            heroes=tuple(hero.mirrored(width) for hero in self.heroes),
        )


def chips(sheet: Sheet, trim: Area) -> list[tuple[str, Area]]:
    """The kit's colours side by side in `trim`, at most five."""
    colours = sheet.roles.exact[:5]
    step = trim.width / 5
    start = trim.center[0] - step * len(colours) / 2 if sheet.asset.id in ("banner", "story_graphic") else trim.x
    return [(c, Area(start + i * step, trim.y, step, trim.height)) for i, c in enumerate(colours)]


def _exact(sheet: Sheet, slots: Slots, runs: list[TextRun], tile: RGB | None) -> tuple[tuple[str, float, float], ...]:
    points = [(colour, *area.center) for colour, area in chips(sheet, slots.trim)]
    for run in runs:
        if run.plate and run.background in sheet.roles.exact:
            inset = (run.frame.x - run.plate.x) / 2
            points.append((run.background, *run.turn.point(run.plate.x + inset, run.plate.center[1])))
    if tile is not None and sheet.brief.kit.logo is None and sheet.roles.is_exact(tile):
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
    runs, warnings = place(sheet, slots.words, setting)
    if sheet.asset.id == "banner":
        slots = _beside(slots, runs)
    return finished(sheet, slots, runs, warnings, tile, extra)


def finished(
    sheet: Sheet,
    slots: Slots,
    runs: list[TextRun],
    warnings: list[Warning],
    tile: RGB | None,
    extra: tuple[NamedBox, ...] = (),
) -> Layout:
    heroes = tuple(NamedBox("hero" if not i else f"hero_{i + 1}", hero) for i, hero in enumerate(slots.heroes))
    boxes = (*heroes, NamedBox("logo", slots.logo), NamedBox("trim", slots.trim), NamedBox("safe", sheet.safe), *extra)
    return Layout(
        sheet.asset.width,
        sheet.asset.height,
        sheet.style.id,
        TEMPLATE_VERSION,
        tuple(runs),
        boxes,
        _exact(sheet, slots, runs, tile),
        tuple(warnings),
    )


def _beside(slots: Slots, runs: list[TextRun]) -> Slots:
    """Moves the logo next to centred words, so that both read as one group."""
    if not runs:
        return replace(slots, logo=replace(slots.logo, x=slots.words.center[0] - slots.logo.width / 2))
    words = union([run.box for run in runs])
    return replace(slots, logo=replace(slots.logo, x=words.x - slots.logo.width - 44))


def slots_for(table: dict[str, tuple[Slots, ...]], sheet: Sheet) -> Slots:
    """The seed's composition for this asset type, mirrored if the seed says so."""
    options = table[sheet.asset.id]
    chosen = options[sheet.look.variant % len(options)]
    return chosen.mirrored(sheet.asset.width) if sheet.look.mirrored else chosen
