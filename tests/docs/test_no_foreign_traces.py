"""Nothing in the repository names the machine it was written on or the registry its packages came through."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs.conftest import ROOT

# Written in pieces, so that this file is not its own first finding.
_FORBIDDEN = re.compile(
    "|".join((
        r"(?<![\w.])/" + r"work/",
        r"/tmp/" + r"pv\b",
        r"/ro" + r"ot/",
        r"/ho" + r"me/\w+/",
        r"/opt/" + r"wheels",
        r"https?://[\w.-]*(?:regis" + r"try|pypi|artifact" + r"ory|nexus)[\w.-]*/",
    )),
)  # fmt: skip
_BINARY = {".png", ".webp", ".jpg", ".ttf", ".woff2", ".ico", ".gz", ".pdf"}


def test_no_text_file_names_a_machine_path_or_a_registry(repository_files: list[Path]) -> None:
    found = []
    for path in repository_files:
        if path.suffix in _BINARY:
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            match = _FORBIDDEN.search(line)
            if match:
                found.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    assert found == []


def test_the_javascript_lock_names_no_host() -> None:
    lock = (ROOT / "reflex.lock/package-lock.json").read_text("utf-8")
    assert set(re.findall(r'"resolved": "https?://([^/"]+)', lock)) <= {"registry.npmjs.org"}
