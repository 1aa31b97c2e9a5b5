"""Taking note of a warning: somebody says that they have seen it and will act."""

from mediation.basics.errors import Conflict, RuleBroken
from mediation.gate.command import Work, command
from mediation.models import warning
from mediation.rules.permissions import Action
from mediation.rules.warnings import Acknowledgement


@command(Action.ACKNOWLEDGE_WARNING, on=warning.standing)
def acknowledge(work: Work, public_id: str, answer: Acknowledgement) -> None:
    """Acknowledge a warning as it was shown; one that has grown sharper since is shown again."""
    facts = warning.find(work.actor, public_id)
    if not facts.is_open:
        raise RuleBroken("warning.has_ended")
    if facts.occasion != answer.occasion:
        raise Conflict("warning.has_sharpened")
    if facts.is_acknowledged or work.actor.user_id is None:
        return
    warning.acknowledge(public_id, work.actor.user_id, answer.note, work.now)
    work.because(answer.note)
