"""What may be said of somebody who is told."""

from mediation.rules.recipient import RecipientEntry
from mediation.schemas.fields import PublicId, Ticked, WholeNumber
from mediation.schemas.form import Form


class RecipientForm(Form[RecipientEntry]):
    """A recipient of alerts and briefings."""

    makes = RecipientEntry
    user = PublicId()
    gets_alerts = Ticked(required=False)
    gets_briefings = Ticked(required=False)
    ladder_step = WholeNumber(least=0, most=3)
