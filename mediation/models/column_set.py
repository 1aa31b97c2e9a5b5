"""Sets of columns that somebody has saved for their own ledger."""

from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, insert_new, session
from mediation.rules.ledger import Column
from mediation.rules.permissions import Actor


class ColumnSet(Base):
    """One saved set of one person."""

    __tablename__ = "column_sets"
    __table_args__ = (
        UniqueConstraint("user_id", "name", name="one_set_per_name"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(30))
    columns: Mapped[str] = mapped_column(String(600))


@dataclass(frozen=True, slots=True)
class SavedSet:
    """A saved set as a page offers it."""

    public_id: str
    name: str
    columns: tuple[Column, ...]


def of_person(actor: Actor) -> tuple[SavedSet, ...]:
    """Return the sets of this person, by name."""
    query = select(ColumnSet).where(ColumnSet.user_id == actor.user_id).order_by(ColumnSet.name)
    return tuple(_saved(row) for row in session().scalars(query))


def find(actor: Actor, public_id: str) -> SavedSet:
    """Return one set of this person."""
    query = select(ColumnSet).where(
        ColumnSet.user_id == actor.user_id, ColumnSet.public_id == public_id
    )
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("ledger.set_not_found")
    return _saved(row)


def count_of(actor: Actor) -> int:
    """Return how many sets this person has."""
    query = select(func.count()).where(ColumnSet.user_id == actor.user_id)
    return session().scalar(query) or 0


def keep(actor: Actor, name: str, columns: tuple[Column, ...]) -> str | None:
    """Save a set and return its public id; None when this person has one of that name."""
    public_id = new_public_id()
    written = ",".join(each.value for each in columns)
    is_new = insert_new(
        ColumnSet, public_id=public_id, user_id=actor.user_id, name=name, columns=written
    )
    return public_id if is_new else None


def remove(actor: Actor, public_id: str) -> None:
    """Remove a set of this person."""
    mine = (ColumnSet.user_id == actor.user_id) & (ColumnSet.public_id == public_id)
    session().execute(delete(ColumnSet).where(mine))


def _saved(row: ColumnSet) -> SavedSet:
    known = {each.value: each for each in Column}
    names = row.columns.split(",")
    return SavedSet(row.public_id, row.name, tuple(known[n] for n in names if n in known))
