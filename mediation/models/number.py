"""Numbers that people read: one sequence per prefix and year, without gaps.

The row is locked until the commit, so a number that was given belongs to a case that exists.
"""

from sqlalchemy import String, UniqueConstraint, bindparam, update
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.numbering import case_number
from mediation.models.db import Base, insert_new, table_of, write_past


class NumberSequence(Base):
    """The last number given under one prefix in one year."""

    __tablename__ = "number_sequences"
    __table_args__ = (
        UniqueConstraint("prefix", "year", name="one_sequence_per_year"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)


_ROWS = NumberSequence.__table__.c
_NEXT = (
    update(table_of(NumberSequence))
    .where(_ROWS.prefix == bindparam("under"), _ROWS.year == bindparam("of"))
    .values(last=_ROWS.last + 1)
    .returning(_ROWS.last)
)


def next_number(prefix: str, year: int) -> str:
    """Return the next number, such as 番劳调〔2026〕0001号."""
    return case_number(prefix=prefix, year=year, sequence=next_of(prefix, year))


def next_of(prefix: str, year: int) -> int:
    """Return the next place in a sequence; warnings count days instead of years."""
    last: int | None = write_past(_NEXT, under=prefix, of=year).scalar()
    if last is None:
        insert_new(NumberSequence, prefix=prefix, year=year, last=0)
        last = write_past(_NEXT, under=prefix, of=year).scalar_one()
    return last
