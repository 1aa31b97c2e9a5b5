"""Links between cases, read from either end.

The other case may stand out of the reader's sight; `of_case` takes the actor and leaves it out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    String,
    UniqueConstraint,
    case,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.text import half_width
from mediation.models.case import Case
from mediation.models.db import Base, Instant, session
from mediation.models.visibility import visible_cases
from mediation.rules.case_link import LinkKind
from mediation.rules.case_list import Status, status_of
from mediation.rules.permissions import Actor
from mediation.rules.workflow_terms import Stage, State

_BRACKETS = str.maketrans("[]()【】［］（）", "〔〕〔〕〔〕〔〕〔〕")
_KINDS = ", ".join(f"'{kind.value}'" for kind in LinkKind)


class CaseLink(Base):
    """One link; it reads “case is `kind` of other”."""

    __tablename__ = "case_links"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="known_kind"),
        CheckConstraint("case_id <> other_id", name="two_cases"),
        UniqueConstraint("case_id", "other_id", "kind", name="one_link_of_a_kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A case at the other end of a link; `is_source` when the link was written on it."""

    kind: LinkKind
    is_source: bool
    reason: str
    public_id: str
    case_number: str
    status: Status
    employer_name: str
    received_on: date


def add(
    case_id: int, other_id: int, kind: LinkKind, reason: str, made_at: datetime, made_by_id: int
) -> bool:
    """Write a link unless it is there already; true when it is new."""
    if between(case_id, other_id, kind) is not None:
        return False
    session().add(
        CaseLink(
            case_id=case_id,
            other_id=other_id,
            kind=kind.value,
            reason=reason,
            made_at=made_at,
            made_by_id=made_by_id,
        )
    )
    session().flush()
    return True


def between(case_id: int, other_id: int, kind: LinkKind) -> CaseLink | None:
    """Return the link of this kind between two cases, whichever of them it was written on."""
    query = select(CaseLink).where(
        CaseLink.kind == kind.value,
        CaseLink.case_id.in_((case_id, other_id)),
        CaseLink.other_id.in_((case_id, other_id)),
    )
    return session().scalars(query.order_by(CaseLink.id)).first()


def remove(case_id: int, other_id: int) -> None:
    """Take away the remark that two cases are related."""
    found = between(case_id, other_id, LinkKind.RELATED)
    if found is None:
        raise NotFound("case_link.not_found")
    session().delete(found)
    session().flush()


def address_of(actor: Actor, case_number: str) -> str | None:
    """Return the public id of the case in sight that bears a number, however it was typed."""
    number = half_width(case_number).translate(_BRACKETS)
    query = select(Case.public_id).where(Case.case_number == number, visible_cases(actor))
    return session().scalars(query).one_or_none()


def of_case(actor: Actor, case_id: int) -> tuple[LinkedCase, ...]:
    """Return the cases in the actor's sight that are linked with a case, the oldest link first."""
    far = case((CaseLink.case_id == case_id, CaseLink.other_id), else_=CaseLink.case_id)
    query = (
        select(CaseLink, Case)
        .join(Case, Case.id == far)
        .where(_ends_at(case_id), Case.district_id == actor.district_id, visible_cases(actor))
        .order_by(CaseLink.id)
    )
    return tuple(
        LinkedCase(
            kind=LinkKind(link.kind),
            is_source=link.case_id == other.id,
            reason=link.reason,
            public_id=other.public_id,
            case_number=other.case_number,
            status=status_of(Stage(other.stage), State(other.progress) if other.progress else None),
            employer_name=other.employer_name,
            received_on=other.received_on,
        )
        for link, other in session().execute(query).all()
    )


def linked_with(case_ids: Iterable[int]) -> set[int]:
    """Return the keys of the cases at the other ends; for the rooms below the doors only."""
    keys = list(case_ids)
    query = select(CaseLink.case_id, CaseLink.other_id).where(
        or_(CaseLink.case_id.in_(keys), CaseLink.other_id.in_(keys))
    )
    return {key for pair in session().execute(query).all() for key in pair} - set(keys)


def _ends_at(case_id: int) -> ColumnElement[bool]:
    return or_(CaseLink.case_id == case_id, CaseLink.other_id == case_id)
