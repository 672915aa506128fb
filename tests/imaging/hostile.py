"""Pictures that are none, or that want to hurt: what a careless decoder would choke on."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes, crc: int | None = None) -> bytes:
    check = zlib.crc32(kind + data) if crc is None else crc
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def header(width: int, height: int, depth: int = 8, colour: int = 2, interlace: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def saved(kind: str, width: int = 64, height: int = 48, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(buffer, kind, **options)
    return buffer.getvalue()


def _png(*chunks: bytes, size: tuple[int, int] = (8, 8), body: bytes | None = None) -> bytes:
    rows = zlib.compress(b"".join(b"\0" + b"\x7f" * (size[0] * 3) for _ in range(size[1]))) if body is None else body
    return PNG + header(*size) + b"".join(chunks) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(megabytes))
    return packed + packer.flush()


def _foreign() -> Iterator[tuple[str, bytes]]:
    for kind in ("GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "PCX", "SGI", "DDS", "AVIF", "PDF", "JPEG2000"):
        yield f"a {kind}", saved(kind)
    eps = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (r) file\n"
    yield from {
        "EPS with a pipe": eps, "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "SVG with a script": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "SVG behind a comment": b"<!-- x -->" * 20 + b"<svg/>",
        "entity bomb": b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'>]><svg>&a;</svg>",
        "HTML": b"<!doctype html><script>alert(1)</script>", "ZIP": b"PK\x03\x04" + b"\0" * 60,
        "ELF": b"\x7fELF" + b"\0" * 60, "MP4": b"\0\0\0\x18ftypmp42" + b"\0" * 60, "text": b"not a picture",
        "nothing": b"", "one byte": b"\x89", "only zeros": b"\0" * 4096, "a PSD": b"8BPS\0\1" + b"\0" * 60,
        "an MVG": b"push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 'https://x/'",
        "a script": b"#!/bin/sh\nid\n",
    }.items()


def _cut() -> Iterator[tuple[str, bytes]]:
    for kind in ("PNG", "JPEG", "WEBP"):
        whole = saved(kind, 200, 150)
        for share in (0.02, 0.2, 0.5, 0.9):
            yield f"{kind} cut at {share:.0%}", whole[: max(12, int(len(whole) * share))]


def _sizes() -> Iterator[tuple[str, bytes]]:
    for width, height in ((30_000, 30_000), (10_001, 10), (10, 10_001), (8000, 8000), (2**31 - 1, 2**31 - 1), (0, 10)):
        yield f"PNG of {width} x {height}", PNG + header(width, height) + chunk(b"IDAT", _bomb(1)) + chunk(b"IEND", b"")
    frame = b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 17, 8, 65_500, 65_500, 3) + b"\1\x11\0\2\x11\1\3\x11\1\xff\xd9"
    yield "JPEG of 65500 x 65500", frame
    canvas = struct.pack("<I", 0x10)[:4] + struct.pack("<I", 16_000_000 - 1)[:3] + struct.pack("<I", 16_000_000 - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + canvas[:10]
    yield "WebP of 16 million a side", b"RIFF" + struct.pack("<I", len(body)) + body
    lossless = b"WEBPVP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", 0x0FFFFFFF)
    yield "WebP of 16384 x 16384", b"RIFF" + struct.pack("<I", len(lossless)) + lossless


def _bombs() -> Iterator[tuple[str, bytes]]:
    text = _bomb(120)
    yield "PNG with a text bomb", _png(chunk(b"zTXt", b"a\0\0" + text))
    yield "PNG with an international text bomb", _png(chunk(b"iTXt", b"a\0\1\0\0\0" + text))
    yield "PNG with a profile bomb", _png(chunk(b"iCCP", b"a\0\0" + text))
    one = chunk(b"zTXt", b"k\0\0" + _bomb(1))
    yield "PNG with many texts", _png(*([one] * 80))
    yield "40 megapixels and one more", PNG + header(6400, 6251) + chunk(b"IDAT", _bomb(2)) + chunk(b"IEND", b"")


def _broken() -> Iterator[tuple[str, bytes]]:
    yield "PNG without pixels", PNG + header(8, 8) + chunk(b"IEND", b"")
    yield "PNG without a header", PNG + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 200))
    yield "PNG with a wrong checksum", PNG + header(8, 8)[:-4] + b"\0\0\0\0" + pixels
    yield "PNG with rubbish for pixels", _png(body=b"rubbish" * 9)
    yield "PNG with a chunk longer than the file", PNG + header(8, 8) + struct.pack(">I", 2**31 - 2) + b"IDAT" + b"x"
    yield "PNG of depth 3", PNG + header(8, 8, depth=3) + pixels + chunk(b"IEND", b"")
    yield "PNG of colour type 9", PNG + header(8, 8, colour=9) + pixels
    yield "palette PNG without a palette", PNG + header(8, 8, colour=3) + chunk(b"IDAT", zlib.compress(b"\5" * 72))[:-9]
    yield "JPEG of markers only", b"\xff\xd8\xff" + b"\xff\xe0\0\2" * 2000
    yield "JPEG with a broken table", saved("JPEG").replace(b"\xff\xc4", b"\xff\xc4\xff\xff", 1)
    yield "JPEG with an endless segment", b"\xff\xd8\xff\xe1\xff\xff" + b"Exif\0\0" + b"\xff" * 64
    yield "WebP with a lying size", b"RIFF\xff\xff\xff\x7fWEBPVP8 \xff\xff\xff\x7f" + b"\0" * 64
    yield "WebP of nothing", b"RIFF\4\0\0\0WEBP"
    yield "PNG's head on a JPEG", PNG + saved("JPEG")
    yield "JPEG's head on a PNG", b"\xff\xd8\xff" + saved("PNG")
    yield "page with a PNG's head", PNG + b"<script>alert(1)</script>"


def corpus() -> dict[str, bytes]:
    """Name to bytes; every one of them must be refused."""
    found: dict[str, bytes] = {}
    for part in (_foreign, _cut, _sizes, _bombs, _broken):
        found.update(part())
    found["eleven megabytes"] = saved("PNG") + b"\0" * 11_000_000
    return found
