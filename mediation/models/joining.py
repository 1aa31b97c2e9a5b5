"""Joining in the tables: whether a caller stands among the applicants of a case already.

Numbers are compared by their blind indexes, so nobody's number has to be opened to be compared.
"""

from sqlalchemy import or_, select

from mediation.models.db import session
from mediation.models.party import Party
from mediation.models.sealing import blind_index
from mediation.rules.identity import phone_spellings
from mediation.rules.intake import QuickIntake
from mediation.rules.joining import Identity, is_same_person
from mediation.rules.party import PartyRole


def stands_there(case_id: int, intake: QuickIntake) -> bool:
    """Tell whether the caller is an applicant of the case already."""
    number = _mark("parties.id_number", intake.id_number)
    spelled = phone_spellings(intake.mobile) if intake.mobile else ()
    mobiles = [_mark("parties.mobile", each) for each in spelled]
    likely = or_(Party.id_number_index == number, Party.mobile_index.in_(mobiles))
    query = select(Party.name, Party.id_number_index, Party.mobile_index).where(
        Party.case_id == case_id, Party.role == PartyRole.APPLICANT.value, likely
    )
    callers = [Identity(intake.applicant, number, mobile) for mobile in (*mobiles, "")]
    found = [
        Identity(name, id_number or "", mobile or "")
        for name, id_number, mobile in session().execute(query)
    ]
    return any(is_same_person(caller, each) for caller in callers for each in found)


def _mark(column: str, number: str) -> str:
    return blind_index(column, number) if number else ""
