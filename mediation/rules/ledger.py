"""The ledger: which columns it has, in which order, what each holds and who may see it.

The order is that of the workbooks which the offices keep, so that a sheet from here can lie beside
an old one; how far a case has come stands beside its day.  A column is data: what it is called
stands in wording, where it comes from in models.

`Sight` says who sees a column.  A liaison or a court's clerk sees that there is a case and how it
goes, but not whose it is; numbers of persons stand in files only, masked unless the file was
asked for with a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mediation.basics.errors import Malformed
from mediation.rules.permissions import SUMMARY_ONLY, Role
from mediation.rules.sheet import CellKind

MOST_SETS = 20
LONGEST_SET_NAME = 30


class Sight(StrEnum):
    """Who sees a column, and where."""

    EVERYBODY = "everybody"
    IN_FULL = "in_full"
    FILES_ONLY = "files_only"


class Column(StrEnum):
    """The columns of the ledger, in the order of the workbooks."""

    POSITION = "position"
    CASE_NUMBER = "case_number"
    RECEIVED_ON = "received_on"
    STATUS = "status"
    CHANNEL = "channel"
    APPLICANT = "applicant"
    WORKER_COUNT = "worker_count"
    EMPLOYER = "employer"
    INDUSTRY = "industry"
    CAUSE = "cause"
    REQUEST = "request"
    AMOUNT = "amount"
    HANDLER = "handler"
    LAWYER = "lawyer"
    ACCEPTED_ON = "accepted_on"
    MET_ON = "met_on"
    OUTCOME = "outcome"
    AGREEMENT_NUMBER = "agreement_number"
    PERFORMANCE = "performance"
    CLOSED_ON = "closed_on"
    DAYS = "days"
    PERIOD = "period"
    LEVEL = "level"
    TOWN = "town"
    OUTSIDE_NUMBER = "outside_number"
    NOTE = "note"
    ID_NUMBER = "id_number"
    MOBILE = "mobile"


class ShippedSet(StrEnum):
    """The sets of columns that everybody has."""

    USUAL = "usual"
    SHORT = "short"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What a column holds, how wide it is in characters, and who sees it."""

    kind: CellKind
    width: int
    sight: Sight = Sight.EVERYBODY


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A choice of columns that somebody wants to find again under a name."""

    name: str
    columns: tuple[Column, ...]


_TEXT, _DATE, _NUMBER = CellKind.TEXT, CellKind.DATE, CellKind.NUMBER
COLUMNS: Mapping[Column, ColumnFacts] = {
    Column.POSITION: ColumnFacts(_NUMBER, 6),
    Column.CASE_NUMBER: ColumnFacts(_TEXT, 22),
    Column.RECEIVED_ON: ColumnFacts(_DATE, 11),
    Column.STATUS: ColumnFacts(_TEXT, 10),
    Column.CHANNEL: ColumnFacts(_TEXT, 10),
    Column.APPLICANT: ColumnFacts(_TEXT, 10, Sight.IN_FULL),
    Column.WORKER_COUNT: ColumnFacts(_NUMBER, 6),
    Column.EMPLOYER: ColumnFacts(_TEXT, 26),
    Column.INDUSTRY: ColumnFacts(_TEXT, 14),
    Column.CAUSE: ColumnFacts(_TEXT, 12),
    Column.REQUEST: ColumnFacts(CellKind.LONG_TEXT, 36, Sight.IN_FULL),
    Column.AMOUNT: ColumnFacts(CellKind.MONEY, 13, Sight.IN_FULL),
    Column.HANDLER: ColumnFacts(_TEXT, 9),
    Column.LAWYER: ColumnFacts(_TEXT, 9),
    Column.ACCEPTED_ON: ColumnFacts(_DATE, 11),
    Column.MET_ON: ColumnFacts(_DATE, 11),
    Column.OUTCOME: ColumnFacts(_TEXT, 14),
    Column.AGREEMENT_NUMBER: ColumnFacts(_TEXT, 24),
    Column.PERFORMANCE: ColumnFacts(_TEXT, 10),
    Column.CLOSED_ON: ColumnFacts(_DATE, 11),
    Column.DAYS: ColumnFacts(_NUMBER, 6),
    Column.PERIOD: ColumnFacts(_TEXT, 14),
    Column.LEVEL: ColumnFacts(_TEXT, 7),
    Column.TOWN: ColumnFacts(_TEXT, 10),
    Column.OUTSIDE_NUMBER: ColumnFacts(_TEXT, 16),
    Column.NOTE: ColumnFacts(CellKind.LONG_TEXT, 24, Sight.IN_FULL),
    Column.ID_NUMBER: ColumnFacts(CellKind.DIGITS, 21, Sight.FILES_ONLY),
    Column.MOBILE: ColumnFacts(CellKind.DIGITS, 14, Sight.FILES_ONLY),
}

SETS: Mapping[ShippedSet, tuple[Column, ...]] = {
    ShippedSet.USUAL: tuple(
        each for each, facts in COLUMNS.items() if facts.sight is not Sight.FILES_ONLY
    ),
    ShippedSet.SHORT: (
        Column.POSITION,
        Column.CASE_NUMBER,
        Column.RECEIVED_ON,
        Column.STATUS,
        Column.APPLICANT,
        Column.WORKER_COUNT,
        Column.EMPLOYER,
        Column.CAUSE,
        Column.AMOUNT,
        Column.HANDLER,
        Column.LEVEL,
    ),
    ShippedSet.SETTLED: (
        Column.POSITION,
        Column.CASE_NUMBER,
        Column.APPLICANT,
        Column.WORKER_COUNT,
        Column.EMPLOYER,
        Column.AMOUNT,
        Column.HANDLER,
        Column.OUTCOME,
        Column.AGREEMENT_NUMBER,
        Column.PERFORMANCE,
        Column.CLOSED_ON,
        Column.DAYS,
    ),
}


def sees_people(roles: frozenset[Role]) -> bool:
    """Tell whether somebody with these roles sees any case with its people."""
    return bool(roles - SUMMARY_ONLY)


def columns_for(roles: frozenset[Role], *, in_file: bool = False) -> tuple[Column, ...]:
    """Return the columns that somebody may choose, on the page or for a file."""
    sights = {Sight.EVERYBODY}
    if sees_people(roles):
        sights |= {Sight.IN_FULL, Sight.FILES_ONLY} if in_file else {Sight.IN_FULL}
    return tuple(each for each, facts in COLUMNS.items() if facts.sight in sights)


def shown_columns(chosen: Iterable[Column], roles: frozenset[Role]) -> tuple[Column, ...]:
    """Return a set of columns without those that somebody may not see on a page."""
    seen = columns_for(roles)
    return tuple(each for each in chosen if each in seen)


def may_choose(
    columns: tuple[Column, ...], roles: frozenset[Role], *, in_file: bool = False
) -> None:
    """Raise `Malformed` unless somebody may see all of these columns, and there are any."""
    if not columns:
        raise Malformed.at("column", "ledger.no_column")
    if set(columns) - set(columns_for(roles, in_file=in_file)):
        raise Malformed.at("column", "ledger.unknown_column")
