"""Brand kits: keeping them, one active at a time, and their logos."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, StudioError, ValidationFailed
from studio_app.db.models import BrandKit, BrandKitLogo
from studio_app.features.brand_kits.types import LOGO_TYPES, KitChanged, KitFields, KitView, TooManyKits
from studio_app.imaging.decode import ImageRejected
from studio_app.ports.storage import StorageFault
from tests.world import World, picture

FULL = KitFields(
    "Neon", ("#ff0000", "#00FF00"), ("#0000ff",), "Anton", "Inter", "comedic", "like a poster", "three clips"
)


def change(world: World, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    with world.services.uow.write() as tx:
        return work(tx, *arguments, **named)


def active(world: World, actor: Actor) -> list[uuid.UUID]:
    return [kit.id for kit in world.kits(actor) if kit.is_active]


def rows(world: World, actor: Actor) -> list[BrandKit]:
    return world.rows(BrandKit, BrandKit.user_id == actor.user_id)


def test_a_kit_is_kept_as_it_was_given(either_world: World) -> None:
    kits, actor = either_world.services.brand_kits, either_world.person()
    made: KitView = change(either_world, kits.create, actor, FULL)
    with either_world.services.uow.read() as tx:
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
    with either_world.services.uow.read() as tx:
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
    kit = world.kit(alice)
    kits.add_logo(alice, kit.id, "primary", picture(), "logo.png")
    before = world.kits(alice), dict(world.shelf.objects)
    attempts: list[Callable[[], object]] = [
        lambda: change(world, kits.get, bob, kit.id),
        lambda: change(world, kits.update, bob, kit.id, FULL),
        lambda: change(world, kits.activate, bob, kit.id),
        lambda: change(world, kits.delete, bob, kit.id),
        lambda: change(world, kits.restore, bob, kit.id),
        lambda: kits.add_logo(bob, kit.id, "primary", picture(), "x"),
        lambda: kits.remove_logo(bob, kit.id, "primary"),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert (world.kits(alice), dict(world.shelf.objects)) == before
    assert world.kits(bob) == []


# ---- logos

def test_a_logo_is_stored_clean_and_shown(either_scripted: World) -> None:
    world = either_scripted
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor)
    source = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "my home address"
    Image.new("RGB", (3000, 1500), "#ff0000").save(source, "JPEG", exif=exif)
    logo = kits.add_logo(actor, kit.id, "icon", source.getvalue(), "C:\\logo\x00.jpg" + "x" * 300)
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
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor)
    first = kits.add_logo(actor, kit.id, "primary", picture(), "a")
    second = kits.add_logo(actor, kit.id, "primary", picture(color="#ffffff"), "b")
    third = kits.add_logo(actor, kit.id, "watermark", picture(), "c")
    assert set(world.shelf.objects) == {second.object_key, third.object_key}
    assert first.object_key not in world.shelf.objects
    [shown] = world.kits(actor)
    assert shown.logo == second
    kits.remove_logo(actor, kit.id, "primary")
    assert set(world.shelf.objects) == {third.object_key}
    with pytest.raises(NotFound):
        kits.remove_logo(actor, kit.id, "primary")
    with pytest.raises(NotFound):
        kits.remove_logo(actor, kit.id, "no such kind")


def test_many_logos_of_one_kind_at_once_leave_one_object(either_scripted: World) -> None:
    world = either_scripted
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: kits.add_logo(actor, kit.id, "primary", picture(), f"{n}"), range(6)))
    [logo] = world.rows(BrandKitLogo)
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
    kit = scripted.kit(actor)
    for attempt in (
        lambda: kits.add_logo(actor, kit.id, "primary", data, "logo.png"),
        lambda: kits.analyse((picture(), data)),
    ):
        with pytest.raises(StudioError) as fault:
            attempt()
        assert fault.value.status in (413, 422)
        assert fault.value.message.endswith(".")
    assert scripted.shelf.objects == {} and scripted.kits(actor) == [kit]


def test_a_logo_of_an_unknown_kind_is_refused(scripted: World) -> None:
    kits, actor = scripted.services.brand_kits, scripted.person()
    kit = scripted.kit(actor)
    with pytest.raises(ValidationFailed):
        kits.add_logo(actor, kit.id, "tattoo", picture(), "x")
    assert scripted.shelf.objects == {}
    assert LOGO_TYPES[0] == "primary"


def test_when_the_storage_is_down_the_old_logo_stays(scripted: World) -> None:
    kits, actor = scripted.services.brand_kits, scripted.person()
    kit = scripted.kit(actor)
    old = kits.add_logo(actor, kit.id, "primary", picture(), "old")
    scripted.shelf.down = True
    with pytest.raises(StorageFault):
        kits.add_logo(actor, kit.id, "primary", picture(), "new")
    scripted.shelf.down = False
    [shown] = scripted.kits(actor)
    assert shown.logo == old and list(scripted.shelf.objects) == [old.object_key]


def test_a_kit_that_vanishes_during_the_upload_leaves_no_object(scripted: World) -> None:
    kits, actor = scripted.services.brand_kits, scripted.person()
    kit = scripted.kit(actor)
    scripted.shelf.after_put = lambda _n: change(scripted, kits.delete, actor, kit.id)
    with pytest.raises(NotFound):
        kits.add_logo(actor, kit.id, "primary", picture(), "x")
    assert scripted.shelf.objects == {} and scripted.rows(BrandKitLogo) == []


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
