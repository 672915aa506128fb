"""What the documents tell people to type exists: links, make targets, curl commands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.docs.conftest import ROOT

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_TARGET = re.compile(r"^([a-z]+):", re.M)


def _blocks(text: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", text, re.S)


def test_every_relative_link_leads_somewhere(markdown_files: list[Path]) -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in markdown_files
        for target in _LINK.findall(re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.S))
        if "://" not in target and not target.startswith(("#", "mailto:"))
        and not (path.parent / target.split("#")[0]).exists()
    ]
    assert broken == []


def test_every_make_target_that_is_named_exists(markdown_files: list[Path]) -> None:
    targets = set(_TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    text = "\n".join(path.read_text("utf-8") for path in markdown_files)
    named = set(re.findall(r"`make ([a-z]+)`", text))
    named |= {target for block in _blocks(text) for target in re.findall(r"^make ([a-z]+)", block, re.M)}
    assert named
    assert named <= targets


def test_the_files_and_modules_that_commands_run_exist() -> None:
    text = "\n".join((ROOT / name).read_text("utf-8") for name in ("README.md", "docs/operations.md"))
    modules = set(re.findall(r"python -m ((?:workers|tests)[\w.]*)", text))
    assert modules
    for module in modules:
        assert (ROOT / (module.replace(".", "/") + ".py")).exists(), module
    for script in set(re.findall(r"python (scripts/[\w.]+)", text)):
        assert (ROOT / script).exists(), script


def test_curl_commands_use_paths_and_fields_that_exist(openapi: dict[str, Any]) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r'curl -s "\$API(/[^"]+)"(.*?)(?=curl -s "\$API|```)', readme, re.S)
    assert len(commands) >= 5
    for address, rest in commands:
        path = "/api/v1" + re.sub(r"\$JOB", "{job_id}", re.sub(r"\$ASSET", "{asset_id}", address.split("?")[0]))
        assert path in openapi["paths"], path
        body = re.search(r"-d '(\{.*?\})'", rest)
        operation = openapi["paths"][path]["post" if body else "get"]
        if body:
            assert set(json.loads(body[1])) <= set(_body_fields(openapi, operation)), path
        for name in re.findall(r"[?&](\w+)=", address):
            assert name in [parameter["name"] for parameter in operation["parameters"]]
        picked = re.search(r"""pick "\['(\w+)'\]""", rest)
        if picked:
            assert picked[1] in _answer_fields(openapi, operation), (path, picked[1])


def _schema(openapi: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = node["content"]["application/json"]["schema"]
    return _resolved(openapi, schema)


def _resolved(openapi: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = openapi["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _body_fields(openapi: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = _schema(openapi, operation["requestBody"])["properties"]
    return fields


def _answer_fields(openapi: dict[str, Any], operation: dict[str, Any]) -> set[str]:
    success = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
    data = _resolved(openapi, _schema(openapi, success)["properties"]["data"])
    shapes = [_resolved(openapi, shape) for shape in data.get("anyOf", [data])]
    return {name for shape in shapes for name in shape["properties"]}
