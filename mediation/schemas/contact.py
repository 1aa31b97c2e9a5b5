"""The form of a further contact about a case."""

from typing import Any

from mediation.rules.caller import CallerRole, named
from mediation.rules.contact import FurtherContact
from mediation.rules.intake import Channel
from mediation.schemas.channel import MOST_PEOPLE
from mediation.schemas.fields import Choice, Day, LongText, Text, WholeNumber
from mediation.schemas.form import Form


class ContactForm(Form[FurtherContact]):
    """That somebody came, wrote or rang again."""

    channel = Choice(Channel)
    received_on = Day()
    person_count = WholeNumber(1, MOST_PEOPLE)
    text = LongText(1000, required=False)
    letter_on = Day(required=False)
    caller_role = Choice(CallerRole, unsaid=CallerRole.WORKER)
    caller_name = Text(60, required=False)

    @staticmethod
    def makes(**fields: Any) -> FurtherContact:
        """Keep the name of a caller who is not the worker."""
        told = named(fields.pop("caller_role"), fields.pop("caller_name"), "")
        return FurtherContact(caller=told.caller, **fields)
