"""The forms of a consultation: one line for the next one, and what makes a case of it."""

from typing import Any

from mediation.rules.came_by import CameBy
from mediation.rules.causes import QuickCause
from mediation.rules.consultation import CaseFromConsultation
from mediation.rules.intake import Channel, Employment, NextAct, QuickIntake
from mediation.schemas.channel import MOST_PEOPLE
from mediation.schemas.fields import Choice, Choices, Day, LongText, Mobile, Text, WholeNumber
from mediation.schemas.form import Form


class ConsultationForm(Form[QuickIntake]):
    """A question that was answered: what was asked, through which door, by how many."""

    channel = Choice(Channel)
    request = LongText(500)
    person_count = WholeNumber(1, MOST_PEOPLE, required=False)
    received_on = Day()

    @staticmethod
    def makes(channel: Channel, request: str, **fields: Any) -> QuickIntake:
        """Return the intake of a question that needs nothing more; whoever asks is concerned."""
        people = fields["person_count"] or 1
        return QuickIntake(
            channel=channel,
            received_on=fields["received_on"],
            request=request,
            next_act=NextAct.CONSULTATION,
            employment=Employment.UNKNOWN,
            worker_count=people,
            came_by=CameBy(person_count=people),
        )


class TurnIntoCaseForm(Form[CaseFromConsultation]):
    """What a case needs that was not asked at the desk."""

    makes = CaseFromConsultation
    on = Day()
    applicant = Text(60)
    mobile = Mobile(required=False, landline=True)
    employer = Text(120)
    causes = Choices(QuickCause)
    worker_count = WholeNumber(1, MOST_PEOPLE)
    request = LongText(500)
