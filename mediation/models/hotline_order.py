"""Hotline orders: the number, the day by which each is to be answered, and the answer.

An order belongs to one case; its day is also a deadline of the case, so that chips, warnings and
lists see it.  `order_limits` holds what a district has entered of the times that the issuing
bodies allow; it begins empty.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    case,
    func,
    select,
    tuple_,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import Malformed, NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.models.case import Case, CaseFacts
from mediation.models.db import Base, Instant, session
from mediation.models.visibility import visible_cases
from mediation.rules.hotline_order import (
    Difficulty,
    IssuingLevel,
    OrderEntry,
    OrderKind,
    OrderLimit,
    OrderReply,
    OrderSource,
)
from mediation.rules.permissions import Actor


def _among(kind: type[StrEnum]) -> str:
    return ", ".join(f"'{each.value}'" for each in kind)


class HotlineOrder(Base):
    """One order of a hotline."""

    __tablename__ = "hotline_orders"
    __table_args__ = (
        UniqueConstraint(
            "district_id", "source", "level", "number", name="one_order_per_number_and_level"
        ),
        CheckConstraint(f"source IN ({_among(OrderSource)})", name="known_source"),
        CheckConstraint(f"level IN ({_among(IssuingLevel)})", name="known_level"),
        CheckConstraint(f"kind IN ({_among(OrderKind)})", name="known_kind"),
        CheckConstraint(f"difficulty IN ({_among(Difficulty)})", name="known_difficulty"),
        CheckConstraint("number <> ''", name="order_has_number"),
        CheckConstraint("due_on >= handed_down_on", name="due_after_handed_down"),
        CheckConstraint("(replied_on IS NULL) = (reply = '')", name="reply_has_day"),
        Index("ix_hotline_orders_open", "district_id", "replied_on", "due_on", "id"),
        Index("ix_hotline_orders_handed_down", "district_id", "handed_down_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    source: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(12))
    number: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    difficulty: Mapped[str] = mapped_column(String(12))
    handed_down_on: Mapped[date]
    due_on: Mapped[date]
    replied_on: Mapped[date | None]
    reply: Mapped[str] = mapped_column(Text, default="")
    replied_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    logged_at: Mapped[datetime] = mapped_column(Instant)


class OrderLimitRow(Base):
    """How long the orders of one source and difficulty may take in a district."""

    __tablename__ = "order_limits"
    __table_args__ = (
        UniqueConstraint("district_id", "source", "difficulty", name="one_limit_for_a_class"),
        CheckConstraint("days BETWEEN 1 AND 365", name="limit_within_a_year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    source: Mapped[str] = mapped_column(String(20))
    difficulty: Mapped[str] = mapped_column(String(12))
    days: Mapped[int]
    workdays_only: Mapped[bool]
    basis: Mapped[str] = mapped_column(String(120))


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order as verbs and pages know it, with the case that it became."""

    id: int
    public_id: str
    case_id: int
    case_public_id: str
    case_number: str
    employer_name: str
    source: OrderSource
    level: IssuingLevel
    number: str
    kind: OrderKind
    difficulty: Difficulty
    handed_down_on: date
    due_on: date
    replied_on: date | None
    reply: str

    @property
    def is_late(self) -> bool:
        """Whether it was answered after its day."""
        return self.replied_on is not None and self.replied_on > self.due_on


@dataclass(frozen=True, slots=True)
class OrderTally:
    """What the orders of a time add up to (宗): how many, how many answered, how many in time."""

    orders: int
    replied: int
    on_time: int


def add(matter: CaseFacts, order: OrderEntry, due_on: date, logged_at: datetime) -> int:
    """Write an order of a case; a number that is already there is a fault of its field."""
    row = HotlineOrder(
        district_id=matter.district_id,
        case_id=matter.id,
        source=order.source.value,
        level=order.level.value,
        number=order.number,
        kind=order.kind.value,
        difficulty=order.difficulty.value,
        handed_down_on=order.handed_down_on,
        due_on=due_on,
        logged_at=logged_at,
    )
    taken = select(Case.case_number).join(HotlineOrder, HotlineOrder.case_id == Case.id)
    same = (
        HotlineOrder.district_id == row.district_id,
        HotlineOrder.source == row.source,
        HotlineOrder.level == row.level,
        HotlineOrder.number == row.number,
    )
    logged_as = session().scalar(taken.where(*same))
    if logged_as is not None:
        raise Malformed.at("order_number", "hotline_order.number_taken", case_number=logged_as)
    session().add(row)
    session().flush()
    return row.id


def of_case(case_id: int) -> tuple[OrderFacts, ...]:
    """Return the orders of a case that the caller may see, the first handed down first."""
    query = _with_case().where(HotlineOrder.case_id == case_id).order_by(HotlineOrder.id)
    return tuple(_facts(row, matter) for row, matter in session().execute(query))


def find(case_id: int, public_id: str) -> OrderFacts:
    """Return one order of a case that the caller may see."""
    query = _with_case().where(HotlineOrder.case_id == case_id, HotlineOrder.public_id == public_id)
    found = session().execute(query).one_or_none()
    if found is None:
        raise NotFound("hotline_order.not_found")
    row, matter = found
    return _facts(row, matter)


def write_reply(order_id: int, reply: OrderReply, user_id: int) -> None:
    """Write what was answered, by whom and when."""
    row = session().get_one(HotlineOrder, order_id)
    row.replied_on, row.reply, row.replied_by_id = reply.replied_on, reply.reply, user_id


def search(actor: Actor, *, only_open: bool, mark: str | None = None) -> Page[OrderFacts]:
    """List the orders whose cases the actor sees: open ones by their day, or answered ones."""
    query = _with_case().where(HotlineOrder.district_id == actor.district_id, visible_cases(actor))
    keys = read_mark(mark)
    day = HotlineOrder.due_on if only_open else HotlineOrder.replied_on
    if only_open:
        query = query.where(HotlineOrder.replied_on.is_(None)).order_by(day, HotlineOrder.id)
    else:
        query = query.where(HotlineOrder.replied_on.is_not(None))
        query = query.order_by(day.desc(), HotlineOrder.id.desc())
    if keys and len(keys) == 2 and isinstance(keys[0], str):
        here, last = tuple_(day, HotlineOrder.id), tuple_(date.fromisoformat(keys[0]), int(keys[1]))
        query = query.where(here > last if only_open else here < last)
    found = [_facts(row, matter) for row, matter in session().execute(query.limit(PAGE_ROWS + 1))]
    shown = tuple(found[:PAGE_ROWS])
    if len(found) <= PAGE_ROWS:
        return Page(shown, None)
    ends_on = shown[-1].due_on if only_open else shown[-1].replied_on
    return Page(shown, written_mark(str(ends_on), shown[-1].id))


def tally(district_id: int, first: date, last: date) -> OrderTally:
    """Add up the orders handed down to a district from a day to a day, both included."""
    in_time = HotlineOrder.replied_on <= HotlineOrder.due_on
    query = (
        select(
            func.count(),
            func.count(HotlineOrder.replied_on),
            func.coalesce(func.sum(case((in_time, 1), else_=0)), 0),
        )
        .where(HotlineOrder.district_id == district_id)
        .where(HotlineOrder.handed_down_on.between(first, last))
    )
    orders, replied, on_time = session().execute(query).one()
    return OrderTally(orders, replied, int(on_time))


def limits(district_id: int | None) -> tuple[OrderLimit, ...]:
    """Return the limits that a district has entered, by source and difficulty."""
    query = (
        select(OrderLimitRow)
        .where(OrderLimitRow.district_id == district_id)
        .order_by(OrderLimitRow.source, OrderLimitRow.id)
    )
    return tuple(
        OrderLimit(
            OrderSource(row.source),
            Difficulty(row.difficulty),
            row.days,
            row.workdays_only,
            row.basis,
        )
        for row in session().scalars(query)
    )


def set_limit(district_id: int, limit: OrderLimit) -> None:
    """Write how long the orders of one class may take, in the place of what stood there."""
    row = _limit_row(district_id, limit.source, limit.difficulty)
    if row is None:
        row = OrderLimitRow(
            district_id=district_id,
            source=limit.source.value,
            difficulty=limit.difficulty.value,
        )
        session().add(row)
    row.days, row.workdays_only, row.basis = limit.days, limit.workdays_only, limit.basis
    session().flush()


def drop_limit(district_id: int, source: OrderSource, difficulty: Difficulty) -> None:
    """Take a limit away; from then on the day of such an order must be typed."""
    row = _limit_row(district_id, source, difficulty)
    if row is None:
        raise NotFound("hotline_order.no_limit")
    session().delete(row)
    session().flush()


def _limit_row(
    district_id: int, source: OrderSource, difficulty: Difficulty
) -> OrderLimitRow | None:
    query = select(OrderLimitRow).where(
        OrderLimitRow.district_id == district_id,
        OrderLimitRow.source == source.value,
        OrderLimitRow.difficulty == difficulty.value,
    )
    return session().scalars(query).one_or_none()


def _with_case() -> Select[HotlineOrder, Case]:
    return select(HotlineOrder, Case).join(Case, Case.id == HotlineOrder.case_id)


def _facts(row: HotlineOrder, matter: Case) -> OrderFacts:
    return OrderFacts(
        row.id,
        row.public_id,
        matter.id,
        matter.public_id,
        matter.case_number,
        matter.employer_name,
        OrderSource(row.source),
        IssuingLevel(row.level),
        row.number,
        OrderKind(row.kind),
        Difficulty(row.difficulty),
        row.handed_down_on,
        row.due_on,
        row.replied_on,
        row.reply,
    )
