"""Storage in a folder of this machine: for development, tests and single-host installs."""

from __future__ import annotations

import contextlib
import errno
import filecmp
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from studio_app.adapters.storage.keys import is_key, is_prefix, require_key
from studio_app.ports.storage import ObjectMissing, StorageFault

# No key starts with a dot, so half-written files can never be read as objects.
_INCOMING = ".incoming"
_ATTEMPTS = 20
_MISSING = (FileNotFoundError, NotADirectoryError, IsADirectoryError)
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)


def _stored_before(path: Path, moment: datetime) -> bool:
    """False for what is gone by now."""
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


class FolderStorage:
    """`Storage` under `root`. Safe for threads and processes that share the folder; the content type is not kept."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Store `data` on disk before returning; the same bytes twice are fine, other bytes are a `StorageFault`."""
        path = self._path(key)
        with _faults():
            draft = self._write_draft(data)
            try:
                self._publish(draft, path, lambda: path.read_bytes() == data)
            finally:
                draft.unlink(missing_ok=True)

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        target = self._path(key)
        with _faults():
            folder = self._root / _INCOMING
            folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=folder)
            os.close(descriptor)
            try:
                shutil.copyfile(path, name)
                self._publish(Path(name), target, lambda: filecmp.cmp(name, target, shallow=False))
            finally:
                Path(name).unlink(missing_ok=True)

    def local_path(self, key: str) -> Path:
        if not is_key(key) or not self._path(key).is_file():
            raise ObjectMissing
        return self._path(key)

    def get(self, key: str) -> bytes:
        if not is_key(key):
            raise ObjectMissing
        with _faults():
            try:
                return self._path(key).read_bytes()
            except _MISSING:
                pass
        raise ObjectMissing

    def delete(self, key: str) -> None:
        path = self._path(key)
        with _faults():
            with contextlib.suppress(*_MISSING):
                path.unlink()
            self._prune(path.parent)

    def keys(self, prefix: str, *, before: datetime | None = None) -> list[str]:
        if not is_prefix(prefix):
            return []
        with _faults():
            start = self._root / prefix.rpartition("/")[0]
            paths = (path for path in _files(start) if before is None or _stored_before(path, before))
            found = (path.relative_to(self._root).as_posix() for path in paths)
            return sorted(key for key in found if key.startswith(prefix) and is_key(key))

    def signed_url(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> None:
        """Always None: the app serves these files itself."""
        require_key(key)

    def check(self) -> None:
        with _faults():
            self._write_draft(b"check").unlink()

    def _path(self, key: str) -> Path:
        return self._root.joinpath(*require_key(key).split("/"))

    def _write_draft(self, data: bytes) -> Path:
        folder = self._root / _INCOMING
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            Path(name).unlink()
            raise
        return Path(name)

    def _publish(self, draft: Path, path: Path, same: Callable[[], bool]) -> None:
        for _ in range(_ATTEMPTS):
            try:
                _make_folder(path.parent)
                _name(draft, path)
                return _sync_folder(path.parent)
            except FileNotFoundError:
                # A delete pruned the empty folder between the two steps.
                continue
            except FileExistsError:
                if path.is_file() and same():
                    return None
                raise StorageFault(details={"reason": "key_taken"}) from None
        raise StorageFault(details={"reason": "folder_vanishes"})

    def _prune(self, folder: Path) -> None:
        """Remove empty folders upwards, never the root; a folder that just got a file stays."""
        while folder != self._root:
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                return
            folder = folder.parent


def _make_folder(folder: Path) -> None:
    """Raises `FileNotFoundError` when a delete prunes it again at the same time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        code = errno.ENOTDIR if folder.is_file() else errno.ENOENT
        raise OSError(code, os.strerror(code)) from None


def _name(draft: Path, path: Path) -> None:
    """Give the finished draft its name in one step; raises `FileExistsError` and never replaces a file."""
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Some mounted file systems have no links. Keys name their content, so the small race only repeats a write.
        if path.exists():
            raise FileExistsError from None
        draft.replace(path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _files(start: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(start):
        names[:] = [name for name in names if not name.startswith(".")]
        yield from (Path(folder, file) for file in files)


@contextlib.contextmanager
def _faults() -> Iterator[None]:
    """Disk full, no permission and the like become a `StorageFault` that names the cause but no path."""
    try:
        yield
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, "OSError")
        raise StorageFault(details={"reason": reason}) from error
