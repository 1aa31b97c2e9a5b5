"""What has come in against one employer of late: figures of the district, and the cases in sight.

While a worker is still on the telephone, the desk should know whether it is the only one.  The
figures are those of the whole district, plain numbers that name nobody; the cases themselves are
shown only as far as the person at the desk sees them in full.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from mediation.basics.text import masked_name
from mediation.models.case import Case
from mediation.models.claim import UNSPLIT, Claim
from mediation.models.db import session
from mediation.models.visibility import fully_visible_cases
from mediation.rules.case_list import Status, status_of
from mediation.rules.permissions import Actor
from mediation.rules.tripartite import MOVED_AWAY
from mediation.rules.workflow_terms import Stage, State

DAYS = 30
_ROWS = 6


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A case in sight that came in of late."""

    public_id: str
    case_number: str
    status: Status
    applicant: str
    worker_count: int
    first_cause: str
    received_on: date


@dataclass(frozen=True, slots=True)
class Recent:
    """How much came in against an employer in the last days, and what of it is in sight.

    `people_by_cause` counts the workers of the cases that raise a cause, most first; a worker
    with two causes stands in both.
    """

    days: int
    cases: int
    people: int
    people_by_cause: tuple[tuple[str, int], ...]
    in_sight: tuple[RecentCase, ...]


def recent(actor: Actor, employer_id: int, today: date) -> Recent:
    """Return what the district logged against an employer in the last thirty days."""
    of_late = _of_late(actor, employer_id, today)
    query = select(func.count(), func.coalesce(func.sum(Case.worker_count), 0)).where(*of_late)
    cases, people = session().execute(query).one()
    return Recent(
        days=DAYS,
        cases=int(cases),
        people=int(people),
        people_by_cause=_by_cause(of_late) if cases else (),
        in_sight=_in_sight(actor, of_late) if cases else (),
    )


def stands_for_itself() -> ColumnElement[bool]:
    """Return the condition under which a case was not merged into another, and counts."""
    return or_(Case.outcome.is_(None), Case.outcome.not_in([each.value for each in MOVED_AWAY]))


def _of_late(actor: Actor, employer_id: int, today: date) -> tuple[ColumnElement[bool], ...]:
    first = today - timedelta(days=DAYS - 1)
    return (
        Case.employer_id == employer_id,
        Case.district_id == actor.district_id,
        Case.received_on >= first,
        Case.received_on <= today,
        stands_for_itself(),
    )


def _by_cause(of_late: tuple[ColumnElement[bool], ...]) -> tuple[tuple[str, int], ...]:
    raised = (
        select(Case.id, Case.worker_count, Claim.cause)
        .join(Claim, Claim.case_id == Case.id)
        .where(*of_late, Claim.cause != UNSPLIT)
        .distinct()
        .subquery()
    )
    people = func.sum(raised.c.worker_count).label("people")
    query = (
        select(raised.c.cause, people)
        .group_by(raised.c.cause)
        .order_by(people.desc(), raised.c.cause)
    )
    return tuple((cause, int(count)) for cause, count in session().execute(query))


def _in_sight(actor: Actor, of_late: tuple[ColumnElement[bool], ...]) -> tuple[RecentCase, ...]:
    query = (
        select(Case)
        .where(*of_late, fully_visible_cases(actor))
        .order_by(Case.received_on.desc(), Case.id.desc())
        .limit(_ROWS)
    )
    return tuple(
        RecentCase(
            row.public_id,
            row.case_number,
            status_of(Stage(row.stage), State(row.progress) if row.progress else None),
            masked_name(row.applicant_name),
            row.worker_count,
            row.first_cause,
            row.received_on,
        )
        for row in session().scalars(query)
    )
