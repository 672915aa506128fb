"""A corpus of hostile files: all refused in time, within memory, with a sentence; only pixels ever get through."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

from PIL import Image

from studio_app.imaging.decode import decode
from tests.imaging.hostile import chunk, saved

ROOT = Path(__file__).resolve().parents[2]
MEASURE = """
import json, resource, sys, time
from studio_app.core.errors import StudioError
from studio_app.imaging.decode import decode
from tests.imaging.hostile import corpus
files = corpus()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = {}
for name, data in files.items():
    began = time.process_time()
    try:
        decode(data)
        outcome = "accepted"
    except StudioError as fault:
        outcome = fault.code
        assert fault.message.endswith(".") and "Error" not in fault.message, fault.message
    found[name] = (outcome, time.process_time() - began)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps({"found": found, "grown": grown}))
"""


def test_every_hostile_file_is_refused_in_time_and_within_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
        env={"PYTHONPATH": str(ROOT)},
    )
    measured = json.loads(done.stdout)
    assert len(measured["found"]) >= 60
    accepted = [name for name, (outcome, _) in measured["found"].items() if outcome == "accepted"]
    assert accepted == []
    assert {outcome for outcome, _ in measured["found"].values()} <= {"IMAGE_REJECTED", "PAYLOAD_TOO_LARGE"}
    # Processor time of the whole process, so that a busy machine does not fail it.
    assert max(seconds for _, seconds in measured["found"].values()) < 2
    assert measured["grown"] < 200_000  # kilobytes


def test_what_rides_along_is_left_behind() -> None:
    """Polyglots that are real pictures: the picture is taken, the passenger is not."""
    page = b"<script>alert(1)</script>"
    exif = Image.Exif()
    exif[0x010E], exif[0x8825] = "SECRET", {1: "N", 2: (52.0, 31.0, 0.0)}
    passengers = {
        "png": saved("PNG") + page,
        "text": saved("PNG")[:33] + chunk(b"tEXt", b"Comment\0" + page) + saved("PNG")[33:],
        "jpeg": saved("JPEG", comment=page, exif=exif) + b"PK\x03\x04" + page,
        "webp": saved("WEBP", exif=exif),
    }
    for data in passengers.values():
        image = decode(data)
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        assert image.info == {} and page not in buffer.getvalue() and b"SECRET" not in buffer.getvalue()
        assert not Image.open(io.BytesIO(buffer.getvalue())).getexif()
