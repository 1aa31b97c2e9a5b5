"""Links between cases: what two cases of a district have to do with each other.

A link is a remark with a reason.  It moves nothing by itself: joining, merging and splitting are
acts of their own and leave their link behind.
"""

from enum import StrEnum


class LinkKind(StrEnum):
    """What the first case is to the other."""

    RELATED = "related"
    MERGED_INTO = "merged_into"
    SPLIT_FROM = "split_from"
