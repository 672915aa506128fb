"""Reads the model's answer: the final picture or the words, or the fault that says why there are none. Pure."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import Enum

from google.genai import types
from PIL import Image

from studio_app.catalog.image_models import ratio_value
from studio_app.ports.image_generation import BadProviderOutput, ContentBlocked, GenerationFault

# The largest 4K plate has 17 million pixels; anything far above it is a mistake or an attack.
MAX_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "WEBP")
# A plate of another shape than asked can be cropped, unless most of it would be lost.
_LEAST_KEPT = 0.5

_BLOCKED = {
    "SAFETY", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_PROHIBITED_CONTENT", "MODEL_ARMOR", "ESCALATION",
}  # fmt: skip
_RECITATION = {"RECITATION", "IMAGE_RECITATION"}

_PROMPT_BLOCKED = (
    "The image model declined this idea before drawing. "
    "Describe it without real people, brands or violence and try again."
)
_INPUT_BLOCKED = (
    "The image model declined the words or a picture sent with them. "
    "Use other words or leave out the reference pictures and try again."
)
_FILTERED = (
    "The image model drew something and then held it back as unsafe. "
    "Use milder words, without weapons, injuries or bare skin, and try again."
)
_TOO_CLOSE = (
    "The drawing came too close to an existing work, so the image model held it back. "
    "Describe your own idea instead of a known picture, character or brand."
)
_ACCOUNT = "The image model has limited our account. We have been told. Your plan was not charged."
_NAMES = (
    "The image model held its drawing back. Your plan was not charged. "
    "Describe people and characters by their looks instead of their names and try again."
)
_NOTHING_DRAWN = "The image model answered without drawing. Your plan was not charged. Try again or use other words."
_BROKEN = "The image model sent a picture we could not open. Your plan was not charged. Try again."
_WRONG_SHAPE = "The image model drew in the wrong shape. Your plan was not charged. Try again."


@dataclass(frozen=True, slots=True)
class Picture:
    """The final image as it was sent; `width` and `height` in pixels, `tokens` by kind."""

    data: bytes
    mime_type: str
    width: int
    height: int
    finish_reason: str
    model_version: str | None
    response_id: str | None
    tokens: dict[str, int]


def read(response: types.GenerateContentResponse, ratio: str) -> Picture:
    """The last picture that is not a draft; raises `ContentBlocked` or `BadProviderOutput`."""
    candidate = response.candidates[0] if response.candidates else None
    if candidate is None:
        raise _without_candidate(response)
    finish = _name(candidate.finish_reason) or "STOP"
    data = _final_image(candidate)
    fault = _finish_fault(finish, drawn=data is not None)
    if fault is not None:
        raise fault
    assert data is not None
    mime_type, width, height = _measure(data)
    _check_shape(width, height, ratio)
    return Picture(
        data, mime_type, width, height, finish, response.model_version, response.response_id, _tokens(response)
    )


def words(response: types.GenerateContentResponse) -> str:
    """What the model said, without its thoughts; raises `ContentBlocked` or `BadProviderOutput`."""
    candidate = response.candidates[0] if response.candidates else None
    if candidate is None:
        raise _without_candidate(response)
    parts = candidate.content.parts if candidate.content and candidate.content.parts else []
    said = "".join(part.text for part in parts if part.text and not part.thought)
    fault = _finish_fault(_name(candidate.finish_reason) or "STOP", drawn=bool(said))
    if fault is not None:
        raise fault
    return said


def _name(value: Enum | str | None) -> str | None:
    return str(value.value if isinstance(value, Enum) else value) if value is not None else None


def _without_candidate(response: types.GenerateContentResponse) -> GenerationFault:
    reason = _name(response.prompt_feedback.block_reason) if response.prompt_feedback else None
    if reason is None:
        return BadProviderOutput(_NOTHING_DRAWN, details={"reason": "empty_answer"})
    sentence = _INPUT_BLOCKED if reason == "OTHER" else _PROMPT_BLOCKED
    return ContentBlocked(sentence, details={"reason": "prompt_blocked", "block_reason": reason})


def _final_image(candidate: types.Candidate) -> bytes | None:
    """Drafts of the thinking come first and are marked; of the rest the last one is final."""
    parts = candidate.content.parts if candidate.content and candidate.content.parts else []
    images = [
        part.inline_data.data for part in parts if part.inline_data and part.inline_data.data and not part.thought
    ]
    return images[-1] if images else None


def _finish_fault(finish: str, *, drawn: bool) -> GenerationFault | None:
    """The fault for a finish reason. A filter's verdict counts even when a picture came along."""
    details: dict[str, object] = {"reason": "finish", "finish_reason": finish}
    if finish in _BLOCKED:
        return ContentBlocked(details=details)
    if finish in _RECITATION:
        return ContentBlocked(_TOO_CLOSE, details=details)
    if finish == "PUP_LIMITED_DISABLED":
        return BadProviderOutput(_ACCOUNT, retry=False, details=details)
    if finish == "IMAGE_SAFETY":
        # The filter judges one drawing, not the idea: a single second try often passes.
        return ContentBlocked(_FILTERED, retry=True, details={**details, "max_retries": 1})
    if finish == "IMAGE_OTHER":
        return BadProviderOutput(_NAMES, details={**details, "max_retries": 2})
    if finish == "NO_IMAGE":
        return BadProviderOutput(_NOTHING_DRAWN, details={**details, "max_retries": 1})
    if not drawn:
        return BadProviderOutput(_NOTHING_DRAWN, details={**details, "reason": "no_image_part", "max_retries": 1})
    return None


def _measure(data: bytes) -> tuple[str, int, int]:
    """MIME type and size by the bytes themselves; what the vendor says about them is not believed."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise BadProviderOutput(_BROKEN, details={"reason": "too_many_pixels"})
            image.load()
            return Image.MIME[str(image.format)], width, height
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        pass
    raise BadProviderOutput(_BROKEN, details={"reason": "not_an_image"})


def _check_shape(width: int, height: int, ratio: str) -> None:
    share = (width / height) / ratio_value(ratio)
    if min(share, 1 / share) < _LEAST_KEPT:
        details = {"reason": "wrong_shape", "asked": ratio, "width": width, "height": height}
        raise BadProviderOutput(_WRONG_SHAPE, details=details)


def _tokens(response: types.GenerateContentResponse) -> dict[str, int]:
    usage = response.usage_metadata
    if usage is None:
        return {}
    counts = {
        "prompt": usage.prompt_token_count,
        "output": usage.candidates_token_count,
        "thoughts": usage.thoughts_token_count,
        "total": usage.total_token_count,
    }
    return {kind: count for kind, count in counts.items() if count is not None}
