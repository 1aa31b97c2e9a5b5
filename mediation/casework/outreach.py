"""Outreach events: written down after they were held, put right when a figure was wrong."""

from mediation.gate.command import Work, command
from mediation.models import outreach
from mediation.rules import outreach as rules
from mediation.rules.outreach import OutreachEntry
from mediation.rules.permissions import Action


@command(Action.EDIT_EVENTS)
def record(work: Work, entry: OutreachEntry) -> str:
    """Write down an event that one's own body has held."""
    rules.may_record(entry, work.today)
    made = outreach.add(work.district_id, work.organisation_id, entry)
    work.about("outreach", made.public_id)
    return made.public_id


@command(Action.EDIT_EVENTS, on=outreach.standing)
def change(work: Work, public_id: str, entry: OutreachEntry) -> None:
    """Put an event right; the audit row keeps what stood there."""
    rules.may_record(entry, work.today)
    outreach.change(work.actor, public_id, entry)
