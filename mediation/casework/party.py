"""Parties: completed, corrected, and one number at a time shown in full."""

from mediation.basics.errors import NotFound
from mediation.gate.command import Work, command
from mediation.models import case, employer, employer_entry, party, sealing, visibility
from mediation.models.party import Party
from mediation.rules.party import (
    PartyEntry,
    PartyRole,
    SealedField,
    Unmasking,
    may_keep_number,
    told_by_number,
)
from mediation.rules.permissions import Action


@command(Action.CORRECT, on=visibility.standing_on_case)
def write_party(work: Work, case_id: str, entry: PartyEntry) -> str:
    """Complete or correct a party, or add one more; numbers left empty stay as they are."""
    matter = case.of_public_id(case_id)
    work.because(entry.reason)
    may_keep_number(entry.id_kind, entry.id_number, entry.id_reason, work.today)
    seal = sealing.case_seal(matter.public_id)
    numbers = {
        name: plain
        for name, plain in (
            (SealedField.ID_NUMBER, entry.id_number),
            (SealedField.MOBILE, entry.mobile),
            (SealedField.ADDRESS, entry.address),
        )
        if plain
    }
    if entry.public_id:
        row = party.row_of(matter.id, entry.public_id)
        party.write_numbers(row, seal, numbers)
    else:
        row = Party(role=entry.role.value, name=entry.name, is_employer=entry.is_employer)
        party.add(matter.id, seal, row, numbers)
    _fill(work, row, entry)
    if row.is_employer:
        _describe_employer(work, row, entry)
    _show_on_case(matter.id)
    return row.public_id


@command(Action.UNMASK, on=visibility.standing_on_case, once=False)
def unmask(work: Work, case_id: str, unmasking: Unmasking) -> str:
    """Return one number of one party in full; the reason stands in the audit trail."""
    matter = case.of_public_id(case_id)
    work.because(f"{unmasking.sealed_field.value}: {unmasking.reason}")
    row = party.row_of(matter.id, unmasking.party_public_id)
    plain = party.opened_field(row, sealing.case_seal(matter.public_id), unmasking.sealed_field)
    if not plain:
        raise NotFound("party.number_not_given")
    return plain


def _fill(work: Work, row: Party, entry: PartyEntry) -> None:
    sex, born_on = told_by_number(entry.id_number, work.today, entry.id_kind)
    sex, born_on = entry.sex or sex, entry.born_on or born_on
    row.name = entry.name
    row.sex = sex.value if sex else row.sex
    row.born_on = born_on or row.born_on
    row.id_kind = entry.id_kind.value
    row.id_number_note = entry.id_reason or row.id_number_note
    row.agent_name = entry.agent_name
    row.agent_authority = entry.agent_authority


def _describe_employer(work: Work, row: Party, entry: PartyEntry) -> None:
    if row.employer_id is None or employer.of_id(row.employer_id).name != entry.name:
        row.employer_id = employer.find_or_register(work.district_id, entry.name).id
    employer_entry.describe(
        row.employer_id,
        credit_code=entry.credit_code,
        code_reason=entry.id_reason,
        address=entry.office_address,
        legal_representative=entry.legal_representative,
        representative_post=entry.representative_post,
    )


def _show_on_case(case_id: int) -> None:
    """Keep the names that lists show in step with the parties."""
    parties = party.of_case(case_id)
    applicants = [each for each in parties if each.role is PartyRole.APPLICANT]
    respondents = [each for each in parties if each.role is PartyRole.RESPONDENT]
    if applicants:
        case.change(case_id, applicant_name=applicants[0].name)
    if respondents:
        case.change(
            case_id,
            employer_name=respondents[0].name,
            employer_id=respondents[0].employer_id,
        )
