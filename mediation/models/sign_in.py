"""Sign-ins: which browsers somebody is in with.

A session is a row, so it can be ended from elsewhere at once.  The browser holds 256 random bits;
the table holds only their SHA-256, so that neither the database nor its backup opens a door.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, Text, bindparam, cast, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, Instant, read, session
from mediation.models.organisation import Organisation, town_if_union, town_of_union
from mediation.models.user import User, UserRole, UserTown, roles_of, town_ids_of
from mediation.rules.permissions import DISTRICT_WIDE, Actor, Origin, Role

_UNAUDITED = {"info": {"unaudited": True}}
_LONGEST_AGENT = 200


class WebSession(Base):
    """One browser that somebody has signed in with."""

    __tablename__ = "web_sessions"
    __table_args__ = (_UNAUDITED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    address: Mapped[str] = mapped_column(String(45))
    agent: Mapped[str] = mapped_column(String(_LONGEST_AGENT))
    content: Mapped[str] = mapped_column(Text, default="{}")
    stepped_up_at: Mapped[datetime | None] = mapped_column(Instant)


# Every page begins with this query, so it is built once and fetches in one round what `actor_for`
# asks for in four.
_SIGNED_IN = (
    select(
        WebSession.id,
        WebSession.public_id,
        WebSession.seen_at,
        WebSession.content,
        WebSession.stepped_up_at,
        User.id.label("user_id"),
        User.public_id.label("user_public_id"),
        User.name,
        User.district_id,
        User.organisation_id,
        User.password_must_change,
        User.large_text,
        Organisation.name.label("organisation_name"),
        town_if_union().label("union_town_id"),
        select(func.aggregate_strings(UserRole.role, ","))
        .where(UserRole.user_id == User.id)
        .scalar_subquery()
        .label("roles"),
        select(func.aggregate_strings(cast(UserTown.town_id, String), ","))
        .where(UserTown.user_id == User.id)
        .scalar_subquery()
        .label("towns"),
    )
    .join(User, User.id == WebSession.user_id)
    .join(Organisation, Organisation.id == User.organisation_id)
    .where(WebSession.token_hash == bindparam("digest"))
    .where(WebSession.expires_at > bindparam("now"), WebSession.seen_at > bindparam("idle_since"))
    .where(User.disabled_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live session: who it belongs to and what the browser's pages keep in it."""

    session_key: int
    session_id: str
    actor: Actor
    organisation_name: str
    must_change_password: bool
    large_text: bool
    seen_at: datetime
    content: Mapping[str, Any]
    stepped_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignInFacts:
    """One of a person's sign-ins as their own page lists it."""

    public_id: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    agent: str
    is_this: bool


def token_digest(token: str) -> str:
    """Return what is stored in place of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_of(token: str, at: datetime, idle: timedelta, origin: Origin) -> SignedIn | None:
    """Return the live session of a token, or None when it is unknown, idle, over or closed."""
    asked = {"digest": token_digest(token), "now": at, "idle_since": at - idle}
    row = read(_SIGNED_IN, **asked).one_or_none()
    if row is None:
        return None
    roles = frozenset(Role(role) for role in (row.roles or "").split(",") if role)
    return SignedIn(
        session_key=row.id,
        session_id=row.public_id,
        actor=Actor(
            user_id=row.user_id,
            public_id=row.user_public_id,
            name=row.name,
            roles=roles,
            district_id=row.district_id,
            organisation_id=row.organisation_id,
            origin=origin,
            town_ids=frozenset(int(key) for key in (row.towns or "").split(",") if key),
            body_town_id=None if roles & DISTRICT_WIDE else row.union_town_id,
        ),
        organisation_name=row.organisation_name,
        must_change_password=row.password_must_change,
        large_text=row.large_text,
        seen_at=row.seen_at,
        content=json.loads(row.content),
        stepped_up_at=row.stepped_up_at,
    )


def actor_for(user: User, origin: Origin) -> Actor:
    """Return a person as an actor, with the roles and towns of this moment."""
    roles = roles_of(user.id)
    return Actor(
        user_id=user.id,
        public_id=user.public_id,
        name=user.name,
        roles=roles,
        district_id=user.district_id,
        organisation_id=user.organisation_id,
        origin=origin,
        town_ids=town_ids_of(user.id),
        body_town_id=None if roles & DISTRICT_WIDE else town_of_union(user.organisation_id),
    )


def find_actor(public_id: str, origin: Origin) -> Actor:
    """Return a person as an actor by their public id; a closed account is not found."""
    query = select(User).where(User.public_id == public_id, User.disabled_at.is_(None))
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("user.not_found")
    return actor_for(row, origin)


def begin(
    token: str, user_id: int, at: datetime, lives: timedelta, origin: Origin, agent: str
) -> None:
    """Write a new session."""
    session().add(
        WebSession(
            token_hash=token_digest(token),
            public_id=new_public_id(),
            user_id=user_id,
            created_at=at,
            seen_at=at,
            expires_at=at + lives,
            address=origin.address[:45],
            agent=agent[:_LONGEST_AGENT],
        )
    )


def keep(token: str, content: Mapping[str, Any], at: datetime) -> None:
    """Store what the pages keep, and that the browser was seen."""
    query = select(WebSession).where(WebSession.token_hash == token_digest(token))
    row = session().scalars(query).one_or_none()
    if row is not None:
        row.content = json.dumps(dict(content), ensure_ascii=False)
        row.seen_at = max(row.seen_at, at)


def step_up(token: str, new_token: str, at: datetime) -> None:
    """Note that the password was typed again, and let the session go on under a new token."""
    query = select(WebSession).where(WebSession.token_hash == token_digest(token))
    row = session().scalars(query).one_or_none()
    if row is not None:
        row.token_hash, row.stepped_up_at = token_digest(new_token), at


def end(token: str) -> None:
    """End the session of a token."""
    _remove(WebSession.token_hash == token_digest(token))


def end_one(user_id: int, public_id: str) -> None:
    """End one of a person's sessions."""
    _remove((WebSession.user_id == user_id) & (WebSession.public_id == public_id))


def end_all(user_id: int, besides: int | None = None) -> None:
    """End every session of a person, but one that is named."""
    condition = WebSession.user_id == user_id
    _remove(condition if besides is None else condition & (WebSession.id != besides))


def forget_over(at: datetime) -> None:
    """Remove the sessions whose time is over; an idle one stays until then and opens nothing."""
    _remove(WebSession.expires_at <= at)


def sign_ins_of(actor: Actor, at: datetime, idle: timedelta, this: int) -> tuple[SignInFacts, ...]:
    """List the actor's own live sign-ins, the latest first."""
    query = (
        select(WebSession)
        .where(WebSession.user_id == actor.user_id)
        .where(WebSession.expires_at > at, WebSession.seen_at > at - idle)
        .order_by(WebSession.seen_at.desc(), WebSession.id.desc())
    )
    return tuple(
        SignInFacts(
            row.public_id,
            row.created_at,
            row.seen_at,
            row.expires_at,
            row.address,
            row.agent,
            row.id == this,
        )
        for row in session().scalars(query)
    )


def _remove(condition: Any) -> None:
    session().execute(delete(WebSession).where(condition))
