"""The outbox: letters that are owed.

A letter is written here in the same transaction as what causes it, so an act and its letters
happen together or not at all.  The key (kind, subject, recipient, period) makes owing it twice
impossible, on whichever machine and however often the tick runs.  How a letter leaves is told in
`handover`; here it is owed, shown, sent again by hand, cancelled and in the end forgotten.

Do not use this for anything that a person waits for on screen.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.models.db import Base, Instant, insert_new, session
from mediation.models.user import User
from mediation.rules.outbox import (
    KEPT,
    MANY_ATTEMPTS,
    WAITING,
    LetterState,
)
from mediation.rules.permissions import Actor, Role

_STATES = ", ".join(f"'{state.value}'" for state in LetterState)


class Urgency(IntEnum):
    """Which letters leave first when many wait."""

    AT_ONCE = 0
    SOON = 1
    ORDINARY = 2


class OutboxLetter(Base):
    """One letter to one recipient."""

    __tablename__ = "outbox_letters"
    __table_args__ = (
        UniqueConstraint(
            "kind", "subject_id", "recipient_id", "period_key", name="one_letter_per_occasion"
        ),
        CheckConstraint(f"state IN ({_STATES})", name="known_state"),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_has_instant"),
        CheckConstraint("state <> 'sending' OR lease_until IS NOT NULL", name="sending_has_lease"),
        Index("ix_outbox_letters_waiting", "state", "next_at"),
        Index("ix_outbox_letters_newest", "district_id", "owed_at", "id"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(40))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    period_key: Mapped[str] = mapped_column(String(40))
    facts: Mapped[str] = mapped_column(Text)
    thread: Mapped[str] = mapped_column(String(40), default="", index=True)
    rank: Mapped[int] = mapped_column(default=2)
    state: Mapped[str] = mapped_column(String(12), default=LetterState.QUEUED.value)
    due_at: Mapped[datetime] = mapped_column(Instant)
    owed_at: Mapped[datetime] = mapped_column(Instant)
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[str] = mapped_column(String(200), default="")
    leased_by: Mapped[str] = mapped_column(String(60), default="")
    leased_at: Mapped[datetime | None] = mapped_column(Instant)
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    handing_over_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    last_stage: Mapped[str] = mapped_column(String(12), default="")
    last_code: Mapped[int | None]
    last_reply: Mapped[str] = mapped_column(String(240), default="")


@dataclass(frozen=True, slots=True)
class OwedLetter:
    """A letter that some act owes to somebody."""

    kind: str
    subject_id: str
    recipient_id: int
    period_key: str
    facts: str
    district_id: int
    due_at: datetime
    thread: str = ""
    urgency: Urgency = Urgency.ORDINARY
    public_id: str = field(default_factory=new_public_id)


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter as the outbox page shows it."""

    public_id: str
    kind: str
    subject_id: str
    recipient_name: str
    address: str
    state: LetterState
    owed_at: datetime
    due_at: datetime
    next_at: datetime | None
    sent_at: datetime | None
    attempts: int
    last_stage: str
    last_code: int | None
    last_reply: str
    message_id: str


def owe(letter: OwedLetter, now: datetime) -> bool:
    """Write down a letter that is owed; false when this very letter was owed before."""
    return insert_new(
        OutboxLetter,
        public_id=letter.public_id,
        district_id=letter.district_id,
        kind=letter.kind,
        subject_id=letter.subject_id,
        recipient_id=letter.recipient_id,
        period_key=letter.period_key,
        facts=letter.facts,
        thread=letter.thread,
        rank=letter.urgency.value,
        state=LetterState.QUEUED.value,
        due_at=letter.due_at,
        owed_at=now,
        next_at=now,
        attempts=0,
        doubts=0,
        message_id="",
        leased_by="",
        last_stage="",
        last_reply="",
    )


def send_again(public_id: str, now: datetime) -> LetterFacts:
    """Put a letter that did not get through at the head of the queue again."""
    row = find_row(public_id)
    row.state, row.next_at = LetterState.QUEUED.value, now
    row.owed_at, row.attempts, row.doubts = now, 0, 0
    return _facts(row)


def cancel(public_id: str) -> LetterFacts:
    """Take a letter that has not left out of the queue."""
    row = find_row(public_id)
    row.state, row.next_at = LetterState.CANCELLED.value, None
    return _facts(row)


def find(public_id: str) -> LetterFacts:
    """Return one letter of the outbox."""
    return _facts(find_row(public_id))


def search(actor: Actor, states: tuple[LetterState, ...], mark: str | None) -> Page[LetterFacts]:
    """List letters that the actor may know of, the newest first."""
    query = select(OutboxLetter).order_by(OutboxLetter.owed_at.desc(), OutboxLetter.id.desc())
    if Role.ADMIN not in actor.roles:
        query = query.where(OutboxLetter.district_id == actor.district_id)
    if states:
        query = query.where(OutboxLetter.state.in_([state.value for state in states]))
    keys = read_mark(mark)
    if keys is not None:
        at, row_id = datetime.fromisoformat(str(keys[0])), int(keys[1])
        same = (OutboxLetter.owed_at == at) & (OutboxLetter.id < row_id)
        query = query.where((OutboxLetter.owed_at < at) | same)
    rows = list(session().scalars(query.limit(PAGE_ROWS + 1)))
    shown, last = rows[:PAGE_ROWS], rows[PAGE_ROWS - 1 : PAGE_ROWS]
    more = written_mark(last[0].owed_at.isoformat(), last[0].id) if len(rows) > PAGE_ROWS else None
    return Page(tuple(_facts(row) for row in shown), more)


def count_by_state(actor: Actor) -> dict[LetterState, int]:
    """Return how many letters stand in each state."""
    query = select(OutboxLetter.state, func.count()).group_by(OutboxLetter.state)
    if Role.ADMIN not in actor.roles:
        query = query.where(OutboxLetter.district_id == actor.district_id)
    found = {LetterState(state): count for state, count in session().execute(query).all()}
    return {state: found.get(state, 0) for state in LetterState}


def count_stuck() -> int:
    """Return how many letters have been refused, are in doubt, or have been tried three times."""
    query = (
        select(func.count())
        .select_from(OutboxLetter)
        .where(
            or_(
                OutboxLetter.state.in_([LetterState.DEAD.value, LetterState.UNKNOWN.value]),
                (OutboxLetter.state == LetterState.RETRY.value)
                & (OutboxLetter.attempts >= MANY_ATTEMPTS),
            )
        )
    )
    return session().scalar(query) or 0


def longest_wait(now: datetime) -> timedelta:
    """Return for how long the letter that has waited longest has been due."""
    waiting = [state.value for state in WAITING]
    query = select(func.min(OutboxLetter.next_at)).where(OutboxLetter.state.in_(waiting))
    row = session().scalars(query.where(OutboxLetter.next_at <= now)).one_or_none()
    return timedelta() if row is None else now - row


def of_public_ids(public_ids: tuple[str, ...]) -> tuple[LetterFacts, ...]:
    """Return these letters, oldest first: who was told, and what came of it."""
    query = select(OutboxLetter).where(OutboxLetter.public_id.in_(public_ids))
    return tuple(_facts(row) for row in session().scalars(query.order_by(OutboxLetter.id)))


def last_owed_at(kind: str, recipient_id: int, urgency: Urgency) -> datetime | None:
    """Return when a letter of this kind and urgency was last owed to somebody."""
    query = select(func.max(OutboxLetter.owed_at)).where(
        OutboxLetter.kind == kind,
        OutboxLetter.recipient_id == recipient_id,
        OutboxLetter.rank == urgency.value,
    )
    return session().scalar(query)


def forget_old(now: datetime) -> int:
    """Remove letters that were settled more than 180 days ago; return how many."""
    settled = [LetterState.SENT.value, LetterState.DEAD.value, LetterState.CANCELLED.value]
    outcome = session().execute(
        delete(OutboxLetter)
        .where(OutboxLetter.state.in_(settled), OutboxLetter.owed_at < now - KEPT)
        .returning(OutboxLetter.id)
    )
    return len(outcome.all())


def find_row(public_id: str) -> OutboxLetter:
    """Return the row at this address, locked; for the queries of this room only."""
    query = select(OutboxLetter).where(OutboxLetter.public_id == public_id).with_for_update()
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("outbox.not_found")
    return row


def _facts(row: OutboxLetter) -> LetterFacts:
    recipient = session().get(User, row.recipient_id)
    return LetterFacts(
        row.public_id,
        row.kind,
        row.subject_id,
        recipient.name if recipient else "",
        recipient.email if recipient else "",
        LetterState(row.state),
        row.owed_at,
        row.due_at,
        row.next_at,
        row.sent_at,
        row.attempts,
        row.last_stage,
        row.last_code,
        row.last_reply,
        row.message_id,
    )
