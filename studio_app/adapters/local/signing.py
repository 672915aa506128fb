"""A signing identity of this installation's own, made on first use and kept beside its data.

Readers of Content Credentials see that a file is unchanged since it left here; they trust the name in it only when a
certificate from a recognised authority is configured instead.
"""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from studio_app.imaging.credentials import Signing

FILE_NAME = "content-credentials.pem"
_YEARS = timedelta(days=3650)
_PEM = serialization.Encoding.PEM
_CERTIFICATE = b"-----BEGIN CERTIFICATE-----"
_SIGNS_DATA = (True, False, False, False, False, False, False, False, False)
_SIGNS_CERTIFICATES = (False, False, False, False, False, True, True, False, False)


def own_signing(folder: Path) -> Signing:
    """The identity in `folder`; two processes that ask at once get the same. OSError when it cannot be kept."""
    path = folder / FILE_NAME
    if not path.exists():
        _keep(path, _made())
    stored = path.read_bytes()
    at = stored.index(_CERTIFICATE)
    return Signing(stored[at:], stored[:at])


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.link(name, path)
    except FileExistsError:
        return  # another process was first
    finally:
        Path(name).unlink()


def _made() -> bytes:
    now = datetime.now(UTC)
    root, signer = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    above = _certificate("Streamer Studio root", "Streamer Studio root", root, now, _SIGNS_CERTIFICATES, authority=True)
    authority = above.sign(root, hashes.SHA256())
    below = _certificate("Streamer Studio", "Streamer Studio root", signer, now, _SIGNS_DATA, authority=False)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key())
    leaf = below.add_extension(usage, False).add_extension(issuer, False).sign(root, hashes.SHA256())
    key = signer.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key + leaf.public_bytes(_PEM) + authority.public_bytes(_PEM)


def _certificate(
    subject: str, issuer: str, key: ec.EllipticCurvePrivateKey, now: datetime, usage: tuple[bool, ...], *,
    authority: bool,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + _YEARS)
        .add_extension(x509.BasicConstraints(authority, None), True)
        .add_extension(x509.KeyUsage(*usage), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, common),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Streamer Studio"),
    ])  # fmt: skip
