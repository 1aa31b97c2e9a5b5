"""The meetings ahead, for whoever may see their cases."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mediation.models.case import Case
from mediation.models.db import session
from mediation.models.meeting import Meeting
from mediation.models.visibility import visible_cases
from mediation.rules.permissions import Actor

_MOST = 100


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting as the list shows it."""

    public_id: str
    case_public_id: str
    case_number: str
    employer_name: str
    starts_at: datetime
    ends_at: datetime
    way: str
    place: str

    def is_over_at(self, instant: datetime) -> bool:
        """Tell whether the meeting has begun and its minutes can be written."""
        return self.starts_at <= instant


def upcoming(actor: Actor) -> tuple[ListedMeeting, ...]:
    """Return the meetings that are neither held nor cancelled, by their time."""
    query = (
        select(Meeting, Case)
        .join(Case, Case.id == Meeting.case_id)
        .where(visible_cases(actor), Meeting.held_at.is_(None), Meeting.cancelled_at.is_(None))
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(_MOST)
    )
    return tuple(
        ListedMeeting(
            row.public_id,
            matter.public_id,
            matter.case_number,
            matter.employer_name,
            row.starts_at,
            row.ends_at,
            row.way,
            row.place,
        )
        for row, matter in session().execute(query).all()
    )
