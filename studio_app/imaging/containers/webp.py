"""The chunks of a WebP file (RIFF; "WebP container specification")."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_ICC, _ALPHA, _EXIF, _XMP, _MOVING = 0x20, 0x10, 0x08, 0x04, 0x02
_TOLD = {b"ICCP", b"EXIF", b"XMP ", b"C2PA"}
_EXTENDED, _LOSSY, _LOSSLESS = b"VP8X", b"VP8 ", b"VP8L"
Parts = list[tuple[bytes, bytes]]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("not a WebP")
    at = 12
    while at + 8 <= len(data):
        kind, (length,) = data[at : at + 4], struct.unpack_from("<I", data, at + 4)
        if at + 8 + length > len(data):
            raise ValueError("a chunk is cut off")
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _joined(parts: Parts) -> bytes:
    body = b"".join(kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2) for kind, body in parts)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _simple_facts(kind: bytes, body: bytes) -> tuple[int, int, bool]:
    """(width, height, has alpha) of a file that is one bitstream."""
    if kind == _LOSSY:
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF, False
    if kind != _LOSSLESS:
        raise ValueError("no picture")
    (bits,) = struct.unpack_from("<I", body, 1)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1)


def _header(flags: int, width: int, height: int) -> tuple[bytes, bytes]:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _EXTENDED, struct.pack("<I", flags) + sides


def _parts(data: bytes) -> Parts:
    parts = list(_chunks(data))
    if not parts:
        raise ValueError("no picture")
    return parts


def embed(data: bytes, xmp: bytes) -> bytes:
    """A simple file becomes an extended one; the bitstream stays as it is."""
    parts = [(kind, body) for kind, body in _parts(data) if kind != b"XMP "]
    if parts[0][0] == _EXTENDED:
        flags = struct.unpack("<I", parts[0][1][:4])[0] | _XMP
        parts[0] = _EXTENDED, struct.pack("<I", flags) + parts[0][1][4:]
    else:
        width, height, alpha = _simple_facts(*parts[0])
        parts.insert(0, _header(_XMP | (_ALPHA if alpha else 0), width, height))
    return _joined([*parts, (b"XMP ", xmp)])


def extract(data: bytes) -> bytes | None:
    return next((body for kind, body in _chunks(data) if kind == b"XMP "), None)


def strip(data: bytes) -> bytes:
    """What is left of an extended file that needs no extension becomes a simple one."""
    parts = [(kind, body) for kind, body in _parts(data) if kind not in _TOLD]
    if parts[0][0] == _EXTENDED and len(parts) == 2:
        parts = parts[1:]
    elif parts[0][0] == _EXTENDED:
        flags = struct.unpack("<I", parts[0][1][:4])[0] & (_ALPHA | _MOVING)
        parts[0] = _EXTENDED, struct.pack("<I", flags) + parts[0][1][4:]
    return _joined(parts)
