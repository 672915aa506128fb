"""One picture in the forms in which its parts look at it; each form is made once, when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import cv2
import numpy as np
from PIL import Image

from studio_app.catalog.asset_types import AssetType
from studio_app.catalog.scoring import Profile
from studio_app.imaging.faces import Face, find_faces
from studio_app.imaging.fit import saliency
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.pixels import to_oklab
from studio_app.imaging.score.lines import TextLine, lines_of, lines_seen

cv2.setNumThreads(1)

MOST_SIDE, LEAST_SIDE = 1280, 256
SMALL_SIDE: Final = 320
DARK_CHAT: Final = (0x18, 0x18, 0x1B)
WHITE_CHAT: Final = (0xFF, 0xFF, 0xFF)


def flattened(image: Image.Image, ground: tuple[int, int, int]) -> np.ndarray:
    """(h, w, 3) uint8 of a picture over a plain ground."""
    if image.mode != "RGBA":
        return np.asarray(image.convert("RGB"))
    canvas = Image.new("RGBA", image.size, (*ground, 255))
    canvas.alpha_composite(image)
    return np.asarray(canvas.convert("RGB"))


def reduced(rgb: np.ndarray, width: float) -> np.ndarray:
    """`rgb` at `width` pixels wide, never enlarged, its rows in proportion."""
    share = min(1.0, width / rgb.shape[1])
    size = (max(1, round(rgb.shape[1] * share)), max(1, round(rgb.shape[0] * share)))
    return cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)


class View:
    """A subject at the scorer's own size: its longer side is that of the asset type, within 256 and 1280 pixels.

    Places are pixels of the asset (`width` by `height`), as in layouts.
    """

    def __init__(self, image: Image.Image, layout: Layout | None, asset: AssetType, profile: Profile) -> None:
        self.layout, self.asset, self.profile = layout, asset, profile
        self.width, self.height = (layout.width, layout.height) if layout else asset.size
        self.clear = image.mode == "RGBA" and int(np.asarray(image.getchannel("A")).min()) < 255
        longest = min(MOST_SIDE, max(LEAST_SIDE, *asset.size))
        self.image = _normal(image.convert("RGBA" if self.clear else "RGB"), longest)

    @cached_property
    def rgb(self) -> np.ndarray:
        """(h, w, 3) uint8; clear places look as on a dark page."""
        return flattened(self.image, DARK_CHAT)

    @cached_property
    def grounds(self) -> tuple[np.ndarray, ...]:
        """The picture as people may see it: once, or on dark and on white when it has clear places."""
        return (self.rgb, flattened(self.image, WHITE_CHAT)) if self.clear else (self.rgb,)

    @cached_property
    def scale(self) -> tuple[float, float]:
        """Pixels of `rgb` per pixel of the asset, across and down."""
        return self.rgb.shape[1] / self.width, self.rgb.shape[0] / self.height

    @cached_property
    def seen_width(self) -> float:
        """The width in pixels at which people typically see it."""
        return self.profile.seen_at(self.width)

    @cached_property
    def small(self) -> np.ndarray:
        """RGB with a longer side of 320."""
        return reduced(self.rgb, self.rgb.shape[1] * SMALL_SIDE / max(self.rgb.shape[:2]))

    @cached_property
    def shown(self) -> np.ndarray:
        """Mask of `small`: where the picture is not clear."""
        if not self.clear:
            return np.ones(self.small.shape[:2], bool)
        alpha = np.asarray(self.image.getchannel("A"))
        return cv2.resize(alpha, self.small.shape[1::-1], interpolation=cv2.INTER_AREA) > 127

    @cached_property
    def lab(self) -> np.ndarray:
        """`small` in OKLab."""
        return to_oklab(self.small)

    @cached_property
    def visible(self) -> np.ndarray:
        """OKLab colours (n, 3) of what is not clear; a single black when all is."""
        found = self.lab[self.shown]
        return found if len(found) else np.zeros((1, 3), np.float32)

    @cached_property
    def spread(self) -> float:
        """Lightness from the 3rd to the 97th percentile, 0..1."""
        low, high = np.percentile(self.visible[:, 0], (3, 97))
        return float(high - low)

    @cached_property
    def saliency(self) -> np.ndarray:
        """Where the eye goes: squared saliency with the sum 1."""
        weights = saliency(self.image) ** 2
        return weights / (float(weights.sum()) or 1.0)

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """Largest first, boxes in pixels of the asset."""
        return tuple(_moved(face, *self.scale) for face in find_faces(self.rgb))

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        return lines_of(self.layout) if self.layout else lines_seen(self.rgb, *self.scale)

    def drawn_to(self, area: Area) -> float:
        """The share of all saliency inside an area of the asset, 0..1."""
        rows, columns = self.saliency.shape
        left, right = (round(x / self.width * columns) for x in (area.x, area.right))
        top, bottom = (round(y / self.height * rows) for y in (area.y, area.bottom))
        return float(self.saliency[max(0, top) : max(0, bottom), max(0, left) : max(0, right)].sum())


def _normal(image: Image.Image, longest: int) -> Image.Image:
    share = longest / max(image.size)
    if share == 1:
        return image
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    method = Image.Resampling.BICUBIC if share > 1 else Image.Resampling.BOX
    return image.resize(size, method, reducing_gap=2.0)


def _moved(face: Face, across: float, down: float) -> Face:
    box = Area(face.box.x / across, face.box.y / down, face.box.width / across, face.box.height / down)
    return Face(box, face.eyes, face.smile, face.mouth, face.skin)
