"""Where a composition puts things. Places are data: in pixels of a reference picture, or in shares of the safe box."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates.sheet import Sheet

Share = tuple[float, float, float, float]
Table = dict[str, tuple["Slots", ...]]
Plans = Mapping[str, Callable[[Sheet], Layout | None]]
# The safe box that the pixels of a table were chosen for; other sizes of the form are stretched from it.
REFERENCE: dict[str, Area] = {
    "thumbnail": Area(51, 29, 1178, 662),
    "clip_cover": Area(51, 29, 1178, 662),
    "banner": Area(508, 509, 1544, 422),
    "story": Area(65, 270, 950, 978),
}


# The least share of the canvas that a photo's place has; the letters from which on a title is long; and the share of
# a hero that must be on the canvas.
_PHOTO, _LONG, _SEEN = 0.09, 60, 0.72


@dataclass(frozen=True, slots=True)
class Slots:
    """A composition in pixels of the asset. `trim` is where the kit's colours stand as chips; `largest` is the title's
    size in design pixels; `beside` moves the logo next to centred words."""

    words: Area
    logo: Area
    trim: Area
    heroes: tuple[Area, ...] = ()
    align: str = "left"
    valign: str = "center"
    max_lines: int = 3
    largest: float = 170.0
    tag_below: bool = False
    beside: bool = False

    def mirrored(self, width: float) -> Slots:
        """The composition in the mirror at `width / 2`; marks below the words stay at their left edge."""
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

    def fitted(self, old: Area, new: Area) -> Slots:
        """The same composition for another safe box: areas stretch, the logo keeps its proportions."""
        if old == new:
            return self
        x, y = new.width / old.width, new.height / old.height
        square = min(x, y)

        def stretched(area: Area) -> Area:
            return Area(new.x + (area.x - old.x) * x, new.y + (area.y - old.y) * y, area.width * x, area.height * y)

        def marked(area: Area) -> Area:
            middle_x, middle_y = stretched(area).center
            wide, tall = area.width * square, area.height * square
            return Area(middle_x - wide / 2, middle_y - tall / 2, wide, tall)

        heroes = tuple(stretched(hero) for hero in self.heroes)
        return replace(
            self, words=stretched(self.words), logo=marked(self.logo), trim=stretched(self.trim), heroes=heroes
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A composition in shares of the safe box.

    `logo` is (corner, share of the shorter side); `trim` is (x, y, width).
    """

    words: Share
    logo: tuple[str, float]
    trim: tuple[float, float, float]
    heroes: tuple[Share, ...] = ()
    align: str = "left"
    valign: str = "center"
    max_lines: int = 3
    largest: float = 170.0
    tag_below: bool = False

    def on(self, safe: Area) -> Slots:
        def area(share: Share) -> Area:
            return Area(
                safe.x + share[0] * safe.width, safe.y + share[1] * safe.height,
                share[2] * safe.width, share[3] * safe.height,
            )

        corner, part = self.logo
        side = part * min(safe.width, safe.height)
        x = safe.x if corner[1] == "l" else safe.right - side
        y = safe.y if corner[0] == "t" else safe.bottom - side
        thin = min(safe.width, safe.height) * 0.02
        trim = Area(*area((self.trim[0], self.trim[1], self.trim[2], 0.0)).corner, self.trim[2] * safe.width, thin)
        return Slots(
            area(self.words), Area(x, y, side, side), trim, tuple(area(hero) for hero in self.heroes), self.align,
            self.valign, self.max_lines, self.largest, self.tag_below,
        )


_WIDE = (
    Spot((0.08, 0.47, 0.84, 0.40), ("tl", 0.12), (0.40, 0.94, 0.2), ((0.38, 0.02, 0.24, 0.42),), "center"),
    Spot((0.02, 0.20, 0.56, 0.62), ("tl", 0.13), (0.02, 0.94, 0.2), ((0.62, 0.12, 0.36, 0.74),)),
    Spot((0.03, 0.60, 0.94, 0.30), ("tr", 0.12), (0.40, 0.95, 0.2), ((0.28, 0.01, 0.44, 0.55),), "center", "bottom", 2),
)
_POST = (
    Spot((0.04, 0.57, 0.92, 0.35), ("tl", 0.12), (0.40, 0.965, 0.2), ((0.20, 0.10, 0.60, 0.44),), "center"),
    Spot((0.02, 0.15, 0.96, 0.34), ("tl", 0.12), (0.02, 0.965, 0.2), ((0.30, 0.52, 0.66, 0.43),)),
    Spot((0.02, 0.56, 0.80, 0.36), ("tl", 0.12), (0.02, 0.965, 0.2), ((0.28, 0.06, 0.70, 0.47),), valign="bottom"),
)
_TALL = (
    Spot((0.03, 0.46, 0.94, 0.44), ("tl", 0.12), (0.40, 0.96, 0.2), ((0.20, 0.04, 0.60, 0.38),), "center"),
    Spot((0.03, 0.12, 0.94, 0.44), ("tl", 0.10), (0.40, 0.96, 0.2), ((0.22, 0.58, 0.56, 0.36),), "center"),
    Spot((0.03, 0.52, 0.90, 0.40), ("tl", 0.12), (0.03, 0.96, 0.2), ((0.26, 0.05, 0.66, 0.42),), valign="bottom"),
)


def _shared(sheet: Sheet) -> tuple[Spot, ...]:
    ratio = sheet.safe.width / sheet.safe.height
    if ratio < 0.75:
        return _TALL
    if ratio < 1.35:
        return _POST
    return _WIDE


def _strips(sheet: Sheet) -> tuple[Slots, ...]:
    """Wide headers: words and logo inside the safe strip, the hero in whatever the canvas has beside them."""
    safe, full = sheet.safe, sheet.full
    side, gap = safe.height * 0.5, safe.height * 0.12
    tall = Area(0, full.height * 0.07, 0, full.height * 0.86)
    middle = safe.center[1] - side / 2
    thin = max(4.0, safe.height * 0.03)

    def beside(start: float, end: float) -> tuple[Area, ...]:
        wide = end - start
        return (Area(start, tall.y, wide, tall.height),) if wide > full.width * 0.13 else ()

    room = max(safe.width * 0.2, min(safe.width * 0.36, full.right - safe.right + safe.width * 0.1))
    words = Area(safe.x + side + gap * 2, safe.y, safe.width - side - gap * 2 - room, safe.height * 0.88)
    left = Slots(
        words, Area(safe.x, middle, side, side), Area(words.x, safe.bottom - thin, safe.width * 0.2, thin),
        beside(words.right + gap, full.right - full.width * 0.02), max_lines=2,
    )
    start = max(safe.x, full.width * 0.02 + safe.width * 0.26)
    words = Area(start + gap, safe.y, safe.right - side - gap * 2 - start, safe.height * 0.88)
    right = Slots(
        words, Area(safe.right - side, middle, side, side),
        Area(words.x, safe.bottom - thin, safe.width * 0.2, thin), beside(full.width * 0.02, start), max_lines=2,
    )
    words = Area(safe.x + side + gap, safe.y, safe.width - 2 * (side + gap), safe.height * 0.88)
    centred = Slots(
        words, Area(safe.x, middle, side, side), Area(safe.center[0] - safe.width * 0.1, safe.bottom - thin,
                                                      safe.width * 0.2, thin),
        beside(full.width * 0.015, safe.x - gap) + beside(safe.right + gap, full.width * 0.985), "center",
        max_lines=2, beside=True,
    )
    return left, right, centred


def _aside(sheet: Sheet) -> Slots:
    """A safe box in the left half: the words have it to themselves, the hero stands large at the other side."""
    safe, wide = sheet.safe, sheet.full.width
    other = safe.mirrored(wide)
    hero = Area(other.x - other.width * 0.05, sheet.full.height * 0.16, other.width * 1.1, sheet.full.height * 0.68)
    side, thin = safe.height * 0.2, safe.height * 0.028
    trim = Area(safe.x, safe.bottom - thin, safe.width * 0.34, thin)
    words = Area(safe.x, safe.y + side * 1.15, safe.width, safe.height - side * 1.15 - thin * 3)
    return Slots(words, Area(safe.x, safe.y, side, side), trim, (hero,))


def _fits(sheet: Sheet) -> bool:
    """Whether a table in pixels may be stretched to this asset: its safe box has about the table's proportions."""
    reference = REFERENCE.get(sheet.form)
    if reference is None:
        return False
    stretch = (sheet.safe.width / sheet.safe.height) / (reference.width / reference.height)
    if sheet.form == "banner" and sheet.safe.height > sheet.asset.height * 0.5:
        return False
    return 0.72 < stretch < 1.4


def slots_for(own: Table, sheet: Sheet) -> Slots:
    """The seed's composition for this asset: the style's own places where it has some, else the shared ones."""
    if sheet.form in own and _fits(sheet):
        options = tuple(slots.fitted(REFERENCE[sheet.form], sheet.safe) for slots in own[sheet.form])
    elif sheet.safe.right < sheet.full.width / 2:
        return _aside(sheet)
    elif sheet.safe.width / sheet.safe.height >= (1.6 if sheet.form == "banner" else 2.1):
        options = _strips(sheet)
    else:
        options = tuple(spot.on(sheet.safe) for spot in _shared(sheet))
    options = _suited(sheet, options)
    chosen = options[sheet.look.variant % len(options)]
    inside = sheet.safe
    # The mirror stands in the middle of the safe box, so what was inside it stays inside.
    chosen = chosen.mirrored(inside.x + inside.right) if sheet.look.mirrored else chosen
    chosen = _within_sight(sheet, chosen)
    words = _clear(sheet, _kept(chosen.words, inside))
    return replace(chosen, logo=chosen.logo.within(inside), trim=chosen.trim.within(inside), words=words)


def _suited(sheet: Sheet, options: tuple[Slots, ...]) -> tuple[Slots, ...]:
    """Those that give a photo room enough, and a long title the most there is."""
    full = sheet.full
    if sheet.brief.photo is not None:
        large = [s for s in options if s.heroes and _size(s.heroes[0]) >= _PHOTO * _size(full)]
        options = tuple(large) or tuple(s for s in options if s.heroes) or options
    if len(sheet.said("title")) > _LONG:
        most = max(_size(s.words) for s in options)
        options = tuple(s for s in options if _size(s.words) > most * 0.8)
    return options


def _size(area: Area) -> float:
    return area.width * area.height


def _within_sight(sheet: Sheet, slots: Slots) -> Slots:
    """A hero of which the canvas's edge would leave a sliver is cut back to what is seen; one that is hardly there
    moves to the wider free side of words and logo, or goes."""
    if sheet.form != "banner":
        return slots
    full: Area = sheet.full
    heroes: list[Area] = []
    for hero in slots.heroes:
        seen = hero.overlap(full)
        if seen is not None and _size(seen) >= _SEEN * _size(hero):
            heroes.append(hero)
        elif seen is not None and seen.width > full.width * 0.13 and _size(seen) >= 0.5 * _size(hero):
            heroes.append(seen)
    if slots.heroes and not heroes:
        start = min(slots.words.x, slots.logo.x)
        end = max(slots.words.right, slots.logo.right)
        gap = full.width * 0.02
        left, right = start - 2 * gap, full.right - end - 2 * gap
        x, wide = (gap, left) if left > right else (end + gap, right)
        if wide > full.width * 0.13:
            heroes.append(Area(x, full.height * 0.07, wide, full.height * 0.86))
    return replace(slots, heroes=tuple(heroes))


def _clear(sheet: Sheet, words: Area) -> Area:
    """The words above what the platform lays over the lower part of the picture."""
    for zone in sheet.asset.covered:
        box = Area(zone.box.x, zone.box.y, zone.box.width, zone.box.height)
        if words.meets(box) and box.y > words.center[1]:
            words = replace(words, height=box.y - words.y - 6 * sheet.unit)
    return words


def _kept(words: Area, safe: Area) -> Area:
    """The part of an area inside the safe box, moved into it first."""
    moved = words.within(safe)
    return Area(moved.x, moved.y, min(moved.width, safe.width), min(moved.height, safe.height))
