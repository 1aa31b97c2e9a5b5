"""How a matter came, besides through which channel: one value with a part for each kind.

Only the part of the chosen channel is filled.  `rules/channel` says which channel must bring which
part; kept apart from it so that an intake can carry the value.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.rules.hotline_order import OrderEntry
from mediation.rules.referral import ReferralIn


class PetitionKind(StrEnum):
    """What a petition wants, as 信访工作条例 29 to 31 sort it."""

    SUGGESTION = "suggestion"
    ACCUSATION = "accusation"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class CameBy:
    """The facts of one arrival: people, and what its channel brings."""

    person_count: int = 1
    petition_kind: PetitionKind | None = None
    letter_on: date | None = None
    order: OrderEntry | None = None
    referral: ReferralIn | None = None
    event_public_id: str = ""

    @property
    def outside_number(self) -> str:
        """The number under which somebody else keeps the matter."""
        if self.order is not None:
            return self.order.number
        return "" if self.referral is None else self.referral.number
