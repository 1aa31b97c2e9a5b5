"""Keyset paging: a page is what stands after a mark, never an offset.

The hundredth page costs what the first one costs, and a row that arrives while somebody reads
does not push another across the border of two pages.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE_ROWS = 25
_LONGEST_MARK = 400

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of one page and the mark after which the next one begins."""

    rows: tuple[Row, ...]
    next_mark: str | None


def written_mark(*keys: str | int) -> str:
    """Return the sort keys of the last row as one opaque word for an address."""
    plain = json.dumps(keys, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def read_mark(mark: str | None) -> tuple[str | int, ...] | None:
    """Return the sort keys in a mark, or None when there is no readable mark."""
    if not mark or len(mark) > _LONGEST_MARK:
        return None
    try:
        keys = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(keys, list) or not all(isinstance(key, str | int) for key in keys):
        return None
    return tuple(keys)
