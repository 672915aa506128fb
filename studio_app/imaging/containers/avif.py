"""The boxes of an AVIF file (ISO/IEC 14496-12 and 23008-12), as far as libavif writes them for one picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_XMP_TYPE = b"application/rdf+xml"
_TOLD = (b"mime", b"Exif", b"uri ")
# Offsets and lengths of four bytes, no base and no index.
_PLAIN_OFFSETS = b"\x44\x00"
Boxes = list[tuple[bytes, bytes]]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if length < 8 or at + length > len(data):
            raise ValueError("a box is cut off")
        yield kind, data[at + 8 : at + length]
        at += length


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing in the file: its entry in the list of items, and where its bytes stand."""

    number: int
    entry: bytes
    offset: int
    length: int

    @property
    def kind(self) -> bytes:
        return self.entry[8:12]

    @property
    def is_xmp(self) -> bool:
        return self.kind == b"mime" and _XMP_TYPE in self.entry


@dataclass(slots=True)
class _File:
    """`meta_length` and the offsets of `items` are those of the bytes that were read."""

    head: bytes
    meta_length: int
    boxes: Boxes
    primary: int
    items: list[_Item]
    references: Boxes
    tail: bytes

    def _meta(self, shift: int) -> bytes:
        """The meta box when every item's bytes stand `shift` further on."""
        count = struct.pack(">H", len(self.items))
        located = (struct.pack(">HHHII", i.number, 0, 1, i.offset + shift, i.length) for i in self.items)
        made = {
            b"iloc": bytes(4) + _PLAIN_OFFSETS + count + b"".join(located),
            b"iinf": bytes(4) + count + b"".join(_box(b"infe", item.entry) for item in self.items),
            b"iref": bytes(4) + b"".join(_box(*reference) for reference in self.references),
        }
        kinds = [kind for kind, _ in self.boxes if kind != b"iref"]
        if self.references:
            kinds.insert(kinds.index(b"iinf") + 1, b"iref")
        bodies = dict(self.boxes) | made
        return _box(b"meta", bytes(4) + b"".join(_box(kind, bodies[kind]) for kind in kinds))

    def joined(self) -> bytes:
        return self.head + self._meta(len(self._meta(0)) - self.meta_length) + self.tail


def _located(body: bytes) -> dict[int, tuple[int, int]]:
    """(offset, length) by item; ValueError for any layout but the one that libavif writes."""
    if body[:6] != bytes(4) + _PLAIN_OFFSETS:
        raise ValueError("items are located in another way")
    (count,) = struct.unpack_from(">H", body, 6)
    found = [struct.unpack_from(">HHHII", body, 8 + 14 * i) for i in range(count)]
    if any(extents != 1 or source for _, source, extents, _, _ in found):
        raise ValueError("items stand in several places")
    return {number: (offset, length) for number, _, _, offset, length in found}


def _opened(data: bytes) -> _File:
    parts = list(_boxes(data))
    kinds = [kind for kind, _ in parts]
    if not kinds or kinds[0] != b"ftyp" or kinds.count(b"meta") != 1:
        raise ValueError("not an AVIF")
    at = kinds.index(b"meta")
    meta = parts[at][1]
    boxes = list(_boxes(meta[4:]))
    bodies = dict(boxes)
    if not {b"iloc", b"iinf", b"pitm"} <= bodies.keys() or bodies[b"iinf"][:4] != bytes(4) or len(bodies) < len(boxes):
        raise ValueError("not a picture of libavif's kind")
    where = _located(bodies[b"iloc"])
    numbered = [(int.from_bytes(body[4:6], "big"), body) for _, body in _boxes(bodies[b"iinf"][6:])]
    return _File(
        head=b"".join(_box(*part) for part in parts[:at]),
        meta_length=len(meta) + 8,
        boxes=boxes,
        primary=int.from_bytes(bodies[b"pitm"][4:6], "big"),
        items=[_Item(number, entry, *where[number]) for number, entry in numbered if number in where],
        references=list(_boxes(bodies.get(b"iref", bytes(4))[4:])),
        tail=b"".join(_box(*part) for part in parts[at + 1 :]),
    )


def embed(data: bytes, xmp: bytes) -> bytes:
    """`xmp` as an item that describes the picture, its bytes at the end of the file."""
    file = _opened(data if extract(data) is None else strip(data))
    number = max(item.number for item in file.items) + 1
    entry = b"\x02\x00\x00\x00" + struct.pack(">HH", number, 0) + b"mimeXMP\0" + _XMP_TYPE + b"\0"
    offset = len(file.head) + file.meta_length + len(file.tail) + 8
    file.items.append(_Item(number, entry, offset, len(xmp)))
    file.references.append((b"cdsc", struct.pack(">HHH", number, 1, file.primary)))
    file.tail += _box(b"mdat", xmp)
    return file.joined()


def extract(data: bytes) -> bytes | None:
    found = (item for item in _opened(data).items if item.is_xmp)
    return next((data[item.offset : item.offset + item.length] for item in found), None)


def strip(data: bytes) -> bytes:
    """Without items that only tell about the picture; their bytes are cut off at the end of the file, else blanked."""
    file = _opened(data)
    told = [item for item in file.items if item.kind in _TOLD]
    for item in told:
        at = item.offset - len(file.head) - file.meta_length
        whole = _box(b"mdat", file.tail[at : at + item.length])
        if at + item.length == len(file.tail) and file.tail.endswith(whole):
            file.tail = file.tail[: -len(whole)]
        else:
            file.tail = file.tail[:at] + bytes(item.length) + file.tail[at + item.length :]
    numbers = {item.number for item in told}
    file.items = [item for item in file.items if item.number not in numbers]
    file.references = [
        (kind, body) for kind, body in file.references if int.from_bytes(body[:2], "big") not in numbers
    ]
    return file.joined()
