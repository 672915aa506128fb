"""Webhooks over HTTPS. The address is looked up once, must be public, and is the one that is connected to, so a name
that points somewhere else a moment later gains nothing."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from studio_app.ports.webhooks import WebhookAnswer

PORTS = (443, 8443)
SECONDS = 10.0
_MOST_BODY = 1_000_000
_KEPT = 4_096
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """Where this points we do not go; the text says why."""


@dataclass(frozen=True, slots=True)
class _Target:
    secure: bool
    host: str
    port: int
    path: str
    address: str
    family: socket.AddressFamily


class HttpWebhooks:
    """`private` also allows plain http, any port and addresses of this machine: for development and tests."""

    def __init__(self, *, private: bool = False) -> None:
        self._private = private

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
        began = time.monotonic()
        try:
            target = self._target(url)
            status, told = _post(target, headers, body)
            return WebhookAnswer(status, "" if status < 300 else f"HTTP {status}", told, _since(began))
        except Refused as refused:
            return WebhookAnswer(None, str(refused), milliseconds=_since(began))
        except ssl.SSLError:
            return WebhookAnswer(None, "Its certificate is not valid.", milliseconds=_since(began))
        except TimeoutError:
            return WebhookAnswer(None, "It did not answer in time.", milliseconds=_since(began))
        except (OSError, http.client.HTTPException, ValueError):
            late = time.monotonic() - began >= SECONDS
            return WebhookAnswer(
                None, "It did not answer in time." if late else "It cannot be reached.", milliseconds=_since(began)
            )

    def _target(self, url: str) -> _Target:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise Refused("This is not an address.") from error
        secure = parts.scheme == "https"
        if not secure and not (self._private and parts.scheme == "http"):
            raise Refused("Use an https address.")
        if not host or parts.username is not None or parts.password is not None or "%" in host:
            raise Refused("This is not an address.")
        port = port or (443 if secure else 80)
        if port not in PORTS and not self._private:
            raise Refused("Use port 443 or 8443.")
        family, address = self._resolved(host, port)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return _Target(secure, host, port, path, address, family)

    def _resolved(self, host: str, port: int) -> tuple[socket.AddressFamily, str]:
        """The first address; every one that the name has must be public."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Refused("Its name cannot be found.") from error
        for _, _, _, _, place in found:
            if not self._private and not is_public(ipaddress.ip_address(str(place[0]).partition("%")[0])):
                raise Refused("It is not on the public internet.")
        family, _, _, _, place = found[0]
        return family, str(place[0])


def is_public(address: Address) -> bool:
    """Whether anyone on the internet can be there; addresses within addresses are looked into."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64 or int(address) >> 32 == 0:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(one is not None and not is_public(one) for one in inner):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked, and shows the name to the certificate alone."""

    def __init__(self, target: _Target) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self._target = target

    def connect(self) -> None:
        raw = socket.socket(self._target.family, socket.SOCK_STREAM)
        raw.settimeout(SECONDS)
        self.sock = raw
        raw.connect((self._target.address, self._target.port))
        if self._target.secure:
            self.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=self._target.host)


def _post(target: _Target, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
    """Status and the beginning of the body. Everything together has ten seconds, however slowly it drips."""
    connection, late = _Pinned(target), threading.Event()
    alarm = threading.Timer(SECONDS, lambda: _cut(connection, late))
    alarm.daemon = True
    alarm.start()
    try:
        connection.request("POST", target.path, body, dict(headers))
        answer = connection.getresponse()
        told, read = b"", 0
        while read < _MOST_BODY and (piece := answer.read(min(16_384, _MOST_BODY - read))):
            read += len(piece)
            told = (told + piece)[:_KEPT]
        if late.is_set():  # what was cut off looks like an end
            raise TimeoutError
        return answer.status, told
    finally:
        alarm.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    late.set()
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            connection.sock.close()


def _since(began: float) -> int:
    return round(1000 * (time.monotonic() - began))
