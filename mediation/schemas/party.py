"""The forms of a party: its facts, and the wish to see one of its numbers in full."""

from collections.abc import Iterator, Mapping
from typing import Any

from mediation.basics.errors import Problem
from mediation.rules.identity import Sex
from mediation.rules.party import IdKind, PartyEntry, PartyRole, SealedField, Unmasking
from mediation.schemas.fields import Choice, Day, Mobile, PublicId, Text, Ticked
from mediation.schemas.form import Form
from mediation.schemas.identity import CreditCode, ResidentId, credit_code_stands


class PartyForm(Form[PartyEntry]):
    """A party; numbers that are left empty stay as they are."""

    makes = PartyEntry
    public_id = PublicId(required=False)
    role = Choice(PartyRole)
    is_employer = Ticked(required=False)
    name = Text(120)
    sex = Choice(Sex, required=False)
    born_on = Day(required=False)
    id_kind = Choice(IdKind)
    id_number = ResidentId(required=False)
    id_reason = Text(200, required=False)
    mobile = Mobile(required=False, landline=True)
    address = Text(200, required=False)
    agent_name = Text(60, required=False)
    agent_authority = Text(200, required=False)
    credit_code = CreditCode(required=False)
    office_address = Text(200, required=False)
    legal_representative = Text(60, required=False)
    representative_post = Text(40, required=False)
    reason = Text(200, required=False)

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """Numbers must stand, and what is corrected needs its reason."""
        yield from credit_code_stands(fields)
        if fields["public_id"] and not fields["reason"]:
            yield "reason", Problem("form.required", {"field": "reason"})


class UnmaskingForm(Form[Unmasking]):
    """Which number is wanted in full, and why."""

    makes = Unmasking
    party_public_id = PublicId()
    sealed_field = Choice(SealedField)
    reason = Text(200)
