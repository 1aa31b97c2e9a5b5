"""What a sheet is made of, whatever file it becomes: columns, cells, and what may stand in them.

`plain_text` takes out what would harm: control characters, half surrogates, and what a sheet
could not hold (more than 32 767 characters).  A .csv has no types, so `harmless` also puts an
apostrophe before whatever a spreadsheet would read as a formula, full-width signs included,
because some programs fold them before they look.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mediation.rules.sheet import CellKind

Cell = str | int | date | datetime | None
Row = Sequence[Cell]

LONGEST_TEXT = 32_767
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")
_FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its heading, what its cells hold, and how wide it is in characters."""

    heading: str
    kind: CellKind
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet before its first row: its name, its columns, and what is printed on every page."""

    title: str
    columns: tuple[SheetColumn, ...]
    printed_head: str = ""


def plain_text(text: str) -> str:
    """Return a text as a sheet can hold it."""
    return _UNFIT.sub("", _LINE_ENDS.sub("\n", text))[:LONGEST_TEXT]


def harmless(text: str) -> str:
    """Return a text for a file without types: what would be read as a formula is marked as text."""
    kept = _UNFIT.sub("", text)
    return f"'{kept}" if kept.lstrip(" \u3000").startswith(_FORMULA_SIGNS) else kept
