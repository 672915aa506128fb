"""The container of an animated GIF (GIF89a): every frame holds only what changes, and is cleared away only if it must.

Pillow writes single pictures well, but loses frames that are empty or equal; so its compressed pictures are set into
frames here.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import numpy as np
from PIL import Image

_KEEP, _TO_BACKGROUND = 1, 2
_LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
_HEAD = 13  # signature and screen descriptor


def _compressed(indices: np.ndarray) -> bytes:
    """The LZW data of one picture, from its code size to its last, empty block."""
    buffer = io.BytesIO()
    # As grey levels, because Pillow renumbers palettes.
    Image.fromarray(np.ascontiguousarray(indices), "L").save(buffer, "GIF", optimize=False, interlace=0)
    data = buffer.getvalue()
    at = _HEAD + (3 << (data[10] & 7) + 1)
    while data[at : at + 1] == b"\x21":  # an extension: skip its blocks
        at += 2
        while data[at]:
            at += 1 + data[at]
        at += 1
    local = data[at + 9]
    at += 10 + ((3 << (local & 7) + 1) if local & 0x80 else 0)
    return data[at:-1]


def _bounds(changed: np.ndarray) -> tuple[int, int, int, int]:
    """(left, top, width, height) of what is true; a single pixel when nothing is."""
    rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
    if not len(rows):
        return 0, 0, 1, 1
    return (
        int(columns[0]), int(rows[0]), int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1,
    )


def write(pictures: Sequence[np.ndarray], durations: Sequence[int], table: bytes, clear: int) -> bytes:
    """A loop of `pictures` (palette indices, all of one shape); durations in milliseconds, `table` 256 colours."""
    height, width = pictures[0].shape
    parts = [b"GIF89a", struct.pack("<HHBBB", width, height, 0xF7, 0, 0), table, _LOOP]
    shown = np.full_like(pictures[0], clear)
    for i, (now, duration) in enumerate(zip(pictures, durations, strict=True)):
        after = pictures[(i + 1) % len(pictures)]
        vanishing = (now != clear) & (after == clear)
        disposal = _TO_BACKGROUND if vanishing.any() else _KEEP
        left, top, wide, tall = _bounds((now != shown) | vanishing)
        window = np.s_[top : top + tall, left : left + wide]
        patch = np.where(now[window] != shown[window], now[window], clear).astype(np.uint8)
        parts.append(struct.pack("<BBBBHBB", 0x21, 0xF9, 4, disposal << 2 | 1, duration // 10, clear, 0))
        parts.append(struct.pack("<BHHHHB", 0x2C, left, top, wide, tall, 0) + _compressed(patch))
        shown = now.copy()
        if disposal == _TO_BACKGROUND:
            shown[window] = clear
    return b"".join([*parts, b"\x3b"])
