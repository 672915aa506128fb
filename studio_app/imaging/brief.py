"""What a picture depends on, as plain values: the same brief and the same plate give the same bytes."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_app.imaging.edits import Edits


@dataclass(frozen=True, slots=True)
class KitStyle:
    """A brand kit as the engine sees it. `colors` are `#rrggbb`, most important first; `logo` is PNG bytes."""

    name: str
    colors: tuple[str, ...]
    headline_font: str
    body_font: str
    tone: str
    logo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Brief:
    """One asset to draw. `title` is set exactly as given; `tag`, `subtitle` and `items` may be empty.

    `asset_type`, `style` and `category` are ids of the catalogue; `motif` is an icon name; `items` are short lines of
    a list or a schedule; `photo` is PNG bytes of a picture to show in the motif's place; `edits` is what was changed
    afterwards.
    """

    asset_type: str
    style: str
    title: str
    kit: KitStyle
    category: str
    motif: str
    seed: int
    tag: str = ""
    subtitle: str = ""
    items: tuple[str, ...] = ()
    photo: bytes | None = field(default=None, repr=False)
    edits: Edits = field(default_factory=Edits)

    @property
    def lines(self) -> tuple[str, ...]:
        """The short lines as they are now: edited, else as asked for."""
        edited = self.edits.lines
        return self.items if edited is None else tuple(edited.split("\n") if edited else ())
