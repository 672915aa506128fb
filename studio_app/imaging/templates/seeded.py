"""Which of several arrangements a seed takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from studio_app.imaging.templates.sheet import Sheet

Option = TypeVar("Option")


def chosen(sheet: Sheet, options: Sequence[Option]) -> Option:
    """The layout that a person chose; else the seed's ground, so that seeds in a row go through every arrangement in
    both mirrors before one comes again."""
    layout = sheet.brief.edits.layout
    return options[(sheet.look.ground if layout is None else layout) % len(options)]
