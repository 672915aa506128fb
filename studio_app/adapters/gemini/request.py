"""What is asked of the model for one plate, decided before anything is sent or paid for. Pure."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

from PIL import Image

from studio_app.catalog.asset_types import AssetType, find_asset_type
from studio_app.catalog.image_models import (
    DEFAULT_IMAGE_MODEL,
    IMAGE_MODELS,
    ImageModel,
    choose_ratio,
    choose_size,
)
from studio_app.imaging.keying.keys import prompt_sentence
from studio_app.ports.image_generation import BadProviderOutput, PlateRequest, Reference, Turn

# The vendor takes 20 MB per request; base64 makes 4 bytes of 3 and the prompt needs room too.
MAX_REFERENCE_BYTES = 14_000_000
# The API reads the seed as a signed 32-bit number.
_SEED_MASK = 0x7FFF_FFFF
# Without this sentence about a fifth of the answers to design prompts are words (NO_IMAGE).
_IMAGE_ONLY = "Output the final image only."
_KEEP = (
    "Keep everything in the last picture exactly as it is, with its subject, composition, palette, light and empty "
    "areas, and change only this:"
)
_TOO_LARGE = "The picture is too large for the image model to change. Your plan was not charged. Make a new one."
_UNREADABLE = "The picture to change could not be read. Your plan was not charged. Make a new one."

_ROLES = {
    "style": "a style reference: take its palette, light and texture, not what it shows",
    "subject": "the subject: keep its shape, colours and character recognisable",
    "layout": "a layout reference: take the placement of its masses and its empty areas, nothing else",
    "logo": "the brand's logo: take its colours and mood, and do not draw the logo itself",
}


@dataclass(frozen=True, slots=True)
class PlateOrder:
    """One request to the model. `size` is the API's short name; `text` names the role of each reference in order.

    `turns` are what is told of the conversation so far, oldest first.
    """

    text: str
    ratio: str
    size: str
    seed: int
    references: tuple[Reference, ...]
    turns: tuple[Turn, ...]
    cost_cents: float


def capabilities(model_id: str) -> ImageModel:
    """What `model_id` can do; a model newer than the catalogue is taken to do what the default one does."""
    return IMAGE_MODELS.get(model_id) or IMAGE_MODELS[DEFAULT_IMAGE_MODEL]


def compose(request: PlateRequest, model: ImageModel) -> PlateOrder:
    """The order for `request`; raises `BadProviderOutput` (no retry) for what this model cannot paint or change."""
    asset_type = _paintable(request)
    ratio, size = _geometry(request.turns, asset_type, model)
    turns, references = _affordable(request, model.max_references)
    return PlateOrder(
        text=_prompt(request, references),
        ratio=ratio,
        size=size,
        seed=request.seed & _SEED_MASK,
        references=references,
        turns=turns,
        cost_cents=model.cost_cents[size],
    )


def _paintable(request: PlateRequest) -> AssetType:
    name = request.brief.asset_type
    asset_type = find_asset_type(name)
    if asset_type is None:
        raise BadProviderOutput(retry=False, details={"reason": "unknown_asset_type", "asset_type": name})
    if asset_type.alpha and request.key is None:
        # The model paints a checkerboard where transparency is asked for; without a key to cut there is no way.
        raise BadProviderOutput(retry=False, details={"reason": "alpha_not_supported", "asset_type": asset_type.id})
    return asset_type


def _geometry(turns: tuple[Turn, ...], asset_type: AssetType, model: ImageModel) -> tuple[str, str]:
    """Ratio and size: the asset's for a new picture, those of the first picture for a change to it."""
    if not turns:
        ratio = choose_ratio(model, asset_type.width, asset_type.height)
        return ratio, choose_size(model, ratio, asset_type.width, asset_type.height)
    width, height = _measure(turns[0].image)
    side = math.sqrt(width * height)
    return choose_ratio(model, width, height), min(
        model.sizes, key=lambda name: abs(math.log(model.sizes[name] / side))
    )


def _measure(data: bytes) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
            return image.size
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        pass
    raise BadProviderOutput(_UNREADABLE, retry=False, details={"reason": "unreadable_turn"})


def _affordable(request: PlateRequest, most: int) -> tuple[tuple[Turn, ...], tuple[Reference, ...]]:
    """What fits the model's count of images and the request's size: the picture to change before all else, then the
    references from the first, then earlier turns from the newest."""
    room, turns = MAX_REFERENCE_BYTES, request.turns[-1:]
    for turn in turns:
        room -= len(turn.image)
    if room < 0:
        raise BadProviderOutput(_TOO_LARGE, retry=False, details={"reason": "turn_too_large"})
    kept = _fitting([len(item.data) for item in request.references[: most - len(turns)]], room)
    references = request.references[:kept]
    room -= sum(len(item.data) for item in references)
    earlier = request.turns[-2::-1][: most - len(turns) - kept]
    told = earlier[: _fitting([len(turn.image) for turn in earlier], room)]
    return (*told[::-1], *turns), references


def _fitting(sizes: list[int], room: int) -> int:
    """How many of `sizes`, from the first, fit into `room` together."""
    for count, size in enumerate(sizes):
        room -= size
        if room < 0:
            return count
    return len(sizes)


def _prompt(request: PlateRequest, references: tuple[Reference, ...]) -> str:
    asked = f"{_KEEP} {request.prompt}" if request.turns else request.prompt
    roles = [
        f"Image {number} is {_ROLES.get(reference.role, 'a reference to look at')}."
        for number, reference in enumerate(references, start=1)
    ]
    backdrop = [prompt_sentence(request.key)] if request.key else []
    return "\n".join([asked, *roles, *backdrop, _IMAGE_ONLY])
