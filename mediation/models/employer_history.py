"""The history of an employer: the cases against it that the reader sees, and figures over them.

The figures are counted over the cases in sight only.  Of cases out of sight nothing is told but
how many open ones each other body has, exactly as intake tells it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, extract, func, not_, or_, select, true
from sqlalchemy.sql.expression import false

from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.basics.text import masked_name
from mediation.models.case import Case
from mediation.models.case_conditions import in_status
from mediation.models.db import session
from mediation.models.duplicates import Elsewhere
from mediation.models.employer_recent import stands_for_itself
from mediation.models.organisation import Organisation
from mediation.models.visibility import fully_visible_cases, visible_cases
from mediation.rules.case_list import GROUPS, Status, StatusGroup, status_of
from mediation.rules.permissions import Actor
from mediation.rules.workflow_terms import Stage, State


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case against the employer; the applicant is left out for who sees summaries only."""

    public_id: str
    case_number: str
    status: Status
    applicant: str
    worker_count: int
    first_cause: str
    employer_name: str
    received_on: date


@dataclass(frozen=True, slots=True)
class Figures:
    """What the cases in sight come to; `years` holds year, cases and people, the latest first."""

    cases: int
    open: int
    people: int
    years: tuple[tuple[int, int, int], ...]


def search(actor: Actor, employer_id: int, mark: str | None) -> Page[PastCase]:
    """List the cases in sight against an employer, the newest first."""
    full = fully_visible_cases(actor).label("is_full")
    query = (
        select(Case, full)
        .where(*_against(actor, employer_id), visible_cases(actor), _older(mark))
        .order_by(Case.received_on.desc(), Case.id.desc())
        .limit(PAGE_ROWS + 1)
    )
    found = session().execute(query).all()
    rows = tuple(_past(row, is_full=bool(seen)) for row, seen in found[:PAGE_ROWS])
    if len(found) <= PAGE_ROWS:
        return Page(rows, None)
    last = found[PAGE_ROWS - 1][0]
    return Page(rows, written_mark(last.received_on.isoformat(), last.id))


def figures(actor: Actor, employer_id: int) -> Figures:
    """Return what the cases in sight come to; merged cases are counted once."""
    seen = (*_against(actor, employer_id), visible_cases(actor), stands_for_itself())
    year = extract("year", Case.received_on)
    by_year = (
        select(year, func.count(), func.sum(Case.worker_count))
        .where(*seen)
        .group_by(year)
        .order_by(year.desc())
    )
    years = tuple(
        (int(each), int(cases), int(people)) for each, cases, people in session().execute(by_year)
    )
    still = select(func.count()).where(*seen, in_status(GROUPS[StatusGroup.OPEN]))
    return Figures(
        cases=sum(cases for _year, cases, _people in years),
        open=session().scalar(still) or 0,
        people=sum(people for _year, _cases, people in years),
        years=years,
    )


def elsewhere(actor: Actor, employer_id: int) -> tuple[Elsewhere, ...]:
    """Return how many open cases out of sight each body has against an employer."""
    # An unassigned case makes the condition unknown rather than false, and unknown is not sight.
    in_sight = func.coalesce(visible_cases(actor), false())
    query = (
        select(Organisation.name, func.count())
        .select_from(Case)
        .join(Organisation, Organisation.id == Case.body_id)
        .where(*_against(actor, employer_id), not_(in_sight))
        .where(in_status(GROUPS[StatusGroup.OPEN]))
        .group_by(Organisation.name)
        .order_by(Organisation.name)
    )
    return tuple(Elsewhere(name, number) for name, number in session().execute(query).all())


def _against(actor: Actor, employer_id: int) -> tuple[ColumnElement[bool], ...]:
    return Case.employer_id == employer_id, Case.district_id == actor.district_id


def _older(mark: str | None) -> ColumnElement[bool]:
    match read_mark(mark):
        case (str(written), int(key)):
            try:
                day = date.fromisoformat(written)
            except ValueError:
                return true()
            same = and_(Case.received_on == day, Case.id < key)
            return or_(Case.received_on < day, same)
    return true()


def _past(row: Case, *, is_full: bool) -> PastCase:
    return PastCase(
        public_id=row.public_id,
        case_number=row.case_number,
        status=status_of(Stage(row.stage), State(row.progress) if row.progress else None),
        applicant=masked_name(row.applicant_name) if is_full else "",
        worker_count=row.worker_count,
        first_cause=row.first_cause,
        employer_name=row.employer_name,
        received_on=row.received_on,
    )
