"""One conversation with the mail relay, step by step.

`converse` walks through a delivery and yields every step with the relay's own answer, so the
postman and the test-mail page see the same conversation.  What matters most is the border at
the final dot: a fault before it means that the letter was not taken over; a fault after it
means that nobody knows (RFC 1047), and the letter may only be repeated with the same
Message-ID.

TLS with a checked certificate is demanded of every relay that is not this very machine, and a
password is never said without it.
"""

import ipaddress
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from typing import Protocol

_CONNECT_SECONDS = 10
_TLS_FROM_THE_START = 465
_LONGEST_REPLY = 200
_LINE_DOT = re.compile(rb"^\.", re.MULTILINE)


class Stage(StrEnum):
    """The steps of a delivery in their order."""

    CONNECT = "connect"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    FINAL_DOT = "final_dot"


class Result(StrEnum):
    """What a step, and in the end the delivery, came to."""

    DELIVERED = "delivered"
    PASSED = "passed"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Relay:
    """The mail relay that the operator has named."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = True
    timeout_seconds: float = 30.0

    @property
    def is_this_machine(self) -> bool:
        """Whether the relay is reached over the loopback, where nobody can listen."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def speaks_tls_first(self) -> bool:
        """Whether the port is the one on which TLS comes before the greeting."""
        return self.port == _TLS_FROM_THE_START

    @property
    def demands_starttls(self) -> bool:
        """Whether the conversation must turn to TLS before anything is said."""
        return self.starttls and not self.speaks_tls_first and not self.is_this_machine


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of the conversation: the relay's code and words, and what they mean."""

    stage: Stage
    result: Result
    code: int | None
    reply: str


class Transport(Protocol):
    """Anything that can hand a letter over; the relay in service, a fake in tests."""

    def __call__(self, message: EmailMessage, recipient: str) -> StepTaken:
        """Hand the message over and return the step at which the delivery ended."""


def deliver(relay: Relay, message: EmailMessage, recipient: str) -> StepTaken:
    """Hand one message to the relay and return the step at which the delivery ended."""
    last = StepTaken(Stage.CONNECT, Result.DEFERRED, None, "")
    for step in converse(relay, message, recipient):
        last = step
    return last


def rehearse(relay: Relay, message: EmailMessage, recipient: str) -> tuple[StepTaken, ...]:
    """Hand one message to the relay and return every step that was taken on the way."""
    return tuple(converse(relay, message, recipient))


def converse(relay: Relay, message: EmailMessage, recipient: str) -> Iterator[StepTaken]:
    """Yield each step of a delivery; the last one is `DELIVERED` or says what stopped it."""
    client = _client(relay)
    yield from _walked(client, _steps(client, relay, message, recipient))


def greet(relay: Relay) -> tuple[StepTaken, ...]:
    """Speak to the relay as far as it goes without a letter; return every step taken."""
    client = _client(relay)
    return tuple(_walked(client, _greeting(client, relay)))


class _Take(Protocol):
    def __call__(self) -> tuple[int, bytes]: ...


def _walked(client: smtplib.SMTP, steps: Iterator[tuple[Stage, _Take]]) -> Iterator[StepTaken]:
    stage = Stage.CONNECT
    try:
        for stage, take in steps:
            step = _judged(stage, *take())
            yield step
            if step.result is not Result.PASSED:
                break
    except (OSError, smtplib.SMTPException, ssl.SSLError, UnicodeError) as fault:
        yield _broken_off(stage, fault)
    finally:
        _hang_up(client)


def _client(relay: Relay) -> smtplib.SMTP:
    name = "localhost" if relay.is_this_machine else socket.gethostname()
    if relay.speaks_tls_first:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(timeout=_CONNECT_SECONDS, local_hostname=name, context=context)
    return smtplib.SMTP(timeout=_CONNECT_SECONDS, local_hostname=name)


def _steps(
    client: smtplib.SMTP, relay: Relay, message: EmailMessage, recipient: str
) -> Iterator[tuple[Stage, _Take]]:
    yield from _greeting(client, relay)
    yield Stage.MAIL, lambda: client.mail(relay.sender)
    yield Stage.RCPT, lambda: client.rcpt(recipient)
    yield Stage.DATA, lambda: client.docmd("DATA")
    body = _LINE_DOT.sub(b"..", message.as_bytes(policy=SMTP))
    client.send(body if body.endswith(b"\r\n") else body + b"\r\n")
    yield Stage.FINAL_DOT, lambda: client.docmd(".")


def _greeting(client: smtplib.SMTP, relay: Relay) -> Iterator[tuple[Stage, _Take]]:
    yield Stage.CONNECT, lambda: _connect(client, relay)
    yield Stage.EHLO, client.ehlo
    if relay.demands_starttls:
        yield Stage.STARTTLS, lambda: client.starttls(context=ssl.create_default_context())
        yield Stage.EHLO, client.ehlo
    if relay.user:
        yield Stage.AUTH, lambda: _sign_in(client, relay)


def _connect(client: smtplib.SMTP, relay: Relay) -> tuple[int, bytes]:
    # smtplib takes the name for the certificate check from this attribute, which only its
    # constructor sets; the constructor would connect before the conversation has begun.
    client._host = relay.host  # type: ignore[attr-defined]  # noqa: SLF001 - see above
    answer = client.connect(relay.host, relay.port)
    if client.sock is not None:
        client.sock.settimeout(relay.timeout_seconds)
    return answer


def _sign_in(client: smtplib.SMTP, relay: Relay) -> tuple[int, bytes]:
    is_private = relay.demands_starttls or relay.speaks_tls_first or relay.is_this_machine
    if not is_private:
        raise smtplib.SMTPNotSupportedError("no password is said without TLS")
    return client.login(relay.user, relay.password)


def _judged(stage: Stage, code: int, words: bytes) -> StepTaken:
    reply = _printable(words.decode("utf-8", "replace"))
    if stage is Stage.DATA and code == 354:
        return StepTaken(stage, Result.PASSED, code, reply)
    if 200 <= code < 300:
        result = Result.DELIVERED if stage is Stage.FINAL_DOT else Result.PASSED
        return StepTaken(stage, result, code, reply)
    if stage is Stage.FINAL_DOT and code == -1:
        return StepTaken(stage, Result.UNKNOWN, None, reply)
    # A refusal of the letter or its recipient is about this letter; a refusal earlier on is
    # about the relay's settings, and the letter waits until somebody has mended them.
    is_final = 500 <= code < 600 and stage in {Stage.RCPT, Stage.DATA, Stage.FINAL_DOT}
    return StepTaken(stage, Result.REFUSED if is_final else Result.DEFERRED, code, reply)


def _broken_off(stage: Stage, fault: Exception) -> StepTaken:
    result = Result.UNKNOWN if stage is Stage.FINAL_DOT else Result.DEFERRED
    code: int | None = None
    words = str(fault) or type(fault).__name__
    if isinstance(fault, smtplib.SMTPResponseException):
        code = fault.smtp_code
        error = fault.smtp_error
        words = error.decode("utf-8", "replace") if isinstance(error, bytes) else error
    return StepTaken(stage, result, code, _printable(words))


def _printable(words: str) -> str:
    plain = "".join(each if each.isprintable() else " " for each in words)
    return " ".join(plain.split())[:_LONGEST_REPLY]


def _hang_up(client: smtplib.SMTP) -> None:
    try:
        if client.sock is not None:
            client.sock.settimeout(2)
            client.docmd("QUIT")
    except (OSError, smtplib.SMTPException):
        pass
    finally:
        client.close()
