"""The centre's procedure: the values that its verbs take, and what they must hold.

Acceptance needs both sides' consent and comes within three working days (人社部令17号 22); the
period of fifteen days is lengthened only by both in writing (29); refusal and failure need a
record and a written notice of the right to arbitrate (30).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.basics.errors import Malformed


class DeclineReason(StrEnum):
    """Why an application is not accepted."""

    OUT_OF_SCOPE = "out_of_scope"
    PARTY_REFUSES = "party_refuses"
    ALREADY_ELSEWHERE = "already_elsewhere"
    DUPLICATE = "duplicate"


class FailReason(StrEnum):
    """Why no agreement was reached."""

    APART = "apart"
    PARTY_REFUSES = "party_refuses"
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"


class WithdrawReason(StrEnum):
    """Why the applicant takes the application back."""

    SETTLED_PRIVATELY = "settled_privately"
    GOES_ELSEWHERE = "goes_elsewhere"
    NO_LONGER_WISHED = "no_longer_wished"


class Outcome(StrEnum):
    """How a case ended, for the statistics (the counted ends of a mediation)."""

    PERFORMED = "performed"
    PARTLY_PERFORMED = "partly_performed"
    DEFAULTED = "defaulted"
    NOT_SETTLED = "not_settled"
    DECLINED = "declined"
    SETTLED_PRIVATELY = "settled_privately"
    WITHDRAWN = "withdrawn"
    ADVISED = "advised"
    DECIDED = "decided"
    SENT_BACK = "sent_back"
    REFERRED = "referred"
    MERGED = "merged"
    SPLIT_UNDONE = "split_undone"


MOVED_AWAY = frozenset({Outcome.MERGED, Outcome.SPLIT_UNDONE})
"""The ends of a case that goes on in another one: no result of a mediation, and not counted."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An acceptance: its day, and the days on which both sides agreed to mediate."""

    accepted_on: date
    applicant_consented_on: date
    respondent_consented_on: date
    in_scope: bool = True


@dataclass(frozen=True, slots=True)
class Ending:
    """A refusal, a failure or a withdrawal: its day, its reason, and what is to be told."""

    on: date
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class Extended:
    """A longer period: the new last day, and the days of both written consents."""

    to: date
    applicant_consented_on: date
    respondent_consented_on: date


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a case."""

    on: date
    outcome: Outcome
    note: str


@dataclass(frozen=True, slots=True)
class Dated:
    """An act that needs a day and a few words."""

    on: date
    note: str


def may_accept(acceptance: Acceptance, applied_on: date, today: date) -> None:
    """Refuse an acceptance before the application, in the future, or before both agreed."""
    not_in_future("accepted_on", acceptance.accepted_on, today)
    not_before("accepted_on", acceptance.accepted_on, applied_on)
    for name in ("applicant_consented_on", "respondent_consented_on"):
        consented_on: date = getattr(acceptance, name)
        not_in_future(name, consented_on, today)
        if consented_on > acceptance.accepted_on:
            raise Malformed.at(name, "tripartite.consent_after_acceptance", field=name)


def interrupts_limitation(reason: str) -> bool:
    """Tell whether a refusal interrupts limitation: only the other side's own (人社部令17号31)."""
    return reason == DeclineReason.PARTY_REFUSES


def may_extend(extended: Extended, runs_to: date, today: date) -> None:
    """Refuse an extension that lengthens nothing, or one agreed upon tomorrow."""
    for name in ("applicant_consented_on", "respondent_consented_on"):
        not_in_future(name, getattr(extended, name), today)
    if extended.to <= runs_to:
        raise Malformed.at("to", "tripartite.extension_too_short", runs_to=runs_to)


def not_in_future(name: str, day: date, today: date) -> None:
    """Refuse a day that has not come."""
    if day > today:
        raise Malformed.at(name, "tripartite.in_the_future", field=name)


def not_before(name: str, day: date, earliest: date) -> None:
    """Refuse a day before the one on which it became possible."""
    if day < earliest:
        raise Malformed.at(name, "tripartite.too_early", field=name, earliest=earliest)
