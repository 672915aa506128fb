"""Skia loads without OpenGL, icons parse, fonts are complete, the local adapter keeps its port."""

from __future__ import annotations

import importlib.util
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from studio_app.adapters.local.images import LocalImages
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.fonts import FONTS
from studio_app.imaging import fonts, icons
from studio_app.imaging.elf import NotElf64, shared_object, undefined_symbols
from studio_app.imaging.engine import TEMPLATE_VERSION, working_size
from studio_app.imaging.native import STUBBED, stub_libraries
from studio_app.ports.image_generation import ImageGenerator, PlateRequest
from tests.imaging.conftest import ALL, make

ROOT = Path(__file__).resolve().parents[2]
DRAWS = (
    "from studio_app.imaging.native import load_skia; s = load_skia().Surface(8, 8); "
    "s.getCanvas().clear(0xffff0000); print(s.toarray()[4, 4].tolist())"
)


def skia_library() -> Path:
    spec = importlib.util.find_spec("skia")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin)


def run(code: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        check=False,
    )


def test_the_stubs_satisfy_skia() -> None:
    code = f"""
import studio_app.imaging.native as native, ctypes
native.preload_stubs()
{DRAWS}
maps = open('/proc/self/maps').read()
print('real' if '/libGL.so.1.' in maps else 'stub')
print(ctypes.CDLL('libGL.so.1').glFlush(), ctypes.CDLL('libEGL.so.1').eglGetCurrentDisplay())
"""
    done = run(code)
    assert done.stdout.split("\n")[:3] == ["[0, 0, 255, 255]", "stub", "0 0"], done.stderr


def test_skia_loads_where_the_libraries_are_missing(tmp_path: Path) -> None:
    """With unusable files before the real libraries."""
    for name in STUBBED:
        (tmp_path / name).touch()
    lacking = {"LD_LIBRARY_PATH": str(tmp_path)}
    assert any(name in run("import skia", lacking).stderr for name in STUBBED)
    done = run(DRAWS, lacking)
    assert done.stdout.strip() == "[0, 0, 255, 255]", done.stderr


def test_without_another_library_our_own_renderer_draws(tmp_path: Path) -> None:
    (tmp_path / "libexpat.so.1").touch()
    done = run("from studio_app.imaging.drawing import drawing; print(drawing().name, drawing().fault)",
               {"LD_LIBRARY_PATH": str(tmp_path)})
    assert done.stdout.startswith("raster ImportError: ") and "libexpat.so.1" in done.stdout, done.stderr


def test_stub_libraries_carry_every_missing_symbol(tmp_path: Path) -> None:
    _, wanted = undefined_symbols(skia_library())
    needed = {name for name in wanted if name.startswith(("gl", "egl"))}
    assert {"glFlush", "eglGetProcAddress"} <= needed
    for soname, data in stub_libraries(skia_library()).items():
        assert soname.encode() in data
        assert all(name.encode() + b"\0" in data for name in needed)


def test_arm_stubs_differ_only_in_machine_and_code() -> None:
    intel, arm = (shared_object("libGL.so.1", ["glFlush"], machine) for machine in (0x3E, 0xB7))
    assert len(intel) == len(arm) and intel[18] == 0x3E and arm[18] == 0xB7
    with pytest.raises(NotElf64):
        shared_object("libGL.so.1", [], 0x08)


def test_a_text_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello")
    with pytest.raises(NotElf64):
        undefined_symbols(tmp_path / "x")


def test_every_catalogue_font_is_vendored_with_its_licence() -> None:
    for font in FONTS.values():
        for file in (font.headline_file, font.body_file):
            assert (fonts.FOLDER / file).exists(), file
            assert f"{font.family}/headline" in fonts.faces().typefaces
    licences = list((fonts.FOLDER / "licences").glob("*.txt"))
    assert len(licences) >= len({font.headline_file.split("_")[0] for font in FONTS.values()})
    assert sum(path.stat().st_size for path in fonts.FOLDER.rglob("*") if path.is_file()) < 32_000_000


def test_icons_fit_their_unit_box_and_holes_are_filled() -> None:
    for name in icons.names():
        bounds = icons.motif(name).computeTightBounds()
        assert max(bounds.width(), bounds.height()) == pytest.approx(1, abs=0.01)
        assert abs(bounds.centerX()) < 0.01 and abs(bounds.centerY()) < 0.01
    assert not icons.motif("crosshair").contains(0.2, 0.0)
    assert icons.silhouette("crosshair").contains(0.2, 0.0)
    assert icons.motif("no such motif").getBounds() == icons.motif("gamepad").getBounds()
    assert sum(path.stat().st_size for path in icons.FOLDER.iterdir()) < 300_000


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2 3 4", [("M", (1, 2)), ("L", (3, 4))]),
        ("m1-2.5.5z", [("m", (1, -2.5))]),
        ("a1 1 0 0110 5", [("a", (1, 1, 0, 0, 1, 10, 5))]),
        ("h5v-3Z", [("h", (5,)), ("v", (-3,)), ("Z", ())]),
    ],
)
def test_path_data(data: str, expected: list[tuple[str, tuple[float, ...]]]) -> None:
    assert list(icons.commands(data))[: len(expected)] == expected


def test_local_images_paints_the_plate_at_full_size() -> None:
    painter: ImageGenerator = LocalImages()
    assert (painter.provider, painter.model) == ("local", "studio-renderer")
    for style, asset_type in ALL[:2]:
        plate = painter.paint(PlateRequest("", make(style, asset_type), 1))
        image = Image.open(io.BytesIO(plate.data))
        assert image.format == "PNG" and image.size == working_size(ASSET_TYPES[asset_type])
        assert plate.parameters == {"template_version": TEMPLATE_VERSION, "style": style, "renderer": "skia"}
        assert (plate.provider, plate.model, plate.seed) == ("local", "studio-renderer", 1)
