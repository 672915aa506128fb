"""small_size_legibility and silhouette: what is left of an emote, badge or icon in a line of chat."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from PIL import Image

from studio_app.catalog.scoring import PartSpec
from studio_app.imaging.pixels import to_oklab
from studio_app.imaging.score.rating import Finding, Remedy
from studio_app.imaging.score.view import DARK_CHAT, WHITE_CHAT, View, flattened

cv2.setNumThreads(1)

CHAT, BADGE, BASE = 28, 18, 112
# From here on (OKLab) a colour stands out from its ground.
STANDS_OUT: Final = 0.35
_RIM = 5
_KERNEL = np.ones((3, 3), np.uint8)


def _based(view: View) -> Image.Image:
    share = BASE / max(view.image.size)
    size = (max(1, round(view.image.width * share)), max(1, round(view.image.height * share)))
    return view.image.resize(size, Image.Resampling.BOX)


def _alpha(image: Image.Image) -> np.ndarray:
    """Mask of what is not clear."""
    return np.asarray(image.getchannel("A")) > 127 if image.mode == "RGBA" else np.ones(image.size[::-1], bool)


def detail_kept(image: Image.Image, side: int) -> float:
    """Correlation of the picture's lightness, on dark and inside its shape, before and after shrinking, 0..1."""
    share = side / max(image.size)
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    back = image.resize(size, Image.Resampling.BOX).resize(image.size, Image.Resampling.BICUBIC)
    mask = _alpha(image)
    if not mask.any():
        return 0.0
    before, after = (to_oklab(flattened(picture, DARK_CHAT))[..., 0][mask] for picture in (image, back))
    if min(before.std(), after.std()) < 1e-3:
        return 1.0 if before.std() < 1e-3 else 0.0
    return float(np.clip(np.corrcoef(before, after)[0, 1], 0, 1))


def edge_seen(image: Image.Image, ground: tuple[int, int, int]) -> float:
    """The share of the outline beside which something within the rim stands out from the ground, 0..1."""
    mask = _alpha(image).astype(np.uint8)
    padded = np.pad(mask, 1)
    outline = (mask > 0) & (cv2.erode(padded, _KERNEL)[1:-1, 1:-1] == 0)
    if not outline.any():
        return 0.0
    colours = to_oklab(flattened(image, ground))
    plain = to_oklab(np.array(ground, np.uint8).reshape(1, 1, 3))
    apart = np.sqrt(((colours - plain) ** 2).sum(2))
    reached = cv2.dilate(apart.astype(np.float32), np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8))
    return float(np.clip(reached[outline] / STANDS_OUT, 0, 1).mean())


def tones(image: Image.Image) -> float:
    """Lightness from the 5th to the 95th percentile inside the shape at 28 pixels."""
    share = CHAT / max(image.size)
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    small = image.resize(size, Image.Resampling.BOX)
    light = to_oklab(flattened(small, DARK_CHAT))[..., 0][_alpha(small)]
    return float(np.percentile(light, 95) - np.percentile(light, 5)) if light.size else 0.0


def measure_size(view: View, part: PartSpec) -> Finding:
    """What is left at 28 and 18 pixels, and how the outline stands out from both themes."""
    image = _based(view)
    kept, badge = detail_kept(image, CHAT), detail_kept(image, BADGE)
    dark, light, inner = edge_seen(image, DARK_CHAT), edge_seen(image, WHITE_CHAT), tones(image)
    measures = {"detail_28": kept, "detail_18": badge, "edge_dark": dark, "edge_light": light, "tones": inner}
    remedies = {
        "detail_28": Remedy(numbers={"percent": 100 * (1 - kept)}),
        "detail_18": Remedy(numbers={"percent": 100 * (1 - badge)}),
        "edge_dark": Remedy({"outline": 0.8}, None, {"percent": 100 * dark}),
        "edge_light": Remedy({"outline": 0.8}, None, {"percent": 100 * light}),
        "tones": Remedy({"light": 1.3}, None, {"percent": 100 * inner}),
    }
    return Finding(measures, remedies)


def _outline(image: Image.Image, mask: np.ndarray) -> float:
    """OKLab distance of the outermost band from the next one."""
    padded = np.pad(mask.astype(np.uint8), 1)
    outer = mask & (cv2.erode(padded, _KERNEL, iterations=3)[1:-1, 1:-1] == 0)
    inner = mask & ~outer & (cv2.erode(padded, _KERNEL, iterations=9)[1:-1, 1:-1] == 0)
    if not outer.any() or not inner.any():
        return 0.0
    colours = to_oklab(flattened(image, DARK_CHAT))
    return float(np.linalg.norm(np.median(colours[outer], 0) - np.median(colours[inner], 0)))


def _pieces(mask: np.ndarray) -> float:
    """Loose pieces of at least 1% of the shape."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    return float((stats[1:, cv2.CC_STAT_AREA] >= 0.01 * max(1, mask.sum())).sum())


def _solidity(mask: np.ndarray) -> float:
    """Area over the area of the convex hull, 0..1."""
    places = np.argwhere(mask).astype(np.int32)
    return min(1.0, len(places) / max(1.0, cv2.contourArea(cv2.convexHull(places)))) if len(places) else 0.0


def _cut(mask: np.ndarray) -> float:
    """The share of the border that the shape touches."""
    return float(np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]]).mean())


def measure_silhouette(view: View, part: PartSpec) -> Finding | None:
    """None for a type that is shown whole: it has no silhouette."""
    if not view.clear and not view.asset.alpha:
        return None
    image = _based(view)
    mask = _alpha(image)
    coverage, solidity, cut = float(mask.mean()), _solidity(mask), _cut(mask)
    measures = {
        "coverage": coverage, "solidity": solidity, "pieces": _pieces(mask), "cut": cut,
        "outline": _outline(image, mask),
    }
    scale = round(min(1.6, max(1.05, (part.term("coverage").good / max(0.02, coverage)) ** 0.5)), 2)
    remedies = {
        "coverage": Remedy({"hero": {"scale": scale}}, None, {"percent": 100 * (scale - 1), "share": 100 * coverage}),
        "solidity": Remedy(numbers={"percent": 100 * (1 - solidity)}),
        "outline": Remedy({"outline": 0.8}),
        "cut": Remedy({"hero": {"scale": 0.9}}, None, {"percent": 100 * cut}),
    }
    return Finding(measures, remedies)
