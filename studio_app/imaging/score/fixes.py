"""Turns what a part asks for into an edit of the picture as it is now.

A remedy speaks relatively: a title 1.3 times as large as it is. Edits are absolute, so what was edited before counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_app.imaging.score.report import Edit

# Fields that multiply what is there (with their limits), and fields that add to it. All others replace it.
FACTORS: Final = {"scale": (0.3, 3.0), "vivid": (0.0, 2.0), "light": (0.5, 1.5)}
SHIFTS: Final = ("dx", "dy")
# Art that was muted by an edit is first of all brought back to what it was.
ART: Final = ("vivid", "light")


def onto(fix: Edit, edits: Edit) -> dict[str, Any]:
    """`fix`, meant for the picture as it was drawn with `edits`, as absolute values."""
    made: dict[str, Any] = {}
    for name, value in fix.items():
        before = edits.get(name)
        if isinstance(value, Mapping):
            made[name] = onto(value, before if isinstance(before, Mapping) else {})
        elif name in FACTORS:
            low, high = FACTORS[name]
            factor = before if isinstance(before, (int, float)) else 1.0
            least = 1.0 if name in ART and factor < 1 < value else low
            made[name] = round(min(high, max(least, value * factor)), 3)
        elif name in SHIFTS:
            shift = before if isinstance(before, (int, float)) else 0.0
            made[name] = round(min(1.0, max(-1.0, value + shift)), 3)
        else:
            made[name] = value
    return made
