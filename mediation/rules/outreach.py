"""Outreach events: days on which the union goes out to answer questions (咨询活动).

The yearly report counts them in 场次 and their consultations in 人次, so both stand on the event;
whoever asks for more than an answer becomes a case that names the event it came from.
"""

from dataclasses import dataclass
from datetime import date

from mediation.basics.errors import Malformed


@dataclass(frozen=True, slots=True)
class OutreachEntry:
    """An event as somebody writes it down after it was held."""

    name: str
    held_on: date
    place: str
    town_code: str
    head_count: int
    consultation_count: int
    lawyers: str
    note: str


def may_record(entry: OutreachEntry, today: date) -> None:
    """Refuse an event that has not been held, or with more consultations than a day could hold."""
    if entry.held_on > today:
        raise Malformed.at("held_on", "outreach.in_the_future")
    if entry.consultation_count > entry.head_count:
        raise Malformed.at("consultation_count", "outreach.more_asked_than_came")
