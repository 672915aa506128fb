"""Which library draws: Skia, or where it cannot be loaded `raster`, which has the part of its interface that we use.

Layouts are the same with both; pixels, speed and the finest edges are not.
"""

from __future__ import annotations

import functools
import importlib
from types import ModuleType
from typing import NamedTuple

import structlog

from studio_app.imaging.native import load_skia

log = structlog.get_logger(__name__)


class Drawing(NamedTuple):
    """`name` is `skia` or `raster`; `fault` is why Skia could not be loaded, empty when it is what draws."""

    library: ModuleType
    name: str
    fault: str = ""


@functools.cache
def drawing() -> Drawing:
    try:
        return Drawing(load_skia(), "skia")
    except (ImportError, OSError) as fault:  # OSError: the stand-ins for OpenGL cannot be written or loaded
        library = importlib.import_module("studio_app.imaging.raster")
        return Drawing(library, "raster", f"{type(fault).__name__}: {fault}")


def report_fallback() -> None:
    """Writes into the log that Skia is not what draws, and why; for every process once, at its start."""
    if fault := drawing().fault:
        log.warning("drawing.fallback", fault=fault)


def load_drawing() -> ModuleType:
    """What draws, once per process."""
    return drawing().library
