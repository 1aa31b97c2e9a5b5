"""Receipts for forms: a form that arrives twice does its work once.

The key is minted when the form is shown.  The same key with the same content gets the first
answer again; with other content it is refused.  A refused form leaves no receipt, because its
transaction is undone, so it may be mended and sent again.
"""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import Conflict
from mediation.models.db import Base, Instant, insert_new, session, table_of, write_past

KEPT = timedelta(days=3)


class FormReceipt(Base):
    """That a user's form was carried out, and what it made."""

    __tablename__ = "form_receipts"
    __table_args__ = (
        UniqueConstraint("user_id", "form_key", name="one_receipt_per_form"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    form_key: Mapped[str] = mapped_column(String(40))
    form_digest: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str | None] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(Instant, index=True)


_ROWS = FormReceipt.__table__.c
_ANSWERED = (
    update(table_of(FormReceipt))
    .where(_ROWS.user_id == bindparam("by"), _ROWS.form_key == bindparam("key"))
    .values(answer=bindparam("made"))
)


class AlreadyDone(Exception):
    """Not an error: the form was carried out before, and this was its answer."""

    def __init__(self, answer: str | None) -> None:
        super().__init__(answer)
        self.answer = answer


class Raced(Exception):
    """Not an error: the same form is being carried out elsewhere; ask again."""


def claim(user_id: int, form_key: str, form_digest: str, at: datetime) -> None:
    """Take the key for this form.

    Raises `AlreadyDone` for a repeated form, `Conflict` for a key used with other content, and
    `Raced` when the same form was being carried out at this very moment.
    """
    given = {"user_id": user_id, "form_key": form_key, "form_digest": form_digest, "at": at}
    if insert_new(FormReceipt, **given):
        return
    receipt = _find(user_id, form_key)
    if receipt is None:
        raise Raced
    if receipt.form_digest != form_digest:
        raise Conflict("form.used_before")
    raise AlreadyDone(receipt.answer)


def answer(user_id: int, form_key: str, public_id: str | None) -> None:
    """Note what the form has made, for the day it is sent again."""
    write_past(_ANSWERED, by=user_id, key=form_key, made=public_id)


def forget_before(instant: datetime) -> None:
    """Remove receipts that no open page can still send."""
    session().execute(delete(FormReceipt).where(FormReceipt.at < instant))


def _find(user_id: int, form_key: str) -> FormReceipt | None:
    query = select(FormReceipt).where(
        FormReceipt.user_id == user_id, FormReceipt.form_key == form_key
    )
    return session().scalars(query).one_or_none()
