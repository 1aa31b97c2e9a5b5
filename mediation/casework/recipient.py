"""Who is told: naming the people that get a district's alerts and briefings."""

from mediation.gate.command import Work, command
from mediation.models import recipient
from mediation.rules.permissions import Action
from mediation.rules.recipient import RecipientEntry


@command(Action.EDIT_PERIODS)
def add(work: Work, entry: RecipientEntry) -> str:
    """Name somebody who is told."""
    public_id = recipient.add(work.actor, entry)
    work.about("recipient", public_id)
    return public_id


@command(Action.EDIT_PERIODS, on=recipient.standing)
def change(work: Work, public_id: str, entry: RecipientEntry) -> None:
    """Change what somebody is told of."""
    recipient.change(work.actor, public_id, entry)


@command(Action.EDIT_PERIODS, on=recipient.standing)
def remove(work: Work, public_id: str) -> None:
    """Take somebody off the list."""
    recipient.remove(work.actor, public_id)
