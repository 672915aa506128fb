"""The blocks of a GIF file (GIF89a) and the XMP block among them (XMP specification, part 3)."""

from __future__ import annotations

from collections.abc import Iterator

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_APPLICATION, _COMMENT, _PLAIN_TEXT = 0xFF, 0xFE, 0x01
_XMP = b"\x21\xff\x0bXMP DataXMP"
# Read as blocks, the packet's letters would be lengths; wherever they lead, this leads to the end.
_MAGIC = b"\x01" + bytes(range(0xFF, -1, -1)) + b"\x00"
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def _table(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _blocks(data: bytes) -> Iterator[bytes]:
    """The header with its colours, then every extension and image, then the trailer."""
    at = 13 + _table(data[10])
    yield data[:at]
    while data[at] != _TRAILER:
        start = at
        if data.startswith(_XMP, at):
            at = data.index(_MAGIC, at) + len(_MAGIC)
        elif data[at] == _EXTENSION:
            at = _after_blocks(data, at + 2)
        elif data[at] == _IMAGE:
            at = _after_blocks(data, at + 11 + _table(data[at + 9]))
        else:
            raise ValueError("unknown block")
        yield data[start:at]
    yield data[at : at + 1]


def _parts(data: bytes) -> list[bytes]:
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        raise ValueError("not a GIF")
    try:
        return list(_blocks(data))
    except IndexError as fault:
        raise ValueError("a block is cut off") from fault


def embed(data: bytes, xmp: bytes) -> bytes:
    """`xmp` at the end, before the trailer, where no player stumbles over it."""
    *parts, trailer = (part for part in _parts(data) if not part.startswith(_XMP))
    return b"".join([b"GIF89a", parts[0][6:], *parts[1:], _XMP, xmp, _MAGIC, trailer])


def extract(data: bytes) -> bytes | None:
    found = (part for part in _parts(data) if part.startswith(_XMP))
    return next((part[len(_XMP) : -len(_MAGIC)] for part in found), None)


def strip(data: bytes) -> bytes:
    """Without comments and without application blocks other than the one that makes it loop."""
    return b"".join(part for part in _parts(data) if not _told(part))


def _told(part: bytes) -> bool:
    if part[0] != _EXTENSION:
        return False
    return part[1] in (_COMMENT, _PLAIN_TEXT) or (part[1] == _APPLICATION and part[3:14] not in _LOOPS)
