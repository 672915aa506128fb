"""Where Skia cannot be loaded everything is drawn all the same: the same layout, nearly the same pixels, a warning."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.imaging.raster.without_skia import drawn

ROOT = Path(__file__).resolve().parents[3]
BROKEN = "raise ImportError('libexpat.so.1: cannot open shared object file: No such file or directory')"
Run = Callable[..., str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs Python where importing Skia fails; returns what it printed."""
    lacking = tmp_path_factory.mktemp("lacking")
    (lacking / "skia.py").write_text(BROKEN)

    def python(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": f"{lacking}{os.pathsep}{ROOT}"}
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True,
                              timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return python


def test_layouts_are_the_same_and_pixels_nearly(run: Run, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "raster", tmp_path / "skia"
    ours.mkdir()
    theirs.mkdir()
    records = [json.loads(line) for line in run("-m", "tests.imaging.raster.without_skia", str(ours)).splitlines()]
    assert {record["renderer"] for record in records} == {"raster"}
    expected = list(drawn(theirs))
    assert len(records) == len(expected) >= 40
    far = []
    for found, wanted in zip(records, expected, strict=True):
        _same_places(found, wanted)
        first, second = (np.asarray(Image.open(folder / f"{found['name']}.png").convert("RGBA").convert("RGBa"), int)
                         for folder in (ours, theirs))
        mean = float(np.abs(first - second).mean())
        assert mean < 6, (found["name"], mean)
        far.append(mean)
    assert np.median(far) < 1.2


def _same_places(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert found["lines"] == wanted["lines"], found["name"]
    for kind in ("boxes", "runs"):
        assert found[kind].keys() == wanted[kind].keys()
        for name, area in found[kind].items():
            assert area == pytest.approx(wanted[kind][name], abs=0.01), (found["name"], name)


HEALTH = """
import asyncio, json, types
from studio_app.api.health import HealthCheck
answers = types.SimpleNamespace(check=lambda: True)
services = types.SimpleNamespace(uow=answers, queue=answers, storage=answers,
    painter=types.SimpleNamespace(provider="local"), settings=types.SimpleNamespace(version="1"))
print(asyncio.run(HealthCheck(services).answer()).decode().splitlines()[-1])
"""


def test_health_warns_and_says_no_more_than_it_must(run: Run) -> None:
    answer = json.loads(run("-c", HEALTH).splitlines()[-1])
    assert answer["status"] == "ok" and answer["dependencies_status"]["renderer"] == "raster"
    (warning,) = answer["warnings"]
    assert "several times as long" in warning and "make run" in warning and "libexpat" not in warning


def test_two_processes_draw_the_same_pixels(run: Run) -> None:
    code = ("import hashlib; from tests.imaging.conftest import make; from studio_app.imaging.engine import draw; "
            "print(hashlib.sha256(draw(make(), 640)[0].tobytes()).hexdigest())")
    assert run("-c", code) == run("-c", code) != ""


@pytest.mark.parametrize("fault", ["ImportError('libexpat.so.1')", "OSError(30, 'Read-only file system')"])
def test_why_skia_could_not_be_loaded_stands_in_the_log(run: Run, fault: str) -> None:
    """Also when the stand-ins for OpenGL cannot be written."""
    code = f"""
import studio_app.imaging.native as native
def load(): raise {fault}
native.load_skia = load
from studio_app.imaging.drawing import drawing, report_fallback
report_fallback()
print(drawing().name)
"""
    said, name = run("-c", code).strip().rsplit("\n", 1)
    assert name == "raster" and "drawing.fallback" in said and fault.split("'")[1] in said
