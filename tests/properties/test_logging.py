"""What a log line may hold: secrets are taken out by name and by shape, whatever surrounds them."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.core.secrets import Master
from studio_app.features.accounts.tokens import TokenMint
from studio_app.observability.logging import redact
from tests.conftest import ROOT

MINT = TokenMint(Master("a secret of the tests that is long enough"))
PLAIN = st.text(st.sampled_from("abcXYZ 019äß.,;:!/()[]{}\"'\n"), max_size=60)


def token() -> str:
    return MINT.access(uuid.uuid4(), uuid.uuid4(), datetime.now(UTC))[0]


SECRETS = {
    "access token": token(), "api key": "sk_studio_" + secrets.token_urlsafe(32), "webhook": "whsec_" + "aB3" * 12,
    "google": "AIza" + "x1Y" * 12, "mail": "nova.plays+tag@mail.example.com", "bearer": "Bearer " + "abc123XYZ" * 4,
}  # fmt: skip


@given(PLAIN, st.sampled_from(sorted(SECRETS)), PLAIN)
def test_a_secret_is_seen_in_any_text(before: str, kind: str, after: str) -> None:
    secret = SECRETS[kind]
    said = redact(None, "", {"event": f"{before} {secret} {after}", "deep": {"list": [f"x {secret}"]}})
    core = secret.removeprefix("Bearer ")
    assert core not in json.dumps(said) and core[4:-4] not in json.dumps(said)


@given(st.sampled_from(["password", "new_password", "refresh_token", "Cookie", "x-csrf-token", "email", "custom_prompt",
                        "api_key", "authorization", "signature"]), st.text(min_size=1, max_size=40))  # fmt: skip
def test_a_secret_name_hides_whatever_it_holds(name: str, value: str) -> None:
    assert redact(None, "", {name: value, "details": {name: value}}) == {
        name: "[redacted]", "details": {name: "[redacted]"},
    }


@given(st.dictionaries(st.sampled_from(["count", "route", "job_id", "status"]), st.integers() | PLAIN))
def test_what_is_no_secret_stays(event: dict[str, Any]) -> None:
    assert redact(None, "", dict(event)) == event


PROGRAM = """
import logging, structlog
from studio_app.observability.logging import configure_logging
configure_logging("INFO")
structlog.get_logger("x").info("own", password="correct horse battery", note="mail nova@example.com")
logging.getLogger("library").warning("sent %s to %s", "Bearer abcdefghijklmnop1234", "nova@example.com")
try:
    raise ValueError("for nova@example.com with sk_studio_abcdefgh-ijkl-mnop")
except ValueError:
    structlog.get_logger("x").exception("crashed")
"""


def test_a_process_writes_json_lines_without_secrets() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert lines[0]["event"] == "own" and len(lines) == 3
    assert all({"level", "timestamp"} <= set(line) for line in lines)
    for secret in ("correct horse", "nova@example.com", "abcdefghijklmnop1234", "ijkl-mnop"):
        assert secret not in done.stderr
    assert "ValueError" in lines[2]["exception"]


@pytest.mark.parametrize("name", ["reflex", "reflex.app"])
def test_the_page_framework_does_not_log_what_people_send(name: str) -> None:
    program = (
        "from studio_app.observability.logging import configure_logging; import logging; configure_logging('DEBUG');"
        f"logging.getLogger({name!r}).error('event with a payload')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
