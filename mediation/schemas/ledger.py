"""What may be said about the ledger: a choice of columns under a name."""

from mediation.rules.ledger import Column, ColumnChoice
from mediation.schemas.fields import Choices, Text
from mediation.schemas.form import Form


class ColumnSetForm(Form[ColumnChoice]):
    """A set of columns to be kept."""

    set_name = Text(longest=30)
    column = Choices(Column)

    @staticmethod
    def makes(*, set_name: str, column: tuple[Column, ...]) -> ColumnChoice:
        """Return the choice that the form asks for."""
        return ColumnChoice(set_name, column)
