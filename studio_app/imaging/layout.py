"""Where everything stands in a picture, as plain values that can be stored, checked and drawn again."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels of the full-size asset, origin top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def corner(self) -> tuple[float, float]:
        return self.x, self.y

    @property
    def center(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def grown(self, by: float, by_y: float | None = None) -> Area:
        tall = by if by_y is None else by_y
        return Area(self.x - by, self.y - tall, self.width + 2 * by, self.height + 2 * tall)

    def moved(self, dx: float, dy: float) -> Area:
        return replace(self, x=self.x + dx, y=self.y + dy)

    def meets(self, other: Area) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right - 0.01
            and other.x < self.right - 0.01
            and self.y < other.bottom - 0.01
            and other.y < self.bottom - 0.01
        )

    def overlap(self, other: Area) -> Area | None:
        """What both have; None when that is nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        wide, tall = min(self.right, other.right) - x, min(self.bottom, other.bottom) - y
        return Area(x, y, wide, tall) if wide > 0 and tall > 0 else None

    def holds(self, other: Area, slack: float = 0.5) -> bool:
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def within(self, other: Area) -> Area:
        """Moved as little as brings it inside `other`, as far as it fits."""
        x = min(max(self.x, other.x), max(other.x, other.right - self.width))
        y = min(max(self.y, other.y), max(other.y, other.bottom - self.height))
        return replace(self, x=x, y=y)

    def scaled(self, by: float) -> Area:
        """Enlarged about its centre."""
        return self.grown(self.width * (by - 1) / 2, self.height * (by - 1) / 2)

    def mirrored(self, width: float) -> Area:
        return replace(self, x=width - self.right)


def union(areas: list[Area]) -> Area:
    left, top = min(a.x for a in areas), min(a.y for a in areas)
    return Area(left, top, max(a.right for a in areas) - left, max(a.bottom for a in areas) - top)


@dataclass(frozen=True, slots=True)
class Turn:
    """Rotation in degrees (clockwise) and horizontal skew about a pivot."""

    angle: float = 0.0
    skew: float = 0.0
    x: float = 0.0
    y: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        dx, dy = x - self.x + self.skew * (y - self.y), y - self.y
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        return self.x + dx * cos - dy * sin, self.y + dx * sin + dy * cos

    def bounds(self, area: Area) -> Area:
        corners = [self.point(x, y) for x in (area.x, area.right) for y in (area.y, area.bottom)]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        return Area(left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top)


@dataclass(frozen=True, slots=True)
class TextRun:
    """One block of words. `box` is everything it covers on the asset, stroke and turn included; `frame` is the ink
    before the turn. `plate` is a painted ground behind it (also before the turn). `contrast` is WCAG of `color` on
    `background`. `up`, `pitch` and `size` are pixels; `face` is the alias of the typeface.
    """

    role: str
    text: str
    family: str
    size: float
    box: Area
    color: str
    background: str
    contrast: float
    lines: tuple[str, ...]
    face: str
    frame: Area
    align: str
    up: float
    pitch: float
    tracking: float = 0.0
    turn: Turn = Turn()
    plate: Area | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class NamedBox:
    name: str
    box: Area


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the user can act on; `code` is stable, `message` a plain sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A planned asset. `exact_colors` are (hex, x, y) points at which a brand colour appears unchanged; `colors` is
    what each role of the kit came out as."""

    width: int
    height: int
    style: str
    template_version: str
    runs: tuple[TextRun, ...]
    boxes: tuple[NamedBox, ...]
    exact_colors: tuple[tuple[str, float, float], ...]
    warnings: tuple[Warning, ...]
    colors: tuple[tuple[str, str], ...] = ()

    def run(self, role: str) -> TextRun | None:
        return next((run for run in self.runs if run.role == role), None)

    def box(self, name: str) -> Area | None:
        return next((named.box for named in self.boxes if named.name == name), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON-able; floats rounded to a hundredth of a pixel."""
        rounded: dict[str, Any] = _rounded(asdict(self))
        return rounded


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    return value
