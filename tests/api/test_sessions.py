"""Browsers: cookies, the CSRF token, origins; and that none of it mixes with bearer tokens."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from studio_app.core.config import DEVELOPMENT_SECRET, Settings
from tests.api.conftest import KIT, Checked, checked_client
from tests.conftest import SITE, make_settings, make_world
from tests.people import PASSWORD, Person
from tests.world import Painter, Shelf

BROWSER = {"Origin": SITE, "Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin"}


def cookies(answer: Any) -> dict[str, Any]:
    jar: SimpleCookie = SimpleCookie()
    for header in answer.headers.get_list("set-cookie"):
        jar.load(header)
    return dict(jar.items())


def log_in(http: TestClient, email: str, **headers: str) -> Any:
    http.cookies.clear()
    return http.post("/api/v1/auth/login", json={"email": email, "password": PASSWORD}, headers={**BROWSER, **headers})


@pytest.fixture
def browser(http: Checked, alice: Person) -> Any:
    """Alice's session as her browser holds it: `(client, headers that its pages send along)`."""
    answer = log_in(http, alice.email)
    assert answer.status_code == 200
    return http, {**BROWSER, "X-CSRF-Token": answer.json()["data"]["csrf_token"]}


def test_a_page_gets_cookies_and_no_tokens(http: TestClient, alice: Person) -> None:
    answer = log_in(http, alice.email)
    data, jar = answer.json()["data"], cookies(answer)
    assert not {"access_token", "refresh_token", "token_type"} & set(data)
    assert set(jar) == {"ss_at", "ss_rt", "ss_csrf", "ss_browser"}
    assert jar["ss_browser"]["httponly"] and (jar["ss_browser"]["samesite"], jar["ss_browser"]["path"]) == ("lax", "/")
    assert jar["ss_at"]["httponly"] and jar["ss_rt"]["httponly"] and not jar["ss_csrf"]["httponly"]
    assert (jar["ss_at"]["samesite"], jar["ss_rt"]["samesite"], jar["ss_csrf"]["samesite"]) == ("lax", "strict", "lax")
    assert (jar["ss_at"]["path"], jar["ss_rt"]["path"], jar["ss_csrf"]["path"]) == ("/", "/api/v1/auth", "/")
    assert not any(cookie["secure"] or cookie["domain"] for cookie in jar.values())
    assert all(cookie["expires"] or cookie["max-age"] for cookie in jar.values())
    assert jar["ss_csrf"].value == data["csrf_token"]
    assert jar["ss_at"].value not in answer.text and jar["ss_rt"].value not in answer.text


@pytest.fixture
def https(tmp_path: Path, database_url: str) -> Iterator[Checked]:
    own = make_settings(tmp_path, database_url, public_url="https://studio.example")
    world = make_world(own, painter=Painter(), storage=Shelf())
    with checked_client(world, "https://studio.example") as client:
        yield client
    world.close()


def test_over_https_cookies_are_bound_to_the_host(https: Checked) -> None:
    body = {"email": "a@example.com", "password": PASSWORD, "display_name": "A"}
    answer = https.post("/api/v1/auth/signup", json=body, headers={"Origin": "https://studio.example"})
    jar = cookies(answer)
    assert set(jar) == {"__Host-ss_at", "__Secure-ss_rt", "__Host-ss_csrf"}
    assert all(cookie["secure"] and not cookie["domain"] for cookie in jar.values())
    assert jar["__Host-ss_at"]["path"] == jar["__Host-ss_csrf"]["path"] == "/"
    assert "max-age" in answer.headers["strict-transport-security"]
    assert https.get("/api/v1/auth/me").status_code == 200
    page = cookies(https.post("/api/v1/auth/login", json={"email": body["email"], "password": PASSWORD}, headers={
        "Origin": "https://studio.example", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin",
    }))["__Host-ss_browser"]
    assert page["secure"] and page["httponly"] and page["path"] == "/" and not page["domain"]


def test_over_https_an_unbound_cookie_says_nothing(https: Checked) -> None:
    """A neighbour host can plant a cookie for the whole domain, but none that starts with `__Host-`."""
    body = {"email": "a@example.com", "password": PASSWORD, "display_name": "A"}
    token = https.post("/api/v1/auth/signup", json=body).json()["data"]
    https.cookies.clear()
    planted = {"Cookie": f"ss_at={token['access_token']}; ss_rt={token['refresh_token']}"}
    assert https.get("/api/v1/auth/me", headers=planted).status_code == 401
    assert https.post("/api/v1/auth/refresh", headers=planted).status_code == 401


def test_reading_needs_the_cookie_and_writing_the_token_too(browser: Any) -> None:
    http, headers = browser
    assert http.get("/api/v1/auth/me").status_code == 200
    made = http.post("/api/v1/brand-kits", json=KIT, headers=headers)
    assert made.status_code == 201
    path = f"/api/v1/brand-kits/{made.json()['data']['id']}"
    without = {name: value for name, value in headers.items() if name != "X-CSRF-Token"}
    for method, body in (("POST", KIT), ("PUT", {"name": "X"}), ("DELETE", None)):
        target = "/api/v1/brand-kits" if method == "POST" else path
        for wrong in (
            without,
            {**headers, "X-CSRF-Token": ""},
            {**headers, "X-CSRF-Token": "wrong"},
            {**headers, "X-CSRF-Token": "\u00e9".encode("latin-1")},
        ):
            answer = http.request(method, target, json=body, headers=wrong)
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "CSRF_FAILED")
    assert http.get(path).json()["data"]["name"] == "Neon"


def test_a_token_of_another_session_is_refused(browser: Any, bob: Person) -> None:
    http, headers = browser
    other = log_in(http, bob.email).json()["data"]["csrf_token"]
    answer = http.post("/api/v1/brand-kits", json=KIT, headers={**headers})
    assert answer.status_code == 403 and other != headers["X-CSRF-Token"]


@pytest.mark.parametrize(
    "foreign",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:3000.evil.example"},
        {"Origin": "http://localhost:3001"},
        {"Origin": "https://localhost:3000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Referer": "https://evil.example/page"},
        {"Referer": "http://["},
        {"Referer": "about:blank"},
    ],
    ids=str,
)
def test_other_sites_cannot_write(browser: Any, alice: Person, foreign: dict[str, str]) -> None:
    http, headers = browser
    sent = {"X-CSRF-Token": headers["X-CSRF-Token"], **foreign}
    for path, body in (
        ("/api/v1/brand-kits", KIT),
        ("/api/v1/auth/login", {"email": alice.email, "password": PASSWORD}),
        ("/api/v1/auth/refresh", None),
        ("/api/v1/auth/logout", None),
        ("/api/v1/previews", {}),
        ("/api/v1/auth/signup", {"email": "x@example.com", "password": PASSWORD, "display_name": "X"}),
    ):
        answer = http.post(path, json=body, headers=sent)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "CSRF_FAILED"), path
    assert http.get("/api/v1/auth/me").status_code == 200


def test_a_page_of_ours_may_name_itself_by_referer(browser: Any) -> None:
    http, headers = browser
    sent = {"X-CSRF-Token": headers["X-CSRF-Token"], "Referer": f"{SITE}/brand-kits"}
    assert http.post("/api/v1/brand-kits", json=KIT, headers=sent).status_code == 201


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer", "", "Basic x", "Bearer  "])
def test_a_bad_bearer_never_falls_back_to_the_cookie(browser: Any, header: str) -> None:
    http, _ = browser
    answer = http.get("/api/v1/auth/me", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "INVALID_TOKEN")


def test_a_bearer_needs_no_csrf_token_and_beats_the_cookie(browser: Any, bob: Person) -> None:
    http, _ = browser
    me = http.get("/api/v1/auth/me", headers=bob.headers).json()["data"]
    assert me["email"] == bob.email
    assert http.post("/api/v1/brand-kits", json=KIT, headers=bob.headers).status_code == 201


def test_the_refresh_cookie_rotates(browser: Any) -> None:
    http, headers = browser
    before = http.cookies["ss_rt"]
    answer = http.post("/api/v1/auth/refresh", headers=headers)
    assert answer.status_code == 200 and "refresh_token" not in answer.json()["data"]
    assert "ss_browser" not in cookies(answer)
    assert http.cookies["ss_rt"] != before
    assert http.get("/api/v1/auth/me").status_code == 200


def test_logging_out_clears_cookies_and_ends_the_session(browser: Any) -> None:
    http, headers = browser
    kept = dict(http.cookies)
    answer = http.post("/api/v1/auth/logout", headers=headers)
    jar = cookies(answer)
    assert set(jar) == {"ss_at", "ss_rt", "ss_csrf"}
    assert all(cookie.value == "" and cookie["max-age"] == "0" for cookie in jar.values())
    assert jar["ss_rt"]["path"] == "/api/v1/auth" and '"storage"' in answer.headers["clear-site-data"]
    assert http.cookies["ss_browser"] == kept["ss_browser"]  # it is known again when she comes back
    http.cookies.clear()
    stale = {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())}
    assert http.get("/api/v1/auth/me", headers=stale).status_code == 401
    assert http.post("/api/v1/auth/refresh", headers={**BROWSER, **stale}).status_code == 401


def test_what_a_browser_keeps_is_told_to_no_script_and_holds_for_who_signs_in_next(bob: Person, browser: Any) -> None:
    http, headers = browser
    kept = http.cookies["ss_browser"]
    answer = http.post("/api/v1/auth/login", json={"email": bob.email, "password": PASSWORD}, headers=headers)
    assert answer.status_code == 200 and http.cookies["ss_browser"] == kept and kept not in answer.text


def test_native_clients_get_the_tokens(http: TestClient, alice: Person) -> None:
    http.cookies.clear()
    data = http.post("/api/v1/auth/login", json={"email": alice.email, "password": PASSWORD}).json()["data"]
    assert data["access_token"].count(".") == 2 and len(data["refresh_token"]) >= 40


SAFE = {
    "app_env": "production",
    "jwt_secret_key": "k" * 40,
    "database_url": "postgresql://db/x",
    "redis_url": "redis://r",
    "s3_bucket": "b",
    "aws_access_key_id": "a",
    "aws_secret_access_key": "s",
    "google_api_key": "g",
    "public_url": "https://studio.example",
    "smtp_host": "mail.studio.example",
}


def settings_of(**changes: Any) -> Settings:
    return Settings(_env_file=None, **{**SAFE, **changes})  # type: ignore[call-arg]


def test_production_hides_the_documents(database_url: str, tmp_path: Path) -> None:
    own = settings_of(database_url=database_url, data_dir=tmp_path, redis_url="redis://127.0.0.1:1")
    world = make_world(own, painter=Painter(), storage=Shelf())
    with checked_client(world, "https://studio.example") as http:
        for path in ("/api/docs", "/api/openapi.json", "/api/redoc", "/docs", "/redoc", "/openapi.json"):
            assert http.get(path).status_code == 404, path
        assert http.get("/api/v1/catalog").status_code == 200
    world.close()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"jwt_secret_key": "development-only-secret-change-me-before-you-deploy"}, "JWT_SECRET_KEY"),
        ({"jwt_secret_key": "short"}, "JWT_SECRET_KEY"),
        ({"database_url": None}, "DATABASE_URL"),
        ({"redis_url": None}, "REDIS_URL"),
        ({"s3_bucket": None}, "S3_BUCKET"),
        ({"google_api_key": None}, "GOOGLE_API_KEY"),
        ({"public_url": "http://studio.example"}, "PUBLIC_URL"),
        ({"gemini_base_url": "http://g"}, "GEMINI_BASE_URL"),
        ({"s3_endpoint_url": "https://localhost"}, "S3_ENDPOINT_URL"),
        ({"smtp_host": None}, "SMTP_HOST"),
        ({"smtp_security": "none"}, "SMTP_HOST"),
        ({"jwt_algorithm": "none"}, "jwt_algorithm"),
        ({"jwt_algorithm": "RS256"}, "jwt_algorithm"),
    ],
)
def test_production_refuses_what_is_unsafe(change: dict[str, Any], named: str) -> None:
    assert settings_of().production
    with pytest.raises(ValueError, match=named) as fault:
        settings_of(**change)
    assert "kkkk" not in str(fault.value)


@pytest.mark.parametrize("former", ["short", DEVELOPMENT_SECRET, '["' + "k" * 40 + '", "short"]', "[1]"])
def test_former_secrets_are_as_good_as_the_present_one(tmp_path: Path, former: str) -> None:
    with pytest.raises(ValueError, match="JWT_SECRET_KEYS_FORMER") as fault:
        make_settings(tmp_path, "sqlite://", jwt_secret_keys_former=former)
    assert DEVELOPMENT_SECRET not in str(fault.value) and "kkkk" not in str(fault.value)
    make_settings(tmp_path, "sqlite://", jwt_secret_keys_former="k" * 40)
