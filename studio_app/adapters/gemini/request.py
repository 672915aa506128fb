"""What is asked of the model for one plate, decided before anything is sent or paid for. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.catalog.asset_types import AssetType, find_asset_type
from studio_app.catalog.image_models import (
    DEFAULT_IMAGE_MODEL,
    IMAGE_MODELS,
    ImageModel,
    choose_ratio,
    choose_size,
)
from studio_app.ports.image_generation import BadProviderOutput, PlateRequest, Reference

# The vendor takes 20 MB per request; base64 makes 4 bytes of 3 and the prompt needs room too.
MAX_REFERENCE_BYTES = 14_000_000
# The API reads the seed as a signed 32-bit number.
_SEED_MASK = 0x7FFF_FFFF
# Without this sentence about a fifth of the answers to design prompts are words (NO_IMAGE).
_IMAGE_ONLY = "Output the final image only."

_ROLES = {
    "style": "a style reference: take its palette, light and texture, not what it shows",
    "subject": "the subject: keep its shape, colours and character recognisable",
    "layout": "a layout reference: take the placement of its masses and its empty areas, nothing else",
    "logo": "the brand's logo: take its colours and mood, and do not draw the logo itself",
}


@dataclass(frozen=True, slots=True)
class PlateOrder:
    """One request to the model. `size` is the API's short name; `text` names the role of each reference in order."""

    text: str
    ratio: str
    size: str
    seed: int
    references: tuple[Reference, ...]
    cost_cents: float


def capabilities(model_id: str) -> ImageModel:
    """What `model_id` can do; a model newer than the catalogue is taken to do what the default one does."""
    return IMAGE_MODELS.get(model_id) or IMAGE_MODELS[DEFAULT_IMAGE_MODEL]


def compose(request: PlateRequest, model: ImageModel) -> PlateOrder:
    """The order for `request`; raises `BadProviderOutput` (no retry) for a type that this model cannot paint."""
    asset_type = _paintable(request.brief.asset_type)
    ratio = choose_ratio(model, asset_type.width, asset_type.height)
    size = choose_size(model, ratio, asset_type.width, asset_type.height)
    references = _affordable(request.references, model.max_references)
    return PlateOrder(
        text=_prompt(request.prompt, references),
        ratio=ratio,
        size=size,
        seed=request.seed & _SEED_MASK,
        references=references,
        cost_cents=model.cost_cents[size],
    )


def _paintable(name: str) -> AssetType:
    asset_type = find_asset_type(name)
    if asset_type is None:
        raise BadProviderOutput(retry=False, details={"reason": "unknown_asset_type", "asset_type": name})
    if asset_type.alpha:
        # The model paints a checkerboard where transparency is asked for; such types are drawn locally.
        raise BadProviderOutput(retry=False, details={"reason": "alpha_not_supported", "asset_type": asset_type.id})
    return asset_type


def _affordable(references: tuple[Reference, ...], most: int) -> tuple[Reference, ...]:
    """The first references that fit the model's count and the request's size."""
    kept: list[Reference] = []
    total = 0
    for reference in references[:most]:
        total += len(reference.data)
        if total > MAX_REFERENCE_BYTES:
            break
        kept.append(reference)
    return tuple(kept)


def _prompt(prompt: str, references: tuple[Reference, ...]) -> str:
    roles = [
        f"Image {number} is {_ROLES.get(reference.role, 'a reference to look at')}."
        for number, reference in enumerate(references, start=1)
    ]
    return "\n".join([prompt, *roles, _IMAGE_ONLY])
