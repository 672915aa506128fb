"""The archive: safe names, the same bytes every time, and sentences that say what goes where."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.platforms import PLATFORMS
from studio_app.imaging.export.bundle import Delivery, checklist, package, stream
from studio_app.imaging.export.destinations import DESTINATIONS, EVERYWHERE, destination
from studio_app.imaging.export.files import files_for
from studio_app.imaging.export.types import ExportFile
from studio_app.imaging.preflight.report import Check, Report
from tests.imaging.export.pictures import emote
from tests.imaging.export.types import made_type

EMOTE = ASSET_TYPES["twitch_emote"]
FILES = files_for(emote(112), EMOTE)
GOOD = Check("size", "Size", True, "1", "1", "Never shown.", "emote-112.png")
BAD = Check("bytes", "File size", False, "9 MB", "1 MB", "The file is too large.", "emote-112.png")


def report(*checks: Check) -> Report:
    return Report("twitch_emote", ("twitch",), checks)


def file(name: str, data: bytes = b"x", width: int = 10) -> ExportFile:
    return ExportFile(name, "Thing", data, "png", width, 10, 1000)


def opened(data: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    return archive


def test_every_file_stands_in_the_folder_of_its_platform() -> None:
    archive = opened(package([Delivery(EMOTE, FILES, report(GOOD))]))
    assert archive.namelist() == [
        "twitch/emote-112.png", "twitch/emote-56.png", "twitch/emote-28.png", "preflight.json", "checklist.txt",
    ]
    for made in FILES:
        assert archive.read(f"twitch/{made.name}") == made.data
    assert json.loads(archive.read("preflight.json")) == [report(GOOD).to_dict()]


def test_a_type_of_several_platforms_stands_in_each() -> None:
    asset_type = made_type((10, 10), platforms=("twitch", "kick"))
    names = opened(package([Delivery(asset_type, (file("thing-10.png"),))])).namelist()
    assert names[:-2] == ["twitch/thing-10.png", "kick/thing-10.png"]


def test_sets_of_one_type_do_not_overwrite_each_other() -> None:
    deliveries = [Delivery(EMOTE, (file("emote-112.png", bytes([i])),)) for i in range(3)]
    archive = opened(package(deliveries))
    paths = ["twitch/emote-112.png", "twitch/set-2/emote-112.png", "twitch/set-3/emote-112.png"]
    assert archive.namelist()[:-2] == paths
    assert [archive.read(path) for path in paths] == [b"\0", b"\1", b"\2"]


def test_an_archive_comes_piece_by_piece_and_asks_for_each_part_when_it_is_due() -> None:
    made: list[int] = []

    def parts() -> Iterator[Delivery]:
        for number in range(3):
            made.append(number)
            yield Delivery(EMOTE, (file(f"emote-{number}.png"),), report(GOOD))

    pieces = stream(parts())
    assert len(next(pieces)) > 0 and made == [0]
    whole = b"".join([*stream(parts())])
    assert whole == package([*parts()]) and len(opened(whole).namelist()) == 5


def test_the_same_files_give_the_same_bytes() -> None:
    made = {package([Delivery(EMOTE, FILES, report(GOOD, BAD), "Title")]) for _ in range(2)}
    assert len(made) == 1
    for entry in opened(made.pop()).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert entry.external_attr >> 16 == 0o644
        assert entry.create_system == 3


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5), st.text(max_size=60))
def test_no_name_leaves_its_folder_or_is_lost(names: list[str], title: str) -> None:
    files = tuple(file(name, str(i).encode()) for i, name in enumerate(names))
    archive = opened(package([Delivery(EMOTE, files, None, title)]))
    inside = archive.namelist()[:-2]
    assert len(set(inside)) == len(names)
    assert sorted(archive.read(path) for path in inside) == sorted(made.data for made in files)
    for path in inside:
        assert re.fullmatch(r"twitch/(set-\d+/)?[a-z0-9-]+(\.[a-z0-9-]+)?", path)
        assert ".." not in PurePosixPath(path).parts


def test_the_checklist_says_what_goes_where_in_plain_lines() -> None:
    text = checklist([Delivery(EMOTE, FILES, report(GOOD), "GG\n[ ] forged")])
    assert "[ ] Twitch emote, 112 x 112 pixels: GG [ ] forged\n" in text
    assert "    twitch/emote-112.png, " in text
    assert "Creator Dashboard, Viewer Rewards, Emotes." in text
    assert "https://dashboard.twitch.tv/viewer-rewards/emotes" in text
    assert text.endswith("Every check passed.\n")


def test_formats_of_one_size_are_offered_as_a_choice() -> None:
    asset_type = made_type((10, 10))
    text = checklist([Delivery(asset_type, (file("a-10.png"), file("a-10.jpg"), file("a-20.png", width=20)))])
    assert text.count("[ ]") == 2
    assert "    or twitch/a-10.jpg, 1 bytes of at most 1.0 kB\n" in text


def test_what_failed_is_said_and_what_was_enlarged_too() -> None:
    enlarged = ExportFile("big-20.png", "Big", b"x", "png", 20, 20, 99, enlarged=True)
    text = checklist([Delivery(EMOTE, (enlarged,), report(GOOD, BAD))])
    assert "! emote-112.png: The file is too large.\n" in text
    assert "Never shown" not in text
    assert "no sharper than that" in text


def test_nothing_is_not_packed() -> None:
    for deliveries in ([], [Delivery(EMOTE, ())]):
        with pytest.raises(ValueError, match="nothing"):
            package(deliveries)


@pytest.mark.parametrize("id", ASSET_TYPES)
def test_every_asset_type_has_somewhere_to_go(id: str) -> None:
    for platform in ASSET_TYPES[id].platforms:
        place = destination(ASSET_TYPES[id], platform)
        assert place in DESTINATIONS
        assert place.where
        assert not place.where.endswith(".")


def test_destinations_name_platforms_and_forms_of_the_catalogue() -> None:
    forms = {asset_type.form for asset_type in ASSET_TYPES.values()}
    for place in DESTINATIONS:
        assert place.platform in (*PLATFORMS, EVERYWHERE)
        assert set(place.forms) <= forms
        assert not place.link or place.link.startswith("https://")
    for platform, form in product(PLATFORMS, forms):
        assert any(place.fits(platform, form) for place in DESTINATIONS)


def test_a_platform_that_nobody_described_is_named() -> None:
    assert destination(made_type((8, 8)), "trovo").where == "trovo"
