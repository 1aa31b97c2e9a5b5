"""The audit trail: who did what to which object, with the fields before and after, chained.

Rows are numbered without a gap and each carries an HMAC over its own content and the one before,
under a key that is not in the database: whoever changes, removes, swaps or forges a row breaks
the chain, and `first_broken` names the first bad row.  Sealed values appear here as sealed
envelopes, so the chain still verifies after an erasure.  There is no update and no delete.

The head row is locked until the commit, which puts all writers in one queue: a chain has one end.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Select,
    String,
    Text,
    UpdateBase,
    event,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.orm import InstanceState, Mapped, ORMExecuteState, Session, mapped_column
from sqlalchemy.orm.unitofwork import UOWTransaction

from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.models.case import Case
from mediation.models.db import Base, Instant, past_tables, read, session, table_of, write_past
from mediation.models.party import name_mask
from mediation.models.sealing import keyring
from mediation.models.visibility import on_ground
from mediation.rules.permissions import Actor, Role

_UNAUDITED = {"info": {"unaudited": True}}
_HIDDEN = "（保密）"
_FIRST = "0" * 64
_SECURITY_KINDS = ("user", "organisation", "post", "account")


class AuditEntry(Base):
    """One act, as it happened."""

    __tablename__ = "audit_entries"
    __table_args__ = (_UNAUDITED,)

    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    actor_name: Mapped[str] = mapped_column(String(60))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"), index=True)
    action: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(30), index=True)
    subject_id: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    case_version: Mapped[int | None]
    door: Mapped[str] = mapped_column(String(10))
    address: Mapped[str] = mapped_column(String(45))
    request_id: Mapped[str] = mapped_column(String(40))
    result: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    changes: Mapped[str] = mapped_column(Text)
    previous_mac: Mapped[str] = mapped_column(String(64))
    mac: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The end of the chain: the row that every writer locks."""

    __tablename__ = "audit_heads"
    __table_args__ = (_UNAUDITED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    mac: Mapped[str] = mapped_column(String(64))


_CHAINED = tuple(column.key for column in AuditEntry.__table__.c if column.key != "mac")
_ENTER = insert(table_of(AuditEntry))
_HEADS = AuditHead.__table__.c
_HEAD = select(_HEADS.sequence, _HEADS.mac).where(_HEADS.id == 1).with_for_update()
_ADVANCE = update(table_of(AuditHead)).where(_HEADS.id == 1)


@dataclass(frozen=True, slots=True)
class Act:
    """What the gate tells the trail about one command."""

    at: datetime
    actor: Actor
    action: str
    subject_kind: str
    subject_id: str
    district_id: int | None
    case_id: int | None
    case_version: int | None
    result: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """An audit row as a page shows it."""

    sequence: int
    at: datetime
    actor_name: str
    action: str
    subject_kind: str
    subject_id: str
    case_version: int | None
    door: str
    address: str
    result: str
    reason: str
    changes: tuple["Change", ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of one table that a command made, changed or removed."""

    table: str
    key: str
    kind: str
    fields: tuple[tuple[str, object, object], ...]

    def masked_by(self, mask: Callable[[str], str]) -> "Change":
        """Return the change with every text in it masked."""

        def shown(value: object) -> object:
            return mask(value) if isinstance(value, str) else value

        return replace(
            self,
            fields=tuple((name, shown(old), shown(new)) for name, old, new in self.fields),
        )


@contextmanager
def recording(*, everything: bool = False) -> Iterator[list[dict[str, Any]]]:
    """Collect what the running transaction writes to audited tables.

    With `everything` on, the tables that no audit row tells of are collected too, and those that
    a statement writes, whichever way it is sent.
    """
    current = session()
    past = past_tables.set(set() if everything else None)
    changes: list[dict[str, Any]] = []
    written: list[object] = []  # A row that nobody holds is forgotten, and read again when needed.

    def after_flush(flushed: Session, _context: UOWTransaction) -> None:
        written.extend(flushed.new)
        changes.extend(_changes_in(flushed, everything=everything))

    def before_statement(asked: ORMExecuteState) -> None:
        if everything and isinstance(asked.statement, UpdateBase):
            changes.append({"table": str(asked.statement.table)})

    event.listen(current, "after_flush", after_flush)
    event.listen(current, "do_orm_execute", before_statement)
    try:
        yield changes
    finally:
        past_tables.reset(past)
        event.remove(current, "after_flush", after_flush)
        event.remove(current, "do_orm_execute", before_statement)


def write(act: Act, changes: list[dict[str, Any]]) -> None:
    """Append one act to the chain."""
    head = read(_HEAD).one_or_none()
    if head is None:
        write_past(insert(table_of(AuditHead)), id=1, sequence=0, mac=_FIRST)
        head = read(_HEAD).one()
    origin = act.actor.origin
    entry: dict[str, Any] = {
        "sequence": head.sequence + 1,
        "at": act.at,
        "actor_user_id": act.actor.user_id,
        "actor_name": act.actor.name,
        "district_id": act.district_id,
        "action": act.action,
        "subject_kind": act.subject_kind,
        "subject_id": act.subject_id,
        "case_id": act.case_id,
        "case_version": act.case_version,
        "door": origin.door,
        "address": origin.address[:45],
        "request_id": origin.request_id[:40],
        "result": act.result,
        "reason": act.reason,
        "changes": json.dumps(changes, ensure_ascii=False, separators=(",", ":")),
        "previous_mac": head.mac,
    }
    entry["mac"] = _mac_of(entry)
    write_past(_ENTER, **entry)
    write_past(_ADVANCE, sequence=entry["sequence"], mac=entry["mac"])


def first_broken(after: int = 0) -> int | None:
    """Return the sequence of the first row that the chain does not vouch for, or None.

    `after` leaves out the rows up to that one, for a look at the tail.
    """
    anchor = session().get(AuditEntry, after) if after > 0 else None
    expected, previous = (1, _FIRST) if anchor is None else (after + 1, anchor.mac)
    query = select(AuditEntry).order_by(AuditEntry.sequence).execution_options(yield_per=500)
    query = query.where(AuditEntry.sequence >= expected)
    for entry in session().scalars(query):
        sound = entry.sequence == expected and entry.previous_mac == previous
        if not sound or not hmac.compare_digest(entry.mac, _mac_of(vars(entry))):
            return min(entry.sequence, expected)
        expected, previous = expected + 1, entry.mac
    head = session().get(AuditHead, 1)
    end = (0, _FIRST) if head is None else (head.sequence, head.mac)
    return None if end == (expected - 1, previous) else expected


def count_entries() -> int:
    """Return how many acts the chain holds."""
    head = session().get(AuditHead, 1)
    return 0 if head is None else head.sequence


def changes_since(case_id: int, version: int) -> tuple[RecordedAct, ...]:
    """Return the acts on a case after the given version of it, oldest first."""
    query = (
        select(AuditEntry)
        .where(AuditEntry.case_id == case_id, AuditEntry.case_version > version)
        .where(AuditEntry.result == "done")
        .order_by(AuditEntry.sequence)
    )
    return tuple(_recorded(entry) for entry in session().scalars(query))


def search(
    actor: Actor, mark: str | None, subject_kind: str = "", name: str = ""
) -> Page[RecordedAct]:
    """List the acts that the actor may read, newest first."""
    query = _visible(actor, select(AuditEntry)).order_by(AuditEntry.sequence.desc())
    if subject_kind:
        query = query.where(AuditEntry.subject_kind == subject_kind)
    if name:
        query = query.where(AuditEntry.actor_name == name)
    keys = read_mark(mark)
    if keys is not None:
        query = query.where(AuditEntry.sequence < int(keys[0]))
    entries = list(session().scalars(query.limit(PAGE_ROWS + 1)))
    more = len(entries) > PAGE_ROWS
    shown = entries[:PAGE_ROWS]
    next_mark = written_mark(shown[-1].sequence) if more else None
    acts = tuple(_recorded(entry) for entry in shown)
    if Role.AUDITOR in actor.roles:
        mask = name_mask({entry.case_id for entry in shown if entry.case_id is not None})
        acts = tuple(_masked(act, mask) for act in acts)
    return Page(acts, next_mark)


def of_case(case_id: int, limit: int = 200) -> tuple[RecordedAct, ...]:
    """Return the acts on one case, newest first; the caller has checked that it is visible."""
    query = (
        select(AuditEntry)
        .where(AuditEntry.case_id == case_id)
        .order_by(AuditEntry.sequence.desc())
        .limit(limit)
    )
    return tuple(_recorded(entry) for entry in session().scalars(query))


def _visible(actor: Actor, query: Select[AuditEntry]) -> Select[AuditEntry]:
    if Role.AUDITOR in actor.roles:
        return query.where(
            (AuditEntry.district_id == actor.district_id) | AuditEntry.district_id.is_(None)
        )
    if Role.ADMIN in actor.roles:
        return query.where(AuditEntry.subject_kind.in_(_SECURITY_KINDS))
    own = AuditEntry.district_id == actor.district_id
    if actor.body_town_id is not None:
        own &= AuditEntry.case_id.in_(select(Case.id).where(on_ground(actor)))
    return query.where(own, AuditEntry.case_id.is_not(None))


def _masked(act: RecordedAct, mask: Callable[[str], str]) -> RecordedAct:
    """An auditor sees cases masked, and so what was written in them."""
    changes = tuple(change.masked_by(mask) for change in act.changes)
    return replace(act, reason=mask(act.reason), changes=changes)


def _recorded(entry: AuditEntry) -> RecordedAct:
    changes = tuple(
        Change(
            each["table"],
            each["key"],
            each["kind"],
            tuple((name, before, after) for name, (before, after) in each["fields"].items()),
        )
        for each in json.loads(entry.changes)
    )
    return RecordedAct(
        entry.sequence,
        entry.at,
        entry.actor_name,
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.case_version,
        entry.door,
        entry.address,
        entry.result,
        entry.reason,
        changes,
    )


def _mac_of(entry: Mapping[str, Any]) -> str:
    content = {name: _plain(entry[name]) for name in _CHAINED}
    stored = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(keyring().audit, stored.encode(), hashlib.sha256).hexdigest()


def _changes_in(flushed: Session, *, everything: bool) -> Iterator[dict[str, Any]]:
    for kind, rows in (
        ("new", flushed.new),
        ("changed", flushed.dirty),
        ("removed", flushed.deleted),
    ):
        for row in rows:
            mapper = inspect(row).mapper
            table = mapper.local_table
            if table.info.get("unaudited") and not everything:
                continue
            fields = _fields_of(row, kind)
            if fields:
                key = getattr(row, "public_id", None) or _primary_key(row)
                yield {"table": table.name, "key": str(key), "kind": kind, "fields": fields}


def _fields_of(row: object, kind: str) -> dict[str, tuple[object, object]]:
    state = inspect(row)
    assert state is not None
    fields: dict[str, tuple[object, object]] = {}
    for column in state.mapper.columns:
        name = column.key
        if name in {"id", "public_id"}:
            continue
        before, after = _before_and_after(state, name, kind)
        if before == after:
            continue
        hidden = column.info.get("secret")
        fields[name] = (_HIDDEN, _HIDDEN) if hidden else (before, after)
    return fields


def _before_and_after(state: InstanceState[Any], name: str, kind: str) -> tuple[object, object]:
    """Return what a column held and holds; of a removed row, what is lost."""
    if kind == "removed":
        return _plain(state.committed_state.get(name, state.dict.get(name))), None
    if name not in state.committed_state:
        return None, None
    if kind == "new":
        return None, _plain(state.dict.get(name))
    history = state.attrs[name].history
    before = _plain(history.deleted[0]) if history.deleted else None
    return before, _plain(history.added[0]) if history.added else None


def _primary_key(row: object) -> str:
    state = inspect(row)
    assert state is not None
    return "/".join(str(part) for part in (state.identity or ()))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return value
