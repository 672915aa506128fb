"""The same picture has the same score, whatever file it is in and whichever process looks."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from studio_app.imaging.score.report import Score
from studio_app.imaging.score.scorer import SCORE_VERSION, score
from tests.imaging.score import pictures

ROOT = Path(__file__).resolve().parents[3]


def encoded(image: Image.Image, form: str, **options: object) -> Image.Image:
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, form, **options)
    return Image.open(buffer)


def described() -> PngInfo:
    info = PngInfo()
    info.add_text("Comment", "seen twice")
    return info


@pytest.mark.parametrize(
    ("form", "options"), [("JPEG", {"quality": 85}), ("PNG", {"pnginfo": described()}), ("WEBP", {"quality": 80})]
)
def test_encoding_hardly_matters(good: Score, form: str, options: dict[str, object]) -> None:
    subject = pictures.good()
    again = score(replace(subject, image=encoded(subject.image, form, **options)))
    assert abs(again.total - good.total) <= 2
    for part in again.parts:
        before = good.part(part.name)
        assert before is not None and abs(part.score - before.score) <= 4, part.name
    if form == "PNG":
        assert again == good


def test_a_weak_thumbnail_is_as_stable() -> None:
    subject = pictures.sized(0.4)
    again = score(replace(subject, image=encoded(subject.image, "JPEG", quality=85)))
    assert abs(again.total - score(subject).total) <= 2


def test_an_export_at_twice_the_size_scores_the_same(good: Score) -> None:
    subject = pictures.good()
    large = subject.image.resize((2560, 1440), Image.Resampling.LANCZOS)
    assert abs(score(replace(subject, image=large)).total - good.total) <= 2


def test_twice_in_one_process(good: Score) -> None:
    assert score(pictures.good()) == good
    assert good.version == SCORE_VERSION


def weak() -> str:
    return json.dumps(score(pictures.no_face()).to_dict(), sort_keys=True)


def test_in_another_process() -> None:
    code = "from tests.imaging.score.test_invariance import weak; print(weak())"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True, timeout=120,
    )
    assert run.stdout.strip() == weak()


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(KeyError):
        score(replace(pictures.good(), asset_type="poster"))


def test_an_alias_means_the_same_type(good: Score) -> None:
    assert score(replace(pictures.good(), asset_type="youtube_thumbnail")) == good
