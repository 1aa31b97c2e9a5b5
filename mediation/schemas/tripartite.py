"""The forms of the steps of a mediation: accept, end, lengthen, close, reopen."""

from mediation.rules.tripartite import (
    Acceptance,
    Closing,
    Dated,
    DeclineReason,
    Ending,
    Extended,
    FailReason,
    Outcome,
    WithdrawReason,
)
from mediation.schemas.fields import Choice, Day, LongText, Ticked
from mediation.schemas.form import Form


class AcceptanceForm(Form[Acceptance]):
    """An acceptance with both consents; that the matter is in scope must be ticked."""

    makes = Acceptance
    accepted_on = Day()
    applicant_consented_on = Day()
    respondent_consented_on = Day()
    in_scope = Ticked()


class DeclineForm(Form[Ending]):
    """A refusal of the application."""

    makes = Ending
    on = Day()
    reason = Choice(DeclineReason)
    note = LongText(1000)


class FailForm(Form[Ending]):
    """A mediation without agreement."""

    makes = Ending
    on = Day()
    reason = Choice(FailReason)
    note = LongText(1000)


class WithdrawForm(Form[Ending]):
    """An application taken back."""

    makes = Ending
    on = Day()
    reason = Choice(WithdrawReason)
    note = LongText(1000, required=False)


class ExtensionForm(Form[Extended]):
    """A longer mediation period, with both written consents."""

    makes = Extended
    to = Day()
    applicant_consented_on = Day()
    respondent_consented_on = Day()


class ClosingForm(Form[Closing]):
    """The end of a case."""

    makes = Closing
    on = Day()
    outcome = Choice(Outcome)
    note = LongText(1000, required=False)


class DatedForm(Form[Dated]):
    """An act with a day and its reason."""

    makes = Dated
    on = Day()
    note = LongText(1000)
