"""A picture as JSON: everything needed to draw it again, but for the bytes of logo, photo and a model's plate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.edits import Edits

SCENE_VERSION = 1
_BRIEF = ("asset_type", "style", "title", "category", "motif", "seed", "tag", "subtitle")
_KIT = ("name", "headline_font", "body_font", "tone")


def to_scene(brief: Brief) -> dict[str, Any]:
    """`brief` without bytes; `edits` is sparse."""
    kit = {**{name: getattr(brief.kit, name) for name in _KIT}, "colors": [*brief.kit.colors]}
    own = {name: getattr(brief, name) for name in _BRIEF}
    return {
        "version": SCENE_VERSION, "brief": {**own, "items": [*brief.items], "kit": kit}, "edits": brief.edits.to_dict(),
    }


def from_scene(scene: Mapping[str, Any], logo: bytes | None = None, photo: bytes | None = None) -> Brief:
    """The brief that `scene` tells of. KeyError or `EditRejected` when it was not made by `to_scene`."""
    own, kit = scene["brief"], scene["brief"]["kit"]
    style = KitStyle(colors=tuple(kit["colors"]), logo=logo, **{name: kit[name] for name in _KIT})
    return Brief(
        kit=style, items=tuple(own["items"]), photo=photo, edits=Edits.of(scene["edits"]),
        **{name: own[name] for name in _BRIEF},
    )


def edited(brief: Brief, patch: Mapping[str, Any]) -> Brief:
    """`brief` with `patch` merged into its edits; raises `EditRejected`."""
    return replace(brief, edits=brief.edits.merged(patch))
