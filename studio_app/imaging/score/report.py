"""What goes into a score and what comes out of it, as plain values that can be stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from PIL import Image

from studio_app.imaging.layout import Area, Layout

MarkKind = Literal["text", "face", "salient", "covered"]
Edit = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A finished picture, RGB or RGBA. `layout` tells where its words stand; without one they are searched for.

    `asset_type` is an id or alias of the catalogue. `edits` is what was changed about it so far, as stored.
    """

    image: Image.Image
    layout: Layout | None
    asset_type: str
    edits: Edit = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-score 0..100 and its share of the total; `measures` are the raw numbers behind it."""

    name: str
    score: int
    weight: float
    measures: Mapping[str, float]
    judged: str = "measured"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something worth showing on the picture; `box` in pixels of the asset."""

    kind: MarkKind
    label: str
    box: Area


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What would raise the total by about `gain` points and why. `fix` is a partial edit that does it, if any can."""

    part: str
    metric: str
    message: str
    reason: str
    gain: int
    fix: Edit | None


@dataclass(frozen=True, slots=True)
class Score:
    """`total` is 0..100; `suggestions` come in order of their gain, five at most, and never none below 70."""

    version: str
    profile: str
    total: int
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    suggestions: tuple[Suggestion, ...]

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.name == name), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON-able; numbers rounded to four digits."""
        return rounded(asdict(self))


def rounded(values: dict[str, Any]) -> dict[str, Any]:
    """A JSON-able copy: floats to four digits, tuples as lists."""

    def plain(value: Any) -> Any:
        if isinstance(value, float):
            return round(value, 4)
        if isinstance(value, Mapping):
            return {key: plain(item) for key, item in value.items()}
        return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value

    return {key: plain(value) for key, value in values.items()}
