"""Joining: a caller whose matter is there already, and what is then done with the call.

While the caller is still on the telephone the form shows the cases that may be meant.  The caller
becomes one more applicant of such a case, or gets a case of their own that is linked with it, or
simply a new one.  What the case knew before stays as it was.
"""

from dataclasses import dataclass
from enum import StrEnum

from mediation.basics.text import name_key
from mediation.rules.workflow_terms import Stage, State

_OPEN = frozenset({Stage.LOGGED, Stage.IN_PROGRESS})
_BEFORE_AN_AGREEMENT = frozenset({None, State.APPLIED, State.ACCEPTED, State.DRAFTED})


class KnownAs(StrEnum):
    """What a call is to a case that was found: the caller joins it, or it is linked with it."""

    JOIN = "join"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class KnownCase:
    """The case that was found, and what the call is to it."""

    how: KnownAs
    case_public_id: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells whether two people are one; the marks stand for numbers, empty when unknown."""

    name: str
    id_number_mark: str = ""
    mobile_mark: str = ""


def may_join_at(stage: Stage, progress: State | None) -> bool:
    """Tell whether somebody can still become an applicant: the case is open, nothing is agreed."""
    return stage in _OPEN and progress in _BEFORE_AN_AGREEMENT


def is_same_person(one: Identity, other: Identity) -> bool:
    """Tell whether two people are one: the same number of a document, or name and mobile."""
    if one.id_number_mark and one.id_number_mark == other.id_number_mark:
        return True
    same_name = name_key(one.name) == name_key(other.name)
    return same_name and bool(one.mobile_mark) and one.mobile_mark == other.mobile_mark
