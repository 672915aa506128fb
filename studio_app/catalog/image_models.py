"""What each image model can do, so that a request is checked and shaped before it is paid for.

Source: product notes of 2026-11 (model pages and change logs); sizes are the short names the API takes.
"""

from __future__ import annotations

from dataclasses import dataclass

_RATIOS_14 = ("1:1", "1:4", "1:8", "2:3", "3:2", "3:4", "4:1", "4:3", "4:5", "5:4", "8:1", "9:16", "16:9", "21:9")
_RATIOS_10 = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")


@dataclass(frozen=True, slots=True)
class ImageModel:
    """`sizes` maps the API's size name to the square root of the pixel count it yields."""

    id: str
    ratios: tuple[str, ...]
    sizes: dict[str, int]
    max_references: int
    cost_cents: dict[str, float]
    sends_size: bool = True


IMAGE_MODELS: dict[str, ImageModel] = {
    m.id: m
    for m in (
        ImageModel("gemini-nano-banana-2.1", _RATIOS_14, {"1K": 1024, "2K": 2048, "4K": 4096}, 14,
                   {"1K": 3.36, "2K": 5.0, "4K": 9.0}),
        ImageModel("gemini-3-pro-image", _RATIOS_10, {"1K": 1024, "2K": 2048, "4K": 4096}, 14,
                   {"1K": 13.4, "2K": 13.4, "4K": 24.0}),
        ImageModel("gemini-3.1-flash-lite-image", _RATIOS_10, {"1K": 1024}, 14, {"1K": 2.0}),
        ImageModel("gemini-2.5-flash-image", _RATIOS_10, {"1K": 1024}, 3, {"1K": 3.9}, sends_size=False),
    )
}
DEFAULT_IMAGE_MODEL = "gemini-nano-banana-2.1"


def ratio_value(ratio: str) -> float:
    width, height = ratio.split(":")
    return int(width) / int(height)


def choose_ratio(model: ImageModel, width: int, height: int) -> str:
    """The offered ratio that loses the least area when it is cropped to `width` x `height`."""
    target = width / height

    def kept(ratio: str) -> float:
        value = ratio_value(ratio)
        return min(value / target, target / value)

    return max(model.ratios, key=kept)


def choose_size(model: ImageModel, ratio: str, width: int, height: int) -> str:
    """The smallest size that covers the target after the crop; the largest there is when none does."""
    value = ratio_value(ratio)
    for name, side in sorted(model.sizes.items(), key=lambda item: item[1]):
        made_width, made_height = side * value**0.5, side / value**0.5
        if made_width >= width and made_height >= height:
            return name
    return max(model.sizes, key=lambda name: model.sizes[name])
