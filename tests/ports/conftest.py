"""The peers that the contract suites run against; each is started once for all tests that need it."""

from __future__ import annotations

from collections.abc import Iterator

import boto3
import pytest

from tests.vendors import s3_servers
from tests.vendors.gemini_server import GeminiServer
from tests.vendors.s3_servers import ACCESS_KEY, BUCKET, REGION, SECRET_KEY, S3Server


@pytest.fixture(scope="session")
def _gemini() -> Iterator[GeminiServer]:
    with GeminiServer() as server:
        yield server


@pytest.fixture
def gemini(_gemini: GeminiServer) -> GeminiServer:
    """The server with an empty script and no memory."""
    _gemini.script()
    return _gemini


@pytest.fixture(scope="session")
def rclone_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    with s3_servers.rclone(tmp_path_factory.mktemp("rclone")) as server:
        yield server


@pytest.fixture(scope="session")
def moto_server() -> Iterator[S3Server]:
    with s3_servers.moto() as server:
        yield server


@pytest.fixture(scope="session")
def moto_with_bucket(moto_server: S3Server) -> S3Server:
    client = boto3.session.Session(ACCESS_KEY, SECRET_KEY, region_name=REGION).client(
        "s3", endpoint_url=moto_server.url
    )
    client.create_bucket(Bucket=BUCKET)
    return moto_server
