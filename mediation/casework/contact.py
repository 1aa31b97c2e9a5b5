"""A further contact about a case: the worker came, wrote or rang again, and counts again."""

from mediation.basics.errors import Malformed
from mediation.gate.command import Work, command
from mediation.models import case, contact, note, visibility
from mediation.models.note import Note
from mediation.rules.contact import ContactEntry, FurtherContact
from mediation.rules.handling import NoteKind
from mediation.rules.intake import Channel
from mediation.rules.permissions import Action
from mediation.rules.tripartite import not_before, not_in_future

_NOTED_AS = {Channel.CALL: NoteKind.CALL, Channel.VISIT: NoteKind.VISIT}


@command(Action.LOG_CONTACT, on=visibility.standing_on_case)
def log_contact(work: Work, case_id: str, further: FurtherContact) -> None:
    """Count a further contact, and note what was said."""
    matter = case.of_public_id(case_id)
    not_in_future("received_on", further.received_on, work.today)
    not_before("received_on", further.received_on, matter.received_on)
    letter_on = further.letter_on if further.channel is Channel.LETTER else None
    if letter_on is not None and letter_on > further.received_on:
        came = further.received_on
        raise Malformed.at("letter_on", "channel.letter_after_received", received_on=came)
    entry = ContactEntry(
        further.channel,
        further.received_on,
        further.person_count,
        letter_on=letter_on,
        caller=further.caller,
    )
    contact.add(matter, work.organisation_id, entry, work.now, work.user_id)
    if further.text:
        note.add(
            Note(
                case_id=matter.id,
                kind=_NOTED_AS.get(further.channel, NoteKind.MESSAGE).value,
                text=further.text,
                at=work.now,
                author_id=work.actor.user_id,
                author_name=work.actor.name,
            )
        )
