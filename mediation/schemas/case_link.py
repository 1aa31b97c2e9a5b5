"""The forms of links between cases."""

from mediation.rules.case_link import LinkEntry, LinkRemoval
from mediation.schemas.fields import Text
from mediation.schemas.form import Form


class LinkForm(Form[LinkEntry]):
    """Another case and the reason."""

    makes = LinkEntry
    case_number = Text(40)
    reason = Text(200)


class RemovalForm(Form[LinkRemoval]):
    """Why a link goes."""

    makes = LinkRemoval
    reason = Text(200)
