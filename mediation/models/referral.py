"""Referrals in and out: which body, which numbers, which days, and the answer.

One table for both directions, because one list shows them: `number` is that of whoever sent the
letter, `answer_number` that of whoever received it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    func,
    select,
    tuple_,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.models.case import Case, CaseFacts
from mediation.models.db import Base, Instant, session
from mediation.models.visibility import visible_cases
from mediation.rules.permissions import Actor
from mediation.rules.referral import (
    Direction,
    OtherBody,
    ReferralAnswer,
    ReferralIn,
    ReferralOut,
    TransferKind,
)

_BODIES = ", ".join(f"'{body.value}'" for body in OtherBody)
_TRANSFERS = ", ".join(f"'{kind.value}'" for kind in TransferKind)


class Referral(Base):
    """One matter that came from another body or went to one."""

    __tablename__ = "referrals"
    __table_args__ = (
        CheckConstraint("direction IN ('in', 'out')", name="known_direction"),
        CheckConstraint(f"other_body IN ({_BODIES})", name="known_body"),
        CheckConstraint(f"transfer IS NULL OR transfer IN ({_TRANSFERS})", name="known_transfer"),
        CheckConstraint("other_name <> ''", name="other_body_has_name"),
        CheckConstraint(
            "direction = 'in' OR (number <> '' AND reason <> '')", name="letter_has_reason"
        ),
        CheckConstraint("answered_on IS NULL OR direction = 'out'", name="only_ours_are_answered"),
        Index("ix_referrals_sent", "district_id", "sent_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    direction: Mapped[str] = mapped_column(String(4))
    other_body: Mapped[str] = mapped_column(String(20))
    other_name: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(60), default="")
    sent_on: Mapped[date]
    transfer: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    enclosed: Mapped[str] = mapped_column(String(500), default="")
    expected_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer_number: Mapped[str] = mapped_column(String(60), default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """A referral as verbs and pages know it, with its case."""

    id: int
    public_id: str
    case_id: int
    case_public_id: str
    case_number: str
    employer_name: str
    direction: Direction
    body: OtherBody
    name: str
    number: str
    sent_on: date
    transfer: TransferKind | None
    reason: str
    enclosed: str
    expected_on: date | None
    answered_on: date | None
    answer_number: str
    answer: str

    @property
    def is_awaited(self) -> bool:
        """Whether it went out and nobody has answered yet."""
        return self.direction is Direction.OUT and self.answered_on is None


@dataclass(frozen=True, slots=True)
class ReferralTally:
    """How many matters came and went (件), and how many of those that went were answered."""

    came: int
    went: int
    answered: int


def add_in(matter: CaseFacts, referral: ReferralIn, at: datetime, user_id: int) -> None:
    """Write that a case came from another body."""
    row = Referral(
        direction=Direction.IN.value,
        other_body=referral.body.value,
        other_name=referral.name,
        number=referral.number,
        sent_on=referral.sent_on,
        transfer=None if referral.transfer is None else referral.transfer.value,
    )
    _store(row, matter, at, user_id)


def add_out(
    matter: CaseFacts, referral: ReferralOut, number: str, at: datetime, user_id: int
) -> ReferralFacts:
    """Write that a case went to another body, under the number of our letter."""
    row = Referral(
        direction=Direction.OUT.value,
        other_body=referral.body.value,
        other_name=referral.name,
        number=number,
        sent_on=referral.sent_on,
        reason=referral.reason,
        enclosed=referral.enclosed,
        expected_on=referral.expected_on,
    )
    _store(row, matter, at, user_id)
    return find(matter.id, row.public_id)


def write_answer(referral_id: int, answer: ReferralAnswer) -> None:
    """Write what the other body answered, and its number."""
    row = session().get_one(Referral, referral_id)
    row.answered_on, row.answer_number, row.answer = (
        answer.answered_on,
        answer.number,
        answer.answer,
    )


def of_case(case_id: int) -> tuple[ReferralFacts, ...]:
    """Return the referrals of a case that the caller may see, the first one first."""
    query = _with_case().where(Referral.case_id == case_id).order_by(Referral.id)
    return tuple(_facts(row, matter) for row, matter in session().execute(query))


def find(case_id: int, public_id: str) -> ReferralFacts:
    """Return one referral of a case that the caller may see."""
    query = _with_case().where(Referral.case_id == case_id, Referral.public_id == public_id)
    found = session().execute(query).one_or_none()
    if found is None:
        raise NotFound("referral.not_found")
    row, matter = found
    return _facts(row, matter)


def awaited(actor: Actor) -> tuple[ReferralFacts, ...]:
    """Return the referrals whose answer is outstanding, by the day on which we ask again."""
    query = (
        _seen_by(actor)
        .where(Referral.direction == Direction.OUT.value, Referral.answered_on.is_(None))
        .order_by(Referral.expected_on, Referral.id)
        .limit(_MOST_AWAITED)
    )
    return tuple(_facts(row, matter) for row, matter in session().execute(query))


def search(actor: Actor, mark: str | None = None) -> Page[ReferralFacts]:
    """List the referrals that are not awaited any more, in and out, the latest first."""
    query = _seen_by(actor).where(
        (Referral.direction == Direction.IN.value) | Referral.answered_on.is_not(None)
    )
    keys = read_mark(mark)
    if keys and len(keys) == 2 and isinstance(keys[0], str):
        after = tuple_(date.fromisoformat(keys[0]), int(keys[1]))
        query = query.where(tuple_(Referral.sent_on, Referral.id) < after)
    query = query.order_by(Referral.sent_on.desc(), Referral.id.desc())
    found = [_facts(row, matter) for row, matter in session().execute(query.limit(PAGE_ROWS + 1))]
    shown = tuple(found[:PAGE_ROWS])
    more = len(found) > PAGE_ROWS
    return Page(shown, written_mark(shown[-1].sent_on.isoformat(), shown[-1].id) if more else None)


def known_bodies(actor: Actor) -> tuple[tuple[OtherBody, str], ...]:
    """Return the bodies of the latest referrals that somebody sees, the usual ones first."""
    query = (
        select(Referral.other_body, Referral.other_name)
        .join(Case, Case.id == Referral.case_id)
        .where(Referral.district_id == actor.district_id, visible_cases(actor))
        .order_by(Referral.sent_on.desc(), Referral.id.desc())
        .limit(_LATEST)
    )
    met = Counter((body, name) for body, name in session().execute(query))
    return tuple((OtherBody(body), name) for (body, name), _times in met.most_common())


def tally(district_id: int, first: date, last: date) -> ReferralTally:
    """Add up the referrals of a district that were sent from a day to a day, both included."""
    query = (
        select(Referral.direction, func.count(), func.count(Referral.answered_on))
        .where(Referral.district_id == district_id, Referral.sent_on.between(first, last))
        .group_by(Referral.direction)
    )
    found = {direction: (times, done) for direction, times, done in session().execute(query)}
    went, answered = found.get(Direction.OUT.value, (0, 0))
    return ReferralTally(found.get(Direction.IN.value, (0, 0))[0], went, answered)


_MOST_AWAITED = 200
_LATEST = 200


def _store(row: Referral, matter: CaseFacts, at: datetime, user_id: int) -> None:
    row.public_id = new_public_id()
    row.district_id, row.case_id = matter.district_id, matter.id
    row.recorded_at, row.recorded_by_id = at, user_id
    session().add(row)
    session().flush()


def _seen_by(actor: Actor) -> Select[Referral, Case]:
    return _with_case().where(Referral.district_id == actor.district_id, visible_cases(actor))


def _with_case() -> Select[Referral, Case]:
    return select(Referral, Case).join(Case, Case.id == Referral.case_id)


def _facts(row: Referral, matter: Case) -> ReferralFacts:
    return ReferralFacts(
        row.id,
        row.public_id,
        matter.id,
        matter.public_id,
        matter.case_number,
        matter.employer_name,
        Direction(row.direction),
        OtherBody(row.other_body),
        row.other_name,
        row.number,
        row.sent_on,
        TransferKind(row.transfer) if row.transfer else None,
        row.reason,
        row.enclosed,
        row.expected_on,
        row.answered_on,
        row.answer_number,
        row.answer,
    )
