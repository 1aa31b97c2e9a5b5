"""What the guards of the workflow may know: facts gathered by the verb, frozen.

Guards load nothing.  Whatever a guard asks for stands here, and the query that gathers it lives
in `models`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseStandsAt:
    """The facts of one case and its leading proceeding, as they are before a step."""

    case_is_open: bool = True
    handler_assigned: bool = False
    applicants: int = 0
    respondent_known: bool = False
    unsplit_claims: int = 0
    meetings_held: int = 0
    meetings_ahead: int = 0
    agreement_terms: int = 0
    agreement_total_differs: bool = False
    parties_without_identity: int = 0
    signatures_missing: int = 0
    signatures_given: int = 0
    obligations_open: int = 0
    proceedings_open: int = 0
    is_petition: bool = False
    answer_owed: bool = False
    objection_open: bool = False
    objected: bool = False
    opinion_owed: bool = False
    opinion_unserved: bool = False
    review_open: bool = False
    orders_open: int = 0
    referrals_awaited: int = 0
    moved_away: bool = False
