"""What an asset's page offers to choose from: plain values of the catalogue, made once."""

from __future__ import annotations

from typing import get_args

from studio_app.catalog.asset_types import AssetType, Form
from studio_app.catalog.motifs import USES, motifs_for
from studio_app.features.assets.exporting import EFFECTS
from studio_app.features.assets.feedback import REASONS
from studio_app.ui.components.icons import MARKS
from studio_app.ui.specimens import BODY_WEIGHTS, FAMILIES, HEADLINE_WEIGHTS

FACES: list[dict[str, str]] = [
    {"family": family, "headline": HEADLINE_WEIGHTS[family], "text": BODY_WEIGHTS[family]} for family in FAMILIES
]
MOTIFS: dict[str, list[dict[str, str]]] = {
    use: [{"id": each.id, "label": each.id.replace("-", " ").capitalize()} for each in motifs_for(use)] for use in USES
}
PLATFORM_MARKS: dict[str, str] = dict(MARKS)
_REASON_WORDS = {
    "colours": "Colours", "composition": "Composition", "text": "Words", "style": "Look", "not_my_idea": "Not my idea",
    "quality": "Quality", "other": "Something else",
}  # fmt: skip
REASON_CHOICES: list[dict[str, str]] = [{"id": each, "label": _REASON_WORDS[each]} for each in REASONS if each]

# Which motifs suit a form; all others take those of games.
_USES: dict[Form, str] = {
    "emote": "emote", "badge": "badge", "panel": "panel", "icon": "emote", "avatar": "emote",
}
USE_OF: dict[Form, str] = {form: _USES.get(form, "game") for form in get_args(Form)}
_SAME_SHAPE = 0.01


def motion_of(type_: AssetType) -> dict[str, list[str]] | None:
    """Formats, effects and sizes (`112x112`, own size first) of moving files; None for what never moves."""
    if type_.motion is None:
        return None
    smaller = [v for v in type_.variants if v.width < type_.width and _same_shape(v.width / v.height, type_.ratio)]
    sizes = [type_.size, *((variant.width, variant.height) for variant in smaller)]
    effects = ("wipe",) if type_.form == "stinger" else EFFECTS
    return {
        "formats": [*type_.motion.formats], "effects": [*effects],
        "sizes": [f"{width}x{height}" for width, height in sizes],
    }


def _same_shape(one: float, other: float) -> bool:
    return abs(one / other - 1) < _SAME_SHAPE
