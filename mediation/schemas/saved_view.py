"""The forms of saved views."""

from mediation.rules.saved_view import ViewEntry, ViewName, ViewScope
from mediation.schemas.fields import Choice, Text, Ticked
from mediation.schemas.form import Form

_LONGEST_NAME = 30


class ViewForm(Form[ViewEntry]):
    """A view to be kept."""

    makes = ViewEntry
    name = Text(_LONGEST_NAME)
    scope = Choice(ViewScope)
    is_pinned = Ticked(required=False)


class ViewNameForm(Form[ViewName]):
    """A new name."""

    makes = ViewName
    name = Text(_LONGEST_NAME)
