"""OpenID Connect: Google and Twitch. The id token is checked against the issuer's own keys."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from studio_app.adapters.sign_in.client import faults, oauth_client, read_json
from studio_app.catalog.sign_in import SignInCompany
from studio_app.ports.sign_in import Identity, Round, SignInRefused

_LEEWAY = 60
_FRESH_SECONDS = 3600.0
_CLAIMS = {"email": None, "email_verified": None, "preferred_username": None}


@dataclass(slots=True)
class OidcProvider:
    """`issuer` is where the company's configuration is read from, and what its id tokens must name."""

    company: SignInCompany
    issuer: str
    client_id: str
    client_secret: str
    _known: dict[str, tuple[float, dict[str, Any]]] = field(default_factory=dict)

    def authorization_url(self, round_: Round) -> str:
        with faults(), self._client(round_) as client:
            extra = self._extra()
            if self.company.pkce:
                extra |= {
                    "code_challenge": create_s256_code_challenge(round_.verifier), "code_challenge_method": "S256",
                }
            endpoint = self._endpoint("authorization_endpoint")
            url, _ = client.create_authorization_url(endpoint, state=round_.state, nonce=round_.nonce, **extra)
            return str(url)

    def identity(self, code: str, round_: Round) -> Identity:
        with faults(), self._client(round_) as client:
            extra = {"code_verifier": round_.verifier} if self.company.pkce else {}
            token = client.fetch_token(
                self._endpoint("token_endpoint"), code=code, grant_type="authorization_code", **extra
            )
            claims = self._claims(str(token.get("id_token", "")), round_.nonce)
            if not isinstance(claims.get("email"), str):  # some tell it only here
                told = read_json(client.get(self._endpoint("userinfo_endpoint")))
                if told.get("sub") != claims["sub"]:
                    raise SignInRefused(details={"reason": "other_subject"})
                claims = {**told, **claims}
        return Identity(
            str(claims["sub"]), str(claims.get("name") or claims.get("preferred_username") or ""),
            str(claims.get("email") or ""), claims.get("email_verified") is True,
        )

    def _claims(self, id_token: str, nonce: str) -> dict[str, Any]:
        registry = jwt.JWTClaimsRegistry(
            iss={"essential": True, "values": [self.issuer, *self.company.issuer_also]},
            aud={"essential": True, "value": self.client_id}, nonce={"essential": True, "value": nonce},
            sub={"essential": True}, exp={"essential": True}, leeway=_LEEWAY,
        )
        try:
            keys = KeySet.import_key_set(self._document(self._endpoint("jwks_uri")))  # type: ignore[arg-type]
            decoded = jwt.decode(id_token, keys, algorithms=["RS256", "ES256"])
            registry.validate(decoded.claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignInRefused(details={"reason": "id_token"}) from error
        return dict(decoded.claims)

    def _extra(self) -> dict[str, str]:
        """Twitch puts the address into the token only when it is asked to."""
        extra = dict(self.company.authorize_extra)
        if self.company.asks_claims:
            extra["claims"] = json.dumps({"id_token": _CLAIMS, "userinfo": _CLAIMS})
        return extra

    def _client(self, round_: Round) -> Any:
        return oauth_client(self.client_id, self.client_secret, self.company.scope, round_.redirect_uri)

    def _endpoint(self, name: str) -> str:
        found = self._document(f"{self.issuer}/.well-known/openid-configuration").get(name)
        if not isinstance(found, str):
            raise OAuthError("no_" + name)
        return found

    def _document(self, url: str) -> dict[str, Any]:
        """What lies at `url`, remembered for an hour."""
        read_at, document = self._known.get(url, (0.0, {}))
        if document and time.monotonic() - read_at < _FRESH_SECONDS:
            return document
        with httpx2.Client(timeout=10.0, trust_env=False, follow_redirects=False) as client:
            document = read_json(client.get(url))
        self._known[url] = (time.monotonic(), document)
        return document
