"""Access tokens, refresh seals, passwords: what is made can be read, and nothing else can."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import unicodedata
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.core.errors import InvalidToken
from studio_app.core.secrets import KeyRing, Master, derive_key
from studio_app.features.accounts.passwords import PasswordHasher
from studio_app.features.accounts.rules import PASSWORD_MIN, normalise_email, password_problem, within_grace
from studio_app.features.accounts.tokens import TokenMint, new_secret, seal, unseal

SECRET = "a secret that is long enough for every test"
MINT = TokenMint(Master(SECRET))
KEY = derive_key(SECRET, "access-token")
USER, SESSION = uuid.uuid4(), uuid.uuid4()
HASHER = PasswordHasher(KeyRing((b"pepper",)), rounds=4)


def b64(data: bytes | dict[str, Any]) -> str:
    raw = json.dumps(data).encode() if isinstance(data, dict) else data
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def claims(**changes: Any) -> dict[str, Any]:
    now = int(datetime.now(UTC).timestamp())
    return {
        "iss": "streamer-studio", "aud": "streamer-studio-api", "sub": str(USER), "sid": str(SESSION), "jti": "x",
        "iat": now, "exp": now + 3600, **changes,
    }


def forge(body: dict[str, Any], key: bytes = KEY, digest: Any = hashlib.sha256, **header: Any) -> str:
    head = {"alg": "HS256", "typ": "at+jwt", **header}
    text = f"{b64({k: v for k, v in head.items() if v is not None})}.{b64(body)}"
    return f"{text}.{b64(hmac.new(key, text.encode(), digest).digest())}"


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in claims().items() if key != name}


@given(st.uuids(), st.uuids(), st.integers(1, 24 * 30), st.sampled_from(["HS256", "HS384", "HS512"]))
def test_a_token_is_read_as_it_was_made(user: uuid.UUID, session: uuid.UUID, hours: int, algorithm: str) -> None:
    mint = TokenMint(Master(SECRET), algorithm, timedelta(hours=hours))
    now = datetime.now(UTC)
    token, expires = mint.access(user, session, now)
    read = mint.read(token)
    assert (read.user_id, read.session_id, read.expires_at) == (user, session, int(expires.timestamp()))
    assert timedelta(hours=hours) - timedelta(seconds=1) <= expires - now <= timedelta(hours=hours)


def test_our_own_forgery_would_be_taken() -> None:
    """The forging below is right in everything but what each case changes."""
    assert MINT.read(forge(claims())).user_id == USER


GOOD = forge(claims())
HEAD, BODY, SIGNATURE = GOOD.split(".")
PAST = int(datetime.now(UTC).timestamp()) - 3600
HOSTILE = {
    "empty": "",
    "alg none": f"{b64({'alg': 'none', 'typ': 'at+jwt'})}.{b64(claims())}.",
    "alg None with signature": forge(claims(), alg="None"),
    "no alg": forge(claims(), alg=None),
    "HS512 for HS256": forge(claims(), digest=hashlib.sha512, alg="HS512"),
    "another key": forge(claims(), key=b"0" * 32),
    "the master secret itself": forge(claims(), key=SECRET.encode()),
    "empty key": forge(claims(), key=b""),
    "RS256 claimed": forge(claims(), alg="RS256"),
    "expired": forge(claims(exp=PAST)),
    "never expires": forge(without("exp")),
    "expiry as text": forge(claims(exp="tomorrow")),
    "expiry is NaN": forge(claims(exp=float("nan"))),
    "not yet valid": forge(claims(nbf=PAST + 9999)),
    "other audience": forge(claims(aud="another-api")),
    "no audience": forge(without("aud")),
    "other issuer": forge(claims(iss="evil")),
    "no issuer": forge(without("iss")),
    "plain typ": forge(claims(), typ="JWT"),
    "no typ": forge(claims(), typ=None),
    "no subject": forge(without("sub")),
    "no session": forge(without("sid")),
    "subject is no id": forge(claims(sub="alice")),
    "subject is a list": forge(claims(sub=[str(USER)])),
    "session is a number": forge(claims(sid=5)),
    "claims are a list": f"{b64({'alg': 'HS256', 'typ': 'at+jwt'})}.{b64(b'[1]')}.{SIGNATURE}",
    "key id from the attacker": forge(claims(), key=b"evil" * 8, kid="../../../dev/null"),
    "key in the header": forge(claims(), key=b"evil" * 8, jwk={"kty": "oct", "k": b64(b"evil" * 8)}),
    "key address in the header": forge(claims(), key=b"evil" * 8, jku="https://evil.example/keys"),
    "unknown critical header": forge(claims(), crit=["exp2"], exp2=1),
    "extra dot": GOOD + ".",
    "dot in front": "." + GOOD,
    "five parts": f"{GOOD}.{BODY}.{SIGNATURE}",
    "double dots": f"{HEAD}..{BODY}.{SIGNATURE}",
    "no signature": f"{HEAD}.{BODY}.",
    "two parts": f"{HEAD}.{BODY}",
    "cut signature": GOOD[:-2],
    "changed body": f"{HEAD}.{b64(claims(sub=str(uuid.uuid4())))}.{SIGNATURE}",
    "a megabyte": "a" * 1_000_000,
    "a megabyte of dots": "." * 1_000_000,
    "a long valid token": forge(claims(pad="x" * 4000)),
    "deep json": f"{b64(b'[' * 900)}.{BODY}.{SIGNATURE}",
    "unicode": "ⓐ.ⓑ.ⓒ",
    "lone surrogate": "\ud800.\udfff.\ud800",
    "nul": "\x00.\x00.\x00",
    "emoji in body": f"{HEAD}.💥.{SIGNATURE}",
    "a refresh token": new_secret(),
    "a csrf token": MINT.csrf(SESSION),
    "white space": f" {GOOD}\n",
}


@pytest.mark.parametrize("token", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_tokens_are_refused(token: str) -> None:
    with pytest.raises(InvalidToken):
        MINT.read(token)


@given(st.text(max_size=300) | st.from_regex(r"[\w-]{0,80}\.[\w-]{0,80}\.[\w-]{0,80}"))
def test_arbitrary_text_is_no_token(text: str) -> None:
    with pytest.raises(InvalidToken):
        MINT.read(text)


@given(st.integers(0, len(GOOD) - 1), st.sampled_from("ABCDwxyz019-_.=\x00é"))
def test_a_token_with_one_character_changed_is_no_token(place: int, character: str) -> None:
    """The last character of a part has bits that carry nothing: there, another spelling is still the same token."""
    token = GOOD[:place] + character + GOOD[place + 1 :]
    try:
        read = MINT.read(token)
    except InvalidToken:
        return
    assert (read.user_id, read.session_id) == (USER, SESSION)
    assert token == GOOD or place == len(GOOD) - 1


@given(st.uuids(), st.uuids(), st.text(max_size=50))
def test_a_csrf_token_belongs_to_one_session(session: uuid.UUID, other: uuid.UUID, text: str) -> None:
    token = MINT.csrf(session)
    assert MINT.csrf_matches(session, token)
    assert MINT.csrf_matches(other, token) == (session == other)
    assert not MINT.csrf_matches(session, text)
    assert not TokenMint(Master(SECRET + "!")).csrf_matches(session, token)


plain = st.text(alphabet="abcXYZ019-_", min_size=1, max_size=60)


@given(plain, plain)
def test_a_sealed_successor_opens_only_for_its_holder(presented: str, other: str) -> None:
    successor = new_secret()
    sealed = seal(successor, presented)
    assert len(sealed) <= 400 and successor not in sealed
    assert unseal(sealed, presented) == successor
    if other != presented:
        with pytest.raises(InvalidToken):
            unseal(sealed, other)


passwords = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@settings(max_examples=100)
@given(passwords, passwords)
def test_a_password_matches_itself_only(password: str, other: str) -> None:
    stored = HASHER.hash(password)
    assert HASHER.verify(password, stored)
    same = unicodedata.normalize("NFC", password) == unicodedata.normalize("NFC", other)
    assert HASHER.verify(other, stored) == same


@pytest.mark.parametrize("length", [72, 73, 1000])
def test_the_last_byte_of_a_long_password_counts(length: int) -> None:
    stored = HASHER.hash("p" * (length - 1) + "1")
    assert HASHER.verify("p" * (length - 1) + "1", stored)
    assert not HASHER.verify("p" * (length - 1) + "2", stored)
    assert not HASHER.verify("p" * (length - 1), stored)


def test_sixty_four_emoji_and_nul_bytes_are_a_password() -> None:
    emoji = "🎮🔥💜👾" * 16
    assert HASHER.verify(emoji, HASHER.hash(emoji))
    assert not HASHER.verify(emoji[:-1] + "🎯", HASHER.hash(emoji))
    assert not HASHER.verify("before\x00after one", HASHER.hash("before\x00after two"))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
@settings(max_examples=100)
def test_composed_and_decomposed_spellings_are_one_password(text: str) -> None:
    stored = HASHER.hash(unicodedata.normalize("NFC", text))
    assert HASHER.verify(unicodedata.normalize("NFD", text), stored)


def test_without_a_stored_hash_nothing_matches_and_the_work_is_done() -> None:
    assert not HASHER.verify("anything at all", None)
    assert not HASHER.verify("", None)


def test_another_pepper_or_salt_gives_another_hash() -> None:
    stored = HASHER.hash("correct horse battery")
    assert HASHER.hash("correct horse battery") != stored
    assert not PasswordHasher(KeyRing((b"other",)), rounds=4).verify("correct horse battery", stored)
    assert PasswordHasher(KeyRing((b"pepper",))).hash("x").startswith("$2b$12$")


@given(st.text(max_size=1100))
def test_a_password_without_a_problem_is_long_and_varied(password: str) -> None:
    if "\ud800" <= max(password, default="") <= "\udfff":
        return
    if password_problem(password) is None:
        assert len(password) >= PASSWORD_MIN and len(set(password)) >= 4
        assert len(unicodedata.normalize("NFC", password).encode()) <= 1024


def test_what_is_wrong_with_a_password_is_said() -> None:
    assert password_problem("short") == "Use at least 10 characters."
    assert password_problem("é" * 600 + "abc") == "Use at most 1,024 bytes."
    assert password_problem("Alice@Example.com", "alice@example.com") == "Your password may not be your e-mail."
    for easy in ("aaaaaaaaaaaa", "password123", "Password1234", "qwertyuiop", "1234567890", "iloveyou12",
                 "abcabcabcabc", "streamerstudio", "Streamer Studio", "p@ssw0rd2024", "starlingstarling"):
        assert "easy to guess" in (password_problem(easy, "nova.starling@example.com") or ""), easy
    for name in ("nova.starling", "twitch streamer"):
        assert password_problem(name + " went to buy eleven limes", "nova.starling@example.com") is None
    assert password_problem("correct horse battery", "alice@example.com") is None


@given(st.emails())
def test_an_address_has_one_spelling(email: str) -> None:
    once = normalise_email(email)
    assert normalise_email(once) == once == normalise_email(f"  {email.upper()} ") or not email.isascii()


@given(st.datetimes(timezones=st.just(UTC)), st.floats(0, 60))
def test_the_grace_lasts_ten_seconds(used: datetime, seconds: float) -> None:
    if used.year < 9999:
        later = timedelta(seconds=seconds)
        assert within_grace(used, used + later) == (later <= timedelta(seconds=10))
