"""What the documentation is held against: the files of the repository and the published description of the API."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from studio_app.api.app import create_api
from studio_app.bootstrap import Services

ROOT = Path(__file__).resolve().parents[2]
_SKIPPED = {".venv", ".web", ".git", "node_modules", "data", "screenshots", "__pycache__", "external"}


def _repository_files() -> list[Path]:
    """What git tracks or would add; every file when this is not a checkout."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
        found = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        found = [p for p in ROOT.rglob("*") if not _SKIPPED & set(p.relative_to(ROOT).parts)]
    return [path for path in found if path.is_file()]


@pytest.fixture(scope="session")
def repository_files() -> list[Path]:
    return _repository_files()


@pytest.fixture(scope="session")
def markdown_files(repository_files: list[Path]) -> list[Path]:
    return [path for path in repository_files if path.suffix == ".md"]


@pytest.fixture
def openapi(services: Services) -> dict[str, Any]:
    return create_api(services).openapi()
