"""Score and brand consistency of a scene, as JSON. Pure; runs in the offload process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL.Image import Image

from studio_app.features.assets.rendering import Materials, picture_of
from studio_app.imaging import ocr
from studio_app.imaging.consistency.check import consistency
from studio_app.imaging.encode import encode
from studio_app.imaging.scene import from_scene
from studio_app.imaging.score.report import Subject
from studio_app.imaging.score.scorer import score
from studio_app.ports.image_review import PICTURE_SIDE

_JPEG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Rated:
    """`score` and `brand` are the reports in full, `jpeg` the picture they are about, to be looked at."""

    total: int
    consistency: int
    score: dict[str, Any]
    brand: dict[str, Any]
    jpeg: bytes


def rate(scene: Mapping[str, Any], materials: Materials) -> Rated:
    """Draws the scene again, so that what is measured is the picture and not one of its encodings."""
    brief = from_scene(scene, materials.logo, materials.photo)
    picture, layout = picture_of(brief, materials.plate)
    kit = brief.kit
    scored = score(Subject(picture, layout, brief.asset_type, brief.edits.to_dict()))
    brand = consistency(
        picture, layout, kit.colors, kit.headline_font, kit.body_font, kit.logo, kit.tone, brief.asset_type
    )
    return Rated(scored.total, brand.total, scored.to_dict(), brand.to_dict(), _to_look_at(picture))


def warm_up() -> None:
    """Load the models that read words, without using them: whoever forks after this shares them."""
    ocr.engine()


def _to_look_at(picture: Image) -> bytes:
    """At most `PICTURE_SIDE` pixels a side, black where it is transparent, without metadata."""
    small = picture.copy()
    small.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    return encode(small, "jpeg", _JPEG_BYTES).data
