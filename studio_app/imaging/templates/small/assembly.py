"""Puts the parts of a small form together: words, named boxes and the points where a kit colour is flat."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_app.imaging.colour import RGB, to_hex
from studio_app.imaging.edits import COLOR_ROLES
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun, Warning
from studio_app.imaging.templates.compose import TEMPLATE_VERSION
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.small.inks import Inks, inks
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.word_warnings import lacking

# As the engine has it: what is at most so large is drawn so many times larger and reduced.
SMALL_SIDE = 400
OVERSAMPLE = 4
_ROUNDS = "inks_"


@dataclass(slots=True)
class Assembly:
    """What a composition collects. Boxes are painted in their order and named after what is painted there."""

    sheet: Sheet
    runs: list[TextRun] = field(default_factory=list)
    boxes: list[NamedBox] = field(default_factory=list)
    points: list[tuple[str, float, float]] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    rounds: int = 0

    def box(self, name: str, area: Area) -> Area:
        self.boxes.append(NamedBox(name, area))
        return area

    def inks(self, treatment: Treatment, rounds: int = 0) -> Inks:
        """The inks of this composition; a box of the layout keeps the rounds, so that whoever paints finds the same."""
        self.rounds = rounds
        return inks(self.sheet, treatment.finish(self.sheet), rounds)

    def hero(self, name: str, area: Area) -> Area:
        """Where the motif, face or photo stands: moved and scaled as the person wants it, kept on the canvas."""
        edit, full = self.sheet.brief.edits.hero, self.sheet.full
        scaled = area.scaled(min(edit.scale, full.width / area.width, full.height / area.height))
        return self.box(name, scaled.moved(edit.dx * full.width, edit.dy * full.height).within(full))

    def exact(self, colour: RGB, x: float, y: float) -> None:
        """A point where `colour` is flat; nothing is noted when it is not one of the kit's."""
        if self.sheet.roles.is_exact(colour):
            self.points.append((to_hex(colour), round(x, 1), round(y, 1)))

    def clear(self) -> None:
        """Forgets everything collected, for another composition in the same inks."""
        for collected in (self.runs, self.boxes, self.points, self.warnings):
            collected.clear()

    def layout(self) -> Layout:
        sheet = self.sheet
        told = [NamedBox(f"{_ROUNDS}{self.rounds}", sheet.full)] if self.rounds else []
        return Layout(
            sheet.asset.width,
            sheet.asset.height,
            sheet.style.id,
            TEMPLATE_VERSION,
            tuple(self.runs),
            (*self.boxes, *told, NamedBox("safe", sheet.safe)),
            tuple(self.points),
            (*self.warnings, *lacking([(run.text, run.face) for run in self.runs])),
            tuple((role, to_hex(sheet.color(role))) for role in COLOR_ROLES[1:]),
        )


def inks_in(layout: Layout, sheet: Sheet, treatment: Treatment) -> Inks:
    """The inks that a layout was planned with."""
    found = (int(box.name.removeprefix(_ROUNDS)) for box in layout.boxes if box.name.startswith(_ROUNDS))
    return inks(sheet, treatment.finish(sheet), next(found, 0))


def choice(sheet: Sheet) -> int:
    """Which of a form's compositions: neighbouring seeds take neighbouring ones; a person's own choice comes first."""
    layout = sheet.brief.edits.layout
    return sheet.brief.seed if layout is None else layout


def final_width(stage: Stage) -> float:
    """Pixels that the picture will be wide: small types are drawn larger and reduced."""
    asset = stage.sheet.asset
    more = OVERSAMPLE if max(asset.size) <= SMALL_SIDE else 1
    return asset.width * stage.scale / more
