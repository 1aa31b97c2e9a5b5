"""The demo's own mail server and the folder into which it puts what it receives.

It is a real SMTP server on the loopback, so the demo's letters take the same way as real ones;
it only delivers into a folder.  Each file is one message, with the envelope's recipients in front
of it.  Not for an instance with real users: there the operator names a relay.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.headerregistry import DateHeader
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from mediation.basics.errors import NotFound

_NAME = re.compile(r"[0-9]{8}-[0-9a-f]{8}")
_ENVELOPE = "X-Envelope-To"
_SUFFIX = ".eml"


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """A letter that the demo's mail server took in."""

    name: str
    subject: str
    sender: str
    recipient: str
    sent_at: datetime | None
    message_id: str
    text: str
    html: str


class _IntoFolder:
    """What the server does with a message."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Put the message into the folder, whole or not at all."""
        place = len(list(self._folder.glob(f"*{_SUFFIX}"))) + 1
        name = f"{place:08d}-{secrets.token_hex(4)}"
        scratch = self._folder / f"{name}.new"
        front = f"{_ENVELOPE}: {', '.join(envelope.rcpt_tos)}\r\n".encode()
        scratch.write_bytes(front + envelope.content)
        scratch.rename(self._folder / f"{name}{_SUFFIX}")
        return "250 OK"


@contextmanager
def open_mailbox(folder: Path, port: int) -> Iterator[int]:
    """Run the demo's mail server for the length of a block; yields the port it listens on."""
    folder.mkdir(parents=True, exist_ok=True)
    controller = Controller(_IntoFolder(folder), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop(no_assert=True)


def received(folder: Path, limit: int = 100) -> tuple[ReceivedLetter, ...]:
    """Return the letters in the folder, newest first."""
    if not folder.is_dir():
        return ()
    files = sorted(folder.glob(f"*{_SUFFIX}"), reverse=True)
    return tuple(_read(path) for path in files[:limit])


def read(folder: Path, name: str) -> ReceivedLetter:
    """Return one letter of the folder."""
    path = folder / f"{name}{_SUFFIX}"
    if _NAME.fullmatch(name) is None or not path.is_file():
        raise NotFound("mailbox.not_found")
    return _read(path)


def _read(path: Path) -> ReceivedLetter:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return ReceivedLetter(
        name=path.name.removesuffix(_SUFFIX),
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        recipient=str(message[_ENVELOPE] or message["To"] or ""),
        sent_at=_sent_at(message),
        message_id=str(message["Message-ID"] or ""),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _sent_at(message: EmailMessage) -> datetime | None:
    date = message["Date"]
    return date.datetime if isinstance(date, DateHeader) else None


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return "" if body is None else str(body.get_content())
