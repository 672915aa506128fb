"""Delivery: other sizes and loops are made on request, kept until the next edit, and proven by a report."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from c2pa import Reader
from PIL import Image

from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.db.models import AssetFile
from studio_app.features.assets.types import AssetView, Download
from studio_app.imaging.provenance import read_provenance
from tests.world import World


@pytest.fixture
def alice(world: World) -> Actor:
    return world.person("alice")


@pytest.fixture
def emote(world: World, alice: Actor) -> AssetView:
    return world.made(alice, "GG", asset_type="twitch_emote")


def data_of(world: World, download: Download) -> bytes:
    key = download.url.split("/media/")[1].split("?")[0]
    return world.services.storage.get(key)


def test_the_stored_picture_is_given_without_drawing(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Words")
    found = world.services.exports.download(alice, asset.id)
    assert (found.format, found.file_size) == (asset.format, asset.file_size)
    assert found.filename == "words-clip-cover-1280x720.png"


def test_a_small_size_is_exact_and_kept_until_the_next_edit(world: World, alice: Actor, emote: AssetView) -> None:
    exports = world.services.exports
    found = exports.download(alice, emote.id, size=(28, 28))
    image = Image.open(io.BytesIO(data_of(world, found)))
    assert image.size == (28, 28) and image.mode == "RGBA" and found.file_size <= 25_000
    stored = len(world.rows(AssetFile))
    again = exports.download(alice, emote.id, size=(28, 28))
    assert again.url.split("?")[0] == found.url.split("?")[0] and len(world.rows(AssetFile)) == stored
    world.services.scenes.edit(alice, emote.id, {"title": {"text": "HI"}})
    assert {row.kind for row in world.rows(AssetFile)} == {"export", "preview"}
    assert data_of(world, exports.download(alice, emote.id, size=(28, 28))) != data_of_bytes(image)


def data_of_bytes(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def test_a_loop_moves_within_the_platforms_limits(world: World, alice: Actor, emote: AssetView) -> None:
    found = world.services.exports.download(alice, emote.id, effect="pulse", format="gif")
    loop = Image.open(io.BytesIO(data_of(world, found)))
    assert loop.format == "GIF" and 1 < getattr(loop, "n_frames", 1) <= 60 and loop.size == (112, 112)
    assert found.file_size <= 1_000_000 and found.filename.endswith(".gif")


def test_provenance_is_written_on_request_and_the_pixels_stay(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Words")
    plain = data_of(world, world.services.exports.download(alice, asset.id))
    marked = data_of(world, world.services.exports.download(alice, asset.id, provenance=True))
    assert read_provenance(plain) is None
    told = read_provenance(marked)
    assert told is not None and told.lineage_id == f"urn:uuid:{asset.id}"
    assert told.digital_source_type == "algorithmicMedia"
    assert Image.open(io.BytesIO(plain)).tobytes() == Image.open(io.BytesIO(marked)).tobytes()


def test_what_says_how_it_was_made_is_sealed(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Words")
    marked = data_of(world, world.services.exports.download(alice, asset.id, format="jpeg", provenance=True))
    with Reader("image/jpeg", io.BytesIO(marked)) as reader:
        found = json.loads(reader.json())
    assert found["validation_state"] == "Valid"
    assert found["manifests"][found["active_manifest"]]["title"] == f"urn:uuid:{asset.id}"


def test_a_models_art_is_told_as_such(scripted: World) -> None:
    actor = scripted.person()
    asset = scripted.made(actor, "Words", asset_type="thumbnail")
    found = scripted.services.exports.download(actor, asset.id, format="jpeg", provenance=True)
    told = read_provenance(data_of(scripted, found))
    assert told is not None and told.digital_source_type == "compositeWithTrainedAlgorithmicMedia"
    assert told.model == "script-1"


def test_avif_is_there_for_those_who_ask(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Words")
    found = world.services.exports.download(alice, asset.id, format="avif")
    assert Image.open(io.BytesIO(data_of(world, found))).size == (1280, 720) and found.file_size <= 2_000_000


def test_everything_comes_in_one_archive_with_a_checklist(world: World, alice: Actor, emote: AssetView) -> None:
    exports = world.services.exports
    found = exports.package(alice, emote.id)
    with zipfile.ZipFile(io.BytesIO(data_of(world, found))) as archive:
        names = archive.namelist()
        sizes = {Image.open(io.BytesIO(archive.read(name))).size for name in names if name.endswith(".png")}
    assert {(112, 112), (56, 56), (28, 28)} <= sizes
    assert any(name.endswith(".txt") for name in names) and any(name.endswith(".json") for name in names)
    assert found.filename.endswith(".zip")
    assert exports.package(alice, emote.id).url.split("?")[0] == found.url.split("?")[0]


def test_the_report_passes_and_is_remembered(world: World, alice: Actor, emote: AssetView) -> None:
    report = world.services.exports.report(alice, emote.id)
    assert report["passed"], [check for check in report["checks"] if not check["passed"]]
    assert {(file["width"], file["format"]) for file in report["files"]} >= {(112, "png"), (56, "png"), (28, "png")}
    assert world.services.exports.report(alice, emote.id) == report
    world.services.scores.score(alice, emote.id)
    assert world.services.exports.report(alice, emote.id) == report


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"size": (100, 100)}, "size"), ({"format": "jpeg"}, "format"),
        ({"format": "webm", "effect": "spin"}, "format"),
        ({"effect": "explode"}, "effect"), ({"size": (28, 28), "format": "webp"}, "format"),
    ],
)
def test_what_no_platform_takes_is_refused(
    world: World, alice: Actor, emote: AssetView, wanted: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationFailed) as caught:
        world.services.exports.download(alice, emote.id, **wanted)  # type: ignore[arg-type]
    assert list((caught.value.details or {})["fields"]) == [field]


def test_what_stands_still_does_not_move(world: World, alice: Actor) -> None:
    asset = world.made(alice)
    with pytest.raises(ValidationFailed):
        world.services.exports.download(alice, asset.id, effect="spin")


def test_strangers_get_nothing(world: World, alice: Actor) -> None:
    asset, bob = world.made(alice), world.person("bob")
    exports = world.services.exports
    for act in (
        lambda: exports.download(bob, asset.id), lambda: exports.package(bob, asset.id),
        lambda: exports.report(bob, asset.id), lambda: exports.download(bob, asset.id, format="avif"),
    ):
        with pytest.raises(NotFound):
            act()
