"""The rows that a merge of two employers moved, one by one.

Every case, party, watch entry and name that came over is noted before it moves, so that exactly
these can move back, whatever has been logged against the surviving entry since.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    ScalarSelect,
    Select,
    String,
    and_,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from mediation.models.case import Case
from mediation.models.db import Base, session
from mediation.models.employer import Employer
from mediation.models.employer_names import EmployerName
from mediation.models.employer_watch import EmployerWatch
from mediation.models.party import Party
from mediation.rules.employer import NameKind


class MovedKind(StrEnum):
    """What sort of row moved; a kept name only ceased to be the survivor's own."""

    CASE = "case"
    PARTY = "party"
    WATCH = "watch"
    NAME = "name"
    OWN_NAME = "own_name"
    KEPT_NAME = "kept_name"


_OWNERS: Mapping[MovedKind, tuple[type[Any], InstrumentedAttribute[Any]]] = {
    MovedKind.CASE: (Case, Case.employer_id),
    MovedKind.PARTY: (Party, Party.employer_id),
    MovedKind.WATCH: (EmployerWatch, EmployerWatch.employer_id),
    MovedKind.NAME: (EmployerName, EmployerName.employer_id),
    MovedKind.OWN_NAME: (EmployerName, EmployerName.employer_id),
}
NAMES = (MovedKind.NAME, MovedKind.OWN_NAME, MovedKind.KEPT_NAME)


class EmployerMergeRow(Base):
    """One row that a merge moved."""

    __tablename__ = "employer_merge_rows"
    __table_args__ = ({"info": {"unaudited": True}},)

    merge_id: Mapped[int] = mapped_column(ForeignKey("employer_merges.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


def note(merge_id: int, survivor: Employer, merged: Employer, *, with_name: bool) -> None:
    """Note what is about to move, and whose own name becomes another name."""
    is_own = EmployerName.kind == NameKind.OWN.value
    chosen = [
        (kind, owner.id, column == merged.id)
        for kind, (owner, column) in _OWNERS.items()
        if kind not in NAMES
    ]
    of_merged = EmployerName.employer_id == merged.id
    chosen.append((MovedKind.NAME, EmployerName.id, of_merged & not_(is_own)))
    chosen.append((MovedKind.OWN_NAME, EmployerName.id, of_merged & is_own))
    if with_name:
        of_survivor = EmployerName.employer_id == survivor.id
        chosen.append((MovedKind.KEPT_NAME, EmployerName.id, of_survivor & is_own))
    for kind, key, condition in chosen:
        rows = select(literal(merge_id), literal(kind.value), key).where(condition)
        session().execute(
            insert(EmployerMergeRow).from_select(["merge_id", "kind", "row_id"], rows)
        )
    _set_kind(merge_id, MovedKind.KEPT_NAME if with_name else MovedKind.OWN_NAME, NameKind.ALIAS)


def move(merge_id: int, to_id: int) -> None:
    """Give every noted row to an entry."""
    for kind, (owner, column) in _OWNERS.items():
        moved = update(owner).where(owner.id.in_(_row_ids(merge_id, kind)))
        session().execute(
            moved.values({column: to_id}), execution_options={"synchronize_session": False}
        )
    session().expire_all()


def cases_of(
    merge_id: InstrumentedAttribute[int], condition: ColumnElement[bool]
) -> ScalarSelect[int]:
    """Return how many of the noted cases fulfil a condition, for a query of merges."""
    noted = (EmployerMergeRow.row_id == Case.id, EmployerMergeRow.kind == MovedKind.CASE.value)
    query = select(func.count()).select_from(Case).join(EmployerMergeRow, and_(*noted))
    return query.where(EmployerMergeRow.merge_id == merge_id, condition).scalar_subquery()


def put_names_back(merge_id: int) -> None:
    """Make the own names of both entries their own again."""
    _set_kind(merge_id, MovedKind.OWN_NAME, NameKind.OWN)
    _set_kind(merge_id, MovedKind.KEPT_NAME, NameKind.OWN)


def _set_kind(merge_id: int, moved: MovedKind, kind: NameKind) -> None:
    names = update(EmployerName).where(EmployerName.id.in_(_row_ids(merge_id, moved)))
    session().execute(
        names.values(kind=kind.value), execution_options={"synchronize_session": False}
    )


def _row_ids(merge_id: int, kind: MovedKind) -> Select[int]:
    return select(EmployerMergeRow.row_id).where(
        EmployerMergeRow.merge_id == merge_id, EmployerMergeRow.kind == kind.value
    )


def strays(merge_id: int, survivor_id: int, kind: MovedKind) -> int:
    """Return how many noted rows of a kind do not belong to the survivor any more."""
    owner, column = _OWNERS[kind]
    gone = or_(column.is_(None), column != survivor_id)
    query = select(func.count()).where(owner.id.in_(_row_ids(merge_id, kind)), gone)
    return session().scalar(query) or 0


def lost_names(merge_id: int, survivor_id: int, kind: MovedKind) -> int:
    """Return how many noted names of a kind the survivor does not bear any more."""
    moved = _row_ids(merge_id, kind)
    there = select(func.count()).where(
        EmployerName.id.in_(moved), EmployerName.employer_id == survivor_id
    )
    all_ = select(func.count()).select_from(moved.subquery())
    return (session().scalar(all_) or 0) - (session().scalar(there) or 0)
