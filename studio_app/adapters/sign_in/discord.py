"""Discord: plain OAuth 2; who came back is asked of its API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from authlib.oauth2.rfc7636 import create_s256_code_challenge

from studio_app.adapters.sign_in.client import faults, oauth_client, read_json
from studio_app.catalog.sign_in import SignInCompany
from studio_app.ports.sign_in import Identity, Round, SignInRefused


@dataclass(frozen=True, slots=True)
class DiscordProvider:
    company: SignInCompany
    base_url: str
    client_id: str
    client_secret: str

    def authorization_url(self, round_: Round) -> str:
        with self._client(round_) as client:
            url, _ = client.create_authorization_url(
                f"{self.base_url}/oauth2/authorize", state=round_.state,
                code_challenge=create_s256_code_challenge(round_.verifier), code_challenge_method="S256",
            )
            return str(url)

    def identity(self, code: str, round_: Round) -> Identity:
        with faults(), self._client(round_) as client:
            client.fetch_token(
                f"{self.base_url}/api/oauth2/token", code=code, grant_type="authorization_code",
                code_verifier=round_.verifier,
            )
            told = read_json(client.get(f"{self.base_url}/api/users/@me"))
        if not isinstance(told.get("id"), str) or not told["id"]:
            raise SignInRefused(details={"reason": "no_subject"})
        return Identity(
            told["id"], str(told.get("global_name") or told.get("username") or ""), str(told.get("email") or ""),
            told.get("verified") is True,
        )

    def _client(self, round_: Round) -> Any:
        return oauth_client(self.client_id, self.client_secret, self.company.scope, round_.redirect_uri)
