"""The form of a further contact about a case."""

from mediation.rules.contact import FurtherContact
from mediation.rules.intake import Channel
from mediation.schemas.channel import MOST_PEOPLE
from mediation.schemas.fields import Choice, Day, LongText, WholeNumber
from mediation.schemas.form import Form


class ContactForm(Form[FurtherContact]):
    """That somebody came, wrote or rang again."""

    makes = FurtherContact
    channel = Choice(Channel)
    received_on = Day()
    person_count = WholeNumber(1, MOST_PEOPLE)
    text = LongText(1000, required=False)
    letter_on = Day(required=False)
