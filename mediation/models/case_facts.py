"""What the guards of the workflow ask for, gathered in a few counting queries."""

from typing import Any

from mediation.models import agreement, claim, deadline, meeting, party, proceeding
from mediation.models.case import CaseFacts
from mediation.models.deadline import EndedAs
from mediation.models.party import PartyFacts
from mediation.rules.clock_table import AWAITED_DATE, ORDER_DATE
from mediation.rules.facts import CaseStandsAt
from mediation.rules.intake import Channel
from mediation.rules.party import PartyRole
from mediation.rules.petition import CLOCKS_OF
from mediation.rules.tripartite import MOVED_AWAY
from mediation.rules.workflow_terms import Stage

_PARTIES_ASKED = 400


def stands_at(case: CaseFacts) -> CaseStandsAt:
    """Return the facts of a case and its leading proceeding as they are now."""
    run = proceeding.leading(case.id)
    settled = agreement.latest(run.id) if run else None
    meetings = meeting.of_case(case.id)
    parties = party.of_case(case.id, _PARTIES_ASKED)
    signed = len(settled.signatures) if settled else 0
    return CaseStandsAt(
        case_is_open=case.stage is not Stage.CLOSED,
        handler_assigned=case.handler_id is not None,
        applicants=sum(each.role is PartyRole.APPLICANT for each in parties),
        respondent_known=any(each.role is PartyRole.RESPONDENT for each in parties),
        unsplit_claims=claim.count_unsplit(case.id),
        meetings_held=sum(each.held_at is not None for each in meetings),
        meetings_ahead=sum(each.is_ahead for each in meetings),
        agreement_terms=len(settled.obligations) if settled else 0,
        agreement_total_differs=settled is not None and settled.sum_of_items != settled.total,
        parties_without_identity=sum(not is_identified(each) for each in parties),
        signatures_missing=max(0, signatures_needed(parties) - signed) if settled else 0,
        signatures_given=signed,
        obligations_open=(
            sum(not each.is_performed for each in settled.obligations) if settled else 0
        ),
        proceedings_open=proceeding.count_open(case.id),
        **_petition_facts(case),
        moved_away=case.outcome in MOVED_AWAY,
    )


def _petition_facts(case: CaseFacts) -> dict[str, Any]:
    """Return what is owed to a petitioner and to other bodies, as the running deadlines tell it."""
    rows = deadline.of_case(case.id)
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


def is_identified(party_facts: PartyFacts) -> bool:
    """Tell whether a party carries the identity that a document must print."""
    if party_facts.is_employer:
        return party_facts.employer_id is not None
    return party_facts.has_id_number


def signatures_needed(parties: tuple[PartyFacts, ...]) -> int:
    """Return how many must sign: every party, and the mediator (调解仲裁法14)."""
    return len(parties) + 1
