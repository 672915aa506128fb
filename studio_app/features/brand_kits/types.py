"""What leaves the brand kit feature."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from studio_app.core.errors import StudioError
from studio_app.imaging.palette import Swatch
from studio_app.imaging.tone import ToneGuess
from studio_app.imaging.typography import FontGuess
from studio_app.imaging.vision import Contrast, Remedy, Sight

LOGO_TYPES: Final = ("primary", "secondary", "icon", "monochrome", "watermark")


@dataclass(frozen=True, slots=True)
class KitFields:
    """The editable part of a kit. Colours are `#RRGGBB`; fonts are families of the catalogue."""

    name: str
    primary_colors: tuple[str, ...]
    accent_colors: tuple[str, ...] = ()
    headline_font: str = "Anton"
    body_font: str = "Montserrat"
    tone: str = "casual"
    style_reference: str = ""
    extracted_from: str | None = None

    @property
    def colors(self) -> tuple[str, ...]:
        return self.primary_colors + self.accent_colors


@dataclass(frozen=True, slots=True)
class NamedColor:
    hex: str
    name: str = ""
    usage: str = ""


@dataclass(frozen=True, slots=True)
class GradientStop:
    """`position` in percent of the way."""

    color: str
    position: float


@dataclass(frozen=True, slots=True)
class Gradient:
    """`angle` in degrees as CSS counts them; a radial gradient ignores it."""

    name: str
    type: Literal["linear", "radial"]
    angle: float
    stops: tuple[GradientStop, ...]


@dataclass(frozen=True, slots=True)
class Colors:
    """`primary` and `accent` are the kit's own colours, here with names."""

    primary: tuple[NamedColor, ...] = ()
    secondary: tuple[NamedColor, ...] = ()
    accent: tuple[NamedColor, ...] = ()
    neutral: tuple[NamedColor, ...] = ()
    gradients: tuple[Gradient, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    family: str
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"


@dataclass(frozen=True, slots=True)
class Typography:
    """A face for each level of text. Those of `headline` and `body` are the kit's own fonts."""

    display: Face | None = None
    headline: Face | None = None
    subheadline: Face | None = None
    body: Face | None = None
    caption: Face | None = None
    accent: Face | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """`tone` is the kit's own, or one of the three that only words have."""

    tone: str = ""
    personality_traits: tuple[str, ...] = ()
    tagline: str = ""
    catchphrases: tuple[str, ...] = ()
    content_themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guidelines:
    """Shares of colour in percent; clear space round a logo as a share of its height."""

    logo_min_size_px: int = 48
    logo_clear_space_ratio: float = 0.25
    primary_color_ratio: float = 60.0
    secondary_color_ratio: float = 30.0
    accent_color_ratio: float = 10.0
    prohibited_modifications: tuple[str, ...] = ()
    style_do: str = ""
    style_dont: str = ""


@dataclass(frozen=True, slots=True)
class KitDetails:
    colors: Colors = field(default_factory=Colors)
    typography: Typography = field(default_factory=Typography)
    voice: Voice = field(default_factory=Voice)
    guidelines: Guidelines = field(default_factory=Guidelines)


@dataclass(frozen=True, slots=True)
class LogoView:
    type: str
    url: str
    object_key: str
    content_type: str
    file_size: int
    filename: str


@dataclass(frozen=True, slots=True)
class KitView:
    id: uuid.UUID
    user_id: uuid.UUID
    fields: KitFields
    is_active: bool
    version: int
    logos: tuple[LogoView, ...]
    created_at: datetime
    updated_at: datetime
    details: KitDetails = field(default_factory=KitDetails)
    default_logo_type: str = LOGO_TYPES[0]

    @property
    def logo(self) -> LogoView | None:
        """The logo that is drawn on assets: the chosen type, else the first there is."""
        wanted = (self.default_logo_type, *LOGO_TYPES)
        return next((logo for kind in wanted for logo in self.logos if logo.type == kind), None)


@dataclass(frozen=True, slots=True)
class VersionView:
    """A kit as it was after one saved edit; `changes` names the parts that differ from the version before."""

    version: int
    saved_at: datetime
    changes: tuple[str, ...]
    fields: KitFields
    details: KitDetails
    default_logo_type: str


@dataclass(frozen=True, slots=True)
class KitCheck:
    """How the colours of a kit get on: contrast of every pair, sight with each deficiency, what would help."""

    colors: tuple[NamedColor, ...]
    contrasts: tuple[Contrast, ...]
    sights: tuple[Sight, ...]
    remedies: tuple[Remedy, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What pictures show of a brand. A font is None where there were no words to read."""

    swatches: tuple[Swatch, ...]
    headline: FontGuess | None
    body: FontGuess | None
    tone: ToneGuess


@dataclass(frozen=True, slots=True)
class ProposedKit:
    """A kit read from pictures, to be accepted or changed, and what it was read from."""

    fields: KitFields
    reading: Reading
    check: KitCheck
    warnings: tuple[str, ...]

    @property
    def swatches(self) -> tuple[tuple[str, str, float], ...]:
        """Colour, role, and share of the area."""
        return tuple((s.hex.upper(), s.role, round(s.share, 4)) for s in self.reading.swatches)


class KitChanged(StudioError):
    code, status = "KIT_CHANGED", 409
    message = "This kit was changed in another tab. Reload to see the newest version, then apply your edit again."


class TooManyKits(StudioError):
    code, status = "KIT_LIMIT_REACHED", 403
    message = "You have 50 brand kits, the most there can be. Delete one you no longer use."
