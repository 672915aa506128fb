"""Motifs: every drawing has words, a source and a credit, and can be drawn."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import studio_app.imaging
from studio_app.catalog.motifs import MOTIFS, USES, Motif, find_motif, motifs_for, motifs_named
from studio_app.catalog.packs import PACKS
from studio_app.catalog.words import plain
from studio_app.imaging import icons
from studio_app.imaging.icon_sources import FILLED, ICON_SOURCES, LAYERS

FOLDER = Path(studio_app.imaging.__file__).parent / "icons"
LIBRARY = json.loads((FOLDER / "motifs.json").read_text("utf-8"))


def test_words_sources_and_drawings_are_of_the_same_motifs() -> None:
    assert set(MOTIFS) == set(ICON_SOURCES) == set(LIBRARY) == set(icons.names())
    assert {name: entry["source"] for name, entry in LIBRARY.items()} == ICON_SOURCES
    assert set(ICON_SOURCES) >= FILLED | set(LAYERS)
    assert (FOLDER / "motifs.json").stat().st_size < 300_000


def test_every_icon_is_credited() -> None:
    page = (FOLDER / "CREDITS.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([\w-]+) \| ([\w-]+:[\w:, -]+) \|$", page, re.M))
    used = {name: {source, *(layer.source for layer in LAYERS.get(name, ()))} for name, source in ICON_SOURCES.items()}
    assert {name: set(sources.split(", ")) for name, sources in rows.items()} == used
    for collection in {source.split(":")[0] for sources in used.values() for source in sources}:
        assert f"`{collection}:*`" in page


@pytest.mark.parametrize("motif", MOTIFS.values(), ids=lambda m: m.id)
def test_a_motif_can_be_spoken_of_and_found(motif: Motif) -> None:
    assert re.match(r"(a|an|the|two|three|one) |(\w+ )+\w+$", motif.words) and motif.words == motif.words.strip()
    assert motif.uses and set(motif.uses) <= set(USES)
    assert motif.keywords or motif.uses == ("ui",)
    for use in motif.uses:
        assert motif in motifs_for(use)
        for keyword in motif.keywords:
            assert keyword == plain(keyword)
            assert find_motif(use, "", keyword.upper()) is motif, keyword


@pytest.mark.parametrize("name", MOTIFS)
def test_a_motif_fits_its_box_and_its_silhouette_holds_it(name: str) -> None:
    drawn, solid = icons.motif(name).computeTightBounds(), icons.silhouette(name).computeTightBounds()
    assert max(drawn.width(), drawn.height()) == pytest.approx(1, abs=0.01)
    assert min(drawn.width(), drawn.height()) > 0.2
    assert (drawn.centerX(), drawn.centerY()) == pytest.approx((0, 0), abs=0.01)
    assert (solid.width(), solid.height()) == pytest.approx((drawn.width(), drawn.height()), abs=0.02)


def test_a_face_is_a_disc_with_dark_features() -> None:
    """What is drawn of an outline icon is what its lines enclose: a ring would cover a third of its disc."""
    grid = [(x / 50, y / 50) for x in range(-25, 26) for y in range(-25, 26) if x * x + y * y <= 25 * 25]
    for name in (name for name in FILLED if name.startswith("face-")):
        face = icons.motif(name)
        assert 0.5 < sum(face.contains(x, y) for x, y in grid) / len(grid) < 0.95, name


def test_there_are_motifs_for_every_use() -> None:
    assert [len(motifs_for(use)) >= least for use, least in zip(USES, (50, 30, 20, 15, 4), strict=True)] == [True] * 5
    found = {text: getattr(find_motif("panel", text), "id", None) for text in (
        "About me", "Donations", "Schedule", "Chat rules", "Discord", "Merch", "PC specs", "Socials", "Support", "Zzz",
    )}  # fmt: skip
    assert [*found.values()] == [
        "about", "donate", "schedule", "rules", "community", "merch", "setup", "socials", "support", None,
    ]
    assert getattr(find_motif("emote", "GG"), "id", None) == "handshake"


def test_every_word_of_a_theme_that_means_a_motif_is_found() -> None:
    assert [motif.id for motif in motifs_named("game", "Fog, candle light, an OLD HOUSE, fog")] == [
        "ghost", "spooky-house",
    ]
    assert motifs_named("game", "location") == () and motifs_named("ui", "") == ()
    for pack in PACKS.values():
        assert not pack.idea or len(motifs_named("game", pack.idea)) >= 2, pack.id
