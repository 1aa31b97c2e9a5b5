"""Warnings: what stands out among the running deadlines, one row for each deadline.

The row says at which level its deadline stands and since which occasion; an occasion is the day
and the level of one signal, so the same one is never announced twice and a sharper one always
is.  An acknowledgement is for one occasion.  A warning whose deadline has ended is no longer
open, from that very moment: every query here asks the deadline too.

`warning_notices` says who was told of which occasion by which letter.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    and_,
    case,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.models.case import Case
from mediation.models.db import Base, Instant, session
from mediation.models.deadline import Deadline
from mediation.models.recent import recent
from mediation.models.user import User
from mediation.models.visibility import on_ground, standing_on_case
from mediation.rules.permissions import Actor, Role, Standing
from mediation.rules.warnings import Measure, WarningLevel

_LEVELS = ", ".join(f"'{level.value}'" for level in WarningLevel)


class DeadlineWarning(Base):
    """That one running deadline stands out."""

    __tablename__ = "warnings"
    __table_args__ = (
        CheckConstraint(f"level IS NULL OR level IN ({_LEVELS})", name="known_level"),
        CheckConstraint(
            "(acknowledged_at IS NULL) = (acknowledged_by_id IS NULL)",
            name="acknowledged_by_somebody",
        ),
        Index("ix_warnings_open", "ended_at", "level"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    level: Mapped[str | None] = mapped_column(String(10))
    base_level: Mapped[str | None] = mapped_column(String(10))
    measure: Mapped[str] = mapped_column(String(20))
    measured: Mapped[int] = mapped_column(default=0)
    occasion: Mapped[str] = mapped_column(String(24))
    raised_by: Mapped[str] = mapped_column(String(40), default="")
    first_at: Mapped[datetime] = mapped_column(Instant)
    level_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[datetime] = mapped_column(Instant)
    told: Mapped[bool] = mapped_column(default=False)
    reminded: Mapped[int] = mapped_column(default=0)
    climbed: Mapped[int] = mapped_column(default=0)
    acknowledged_occasion: Mapped[str] = mapped_column(String(24), default="")
    acknowledged_at: Mapped[datetime | None] = mapped_column(Instant)
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    acknowledged_note: Mapped[str] = mapped_column(String(200), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class WarningNotice(Base):
    """That somebody is told of one occasion of a warning, and by which letter."""

    __tablename__ = "warning_notices"
    __table_args__ = (
        UniqueConstraint("warning_id", "occasion", "recipient_id", name="told_once"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    warning_id: Mapped[int] = mapped_column(ForeignKey("warnings.id"))
    occasion: Mapped[str] = mapped_column(String(32))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    letter_public_id: Mapped[str] = mapped_column(String(12), index=True)


@dataclass(frozen=True, slots=True)
class WarningFacts:
    """A warning with what its readers must know of deadline and case."""

    id: int
    public_id: str
    number: str
    level: WarningLevel | None
    base_level: WarningLevel | None
    measure: Measure
    measured: int
    occasion: str
    raised_by: str
    first_at: datetime
    level_at: datetime
    due_at: datetime
    answer_by: datetime
    reminded: int
    climbed: int
    is_acknowledged: bool
    acknowledged_at: datetime | None
    acknowledged_by: str
    acknowledged_note: str
    deadline_id: int
    deadline_public_id: str
    rule: str
    started_on: date
    raw_due_on: date
    due_on: date
    provisional: bool
    case_id: int
    case_public_id: str
    case_number: str
    district_id: int
    town_id: int | None
    handler_id: int | None
    handler_name: str
    is_open: bool

    @property
    def waits(self) -> bool:
        """Whether somebody still has to acknowledge it."""
        return self.is_open and not self.is_acknowledged


@dataclass(frozen=True, slots=True)
class LevelTally:
    """How many open warnings stand at a level, and how many of them nobody has acknowledged."""

    level: WarningLevel | None
    open: int
    waiting: int


_OF_WARNING = (
    "id",
    "public_id",
    "number",
    "measured",
    "occasion",
    "raised_by",
    "first_at",
    "level_at",
    "due_at",
    "answer_by",
    "reminded",
    "climbed",
    "acknowledged_at",
    "acknowledged_note",
    "deadline_id",
    "case_id",
)
_OF_DEADLINE = ("rule", "started_on", "raw_due_on", "due_on", "provisional")
_OF_CASE = ("case_number", "district_id", "town_id", "handler_id")


def still_open() -> ColumnElement[bool]:
    """Return the condition under which a warning is open."""
    return and_(DeadlineWarning.ended_at.is_(None), Deadline.ended_as.is_(None))


def with_case() -> Select[DeadlineWarning, Deadline, Case, str]:
    """Return the query of warnings with their deadline, case and handler's name."""
    return (
        select(DeadlineWarning, Deadline, Case, User.name)
        .join(Deadline, Deadline.id == DeadlineWarning.deadline_id)
        .join(Case, Case.id == DeadlineWarning.case_id)
        .outerjoin(User, User.id == Case.handler_id)
    )


def found(
    query: Select[DeadlineWarning, Deadline, Case, str],
) -> tuple[WarningFacts, ...]:
    """Return the facts that a query of `with_case` yields."""
    return tuple(
        _facts(row, deadline, of, name) for row, deadline, of, name in session().execute(query)
    )


def search(
    actor: Actor,
    level: WarningLevel | None,
    mark: str | None,
    *,
    only_waiting: bool = False,
    only_over: bool = False,
) -> Page[WarningFacts]:
    """List the open warnings that the actor may see, by level and then by last day."""
    query = (
        with_case()
        .where(still_open(), _visible(actor))
        .order_by(_loudness().desc(), Deadline.due_on, DeadlineWarning.id)
    )
    if level is not None:
        query = query.where(DeadlineWarning.level == level.value)
    if only_over:
        query = query.where(DeadlineWarning.level.is_(None))
    if only_waiting:
        query = query.where(unacknowledged())
    keys = read_mark(mark)
    if keys is not None:
        query = query.where(_stands_after(int(keys[0]), str(keys[1]), int(keys[2])))
    rows = found(query.limit(PAGE_ROWS + 1))
    shown = rows[:PAGE_ROWS]
    if len(rows) <= PAGE_ROWS:
        return Page(shown, None)
    last = shown[-1]
    mark_after = written_mark(_loudness_of(last.level), last.due_on.isoformat(), last.id)
    return Page(shown, mark_after)


def find(actor: Actor, public_id: str) -> WarningFacts:
    """Return one warning that the actor may see, open or not."""
    query = with_case().where(DeadlineWarning.public_id == public_id, _visible(actor))
    rows = found(query)
    if not rows:
        raise NotFound("warning.not_found")
    return rows[0]


def standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to the case of a warning, and lock the case.

    The act is about the warning: it moves no version of the case, so nobody who is writing in
    the case is told that it has changed.
    """
    on_case = standing_on_case(actor, find(actor, public_id).case_public_id)
    return replace(
        on_case, subject_kind="warning", subject_id=public_id, case_id=None, version=None
    )


def tally(actor: Actor) -> tuple[LevelTally, ...]:
    """Return how many open warnings the actor may see, by level, the loudest first."""
    return recent("warnings", actor, None, lambda: _tally(actor), _open_in)


def loudest(actor: Actor, most: int) -> tuple[WarningFacts, ...]:
    """Return the first warnings that wait for the actor, for a page that is opened all the time."""

    def found_now() -> tuple[WarningFacts, ...]:
        return search(actor, None, None, only_waiting=True).rows[:most]

    def among(_rows: tuple[WarningFacts, ...]) -> int:
        return _open_in(tally(actor))

    return recent("loudest", actor, most, found_now, among)


def _open_in(counted: tuple[LevelTally, ...]) -> int:
    return sum(each.open for each in counted)


def _tally(actor: Actor) -> tuple[LevelTally, ...]:
    waiting = func.sum(case((unacknowledged(), 1), else_=0))
    query = (
        select(DeadlineWarning.level, func.count(), waiting)
        .join(Deadline, Deadline.id == DeadlineWarning.deadline_id)
        .join(Case, Case.id == DeadlineWarning.case_id)
        .where(still_open(), _visible(actor))
        .group_by(DeadlineWarning.level)
    )
    counted = {level: (all_, open_) for level, all_, open_ in session().execute(query).all()}
    return tuple(
        LevelTally(level, *counted.get(level.value if level else None, (0, 0)))
        for level in (*reversed(WarningLevel), None)
    )


def of_case(actor: Actor, case_id: int) -> tuple[WarningFacts, ...]:
    """Return the open warnings of a case that the actor may see, the loudest first."""
    query = with_case().where(still_open(), _visible(actor), DeadlineWarning.case_id == case_id)
    return found(query.order_by(_loudness().desc(), Deadline.due_on))


def acknowledge(public_id: str, user_id: int, note: str, now: datetime) -> None:
    """Write down that somebody has taken note of what stands now."""
    query = select(DeadlineWarning).where(DeadlineWarning.public_id == public_id)
    row = session().scalars(query.with_for_update()).one()
    row.acknowledged_occasion = row.occasion
    row.acknowledged_at, row.acknowledged_by_id, row.acknowledged_note = now, user_id, note


def notices_of(warning_id: int) -> tuple[str, ...]:
    """Return the public ids of the letters that announced a warning, oldest first."""
    query = (
        select(WarningNotice.letter_public_id)
        .where(WarningNotice.warning_id == warning_id)
        .order_by(WarningNotice.id)
    )
    return tuple(session().scalars(query))


def unacknowledged() -> ColumnElement[bool]:
    """Return the condition under which the standing occasion has no acknowledgement."""
    return DeadlineWarning.acknowledged_occasion != DeadlineWarning.occasion


def _visible(actor: Actor) -> ColumnElement[bool]:
    """Own cases for those who work on them, the town for a liaison, the body's ground above."""
    ways: list[ColumnElement[bool]] = []
    if actor.roles & {Role.SUPERVISOR, Role.AUDITOR}:
        ways.append(on_ground(actor))
    if Role.MEDIATOR in actor.roles:
        ways.append(Case.handler_id == actor.user_id)
    if Role.LAWYER in actor.roles:
        ways.append(Case.lawyer_id == actor.user_id)
    if Role.LIAISON in actor.roles:
        ways.append(Case.town_id.in_(actor.town_ids))
    return or_(false(), *ways)


def _loudness() -> ColumnElement[int]:
    """Red before orange before what has run out before yellow before blue."""
    level = DeadlineWarning.level
    return case(
        (level == WarningLevel.RED.value, 4),
        (level == WarningLevel.ORANGE.value, 3),
        (level.is_(None), 2),
        (level == WarningLevel.YELLOW.value, 1),
        else_=0,
    )


def _loudness_of(level: WarningLevel | None) -> int:
    order = {WarningLevel.RED: 4, WarningLevel.ORANGE: 3, None: 2, WarningLevel.YELLOW: 1}
    return order.get(level, 0)


def _stands_after(loudness: int, due_on: str, row_id: int) -> ColumnElement[bool]:
    day = date.fromisoformat(due_on)
    return or_(
        _loudness() < loudness,
        and_(_loudness() == loudness, Deadline.due_on > day),
        and_(_loudness() == loudness, Deadline.due_on == day, DeadlineWarning.id > row_id),
    )


def _facts(
    row: DeadlineWarning, deadline: Deadline, of: Case, handler_name: str | None
) -> WarningFacts:
    by = session().get(User, row.acknowledged_by_id) if row.acknowledged_by_id else None
    return WarningFacts(
        **{name: getattr(row, name) for name in _OF_WARNING},
        **{name: getattr(deadline, name) for name in _OF_DEADLINE},
        **{name: getattr(of, name) for name in _OF_CASE},
        level=WarningLevel(row.level) if row.level else None,
        base_level=WarningLevel(row.base_level) if row.base_level else None,
        measure=Measure(row.measure),
        is_acknowledged=row.acknowledged_occasion == row.occasion,
        acknowledged_by=by.name if by else "",
        deadline_public_id=deadline.public_id,
        case_public_id=of.public_id,
        handler_name=handler_name or "",
        is_open=row.ended_at is None and deadline.ended_as is None,
    )
