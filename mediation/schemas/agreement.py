"""The forms of an agreement: its draft, the signatures, the seal, the reason for a new edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mediation.basics.errors import Problem
from mediation.rules.agreement import MOST_TERMS, AgreementDraft, Sealing, Signing, Term
from mediation.rules.causes import Cause
from mediation.schemas.fields import Choice, Day, LongText, Text, WholeNumber, Words, Yuan
from mediation.schemas.form import Form, Group


class TermForm(Form[Term]):
    """One item of the result; what is still open may stay open while it is a draft."""

    makes = Term
    payee = Text(120, required=False)
    what = Text(300)
    cause = Choice(Cause, required=False)
    amount = Yuan(required=False)
    due_on = Day(required=False)
    method = Text(60, required=False)
    account = Text(80, required=False)


class AgreementForm(Form[AgreementDraft]):
    """A draft of an agreement."""

    makes = AgreementDraft
    facts = LongText(4000, required=False)
    disputed = LongText(2000, required=False)
    default_consequence = LongText(1000, required=False)
    other_terms = LongText(2000, required=False)
    total = Yuan()
    copies = WholeNumber(2, 999)
    terms = Group(TermForm, most=MOST_TERMS)


class SigningForm(Form[Signing]):
    """Who signed on a day."""

    makes = Signing
    signers = Words(20)
    signed_on = Day()
    agent = Text(50, required=False)

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """One agent signs for one party."""
        if fields["agent"] and len(fields["signers"]) > 1:
            yield "agent", Problem("agreement.agent_for_one")


class SealingForm(Form[Sealing]):
    """On which day the seal was set."""

    makes = Sealing
    sealed_on = Day()


@dataclass(frozen=True, slots=True)
class Redrafting:
    """Why a final text is opened again."""

    reason: str


class RedraftForm(Form[Redrafting]):
    """The reason for a new edition."""

    makes = Redrafting
    reason = Text(200)
