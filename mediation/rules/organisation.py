"""Organisations: their kinds, what they are in law, and what an administrator says of one.

What a mediation body is in law decides how its agreements may be confirmed, so it is a field of
the body and never assumed.
"""

from dataclasses import dataclass
from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation does in the joint work."""

    FEDERATION = "federation"
    TOWN_UNION = "town_union"
    CENTRE = "centre"
    COURT_STUDIO = "court_studio"
    COURT = "court"
    LAW_FIRM = "law_firm"


class LegalNature(StrEnum):
    """What an organisation is in the law of mediation."""

    NO_MEDIATION_BODY = "no_mediation_body"
    ENTERPRISE_COMMITTEE = "enterprise_committee"
    PEOPLES_MEDIATION_COMMITTEE = "peoples_mediation_committee"
    TOWN_MEDIATION_BODY = "town_mediation_body"
    OTHER_LAWFUL_BODY = "other_lawful_body"


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """What an administrator says of an organisation."""

    name: str
    kind: OrganisationKind
    legal_nature: LegalNature
    address: str
    phone: str
    town_code: str
