"""What may be said to a warning: that it has been seen as it stands."""

from mediation.rules.warnings import Acknowledgement
from mediation.schemas.fields import Text
from mediation.schemas.form import Form


class AcknowledgementForm(Form[Acknowledgement]):
    """An acknowledgement of the occasion that the page showed."""

    occasion = Text(longest=24)
    acknowledged_note = Text(longest=200, required=False)

    @staticmethod
    def makes(*, occasion: str, acknowledged_note: str) -> Acknowledgement:
        """Return what was acknowledged."""
        return Acknowledgement(occasion, acknowledged_note)
