"""The watch's side of the warnings: raising them, noting who was told, reminding, ending.

Everything here is asked afresh by every tick and writes only what is not written yet, so a
restart, a jump of the clock or a second tick at the same moment changes nothing.  The deadline is
locked before its warning is touched.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select, update

from mediation.basics import clock
from mediation.basics.ids import new_public_id
from mediation.models import number
from mediation.models.case import Case
from mediation.models.db import insert_new, session
from mediation.models.deadline import Deadline, RunningDeadline
from mediation.models.warning import (
    DeadlineWarning,
    WarningFacts,
    WarningNotice,
    found,
    still_open,
    unacknowledged,
    with_case,
)
from mediation.rules.sensitive_period import Window
from mediation.rules.warnings import Signal, WarningLevel

_NUMBER_PREFIX = "W"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a deadline stands now: its signal, the level with a period counted in, until when."""

    signal: Signal
    level: WarningLevel | None
    raised_by: str
    due_at: datetime
    answer_by: datetime

    @property
    def occasion(self) -> str:
        """The word that tells one occasion of a warning from the next."""
        return f"{self.signal.since.isoformat()}:{self.level or 'over'}"


def lock_running(deadline_id: int) -> RunningDeadline | None:
    """Return a deadline if it still runs, locked for the rest of the transaction."""
    query = _running().where(Deadline.id == deadline_id).with_for_update(of=Deadline)
    row = session().execute(query).one_or_none()
    return None if row is None else _facts(row[0], row[1])


def raise_to(deadline: RunningDeadline, stand: Stand, now: datetime) -> None:
    """Write how a deadline stands; a new warning gets its number, a known occasion nothing."""
    row = _row_of(deadline.id)
    if row is not None and row.occasion == stand.occasion and row.ended_at is None:
        return
    if row is None:
        row = DeadlineWarning(
            public_id=new_public_id(),
            number=_next_number(clock.day_of(now)),
            deadline_id=deadline.id,
            case_id=deadline.case_id,
            first_at=now,
        )
        session().add(row)
    signal = stand.signal
    row.level = stand.level.value if stand.level else None
    row.base_level = signal.level.value if signal.level else None
    row.measure, row.measured = signal.measure.value, signal.number
    row.occasion, row.raised_by = stand.occasion, stand.raised_by
    row.level_at, row.due_at, row.answer_by = now, stand.due_at, stand.answer_by
    row.told, row.reminded, row.climbed, row.ended_at = False, 0, 0, None


def end(deadline_id: int, now: datetime) -> None:
    """End the warning of a deadline that no longer stands out."""
    row = _row_of(deadline_id)
    if row is not None and row.ended_at is None:
        row.ended_at = now


def end_settled(now: datetime, limit: int = 500) -> int:
    """End the warnings whose deadlines have ended; return how many."""
    query = (
        select(DeadlineWarning)
        .join(Deadline, Deadline.id == DeadlineWarning.deadline_id)
        .where(DeadlineWarning.ended_at.is_(None), Deadline.ended_as.is_not(None))
        .limit(limit)
    )
    rows = list(session().scalars(query))
    for row in rows:
        row.ended_at = now
    return len(rows)


def any_settled() -> bool:
    """Tell whether an open warning belongs to a deadline that has ended."""
    query = (
        select(DeadlineWarning.id)
        .join(Deadline, Deadline.id == DeadlineWarning.deadline_id)
        .where(DeadlineWarning.ended_at.is_(None), Deadline.ended_as.is_not(None))
        .limit(1)
    )
    return session().scalar(query) is not None


def look_again(deadline_id: int, on: date | None) -> None:
    """Write when the watch must look at a deadline again; not an act, so not audited."""
    session().execute(update(Deadline).where(Deadline.id == deadline_id).values(look_on=on))


def look_at_once(district_id: int, window: Window, today: date) -> None:
    """Let the next tick look at every running deadline that a period touches."""
    cases = select(Case.id).where(Case.district_id == district_id)
    if window.town_ids:
        cases = cases.where(Case.town_id.in_(window.town_ids))
    session().execute(
        update(Deadline)
        .where(Deadline.ended_as.is_(None), Deadline.case_id.in_(cases))
        .where(or_(Deadline.look_on.is_(None), Deadline.look_on > today))
        .values(look_on=today)
    )


def untold(district_id: int) -> tuple[WarningFacts, ...]:
    """Return the open, unacknowledged warnings whose standing occasion was not yet announced."""
    query = with_case().where(
        still_open(),
        unacknowledged(),
        DeadlineWarning.told.is_(False),
        Case.district_id == district_id,
    )
    return found(query.order_by(DeadlineWarning.id))


def note_told(warning: WarningFacts, mark: str, recipient_id: int, letter_id: str) -> bool:
    """Note that somebody is told of an occasion; false when they were told before."""
    return insert_new(
        WarningNotice,
        warning_id=warning.id,
        occasion=warning.occasion + mark,
        recipient_id=recipient_id,
        letter_public_id=letter_id,
    )


def was_told(warning: WarningFacts, recipient_id: int) -> bool:
    """Tell whether somebody was told of the standing occasion."""
    query = select(WarningNotice.id).where(
        WarningNotice.warning_id == warning.id,
        WarningNotice.occasion == warning.occasion,
        WarningNotice.recipient_id == recipient_id,
    )
    return session().scalar(query) is not None


def set_told(warning_ids: tuple[int, ...]) -> None:
    """Note that everybody has been told of these warnings as they stand."""
    statement = update(DeadlineWarning).where(DeadlineWarning.id.in_(warning_ids))
    session().execute(statement.values(told=True))


def silent_red(district_id: int) -> tuple[WarningFacts, ...]:
    """Return the open red warnings that nobody has acknowledged."""
    query = with_case().where(
        still_open(),
        unacknowledged(),
        DeadlineWarning.level == WarningLevel.RED.value,
        Case.district_id == district_id,
    )
    return found(query.order_by(DeadlineWarning.id))


def set_reminded(warning_id: int, reminders: int, steps: int) -> None:
    """Write how far the silence about a warning has come."""
    row = session().get_one(DeadlineWarning, warning_id)
    row.reminded, row.climbed = reminders, steps


def open_in(district_id: int, window: Window | None = None) -> tuple[WarningFacts, ...]:
    """Return the open warnings of a district, or of a period's towns, by last day."""
    query = with_case().where(still_open(), Case.district_id == district_id)
    if window is not None and window.town_ids:
        query = query.where(Case.town_id.in_(window.town_ids))
    return found(query.order_by(Deadline.due_on, DeadlineWarning.id))


def count_intakes_since(district_id: int, window: Window, since: datetime) -> int:
    """Count the cases that were logged in a period's towns since an instant."""
    query = (
        select(func.count())
        .select_from(Case)
        .where(Case.district_id == district_id, Case.logged_at > since)
    )
    if window.town_ids:
        query = query.where(Case.town_id.in_(window.town_ids))
    return session().scalar(query) or 0


def _running() -> Select[Deadline, Case]:
    return (
        select(Deadline, Case)
        .join(Case, Case.id == Deadline.case_id)
        .where(Deadline.ended_as.is_(None))
    )


def _facts(deadline: Deadline, of: Case) -> RunningDeadline:
    return RunningDeadline(
        deadline.id,
        deadline.public_id,
        deadline.rule,
        of.id,
        of.public_id,
        of.case_number,
        of.district_id,
        of.town_id,
        of.handler_id,
        of.lawyer_id,
        deadline.started_on,
        deadline.raw_due_on,
        deadline.due_on,
        deadline.provisional,
    )


def _row_of(deadline_id: int) -> DeadlineWarning | None:
    query = select(DeadlineWarning).where(DeadlineWarning.deadline_id == deadline_id)
    return session().scalars(query.with_for_update()).one_or_none()


def _next_number(day: date) -> str:
    """Return the next number of the day, such as W20261120-017."""
    written = f"{day:%Y%m%d}"
    return f"{_NUMBER_PREFIX}{written}-{number.next_of(_NUMBER_PREFIX, int(written)):03d}"
