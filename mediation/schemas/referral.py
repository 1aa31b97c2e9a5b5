"""The forms of a referral: the letter that goes out, and the answer that comes back."""

from typing import Any

from mediation.rules.referral import OtherBody, ReferralAnswer, ReferralOut
from mediation.schemas.fields import Choice, Day, LongText, PublicId, Text
from mediation.schemas.form import Form


class ReferralOutForm(Form[ReferralOut]):
    """A matter that goes to another body."""

    @staticmethod
    def makes(other_body: OtherBody, other_name: str, **fields: Any) -> ReferralOut:
        """Name the other body; other forms have names of their own."""
        return ReferralOut(body=other_body, name=other_name, **fields)

    other_body = Choice(OtherBody)
    other_name = Text(80)
    sent_on = Day()
    reason = LongText(1000)
    enclosed = Text(500, required=False)
    expected_on = Day()


class ReferralAnswerForm(Form[tuple[str, ReferralAnswer]]):
    """What the other body has answered to one of our letters."""

    @staticmethod
    def makes(referral_id: str, answer_number: str, **fields: Any) -> tuple[str, ReferralAnswer]:
        """Return the letter that was answered, and the answer."""
        return referral_id, ReferralAnswer(number=answer_number, **fields)

    referral_id = PublicId()
    answered_on = Day()
    answer_number = Text(60, required=False)
    answer = LongText(1000)
