"""Content Credentials: read back by the C2PA library itself, broken by any change, and free of any network."""

from __future__ import annotations

import io
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from c2pa import Reader
from PIL import Image

from studio_app.adapters.local.signing import FILE_NAME, own_signing
from studio_app.imaging.credentials import Signable, Signing, sign
from studio_app.imaging.provenance import VOCABULARY, Provenance, read_provenance, source_type, with_provenance

FORMATS: tuple[Signable, ...] = ("png", "jpeg", "webp", "avif", "gif")
TOLD = Provenance("urn:uuid:7", source_type(True), "Streamer Studio", "a-model")


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Signing:
    return own_signing(tmp_path_factory.mktemp("identity"))


def file(format: str) -> bytes:
    noise = np.random.default_rng(1).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, format.upper())
    return out.getvalue()


def read(data: bytes, format: str) -> dict[str, Any]:
    with Reader(f"image/{format}", io.BytesIO(data)) as reader:
        found: dict[str, Any] = json.loads(reader.json())
    return found


@pytest.mark.parametrize("format", FORMATS)
def test_the_seal_says_what_made_it_and_the_pixels_stay(format: Signable, signing: Signing) -> None:
    plain = with_provenance(file(format), format, TOLD)
    sealed = sign(plain, format, TOLD, signing)
    found = read(sealed, format)
    assert found["validation_state"] == "Valid"
    claim = found["manifests"][found["active_manifest"]]
    (action,) = next(a for a in claim["assertions"] if a["label"].startswith("c2pa.actions"))["data"]["actions"]
    assert action["digitalSourceType"] == VOCABULARY + "compositeWithTrainedAlgorithmicMedia"
    assert claim["claim_generator_info"][0]["name"] == "Streamer Studio" and claim["title"] == "urn:uuid:7"
    assert read_provenance(sealed) == TOLD
    before, after = (Image.open(io.BytesIO(data)).convert("RGB").tobytes() for data in (plain, sealed))
    assert before == after
    assert len(sealed) - len(plain) < 20_000


def test_a_changed_file_no_longer_holds(signing: Signing) -> None:
    sealed = bytearray(sign(file("jpeg"), "jpeg", TOLD, signing))
    sealed[-40] ^= 1
    found = read(bytes(sealed), "jpeg")
    assert found["validation_state"] == "Invalid"
    assert "assertion.dataHash.mismatch" in {note["code"] for note in found["validation_status"]}


def test_a_moving_file_keeps_every_frame(signing: Signing) -> None:
    frames = [Image.new("RGBA", (28, 28), (40 * i, 10, 200, 255)) for i in range(4)]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:], duration=50)
    moving = Image.open(io.BytesIO(sign(out.getvalue(), "png", TOLD, signing)))
    assert getattr(moving, "n_frames", 1) == 4
    for number, frame in enumerate(frames):
        moving.seek(number)
        assert moving.convert("RGBA").tobytes() == frame.tobytes()


@pytest.mark.parametrize("wrong", [Signing(b"no chain", b"no key"), None])
def test_what_cannot_be_signed_is_told(wrong: Signing | None, signing: Signing) -> None:
    data = file("png") if wrong else b"no picture"
    with pytest.raises(ValueError, match="not signed"):
        sign(data, "png", TOLD, wrong or signing)


def test_an_installation_keeps_one_identity_for_its_eyes_only(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(own_signing, [tmp_path] * 16))
    assert len(found) == 1 and own_signing(tmp_path) in found
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert "PRIVATE" not in repr(found)
