"""Links between cases: what two cases of a district have to do with each other.

A link is a remark with a reason.  It moves nothing by itself: joining, merging and splitting are
acts of their own and leave their link behind; only a link that somebody wrote as a remark can be
taken away again.
"""

from dataclasses import dataclass
from enum import StrEnum


class LinkKind(StrEnum):
    """What the first case is to the other."""

    RELATED = "related"
    MERGED_INTO = "merged_into"
    SPLIT_FROM = "split_from"


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """Another case, named by its number, and what it has to do with this one."""

    case_number: str
    reason: str


@dataclass(frozen=True, slots=True)
class LinkRemoval:
    """Why two cases have nothing to do with each other after all."""

    reason: str
