"""`make run` on a machine that lacks what Skia needs: installed where that is allowed, else named in one command, and
everything starts all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.serve import LIBRARIES, prepare_drawing

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


def test_without_rights_the_one_command_is_named(lacking: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not prepare_drawing(root=False)
    said = capsys.readouterr().out
    assert "libexpat.so.1" in said and "several times slower" in said
    assert said.endswith(f"  sudo apt-get update && sudo apt-get install -y {LIBRARIES}\n")
    assert not (lacking / "asked").exists()


def test_who_may_installs_them(lacking: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (lacking / "apt-get").open("a") as script:
        script.write(f"rm -f {lacking}/skia.py\n")
    assert prepare_drawing(root=True)
    assert f"install -qq -y --no-install-recommends {LIBRARIES}" in (lacking / "asked").read_text()
    assert "slower" not in capsys.readouterr().out


def test_an_installation_that_changes_nothing_is_not_taken_for_one(
    lacking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not prepare_drawing(root=True)
    assert (lacking / "asked").exists() and "Skia cannot be loaded" in capsys.readouterr().out


def test_where_nothing_is_missing_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert prepare_drawing(root=True) and capsys.readouterr().out == ""
