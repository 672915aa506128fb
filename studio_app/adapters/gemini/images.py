"""Plates painted by Google's Gemini image models."""

from __future__ import annotations

from google.genai import types

from studio_app.adapters.gemini.connection import Connected
from studio_app.adapters.gemini.request import PlateOrder, capabilities, compose
from studio_app.adapters.gemini.response import Picture, read
from studio_app.ports.image_generation import Plate, PlateRequest

_MAX_ANSWER_BYTES = 100_000_000


class GeminiImages(Connected):
    """`ImageGenerator` for the Gemini Developer API. The model cannot paint transparency: types with alpha are painted
    on the request's key, and refused without one.
    """

    def __init__(
        self,
        api_key: str,
        model: str,
        base_url: str | None = None,
        api_version: str = "v1",
        timeout_seconds: float = 90.0,
        *,
        max_answer_bytes: int = _MAX_ANSWER_BYTES,
    ) -> None:
        super().__init__(api_key, model, base_url, api_version, timeout_seconds, max_answer_bytes)
        self._capabilities = capabilities(model)

    def paint(self, request: PlateRequest) -> Plate:
        """One plate for `request`; raises `GenerationFault` with the vendor's words left out."""
        order = compose(request, self._capabilities)
        picture = read(self._generate(_contents(order), self._config(order)), order.ratio)
        parameters = _parameters(order, picture)
        return Plate(picture.data, self.provider, self.model, request.seed, parameters, request.key)

    def _config(self, order: PlateOrder) -> types.GenerateContentConfig:
        size = order.size if self._capabilities.sends_size else None
        return types.GenerateContentConfig(
            response_modalities=["IMAGE"],
            seed=order.seed,
            image_config=types.ImageConfig(aspect_ratio=order.ratio, image_size=size),
        )


def _contents(order: PlateOrder) -> list[types.Content]:
    """The conversation: what was asked and answered so far, and the new wish with its images last."""
    said: list[types.Content] = []
    for turn in order.turns:
        said.append(types.Content(role="user", parts=[types.Part.from_text(text=turn.instruction)]))
        said.append(types.Content(role="model", parts=[_image(turn.image, turn.mime_type)]))
    images = [_image(item.data, item.mime_type) for item in order.references]
    return [*said, types.Content(role="user", parts=[types.Part.from_text(text=order.text), *images])]


def _image(data: bytes, mime_type: str) -> types.Part:
    return types.Part.from_bytes(data=data, mime_type=mime_type)


def _parameters(order: PlateOrder, picture: Picture) -> dict[str, object]:
    return {
        "ratio": order.ratio,
        "size": order.size,
        "references": len(order.references),
        "turns": len(order.turns),
        "width": picture.width,
        "height": picture.height,
        "mime_type": picture.mime_type,
        "finish_reason": picture.finish_reason,
        "tokens": picture.tokens,
        "model_version": picture.model_version,
        "response_id": picture.response_id,
        "cost_cents": order.cost_cents,
    }
