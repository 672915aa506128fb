"""Briefs and pictures that the tests of the image engine share."""

from __future__ import annotations

from itertools import product

import pytest

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.styles import STYLES
from studio_app.imaging.brief import Brief, KitStyle

VIOLET = KitStyle("NovaPlays", ("#7c3aed", "#ec4899", "#facc15"), "Anton", "Montserrat", "competitive")
KITS = (
    VIOLET,
    KitStyle("Grün", ("#059669", "#0ea5e9", "#f97316"), "Bebas Neue", "Inter", "casual"),
    KitStyle("mono", ("#000000", "#ffffff", "#dc2626"), "Montserrat", "Inter", "professional"),
    KitStyle("One", ("#2563eb",), "Poppins", "Poppins", "educational"),
    KitStyle("日本", ("#fbcfe8", "#a5f3fc", "#fde68a"), "Bangers", "Rubik", "comedic"),
)
# One type of every form: the others differ in size only.
FORMS = {kind.form: kind.id for kind in reversed(ASSET_TYPES.values())}
ALL = list(product(STYLES, FORMS.values()))
TITLES = (
    "I beat Elden Ring with one hand",
    "GG",
    "اهزم التنين بسيف واحد!",
    "最強の武器で無双する",
    "Cozy farm tour 🌻🐮",
    "The complete and thoroughly unabridged chronicle of how four friends finally defeated every single optional boss "
    "without ever once resting",
)


# Without room for a logo, every colour of a kit, or always a title.
SMALL_FORMS = ("emote", "badge", "icon", "avatar", "panel")


def small(asset_type: str) -> bool:
    return ASSET_TYPES[asset_type].form in SMALL_FORMS


def make(
    style: str = "impact",
    asset_type: str = "thumbnail",
    title: str = TITLES[0],
    seed: int = 1,
    kit: KitStyle = VIOLET,
    tag: str = "Challenge",
    subtitle: str = "No hits, no summons",
    motif: str = "crowned-skull",
    category: str = "souls",
    items: tuple[str, ...] = (),
) -> Brief:
    return Brief(asset_type, style, title, kit, category, motif, seed, tag, subtitle, items)


@pytest.fixture(params=ALL, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def pair(request: pytest.FixtureRequest) -> tuple[str, str]:
    value: tuple[str, str] = request.param
    return value
