"""What only the S3 store promises: signed addresses, headers, checked uploads, faults of the service."""

from __future__ import annotations

import logging
import multiprocessing
import socket
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from botocore.exceptions import ClientError

from studio_app.adapters.storage.s3 import S3Storage, disposition
from studio_app.ports.storage import StorageFault
from tests.vendors.s3_servers import ACCESS_KEY, BUCKET, REGION, SECRET_KEY, S3Server

Call = Callable[[S3Storage], object]
EVERY_CALL: list[Call] = [
    lambda storage: storage.put("a/b.png", b"x", "image/png"),
    lambda storage: storage.get("a/b.png"),
    lambda storage: storage.delete("a/b.png"),
    lambda storage: storage.keys("a/"),
    lambda storage: storage.check(),
]


def _storage(address: str, secret_key: str = SECRET_KEY, bucket: str = BUCKET) -> S3Storage:
    return S3Storage(bucket, REGION, ACCESS_KEY, secret_key, address)


@pytest.fixture(scope="module")
def rclone(rclone_server: S3Server) -> S3Storage:
    return _storage(rclone_server.url)


@pytest.fixture(scope="module")
def moto(moto_with_bucket: S3Server) -> S3Storage:
    return _storage(moto_with_bucket.url)


def _faults(storage: S3Storage) -> list[StorageFault]:
    found = []
    for call in EVERY_CALL:
        with pytest.raises(StorageFault) as caught:
            call(storage)
        assert type(caught.value) is StorageFault
        found.append(caught.value)
    return found


def test_signed_address_serves_the_object_over_plain_http(rclone: S3Storage) -> None:
    rclone.put("signed/plain.png", b"pixels", "image/png")
    address = rclone.signed_url("signed/plain.png", seconds=60, content_type="image/png")
    answer = httpx.get(address)
    assert (answer.status_code, answer.content) == (200, b"pixels")
    assert SECRET_KEY not in address


@pytest.mark.parametrize("part", ["Signature", "Expires", "key", "name"])
def test_tampered_address_is_refused(rclone: S3Storage, part: str) -> None:
    rclone.put(f"signed/{part}-1.png", b"pixels", "image/png")
    rclone.put(f"signed/{part}-2.png", b"secret", "image/png")
    address = rclone.signed_url(f"signed/{part}-1.png", seconds=60, content_type="image/png", filename="mine.png")
    changed = {
        "Signature": address[:-1] + ("0" if address[-1] != "0" else "1"),
        "Expires": address.replace("X-Amz-Expires=60", "X-Amz-Expires=6000"),
        "key": address.replace("-1.png", "-2.png"),
        "name": address.replace("mine.png", "evil.exe"),
    }[part]
    assert changed != address
    assert httpx.get(address).status_code == 200
    assert httpx.get(changed).status_code == 403


def test_bucket_is_private(rclone: S3Storage, rclone_server: S3Server) -> None:
    rclone.put("signed/private.png", b"pixels", "image/png")
    answer = httpx.get(f"{rclone_server.url}/{BUCKET}/signed/private.png")
    assert answer.status_code in (400, 403)
    assert b"pixels" not in answer.content


def test_address_ends_in_time(rclone: S3Storage) -> None:
    rclone.put("signed/short.png", b"pixels", "image/png")
    address = rclone.signed_url("signed/short.png", seconds=1, content_type="image/png")
    deadline = time.monotonic() + 10
    while httpx.get(address).status_code == 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert httpx.get(address).status_code in (400, 403)


@pytest.mark.parametrize(("asked", "given"), [(60, "60"), (0, "1"), (10**9, "604800")])
def test_address_names_time_type_and_file(rclone: S3Storage, asked: int, given: str) -> None:
    address = rclone.signed_url("a.png", seconds=asked, content_type="image/png", filename="My plate.png")
    query = parse_qs(urlsplit(address).query)
    assert query["X-Amz-Expires"] == [given]
    assert query["response-content-type"] == ["image/png"]
    assert query["response-content-disposition"] == ['attachment; filename="My plate.png"']


def test_address_keeps_the_path_of_the_endpoint() -> None:
    storage = _storage("https://ref.storage.supabase.co/storage/v1/s3")
    address = storage.signed_url("a/b.png", seconds=60, content_type="image/png")
    assert address.startswith(f"https://ref.storage.supabase.co/storage/v1/s3/{BUCKET}/a/b.png?")


@pytest.mark.parametrize(
    ("filename", "header"),
    [
        (None, "inline"),
        ("Boss rush.png", 'attachment; filename="Boss rush.png"'),
        ('a"b\r\nSet-Cookie: x=1.png', 'attachment; filename="a_b_Set-Cookie_ x_1.png"'),
        ("../../etc/passwd", 'attachment; filename="_.._etc_passwd"'),
        ("...", 'attachment; filename="download"'),
        ("", 'attachment; filename="download"'),
        ("é" * 300, 'attachment; filename="_"'),
    ],
)
def test_filename_in_the_header_is_harmless(filename: str | None, header: str) -> None:
    assert disposition(filename) == header


def test_objects_are_served_with_their_type_and_may_be_kept_for_ever(moto: S3Storage) -> None:
    moto.put("headers/a.webp", b"pixels", "image/webp")
    address = moto.signed_url("headers/a.webp", seconds=60, content_type="image/webp", filename="a.webp")
    headers = httpx.get(address).headers
    assert headers["content-type"] == "image/webp"
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-disposition"] == 'attachment; filename="a.webp"'


def test_write_that_lost_the_race_is_refused_by_the_service(moto: S3Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    moto.put("race/a.png", b"first", "image/png")
    monkeypatch.setattr(moto, "_length", lambda key: None)
    with pytest.raises(StorageFault) as caught:
        moto.put("race/a.png", b"other", "image/png")
    assert caught.value.details == {"reason": "key_taken"}
    assert moto.get("race/a.png") == b"first"


class _Spoiled:
    """A client whose `put_object` is changed on the way, as a broken proxy would."""

    def __init__(self, client: Any, put_object: Callable[..., Any]) -> None:
        self._client, self.put_object = client, put_object

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def test_damaged_upload_is_refused_by_the_service(rclone: S3Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    client = rclone._client()
    spoiled = _Spoiled(client, lambda **request: client.put_object(**{**request, "Body": b"damaged"}))
    monkeypatch.setattr(rclone, "_client", lambda: spoiled)
    with pytest.raises(StorageFault) as caught:
        rclone.put("damage/a.png", b"correct", "image/png")
    assert caught.value.details == {"reason": "BadDigest"}
    assert rclone.keys("damage/") == []


def test_short_upload_is_found_and_removed(moto: S3Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    client = moto._client()

    def shorten(**request: Any) -> Any:
        del request["ContentMD5"]
        return client.put_object(**{**request, "Body": request["Body"][:-1]})

    monkeypatch.setattr(moto, "_client", lambda: _Spoiled(client, shorten))
    with pytest.raises(StorageFault) as caught:
        moto.put("short/a.png", b"correct", "image/png")
    assert caught.value.details == {"reason": "upload_incomplete"}
    assert moto.keys("short/") == []


def test_service_without_conditional_writes_is_written_plainly(
    moto: S3Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = moto._client()

    def refuse(**request: Any) -> Any:
        if "IfNoneMatch" in request:
            raise ClientError({"Error": {"Code": "NotImplemented"}}, "PutObject")
        return client.put_object(**request)

    monkeypatch.setattr(moto, "_client", lambda: _Spoiled(client, refuse))
    moto.put("plain/a.png", b"x", "image/png")
    assert moto.get("plain/a.png") == b"x"


def test_wrong_secret_is_a_fault_that_tells_no_secret(
    rclone_server: S3Server, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "wrong-secret-that-must-not-leak"
    with caplog.at_level(logging.INFO):
        faults = _faults(_storage(rclone_server.url, wrong))
    told = "".join("".join(traceback.format_exception(fault)) for fault in faults) + caplog.text
    assert wrong not in told
    assert all(ACCESS_KEY not in fault.message + repr(fault.details) for fault in faults)


@pytest.mark.parametrize("server", ["rclone_server", "moto_with_bucket"])
def test_missing_bucket_is_a_fault_and_not_a_missing_object(request: pytest.FixtureRequest, server: str) -> None:
    storage = _storage(request.getfixturevalue(server).url, bucket="no-such-bucket")
    for call in (EVERY_CALL[0], EVERY_CALL[1], EVERY_CALL[3]):
        with pytest.raises(StorageFault) as caught:
            call(storage)
        assert type(caught.value) is StorageFault
    with pytest.raises(StorageFault):
        storage.check()


def test_server_that_is_down_is_a_fault_within_seconds() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
    started = time.monotonic()
    faults = _faults(_storage(address))
    assert time.monotonic() - started < 15
    assert {fault.status for fault in faults} == {503}


@pytest.mark.parametrize("address", ["not an address", "ftp://127.0.0.1"])
def test_address_that_cannot_work_is_a_fault(address: str) -> None:
    _faults(_storage(address))


def test_answer_that_is_no_s3_is_a_fault() -> None:
    """Whatever listens there hangs up at once."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_hang_up, args=(server,), daemon=True).start()
        _faults(_storage(f"http://127.0.0.1:{server.getsockname()[1]}"))
        server.shutdown(socket.SHUT_RDWR)


def _hang_up(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        connection.close()


def test_forked_process_gets_a_client_of_its_own(moto: S3Storage) -> None:
    moto.put("fork/a.png", b"parent", "image/png")
    fork = multiprocessing.get_context("fork")
    answers = fork.SimpleQueue()

    def child() -> None:
        known = list(moto._clients.values())
        answers.put((moto.get("fork/a.png"), any(moto._client() is client for client in known)))

    process = fork.Process(target=child)
    process.start()
    process.join(20)
    assert process.exitcode == 0
    assert answers.get() == (b"parent", False)
    assert moto._client() is moto._client()
