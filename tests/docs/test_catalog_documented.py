"""`docs/catalog.md` is what the catalogue says today."""

from __future__ import annotations

from scripts import catalog_doc
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.games import GAMES
from studio_app.catalog.platforms import PLATFORMS
from tests.docs.conftest import ROOT

PAGE = (ROOT / "docs/catalog.md").read_text("utf-8")


def test_the_page_is_current() -> None:
    assert catalog_doc.document() == PAGE, "run: python scripts/catalog_doc.py"


def test_every_type_stands_once_with_its_source() -> None:
    for asset_type in ASSET_TYPES.values():
        assert PAGE.count(f"<br>`{asset_type.id}` |") == 1
        assert asset_type.source in PAGE
    assert [line[3:] for line in PAGE.splitlines() if line.startswith("## ")][: len(PLATFORMS)] == [
        platform.label for platform in PLATFORMS.values()
    ]
    assert all(game.name in PAGE for game in GAMES.values())
