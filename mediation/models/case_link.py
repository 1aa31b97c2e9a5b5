"""Links between cases, read from either end.

The other case may stand out of the reader's sight; `of_case` takes the actor and leaves it out.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.case import Case
from mediation.models.db import Base, Instant, insert_new, session
from mediation.models.visibility import visible_cases
from mediation.rules.case_link import LinkKind
from mediation.rules.case_list import Status, status_of
from mediation.rules.permissions import Actor
from mediation.rules.workflow_terms import Stage, State

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
    return insert_new(
        CaseLink,
        case_id=case_id,
        other_id=other_id,
        kind=kind.value,
        reason=reason,
        made_at=made_at,
        made_by_id=made_by_id,
    )


def of_case(actor: Actor, case_id: int) -> tuple[LinkedCase, ...]:
    """Return the cases in the actor's sight that are linked with a case, the oldest link first."""
    other = or_(
        and_(CaseLink.case_id == case_id, Case.id == CaseLink.other_id),
        and_(CaseLink.other_id == case_id, Case.id == CaseLink.case_id),
    )
    query = (
        select(CaseLink, Case)
        .join(Case, other)
        .where(Case.district_id == actor.district_id, visible_cases(actor))
        .order_by(CaseLink.id)
    )
    return tuple(
        LinkedCase(
            kind=LinkKind(link.kind),
            is_source=link.case_id == case.id,
            reason=link.reason,
            public_id=case.public_id,
            case_number=case.case_number,
            status=status_of(Stage(case.stage), State(case.progress) if case.progress else None),
            employer_name=case.employer_name,
            received_on=case.received_on,
        )
        for link, case in session().execute(query).all()
    )
