"""Alice, Bob and Charlie: the people of every access test."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from starlette.testclient import TestClient

PASSWORD = "correct horse battery"


@dataclass
class Person:
    """Someone with an account who talks to the API as a native client does: by bearer token."""

    http: TestClient
    email: str
    user_id: uuid.UUID
    token: str
    refresh_token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def call(self, method: str, path: str, **options: Any) -> Any:
        """The response of `/api/v1{path}`; cookies never travel along."""
        self.http.cookies.clear()
        headers = {**self.headers, **options.pop("headers", {})}
        return self.http.request(method, f"/api/v1{path}", headers=headers, **options)

    def get(self, path: str, **options: Any) -> Any:
        return self.call("GET", path, **options)

    def post(self, path: str, **options: Any) -> Any:
        return self.call("POST", path, **options)

    def put(self, path: str, **options: Any) -> Any:
        return self.call("PUT", path, **options)

    def delete(self, path: str, **options: Any) -> Any:
        return self.call("DELETE", path, **options)


def sign_up(http: TestClient, name: str) -> Person:
    email = f"{name}-{uuid.uuid4().hex[:8]}@example.com"
    body = {"email": email, "password": PASSWORD, "display_name": name.title()}
    answer = http.post("/api/v1/auth/signup", json=body)
    assert answer.status_code == 201, answer.text
    http.cookies.clear()
    data = answer.json()["data"]
    return Person(http, email, uuid.UUID(data["user"]["id"]), data["access_token"], data["refresh_token"])
