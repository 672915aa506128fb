"""Whatever is sent is stored without loss or refused by its field; nothing is a 500."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from studio_app.core.text import clean_line
from tests.api.conftest import KIT, checked_client
from tests.people import PASSWORD, Person, sign_up
from tests.world import World


@pytest.fixture
def person(either_scripted: World, tmp_path: Path) -> Iterator[Person]:
    """Alice on either database: PostgreSQL refuses characters that SQLite keeps."""
    with checked_client(either_scripted) as http:
        yield sign_up(http, "alice")


WORDS = {
    "nul": "a\x00b",
    "surrogate": "a\ud800b",
    "direction": "a\u202eb\u2066",
    "emoji": "🎮👾🏳️‍🌈",
    "combining": "e\u0301" * 40,
    "rtl": "مرحبا بالعالم",
    "zero width": "a\u200bb\ufeff",
    "braces": "{kit_name}{{7*7}}${x}",
    "html": "<img src=x onerror=1>",
    "sql": "'; DROP TABLE users; --",
    "percent": "%s%n%00",
    "lines": "a\r\nb\tc",
    "private": "\ue000\U0010ffff",
}


def raw(person: Person, method: str, path: str, body: object) -> Any:
    """Sent as escaped JSON, so that even broken characters arrive."""
    content = json.dumps(body).encode()
    return person.call(method, path, content=content, headers={"Content-Type": "application/json"})


def test_any_words_are_stored_or_refused(person: Person) -> None:
    for name, words in WORDS.items():
        kit = raw(
            person, "POST", "/brand-kits", {**KIT, "name": words, "style_reference": words, "extracted_from": words}
        )
        assert kit.status_code in (201, 422), name
        if kit.status_code == 201:
            data = kit.json()["data"]
            assert data["name"] == data["style_reference"] == clean_line(words, 100), name
            assert person.get(f"/brand-kits/{data['id']}").json()["data"] == data
        me = raw(person, "PUT", "/auth/me", {"display_name": words[:50]})
        assert me.status_code in (200, 422), name
        context = {"platform": "twitch", "game_category": words, "stream_title": words}
        body = {"asset_type": "thumbnail", "title": words, "custom_prompt": words, "platform_context": context}
        job = raw(person, "POST", "/generate", body)
        assert job.status_code in (202, 422), (name, job.text)
        if job.status_code == 202:
            assert person.delete(f"/jobs/{job.json()['data']['id']}").status_code == 200
        assert (job.status_code == 422) == (name in ("nul", "surrogate")), name
        assert (kit.status_code == 422) == (name in ("nul", "surrogate", "private")), name
        assert raw(person, "POST", "/auth/login", {"email": words, "password": words}).status_code in (401, 422), name
        assert person.get("/assets", params={"q": words.encode("utf-8", "replace").decode()}).status_code in (200, 422)


def test_a_title_of_two_megabytes_is_too_large(alice: Person) -> None:
    answer = alice.post("/generate", json={"asset_type": "thumbnail", "title": "t" * 2_000_000})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "PAYLOAD_TOO_LARGE")
    long = alice.post("/generate", json={"asset_type": "thumbnail", "title": "t" * 900_000})
    assert long.status_code == 422 and len(long.text) < 2000
    assert alice.get("/jobs").json()["data"]["total"] == 0


@pytest.mark.parametrize(
    "seed", ["-1", "2147483648", "1e400", "NaN", "Infinity", "-Infinity", "1.5", '"x"', "[]", "9" * 400]
)
def test_odd_numbers_are_refused(alice: Person, seed: str) -> None:
    body = f'{{"asset_type": "thumbnail", "seed": {seed}}}'
    answer = alice.post("/generate", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422), answer.text


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    "asset_type",
    "title",
    "custom_prompt",
    "brand_kit_id",
    "platform_context",
    "style",
    "seed",
    "name",
    "primary_colors",
    "accent_colors",
    "fonts",
    "tone",
    "version",
    "is_public",
    "display_name",
    "avatar_url",
    "email",
    "password",
    "refresh_token",
    "colors",
    "width",
    "mode",
    "remember_me",
]
bodies = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), junk, max_size=8) | junk
PATHS = [
    ("POST", "/generate"),
    ("POST", "/brand-kits"),
    ("PUT", "/auth/me"),
    ("POST", "/previews"),
    ("POST", "/auth/signup"),
    ("POST", "/auth/login"),
    ("POST", "/auth/refresh"),
    ("PUT", "/brand-kits/{kit}"),
    ("PUT", "/assets/00000000-0000-4000-8000-000000000000/visibility"),
]


@given(where=st.sampled_from(PATHS), body=bodies)
def test_no_json_at_all_makes_a_500(alice: Person, where: tuple[str, str], body: object) -> None:
    kits = alice.get("/brand-kits").json()["data"]["brand_kits"]
    kit = kits[0]["id"] if kits else alice.post("/brand-kits", json=KIT).json()["data"]["id"]
    answer = raw(alice, where[0], where[1].replace("{kit}", kit), body)
    assert answer.status_code < 500, answer.text


@given(
    query=st.dictionaries(
        st.sampled_from(["q", "sort", "cursor", "limit", "offset", "asset_type", "status", "job_id"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        max_size=4,
    )
)
def test_no_query_at_all_makes_a_500(alice: Person, query: dict[str, str]) -> None:
    for path in ("/assets", "/jobs"):
        assert alice.get(path, params=query).status_code in (200, 422)


def test_a_password_of_any_letters_works(http: TestClient) -> None:
    for password in ("🎮🔥💜👾" * 16, "pässwörd is fine", "a" * 71 + "bcd", " leading and trailing "):
        person = sign_up(http, "p")
        body = {"email": f"x{person.email}", "password": password, "display_name": "P"}
        assert http.post("/api/v1/auth/signup", json=body).status_code == 201
        log_in = {"email": body["email"], "password": password}
        assert http.post("/api/v1/auth/login", json=log_in).status_code == 200
        wrong = {**log_in, "password": password[:-1] + "?"}
        assert http.post("/api/v1/auth/login", json=wrong).status_code == 401
    assert PASSWORD
