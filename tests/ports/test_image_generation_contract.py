"""What every ImageGenerator promises, run on each of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from studio_app.adapters.gemini.images import GeminiImages
from studio_app.adapters.local.images import LocalImages
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.imaging.decode import decode
from studio_app.imaging.keying.cutting import cut_out
from studio_app.imaging.keying.keys import choose_key
from studio_app.ports.image_generation import REFERENCE_ROLES, ImageGenerator, Reference, Turn
from tests.ports.plate_requests import KIT, plate_request, turn
from tests.vendors.gemini_server import KEY, GeminiServer

Make = Callable[[pytest.FixtureRequest], ImageGenerator]


def _gemini(request: pytest.FixtureRequest) -> ImageGenerator:
    server: GeminiServer = request.getfixturevalue("gemini")
    return GeminiImages(KEY, "gemini-nano-banana-2.1", server.url)


def _local(request: pytest.FixtureRequest) -> ImageGenerator:
    return LocalImages()


GENERATORS: dict[str, Make] = {"gemini": _gemini, "local": _local}
_OPAQUE = [asset_type for asset_type in ASSET_TYPES.values() if not asset_type.alpha]
# The canonical ones and the extremes: widest, tallest, largest, smallest.
OPAQUE = {
    "thumbnail", "banner", "story_graphic", "clip_cover",
    *(choose(_OPAQUE, key=lambda t: t.ratio).id for choose in (min, max)),
    *(choose(_OPAQUE, key=lambda t: t.width * t.height).id for choose in (min, max)),
}
ALPHA = ("overlay", "twitch_alert", "twitch_label_bar")


@pytest.fixture(params=list(GENERATORS.values()), ids=list(GENERATORS))
def generator(request: pytest.FixtureRequest) -> ImageGenerator:
    make: Make = request.param
    return make(request)


@pytest.mark.parametrize("asset_type", sorted(OPAQUE))
def test_plate_is_a_picture_that_covers_its_asset(generator: ImageGenerator, asset_type: str) -> None:
    plate = generator.paint(plate_request(asset_type))
    target = ASSET_TYPES[asset_type]
    with Image.open(io.BytesIO(plate.data)) as image:
        image.load()
        kept = (image.width / image.height) / target.ratio
        assert image.width >= target.width
        assert image.height >= target.height
    # What is lost by cropping the nearest shape that a model offers to the widest banner.
    assert min(kept, 1 / kept) > 0.7


def test_plate_says_who_painted_it(generator: ImageGenerator) -> None:
    plate = generator.paint(plate_request(seed=11))
    assert plate.provider == generator.provider != ""
    assert plate.model == generator.model != ""
    assert plate.seed in (11, None)


def test_request_is_not_changed_and_can_be_used_again(generator: ImageGenerator) -> None:
    request = plate_request()
    first, second = generator.paint(request), generator.paint(request)
    assert request == plate_request()
    assert first.data == second.data


def test_other_seed_gives_another_plate(generator: ImageGenerator) -> None:
    assert generator.paint(plate_request(seed=1)).data != generator.paint(plate_request(seed=2)).data


@pytest.mark.parametrize("asset_type", ALPHA)
def test_plate_with_alpha_is_transparent_once_its_key_is_cut(generator: ImageGenerator, asset_type: str) -> None:
    key = choose_key(KIT.colors)
    plate = generator.paint(plate_request(asset_type, key=key))
    image = decode(plate.data, max_bytes=60_000_000)
    assert plate.key in (None, key)
    if plate.key is not None:
        image = cut_out(image, plate.key).image
    least, most = image.convert("RGBA").getchannel("A").getextrema()
    assert (least, most) == (0, 255)


def test_opaque_plate_without_a_key_has_nothing_to_cut(generator: ImageGenerator) -> None:
    assert generator.paint(plate_request("clip_cover")).key is None


def test_changed_plate_keeps_its_geometry(generator: ImageGenerator) -> None:
    first = generator.paint(plate_request("story_graphic"))
    mime_type = Image.MIME[str(Image.open(io.BytesIO(first.data)).format)]
    changed = generator.paint(
        plate_request("story_graphic", "only warmer light", turns=(Turn("A neon arcade", first.data, mime_type),))
    )
    with Image.open(io.BytesIO(first.data)) as before, Image.open(io.BytesIO(changed.data)) as after:
        assert before.size == after.size


def test_references_in_every_role_are_taken(generator: ImageGenerator) -> None:
    references = tuple(Reference(role, turn(size=(64, 64)).image, "image/png") for role in REFERENCE_ROLES)
    assert generator.paint(plate_request(references=references)).data


def test_four_threads_get_what_one_thread_gets(generator: ImageGenerator) -> None:
    requests = [plate_request(seed=seed) for seed in range(4)]
    alone = [generator.paint(request).data for request in requests]
    with ThreadPoolExecutor(4) as threads:
        together = [plate.data for plate in threads.map(generator.paint, requests)]
    assert together == alone
