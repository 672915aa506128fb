"""What leaves the brand kit feature."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from studio_app.core.errors import StudioError

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

    @property
    def logo(self) -> LogoView | None:
        """The logo that is drawn on assets."""
        return next((logo for kind in LOGO_TYPES for logo in self.logos if logo.type == kind), None)


@dataclass(frozen=True, slots=True)
class ProposedKit:
    """A kit read from pictures, to be accepted or changed: colours with their role and share of the area."""

    fields: KitFields
    swatches: tuple[tuple[str, str, float], ...]


class KitChanged(StudioError):
    code, status = "KIT_CHANGED", 409
    message = "This kit was changed in another tab. Reload to see the newest version, then apply your edit again."


class TooManyKits(StudioError):
    code, status = "KIT_LIMIT_REACHED", 403
    message = "You have 50 brand kits, the most there can be. Delete one you no longer use."
