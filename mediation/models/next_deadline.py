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

from sqlalchemy import Subquery, func, or_, select

from mediation.models.db import session
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


def ahead(today: date) -> Subquery:
    """Return, for each case that has one, the day of its next deadline (`case_id`, `due_on`)."""
    return (
        select(Deadline.case_id, func.min(Deadline.due_on).label("due_on"))
        .where(Deadline.ended_as.is_(None), Deadline.rule.not_in(_RIGHTS))
        .where(or_(Deadline.rule.in_(_STAYING), Deadline.due_on >= today))
        .group_by(Deadline.case_id)
        .subquery("ahead")
    )


def of_cases(case_ids: Iterable[int], today: date) -> dict[int, NextDeadline]:
    """Return the next deadline of each of these cases that has one."""
    query = (
        select(Deadline.case_id, Deadline.public_id, Deadline.rule, Deadline.due_on)
        .where(Deadline.case_id.in_(list(case_ids)), Deadline.ended_as.is_(None))
        .where(Deadline.rule.not_in(_RIGHTS))
        .where(or_(Deadline.rule.in_(_STAYING), Deadline.due_on >= today))
        .order_by(Deadline.due_on.desc(), Deadline.id.desc())
    )
    return {
        case_id: NextDeadline(public_id, rule, due_on)
        for case_id, public_id, rule, due_on in session().execute(query)
    }
