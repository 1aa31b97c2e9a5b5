"""Merged entries: what moved to the survivor, so that exactly that can move back.

The rows of a merge name every case, party, watch entry and name that came over.  What was logged
against the survivor later is none of them and stays.  Papers keep the name under which they were
written: a merge moves the link to the registry, never the words of a case.

When the name of the merged entry is the one to stand, the two entries swap their names, so that
the tombstone goes on holding a name that nobody else can register.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    String,
    Text,
    func,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models import employer_moved
from mediation.models.case import Case
from mediation.models.db import Base, Instant, session
from mediation.models.employer import Employer, bearers_of_code
from mediation.models.employer_moved import NAMES, MovedKind
from mediation.models.employer_names import EmployerName
from mediation.models.organisation import District
from mediation.models.user import User
from mediation.models.visibility import visible_cases
from mediation.rules.employer import EmployerField, EmployerMerging, Touched
from mediation.rules.permissions import Actor, Standing, district_office

_TOGETHER: Mapping[EmployerField, tuple[str, ...]] = {
    EmployerField.NAME: ("name", "folded_name", "initials"),
    EmployerField.CREDIT_CODE: ("credit_code", "credit_code_note"),
    EmployerField.HEAD_COUNT: ("head_count", "head_count_on"),
}


class EmployerMerge(Base):
    """That one entry went into another, and whether that was taken back."""

    __tablename__ = "employer_merges"
    __table_args__ = (
        CheckConstraint("survivor_id <> merged_id", name="two_entries"),
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    survivor_id: Mapped[int] = mapped_column(ForeignKey("employers.id"), index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("employers.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200))
    taken: Mapped[str] = mapped_column(Text)
    moved_cases: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """A merge as pages know it, with as many of its cases as the reader sees."""

    public_id: str
    survivor_id: int
    survivor_public_id: str
    survivor_name: str
    merged_name: str
    reason: str
    moved_in_sight: int
    made_at: datetime
    made_by: str
    undone_at: datetime | None


def values_of(employer_id: int) -> dict[EmployerField, object]:
    """Return what an entry says, field by field, for the choice of a merge."""
    row = session().get_one(Employer, employer_id)
    return {each: getattr(row, each.value) for each in EmployerField}


def counts_of(employer_id: int) -> tuple[int, int]:
    """Return how many cases and how many other names would come over with an entry."""
    cases = select(func.count()).where(Case.employer_id == employer_id)
    names = select(func.count()).where(EmployerName.employer_id == employer_id)
    return session().scalar(cases) or 0, (session().scalar(names) or 1) - 1


def merge(
    survivor_id: int, merged_id: int, merging: EmployerMerging, at: datetime, by_id: int
) -> str:
    """Move everything from one entry to another; return the public id of the merge."""
    survivor, merged = _locked(survivor_id, merged_id)
    row = EmployerMerge(
        public_id=new_public_id(),
        district_id=survivor.district_id,
        survivor_id=survivor.id,
        merged_id=merged.id,
        reason=merging.reason,
        taken=json.dumps(_taken(survivor, merged, merging), ensure_ascii=False),
        moved_cases=counts_of(merged.id)[0],
        made_at=at,
        made_by_id=by_id,
    )
    session().add(row)
    session().flush()
    employer_moved.note(row.id, survivor, merged, with_name=EmployerField.NAME in merging.taken)
    employer_moved.move(row.id, survivor.id)
    _give(survivor, merged, merging.taken)
    merged.merged_into_id = survivor.id
    _next_version(survivor, merged)
    return row.public_id


def undo(merge_id: int, at: datetime, by_id: int) -> None:
    """Move exactly what moved back to the entry that it came from."""
    row = session().get_one(EmployerMerge, merge_id)
    survivor, merged = _locked(row.survivor_id, row.merged_id)
    employer_moved.move(row.id, merged.id)
    employer_moved.put_names_back(row.id)
    _restore(survivor, merged, json.loads(row.taken))
    merged.merged_into_id = None
    row.undone_at, row.undone_by_id = at, by_id
    _next_version(survivor, merged)


def touched(merge_id: int) -> Touched:
    """Return what has become of a merge since it was made."""
    row = session().get_one(EmployerMerge, merge_id)
    survivor = session().get_one(Employer, row.survivor_id)
    merged = session().get_one(Employer, row.merged_id)
    taken = json.loads(row.taken)
    code = merged.credit_code or ""
    bearers = bearers_of_code(row.district_id, code) if code else ()
    others = [each.name for each in bearers if each.id != survivor.id]
    return Touched(
        cases=employer_moved.strays(row.id, survivor.id, MovedKind.CASE)
        or employer_moved.strays(row.id, survivor.id, MovedKind.PARTY),
        names=sum(employer_moved.lost_names(row.id, survivor.id, kind) for kind in NAMES),
        fields=tuple(
            each
            for each in _fields_in(taken)
            if any(_plain(getattr(survivor, name)) != taken[name][1] for name in _columns_of(each))
        ),
        merged_again=survivor.merged_into_id is not None,
        already_undone=row.undone_at is not None,
        code_given_to=others[0] if others else "",
    )


def of_employer(actor: Actor, employer_id: int) -> tuple[MergeFacts, ...]:
    """Return the merges that made an entry what it is, the latest first."""
    return _merges(actor, EmployerMerge.survivor_id == employer_id)


def find(actor: Actor, public_id: str) -> MergeFacts:
    """Return one merge of the actor's district."""
    here = EmployerMerge.district_id == actor.district_id
    found = _merges(actor, here & (EmployerMerge.public_id == public_id))
    if not found:
        raise NotFound("employer.not_found")
    return found[0]


def key_of(actor: Actor, public_id: str) -> int:
    """Return the key of a merge of the actor's district."""
    query = select(EmployerMerge.id).where(
        EmployerMerge.public_id == public_id, EmployerMerge.district_id == actor.district_id
    )
    key = session().scalar(query)
    if key is None:
        raise NotFound("employer.not_found")
    return key


def standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to a merge; both entries are locked."""
    row = session().get_one(EmployerMerge, key_of(actor, public_id))
    survivor, _merged = _locked(row.survivor_id, row.merged_id)
    return Standing(
        district_office(actor), "employer", survivor.public_id, district_id=survivor.district_id
    )


def _locked(survivor_id: int, merged_id: int) -> tuple[Employer, Employer]:
    """Return both entries locked; the district first, as every write of names and codes does."""
    district_id = session().get_one(Employer, survivor_id).district_id
    session().get(District, district_id, with_for_update=True)
    rows = {
        key: session().get_one(Employer, key, with_for_update=True, populate_existing=True)
        for key in sorted((survivor_id, merged_id))
    }
    return rows[survivor_id], rows[merged_id]


def _taken(
    survivor: Employer, merged: Employer, merging: EmployerMerging
) -> dict[str, tuple[object, object]]:
    return {
        name: (_plain(getattr(survivor, name)), _plain(getattr(merged, name)))
        for each in EmployerField
        if each in merging.taken
        for name in _columns_of(each)
    }


def _give(survivor: Employer, merged: Employer, taken: frozenset[EmployerField]) -> None:
    for each in taken - {EmployerField.NAME}:
        for name in _columns_of(each):
            setattr(survivor, name, getattr(merged, name))
    if EmployerField.NAME in taken:
        _swap_names(survivor, merged)


def _restore(survivor: Employer, merged: Employer, taken: Mapping[str, tuple[Any, Any]]) -> None:
    for each in _fields_in(taken):
        for name in _columns_of(each):
            before = taken[name][0]
            is_day = name == "head_count_on" and before is not None
            if each is not EmployerField.NAME:
                setattr(survivor, name, date.fromisoformat(before) if is_day else before)
    if EmployerField.NAME.value in taken:
        _swap_names(survivor, merged)


def _swap_names(survivor: Employer, merged: Employer) -> None:
    columns = _columns_of(EmployerField.NAME)
    ours = [getattr(survivor, name) for name in columns]
    theirs = [getattr(merged, name) for name in columns]
    # No two entries may hold one name, not even for a moment.
    merged.folded_name = merged.public_id
    session().flush()
    for row, values in ((survivor, theirs), (merged, ours)):
        for name, value in zip(columns, values, strict=True):
            setattr(row, name, value)
        session().flush()


def _next_version(*rows: Employer) -> None:
    for row in rows:
        row.version += 1
    session().flush()


def _fields_in(taken: Mapping[str, object]) -> tuple[EmployerField, ...]:
    return tuple(each for each in EmployerField if each.value in taken)


def _columns_of(each: EmployerField) -> tuple[str, ...]:
    return _TOGETHER.get(each, (each.value,))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _merges(actor: Actor, condition: ColumnElement[bool]) -> tuple[MergeFacts, ...]:
    merged = aliased(Employer)
    moved = employer_moved.cases_of(EmployerMerge.id, visible_cases(actor))
    query = (
        select(EmployerMerge, Employer, merged, User.name, moved)
        .join(Employer, Employer.id == EmployerMerge.survivor_id)
        .join(merged, merged.id == EmployerMerge.merged_id)
        .join(User, User.id == EmployerMerge.made_by_id)
        .where(condition)
        .order_by(EmployerMerge.id.desc())
    )
    return tuple(
        MergeFacts(
            public_id=row.public_id,
            survivor_id=survivor.id,
            survivor_public_id=survivor.public_id,
            survivor_name=survivor.name,
            merged_name=other.name,
            reason=row.reason,
            moved_in_sight=in_sight,
            made_at=row.made_at,
            made_by=by,
            undone_at=row.undone_at,
        )
        for row, survivor, other, by, in_sight in session().execute(query).all()
    )
