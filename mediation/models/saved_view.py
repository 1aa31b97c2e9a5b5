"""Saved views: the own ones of a person, those that a body shares, and what somebody chose.

A view keeps the text of its query; what it finds is asked anew by whoever opens it.  Which views
somebody pinned, and with which one their list begins, is kept for shipped views too, by name.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Row,
    String,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, read, session
from mediation.rules.permissions import Actor, Relation, Standing
from mediation.rules.saved_view import SystemView, ViewScope


class SavedView(Base):
    """One view that somebody keeps or a body shares."""

    __tablename__ = "saved_views"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(30))
    query_text: Mapped[str] = mapped_column(String(500), info={"secret": True})


class ViewChoice(Base):
    """That somebody pinned a view, or begins their list with it."""

    __tablename__ = "view_choices"
    __table_args__ = (
        UniqueConstraint("user_id", "view", name="one_choice_per_view"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    view: Mapped[str] = mapped_column(String(12))
    is_pinned: Mapped[bool] = mapped_column(default=False)
    is_default: Mapped[bool] = mapped_column(default=False)


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """A saved view as its readers know it."""

    public_id: str
    name: str
    query_text: str
    scope: ViewScope


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which views somebody pinned, and with which one their list begins."""

    pinned: tuple[str, ...] = ()
    first: str = ""


_VIEWS, _CHOICES = SavedView.__table__.c, ViewChoice.__table__.c
_IN_REACH = (
    select(_VIEWS.public_id, _VIEWS.name, _VIEWS.query_text, _VIEWS.body_id)
    .where(
        or_(
            _VIEWS.body_id == bindparam("body_id"),
            and_(_VIEWS.body_id.is_(None), _VIEWS.owner_id == bindparam("owner_id")),
        )
    )
    .order_by(_VIEWS.name, _VIEWS.id)
)
_CHOSEN = (
    select(_CHOICES.view, _CHOICES.is_pinned, _CHOICES.is_default)
    .where(_CHOICES.user_id == bindparam("user_id"))
    .order_by(_CHOICES.id)
)


def in_reach(actor: Actor) -> tuple[ViewFacts, ...]:
    """Return the own views of the actor and those of their body, by name."""
    asked = {"owner_id": actor.user_id, "body_id": actor.organisation_id}
    return tuple(_facts(row) for row in read(_IN_REACH, **asked))


def find(actor: Actor, public_id: str) -> ViewFacts:
    """Return one view that the actor keeps or their body shares."""
    return _facts(_row(actor, public_id))


def standing_on_view(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to a view."""
    row = _row(actor, public_id)
    relation = Relation.SELF if row.body_id is None else Relation.BODY
    return Standing(frozenset({relation}), "saved_view", row.public_id, district_id=row.district_id)


def count_own(actor: Actor) -> int:
    """Return how many views somebody made."""
    return session().scalar(select(func.count()).where(SavedView.owner_id == actor.user_id)) or 0


def is_taken(actor: Actor, name: str, scope: ViewScope, but: str = "") -> bool:
    """Tell whether another view of the same people has this name."""
    query = select(SavedView.id).where(
        _of_scope(actor, scope), SavedView.name == name, SavedView.public_id != but
    )
    return session().scalar(query) is not None


def add(actor: Actor, name: str, query_text: str, scope: ViewScope) -> str:
    """Keep a view and return its public id."""
    row = SavedView(
        public_id=new_public_id(),
        district_id=actor.district_id,
        owner_id=actor.user_id,
        body_id=actor.organisation_id if scope is ViewScope.GROUP else None,
        name=name,
        query_text=query_text,
    )
    session().add(row)
    session().flush()
    return row.public_id


def rename(actor: Actor, public_id: str, name: str) -> None:
    """Give a view another name."""
    _row(actor, public_id).name = name


def remove(actor: Actor, public_id: str) -> None:
    """Forget a view, and who had chosen it."""
    row = _row(actor, public_id)
    for choice in session().scalars(select(ViewChoice).where(ViewChoice.view == row.public_id)):
        session().delete(choice)
    session().delete(row)


def choices_of(actor: Actor) -> Chosen:
    """Return what somebody chose, in the order in which they pinned it."""
    rows = read(_CHOSEN, user_id=actor.user_id).all()
    first = next((row.view for row in rows if row.is_default), "")
    return Chosen(tuple(row.view for row in rows if row.is_pinned), first)


def pin(actor: Actor, view: str, *, is_pinned: bool) -> None:
    """Pin a view to the navigation, or take it off."""
    _choice(actor, view).is_pinned = is_pinned


def begin_with(actor: Actor, view: str) -> None:
    """Let the list of this person begin with a view; with none it begins with everything."""
    query = select(ViewChoice).where(ViewChoice.user_id == actor.user_id)
    for row in session().scalars(query):
        row.is_default = False
    if view:
        _choice(actor, view).is_default = True


def _choice(actor: Actor, view: str) -> ViewChoice:
    if view not in set(SystemView):
        _row(actor, view)
    query = select(ViewChoice).where(ViewChoice.user_id == actor.user_id, ViewChoice.view == view)
    row = session().scalars(query).one_or_none()
    if row is None:
        row = ViewChoice(user_id=actor.user_id, view=view)
        session().add(row)
    return row


def _of_scope(actor: Actor, scope: ViewScope) -> ColumnElement[bool]:
    if scope is ViewScope.GROUP:
        return SavedView.body_id == actor.organisation_id
    return and_(SavedView.body_id.is_(None), SavedView.owner_id == actor.user_id)


def _reaches(actor: Actor) -> ColumnElement[bool]:
    return or_(*(_of_scope(actor, scope) for scope in ViewScope))


def _row(actor: Actor, public_id: str) -> SavedView:
    query = select(SavedView).where(SavedView.public_id == public_id, _reaches(actor))
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("saved_view.not_found")
    return row


def _facts(row: SavedView | Row[Any]) -> ViewFacts:
    scope = ViewScope.OWN if row.body_id is None else ViewScope.GROUP
    return ViewFacts(row.public_id, row.name, row.query_text, scope)
