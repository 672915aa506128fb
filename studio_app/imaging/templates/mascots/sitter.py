"""Whose features are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studio_app.imaging.colour import RGB
from studio_app.imaging.templates.paint import fill, line, swollen
from studio_app.imaging.templates.small.inks import Inks, Shades


@dataclass(frozen=True, slots=True)
class Sitter:
    """Whose features are drawn: `ink` is the colour of lines, `weight` their thickness in skull radii."""

    canvas: Any
    inks: Inks
    tones: Shades
    ink: RGB
    weight: float
    visor: bool
    lips: RGB

    def stroke(self, path: Any, share: float = 1.0, colour: RGB | None = None) -> None:
        self.canvas.drawPath(path, line(self.ink if colour is None else colour, self.weight * share))

    def shape(self, path: Any, colour: RGB, share: float = 1.0) -> None:
        """Filled, with a contour round it."""
        self.canvas.drawPath(path, swollen(self.ink, self.weight * 2 * share))
        self.canvas.drawPath(path, fill(colour))
