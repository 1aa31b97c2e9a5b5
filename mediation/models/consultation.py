"""The consultations that somebody logged on one day, for the page on which they log the next."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mediation.models.case import Case
from mediation.models.contact import Contact
from mediation.models.db import session
from mediation.models.visibility import visible_cases
from mediation.rules.intake import Channel
from mediation.rules.permissions import Actor

_MOST = 100


@dataclass(frozen=True, slots=True)
class LoggedConsultation:
    """A consultation as its own list shows it; whether its case page opens to whoever logged it."""

    case_public_id: str
    case_number: str
    request: str
    channel: Channel
    person_count: int
    is_open_to_me: bool


def of_today(actor: Actor, today: date) -> tuple[LoggedConsultation, ...]:
    """Return what the actor has logged today, the latest first."""
    query = (
        select(Case, Contact, visible_cases(actor).label("is_open_to_me"))
        .join(Contact, Contact.case_id == Case.id)
        .where(
            Contact.district_id == actor.district_id,
            Contact.received_on == today,
            Contact.logged_by_id == actor.user_id,
            Contact.ended_at_desk,
        )
        .order_by(Contact.id.desc())
        .limit(_MOST)
    )
    return tuple(
        LoggedConsultation(
            matter.public_id,
            matter.case_number,
            matter.request,
            Channel(asked.channel),
            asked.person_count,
            bool(is_open),
        )
        for matter, asked, is_open in session().execute(query)
    )
