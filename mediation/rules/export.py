"""Exports: what may leave the system as a file, for whom, and how much at a time.

Masked is the rule.  A file with names and numbers in full is for the supervisor, who types the
password again and gives a reason; it always goes through a task, so that it lies sealed until it
is fetched.  Every export, masked or not, has a number and stands in the audit trail with its
condition in words and how many rows it has, never with a value.
"""

from dataclasses import dataclass
from enum import StrEnum

from mediation.basics.errors import Malformed
from mediation.rules.ledger import Column, may_choose
from mediation.rules.permissions import Action, Role

MOST_ROWS = 50_000
MOST_AT_ONCE = 10_000
"""How many rows are written while somebody waits; more become a task."""
MANY_PEOPLE = 100
NUMBER_PREFIX = "导出"


class FileKind(StrEnum):
    """As what a ledger can leave."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """What the form says: which columns, as what, and whether people stay masked."""

    file_kind: FileKind
    columns: tuple[Column, ...]
    in_full: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """An export as it will be made: which cases in which order, and the condition in words."""

    asked: ExportAsked
    keys: tuple[int, ...]
    condition: str


def action_of(asked: ExportAsked) -> Action:
    """Return what somebody must be allowed to do for this export."""
    return Action.EXPORT_IN_FULL if asked.in_full else Action.EXPORT


def may_order(asked: ExportAsked, rows: int, roles: frozenset[Role]) -> None:
    """Raise `Malformed` unless the columns, the reason and the number of rows are in order."""
    may_choose(asked.columns, roles, in_file=True)
    if asked.in_full and not asked.reason:
        raise Malformed.at("reason", "export.reason_needed")
    if rows == 0:
        raise Malformed.at("", "export.nothing_chosen")
    if rows > MOST_ROWS:
        raise Malformed.at("", "export.too_many_rows", most=MOST_ROWS)


def is_made_at_once(asked: ExportAsked, rows: int) -> bool:
    """Tell whether the file is handed over in the answer."""
    return not asked.in_full and rows <= MOST_AT_ONCE
