"""Port: something that paints the art behind the words.

The words themselves are never asked for: the plate leaves `text_region` free and real fonts are set over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from studio_app.core.errors import StudioError
from studio_app.imaging.brief import Brief
from studio_app.imaging.keying.keys import Key

REFERENCE_ROLES = ("style", "subject", "layout", "logo")


@dataclass(frozen=True, slots=True)
class Reference:
    """An image to look at; `role` is one of `REFERENCE_ROLES`."""

    role: str
    data: bytes = field(repr=False)
    mime_type: str


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier exchange about the same picture: what was asked, and the plate that answered it, as it was sent."""

    instruction: str
    image: bytes = field(repr=False)
    mime_type: str


@dataclass(frozen=True, slots=True)
class PlateRequest:
    """What to paint. `prompt` is for models that read; `brief` for those that draw by rule.

    With `turns`, oldest first, the last one's image is to be changed: `prompt` is then the change alone, and
    everything else, shape and size included, stays. The brief of such a request already has the change in its edits.

    `key` is the backdrop that a painter without transparency is to leave behind its subject. Painters with true alpha
    ignore it: `Plate.key` tells what is to be cut.
    """

    prompt: str
    brief: Brief
    seed: int
    references: tuple[Reference, ...] = ()
    key: Key | None = None
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Plate:
    """Painted art: undecoded bytes exactly as the vendor sent them, and what is needed to explain them later.

    `key` is the backdrop that has to be cut away; None when the alpha is as it should be.
    """

    data: bytes
    provider: str
    model: str
    seed: int | None
    parameters: dict[str, object] = field(default_factory=dict)
    key: Key | None = None


class GenerationFault(StudioError):
    """A plate could not be painted. `retry` tells whether another try can help."""

    code, status = "PROVIDER_UNAVAILABLE", 503
    message = "The image model could not be reached. Your plan was not charged. Try again in a minute."
    retry = True

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        details: Mapping[str, Any] | None = None,
        retry_after: float | None = None,
        retry: bool | None = None,
    ) -> None:
        """`retry` given here overrides the class for this one fault."""
        super().__init__(message, code=code, details=details, retry_after=retry_after)
        if retry is not None:
            self.retry = retry


class ProviderBusy(GenerationFault):
    code = "PROVIDER_BUSY"
    message = "The image model is overloaded. Your plan was not charged. Try again in a few minutes."


class ProviderUnavailable(GenerationFault):
    code = "PROVIDER_UNAVAILABLE"


class ProviderMisconfigured(GenerationFault):
    code = "PROVIDER_UNAVAILABLE"
    message = "The image model refused our key. We have been told. Your plan was not charged."
    retry = False


class BadProviderOutput(GenerationFault):
    code = "PROVIDER_BAD_OUTPUT"
    message = "The image model answered without a usable picture. Your plan was not charged. Try other words."


class ContentBlocked(GenerationFault):
    code, status = "CONTENT_BLOCKED", 422
    message = "The image model declined this idea. Describe it without real people, brands or violence and try again."
    retry = False


class ImageGenerator(Protocol):
    """Paints plates. Implementations are safe to call from several threads."""

    provider: str
    model: str

    def paint(self, request: PlateRequest) -> Plate:
        """One plate for `request`; raises `GenerationFault`."""
        ...
