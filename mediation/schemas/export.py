"""What may be said of an export: its columns, its format, and whether people stay masked."""

from mediation.rules.export import ExportAsked, FileKind
from mediation.rules.ledger import Column
from mediation.schemas.fields import Choice, Choices, Text, Ticked
from mediation.schemas.form import Form


class ExportForm(Form[ExportAsked]):
    """An export of the ledger."""

    file_kind = Choice(FileKind)
    column = Choices(Column)
    in_full = Ticked(required=False)
    reason = Text(longest=200, required=False)

    @staticmethod
    def makes(
        *, file_kind: FileKind, column: tuple[Column, ...], in_full: bool, reason: str
    ) -> ExportAsked:
        """Return the export that the form asks for."""
        return ExportAsked(file_kind, column, in_full, reason if in_full else "")
