"""The notices of a procedure: what each must say besides who the parties are.

A refusal is told to the applicant in writing (人社部令17号22), a failure to both (30); a meeting is
called by a notice to each side.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EndNotice:
    """What a notice of refusal or of failure says."""

    number: str
    received_on: date
    accepted_on: date | None
    ended_on: date
    reason: str
    limitation_last_day: date | None
    issued_on: date


@dataclass(frozen=True, slots=True)
class MeetingNotice:
    """What a notice of a meeting says."""

    number: str
    starts_at: datetime
    place: str
    way: str
    panel: tuple[str, ...]
    contact: str
    issued_on: date
