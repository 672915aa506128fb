"""Loads Skia, also on machines without OpenGL, which its library links although raster drawing never calls it."""

from __future__ import annotations

import ctypes
import functools
import importlib
import importlib.util
import tempfile
from pathlib import Path
from types import ModuleType

from studio_app.imaging.elf import shared_object, undefined_symbols

# Which stub carries which symbols does not matter to the linker; both get all of them.
STUBBED = ("libEGL.so.1", "libGL.so.1")


def stub_libraries(skia_library: Path) -> dict[str, bytes]:
    """Stand-ins for the OpenGL libraries that export every `egl*` and `gl*` symbol Skia's own library needs."""
    machine, wanted = undefined_symbols(skia_library)
    names = sorted(name for name in wanted if name.startswith(("egl", "gl")))
    return {soname: shared_object(soname, names, machine) for soname in STUBBED}


def preload_stubs() -> None:
    """Puts the stubs in the process under the names the real libraries have, so that the linker asks no further."""
    spec = importlib.util.find_spec("skia")
    if spec is None or spec.origin is None:
        raise ImportError("skia-python is not installed")
    with tempfile.TemporaryDirectory(prefix="studio-gl-") as folder:
        for soname, data in stub_libraries(Path(spec.origin)).items():
            path = Path(folder) / soname
            path.write_bytes(data)
            ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)


@functools.cache
def load_skia() -> ModuleType:
    """The `skia` module; raises ImportError when it is missing or needs something other than OpenGL."""
    try:
        return importlib.import_module("skia")
    except ImportError as fault:
        if not any(name in str(fault) for name in STUBBED):
            raise
    preload_stubs()
    return importlib.import_module("skia")
