"""From a letter to a MIME message: what every mail of the house has in common.

The plain text comes first and is complete; the HTML part says the same in one table of 600
pixels with inline styles, no picture, no outside address.  The Message-ID belongs to the outbox
row and never changes, so a letter that may have arrived can be repeated and recognised.  Headers
are set through `EmailMessage`, which refuses a line break smuggled into one.
"""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from mediation.basics import clock

SENDER_NAME = "劳动争议调解平台"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says: a subject, the complete plain text, the same as HTML."""

    subject: str
    text: str
    html: str
    mark: str = ""
    """The words of X-Mediation-Alert; empty for letters that are no alert."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The envelope's side of a letter: from whom, to whom, under which number, when."""

    sender: str
    recipient: str
    message_id: str
    sent_at: datetime
    in_reply_to: str = ""


def message_id(letter_id: str, sender: str) -> str:
    """Return the Message-ID of an outbox row; the site is the domain of the sender."""
    return f"<ob-{letter_id}@{sender.rpartition('@')[2]}>"


def compose(letter: Letter, cover: Cover) -> EmailMessage:
    """Return the message that carries a letter."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(SENDER_NAME, addr_spec=cover.sender)
    message["To"] = Address(addr_spec=cover.recipient)
    message["Subject"] = letter.subject
    message["Date"] = clock.local(cover.sent_at)
    message["Message-ID"] = cover.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "zh-CN"
    if cover.in_reply_to:
        message["In-Reply-To"] = cover.in_reply_to
        message["References"] = cover.in_reply_to
    if letter.mark:
        message["X-Mediation-Alert"] = letter.mark
    message.set_content(letter.text, charset="utf-8", cte="base64")
    message.add_alternative(letter.html, subtype="html", charset="utf-8", cte="base64")
    return message
