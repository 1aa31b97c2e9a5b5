"""The form of an outreach event."""

from mediation.rules.outreach import OutreachEntry
from mediation.schemas.fields import Day, LongText, Text, WholeNumber
from mediation.schemas.form import Form

_MOST = 100_000


class OutreachForm(Form[OutreachEntry]):
    """An event as it was held."""

    @staticmethod
    def makes(event_name: str, **fields: object) -> OutreachEntry:
        """Name the event; other forms have names of their own."""
        return OutreachEntry(name=event_name, **fields)  # type: ignore[arg-type] # fields below

    event_name = Text(60)
    held_on = Day()
    place = Text(120, required=False)
    town_code = Text(9, required=False)
    head_count = WholeNumber(0, _MOST)
    consultation_count = WholeNumber(0, _MOST)
    lawyers = Text(200, required=False)
    note = LongText(500, required=False)
