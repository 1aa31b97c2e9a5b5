"""Drafts: typed and not yet sent, kept sealed for the person who typed.

Each opened form has one row, found by the idempotency key that was minted when it was opened, so
that two calls at once make two drafts and neither overwrites the other.  A form that has been
carried out has no draft: a late save that arrives after it finds the receipt and is let go.  The
text holds names and numbers of people, so it is sealed under the key of the instance, bound to its
owner, and forgotten after a week.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import Malformed
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, Instant, insert_new, session, table_of, write_past
from mediation.models.receipt import FormReceipt
from mediation.models.sealing import open_outside_cases, seal_outside_cases
from mediation.rules.draft import DraftKind

KEPT = timedelta(days=7)
MOST = 20
LONGEST = 60_000

_KINDS = ", ".join(f"'{kind.value}'" for kind in DraftKind)

Typed = Sequence[tuple[str, str]]


class Draft(Base):
    """What one person has typed into one opened form."""

    __tablename__ = "drafts"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="known_kind"),
        UniqueConstraint("user_id", "form_key", name="one_draft_per_form"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(12), default="")
    form_key: Mapped[str] = mapped_column(String(40))
    begun_at: Mapped[datetime] = mapped_column(Instant)
    saved_at: Mapped[datetime] = mapped_column(Instant, index=True)
    sealed: Mapped[str] = mapped_column(Text)


_ROWS = Draft.__table__.c
_OF_FORM = delete(table_of(Draft)).where(
    _ROWS.user_id == bindparam("by"), _ROWS.form_key == bindparam("key")
)


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """A draft with what was typed: names of fields and texts, in the order of the form."""

    public_id: str
    kind: DraftKind
    subject: str
    form_key: str
    begun_at: datetime
    saved_at: datetime
    typed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """What is to be kept: of which form, about which object, under which key, which texts."""

    kind: DraftKind
    form_key: str
    typed: Typed
    subject: str = ""


def keep(user_id: int, entry: DraftEntry, now: datetime) -> bool:
    """Keep what was typed so far; false when the form has already been carried out."""
    written = json.dumps(list(entry.typed), ensure_ascii=False, separators=(",", ":"))
    if len(written) > LONGEST:
        raise Malformed.at("", "draft.too_long")
    if _was_sent(user_id, entry.form_key):
        return False
    sealed = seal_outside_cases(_bound_to(user_id, entry.form_key), written)
    insert_new(
        Draft,
        public_id=new_public_id(),
        user_id=user_id,
        kind=entry.kind.value,
        subject=entry.subject,
        form_key=entry.form_key,
        begun_at=now,
        saved_at=now,
        sealed=sealed,
    )
    row = session().scalars(_own(user_id).where(Draft.form_key == entry.form_key)).one()
    row.saved_at, row.sealed = now, sealed
    session().flush()
    _forget_the_oldest(user_id, now)
    return True


def of_user(user_id: int | None, now: datetime) -> tuple[DraftFacts, ...]:
    """Return the drafts of a person that are still to be sent, the newest first."""
    sent = select(FormReceipt.form_key).where(FormReceipt.user_id == user_id)
    query = (
        _own(user_id)
        .where(Draft.saved_at >= now - KEPT, Draft.form_key.not_in(sent))
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
        .limit(MOST)
    )
    return tuple(_facts(row) for row in session().scalars(query))


def forget(user_id: int, form_key: str) -> None:
    """Forget the draft of a form that was sent, or that its owner does not want."""
    write_past(_OF_FORM, by=user_id, key=form_key)


def forget_before(instant: datetime) -> None:
    """Forget every draft that nobody has touched since."""
    session().execute(delete(Draft).where(Draft.saved_at < instant))


def _forget_the_oldest(user_id: int, now: datetime) -> None:
    newest = (
        select(Draft.id)
        .where(Draft.user_id == user_id, Draft.saved_at >= now - KEPT)
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
        .limit(MOST)
    )
    kept = session().scalars(newest).all()
    session().execute(delete(Draft).where(Draft.user_id == user_id, Draft.id.not_in(kept)))


def _was_sent(user_id: int, form_key: str) -> bool:
    query = select(FormReceipt.id).where(
        FormReceipt.user_id == user_id, FormReceipt.form_key == form_key
    )
    return session().scalar(query) is not None


def _own(user_id: int | None) -> Select[Draft]:
    return select(Draft).where(Draft.user_id == user_id)


def _bound_to(user_id: int, form_key: str) -> str:
    return f"drafts.sealed:{user_id}:{form_key}"


def _facts(row: Draft) -> DraftFacts:
    written = json.loads(open_outside_cases(_bound_to(row.user_id, row.form_key), row.sealed))
    return DraftFacts(
        row.public_id,
        DraftKind(row.kind),
        row.subject,
        row.form_key,
        row.begun_at,
        row.saved_at,
        tuple((str(name), str(value)) for name, value in written),
    )
