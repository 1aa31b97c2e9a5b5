"""Parties: the sides of a dispute, and which of their facts are sealed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.basics.errors import Malformed
from mediation.rules.identity import Sex, examine_resident_id


class PartyRole(StrEnum):
    """The side on which a party stands."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    THIRD_PARTY = "third_party"


class SealedField(StrEnum):
    """The facts of a party that are stored sealed and can be unmasked."""

    ID_NUMBER = "id_number"
    MOBILE = "mobile"
    ADDRESS = "address"


class IdKind(StrEnum):
    """The kinds of identity documents."""

    RESIDENT_ID = "resident_id"
    RESIDENCE_PERMIT = "residence_permit"
    TRAVEL_PERMIT = "travel_permit"
    PASSPORT = "passport"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party as the form takes it; without a `public_id` it is a new one."""

    public_id: str | None
    role: PartyRole
    is_employer: bool
    name: str
    reason: str = ""
    sex: Sex | None = None
    born_on: date | None = None
    id_kind: IdKind = IdKind.RESIDENT_ID
    id_number: str = ""
    id_reason: str = ""
    mobile: str = ""
    address: str = ""
    agent_name: str = ""
    agent_authority: str = ""
    credit_code: str = ""
    office_address: str = ""
    legal_representative: str = ""
    representative_post: str = ""


@dataclass(frozen=True, slots=True)
class Unmasking:
    """Which number of which party is wanted in full, and why."""

    party_public_id: str
    sealed_field: SealedField
    reason: str


def told_by_number(id_number: str, today: date) -> tuple[Sex | None, date | None]:
    """Return the sex and the day of birth that a resident identity number itself tells."""
    found = examine_resident_id(id_number, today)
    return found.sex, found.born_on


def may_keep_number(id_kind: IdKind, id_number: str, id_reason: str, today: date) -> None:
    """Refuse a resident identity number with a fault for which nobody vouches."""
    if not id_number or id_reason or id_kind is not IdKind.RESIDENT_ID:
        return
    for fault in examine_resident_id(id_number, today).errors:
        raise Malformed.at("id_number", fault.code, **{**fault.facts, "field": "id_number"})
