"""The next deadline of a case: the day that a list shows, sorts by and counts.

Which running deadline is next depends on today.  An own duty, or a payment that was agreed, stays
the next one after its day has passed: it is overdue and still to be done.  A party's window or a
limitation that has passed is not: nothing can be done about it any more, and it must not hide
what comes after it.  A right that arises (M5) is nobody's duty and never next.

Lists, filters and counts all use `ahead`, so that a tile and the list behind it agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import BindParameter, ColumnElement, Date, Subquery, and_, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from mediation.models.db import read
from mediation.models.deadline import Deadline
from mediation.rules.clock_table import CLOCKS, SET_DATES, is_duty
from mediation.rules.clock_terms import ClockKind

_STAYING = tuple(
    sorted(each for each in {row.id for row in CLOCKS} | set(SET_DATES) if is_duty(each))
)
_RIGHTS = tuple(sorted({row.id for row in CLOCKS if row.kind is ClockKind.ARISING_RIGHT}))


@dataclass(frozen=True, slots=True)
class NextDeadline:
    """The next deadline of one case."""

    public_id: str
    rule: str
    due_on: date


@lru_cache(maxsize=4)
def ahead(today: date) -> Subquery:
    """Return, for each case that has one, the day of its next deadline (`case_id`, `due_on`).

    It is the one before which no other comes.  Grouping would read every running deadline first;
    this way a list in the order of days walks the index of days and stops after a page.
    """
    earlier = aliased(Deadline)
    comes_before = select(earlier.id).where(
        earlier.case_id == Deadline.case_id,
        *_could_be_next(earlier, today),
        or_(
            earlier.due_on < Deadline.due_on,
            and_(earlier.due_on == Deadline.due_on, earlier.id < Deadline.id),
        ),
    )
    return (
        select(Deadline.case_id, Deadline.due_on)
        .where(*_could_be_next(Deadline, today), ~comes_before.exists())
        .subquery("ahead")
    )


def overdue(case_id: InstrumentedAttribute[int], today: date) -> ColumnElement[bool]:
    """Return the condition under which the next deadline of a case has passed."""
    return _runs(Deadline.due_on < today, today, case_id)


def due_today(case_id: InstrumentedAttribute[int], today: date) -> ColumnElement[bool]:
    """Return the condition under which the next deadline of a case is today's."""
    is_today = _runs(Deadline.due_on == today, today, case_id)
    return and_(is_today, ~overdue(case_id, today))


def of_cases(case_ids: Iterable[int], today: date) -> dict[int, NextDeadline]:
    """Return the next deadline of each of these cases that has one."""
    found = read(_OF_CASES, case_ids=list(case_ids), today=today)
    return {
        case_id: NextDeadline(public_id, rule, due_on) for case_id, public_id, rule, due_on in found
    }


def _could_be_next(
    row: type[Deadline], today: date | BindParameter[date]
) -> tuple[ColumnElement[bool], ...]:
    return (
        row.ended_as.is_(None),
        row.rule.not_in(_RIGHTS),
        or_(row.rule.in_(_STAYING), row.due_on >= today),
    )


def _runs(
    on_a_day: ColumnElement[bool], today: date, case_id: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """Ask from the side of the days: few cases have one on a day, and the index lists them."""
    cases = select(Deadline.case_id).where(on_a_day, *_could_be_next(Deadline, today))
    return case_id.in_(cases)


_OF_CASES = (
    select(Deadline.case_id, Deadline.public_id, Deadline.rule, Deadline.due_on)
    .where(Deadline.case_id.in_(bindparam("case_ids", expanding=True)))
    .where(*_could_be_next(Deadline, bindparam("today", type_=Date)))
    .order_by(Deadline.due_on.desc(), Deadline.id.desc())
)
