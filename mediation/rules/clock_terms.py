"""The words in which a time limit is written down: what starts it, how long, what may move it.

A `Clock` answers a lawyer's questions in the order in which a lawyer asks them.  It is the rule;
its stored instance in a case is a deadline.  The rows stand in `clock_table`, the counting in
`clocks`, and neither this file nor the engine knows a provision by name.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.rules.citations import Article, Reading


class Event(StrEnum):
    """What happened, as far as it starts, stops, restarts or pauses a time limit."""

    APPLICATION_RECEIVED = "application_received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MEDIATION_ENDED = "mediation_ended"
    AGREEMENT_SIGNED = "agreement_signed"
    AGREEMENT_EFFECTIVE = "agreement_effective"
    REVIEW_APPLIED = "review_applied"
    CONFIRMATION_APPLIED = "confirmation_applied"
    PERFORMANCE_DUE = "performance_due"
    PERFORMED = "performed"
    KNEW_OR_SHOULD_HAVE_KNOWN = "knew_or_should_have_known"
    TERMINATION = "termination"
    CLAIM_MADE = "claim_made"
    RELIEF_SOUGHT = "relief_sought"
    PERFORMANCE_PROMISED = "performance_promised"
    OBSTACLE_AROSE = "obstacle_arose"
    RECEIVED = "received"
    FORWARDED = "forwarded"
    PETITIONER_TOLD = "petitioner_told"
    OBJECTED = "objected"
    PETITION_ACCEPTED = "petition_accepted"
    OPINION_ISSUED = "opinion_issued"
    OPINION_SERVED = "opinion_served"
    REVIEW_ASKED = "review_asked"
    ORDER_RECEIVED = "order_received"
    REFERRED_OUT = "referred_out"


class ClockKind(StrEnum):
    """Whose time limit it is; this decides who is warned and when."""

    OWN_DUTY = "own_duty"
    OWN_WINDOW = "own_window"
    PARTY_WINDOW = "party_window"
    LIMITATION = "limitation"
    ARISING_RIGHT = "arising_right"
    OTHERS_DUTY = "others_duty"


class Expiry(StrEnum):
    """What it means that the last day has passed; it never deletes a right by itself."""

    DUTY_OVERDUE = "duty_overdue"
    MATTER_IS_OURS = "matter_is_ours"
    MEDIATION_DEEMED_FAILED = "mediation_deemed_failed"
    ARBITRATION_OPEN = "arbitration_open"
    WINDOW_CLOSED = "window_closed"
    DEFENCE_ARISES = "defence_arises"
    DEFAULT_OPEN = "default_open"


class Consent(StrEnum):
    """Whose consent an extension needs."""

    BOTH_PARTIES_IN_WRITING = "both_parties_in_writing"
    HEAD_OF_BODY = "head_of_body"


@dataclass(frozen=True, slots=True)
class NaturalDays:
    """Days of the calendar."""

    number: int


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Days on which offices work."""

    number: int


@dataclass(frozen=True, slots=True)
class Months:
    """Months up to the corresponding day."""

    number: int


@dataclass(frozen=True, slots=True)
class Years:
    """Years up to the corresponding day."""

    number: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours, counted from the next full one; they start at an instant, not on a day."""

    number: int


Length = NaturalDays | WorkingDays | Months | Years | Hours


@dataclass(frozen=True, slots=True)
class Extension:
    """Who may lengthen the time limit, and by how much beyond its end at most; None is no cap."""

    by: Consent
    cap: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One time limit.  A changed statute is a new row with its own days in force."""

    id: str
    name: str
    starts: Event
    length: Length
    rolls: bool
    kind: ClockKind
    expiry: Expiry
    cites: tuple[Article, ...]
    in_force_from: date
    in_force_to: date | None = None
    readings: tuple[Reading, ...] = ()
    extends: Extension | None = None
    stops: tuple[Event, ...] = ()
    restarts: tuple[Event, ...] = ()
    pauses: tuple[Event, ...] = ()
    excludes: tuple[str, ...] = ()
    joint: bool = False
    policy: str | None = None  # its own row of `warning_table`; None takes the default by kind

    def __post_init__(self) -> None:
        if not self.cites:
            raise ValueError(f"clock {self.id} cites nothing")
        if self.rolls and isinstance(self.length, WorkingDays | Hours):
            raise ValueError(f"clock {self.id}: working days and hours end where they end")

    def is_in_force_on(self, day: date) -> bool:
        """Tell whether a time limit that starts on the day runs under this row."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)
