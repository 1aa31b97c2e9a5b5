"""Industries: the twenty sections of GB/T 4754-2017, by letter.

The standard divides the economy into sections A to T; a registry of employers needs no finer
grain.  Several code lists published apart from each other agree on letters and names, the text of
the standard itself was not read: hence the confidence of the table.
"""

from collections.abc import Mapping
from enum import StrEnum

from mediation.rules.citations import Confidence

STANDARD = "GB/T 4754-2017"
CONFIDENCE = Confidence.SECONDARY


class Industry(StrEnum):
    """What an employer lives from: a section of the standard."""

    AGRICULTURE = "agriculture"
    MINING = "mining"
    MANUFACTURING = "manufacturing"
    ENERGY_AND_WATER = "energy_and_water"
    CONSTRUCTION = "construction"
    TRADE = "trade"
    TRANSPORT = "transport"
    HOSPITALITY = "hospitality"
    INFORMATION = "information"
    FINANCE = "finance"
    REAL_ESTATE = "real_estate"
    LEASING_AND_BUSINESS = "leasing_and_business"
    RESEARCH = "research"
    PUBLIC_FACILITIES = "public_facilities"
    RESIDENTS_SERVICES = "residents_services"
    EDUCATION = "education"
    HEALTH = "health"
    CULTURE = "culture"
    ADMINISTRATION = "administration"
    INTERNATIONAL = "international"

    @property
    def section(self) -> str:
        """The letter of the section."""
        return _LETTERS[self]


_LETTERS: Mapping[Industry, str] = dict(zip(Industry, "ABCDEFGHIJKLMNOPQRST", strict=True))
