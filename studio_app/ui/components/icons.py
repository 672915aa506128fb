"""Icons as inline SVG. Shapes: Lucide (ISC) in `icons.json`, platform marks by Simple Icons (CC0) in `marks.json`.

Each shape is one path in a 24 x 24 box. The JSX files read the same `icons.json`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import reflex as rx

_HERE = Path(__file__).parent
ICONS: dict[str, str] = json.loads((_HERE / "icons.json").read_text(encoding="utf-8"))
MARKS: dict[str, str] = json.loads((_HERE / "marks.json").read_text(encoding="utf-8"))

Size = Literal["s", "m", "l"]
_CLASS: dict[Size, str] = {"s": "i s", "m": "i", "l": "i l"}


def icon(name: str, size: Size = "m", class_name: str = "") -> rx.Component:
    """A decorative icon of 14, 16 or 20 px; the control around it carries the name.

    Raises:
        KeyError: there is no such shape; add it to `icons.json`.
    """
    return rx.el.svg(
        rx.el.path(d=ICONS[name.replace("-", "_")]),
        view_box="0 0 24 24",
        class_name=f"{_CLASS[size]} {class_name}".strip(),
        aria_hidden="true",
    )


def mark(platform: str) -> rx.Component:
    """A platform's mark in the colour of the text beside it."""
    return rx.el.svg(rx.el.path(d=MARKS[platform]), view_box="0 0 24 24", class_name="g", aria_hidden="true")


def logo_mark(size: int = 24) -> rx.Component:
    """Our sign: a trimmed sheet with its crop ticks, two of them in the studio's blue."""
    return rx.el.svg(
        rx.el.rect(x="6", y="6", width="14", height="14", rx="1.5", fill="currentColor"),
        rx.el.path(d="M6 0v3.5M0 6h3.5M20 26v-3.5M26 20h-3.5", stroke="var(--accent)", stroke_width="2"),
        rx.el.path(
            d="M20 0v3.5M26 6h-3.5M6 26v-3.5M0 20h3.5", stroke="currentColor", stroke_width="2", opacity=".32"
        ),
        width=str(size), height=str(size), view_box="0 0 26 26", fill="none", aria_hidden="true",
    )  # fmt: skip
