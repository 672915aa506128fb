"""Mail without a server: every mail becomes a file that development shows under /dev/outbox."""

from __future__ import annotations

import email.policy
import os
import re
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

from studio_app.adapters.mail.message import message_of
from studio_app.core.clock import utc_now
from studio_app.core.secrets import sha256_hex
from studio_app.ports.mail import Mail, MailUnavailable, SentMail

_KEPT = 200
_NAME = re.compile(r"[0-9]{8}T[0-9]{12}-[0-9a-f]{16}")


class OutboxMail:
    """Keeps the newest 200 mails in `folder`, as .eml files that any mail program opens."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, mail: Mail) -> None:
        data = message_of(mail, self._sender).as_bytes(policy=email.policy.SMTP)
        name = f"{utc_now():%Y%m%dT%H%M%S%f}-{sha256_hex(mail.message_id)[:16]}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            incoming = self._folder / f".{name}"
            incoming.write_bytes(data)
            os.replace(incoming, self._folder / f"{name}.eml")  # noqa: PTH105  (atomic, and over an earlier copy)
            for old in sorted(self._folder.glob("*.eml"))[:-_KEPT]:
                old.unlink(missing_ok=True)
        except OSError as error:
            raise MailUnavailable(details={"reason": type(error).__name__}) from error

    def sent(self) -> list[SentMail]:
        """Newest first."""
        files = sorted(self._folder.glob("*.eml"), reverse=True) if self._folder.is_dir() else []
        return [mail for file in files if (mail := self.get(file.stem)) is not None]

    def get(self, mail_id: str) -> SentMail | None:
        file = self._folder / f"{mail_id}.eml"
        if not _NAME.fullmatch(mail_id) or not file.is_file():
            return None
        parsed = message_from_bytes(file.read_bytes(), policy=email.policy.default)
        return SentMail(
            mail_id, parsed["To"], parsed["Subject"], _body(parsed, "plain"), _body(parsed, "html"),
            parsed["Date"].datetime, str(parsed["List-Unsubscribe"] or "").strip("<>"),
        )


def _body(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return str(part.get_content()) if part is not None else ""
