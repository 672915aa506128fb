"""Sixty assets of one kit: each keeps its colours exactly where the layout says, and reads as the same brand."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from statistics import mean

from scripts.drift import LEAST_SCORE, MOST_DRIFT, measured, plot, sixty
from studio_app.imaging.engine import draw
from tests.conftest import ROOT


def test_sixty_assets_of_one_kit_keep_its_colours_and_its_voice() -> None:
    found = list(measured(sixty()))
    for drift in found:
        assert drift.exact and drift.worst < MOST_DRIFT, drift
        assert drift.score >= LEAST_SCORE, drift
    assert len(found) == 60 and mean(drift.score for drift in found) >= 90
    assert plot(found).size == (1280, 560)


GOLDEN = """
import hashlib, json
from scripts.drift import sixty
from studio_app.imaging.engine import draw
print(json.dumps([hashlib.sha256(draw(brief, width=256)[0].tobytes()).hexdigest() for brief in sixty()[::6]]))
"""


def test_the_same_scene_is_the_same_pixels_in_two_processes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GOLDEN], cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "5"},
        capture_output=True, text=True, check=True, timeout=120,
    )
    here = [hashlib.sha256(draw(brief, width=256)[0].tobytes()).hexdigest() for brief in sixty()[::6]]
    assert json.loads(done.stdout) == here
