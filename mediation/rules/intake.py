"""Intake: what is noted while the worker is still on the telephone, and what follows from it.

The channels are those of the casebook; what each brings is `came_by`, and which of them start the
clock of a petition stands in `rules/petition`.  Limitation is chosen here: wages owed while the
relation lasts have no limitation (调解仲裁法 27(4)); after it ended, one year from its end; anything
else one year from the day on which the worker knew or should have known (27(1)).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from mediation.basics.errors import Malformed
from mediation.basics.money import Money
from mediation.rules.caller import Caller
from mediation.rules.came_by import CameBy
from mediation.rules.causes import QuickCause
from mediation.rules.joining import KnownAs, KnownCase
from mediation.rules.party import IdKind, may_keep_number

CASE_PREFIX = "劳调"
COLLECTIVE_FROM = 10
_WAGES = frozenset({QuickCause.WAGES, QuickCause.OVERTIME})


class Channel(StrEnum):
    """The door through which a matter came."""

    VISIT = "visit"
    LETTER = "letter"
    CALL = "call"
    HOTLINE_ORDER = "hotline_order"
    ONLINE = "online"
    LIAISON = "liaison"
    COURT = "court"
    ARBITRATION = "arbitration"
    REFERRAL = "referral"
    EVENT = "event"


class UrgentFlag(StrEnum):
    """Circumstances that cannot wait."""

    GATHERING = "gathering"
    STOPPAGE = "stoppage"
    WAGE_FLIGHT = "wage_flight"
    EXTREME_THREAT = "extreme_threat"
    DEATH_OR_INJURY = "death_or_injury"


class Employment(StrEnum):
    """Whether the worker still works there."""

    LASTS = "lasts"
    ENDED = "ended"
    UNKNOWN = "unknown"


class NextAct(StrEnum):
    """What is to happen after the intake has been saved."""

    MEDIATE = "mediate"
    CALL_BACK = "call_back"
    LATER = "later"
    CONSULTATION = "consultation"


@dataclass(frozen=True, slots=True)
class QuickIntake:
    """An intake as the quick form takes it."""

    channel: Channel
    received_on: date
    request: str
    next_act: NextAct
    mobile: str = ""
    applicant: str = ""
    employer: str = ""
    town_code: str = ""
    causes: tuple[QuickCause, ...] = ()
    worker_count: int = 1
    amount: Money | None = None
    urgent: tuple[UrgentFlag, ...] = ()
    id_kind: IdKind = IdKind.RESIDENT_ID
    id_number: str = ""
    id_reason: str = ""
    address: str = ""
    employment: Employment = Employment.UNKNOWN
    employment_ended_on: date | None = None
    knew_on: date | None = None
    outside_number: str = ""
    came_by: CameBy = field(default_factory=CameBy)
    known: KnownCase | None = None
    caller: Caller = field(default_factory=Caller)
    call_back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    """Where a matter goes: to the three-party centre, with a mediator, from a day on."""

    applied_on: date
    body_public_id: str
    handler_public_id: str | None


@dataclass(frozen=True, slots=True)
class Limitation:
    """The limitation that runs: its rule, and the day from which it is known to run."""

    rule: str | None
    starts_on: date | None


def may_log(intake: QuickIntake, today: date) -> None:
    """Refuse an intake from the future, an employer as applicant, and a number that cannot be."""
    for name, day in (
        ("received_on", intake.received_on),
        ("knew_on", intake.knew_on),
        ("employment_ended_on", intake.employment_ended_on),
    ):
        if day is not None and day > today:
            raise Malformed.at(name, "intake.in_the_future", field=name)
    joins = intake.known is not None and intake.known.how is KnownAs.JOIN
    if joins and intake.caller.is_employer:
        raise Malformed.at("caller_role", "caller.employer_joins_nothing")
    may_keep_number(intake.id_kind, intake.id_number, intake.id_reason, today)


def limitation_of(intake: QuickIntake) -> Limitation:
    """Return the limitation of the claims as far as the intake tells it."""
    only_wages = bool(intake.causes) and set(intake.causes) <= _WAGES
    if only_wages and intake.employment is Employment.LASTS:
        return Limitation(None, None)
    if only_wages and intake.employment is Employment.ENDED:
        return Limitation("L2", intake.employment_ended_on)
    return Limitation("L1", intake.knew_on)


def is_collective(worker_count: int) -> bool:
    """Tell whether a dispute counts as collective (调解仲裁法 7: ten or more)."""
    return worker_count >= COLLECTIVE_FROM
