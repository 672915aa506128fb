"""Brand kits: keeping them, one active at a time, and their logos."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from studio_app.catalog.fonts import FONTS
from studio_app.catalog.tones import TONES
from studio_app.core.actor import Actor, System
from studio_app.core.errors import NotFound, StudioError, ValidationFailed
from studio_app.db.models import Asset, BrandKit, BrandKitLogo, BrandKitVersion
from studio_app.features.brand_kits import rules
from studio_app.features.brand_kits.repository import details_of, to_detail_parts
from studio_app.features.brand_kits.types import (
    LOGO_TYPES,
    Colors,
    Face,
    Gradient,
    GradientStop,
    Guidelines,
    KitChanged,
    KitDetails,
    KitFields,
    KitView,
    NamedColor,
    TooManyKits,
    Typography,
    Voice,
)
from studio_app.imaging.decode import ImageRejected
from studio_app.ports.storage import StorageFault
from tests.world import World, picture

FULL = KitFields(
    "Neon", ("#ff0000", "#00FF00"), ("#0000ff",), "Anton", "Inter", "comedic", "like a poster", "three clips"
)


def change(world: World, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    with world.services.uow.write(System.WORKER) as tx:
        return work(tx, *arguments, **named)


def active(world: World, actor: Actor) -> list[uuid.UUID]:
    return [kit.id for kit in world.kits(actor) if kit.is_active]


def rows(world: World, actor: Actor) -> list[BrandKit]:
    return world.rows(BrandKit, BrandKit.user_id == actor.user_id)


def test_a_kit_is_kept_as_it_was_given(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    made: KitView = change(either_world, kits.create, actor, FULL)
    with either_world.services.uow.read(actor) as tx:
        read = kits.get(tx, actor, made.id)
    assert read.fields == replace(FULL, primary_colors=("#FF0000", "#00FF00"), accent_colors=("#0000FF",))
    assert (read.version, read.is_active, read.user_id, read.logos) == (1, True, actor.user_id, ())
    assert read == made


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("primary_colors", ()), ("primary_colors", ("red",)), ("accent_colors", ("#112233",) * 4),
     ("headline_font", "Papyrus"), ("body_font", ""), ("tone", "furious"), ("style_reference", "x" * 501)],
)
def test_what_does_not_fit_is_named_and_nothing_is_stored(world: World, field: str, value: object) -> None:
    kits, actor = world.services.brand_kits, world.person()
    wrong = replace(FULL, **{field: value})  # type: ignore[arg-type]
    with pytest.raises(ValidationFailed) as fault:
        change(world, kits.create, actor, wrong)
    assert set((fault.value.details or {})["fields"]) == {"fonts" if "font" in field else field}
    assert rows(world, actor) == []
    kit = world.kit(actor)
    with pytest.raises(ValidationFailed):
        change(world, kits.update, actor, kit.id, wrong)
    assert world.kits(actor) == [kit]


def test_an_edit_is_a_new_version(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    kit = either_world.kit(actor)
    edited = change(either_world, kits.update, actor, kit.id, FULL, version=1)
    assert (edited.version, edited.fields.name) == (2, "Neon")
    with pytest.raises(KitChanged) as fault:
        change(either_world, kits.update, actor, kit.id, FULL, version=1)
    assert fault.value.details == {"version": 2}
    assert change(either_world, kits.update, actor, kit.id, FULL).version == 3


def test_of_many_edits_of_one_version_one_is_saved(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    kit = either_world.kit(actor)

    def edit(n: int) -> str:
        try:
            new = replace(FULL, name=f"n{n}")
            return str(change(either_world, kits.update, actor, kit.id, new, version=1).fields.name)
        except KitChanged as fault:
            return fault.code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(edit, range(8)))
    [saved] = {answer for answer in answers if answer != "KIT_CHANGED"}
    assert answers.count("KIT_CHANGED") == 7
    assert [(k.fields.name, k.version) for k in either_world.kits(actor)] == [(saved, 2)]


def test_the_first_kit_is_active_and_then_the_chosen_one(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    first, second = either_world.kit(actor, "one"), either_world.kit(actor, "two")
    assert (first.is_active, second.is_active) == (True, False)
    assert change(either_world, kits.activate, actor, second.id).is_active
    assert active(either_world, actor) == [second.id]
    assert change(either_world, kits.activate, actor, second.id).is_active
    with either_world.services.uow.read(actor) as tx:
        found = kits.active(tx, actor)
    assert found is not None and found.id == second.id


def test_one_kit_is_active_whatever_happens_at_once(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: either_world.kit(actor, f"k{n}"), range(8)))
        assert len(active(either_world, actor)) == 1
        list(pool.map(lambda kit: change(either_world, kits.activate, actor, kit.id), made * 2))
    assert len(active(either_world, actor)) == 1


def test_a_deleted_kit_can_be_brought_back(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    first, second = either_world.kit(actor, "one"), either_world.kit(actor, "two")
    change(either_world, kits.delete, actor, first.id)
    assert [k.id for k in either_world.kits(actor)] == [second.id] and active(either_world, actor) == []
    for gone in (kits.get, kits.activate, kits.delete):
        with pytest.raises(NotFound):
            change(either_world, gone, actor, first.id)
    assert change(either_world, kits.restore, actor, first.id).is_active
    with pytest.raises(NotFound):
        change(either_world, kits.restore, actor, first.id)
    change(either_world, kits.delete, actor, first.id)
    change(either_world, kits.activate, actor, second.id)
    assert not change(either_world, kits.restore, actor, first.id).is_active
    assert active(either_world, actor) == [second.id]


def test_fifty_kits_are_the_most(world: World) -> None:
    kits, actor = world.services.brand_kits, world.person()
    first = world.kit(actor)
    for n in range(49):
        world.kit(actor, f"kit {n}")
    with pytest.raises(TooManyKits):
        world.kit(actor)
    change(world, kits.delete, actor, first.id)
    world.kit(actor, "the fiftieth")
    with pytest.raises(TooManyKits):
        change(world, kits.restore, actor, first.id)
    assert len(world.kits(actor)) == 50
    world.kit(world.person("bob"))


def test_a_stranger_finds_nothing(either_scripted: World) -> None:
    world = either_scripted
    kits, alice, bob = world.services.brand_kits, world.person(), world.person("bob")
    logos = world.services.logos
    kit = world.kit(alice)
    logos.add(alice, kit.id, "primary", picture(), "logo.png")
    before = world.kits(alice), dict(world.shelf.objects)
    attempts: list[Callable[[], object]] = [
        lambda: change(world, kits.get, bob, kit.id),
        lambda: change(world, kits.update, bob, kit.id, FULL),
        lambda: change(world, kits.activate, bob, kit.id),
        lambda: change(world, kits.delete, bob, kit.id),
        lambda: change(world, kits.restore, bob, kit.id),
        lambda: logos.add(bob, kit.id, "primary", picture(), "x"),
        lambda: logos.remove(bob, kit.id, "primary"),
        lambda: change(world, kits.edit_details, bob, kit.id, lambda old: old),
        lambda: change(world, logos.choose, bob, kit.id, "icon"),
        lambda: change(world, kits.check, bob, kit.id),
        lambda: change(world, kits.versions, bob, kit.id),
        lambda: change(world, kits.version, bob, kit.id, 1),
        lambda: change(world, kits.restore_version, bob, kit.id, 1),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert (world.kits(alice), dict(world.shelf.objects)) == before
    assert world.kits(bob) == []


# ---- logos

def test_a_logo_is_stored_clean_and_shown(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    logos = world.services.logos
    kit = world.kit(actor)
    source = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "my home address"
    Image.new("RGB", (3000, 1500), "#ff0000").save(source, "JPEG", exif=exif)
    logo = logos.add(actor, kit.id, "icon", source.getvalue(), "C:\\logo\x00.jpg" + "x" * 300)
    stored = world.shelf.objects[logo.object_key]
    image = Image.open(io.BytesIO(stored))
    assert (image.format, image.size, logo.content_type) == ("PNG", (1024, 512), "image/png")
    assert logo.file_size == len(stored)
    assert b"my home address" not in stored
    assert len(logo.filename) <= 200 and "\x00" not in logo.filename
    [shown] = world.kits(actor)
    assert shown.logo == logo and shown.version == 2
    assert f"/media/{logo.object_key}?e=" in logo.url


def test_a_new_logo_replaces_the_old_one_of_its_kind(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    logos = world.services.logos
    kit = world.kit(actor)
    first = logos.add(actor, kit.id, "primary", picture(), "a")
    second = logos.add(actor, kit.id, "primary", picture(color="#ffffff"), "b")
    third = logos.add(actor, kit.id, "watermark", picture(), "c")
    world.carry()
    assert set(world.shelf.objects) == {second.object_key, third.object_key}
    assert first.object_key not in world.shelf.objects
    [shown] = world.kits(actor)
    assert shown.logo == second
    logos.remove(actor, kit.id, "primary")
    world.carry()
    assert set(world.shelf.objects) == {third.object_key}
    with pytest.raises(NotFound):
        logos.remove(actor, kit.id, "primary")
    with pytest.raises(NotFound):
        logos.remove(actor, kit.id, "no such kind")


def test_many_logos_of_one_kind_at_once_leave_one_object(either_scripted: World) -> None:
    world = either_scripted
    logos, actor = world.services.logos, world.person()
    kit = world.kit(actor)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: logos.add(actor, kit.id, "primary", picture(), f"{n}"), range(6)))
    [logo] = world.rows(BrandKitLogo)
    world.carry()
    assert list(world.shelf.objects) == [logo.object_key]


HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "svg with a prologue": b"\xef\xbb\xbf<?xml version='1.0'?><svg/>",
    "gif": b"GIF89a" + b"\x00" * 50,
    "zip named png": b"PK\x03\x04" + b"\x00" * 100,
    "cut png": picture(500, 500)[:-40],
    "head only": b"\x89PNG\r\n\x1a\n",
    "html behind a png head": b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    "too large": b"\x89PNG\r\n\x1a\n" + b"\x00" * 10_000_001,
}


def bomb() -> bytes:
    """30 000 x 30 000 pixels in a few hundred bytes."""
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("data", [*HOSTILE.values(), bomb()], ids=[*HOSTILE, "pixel bomb"])
def test_a_hostile_picture_is_refused_and_nothing_is_stored(scripted: World, data: bytes) -> None:
    kits, actor = scripted.services.brand_kits, scripted.person()
    logos = scripted.services.logos
    kit = scripted.kit(actor)
    for attempt in (
        lambda: logos.add(actor, kit.id, "primary", data, "logo.png"),
        lambda: kits.analyse((picture(), data)),
    ):
        with pytest.raises(StudioError) as fault:
            attempt()
        assert fault.value.status in (413, 422)
        assert fault.value.message.endswith(".")
    assert scripted.shelf.objects == {} and scripted.kits(actor) == [kit]


def test_a_logo_of_an_unknown_kind_is_refused(scripted: World) -> None:
    logos, actor = scripted.services.logos, scripted.person()
    kit = scripted.kit(actor)
    with pytest.raises(ValidationFailed):
        logos.add(actor, kit.id, "tattoo", picture(), "x")
    assert scripted.shelf.objects == {}
    assert LOGO_TYPES[0] == "primary"


def test_when_the_storage_is_down_the_old_logo_stays(scripted: World) -> None:
    actor = scripted.person()
    logos = scripted.services.logos
    kit = scripted.kit(actor)
    old = logos.add(actor, kit.id, "primary", picture(), "old")
    scripted.shelf.down = True
    with pytest.raises(StorageFault):
        logos.add(actor, kit.id, "primary", picture(), "new")
    scripted.shelf.down = False
    [shown] = scripted.kits(actor)
    assert shown.logo == old and list(scripted.shelf.objects) == [old.object_key]


def test_a_kit_that_vanishes_during_the_upload_leaves_no_object(scripted: World) -> None:
    kits, actor = scripted.services.brand_kits, scripted.person()
    logos = scripted.services.logos
    kit = scripted.kit(actor)
    scripted.shelf.after_put = lambda _n: change(scripted, kits.delete, actor, kit.id)
    with pytest.raises(NotFound):
        logos.add(actor, kit.id, "primary", picture(), "x")
    assert scripted.shelf.objects == {} and scripted.rows(BrandKitLogo) == []


# ---- which logo is drawn

def test_the_chosen_logo_is_drawn_else_the_first_there_is(scripted: World) -> None:
    logos, actor = scripted.services.logos, scripted.person()
    kit = scripted.kit(actor)

    def drawn() -> str | None:
        with scripted.services.uow.read(actor) as tx:
            return logos.key(tx, actor.user_id, kit.id)

    assert drawn() is None
    icon = logos.add(actor, kit.id, "icon", picture(), "icon")
    assert drawn() == icon.object_key
    primary = logos.add(actor, kit.id, "primary", picture(), "primary")
    mark = logos.add(actor, kit.id, "watermark", picture(), "mark")
    assert drawn() == primary.object_key
    chosen = change(scripted, logos.choose, actor, kit.id, "watermark")
    assert (chosen.default_logo_type, chosen.version, chosen.logo) == ("watermark", 5, mark)
    assert drawn() == mark.object_key
    with scripted.services.uow.read(actor) as tx:
        assert logos.key(tx, actor.user_id, kit.id, "icon") == icon.object_key
        assert logos.key(tx, actor.user_id, kit.id, "secondary") is None
    logos.remove(actor, kit.id, "watermark")
    assert drawn() == primary.object_key
    with pytest.raises(ValidationFailed):
        change(scripted, logos.choose, actor, kit.id, "tattoo")


# ---- details

DETAILS = KitDetails(
    Colors(
        primary=(NamedColor("#ff0000", " Fire ", "titles"), NamedColor("#00ff00")),
        secondary=(NamedColor("#333333", "Coal"),),
        accent=(NamedColor("#0000ff", "Ice"),),
        neutral=(NamedColor("#f0f0f0", "Snow", "grounds"),),
        gradients=(Gradient("Dusk", "linear", 90, (GradientStop("#ff0000", 0), GradientStop("#0000ff", 100))),),
    ),
    Typography(display=Face("Bangers", 400), headline=Face("Oswald", 700), body=Face("Inter", 400, "italic")),
    Voice("comedic", ("loud", "loud", " kind\x00 "), "One more run", ("GG",), ("speedruns",)),
    Guidelines(64, 0.5, 50, 30, 20, ("stretching",), "Keep it flat", "No gradients behind words"),
)


def test_details_are_kept_clean_and_the_kit_follows_them(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    kit = either_world.kit(actor)
    made = change(either_world, kits.edit_details, actor, kit.id, lambda _old: DETAILS, version=1)
    with either_world.services.uow.read(actor) as tx:
        read = kits.get(tx, actor, kit.id)
    assert read == made and made.version == 2
    assert read.details.colors.primary[0] == NamedColor("#FF0000", "Fire", "titles")
    assert read.details.voice.personality_traits == ("loud", "kind")
    assert replace(read.details, colors=DETAILS.colors, voice=DETAILS.voice) == DETAILS
    fields = read.fields
    assert (fields.primary_colors, fields.accent_colors) == (("#FF0000", "#00FF00"), ("#0000FF",))
    assert (fields.headline_font, fields.body_font, fields.tone) == ("Oswald", "Inter", "comedic")
    with pytest.raises(KitChanged):
        change(either_world, kits.edit_details, actor, kit.id, lambda old: old, version=1)


def test_a_kit_without_details_has_those_of_its_fields(world: World) -> None:
    actor = world.person()
    details = world.kit(actor, primary_colors=("#112233",), accent_colors=("#445566",), tone="casual").details
    assert [c.hex for c in details.colors.primary + details.colors.accent] == ["#112233", "#445566"]
    assert details.typography.headline == Face("Anton", 800) and details.typography.caption is None
    assert details.voice == Voice("casual") and details.guidelines == Guidelines()


def test_an_edit_of_the_kit_keeps_the_names_of_its_colours(world: World) -> None:
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor)
    made = change(world, kits.edit_details, actor, kit.id, lambda _old: DETAILS)
    new = replace(made.fields, primary_colors=("#00FF00", "#FF0000", "#ABCDEF"), headline_font="Rubik", tone="casual")
    details = change(world, kits.update, actor, kit.id, new).details
    assert [(c.hex, c.name) for c in details.colors.primary] == [
        ("#00FF00", ""), ("#FF0000", "Fire"), ("#ABCDEF", ""),
    ]  # fmt: skip
    assert details.typography.headline == Face("Rubik", 700)
    assert (details.voice.tone, details.voice.tagline) == ("casual", "One more run")
    assert details.colors.neutral == made.details.colors.neutral


def test_a_tone_that_only_words_have_stays_until_the_kit_gets_another(world: World) -> None:
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor, tone="casual")

    def say(tone: str) -> Callable[[KitDetails], KitDetails]:
        return lambda old: replace(old, voice=replace(old.voice, tone=tone))

    edgy = change(world, kits.edit_details, actor, kit.id, say("edgy"))
    assert (edgy.details.voice.tone, edgy.fields.tone) == ("edgy", "casual")
    renamed = change(world, kits.update, actor, kit.id, replace(edgy.fields, name="Other"))
    assert renamed.details.voice.tone == "edgy"
    serious = change(world, kits.update, actor, kit.id, replace(renamed.fields, tone="professional"))
    assert serious.details.voice.tone == "professional"


def stops(*places: float, color: str = "#112233") -> tuple[Gradient, ...]:
    return (Gradient("g", "linear", 0, tuple(GradientStop(color, place) for place in places)),)


@pytest.mark.parametrize(
    ("section", "part", "value", "field"),
    [
        ("colors", "neutral", (NamedColor("red"),), "neutral.0.hex"),
        ("colors", "neutral", (NamedColor("#112233", "x" * 51),), "neutral.0.name"),
        ("colors", "secondary", (NamedColor("#112233", "", "x" * 201),), "secondary.0.usage"),
        ("colors", "accent", tuple(NamedColor(f"#00000{n}") for n in range(4)), "accent"),
        ("colors", "secondary", tuple(NamedColor(f"#00000{n}") for n in range(6)), "secondary"),
        ("colors", "gradients", stops(0), "gradients.0.stops"),
        ("colors", "gradients", stops(*range(11)), "gradients.0.stops"),
        ("colors", "gradients", stops(60, 40), "gradients.0.stops"),
        ("colors", "gradients", stops(0, 101), "gradients.0.stops"),
        ("colors", "gradients", stops(0, 100, color="#12345"), "gradients.0.stops.0.color"),
        ("colors", "gradients", (replace(stops(0, 100)[0], angle=361),), "gradients.0.angle"),
        ("colors", "gradients", stops(0, 100) * 4, "gradients"),
        ("typography", "caption", Face("Papyrus"), "caption.family"),
        ("typography", "display", Face("Anton", 450), "display.weight"),
        ("voice", "tone", "furious", "tone"),
        ("voice", "tagline", "x" * 101, "tagline"),
        ("voice", "personality_traits", tuple("abcdef"), "personality_traits"),
        ("voice", "catchphrases", ("x" * 51,), "catchphrases.0"),
        ("voice", "content_themes", ("x" * 31,), "content_themes.0"),
        ("guidelines", "logo_min_size_px", 15, "logo_min_size_px"),
        ("guidelines", "logo_clear_space_ratio", 1.1, "logo_clear_space_ratio"),
        ("guidelines", "accent_color_ratio", -1.0, "accent_color_ratio"),
        ("guidelines", "accent_color_ratio", 11.0, "primary_color_ratio"),
        ("guidelines", "prohibited_modifications", tuple(map(str, range(11))), "prohibited_modifications"),
        ("guidelines", "style_dont", "x" * 501, "style_dont"),
    ],
)  # fmt: skip
def test_details_that_do_not_fit_are_named_and_not_stored(
    world: World, section: str, part: str, value: object, field: str
) -> None:
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor)
    with pytest.raises(ValidationFailed) as fault:
        change(world, kits.edit_details, actor, kit.id, lambda old: replace(
            old, **{section: replace(getattr(old, section), **{part: value})}))
    assert next(iter((fault.value.details or {})["fields"])) == field
    assert fault.value.message.endswith(".")
    assert world.kits(actor) == [kit]


words = st.text(max_size=40)
hexes = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
named = st.builds(NamedColor, hexes, words, words)
some_details = st.builds(
    KitDetails,
    st.builds(
        Colors,
        primary=st.lists(named, max_size=5).map(tuple), neutral=st.lists(named, max_size=5).map(tuple),
        gradients=st.lists(
            st.builds(
                Gradient, words, st.sampled_from(["linear", "radial"]), st.floats(0, 360),
                st.lists(st.builds(GradientStop, hexes, st.floats(0, 100)), min_size=2, max_size=4).map(tuple),
            ), max_size=2,
        ).map(tuple),
    ),
    st.builds(Typography, display=st.none() | st.builds(Face, st.sampled_from(sorted(FONTS)), st.just(900))),
    st.builds(Voice, st.sampled_from(rules.VOICE_TONES), st.lists(words, max_size=5).map(tuple), words),
    st.builds(Guidelines, style_do=words, prohibited_modifications=st.lists(words, max_size=4).map(tuple)),
)  # fmt: skip


@given(some_details)
def test_clean_details_stay_as_they_are_and_survive_their_row(details: KitDetails) -> None:
    clean = rules.normalise_details(details)
    assert rules.normalise_details(clean) == clean
    assert details_of(to_detail_parts(clean)) == clean
    assert details_of({}) == details_of({name: {} for name in ("colors", "voice")}) == KitDetails()


@given(some_details, st.lists(hexes.map(str.upper), min_size=1, max_size=5, unique=True))
def test_the_fields_and_the_details_never_disagree(details: KitDetails, primary: list[str]) -> None:
    fields = KitFields("k", tuple(primary), tone="casual")
    clean = rules.normalise_details(details)
    founded = rules.founded(fields, clean)
    shown = rules.detailed(founded, rules.storable(clean))
    assert tuple(color.hex for color in shown.colors.primary) == founded.primary_colors
    assert tuple(color.hex for color in shown.colors.accent) == founded.accent_colors
    assert shown.typography.headline and shown.typography.headline.family == founded.headline_font
    assert shown.voice.tone == clean.voice.tone
    assert founded.tone == (clean.voice.tone if clean.voice.tone in TONES else "casual")
    assert rules.founded(founded, shown) == founded


def test_fields_voice_and_guidelines_are_saved_as_one_version(world: World) -> None:
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor)
    change(world, kits.edit_details, actor, kit.id, lambda old: replace(
        old, colors=replace(old.colors, neutral=(NamedColor("#808080"),))))
    new = replace(kit.fields, name="Louder", tone="comedic")
    voice, rules_ = Voice("comedic", tagline="Hi"), Guidelines(style_do="Flat")
    saved = change(world, kits.update, actor, kit.id, new, voice=voice, guidelines=rules_, version=2)
    assert (saved.version, saved.fields, saved.details.voice, saved.details.guidelines) == (3, new, voice, rules_)
    newest, second, _ = change(world, kits.versions, actor, kit.id)
    assert (newest.changes, second.changes) == (("name", "tone", "voice", "guidelines"), ("colors",))
    assert change(world, kits.update, actor, kit.id, new, voice=Voice(tagline="Yo")).details.voice.tone == "comedic"
    with pytest.raises(ValidationFailed) as fault:
        change(world, kits.update, actor, kit.id, new, voice=Voice(tagline="x" * 101))
    assert list((fault.value.details or {})["fields"]) == ["tagline"]


# ---- versions

def test_every_saved_edit_can_be_seen_and_brought_back(either_scripted: World) -> None:
    world = either_scripted
    kits, actor = world.services.brand_kits, world.person()
    logos = world.services.logos
    kit = world.kit(actor, "One", primary_colors=("#112233",))
    first = world.clock.now
    world.clock.forward(hours=1)
    change(world, kits.update, actor, kit.id, replace(kit.fields, name="Two", primary_colors=("#445566",)))
    change(world, kits.edit_details, actor, kit.id, lambda old: replace(old, voice=replace(old.voice, tagline="Hi")))
    logos.add(actor, kit.id, "icon", picture(), "icon.png")
    with world.services.uow.read(actor) as tx:
        listed = kits.versions(tx, actor, kit.id)
        oldest = kits.version(tx, actor, kit.id, 1)
    assert [(v.version, v.changes) for v in listed] == [
        (4, ("logos",)), (3, ("voice",)), (2, ("name", "primary_colors")), (1, ()),
    ]  # fmt: skip
    assert oldest == listed[-1] and (oldest.saved_at, oldest.fields) == (first, kit.fields)
    back = change(world, kits.restore_version, actor, kit.id, 1)
    assert (back.version, back.fields, back.details.voice.tagline) == (5, kit.fields, "")
    assert [logo.type for logo in back.logos] == ["icon"]
    again = change(world, kits.restore_version, actor, kit.id, 3)
    assert (again.version, again.fields.name, again.details.voice.tagline) == (6, "Two", "Hi")
    for number in (0, 7, -1, 2**40):
        with pytest.raises(NotFound):
            change(world, kits.version, actor, kit.id, number)
        with pytest.raises(NotFound):
            change(world, kits.restore_version, actor, kit.id, number)


def test_a_kit_from_before_versions_has_its_present_one(world: World) -> None:
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor, "Old")
    with world.services.uow.write(System.WORKER) as tx:
        tx.session.connection().execute(sa.delete(BrandKitVersion))
    [only] = change(world, kits.versions, actor, kit.id)
    assert (only.version, only.fields, only.changes) == (1, kit.fields, ())
    assert world.rows(BrandKitVersion) == []
    change(world, kits.update, actor, kit.id, replace(kit.fields, name="New"))
    assert [v.fields.name for v in change(world, kits.versions, actor, kit.id)] == ["New", "Old"]
    assert change(world, kits.restore_version, actor, kit.id, 1).fields.name == "Old"


def test_the_newest_hundred_versions_are_kept_and_those_of_assets(scripted: World) -> None:
    kits, actor = scripted.services.brand_kits, scripted.person()
    kit = scripted.kit(actor)
    change(scripted, kits.update, actor, kit.id, replace(kit.fields, name="v2"))
    asset = scripted.made(actor, "With the second", brand_kit_id=kit.id)
    assert asset.brand_kit_version == 2
    for number in range(3, 106):
        change(scripted, kits.update, actor, kit.id, replace(kit.fields, name=f"v{number}"))
    kept = sorted(row.version for row in scripted.rows(BrandKitVersion))
    assert kept == [2, *range(6, 106)]
    assert change(scripted, kits.version, actor, kit.id, 2).fields.name == "v2"
    with pytest.raises(NotFound):
        change(scripted, kits.version, actor, kit.id, 3)
    with scripted.services.uow.write(System.WORKER) as tx:
        tx.session.connection().execute(sa.delete(Asset))
    change(scripted, kits.update, actor, kit.id, replace(kit.fields, name="v106"))
    assert sorted(row.version for row in scripted.rows(BrandKitVersion)) == [*range(7, 107)]


def test_versions_go_with_their_kit(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    kit = either_world.kit(actor)
    change(either_world, kits.delete, actor, kit.id)
    assert len(either_world.rows(BrandKitVersion)) == 1
    either_world.clock.forward(days=31)
    assert kits.purge() == 1
    assert either_world.rows(BrandKitVersion) == []


def test_of_many_edits_at_once_each_is_a_version(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    kit = either_world.kit(actor)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(
            lambda n: change(either_world, kits.update, actor, kit.id, replace(kit.fields, name=f"n{n}")), range(12)
        ))
    listed = change(either_world, kits.versions, actor, kit.id)
    assert [v.version for v in listed] == [*range(13, 0, -1)]
    assert listed[0].fields.name == either_world.kits(actor)[0].fields.name


# ---- what colours are worth, and reading them out of pictures

def test_a_check_covers_every_colour_of_the_kit_once(world: World) -> None:
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor, primary_colors=("#7C3AED", "#FACC15"), accent_colors=("#FACC15",))
    change(world, kits.edit_details, actor, kit.id, lambda old: replace(
        old, colors=replace(old.colors, neutral=(NamedColor("#388E3C", "Leaf"), NamedColor("#D32F2F", "Berry")))))
    check = change(world, kits.check, actor, kit.id)
    assert [color.hex for color in check.colors] == ["#7C3AED", "#FACC15", "#388E3C", "#D32F2F"]
    assert len(check.contrasts) == 12
    assert [remedy.partner for remedy in check.remedies] == ["#FACC15"]
    assert any("Leaf and Berry look alike with deuteranopia" in warning for warning in check.warnings)
    alone = change(world, kits.check, actor, world.kit(actor, primary_colors=("#112233",)).id)
    assert (alone.contrasts, alone.remedies, alone.warnings) == ((), (), ())


def test_a_palette_that_carries_no_words_is_said_so(world: World) -> None:
    actor = world.person()
    kit = world.kit(actor, primary_colors=("#777777", "#888888"))
    check = change(world, world.services.brand_kits.check, actor, kit.id)
    assert any("No two of these colours carry small text" in warning for warning in check.warnings)


def poster(title: str, ground: str, ink: str, family: str) -> bytes:
    file = rules.__file__.replace("features/brand_kits/rules.py", f"imaging/fonts/{FONTS[family].headline_file}")
    image = Image.new("RGB", (1280, 720), ground)
    draw = ImageDraw.Draw(image)
    draw.text((80, 120), title, fill=ink, font=ImageFont.truetype(file, 150))
    draw.rectangle((80, 520, 500, 640), fill="#1fa2ff")
    draw.rectangle((540, 520, 700, 640), fill="#e0245e")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def test_a_kit_is_read_out_of_pictures(scripted: World) -> None:
    kits = scripted.services.brand_kits
    titles = ("NIGHT SHIFT", "FINAL ROUND", "NO MERCY")
    proposed = kits.analyse(tuple(poster(title, "#120a24", "#facc15", "Anton") for title in titles))
    assert kits.checked(proposed.fields) == proposed.fields
    assert proposed.fields.headline_font == "Anton" and proposed.reading.headline is not None
    assert proposed.reading.headline.confidence >= 0.45
    assert proposed.fields.tone == proposed.reading.tone.tone
    assert {"#120A24", "#FACC15", "#1FA2FF", "#E0245E"} <= {*proposed.fields.colors}
    assert {role for _, role, _ in proposed.swatches} >= {"background", "primary", "secondary", "accent"}
    assert proposed.fields.extracted_from == "3 pictures"
    assert not any("Three to five" in warning for warning in proposed.warnings)
    assert len(proposed.check.contrasts) == len(proposed.fields.colors) * (len(proposed.fields.colors) - 1)


def test_what_the_pictures_do_not_show_is_said(scripted: World) -> None:
    proposed = scripted.services.brand_kits.analyse((picture(),))
    said = " ".join(proposed.warnings)
    assert "Three to five pictures" in said and "only 1 distinct" in said and "no words to read" in said
    assert proposed.reading.headline is proposed.reading.body is None
    assert proposed.fields.extracted_from == "1 picture"


def test_pictures_of_ones_own_can_be_named_by_address(either_scripted: World) -> None:
    world = either_scripted
    kits, alice, bob = world.services.brand_kits, world.person(), world.person("bob")
    logos = world.services.logos
    logo = logos.add(alice, world.kit(alice).id, "icon", picture(color="#d01030"), "x")
    asset = world.made(alice, "Mine")
    urls = [logo.url, asset.preview_url or asset.url]
    found = kits.pictures_at(alice, urls)
    assert found[0] == world.shelf.objects[logo.object_key] and len(found) == 2
    for actor, url in (
        (bob, logo.url), (bob, asset.url), (alice, "https://example.com/a.png"), (alice, "file:///etc/passwd"),
        (alice, "http://169.254.169.254/media/x"), (alice, "/media/logos/\x00"), (alice, "/media/../../etc/passwd"),
    ):  # fmt: skip
        with pytest.raises(ValidationFailed) as fault:
            kits.pictures_at(actor, [url])
        assert list((fault.value.details or {})["fields"]) == ["urls"]


def test_colours_are_read_out_of_pictures(scripted: World) -> None:
    kits = scripted.services.brand_kits
    proposed = kits.analyse((picture(color="#d01030"), picture(color="#1040d0"), picture(color="#10b040")))
    assert kits.checked(proposed.fields) == proposed.fields
    assert 1 <= len(proposed.swatches) <= 7
    assert sum(share for _, _, share in proposed.swatches) <= 1.01
    for count in (0, 6):
        with pytest.raises(ValidationFailed):
            kits.analyse((picture(),) * count)
    with pytest.raises(ImageRejected):
        kits.analyse((b"GIF89a",))
