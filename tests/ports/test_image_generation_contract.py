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
from studio_app.ports.image_generation import ImageGenerator
from tests.ports.plate_requests import plate_request
from tests.vendors.gemini_server import KEY, GeminiServer

Make = Callable[[pytest.FixtureRequest], ImageGenerator]


def _gemini(request: pytest.FixtureRequest) -> ImageGenerator:
    server: GeminiServer = request.getfixturevalue("gemini")
    return GeminiImages(KEY, "gemini-nano-banana-2.1", server.url)


def _local(request: pytest.FixtureRequest) -> ImageGenerator:
    return LocalImages()


GENERATORS: dict[str, Make] = {"gemini": _gemini, "local": _local}
OPAQUE = [name for name, asset_type in ASSET_TYPES.items() if not asset_type.alpha]


@pytest.fixture(params=list(GENERATORS.values()), ids=list(GENERATORS))
def generator(request: pytest.FixtureRequest) -> ImageGenerator:
    make: Make = request.param
    return make(request)


@pytest.mark.parametrize("asset_type", OPAQUE)
def test_plate_is_a_picture_that_covers_its_asset(generator: ImageGenerator, asset_type: str) -> None:
    plate = generator.paint(plate_request(asset_type))
    target = ASSET_TYPES[asset_type]
    with Image.open(io.BytesIO(plate.data)) as image:
        image.load()
        kept = (image.width / image.height) / target.ratio
        assert image.width >= target.width
        assert image.height >= target.height
    assert min(kept, 1 / kept) > 0.95


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


def test_four_threads_get_what_one_thread_gets(generator: ImageGenerator) -> None:
    requests = [plate_request(seed=seed) for seed in range(4)]
    alone = [generator.paint(request).data for request in requests]
    with ThreadPoolExecutor(4) as threads:
        together = [plate.data for plate in threads.map(generator.paint, requests)]
    assert together == alone
