"""Writes and reads WebM files of one VP9 track, with transparency as a second stream beside every picture.

Elements and their numbers by the Matroska and WebM specifications; alpha by "VP8/VP9 alpha in WebM": the packet of the
alpha plane stands as block addition 1, and the track says AlphaMode 1.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_APP = b"Streamer Studio"
_HEADER, _SEGMENT, _INFO, _TRACKS, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
_TRACK, _VIDEO, _GROUP, _BLOCK, _DURATION = 0xAE, 0xE0, 0xA0, 0xA1, 0x4489
_ADDITIONS, _MORE, _ADDITION, _REFERENCE, _ALPHA_MODE = 0x75A1, 0xA6, 0xA5, 0xFB, 0x53C0
_WIDTH, _HEIGHT, _LASTS = 0xB0, 0xBA, 0x9B
# What the planes are (ITU-T H.273): matrix of BT.601, limited range, transfer and primaries of sRGB. Without it players
# take what is large for BT.709, and colours come out wrong.
_COLOUR = 0x55B0
_COLOURS = ((0x55B1, 6), (0x55B9, 1), (0x55BA, 13), (0x55BB, 1))
_PARENTS = {_SEGMENT, _INFO, _TRACKS, _CLUSTER, _TRACK, _VIDEO, _GROUP, _ADDITIONS, _MORE}


@dataclass(frozen=True, slots=True)
class Shot:
    """The packets of one picture and when it is shown, in milliseconds."""

    color: bytes
    alpha: bytes | None
    at: int
    duration: int


@dataclass(frozen=True, slots=True)
class Track:
    width: int
    height: int
    duration: float
    shots: tuple[Shot, ...]


def _element(number: int, body: bytes) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big") + (0x01 << 56 | len(body)).to_bytes(8, "big") + body


def _number(number: int, value: int) -> bytes:
    return _element(number, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def _group(shot: Shot, previous: Shot | None) -> bytes:
    block = _element(_BLOCK, b"\x81" + struct.pack(">hB", shot.at, 0) + shot.color)
    more = b""
    if shot.alpha is not None:
        more = _element(_ADDITIONS, _element(_MORE, _number(0xEE, 1) + _element(_ADDITION, shot.alpha)))
    reference = b"" if previous is None else _element(_REFERENCE, struct.pack(">h", previous.at - shot.at))
    return _element(_GROUP, block + more + _number(_LASTS, shot.duration) + reference)


def write(width: int, height: int, shots: Sequence[Shot]) -> bytes:
    """A WebM file; only the first picture may be a key frame. Loops are at most 32 seconds long."""
    has_alpha = shots[0].alpha is not None
    header = (
        _number(0x4286, 1) + _number(0x42F7, 1) + _number(0x42F2, 4) + _number(0x42F3, 8)
        + _element(0x4282, b"webm") + _number(0x4287, 4) + _number(0x4285, 2)
    )
    total = shots[-1].at + shots[-1].duration
    info = (
        _number(0x2AD7B1, 1_000_000) + _element(_DURATION, struct.pack(">d", total))
        + _element(0x4D80, _APP) + _element(0x5741, _APP)
    )
    video = (
        _number(_WIDTH, width) + _number(_HEIGHT, height) + (_number(_ALPHA_MODE, 1) if has_alpha else b"")
        + _element(_COLOUR, b"".join(_number(number, value) for number, value in _COLOURS))
    )
    track = (
        _number(0xD7, 1) + _number(0x73C5, 1) + _number(0x83, 1) + _number(0x9C, 0)
        + _element(0x86, b"V_VP9") + (_number(0x55EE, 1) if has_alpha else b"") + _element(_VIDEO, video)
    )
    groups = b"".join(_group(shot, shots[i - 1] if i else None) for i, shot in enumerate(shots))
    body = (
        _element(_INFO, info) + _element(_TRACKS, _element(_TRACK, track))
        + _element(_CLUSTER, _number(0xE7, 0) + groups)
    )
    return _element(_HEADER, header) + _element(_SEGMENT, body)


def _elements(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """(number, body) of every element, parents before what they hold (their body is empty here)."""
    at = start
    while at < end:
        width = 9 - data[at].bit_length()
        number = int.from_bytes(data[at : at + width], "big")
        at += width
        width = 9 - data[at].bit_length()
        size = int.from_bytes(data[at : at + width], "big") & ((1 << 7 * width) - 1)
        at += width
        if at + size > end:
            raise ValueError("a WebM element is cut off")
        if number in _PARENTS:
            yield number, b""
            yield from _elements(data, at, at + size)
        else:
            yield number, data[at : at + size]
        at += size


def read(data: bytes) -> Track:
    """The one track of a file that `write` could have written; ValueError for anything else."""
    if not data.startswith(_HEADER.to_bytes(4, "big")):
        raise ValueError("not a WebM file")
    try:
        found = list(_elements(data, 0, len(data)))
        told = {number: body for number, body in found if number in (_WIDTH, _HEIGHT, _DURATION)}
        (duration,) = struct.unpack(">d", told[_DURATION])
        width, height = (int.from_bytes(told[number], "big") for number in (_WIDTH, _HEIGHT))
        return Track(width, height, duration, tuple(_shots(found)))
    except (LookupError, struct.error) as fault:
        raise ValueError("a WebM element is missing") from fault


def _shots(found: list[tuple[int, bytes]]) -> Iterator[Shot]:
    starts = [i for i, (number, _) in enumerate(found) if number == _GROUP]
    for start, end in zip(starts, [*starts[1:], len(found)], strict=True):
        group = dict(found[start:end])
        block = group[_BLOCK]
        (at,) = struct.unpack(">h", block[1:3])
        yield Shot(block[4:], group.get(_ADDITION), at, int.from_bytes(group[_LASTS], "big"))
