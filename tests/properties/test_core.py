"""Cleaning, cursors, signed links, money and ids: the transformations everything else stands on."""

from __future__ import annotations

import base64
import unicodedata
import uuid
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from cryptography.fernet import Fernet
from hypothesis import example, given
from hypothesis import strategies as st

from studio_app.core.clock import iso
from studio_app.core.cursor import Cursors
from studio_app.core.errors import StudioError, ValidationFailed
from studio_app.core.ids import new_id, parse_id, random_key
from studio_app.core.links import MediaLinks
from studio_app.core.money import format_usd
from studio_app.core.sealing import SealBroken, Sealer
from studio_app.core.secrets import KeyRing, Master
from studio_app.core.text import clean_line, clean_paragraph

anything = st.text(st.characters(exclude_categories=[]), max_size=200)
awkward = st.lists(
    st.sampled_from(
        [*"aée\u0301\u200b\u200d\u200c\u202e\u2066\ufeff\u00ad\n\t\x00 \u2028\ud800\U000e0041\U000e007f"
         "\U0001f3f4\ufe0f\U000e0100🎮\u034f\u3164{<>"]
    ),
    max_size=30,
).map("".join)
DIRECTION = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = set("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e")


def tag(character: str) -> bool:
    return 0xE0000 <= ord(character) <= 0xE007F


def selector(character: str) -> bool:
    return 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF


@example("e\u200b\u0301", 10)
@given(anything | awkward, st.integers(1, 150))
def test_a_clean_line_is_one_storable_line(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert line == " ".join(line.split())
    assert unicodedata.is_normalized("NFC", line)
    line.encode("utf-8")
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for c in line)
    assert not DIRECTION & set(line)


@given(anything | awkward, st.integers(1, 150))
def test_cleaning_twice_changes_nothing(text: str, limit: int) -> None:
    assert clean_line(clean_line(text, limit), limit) == clean_line(text, limit)
    assert clean_paragraph(clean_paragraph(text, limit), limit) == clean_paragraph(text, limit)


@given(anything | awkward)
def test_a_paragraph_that_is_read_hides_nothing(text: str) -> None:
    """Characters that nobody sees can carry orders to a model."""
    paragraph = clean_paragraph(text, 500)
    assert not INVISIBLE & set(paragraph)
    assert not any(tag(c) or selector(c) for c in paragraph)
    assert not any(unicodedata.category(c) == "Cf" for c in paragraph)


@given(anything | awkward)
def test_tag_characters_stay_only_in_flags(text: str) -> None:
    line = clean_line(text, 500)
    for place, character in enumerate(line):
        if tag(character):
            before = line[:place].rstrip("".join(map(chr, range(0xE0000, 0xE0080))))
            assert before.endswith("\U0001f3f4")


def test_what_people_write_survives() -> None:
    england = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    for text in ("GG! 100% «ça va»", "👨‍👩‍👧 family", "می‌خواهم", england, "日本語", "❤️"):
        assert clean_line(text, 140) == unicodedata.normalize("NFC", text)


CURSORS = Cursors(KeyRing((b"cursor key",)))
moments = st.datetimes(timezones=st.just(UTC), min_value=datetime(1990, 1, 1), max_value=datetime(2200, 1, 1))


@given(moments, st.uuids())
def test_a_cursor_comes_back_as_it_went(moment: datetime, row_id: uuid.UUID) -> None:
    assert CURSORS.decode(CURSORS.encode(moment, row_id)) == (moment, row_id)


@given(moments, st.uuids(), st.integers(0, 200), st.sampled_from("ABCxyz019-_"))
def test_a_changed_cursor_is_refused_or_means_the_same(
    moment: datetime, row_id: uuid.UUID, place: int, character: str
) -> None:
    cursor = CURSORS.encode(moment, row_id)
    place %= len(cursor)
    changed = cursor[:place] + character + cursor[place + 1 :]
    try:
        assert CURSORS.decode(changed) == (moment, row_id)
        assert base64.urlsafe_b64decode(changed + "===") == base64.urlsafe_b64decode(cursor + "===")
    except ValidationFailed as fault:
        assert "cursor" in (fault.details or {})["fields"]


@given(anything | st.from_regex(r"[A-Za-z0-9_-]{1,300}", fullmatch=True))
def test_a_made_up_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValidationFailed):
        CURSORS.decode(text)


def test_a_cursor_of_another_key_is_refused() -> None:
    with pytest.raises(ValidationFailed):
        Cursors(KeyRing((b"other",))).decode(CURSORS.encode(datetime.now(UTC), uuid.uuid4()))


LINKS = MediaLinks(KeyRing((b"link key",)), "https://studio.example")
keys = st.from_regex(r"(assets|logos)/[A-Za-z0-9_-]{27}\.(png|webp|jpg)", fullmatch=True)
names = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def parts(url: str) -> tuple[str, int, str, str | None]:
    split = urlsplit(url)
    query = parse_qs(split.query)
    return unquote(split.path).removeprefix("/media/"), int(query["e"][0]), query["s"][0], query.get("name", [None])[0]


@given(keys, moments, names)
def test_a_signed_link_works_for_one_to_two_hours(key: str, now: datetime, name: str | None) -> None:
    url, expires = LINKS.signed(key, now, name)
    path, e, s, given_name = parts(url)
    assert (path, e, given_name) == (key, expires, name)
    assert 3600 <= expires - int(now.timestamp()) <= 7200
    assert LINKS.allows(key, e, s, name, now)
    assert LINKS.allows(key, e, s, name, datetime.fromtimestamp(expires - 1, UTC))
    assert not LINKS.allows(key, e, s, name, datetime.fromtimestamp(expires, UTC))


@given(keys, keys, moments, st.integers(-10_000, 10_000), st.text(max_size=40), names)
def test_a_signed_link_covers_all_of_its_parts(
    key: str, other: str, now: datetime, shift: int, text: str, name: str | None
) -> None:
    _, e, s, _ = parts(LINKS.signed(key, now)[0])
    assert LINKS.allows(other, e, s, None, now) == (other == key)
    assert LINKS.allows(key, e + shift, s, None, now) == (shift == 0)
    assert LINKS.allows(key, e, s, name, now) == (not name)
    assert not LINKS.allows(key, e, text.encode("utf-8", "ignore").decode(), None, now)
    assert not MediaLinks(KeyRing((b"other",)), "https://studio.example").allows(key, e, s, None, now)


@given(keys, moments)
def test_a_signed_link_stays_the_same_within_the_hour(key: str, now: datetime) -> None:
    start = datetime.fromtimestamp(int(now.timestamp()) // 3600 * 3600, UTC)
    assert LINKS.signed(key, start) == LINKS.signed(key, start + timedelta(minutes=59))


encodable = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)


@given(encodable, encodable)
def test_a_signature_is_of_one_text_under_one_purpose(text: str, other: str) -> None:
    ring = Master("master").ring("one")
    assert ring.matches(text, ring.sign(text)) and len(ring.sign(text)) == 32
    assert ring.matches(other, ring.sign(text)) == (text == other)
    assert not Master("master").ring("two").matches(text, ring.sign(text))


@given(encodable, encodable, encodable)
def test_a_sealed_text_opens_for_its_key_and_what_it_is_about(text: str, about: str, other: str) -> None:
    old, new = Master("old"), Master("new", ("old",))
    sealed = Sealer(old.ring("x")).seal(text, about)
    assert Sealer(old.ring("x")).open(sealed, about) == Sealer(new.ring("x")).open(sealed, about) == text
    assert sealed != Sealer(old.ring("x")).seal(text, about)  # never twice the same
    wrong = [(old.ring("y"), about), (Master("new").ring("x"), about)]
    for ring, said in [*wrong, (old.ring("x"), other)] if other != about else wrong:
        with pytest.raises(SealBroken):
            Sealer(ring).open(sealed, said)


@given(encodable, st.integers(0, 200), st.integers(1, 255))
def test_a_sealed_text_that_was_touched_opens_never(text: str, place: int, change: int) -> None:
    sealer = Sealer(Master("old").ring("x"))
    head, _, data = sealer.seal(text).rpartition(".")
    raw = bytearray(base64.urlsafe_b64decode(data))
    raw[place % len(raw)] ^= change
    for touched in (f"{head}.{base64.urlsafe_b64encode(bytes(raw)).decode()}", f"{head}.", "g1.x.y", "", "nonsense"):
        with pytest.raises(SealBroken):
            sealer.open(touched)


def test_what_older_releases_sealed_still_opens() -> None:
    ring = Master("old").ring("x")
    older = Fernet(base64.urlsafe_b64encode(ring.current)).encrypt(b"whsec_1").decode()
    assert Sealer(Master("new", ("old",)).ring("x")).open(older) == "whsec_1"


@given(st.integers(0, 10**9))
def test_money_reads_back(cents: int) -> None:
    text = format_usd(cents)
    dollars, _, rest = text.removeprefix("$").partition(".")
    assert int(dollars) * 100 + int(rest or 0) == cents
    assert (rest == "") == (cents % 100 == 0) and len(rest) in (0, 2)


ids = st.uuids()


@given(st.text(max_size=40) | ids.map(str) | ids.map(lambda u: str(u).upper()) | ids.map(lambda u: u.hex))
def test_only_canonical_ids_are_ids(text: str) -> None:
    found = parse_id(text)
    assert found is None or str(found) == text.lower()


@pytest.mark.parametrize("odd", [None, 5, [], {}, b"x", "urn:uuid:12345678-1234-5678-1234-567812345678"])
def test_odd_values_are_no_ids(odd: object) -> None:
    assert parse_id(odd) is None  # type: ignore[arg-type]


def test_ids_and_keys_do_not_repeat() -> None:
    assert len({new_id() for _ in range(500)} | {random_key() for _ in range(500)}) == 1000
    assert len(random_key()) >= 27


zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(st.datetimes(min_value=datetime(1970, 1, 2), timezones=zones))
def test_dates_are_utc_with_milliseconds(moment: datetime) -> None:
    if moment.year >= 9999:
        return
    text = iso(moment)
    assert text.endswith("Z") and len(text.split(".")[1]) == 4
    back = datetime.fromisoformat(text)
    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)


def all_faults(kind: type[StudioError] = StudioError) -> list[type[StudioError]]:
    return [kind, *(fault for child in kind.__subclasses__() for fault in all_faults(child))]


def test_every_fault_has_a_code_a_status_and_a_sentence() -> None:
    import studio_app.bootstrap  # noqa: F401  (every feature's own faults are loaded)

    for fault in all_faults():
        if not fault.__module__.startswith("studio_app"):
            continue
        assert fault.code == fault.code.upper() and fault.code.replace("_", "").isalnum()
        assert 400 <= fault.status <= 599
        assert fault.message[0].isupper() and fault.message[-1] == "."
