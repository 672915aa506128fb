"""A mail as the internet writes it."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime

from studio_app.core.clock import utc_now
from studio_app.ports.mail import Mail, MailRefused


def message_of(mail: Mail, sender: str) -> EmailMessage:
    """Text and HTML as alternatives. A header that would break into two, and a mail to more or fewer than one
    mailbox, is refused, not repaired."""
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
        message["Message-ID"], message["Date"] = mail.message_id, format_datetime(utc_now())
        message["Auto-Submitted"] = "auto-generated"
        if mail.unsubscribe:
            message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    except ValueError as error:
        raise MailRefused from error
    if len(message["To"].addresses) != 1:
        raise MailRefused
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message
