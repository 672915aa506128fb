"""What only the folder store promises: atomic files, no replaced file, faults of the file system."""

from __future__ import annotations

import errno
import os
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studio_app.adapters.storage.folder import FolderStorage
from studio_app.ports.storage import StorageFault


def test_delete_prunes_empty_folders_but_not_the_root(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path / "store")
    storage.put("u/1/a/x.png", b"x", "image/png")
    storage.put("u/2/y.png", b"y", "image/png")
    storage.delete("u/1/a/x.png")
    assert sorted(path.name for path in (tmp_path / "store" / "u").iterdir()) == ["2"]
    storage.delete("u/2/y.png")
    assert [path.name for path in (tmp_path / "store").iterdir()] == [".incoming"]
    storage.delete("never/there.png")


def test_addresses_are_left_to_the_app(tmp_path: Path) -> None:
    assert FolderStorage(tmp_path).signed_url("a.png", seconds=60, content_type="image/png") is None  # type: ignore[func-returns-value]


def test_full_disk_is_a_fault_and_leaves_nothing(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StorageFault) as caught:
            storage.put("a/b.png", bytes(1_000_000), "image/png")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.details == {"reason": "EFBIG"}
    assert str(tmp_path) not in caught.value.message
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_root_that_cannot_be_used_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    storage = FolderStorage(tmp_path / "file" / "store")
    with pytest.raises(StorageFault) as caught:
        storage.check()
    assert caught.value.details == {"reason": "ENOTDIR"}
    with pytest.raises(StorageFault):
        storage.put("a.png", b"x", "image/png")


def test_key_below_a_file_is_a_fault(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    storage.put("a", b"x", "image/png")
    with pytest.raises(StorageFault):
        storage.put("a/b", b"y", "image/png")
    assert storage.get("a") == b"x"


def test_first_of_many_writers_wins_and_is_whole(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    bodies = [bytes([number]) * 200_000 for number in range(8)]

    def write(body: bytes) -> bool:
        try:
            storage.put("u/one.png", body, "image/png")
        except StorageFault:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(write, bodies))
    assert won.count(True) == 1
    assert storage.get("u/one.png") == bodies[won.index(True)]


def test_put_survives_a_delete_that_prunes_its_folder(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)

    def churn(number: int) -> None:
        for turn in range(40):
            key = f"a/b/c/{number}-{turn}.png"
            storage.put(key, b"x", "image/png")
            storage.delete(key)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(churn, range(4)))
    assert storage.keys("") == []


def test_file_system_without_links_still_refuses_to_replace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    storage = FolderStorage(tmp_path)
    storage.put("a/b.png", b"first", "image/png")
    storage.put("a/b.png", b"first", "image/png")
    with pytest.raises(StorageFault):
        storage.put("a/b.png", b"other", "image/png")
    assert storage.get("a/b.png") == b"first"
    assert list((tmp_path / ".incoming").iterdir()) == []
