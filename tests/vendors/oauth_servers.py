"""Sign-in servers on loopback: an independent OpenID provider, and our own that speak as Twitch and as Discord do."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey
from oidc_provider_mock import User, run_server_in_thread

CLIENT_ID, CLIENT_SECRET = "the-client", "the secret of the client"
Answer = tuple[int, dict[str, Any] | bytes]


@dataclass
class Company:
    """A company that speaks as `kind` does. `person` is who is signed in there; `answers` replace what a path says."""

    url: str
    kind: str
    person: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    forge: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))

    def approve(self, authorization_url: str) -> dict[str, str]:
        """What a person's yes does: the query that she comes back with."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(authorization_url).query))
        assert query["client_id"] == CLIENT_ID and query["response_type"] == "code" and query["redirect_uri"]
        code = secrets.token_urlsafe(12)
        self.codes[code] = query
        return {"code": code, "state": query["state"]}

    def token(self, form: dict[str, str]) -> Answer:
        if form.get("client_secret") != CLIENT_SECRET or form.get("client_id") != CLIENT_ID:
            return 403, {"status": 403, "message": "invalid client secret"}  # Twitch's own form of an error
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or asked["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"status": 400, "message": "Invalid authorization code"}
        if "code_challenge" in asked and _s256(form.get("code_verifier", "")) != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        token = secrets.token_urlsafe(20)
        self.tokens.add(token)
        found: dict[str, Any] = {"access_token": token, "refresh_token": secrets.token_urlsafe(20),
                                 "token_type": "bearer", "expires_in": 14000, "scope": asked["scope"].split()}
        if self.kind == "twitch":
            found["id_token"] = self.id_token(asked)
        return 200, found

    def id_token(self, asked: dict[str, str]) -> str:
        claims = {"iss": self.url, "aud": CLIENT_ID, "iat": int(time.time()), "exp": int(time.time()) + 900,
                  "sub": self.person["sub"], "nonce": asked.get("nonce")}
        if "claims" in asked:  # Twitch tells the address only when it is asked to by name
            wanted = json.loads(asked["claims"])["id_token"]
            claims |= {name: self.person[name] for name in wanted if name in self.person}
        key = self.forge.pop("key", self.key)
        return jwt.encode({"alg": "RS256", "kid": "one"}, {**claims, **self.forge}, key, algorithms=["RS256"])


def _s256(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


class _Handler(BaseHTTPRequestHandler):
    company: Company

    def do_GET(self) -> None:
        self._answer(*self._asked(None))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        self._answer(*self._asked(dict(urllib.parse.parse_qsl(body))))

    def _asked(self, body: dict[str, str] | None) -> Answer:
        split, company = urllib.parse.urlsplit(self.path), self.company
        path = split.path
        form = None if body is None else {**dict(urllib.parse.parse_qsl(split.query)), **body}  # Twitch takes either
        bearer = self.headers.get("authorization", "").rpartition(" ")[2]
        if path in company.answers:
            return company.answers[path]
        if path == "/.well-known/openid-configuration":
            paths = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys",
                     "userinfo_endpoint": "/userinfo"}
            return 200, {name: company.url + at for name, at in paths.items()}
        if path == "/keys":
            return 200, {"keys": [company.key.as_dict(private=False)]}
        if path in ("/token", "/api/oauth2/token") and form is not None:
            return company.token(form)
        if path == "/validate":
            known = {"client_id": CLIENT_ID, "user_id": company.person.get("sub"), "scopes": [], "expires_in": 14000}
            return (200, known) if bearer in company.tokens else (401, {"status": 401, "message": "invalid token"})
        if path == "/revoke" and form is not None:
            company.tokens.discard(form.get("token", ""))
            return 200, b""
        if path in ("/userinfo", "/api/users/@me"):
            return (200, company.person) if bearer in company.tokens else (401, {"message": "401: Unauthorized"})
        return 404, {"message": "not found"}

    def _answer(self, status: int, said: dict[str, Any] | bytes) -> None:
        data = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def company_server(kind: str) -> Iterator[Company]:
    """`kind` is twitch or discord."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.company = company = Company(f"http://127.0.0.1:{server.server_port}", kind)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield company
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def openid_server(*people: User) -> Iterator[str]:
    """`oidc-provider-mock`, which insists on a nonce; yields its issuer."""
    with run_server_in_thread(user_claims=people, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


def approve_at_openid(authorization_url: str, subject: str) -> dict[str, str]:
    """Log in there as `subject`, as the form of its page does."""
    answer = httpx.post(authorization_url, data={"sub": subject}, follow_redirects=False, trust_env=False)
    assert answer.status_code in (302, 303), answer.text
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer.headers["location"]).query))
