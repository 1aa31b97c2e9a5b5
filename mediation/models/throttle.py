"""The throttle: how often an account or an address was tried within a quarter of an hour.

It counts in the database, before a password is looked at, in one statement: however many
processes answer, five wrong passwords for an account are five.  Its subjects are stored as
hashes, because people type their password into the wrong field.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, String, case, delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.text import folded
from mediation.models.db import Base, Instant, session

WINDOW = timedelta(minutes=15)
MOST_PER_ACCOUNT = 5
MOST_PER_ADDRESS = 100


class SignInAttempts(Base):
    """How often an account or an address was tried within the window."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = ({"info": {"unaudited": True}},)

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int]
    since: Mapped[datetime] = mapped_column(Instant, index=True)


def account_subject(username: str) -> str:
    """Return the subject under which the tries for an account are counted."""
    return f"account:{folded(username).lower()}"


def address_subject(address: str) -> str:
    """Return the subject under which the tries from an address are counted."""
    return f"address:{address}"


def take_try(subject: str, most: int, at: datetime) -> bool:
    """Count one try for an account or an address; false when none is left in the window.

    Counting and asking are one statement, and it happens before the password is looked at.  The
    window begins with the first try, and anew with the last one that was allowed.
    """
    key = _key(subject)
    if _count_try(key, most, at):
        return True
    if session().get(SignInAttempts, key) is not None:
        return False
    try:
        with session().begin_nested():
            session().add(SignInAttempts(subject=key, tries=1, since=at))
    except IntegrityError:
        return _count_try(key, most, at)
    return True


def give_back(subject: str) -> None:
    """Take back one try: the password was right."""
    row = SignInAttempts
    query = update(row).where(row.subject == _key(subject)).values(tries=row.tries - 1)
    session().execute(query.execution_options(synchronize_session=False))


def forget_tries(subject: str) -> None:
    """Forget the tries for an account: it was unlocked, or somebody signed in."""
    session().execute(delete(SignInAttempts).where(SignInAttempts.subject == _key(subject)))


def is_locked(subject: str, most: int, at: datetime) -> bool:
    """Tell whether an account or an address has no try left."""
    row = session().get(SignInAttempts, _key(subject))
    return row is not None and row.tries >= most and row.since > at - WINDOW


def forget_old(at: datetime) -> None:
    """Remove the counts whose window is over."""
    session().execute(delete(SignInAttempts).where(SignInAttempts.since <= at - WINDOW))


def _count_try(key: str, most: int, at: datetime) -> bool:
    row = SignInAttempts
    is_over = row.since <= at - WINDOW
    counted = (
        update(row)
        .where(row.subject == key, is_over | (row.tries < most))
        .values(
            tries=case((is_over, 1), else_=row.tries + 1),
            since=case((is_over | (row.tries + 1 >= most), at), else_=row.since),
        )
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", session().execute(counted)).rowcount == 1


def _key(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()
