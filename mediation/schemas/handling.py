"""The forms of handling a case: note, assignment, correction, claims."""

from mediation.rules.causes import Cause
from mediation.rules.handling import (
    Assignment,
    ClaimLine,
    ClaimsSplit,
    Correction,
    NoteEntry,
    NoteKind,
)
from mediation.rules.intake import UrgentFlag
from mediation.schemas.fields import (
    Choice,
    Choices,
    LongText,
    PublicId,
    Text,
    WholeNumber,
    Yuan,
)
from mediation.schemas.form import Form, Group


class NoteForm(Form[NoteEntry]):
    """A note on the timeline."""

    makes = NoteEntry
    kind = Choice(NoteKind)
    text = LongText(4000)


class AssignmentForm(Form[Assignment]):
    """A new handler, and a lawyer if one takes part."""

    makes = Assignment
    handler_public_id = PublicId()
    lawyer_public_id = PublicId(required=False)
    reason = Text(200)


class CorrectionForm(Form[Correction]):
    """Facts of the intake as they should have been."""

    makes = Correction
    request = LongText(500)
    worker_count = WholeNumber(1, 20_000)
    town_code = Text(9, required=False)
    outside_number = Text(60, required=False)
    urgent = Choices(UrgentFlag, required=False)
    reason = Text(200)


class ClaimLineForm(Form[ClaimLine]):
    """One line of the claims."""

    makes = ClaimLine
    cause = Choice(Cause)
    amount = Yuan(required=False)
    note = Text(300, required=False)


class ClaimsForm(Form[ClaimsSplit]):
    """All claims of a case."""

    makes = ClaimsSplit
    claims = Group(ClaimLineForm, least=1, most=40)
    reason = Text(200)
