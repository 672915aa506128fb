"""How a style builds frames, panels and bars: its materials as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio_app.imaging.colour import RGB

Shape = Literal["slant", "tube", "block", "round", "cut"]


@dataclass(frozen=True, slots=True)
class Finish:
    """`shape` is the outline of panels; `border` runs corner to corner; `halo` glows behind frames; `title` is text on
    a panel and `label` small text on one."""

    shape: Shape
    plate: RGB
    plate_end: RGB
    border: tuple[RGB, RGB, RGB]
    accent: RGB
    halo: RGB
    title: RGB
    label: RGB
