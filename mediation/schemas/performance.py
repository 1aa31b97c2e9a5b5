"""The form in which a payment or an act under an agreement is recorded, or put right."""

from mediation.rules.performance import Performance
from mediation.schemas.fields import Day, Text, Ticked, Yuan
from mediation.schemas.form import Form


class PerformanceForm(Form[Performance]):
    """A payment or an act; `corrects` names the entry that it replaces."""

    makes = Performance
    performed_on = Day()
    amount = Yuan(required=False)
    note = Text(300, required=False)
    corrects = Text(12, required=False)
    reason = Text(200, required=False)
    undone = Ticked(required=False)
