"""Handling a case as a whole: the values of its verbs, and what they must hold."""

from dataclasses import dataclass
from enum import StrEnum

from mediation.basics.errors import RuleBroken
from mediation.basics.money import Money
from mediation.rules.causes import Cause
from mediation.rules.intake import UrgentFlag
from mediation.rules.permissions import Actor, Relation, Role, Standing
from mediation.rules.tripartite import Closing, Outcome
from mediation.rules.workflow_terms import State, Step


class NoteKind(StrEnum):
    """What a note on the timeline is about."""

    CALL = "call"
    VISIT = "visit"
    MESSAGE = "message"
    INTERNAL = "internal"
    CAUCUS = "caucus"


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note as somebody writes it."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who handles a case from now on, and which lawyer stands with the worker."""

    handler_public_id: str
    lawyer_public_id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """Facts of the intake as they should have been, with the reason."""

    request: str
    worker_count: int
    town_code: str
    outside_number: str
    urgent: tuple[UrgentFlag, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One item of what is asked for."""

    cause: Cause
    amount: Money | None
    note: str


@dataclass(frozen=True, slots=True)
class ClaimsSplit:
    """Every item of a case, in the place of those before."""

    claims: tuple[ClaimLine, ...]
    reason: str

    @property
    def total(self) -> Money:
        """What the items add up to."""
        return Money.total(each.amount for each in self.claims if each.amount is not None)


_AFTER = {
    None: {
        Outcome.ADVISED,
        Outcome.SETTLED_PRIVATELY,
        Outcome.WITHDRAWN,
        Outcome.DECIDED,
        Outcome.SENT_BACK,
        Outcome.REFERRED,
    },
    State.DECLINED: {Outcome.DECLINED, Outcome.DECIDED, Outcome.REFERRED},
    State.FAILED: {Outcome.NOT_SETTLED, Outcome.DECIDED, Outcome.REFERRED},
    State.WITHDRAWN: {Outcome.WITHDRAWN, Outcome.SETTLED_PRIVATELY, Outcome.REFERRED},
    State.EFFECTIVE: {Outcome.PERFORMED, Outcome.PARTLY_PERFORMED, Outcome.DEFAULTED},
    State.CONCLUDED: {Outcome.PERFORMED, Outcome.PARTLY_PERFORMED, Outcome.DEFAULTED},
}


def outcomes_after(progress: State | None) -> tuple[Outcome, ...]:
    """Return the outcomes with which a case can be closed from here, in the order of the list."""
    open_to = _AFTER.get(progress, set())
    return tuple(outcome for outcome in Outcome if outcome in open_to)


def may_close(closing: Closing, progress: State | None) -> None:
    """Refuse an outcome that the course of the mediation does not bear out."""
    if closing.outcome not in outcomes_after(progress):
        raise RuleBroken("case.outcome_does_not_fit", outcome=closing.outcome)


def leaves_open_obligations(outcome: Outcome) -> bool:
    """Tell whether a case is closed although something is still owed."""
    return outcome in {Outcome.PARTLY_PERFORMED, Outcome.DEFAULTED}


def may_keep_caucus(actor: Actor, standing: Standing) -> bool:
    """Tell whether somebody may write and read what one side said in confidence."""
    if Role.SUPERVISOR in actor.roles and Relation.DISTRICT in standing.relations:
        return True
    return Role.MEDIATOR in actor.roles and Relation.HANDLER in standing.relations


def way_back(progress: State | None) -> Step:
    """Return the step that opens a closed case again: to intake, or to its proceeding."""
    return Step.REOPEN_CASE if progress is None else Step.RESUME
