"""`make run` on a machine that lacks what drawing needs: installed where that is allowed, else named in one command."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.serve import LIBRARIES, StartError, require_drawing

BROKEN = "raise ImportError('libexpat.so.1: cannot open shared object file: No such file or directory')"


@pytest.fixture
def lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `skia` that cannot be loaded, and an `apt-get` that writes down what it is asked for."""
    (tmp_path / "skia.py").write_text(BROKEN)
    installer = tmp_path / "apt-get"
    installer.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n')
    installer.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_without_rights_the_one_command_is_named(lacking: Path) -> None:
    with pytest.raises(StartError, match=rf"libexpat\.so\.1[^\n]*\n.*\n  sudo apt-get .* install -y {LIBRARIES}"):
        require_drawing(root=False)
    assert not (lacking / "asked").exists()


def test_who_may_installs_them(lacking: Path) -> None:
    with (lacking / "apt-get").open("a") as script:
        script.write(f"rm -f {lacking}/skia.py\n")
    require_drawing(root=True)
    assert f"install -qq -y --no-install-recommends {LIBRARIES}" in (lacking / "asked").read_text()


def test_an_installation_that_changes_nothing_is_not_taken_for_one(lacking: Path) -> None:
    with pytest.raises(StartError, match="Nothing can be drawn"):
        require_drawing(root=True)
    assert (lacking / "asked").exists()


def test_where_nothing_is_missing_nothing_happens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    require_drawing(root=True)
