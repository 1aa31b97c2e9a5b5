"""How much there is of everything about one case, counted at once.

Most cases have no links, no warnings, no papers yet.  The page of a case counts first, in one
query, and asks afterwards only for what there is.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, false, func, or_, select

from mediation.models.case import CaseFacts
from mediation.models.case_link import CaseLink
from mediation.models.case_move import CaseMove
from mediation.models.db import Base, read
from mediation.models.document import Document
from mediation.models.hotline_order import HotlineOrder
from mediation.models.meeting import Meeting
from mediation.models.party import Party
from mediation.models.referral import Referral
from mediation.models.warning import DeadlineWarning
from mediation.rules.party import PartyRole, born_under_age


@dataclass(frozen=True, slots=True)
class CaseExtent:
    """Numbers of rows; whether somebody may see them is asked when they are read."""

    parties: int
    under_age: int
    """Workers who were too young to work when the case came in."""
    links: int
    meetings: int
    documents: int
    warnings: int
    moves: int
    orders: int
    referrals: int


def _rows(table: type[Base], *conditions: ColumnElement[bool], ends: int = 1) -> ScalarSelect[int]:
    """Count the rows of a case; a link and a move have a case at either of their two ends."""
    columns = table.__table__.c
    at = or_(
        false(), *(columns[name] == bindparam("case_id") for name in ("case_id", "other_id")[:ends])
    )
    return (
        select(func.count()).select_from(table.__table__).where(at, *conditions).scalar_subquery()
    )


_PARTIES = Party.__table__.c
_IS_UNDER_AGE = (
    (_PARTIES.role == PartyRole.APPLICANT.value)
    & _PARTIES.is_employer.is_(False)
    & (_PARTIES.born_on > bindparam("born_after"))
)
_COUNTED = select(
    _rows(Party).label("parties"),
    _rows(Party, _IS_UNDER_AGE).label("under_age"),
    _rows(CaseLink, ends=2).label("links"),
    _rows(Meeting).label("meetings"),
    _rows(Document).label("documents"),
    _rows(DeadlineWarning).label("warnings"),
    _rows(CaseMove, ends=2).label("moves"),
    _rows(HotlineOrder).label("orders"),
    _rows(Referral).label("referrals"),
)


def of_case(case: CaseFacts) -> CaseExtent:
    """Return how much there is about a case that the caller may see."""
    young = born_under_age(case.received_on)
    counted = read(_COUNTED, case_id=case.id, born_after=young).mappings().one()
    return CaseExtent(**counted)
