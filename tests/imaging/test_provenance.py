"""Provenance goes in, comes out and can be taken away again, and no pixel notices."""

from __future__ import annotations

import io
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from studio_app.catalog.asset_types import Format
from studio_app.imaging.containers import avif, jpeg
from studio_app.imaging.encode import encode, verify
from studio_app.imaging.motion.effects import animate
from studio_app.imaging.motion.encoders import CODECS
from studio_app.imaging.provenance import (
    VOCABULARY,
    Carrier,
    Provenance,
    packet,
    read_provenance,
    source_type,
    strip,
    with_provenance,
)
from tests.imaging.export.pictures import art, emote, noise

STILLS: tuple[Format, ...] = ("png", "jpeg", "webp", "avif")
LOOPS: tuple[Carrier, ...] = ("gif", "apng", "webp")
OURS = Provenance("urn:studio:asset:42", source_type(True), "Streamer Studio 0.1", "gemini-nano-banana-2.1")


@cache
def stills(format: Format) -> tuple[bytes, ...]:
    lossless = io.BytesIO()
    emote(33).save(lossless, "WEBP", lossless=True)
    pictures = (art(40, 24), emote(33), noise(21, 9))
    made = tuple(encode(image, format, 10**6).data for image in pictures)
    return (*made, lossless.getvalue()) if format == "webp" else made


@cache
def loop(format: Carrier) -> bytes:
    codec = CODECS[format]  # type: ignore[index]
    return codec.encode(animate(emote(24), "spin", 0.6, 10, 1).merged(), codec.levels[0])


def pixels(data: bytes) -> list[bytes]:
    with Image.open(io.BytesIO(data)) as film:
        shown = []
        for i in range(getattr(film, "n_frames", 1)):
            film.seek(i)
            shown.append(film.convert("RGBA").tobytes())
        return shown


def files() -> list[tuple[Carrier, bytes]]:
    return [(format, data) for format in STILLS for data in stills(format)] + [(f, loop(f)) for f in LOOPS]


@pytest.mark.parametrize(("format", "data"), files())
def test_round_trip_without_touching_a_pixel(format: Carrier, data: bytes) -> None:
    told = with_provenance(data, format, OURS)
    assert read_provenance(data) is None
    assert read_provenance(told) == OURS
    assert pixels(told) == pixels(data)
    assert Image.open(io.BytesIO(told)).mode == Image.open(io.BytesIO(data)).mode
    assert 0 < len(told) - len(data) < 1000
    assert strip(told, format) == data
    assert strip(data, format) == data


@pytest.mark.parametrize(("format", "data"), files())
def test_the_latest_word_replaces_the_earlier(format: Carrier, data: bytes) -> None:
    later = Provenance("urn:studio:asset:43", source_type(False), "Streamer Studio 0.2")
    twice = with_provenance(with_provenance(data, format, OURS), format, later)
    assert read_provenance(twice) == later
    assert twice == with_provenance(data, format, later)


@pytest.mark.parametrize("format", STILLS)
def test_other_readers_find_it(format: Format) -> None:
    told = with_provenance(stills(format)[0], format, OURS)
    xmp = Image.open(io.BytesIO(told)).info["xmp"]
    assert xmp == packet(OURS)
    assert f'Iptc4xmpExt:DigitalSourceType="{VOCABULARY}compositeWithTrainedAlgorithmicMedia"'.encode() in xmp
    assert b'xmpMM:DocumentID="urn:studio:asset:42"' in xmp


def test_the_renderer_claims_no_model() -> None:
    assert source_type(False) == "algorithmicMedia"
    assert b"AISystemUsed" not in packet(Provenance("a", "algorithmicMedia", "s"))


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=60), st.text(max_size=60), st.none() | st.text(max_size=60),
    st.sampled_from(("algorithmicMedia", "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")),
    st.sampled_from(STILLS),
)
def test_no_text_breaks_the_packet(lineage: str, software: str, model: str | None, kind: str, format: Format) -> None:
    meant = Provenance(lineage, kind, software, model)  # type: ignore[arg-type]
    found = read_provenance(with_provenance(stills(format)[0], format, meant))
    assert found is not None
    for said, read in ((lineage, found.lineage_id), (software, found.software), (model or "", found.model or "")):
        assert read == "".join(character for character in said if character.isprintable())
    assert found.digital_source_type == kind


def test_packets_of_other_tools_are_read_too() -> None:
    xmp = (
        "<rdf:Description><Iptc4xmpExt:DigitalSourceType>\n" + VOCABULARY + "algorithmicMedia\n"
        "</Iptc4xmpExt:DigitalSourceType><xmpMM:DocumentID>d&amp;1</xmpMM:DocumentID></rdf:Description>"
    )
    assert read_provenance(jpeg.embed(stills("jpeg")[0], xmp.encode())) == Provenance("d&1", "algorithmicMedia", "")
    assert read_provenance(jpeg.embed(stills("jpeg")[0], b"<x:xmpmeta/>")) is None


def test_strip_takes_everything_that_tells() -> None:
    exif = Image.Exif()
    exif[0x010F] = "CAMERA"
    text = PngInfo()
    text.add_text("Comment", "SECRET")
    for format, options in (
        ("jpeg", {"exif": exif, "comment": b"SECRET", "icc_profile": b"PROFILE" * 20}),
        ("png", {"pnginfo": text, "exif": exif, "icc_profile": b"PROFILE" * 20}),
        ("webp", {"exif": exif, "icc_profile": b"PROFILE" * 20, "xmp": b"<SECRET/>"}),
        ("avif", {"exif": exif, "xmp": b"<SECRET/>"}),
    ):
        buffer = io.BytesIO()
        art(40, 24).save(buffer, format.upper(), **options)
        data = buffer.getvalue()
        bare = strip(data, format)  # type: ignore[arg-type]
        assert pixels(bare) == pixels(data)
        assert not any(word in bare for word in (b"SECRET", b"CAMERA", b"PROFILE"))
        verify(bare, format, 40, 24, 10**6, False)  # type: ignore[arg-type]


def test_a_gif_keeps_looping_without_its_comment() -> None:
    buffer = io.BytesIO()
    first, second = emote(20).convert("P"), art(20, 20).convert("P")
    first.save(buffer, "GIF", save_all=True, append_images=[second], loop=0, comment=b"SECRET", duration=50)
    bare = strip(buffer.getvalue(), "gif")
    assert b"SECRET" not in bare
    assert Image.open(io.BytesIO(bare)).info["loop"] == 0
    assert pixels(bare) == pixels(buffer.getvalue())


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(files()), st.data())
def test_damaged_files_are_refused_in_words(file: tuple[Carrier, bytes], data: st.DataObject) -> None:
    """Cut or changed anywhere: an answer or a ValueError, never another fault."""
    format, whole = file
    at = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        damaged = whole[:at]
    else:
        damaged = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    for ask in (
        lambda: with_provenance(damaged, format, OURS), lambda: strip(damaged, format), lambda: read_provenance(damaged)
    ):
        try:
            ask()
        except ValueError:
            continue


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="not a picture"):
        read_provenance(b"plain text")
    for format in (*STILLS, "gif"):
        with pytest.raises(ValueError):
            with_provenance(b"", format, OURS)  # type: ignore[arg-type]


def test_an_extended_webp_says_whether_it_is_clear() -> None:
    """Players that trust the header alone must not paint a black ground."""
    told = {image.mode: io.BytesIO() for image in (emote(33), art(33, 33))}
    for image in (emote(33), art(33, 33)):
        image.save(told[image.mode], "WEBP", lossless=True)
    flags = {mode: with_provenance(buffer.getvalue(), "webp", OURS)[20] for mode, buffer in told.items()}
    assert flags == {"RGBA": 0x14, "RGB": 0x04}


def test_a_bitstream_without_its_header_is_refused() -> None:
    stump = b"RIFF\x0e\0\0\0WEBPVP8 \x02\0\0\0ab"
    with pytest.raises(ValueError, match="damaged"):
        with_provenance(stump, "webp", OURS)


def test_a_packet_too_long_for_jpeg_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        jpeg.embed(stills("jpeg")[0], b"x" * (jpeg.MOST + 1))
    assert jpeg.extract(jpeg.embed(stills("jpeg")[0], b"x" * jpeg.MOST)) == b"x" * jpeg.MOST


def test_avif_of_another_writer_is_refused_rather_than_broken() -> None:
    data = stills("avif")[0]
    at = data.index(b"iloc") + 8
    with pytest.raises(ValueError, match="another way"):
        avif.embed(data[:at] + b"\x88" + data[at + 1 :], b"x")
