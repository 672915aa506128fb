"""Addresses of stored pictures: public ones are plain, private ones carry an expiry and a signature."""

from __future__ import annotations

import uuid
from datetime import datetime
from urllib.parse import quote, urlencode

from studio_app.core.secrets import KeyRing

_STEP = 3600


class MediaLinks:
    """Addresses under `/media/`, public ones on the CDN when there is one. Signed ones end between one and two hours
    later and stay equal within the hour, so that a browser can cache what they lead to."""

    def __init__(self, key: KeyRing, site_url: str, cdn_url: str | None = None) -> None:
        self._key = key
        self._site_url = site_url
        self._public_url = (cdn_url or site_url).rstrip("/")

    def public(self, object_key: str) -> str:
        return f"{self._public_url}/media/{quote(object_key)}"

    def signed(self, object_key: str, now: datetime, filename: str | None = None) -> tuple[str, int]:
        """The address and the Unix second at which it stops working."""
        expires = (int(now.timestamp()) // _STEP + 2) * _STEP
        query = {"e": str(expires), "s": self._key.sign(self._text(object_key, expires, filename))}
        if filename:
            query["name"] = filename
        return f"{self._site_url}/media/{quote(object_key)}?{urlencode(query)}", expires

    def allows(self, object_key: str, expires: int, signature: str, filename: str | None, now: datetime) -> bool:
        return expires > now.timestamp() and self._key.matches(
            self._text(object_key, expires, filename), signature
        )

    def share(self, asset_id: uuid.UUID) -> str:
        return f"{self._site_url}/asset/{asset_id}"

    @staticmethod
    def _text(object_key: str, expires: int, filename: str | None) -> str:
        return f"{object_key}\n{expires}\n{filename or ''}"
