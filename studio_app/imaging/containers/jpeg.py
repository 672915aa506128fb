"""The segments of a JPEG file (ITU-T T.81, annex B) and the XMP segment among them (XMP specification, part 3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_START, _SCAN, _APP0, _APP1, _APP14, _COMMENT = b"\xff\xd8", 0xDA, 0xE0, 0xE1, 0xEE, 0xFE
_APPLICATION = range(0xE0, 0xF0)
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
MOST = 65_533 - len(_XMP)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, body) of every segment before the scan, then (scan marker, everything that is left)."""
    if not data.startswith(_START):
        raise ValueError("not a JPEG")
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ValueError("a marker is missing")
        marker = data[at + 1]
        if marker == _SCAN:
            yield marker, data[at:]
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2 or at + 2 + length > len(data):
            raise ValueError("a segment is cut off")
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length
    raise ValueError("no picture")


def _segment(marker: int, body: bytes) -> bytes:
    return body if marker == _SCAN else struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _is_xmp(marker: int, body: bytes) -> bool:
    return marker == _APP1 and body.startswith(_XMP)


def embed(data: bytes, xmp: bytes) -> bytes:
    """`xmp` (at most 65 504 bytes) right behind the JFIF header."""
    if len(xmp) > MOST:
        raise ValueError("the packet is too long for one segment")
    parts = [part for part in _segments(data) if not _is_xmp(*part)]
    at = 1 if parts[0][0] == _APP0 else 0
    parts.insert(at, (_APP1, _XMP + xmp))
    return _START + b"".join(_segment(*part) for part in parts)


def extract(data: bytes) -> bytes | None:
    return next((body[len(_XMP) :] for marker, body in _segments(data) if _is_xmp(marker, body)), None)


def strip(data: bytes) -> bytes:
    """Keeps of the application segments only those that say how to decode: JFIF and Adobe's colour transform."""
    kept = (
        (marker, body) for marker, body in _segments(data)
        if (marker not in _APPLICATION and marker != _COMMENT) or marker in (_APP0, _APP14)
    )
    return _START + b"".join(_segment(*part) for part in kept)
