"""The roster of a collective case: many workers at once, each with what they ask for.

Ten workers or more with one request may name representatives (调解仲裁法 7); the law still counts
each of them, so each is a party with numbers and a claim of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from mediation.basics.errors import RuleBroken
from mediation.basics.money import Money
from mediation.rules.causes import Cause


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One worker with one thing that they ask for."""

    name: str
    cause: Cause
    amount: Money | None
    id_number: str = field(default="", repr=False)
    id_reason: str = ""
    mobile: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


def may_add(roster: Iterable[RosterLine]) -> None:
    """Refuse a roster on which two workers bear the same number."""
    seen: dict[str, str] = {}
    for line in roster:
        if line.id_number and line.id_number in seen:
            raise RuleBroken("roster.number_twice", first=seen[line.id_number], second=line.name)
        seen[line.id_number] = line.name
