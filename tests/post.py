"""A real mail server for the tests, with the moods of a real one.

It listens on the loopback address, keeps what it accepted, and can be told to refuse: at the
recipient, after the final dot, or by hanging up.  Use it wherever a letter's way is the subject;
for the question which letters are owed, ask the outbox instead.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.engines import free_port


class PostOffice:
    """What the server received, and how it answers."""

    def __init__(self, port: int) -> None:
        """Begin with no letter and a friendly answer."""
        self.host = "127.0.0.1"
        self.port = port
        self.letters: list[EmailMessage] = []
        self.recipients: list[tuple[str, ...]] = []
        self.answer_to_recipient = "250 OK"
        self.answer_to_letter = "250 OK"
        self.refused: dict[str, str] = {}
        self.pause_at_recipient = 0.0
        self.pause_at_letter = 0.0
        self.hangs_up = False
        self.on_letter: Callable[[], None] = lambda: None

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept or refuse one recipient."""
        await asyncio.sleep(self.pause_at_recipient)
        answer = self.refused.get(address, self.answer_to_recipient)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the letter if it is accepted."""
        if self.answer_to_letter.startswith("2"):
            content = cast(bytes, envelope.content)
            self.letters.append(message_from_bytes(content, policy=policy.default))
            self.recipients.append(tuple(envelope.rcpt_tos))
            self.on_letter()
        await asyncio.sleep(self.pause_at_letter)
        if self.hangs_up and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return self.answer_to_letter

    def letters_to(self, address: str) -> list[EmailMessage]:
        """Return the letters that one recipient got, in the order of arrival."""
        both = zip(self.letters, self.recipients, strict=True)
        return [letter for letter, recipients in both if address in recipients]

    def wait_for(self, count: int, seconds: float = 10) -> list[EmailMessage]:
        """Wait until so many letters have arrived; fail when they do not."""
        deadline = time.monotonic() + seconds
        while len(self.letters) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(self.letters) >= count, f"{len(self.letters)} letters came, not {count}"
        return self.letters


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Run a mail server for the length of a block."""
    office = PostOffice(free_port())
    controller = Controller(office, hostname=office.host, port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop(no_assert=True)
