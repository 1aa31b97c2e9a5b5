"""One-time links: with one of them a person sets a password once, within a day.

An administrator makes a link and hands it over; nobody ever sets a password for somebody else.
Only the SHA-256 of the link's secret is stored.  A new link, and a new password, make every
earlier link useless.
"""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.models.db import Base, Instant, session
from mediation.models.sign_in import token_digest
from mediation.models.user import User

LINK_LIVES = timedelta(hours=24)


class PasswordLink(Base):
    """A link with which one person sets a password once."""

    __tablename__ = "password_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info={"secret": True})
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    spent_at: Mapped[datetime | None] = mapped_column(Instant)


def make_link(token: str, user_id: int, made_by_id: int | None, at: datetime) -> None:
    """Write a one-time link; earlier ones of the same person stop working."""
    spend_links(user_id, at)
    session().add(
        PasswordLink(
            token_hash=token_digest(token),
            user_id=user_id,
            made_by_id=made_by_id,
            created_at=at,
            expires_at=at + LINK_LIVES,
        )
    )


def owner_of_link(token: str, at: datetime) -> str:
    """Return the public id of the person whom a live link belongs to."""
    query = (
        select(User.public_id)
        .join(PasswordLink, PasswordLink.user_id == User.id)
        .where(PasswordLink.token_hash == token_digest(token), PasswordLink.spent_at.is_(None))
        .where(PasswordLink.expires_at > at, User.disabled_at.is_(None))
    )
    owner = session().scalar(query)
    if owner is None:
        raise NotFound("account.link_spent")
    return owner


def is_live(token: str, at: datetime) -> bool:
    """Tell whether a link would open."""
    try:
        owner_of_link(token, at)
    except NotFound:
        return False
    return True


def spend_links(user_id: int, at: datetime) -> None:
    """Make every link of a person useless."""
    query = select(PasswordLink).where(
        PasswordLink.user_id == user_id, PasswordLink.spent_at.is_(None)
    )
    for link in session().scalars(query.with_for_update()):
        link.spent_at = at
