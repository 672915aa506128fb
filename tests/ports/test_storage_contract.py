"""What every Storage promises, run on the folder and on S3 against two independent servers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.adapters.storage.folder import FolderStorage
from studio_app.adapters.storage.s3 import S3Storage
from studio_app.ports.storage import ObjectMissing, Storage, StorageFault
from tests.vendors.s3_servers import ACCESS_KEY, BUCKET, REGION, SECRET_KEY, S3Server

STORES = ["folder", "rclone", "moto"]
BAD_KEYS = [
    "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", ".incoming/x", "a\\b", "a b", "a\n", "a\0b",
    "ä", "a?b", "a%2e%2e", "~", "C:/x", "x" * 513,
]  # fmt: skip
NAMES = st.text("abcXYZ019_-.", min_size=1, max_size=12).filter(lambda name: not name.startswith("."))
# One extension for files and none for folders, so that no generated key is a folder of another.
KEYS = st.builds(
    lambda folders, name: "/".join([*(folder.replace(".", "_") for folder in folders), f"{name}.bin"]),
    st.lists(NAMES, max_size=3),
    NAMES,
)
_fresh = itertools.count()


_storages: dict[str, S3Storage] = {}


def _shared(server: S3Server) -> S3Storage:
    """One client per server: making one takes longer than most tests."""
    return _storages.setdefault(server.url, S3Storage(BUCKET, REGION, ACCESS_KEY, SECRET_KEY, server.url))


@pytest.fixture(params=STORES)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return FolderStorage(tmp_path / "store")
    name = "rclone_server" if request.param == "rclone" else "moto_with_bucket"
    return _shared(request.getfixturevalue(name))


@pytest.fixture
def key() -> str:
    """A key nobody else uses: the servers live as long as the whole run."""
    return f"u/one/{next(_fresh)}/plate.png"


def test_what_was_put_comes_back(storage: Storage, key: str) -> None:
    storage.put(key, b"bytes", "image/png")
    assert storage.get(key) == b"bytes"


@pytest.mark.parametrize("data", [b"", b"\0", bytes(range(256)) * 20_000], ids=["empty", "nul", "5 MB"])
def test_any_bytes_are_kept(storage: Storage, key: str, data: bytes) -> None:
    storage.put(key, data, "application/octet-stream")
    assert storage.get(key) == data


def test_missing_object_is_told_apart(storage: Storage, key: str) -> None:
    with pytest.raises(ObjectMissing):
        storage.get(key)


def test_folder_of_a_key_is_no_object(storage: Storage, key: str) -> None:
    storage.put(key, b"bytes", "image/png")
    with pytest.raises(ObjectMissing):
        storage.get(key.rpartition("/")[0])


def test_same_bytes_twice_are_fine_and_other_bytes_are_refused(storage: Storage, key: str) -> None:
    storage.put(key, b"first", "image/png")
    storage.put(key, b"first", "image/png")
    with pytest.raises(StorageFault) as caught:
        storage.put(key, b"other", "image/png")
    assert caught.value.details == {"reason": "key_taken"}
    assert storage.get(key) == b"first"


def test_deleted_object_is_gone_and_its_key_is_free(storage: Storage, key: str) -> None:
    storage.put(key, b"first", "image/png")
    storage.delete(key)
    storage.delete(key)
    with pytest.raises(ObjectMissing):
        storage.get(key)
    storage.put(key, b"second", "image/png")
    assert storage.get(key) == b"second"


def test_delete_leaves_the_neighbours(storage: Storage, key: str) -> None:
    storage.put(key, b"a", "image/png")
    storage.put(f"{key}.b", b"b", "image/png")
    storage.delete(key)
    assert storage.get(f"{key}.b") == b"b"


def test_what_was_stored_before_a_moment(storage: Storage) -> None:
    base = f"t{next(_fresh)}"
    storage.put(f"{base}/a.bin", b"x", "image/png")
    now = datetime.now(UTC)
    assert storage.keys(f"{base}/", before=now - timedelta(hours=1)) == []
    assert storage.keys(f"{base}/", before=now + timedelta(hours=1)) == [f"{base}/a.bin"] == storage.keys(f"{base}/")


def test_keys_are_sorted_and_limited_to_the_prefix(storage: Storage, key: str) -> None:
    base = key.replace("/plate.png", "")
    names = ["b/2.png", "b/10.png", "a.png", "b.png", "c/d/e.png"]
    for name in names:
        storage.put(f"{base}/{name}", b"x", "image/png")
    storage.put(f"{base}x/other.png", b"x", "image/png")
    assert storage.keys(f"{base}/") == sorted(f"{base}/{name}" for name in names)
    assert storage.keys(f"{base}/b/") == [f"{base}/b/10.png", f"{base}/b/2.png"]
    assert storage.keys(f"{base}/b/1") == [f"{base}/b/10.png"]
    assert storage.keys(f"{base}/b") == [f"{base}/b.png", f"{base}/b/10.png", f"{base}/b/2.png"]
    assert storage.keys(f"{base}/nothing/") == []
    assert storage.keys("../") == []


def test_all_keys_are_listed_without_a_prefix(storage: Storage, key: str) -> None:
    storage.put(key, b"x", "image/png")
    listed = storage.keys("")
    assert key in listed
    assert listed == sorted(listed)


@pytest.mark.parametrize("bad", BAD_KEYS)
def test_bad_keys_reach_no_store(storage: Storage, bad: str) -> None:
    for call in (
        lambda: storage.put(bad, b"x", "image/png"),
        lambda: storage.get(bad),
        lambda: storage.delete(bad),
        lambda: storage.signed_url(bad, seconds=60, content_type="image/png"),
    ):
        with pytest.raises(StorageFault) as caught:
            call()
        assert bad == "" or bad == "." or bad not in caught.value.message


def test_eight_threads_do_not_disturb_each_other(storage: Storage, key: str) -> None:
    def use(number: int) -> bytes:
        own = f"{key}.{number}"
        storage.put(own, own.encode() * 1000, "image/png")
        return storage.get(own)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(use, range(16))) == [f"{key}.{n}".encode() * 1000 for n in range(16)]


def test_storage_in_order_passes_its_check(storage: Storage) -> None:
    storage.check()


def _round_trip(storage: Storage, key: str, data: bytes) -> None:
    storage.put(key, data, "application/octet-stream")
    assert storage.get(key) == data
    assert storage.keys(key) == [key]
    storage.delete(key)
    assert storage.keys(key) == []


def _many(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


@_many(120)
@given(key=KEYS, data=st.binary(max_size=2000))
def test_any_allowed_key_keeps_any_bytes_in_a_folder(tmp_path: Path, key: str, data: bytes) -> None:
    _round_trip(FolderStorage(tmp_path), key, data)


@_many(25)
@given(key=KEYS, data=st.binary(max_size=2000))
def test_any_allowed_key_keeps_any_bytes_on_rclone(rclone_server: S3Server, key: str, data: bytes) -> None:
    _round_trip(_shared(rclone_server), f"h/{key}", data)


@_many(25)
@given(key=KEYS, data=st.binary(max_size=2000))
def test_any_allowed_key_keeps_any_bytes_on_moto(moto_with_bucket: S3Server, key: str, data: bytes) -> None:
    _round_trip(_shared(moto_with_bucket), f"h/{key}", data)


@_many(120)
@given(key=st.text(max_size=40))
def test_any_text_is_refused_or_stays_inside_the_folder(tmp_path: Path, key: str) -> None:
    root = tmp_path / "root"
    storage = FolderStorage(root)
    try:
        storage.put(key, b"x", "text/plain")
    except StorageFault:
        pass
    else:
        assert storage.keys(key) == [key]
        storage.delete(key)
    assert sorted(path.name for path in tmp_path.iterdir()) in ([], ["root"])


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path) -> Iterator[None]:
    """No half-written file outlives a test, whatever went wrong in it."""
    yield
    assert not list(tmp_path.rglob(".incoming/*"))
