"""What a consistency check comes to, as plain values that can be stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from studio_app.imaging.score.report import Part, Suggestion, rounded


@dataclass(frozen=True, slots=True)
class ColourMatch:
    """A colour of the kit and what it came out as: at a place where the layout promised it (`exact`), or else the
    nearest of the picture's own main colours. `delta_e` is their CIEDE2000 distance; 3 cannot be seen.
    """

    kit: str
    found: str
    delta_e: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Consistency:
    """`total` is 0..100; `parts` are palette, font, logo and tone, as far as they apply; suggestions as in a score."""

    version: str
    total: int
    parts: tuple[Part, ...]
    colors: tuple[ColourMatch, ...]
    suggestions: tuple[Suggestion, ...]

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.name == name), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON-able; numbers rounded to four digits."""
        return rounded(asdict(self))
