"""The form of a call that is promised."""

from mediation.rules.follow_up import FollowUpEntry
from mediation.schemas.fields import Moment, Text
from mediation.schemas.form import Form


class FollowUpForm(Form[FollowUpEntry]):
    """When to call, and about what."""

    makes = FollowUpEntry
    due_at = Moment()
    note = Text(200, required=False)
