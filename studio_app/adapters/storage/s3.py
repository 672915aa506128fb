"""Storage in a private bucket of any S3-compatible service, addressed by path and signed with SigV4."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import boto3
from boto3.exceptions import S3UploadFailedError
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from studio_app.adapters.storage.keys import is_key, is_prefix, require_key
from studio_app.ports.storage import ObjectMissing, StorageFault

_IMMUTABLE = "public, max-age=31536000, immutable"
_MAX_SECONDS = 7 * 24 * 3600
_MISSING = {"NoSuchKey", "404", "NotFound"}
_TAKEN = {"PreconditionFailed", "412"}
# What services answer that do not know conditional writes.
_NOT_CONDITIONAL = {"NotImplemented", "501"}
_SAFE_CODE = re.compile(r"[A-Za-z0-9.]{1,60}\Z")
_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9._ -]+")

_CONFIG = Config(
    signature_version="s3v4",
    # Newer automatic checksums break services that do not echo them; Content-MD5 is sent instead.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    s3={"addressing_style": "path"},
    retries={"mode": "standard", "total_max_attempts": 2},
    connect_timeout=3,
    read_timeout=15,
    max_pool_connections=20,
)


class S3Storage:
    """`Storage` in `bucket`, which must exist and be private. Safe for threads and for use after a fork.

    `endpoint_url` is None for AWS itself; it may have a path of its own (as Supabase's has).
    """

    def __init__(
        self, bucket: str, region: str, access_key: str, secret_key: str, endpoint_url: str | None = None
    ) -> None:
        self._bucket = bucket
        self._region = region
        self._access_key = access_key
        self._secret_key = secret_key
        self._endpoint_url = endpoint_url
        self._clients: dict[int, Any] = {}

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Upload `data` and check it; the same bytes twice are fine, other bytes are a `StorageFault`."""
        require_key(key)
        with _faults():
            if self._length(key) is not None or not self._upload(key, data, content_type):
                self._require_same(key, data)
            elif self._length(key) != len(data):
                self._client().delete_object(Bucket=self._bucket, Key=key)
                raise StorageFault(details={"reason": "upload_incomplete"})

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        require_key(key)
        with _faults():
            if self._length(key) is not None:
                raise StorageFault(details={"reason": "key_taken"})
            extra = {"ContentType": content_type, "CacheControl": _IMMUTABLE}
            try:
                self._client().upload_file(str(path), self._bucket, key, ExtraArgs=extra)
            except S3UploadFailedError as error:
                raise StorageFault(details={"reason": "upload_failed"}) from error
            if self._length(key) != path.stat().st_size:
                self._client().delete_object(Bucket=self._bucket, Key=key)
                raise StorageFault(details={"reason": "upload_incomplete"})

    def local_path(self, key: str) -> None:
        """Always None: the bytes are elsewhere."""
        require_key(key)

    def get(self, key: str) -> bytes:
        if not is_key(key):
            raise ObjectMissing
        with _faults():
            body: bytes = self._client().get_object(Bucket=self._bucket, Key=key)["Body"].read()
            return body

    def delete(self, key: str) -> None:
        require_key(key)
        with contextlib.suppress(ObjectMissing), _faults():
            self._client().delete_object(Bucket=self._bucket, Key=key)

    def keys(self, prefix: str, *, before: datetime | None = None) -> list[str]:
        if not is_prefix(prefix):
            return []
        with _faults():
            pages = self._client().get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
            items = (item for page in pages for item in page.get("Contents", ()))
            found = (str(item["Key"]) for item in items if before is None or item["LastModified"] < before)
            return sorted(key for key in found if is_key(key))

    def signed_url(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str:
        """An address for GET, good for `seconds` (at most a week); with `filename` browsers save instead of show."""
        parameters = {
            "Bucket": self._bucket,
            "Key": require_key(key),
            "ResponseContentType": content_type,
            "ResponseContentDisposition": disposition(filename),
        }
        expires = max(1, min(seconds, _MAX_SECONDS))
        with _faults():
            return str(self._client().generate_presigned_url("get_object", Params=parameters, ExpiresIn=expires))

    def check(self) -> None:
        with _faults():
            self._client().head_bucket(Bucket=self._bucket)

    def _length(self, key: str) -> int | None:
        """Bytes under `key`, None when there is none."""
        try:
            return int(self._client().head_object(Bucket=self._bucket, Key=key)["ContentLength"])
        except ClientError as error:
            if _code(error) not in _MISSING:
                raise
            return None

    def _upload(self, key: str, data: bytes, content_type: str) -> bool:
        """Write a new object; False when someone else wrote it first. The service compares the MD5 sent along."""
        request = {
            "Bucket": self._bucket,
            "Key": key,
            "Body": data,
            "ContentType": content_type,
            "CacheControl": _IMMUTABLE,
            "ContentMD5": base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode(),
        }
        try:
            self._client().put_object(**request, IfNoneMatch="*")
        except ClientError as error:
            if _code(error) in _TAKEN:
                return False
            if _code(error) not in _NOT_CONDITIONAL:
                raise
            self._client().put_object(**request)
        return True

    def _require_same(self, key: str, data: bytes) -> None:
        if self.get(key) != data:
            raise StorageFault(details={"reason": "key_taken"})

    def _client(self) -> Any:
        """This process's client: connections must not be shared across a fork."""
        pid = os.getpid()
        return self._clients.get(pid) or self._clients.setdefault(pid, self._connect())

    def _connect(self) -> Any:
        # A session of its own: the default one is shared by the whole process and not safe to build clients in threads.
        session = boto3.session.Session(
            aws_access_key_id=self._access_key,
            aws_secret_access_key=self._secret_key,
            region_name=self._region,
        )
        return session.client("s3", endpoint_url=self._endpoint_url, config=_CONFIG)


def disposition(filename: str | None) -> str:
    """The Content-Disposition header for `filename`, whose odd characters become `_`: it may come from a title."""
    if filename is None:
        return "inline"
    safe = _UNSAFE_IN_NAME.sub("_", filename).strip(" .")[:100] or "download"
    return f'attachment; filename="{safe}"'


def _code(error: ClientError) -> str:
    code = str(error.response.get("Error", {}).get("Code", ""))
    return code if _SAFE_CODE.match(code) else "unknown"


@contextlib.contextmanager
def _faults() -> Iterator[None]:
    """Every error of the SDK as the port's fault; only the service's short code goes along."""
    try:
        yield
    except ClientError as error:
        if _code(error) in _MISSING:
            raise ObjectMissing from error
        raise StorageFault(details={"reason": _code(error)}) from error
    except (BotoCoreError, OSError, ValueError) as error:
        raise StorageFault(details={"reason": type(error).__name__}) from error
