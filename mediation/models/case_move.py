"""What a merge or a split moved, kept row by row, so that it can be put back exactly.

Before the act and after it the rows of both cases are read, and what differs is kept: the value
before and the value after, sealed under the key of the case that stays.  Putting back is refused
once a person has acted on either case, or a row does not hold any more what the act wrote.

States are written by the gate alone, so that the columns of states are never put back from here;
a deadline that a warning speaks of meanwhile is ended rather than removed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.audit import AuditEntry
from mediation.models.case import Case
from mediation.models.db import Base, Instant, session
from mediation.models.deadline import Deadline, EndedAs
from mediation.models.sealing import case_seal
from mediation.models.user import User
from mediation.models.warning import DeadlineWarning
from mediation.rules.case_move import MOVING, CasePair, MoveKind, Touch
from mediation.rules.permissions import Action

_KINDS = ", ".join(f"'{kind.value}'" for kind in MoveKind)
_NEVER_PUT_BACK = frozenset({"stage", "progress", "version"})
_MAY_DIFFER = frozenset({"look_on"})

RowKey = tuple[str, int]
Rows = Mapping[RowKey, Mapping[str, Any]]


class CaseMove(Base):
    """One merge or split, with what it changed."""

    __tablename__ = "case_moves"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="known_kind"),
        CheckConstraint("case_id <> other_id", name="two_cases"),
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    kind: Mapped[str] = mapped_column(String(10))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    case_version: Mapped[int]
    other_version: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kept_sealed: Mapped[str] = mapped_column(Text, info={"secret": True})
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """A merge or a split as pages and verbs know it; `is_kept` for the case that was asked for."""

    public_id: str
    kind: MoveKind
    pair: CasePair
    kept_number: str
    other_number: str
    is_kept: bool
    reason: str
    made_at: datetime
    made_by: str
    undone_at: datetime | None
    undone_by: str


def rows_of(case_ids: tuple[int, ...]) -> Rows:
    """Return every row of these cases that a merge or a split may change, as plain values."""
    session().flush()
    found: dict[RowKey, Mapping[str, Any]] = {}
    tables = Base.metadata.tables
    for name in ("cases", *MOVING):
        table = tables[name]
        columns = ("id",) if name == "cases" else ("case_id", "other_id")
        mine = or_(*(table.c[each].in_(case_ids) for each in columns if each in table.c))
        for row in session().execute(select(table).where(mine)).mappings():
            found[name, row["id"]] = dict(row)
    return found


def keep(row: CaseMove, kept_id: str, before: Rows, after: Rows, *, new_rows: bool) -> str:
    """Store a move with the rows that it changed, and with those that it made if asked."""
    changes: list[dict[str, Any]] = []
    for (table, key), now in after.items():
        was = before.get((table, key))
        if was is None:
            if new_rows:
                changes.append({"table": table, "id": key, "was": None, "now": None})
            continue
        differing = [name for name in now if was[name] != now[name] and name not in _NEVER_PUT_BACK]
        if differing:
            changes.append(
                {
                    "table": table,
                    "id": key,
                    "was": {name: _written(was[name]) for name in differing},
                    "now": {name: _written(now[name]) for name in differing},
                }
            )
    kept = json.dumps(changes, ensure_ascii=False)
    row.public_id = new_public_id()
    row.kept_sealed = case_seal(kept_id).seal("case_moves.kept", kept)
    session().add(row)
    session().flush()
    return row.public_id


def put_back(move_id: str, today: date) -> None:
    """Write the values from before a move into the rows that it changed, and take away its own."""
    move = row_of(move_id)
    classes = _classes()
    changes = _changes(move)
    for each in changes:
        if each["was"] is None:
            _take_away(classes[each["table"]], each["id"], today)
    for each in changes:
        if each["was"] is None:
            continue
        row = session().get_one(classes[each["table"]], each["id"])
        for name, value in each["was"].items():
            setattr(row, name, _read(row, name, value))
        if isinstance(row, Deadline):
            _look_soon(row, today)
    session().flush()


def set_undone(move_id: str, at: datetime, by_id: int) -> None:
    """Write that a move was taken back."""
    row = row_of(move_id)
    row.undone_at, row.undone_by_id = at, by_id


def rows_differ(move_id: str) -> bool:
    """Tell whether a row that a move wrote holds something else by now."""
    by_table: dict[str, dict[int, dict[str, Any]]] = {}
    for each in _changes(row_of(move_id)):
        by_table.setdefault(each["table"], {})[each["id"]] = each["now"] or {}
    for name, expected in by_table.items():
        table = Base.metadata.tables[name]
        query = select(table).where(table.c.id.in_(list(expected)))
        rows = {row["id"]: dict(row) for row in session().execute(query).mappings()}
        if rows.keys() != expected.keys():
            return True
        if any(_differs(rows[key], now) for key, now in expected.items()):
            return True
    return False


def touched(move_id: str) -> Touch | None:
    """Return the first act of a person on either case since a move, or None."""
    move = row_of(move_id)
    mine = or_(
        (AuditEntry.case_id == move.case_id) & (AuditEntry.case_version > move.case_version),
        (AuditEntry.case_id == move.other_id) & (AuditEntry.case_version > move.other_version),
    )
    query = (
        select(AuditEntry, Case.case_number)
        .join(Case, Case.id == AuditEntry.case_id)
        .where(mine, AuditEntry.actor_user_id.is_not(None), AuditEntry.result == "done")
        .order_by(AuditEntry.sequence)
        .limit(1)
    )
    found = session().execute(query).first()
    if found is None:
        return None
    entry, number = found
    return Touch(number, Action(entry.action), entry.actor_name, entry.at)


def row_of(public_id: str) -> CaseMove:
    """Return the row of a move; for verbs and queries that have asked for both cases."""
    query = select(CaseMove).where(CaseMove.public_id == public_id)
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("case_move.not_found")
    return row


def find(case_id: int, public_id: str) -> MoveFacts:
    """Return one move of a case that the caller may see."""
    found = [each for each in of_case(case_id) if each.public_id == public_id]
    if not found:
        raise NotFound("case_move.not_found")
    return found[0]


def of_case(case_id: int) -> tuple[MoveFacts, ...]:
    """Return the merges and splits of a case, the newest first."""
    query = (
        select(CaseMove)
        .where(or_(CaseMove.case_id == case_id, CaseMove.other_id == case_id))
        .order_by(CaseMove.id.desc())
    )
    return tuple(_facts(row, case_id) for row in session().scalars(query))


def _facts(row: CaseMove, case_id: int) -> MoveFacts:
    kept, other = session().get_one(Case, row.case_id), session().get_one(Case, row.other_id)
    undone_by = session().get_one(User, row.undone_by_id).name if row.undone_by_id else ""
    return MoveFacts(
        row.public_id,
        MoveKind(row.kind),
        CasePair(kept.public_id, other.public_id),
        kept.case_number,
        other.case_number,
        row.case_id == case_id,
        row.reason,
        row.made_at,
        session().get_one(User, row.made_by_id).name,
        row.undone_at,
        undone_by,
    )


def _changes(move: CaseMove) -> list[dict[str, Any]]:
    kept_id = session().get_one(Case, move.case_id).public_id
    opened = case_seal(kept_id).open("case_moves.kept", move.kept_sealed)
    changes: list[dict[str, Any]] = json.loads(opened)
    return changes


def _take_away(kind: type[Base], key: int, today: date) -> None:
    """Remove a row that the move made; a deadline that was warned of stays, ended."""
    row = session().get_one(kind, key)
    if isinstance(row, Deadline) and _warning_of(row.id) is not None:
        row.ended_as, row.look_on = EndedAs.REPLACED.value, None
        row.ended_on = today
        return
    session().delete(row)
    session().flush()


def _look_soon(row: Deadline, today: date) -> None:
    """Let the watch look again at a deadline whose warning it has ended meanwhile."""
    warned = _warning_of(row.id)
    if row.ended_as is None and warned is not None and warned.ended_at is not None:
        row.look_on = today


def _warning_of(deadline_id: int) -> DeadlineWarning | None:
    query = select(DeadlineWarning).where(DeadlineWarning.deadline_id == deadline_id)
    return session().scalars(query).one_or_none()


def _classes() -> dict[str, type[Base]]:
    return {str(mapper.local_table.description): mapper.class_ for mapper in Base.registry.mappers}


def _differs(row: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    return any(
        _written(row[name]) != value for name, value in expected.items() if name not in _MAY_DIFFER
    )


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _read(row: Base, name: str, value: Any) -> Any:
    """Return a kept value as its column holds it."""
    kind = row.__table__.c[name].type.python_type
    if value is None or kind not in {date, datetime}:
        return value
    return kind.fromisoformat(value)
