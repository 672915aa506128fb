"""Kit fonts set in themselves: the weight that the engine draws with, as CSS."""

from __future__ import annotations

import re

import reflex as rx

from studio_app.catalog.fonts import FONTS

_CUT = re.compile(r"_(\d{3})")


def _weight(filename: str) -> str:
    match = _CUT.search(filename)
    return match[1] if match else "400"


HEADLINE_WEIGHTS = {family: _weight(font.headline_file) for family, font in FONTS.items()}
BODY_WEIGHTS = {family: _weight(font.body_file) for family, font in FONTS.items()}
FAMILIES = tuple(FONTS)


def a_family(value: object) -> str | None:
    return value if isinstance(value, str) and value in FONTS else None


def specimen(text: str | rx.Var[str], family: str | rx.Var[str], *, body: bool = False, class_name: str = "spc",
             ) -> rx.Component:
    """`text` in `family`, which may be a var; the face's file loads only when it is shown."""
    weights = BODY_WEIGHTS if body else HEADLINE_WEIGHTS
    weight = weights[family] if isinstance(family, str) else rx.Var.create(weights)[family]
    return rx.el.span(text, class_name=class_name, style={"fontFamily": family, "fontWeight": weight})
