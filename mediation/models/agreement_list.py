"""The list of agreements: the newest edition of each, with what is paid and what is due next."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, func, not_, select
from sqlalchemy.orm import aliased

from mediation.basics.money import Money
from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.basics.text import masked_name
from mediation.models.agreement import Agreement, Obligation
from mediation.models.case import Case
from mediation.models.db import session
from mediation.models.proceeding import Proceeding
from mediation.models.visibility import visible_cases
from mediation.rules.agreement import AgreementGroup
from mediation.rules.permissions import Actor, Role
from mediation.rules.workflow_terms import State

_IN_HAND = (State.DRAFTED.value, State.FINALISED.value, State.SIGNED.value)
_SUMMARY_ONLY = frozenset({Role.LIAISON, Role.COURT_CLERK})
_paid = (
    select(func.coalesce(func.sum(Obligation.performed_fen), 0))
    .where(Obligation.agreement_id == Agreement.id)
    .scalar_subquery()
)
_next_due = (
    select(func.min(Obligation.due_on))
    .where(Obligation.agreement_id == Agreement.id, Obligation.performed_on.is_(None))
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement as the list shows it."""

    id: int
    number: str
    edition: int
    case_public_id: str
    case_number: str
    applicant: str
    employer: str
    total: Money
    paid: Money
    next_due_on: date | None
    state: State

    def is_overdue_on(self, day: date) -> bool:
        """Tell whether an item that binds was due before the day and is still owed."""
        is_running = self.state is State.EFFECTIVE
        return is_running and self.next_due_on is not None and self.next_due_on < day


def search(
    actor: Actor, group: AgreementGroup | None, today: date, mark: str | None
) -> Page[AgreementLine]:
    """List the agreements of the cases that the actor may see, the newest first."""
    seer = replace(actor, roles=actor.roles - _SUMMARY_ONLY)
    query = (
        select(Agreement, Case, Proceeding.state, _paid, _next_due)
        .join(Case, Case.id == Agreement.case_id)
        .join(Proceeding, Proceeding.id == Agreement.proceeding_id)
        .where(visible_cases(seer), not_(_has_newer_edition()), _in_group(group, today))
        .order_by(Agreement.id.desc())
    )
    keys = read_mark(mark)
    if keys is not None and isinstance(keys[0], int):
        query = query.where(Agreement.id < keys[0])
    found = session().execute(query.limit(PAGE_ROWS + 1)).all()
    lines = tuple(
        AgreementLine(
            row.id,
            row.number,
            row.edition,
            case.public_id,
            case.case_number,
            masked_name(case.applicant_name),
            case.employer_name,
            Money(row.total_fen),
            Money(int(paid)),
            next_due_on,
            State(state),
        )
        for row, case, state, paid, next_due_on in found[:PAGE_ROWS]
    )
    return Page(lines, written_mark(lines[-1].id) if len(found) > PAGE_ROWS else None)


def _has_newer_edition() -> ColumnElement[bool]:
    newer = aliased(Agreement)
    return (
        select(newer.id)
        .where(newer.proceeding_id == Agreement.proceeding_id, newer.edition > Agreement.edition)
        .exists()
    )


def _in_group(group: AgreementGroup | None, today: date) -> ColumnElement[bool]:
    runs = Proceeding.state == State.EFFECTIVE.value
    match group:
        case AgreementGroup.IN_HAND:
            return Proceeding.state.in_(_IN_HAND)
        case AgreementGroup.RUNNING:
            return runs
        case AgreementGroup.OVERDUE:
            return and_(runs, _next_due < today)
        case AgreementGroup.ENDED:
            return and_(not_(runs), Proceeding.state.not_in(_IN_HAND))
        case _:
            return Agreement.id.is_not(None)
