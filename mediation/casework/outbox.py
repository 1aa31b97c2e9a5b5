"""What a person can do about a letter: send it again, or take it back before it has left."""

from mediation.gate.command import Work, command
from mediation.models import outbox
from mediation.rules import outbox as rules
from mediation.rules.permissions import Action


@command(Action.EDIT_POST)
def send_again(work: Work, public_id: str) -> None:
    """Put a letter that did not get through at the head of the queue, under its old number."""
    work.about("post", public_id)
    rules.may_send_again(outbox.find(public_id).state)
    outbox.send_again(public_id, work.now)


@command(Action.EDIT_POST)
def cancel(work: Work, public_id: str) -> None:
    """Take a letter that still waits out of the queue."""
    work.about("post", public_id)
    rules.may_cancel(outbox.find(public_id).state)
    outbox.cancel(public_id)
