"""What a style offers to every form, and what a form offers to the engine."""

from __future__ import annotations

from typing import Any, Protocol

from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.places import Plans, Table
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.words import Setting


class Treatment(Protocol):
    """A style: one module each, with its own places (`SLOTS`) where the shared ones do not suit it."""

    SLOTS: Table
    PLANS: Plans
    """Forms that the style arranges in its own way; a plan that does not suit the words is None."""

    def setting(self, sheet: Sheet) -> Setting:
        """How words are set in full pictures."""
        ...

    def finish(self, sheet: Sheet) -> Finish:
        """The materials of frames and panels."""
        ...

    def paint(self, stage: Stage, layout: Layout) -> None:
        """The art of a full picture, for layouts with and without heroes; no words."""
        ...

    def ground(self, stage: Stage, x: float, y: float) -> None:
        """Only what lies behind everything, lit from (x, y)."""
        ...

    def hero_mark(self, stage: Stage, area: Area, angle: float) -> None:
        """The motif, or the photo, in the style's own way."""
        ...

    def words(self, stage: Stage, layout: Layout) -> None:
        """Title, tag and subtitle of the layout, with the style's lettering."""
        ...

    def letter(self, stage: Stage, layout: Layout) -> None:
        """Backdrop, words, logo and the kit's colours over a finished plate."""
        ...

    def sketch(self, sheet: Sheet, layout: Layout) -> list[Any]:
        """Paths for the blue-line draft."""
        ...


class Composer(Protocol):
    """A form: one module each. All styles go through all forms."""

    def plan(self, sheet: Sheet, treatment: Treatment) -> Layout: ...

    def paint(self, stage: Stage, layout: Layout, treatment: Treatment) -> None: ...

    def letter(self, stage: Stage, layout: Layout, treatment: Treatment) -> None: ...

    def sketch(self, sheet: Sheet, layout: Layout, treatment: Treatment) -> list[Any]: ...
