"""The demo's own mail server, run by whoever needs it first.

`serve` keeps it for as long as it serves; a command that delivers on its own opens it for the
moment, unless it is already there.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from mediation.cli.tree import answers
from mediation.mail.mailbox import open_mailbox
from mediation.settings import InstanceKind, Settings


@contextmanager
def demo_post(settings: Settings) -> Iterator[None]:
    """Let letters of a demo arrive in its mailbox during a block; other instances have a relay."""
    is_ours = settings.kind is InstanceKind.DEMO and settings.smtp_host == "127.0.0.1"
    if not is_ours or answers(settings.smtp_host, settings.smtp_port):
        yield
        return
    with open_mailbox(settings.mailbox, settings.smtp_port):
        yield
