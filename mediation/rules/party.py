"""Parties: the sides of a dispute, and which of their facts are sealed."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.basics.errors import Malformed
from mediation.rules.identity import (
    YOUNGEST_WORKER,
    Finding,
    Sex,
    examine_permanent_residence,
    examine_residence_permit,
    examine_resident_id,
    examine_travel_permit,
)


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
    PERMANENT_RESIDENCE = "permanent_residence"
    OTHER = "other"


_TELLING = frozenset({IdKind.RESIDENT_ID, IdKind.RESIDENCE_PERMIT})


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


def told_by_number(
    id_number: str, today: date, id_kind: IdKind = IdKind.RESIDENT_ID
) -> tuple[Sex | None, date | None]:
    """Return the sex and the day of birth that an identity number itself tells.

    Only numbers built like a resident's tell them, and a day that is yet to come tells nothing.
    """
    if id_kind not in _TELLING:
        return None, None
    found = examine_resident_id(id_number, today)
    is_past = found.born_on is not None and found.born_on <= today
    return found.sex, found.born_on if is_past else None


def may_keep_number(id_kind: IdKind, id_number: str, id_reason: str, today: date) -> None:
    """Refuse the number of a document with a fault for which nobody vouches."""
    if not id_number or id_reason:
        return
    for fault in _examined(id_kind, id_number, today):
        raise Malformed.at("id_number", fault.code, **{**fault.facts, "field": "id_number"})


def born_under_age(on: date) -> date:
    """Return the day after which somebody must be born to be too young to work on a day.

    Nobody may employ a person under sixteen (禁止使用童工规定 2).
    """
    year = on.year - YOUNGEST_WORKER
    is_leap_day = (on.month, on.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day and not isleap(year) else on.replace(year=year)


def _examined(id_kind: IdKind, id_number: str, today: date) -> tuple[Finding, ...]:
    match id_kind:
        case IdKind.RESIDENT_ID:
            return examine_resident_id(id_number, today).errors
        case IdKind.RESIDENCE_PERMIT:
            return examine_residence_permit(id_number, today).errors
        case IdKind.TRAVEL_PERMIT:
            return examine_travel_permit(id_number).errors
        case IdKind.PERMANENT_RESIDENCE:
            return examine_permanent_residence(id_number).errors
        case _:
            return ()
