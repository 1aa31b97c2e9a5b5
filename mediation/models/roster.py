"""The roster of a case: its applicants found by number, added in one go, and their claims added up.

Three hundred workers are one batch of rows, not three hundred round trips.
"""

from collections.abc import Sequence

from sqlalchemy import func, select

from mediation.basics.money import Money
from mediation.models.claim import Claim
from mediation.models.db import session
from mediation.models.party import Party, write_numbers
from mediation.models.sealing import CaseSeal, blind_index
from mediation.rules.party import PartyRole, SealedField

_NUMBER = "parties.id_number"


def applicants_by_number(case_id: int, id_numbers: Sequence[str]) -> dict[str, int]:
    """Return the keys of the applicants of a case who bear one of these numbers."""
    words = {blind_index(_NUMBER, number): number for number in id_numbers if number}
    query = select(Party.id_number_index, Party.id).where(
        Party.case_id == case_id,
        Party.role == PartyRole.APPLICANT.value,
        Party.id_number_index.is_not(None),
    )
    found = session().execute(query).all()
    return {words[word]: key for word, key in found if word in words}


def add_all(
    case_id: int, seal: CaseSeal, people: Sequence[tuple[Party, dict[SealedField, str]]]
) -> tuple[int, ...]:
    """Store applicants with their numbers sealed; return their keys in the same order."""
    for row, numbers in people:
        row.case_id, row.role = case_id, PartyRole.APPLICANT.value
        write_numbers(row, seal, numbers)
    session().add_all(row for row, _ in people)
    session().flush()
    return tuple(row.id for row, _ in people)


def count_applicants(case_id: int) -> int:
    """Return how many applicants a case has."""
    query = select(func.count()).select_from(Party)
    query = query.where(Party.case_id == case_id, Party.role == PartyRole.APPLICANT.value)
    return session().scalar(query) or 0


def total_asked(case_id: int) -> Money:
    """Return what all claims of a case add up to."""
    session().flush()
    query = select(func.sum(Claim.amount_fen)).where(Claim.case_id == case_id)
    return Money(session().scalar(query) or 0)
