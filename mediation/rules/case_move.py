"""What becomes of each table when cases are merged or one is split: one row, with the reason.

Every table that points to a case is named here, and a test asks the schema for the ones that are
not: a table that is added later cannot be forgotten.  Four things can happen.  A row moves to the
other case; it stays in the file where it was made; it is united with its twin there; or it is
carried, which means that it ends where it was and begins anew in the other case with the days
that it had, so that no time limit is lost and none is lengthened.

What was moved is kept row by row, and can be put back as long as nobody has touched either case.
"""

from dataclasses import dataclass
from enum import StrEnum

from mediation.basics.errors import RuleBroken


class MoveKind(StrEnum):
    """Why rows changed their case."""

    MERGE = "merge"
    SPLIT = "split"


class Fate(StrEnum):
    """What becomes of the rows of a table."""

    MOVES = "moves"
    STAYS = "stays"
    UNITED = "united"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One table: what becomes of its rows on a merge and on a split, and why."""

    table: str
    on_merge: Fate
    on_split: Fate
    why: str


TABLES: tuple[TableRow, ...] = (
    TableRow("parties", Fate.UNITED, Fate.MOVES, "one person is one party of one case"),
    TableRow("claims", Fate.UNITED, Fate.MOVES, "what one person asks for counts once"),
    TableRow("notes", Fate.MOVES, Fate.STAYS, "whoever goes on must have read them"),
    TableRow("contacts", Fate.MOVES, Fate.STAYS, "each visit counts once, in one case"),
    TableRow("follow_ups", Fate.MOVES, Fate.STAYS, "who was promised a call waits for it still"),
    TableRow("hotline_orders", Fate.MOVES, Fate.STAYS, "the hotline waits for whoever goes on"),
    TableRow("referrals", Fate.MOVES, Fate.STAYS, "another body's answer comes to the living case"),
    TableRow("case_links", Fate.MOVES, Fate.STAYS, "a remark belongs to the living case"),
    TableRow("deadlines", Fate.CARRIED, Fate.CARRIED, "no time limit is lost or lengthened"),
    TableRow("warnings", Fate.CARRIED, Fate.STAYS, "a warning goes where its deadline goes"),
    TableRow("proceedings", Fate.STAYS, Fate.CARRIED, "a run belongs to its own file"),
    TableRow("steps_taken", Fate.STAYS, Fate.STAYS, "history is append-only"),
    TableRow("meetings", Fate.STAYS, Fate.STAYS, "a meeting belongs to its proceeding"),
    TableRow("agreements", Fate.STAYS, Fate.STAYS, "a text belongs to its proceeding"),
    TableRow("obligations", Fate.STAYS, Fate.STAYS, "an item belongs to its agreement"),
    TableRow("documents", Fate.STAYS, Fate.STAYS, "a paper bears the number of its file"),
    TableRow("case_moves", Fate.STAYS, Fate.STAYS, "what was moved is told where it was done"),
    TableRow("case_texts", Fate.STAYS, Fate.STAYS, "each case is found by what it holds itself"),
    TableRow("audit_entries", Fate.STAYS, Fate.STAYS, "the chain never changes"),
)

_BY_PAIRS = frozenset({"case_links"})
MOVING_ROWS = frozenset(
    row.table for row in TABLES if row.on_merge is Fate.MOVES and row.table not in _BY_PAIRS
)
MOVING = tuple(row.table for row in TABLES if row.on_merge is not Fate.STAYS)


@dataclass(frozen=True, slots=True)
class CasePair:
    """Two cases by their addresses: the one that stays, and the one that goes or was split off."""

    kept_id: str
    other_id: str


@dataclass(frozen=True, slots=True)
class Undoing:
    """Which move is taken back, and why."""

    move_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Touch:
    """What has been done to one of the cases since it was moved: by whom, when, and what."""

    case_number: str
    action: StrEnum
    by: str
    at: object


def may_undo(touched: Touch | None, *, is_undone: bool, rows_differ: bool) -> None:
    """Refuse to put rows back over what somebody has written since."""
    if is_undone:
        raise RuleBroken("case_move.undone_before")
    if touched is not None:
        raise RuleBroken(
            "case_move.touched",
            number=touched.case_number,
            act=touched.action,
            by=touched.by,
            at=touched.at,
        )
    if rows_differ:
        raise RuleBroken("case_move.touched_elsewhere")
