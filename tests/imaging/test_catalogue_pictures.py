"""For every asset type, three templates and three kits: exact size, format, alpha, limit, safe zones and preflight."""

from __future__ import annotations

import io
from itertools import product

import pytest
from PIL import Image

from studio_app.catalog.asset_types import ASSET_TYPES, EXTENSION, AssetType
from studio_app.catalog.styles import STYLES
from studio_app.imaging.encode import encode, least_alpha
from studio_app.imaging.engine import draw
from studio_app.imaging.export.types import ExportFile
from studio_app.imaging.preflight import preflight
from tests.imaging.conftest import KITS, make

ITEMS = {"schedule": ("Mon 20:00 Ranked climb", "Fri 21:00 Horror night"), "badge": ("6",)}
TITLES = ("Ranked until sunrise", "最強の武器", "سيف واحد")
# Three of the seven for each type; over the types every style meets every form.
WAYS = list(product(range(3), range(3)))


def chosen_style(kind: AssetType, number: int) -> str:
    styles = list(STYLES)
    return styles[(list(ASSET_TYPES).index(kind.id) + number * 2) % len(styles)]


def words(kind: AssetType, number: int) -> str:
    if kind.form in ("emote", "badge", "icon", "avatar"):
        return ("GG", "", "HI")[number]
    return "" if kind.words and number else TITLES[number]


@pytest.mark.parametrize(("template", "kit"), WAYS)
@pytest.mark.parametrize("kind", ASSET_TYPES.values(), ids=lambda kind: kind.id)
def test_what_comes_out_is_what_the_platform_takes(kind: AssetType, template: int, kit: int) -> None:
    brief = make(
        chosen_style(kind, template), kind.id, words(kind, (template + kit) % 3), seed=template * 5 + kit,
        kit=KITS[(template + kit) % len(KITS)], items=ITEMS.get(kind.form, ()),
    )
    picture, layout = draw(brief)
    assert picture.size == kind.size
    assert (least_alpha(picture) < 255) == kind.alpha
    # One format each: all of them are covered over the nine.
    format = kind.formats[(template * 3 + kit) % len(kind.formats)]
    made = encode(picture, format, kind.max_bytes, may_shrink=False, soft_bytes=kind.soft_bytes)
    assert len(made.data) <= kind.max_bytes
    opened = Image.open(io.BytesIO(made.data))
    assert opened.size == kind.size and opened.format == format.upper()
    file = ExportFile(f"x.{EXTENSION[format]}", kind.label, made.data, format, made.width, made.height, kind.max_bytes)
    report = preflight(kind, (file,), picture, layout)
    assert report.passed, [(check.id, check.sentence) for check in report.failed]
