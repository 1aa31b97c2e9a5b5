"""A contact: once that somebody came, wrote, rang or was sent, with how many people.

A union counts petitions in batches and person-times (批, 人次): ten people who come through the
door together are one batch and ten person-times, and when they come again next week they are
counted again, though their case stays the same.  So every intake leaves one contact, and a later
visit or call on the same case leaves another; the figures are added up from contacts, not cases.
"""

from dataclasses import dataclass, field
from datetime import date

from mediation.rules.caller import Caller
from mediation.rules.came_by import PetitionKind
from mediation.rules.intake import Channel


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """A contact as it is noted: through which door, on which day, how many people."""

    channel: Channel
    received_on: date
    person_count: int = 1
    ended_at_desk: bool = False
    petition_kind: PetitionKind | None = None
    letter_on: date | None = None
    event_id: int | None = None
    caller: Caller = field(default_factory=Caller)


@dataclass(frozen=True, slots=True)
class FurtherContact:
    """A contact about a case that is already there, with what was said."""

    channel: Channel
    received_on: date
    person_count: int = 1
    text: str = ""
    letter_on: date | None = None
    caller: Caller = field(default_factory=Caller)
