"""Mail by SMTP, over TLS unless the server is this machine."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from typing import Literal

from studio_app.adapters.mail.message import message_of
from studio_app.ports.mail import Mail, MailRefused, MailUnavailable

Security = Literal["starttls", "tls", "none"]
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class SmtpMail:
    """One connection per mail: the outbox sends few, and a connection kept open is one more thing that can be dead.

    `context` replaces the system's trust, for a server with a certificate of its own.
    """

    host: str
    port: int
    sender: str
    username: str = ""
    password: str = ""
    security: Security = "starttls"
    context: ssl.SSLContext | None = None
    seconds: float = _SECONDS

    def send(self, mail: Mail) -> None:
        message = message_of(mail, self.sender)
        try:
            with self._connected() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            raise (MailRefused() if code >= 500 else MailUnavailable()) from refused
        except smtplib.SMTPDataError as error:
            raise (MailRefused() if error.smtp_code >= 500 else MailUnavailable()) from error
        except smtplib.SMTPNotSupportedError as error:  # an address that this server cannot write
            raise MailRefused from error
        except (smtplib.SMTPException, OSError) as error:
            # A wrong password or a refused sender is ours to repair: the mail waits for that.
            raise MailUnavailable(details={"reason": type(error).__name__}) from error

    def _connected(self) -> smtplib.SMTP:
        context = self.context or ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        try:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.username:
                server.login(self.username, self.password)
        except smtplib.SMTPNotSupportedError as error:  # no TLS or no log-in there: a setting of ours is wrong
            server.close()
            raise MailUnavailable(details={"reason": type(error).__name__}) from error
        except BaseException:
            server.close()
            raise
        return server
