"""How a style draws small things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio_app.imaging.templates.finish import Finish, Shape
from studio_app.imaging.templates.sheet import Sheet

Shade = Literal["cel", "neon", "print", "flat", "split", "hatch", "gloss"]


@dataclass(frozen=True, slots=True)
class Manner:
    """Widths are shares of the shorter side: `edge` of the light outer outline, `rim` of the dark inner one, `depth`
    of the hard drop below letters. `corner` is how round plates are, 0 to 1."""

    shade: Shade
    edge: float
    rim: float
    depth: float
    corner: float


_MANNERS: dict[str, Manner] = {
    "impact": Manner("cel", 0.028, 0.040, 0.034, 0.12),
    "synthwave": Manner("neon", 0.022, 0.036, 0.0, 0.5),
    "editorial": Manner("print", 0.022, 0.030, 0.040, 0.0),
    "minimal": Manner("flat", 0.028, 0.034, 0.0, 1.0),
    "versus": Manner("split", 0.024, 0.040, 0.018, 0.04),
    "list": Manner("hatch", 0.042, 0.026, 0.0, 0.08),
    "reaction": Manner("gloss", 0.040, 0.040, 0.016, 0.6),
}
_OF_SHAPE: dict[Shape, str] = {
    "slant": "impact", "tube": "synthwave", "block": "editorial", "round": "minimal", "cut": "versus",
}


def manner_of(sheet: Sheet, finish: Finish) -> Manner:
    """The style's own manner; a style that has none draws like the one whose panels have the same shape."""
    return _MANNERS.get(sheet.style.id) or _MANNERS[_OF_SHAPE[finish.shape]]
