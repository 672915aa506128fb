"""Content Credentials: a signed C2PA manifest in a finished file. Nothing is asked of the network."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from studio_app.imaging.provenance import VOCABULARY, Provenance

Signable = Literal["png", "jpeg", "webp", "avif", "gif"]
_MIME: Final[dict[Signable, str]] = {
    "png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif", "gif": "image/gif",
}
# A thumbnail in the manifest would double the file.
_SETTINGS: Final = {"builder": {"thumbnail": {"enabled": False}}}


@dataclass(frozen=True, slots=True)
class Signing:
    """Who vouches: a PEM chain, signer first, with the extended key usage for mail or document signing, and its ES256
    key as PKCS 8 PEM."""

    certificates: bytes = field(repr=False)
    key: bytes = field(repr=False)


def sign(data: bytes, format: Signable, provenance: Provenance, signing: Signing) -> bytes:
    """`data` with a manifest that says what `provenance` says. ValueError when the signing is refused or the file is
    damaged. Sign last: a change after it breaks the seal.
    """
    # Its native library is large; only what signs pays for it.
    from c2pa import Builder, C2paError, C2paSignerInfo, Context, Settings, Signer

    out = io.BytesIO()
    claim = _manifest(provenance, _MIME[format])
    try:
        info = C2paSignerInfo(alg=b"es256", sign_cert=signing.certificates, private_key=signing.key, ta_url=None)
        with (
            Signer.from_info(info) as signer,
            Context(Settings.from_dict(_SETTINGS)) as context,
            Builder(claim, context) as builder,
        ):
            builder.sign(signer, _MIME[format], io.BytesIO(data), out)
    except C2paError as fault:
        raise ValueError(f"not signed: {fault}") from fault
    return out.getvalue()


def _manifest(provenance: Provenance, mime: str) -> dict[str, Any]:
    made = {
        "action": "c2pa.created",
        "digitalSourceType": VOCABULARY + provenance.digital_source_type,
        "softwareAgent": {"name": provenance.software},
    }
    return {
        "claim_generator_info": [{"name": provenance.software}],
        "title": provenance.lineage_id,
        "format": mime,
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [made]}}],
    }
