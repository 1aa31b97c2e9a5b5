"""The petition side of a matter: which channel starts which clock, and what each step must say.

Law kept here: 信访工作条例 23(2): whoever brings a petition to us is told in writing within fifteen
days what happens with it (X1).  23(3): a matter that somebody forwards to us is answered likewise
(X2), or, when it is not ours, sent back with an objection and its reasons within five working
days (X3).  34: a petition of the kind of 31(六) is decided within sixty days from its acceptance by
a written opinion (X4), longer only with the approval of the head, by thirty days at most, and the
petitioner is told why.  35: within thirty days from receiving the opinion the petitioner may ask
for a review (X5).

A liaison's report, a court's delegation, an arbitration commission's transfer and a question at
an outreach event are no petitions and start none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.intake import Channel
from mediation.rules.tripartite import not_before, not_in_future

DIRECT, FORWARDED = ("X1",), ("X2", "X3")
CLOCKS_OF: Mapping[Channel, tuple[str, ...]] = {
    Channel.VISIT: DIRECT,
    Channel.LETTER: DIRECT,
    Channel.CALL: DIRECT,
    Channel.ONLINE: DIRECT,
    Channel.HOTLINE_ORDER: FORWARDED,
    Channel.REFERRAL: FORWARDED,
    Channel.LIAISON: (),
    Channel.COURT: (),
    Channel.ARBITRATION: (),
    Channel.EVENT: (),
}


class ToldHow(StrEnum):
    """How a paper reached the petitioner."""

    HANDED_OVER = "handed_over"
    POSTED = "posted"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Telling:
    """A written notice to the petitioner: its day, its way, and what happens with the matter."""

    on: date
    how: ToldHow
    text: str


@dataclass(frozen=True, slots=True)
class Objection:
    """That a forwarded matter is not ours: to whom it goes back, and why."""

    on: date
    addressee: str
    reason: str


@dataclass(frozen=True, slots=True)
class PetitionExtension:
    """A longer time for the opinion, with its reason and how the petitioner was told of it."""

    to: date
    reason: str
    how: ToldHow


@dataclass(frozen=True, slots=True)
class Opinion:
    """The written opinion on a petition: what was found, and what is decided on which ground."""

    on: date
    findings: str
    decision: str


@dataclass(frozen=True, slots=True)
class Service:
    """When and how the petitioner received the opinion."""

    on: date
    how: ToldHow


def may_tell(on: date, received_on: date, today: date) -> None:
    """Refuse a notice of the future, or from before the matter came."""
    not_in_future("on", on, today)
    not_before("on", on, received_on)


def may_object(objection: Objection, received_on: date, last_day: date, today: date) -> None:
    """Refuse an objection after its five working days (23(3))."""
    may_tell(objection.on, received_on, today)
    if objection.on > last_day:
        raise RuleBroken("petition.objection_too_late", last_day=last_day)


def may_lengthen(extension: PetitionExtension, due_on: date, latest: date) -> None:
    """Refuse a day that lengthens nothing, or more than thirty days (34)."""
    if extension.to <= due_on:
        raise Malformed.at("to", "petition.lengthens_nothing", due_on=due_on)
    if extension.to > latest:
        raise Malformed.at("to", "petition.too_long", latest=latest)
