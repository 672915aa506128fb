"""`.env.example` names every setting, each with a sentence and its default, and no other."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from studio_app.core.config import Settings
from tests.docs.conftest import ROOT

_LINE = re.compile(r"# ([A-Z][A-Z0-9_]*)=(.*)")
_EXAMPLES = {"PUBLIC_URL"}  # shown with an example, because its default depends on the port


def _documented() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return {match[1]: match[2] for line in lines if (match := _LINE.fullmatch(line))}


def _default(name: str) -> str:
    value = Settings.model_fields[name.lower()].default
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_every_setting_is_in_the_example_and_nothing_else_is() -> None:
    assert set(_documented()) == {name.upper() for name in Settings.model_fields}


def test_the_defaults_shown_are_the_real_ones() -> None:
    shown = {name: value for name, value in _documented().items() if name not in _EXAMPLES}
    assert shown == {name: _default(name) for name in shown}


def test_every_setting_has_a_sentence_above_it() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    bare = [line for before, line in pairwise(lines)
            if _LINE.fullmatch(line) and not (before.startswith("# ") and before.endswith("."))]
    assert bare == []


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    example = tmp_path / ".env"
    example.write_bytes((ROOT / ".env.example").read_bytes())
    assert Settings(_env_file=example).app_env == Settings(_env_file=None).app_env  # type: ignore[call-arg]


def test_the_readme_names_everything_that_production_asks_for() -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(
            _env_file=None, app_env="production", gemini_base_url="http://127.0.0.1", s3_endpoint_url="http://127.0.0.1",
            database_url=None, redis_url=None, s3_bucket=None, google_api_key=None, public_url=None,
        )  # type: ignore[call-arg]
    asked = set(re.findall(r"\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b", str(refused.value).split("needs:")[1].split("[type=")[0]))
    deploy = (ROOT / "README.md").read_text("utf-8").split("## Deploy", 1)[1].split("\n## ", 1)[0]
    assert len(asked) >= 8
    assert {name for name in asked if name not in deploy} == set()
