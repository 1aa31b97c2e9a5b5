"""What the guards of the workflow ask for: one query that counts, and the agreement if any."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    ScalarSelect,
    and_,
    bindparam,
    case,
    func,
    not_,
    or_,
    select,
)

from mediation.models import agreement, deadline, proceeding
from mediation.models.agreement import AgreementFacts
from mediation.models.case import CaseFacts
from mediation.models.claim import UNSPLIT, Claim
from mediation.models.db import Base, read
from mediation.models.deadline import DeadlineFacts, EndedAs
from mediation.models.meeting import Meeting
from mediation.models.party import Party
from mediation.models.proceeding import Proceeding, StepTaken
from mediation.rules.clock_table import AWAITED_DATE, ORDER_DATE
from mediation.rules.facts import CaseStandsAt
from mediation.rules.intake import Channel
from mediation.rules.party import PartyRole
from mediation.rules.petition import CLOCKS_OF
from mediation.rules.tripartite import MOVED_AWAY
from mediation.rules.workflow import is_open
from mediation.rules.workflow_terms import Stage, State, Step

_OPEN_STATES = tuple(state.value for state in State if is_open(state))
_CASE_ID = bindparam("case_id", type_=Integer)
_PARTIES, _CLAIMS = Party.__table__.c, Claim.__table__.c
_MEETINGS, _RUNS = Meeting.__table__.c, Proceeding.__table__.c
_STEPS = StepTaken.__table__.c


def _sum_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _number_of(table: type[Base], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    of_case = table.__table__.c.case_id == _CASE_ID
    counted = select(func.count()).select_from(table.__table__).where(of_case, *conditions)
    return counted.scalar_subquery()


# What a document must print of a party: the entry of an employer, the number of a person.
_IS_IDENTIFIED = or_(
    and_(_PARTIES.is_employer, _PARTIES.employer_id.is_not(None)),
    and_(not_(_PARTIES.is_employer), _PARTIES.id_number_sealed.is_not(None)),
)
_COUNTED = (
    select(
        func.count().label("parties"),
        _sum_of(_PARTIES.role == PartyRole.APPLICANT.value).label("applicants"),
        _sum_of(_PARTIES.role == PartyRole.RESPONDENT.value).label("respondents"),
        _sum_of(not_(_IS_IDENTIFIED)).label("unidentified"),
        _number_of(Claim, _CLAIMS.cause == UNSPLIT).label("unsplit"),
        _number_of(Meeting, _MEETINGS.held_at.is_not(None)).label("held"),
        _number_of(Meeting, _MEETINGS.held_at.is_(None), _MEETINGS.cancelled_at.is_(None)).label(
            "ahead"
        ),
        _number_of(Proceeding, _RUNS.state.in_(_OPEN_STATES)).label("open_runs"),
        _number_of(StepTaken, _STEPS.step == Step.OBJECT.value).label("objections"),
    )
    .select_from(Party.__table__)
    .where(_PARTIES.case_id == _CASE_ID)
)


def stands_at(case: CaseFacts) -> CaseStandsAt:
    """Return the facts of a case and its leading proceeding as they are now."""
    run = proceeding.leading(case.id)
    settled = agreement.latest(run.id) if run else None
    return stands_with(case, settled, deadline.of_case(case.id))


def stands_with(
    case: CaseFacts, settled: AgreementFacts | None, deadlines: Iterable[DeadlineFacts]
) -> CaseStandsAt:
    """Return the same facts when its deadlines and the leading agreement have been read."""
    counted = read(_COUNTED, case_id=case.id).one()
    obligations = settled.obligations if settled else ()
    signed = len(settled.signatures) if settled else 0
    missing = max(0, signatures_needed(counted.parties) - signed)
    return CaseStandsAt(
        case_is_open=case.stage is not Stage.CLOSED,
        handler_assigned=case.handler_id is not None,
        applicants=counted.applicants,
        respondent_known=counted.respondents > 0,
        unsplit_claims=counted.unsplit,
        meetings_held=counted.held,
        meetings_ahead=counted.ahead,
        agreement_terms=len(obligations),
        agreement_total_differs=settled is not None and settled.sum_of_items != settled.total,
        parties_without_identity=counted.unidentified,
        signatures_missing=missing if settled else 0,
        signatures_given=signed,
        obligations_open=sum(not each.is_performed for each in obligations),
        proceedings_open=counted.open_runs,
        **_petition_facts(case, tuple(deadlines)),
        objected=counted.objections > 0,
        moved_away=case.outcome in MOVED_AWAY,
    )


def _petition_facts(case: CaseFacts, rows: Sequence[DeadlineFacts]) -> dict[str, Any]:
    """Return what is owed to a petitioner and to other bodies, as the running deadlines tell it."""
    running = [each.rule for each in rows if each.ended_as is None]
    was_issued = any(each.rule == "X4" and each.ended_as is EndedAs.MET for each in rows)
    return {
        "is_petition": bool(CLOCKS_OF[Channel(case.channel)]),
        "answer_owed": bool({"X1", "X2"} & set(running)),
        "objection_open": "X3" in running,
        "opinion_owed": "X4" in running,
        "opinion_unserved": was_issued and all(each.rule != "X5" for each in rows),
        "review_open": "X5" in running,
        "orders_open": running.count(ORDER_DATE),
        "referrals_awaited": running.count(AWAITED_DATE),
    }


def signatures_needed(parties: int) -> int:
    """Return how many must sign: every party, and the mediator (调解仲裁法14)."""
    return parties + 1
