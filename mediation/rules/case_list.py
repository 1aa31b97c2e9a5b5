"""Cases as a list shows them: one word for where a case stands, and what comes next.

The procedure keeps two states, that of the whole case and that of its leading proceeding.  People
at the desk think of one, so `status_of` folds the two: a closed case is closed, a case without a
proceeding is logged, and otherwise the proceeding speaks.

`expected_step` is a hint for lists of many cases, read from the status alone.  What really can be
done on one case is asked of `rules.workflow` on its page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.rules.case_query import Condition, Qualifier
from mediation.rules.causes import Cause
from mediation.rules.intake import Channel
from mediation.rules.workflow_terms import Stage, State, Step


class Status(StrEnum):
    """Where a case stands, in one word."""

    LOGGED = "logged"
    CONSULTED = "consulted"
    APPLIED = "applied"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    DRAFTED = "drafted"
    FINALISED = "finalised"
    SIGNED = "signed"
    EFFECTIVE = "effective"
    CONCLUDED = "concluded"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    CLOSED = "closed"


class StatusGroup(StrEnum):
    """Several statuses that people ask for together."""

    OPEN = "open"
    FRESH = "fresh"
    ENDING = "ending"


class Due(StrEnum):
    """When the next time limit of a case ends, seen from today."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


class Order(StrEnum):
    """In which order cases are listed."""

    NEWEST = "newest"
    DUE = "due"


_ENDED = frozenset({Status.CLOSED, Status.CONSULTED})
GROUPS: Mapping[StatusGroup, frozenset[Status]] = {
    StatusGroup.OPEN: frozenset(Status) - _ENDED,
    StatusGroup.FRESH: frozenset({Status.LOGGED, Status.APPLIED}),
    StatusGroup.ENDING: frozenset(
        {Status.DECLINED, Status.FAILED, Status.WITHDRAWN, Status.CONCLUDED}
    ),
}

_TALKING = frozenset({Status.ACCEPTED, Status.DRAFTED, Status.FINALISED})
_NEXT: Mapping[Status, Step] = {
    Status.LOGGED: Step.TRIAGE,
    Status.APPLIED: Step.ACCEPT,
    Status.ACCEPTED: Step.CALL_MEETING,
    Status.DRAFTED: Step.FINALISE,
    Status.FINALISED: Step.SIGN,
    Status.SIGNED: Step.SEAL,
    Status.EFFECTIVE: Step.RECORD_PERFORMANCE,
    Status.REFERRED: Step.RECORD_ANSWER,
    Status.CONCLUDED: Step.CLOSE_CASE,
    Status.DECLINED: Step.CLOSE_CASE,
    Status.FAILED: Step.CLOSE_CASE,
    Status.WITHDRAWN: Step.CLOSE_CASE,
}


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases is asked for; whatever is left out does not narrow it."""

    statuses: frozenset[Status] = frozenset()
    channel: Channel | None = None
    cause: Cause | None = None
    handler_id: int | None = None
    unassigned: bool = False
    town_id: int | None = None
    due: Due | None = None
    due_before: date | None = None
    collective: bool = False
    conditions: tuple[Condition, ...] = ()
    order: Order = Order.NEWEST

    @property
    def asks_due(self) -> bool:
        """Whether only cases with a deadline ahead can answer."""
        by_day = self.due is not None or self.due_before is not None or self.order is Order.DUE
        return by_day or any(_is_due(each) and not each.negated for each in self.conditions)

    @property
    def asks_not_due(self) -> bool:
        """Whether the day of the next deadline matters, of those that have one."""
        return any(_is_due(each) for each in self.conditions)


def statuses_of(value: str) -> frozenset[Status]:
    """Return the statuses that a stored word means; an unknown word means none."""
    if value in set(StatusGroup):
        return GROUPS[StatusGroup(value)]
    return frozenset({Status(value)}) if value in set(Status) else frozenset()


def status_of(stage: Stage, progress: State | None) -> Status:
    """Return where a case stands, in one word."""
    if stage is Stage.CLOSED:
        return Status.CLOSED
    if stage in {Stage.CONSULTED, Stage.REFERRED}:
        return Status(stage.value)
    return Status.LOGGED if stage is Stage.LOGGED or progress is None else Status(progress.value)


def expected_step(status: Status, *, answer_owed: bool, meeting_ahead: bool) -> Step | None:
    """Return what a case most likely waits for; a called meeting is held before another.

    An answer still owed to a petitioner comes first once the application itself is settled.
    """
    if answer_owed and status not in GROUPS[StatusGroup.FRESH]:
        return Step.ANSWER_PETITION
    if meeting_ahead and status in _TALKING:
        return Step.HOLD_MEETING
    return _NEXT.get(status)


def _is_due(condition: Condition) -> bool:
    return condition.by is Qualifier.DUE
