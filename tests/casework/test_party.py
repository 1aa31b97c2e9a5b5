"""Parties: completed and corrected with a reason, and one number at a time shown in full."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.basics.errors import Malformed, NotAllowed, NotFound
from mediation.casework import party
from mediation.models import audit, case, employer, sealing
from mediation.models import party as parties
from mediation.models.case import CaseFacts
from mediation.models.db import session
from mediation.models.receipt import FormReceipt
from mediation.rules.identity import Sex
from mediation.rules.party import IdKind, PartyEntry, PartyRole, SealedField, Unmasking
from mediation.rules.permissions import Actor
from tests.builders import ID_NUMBER, People, a_case, a_district, complete_parties

pytestmark = pytest.mark.usefixtures("service")

SOUND = "11010519491231002X"


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def applicant_of(matter: CaseFacts) -> parties.PartyFacts:
    return next(each for each in parties.of_case(matter.id) if each.role is PartyRole.APPLICANT)


def opened(matter: CaseFacts) -> parties.OpenedParty:
    return parties.opened_of_case(matter.id, sealing.case_seal(matter.public_id))[0]


def entry(public_id: str | None, **changes: object) -> PartyEntry:
    """Return the form of the applicant with nothing changed."""
    plain = PartyEntry(public_id, PartyRole.APPLICANT, False, "王𠮷平", reason="核对证件")
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are those of the entry


def looking(field: SealedField, matter: CaseFacts) -> Unmasking:
    return Unmasking(applicant_of(matter).public_id, field, "电话通知调解会")


def test_numbers_left_empty_stay_as_they_are(people):
    matter = a_case(people)
    party.write_party(people.mediator, matter.public_id, entry(applicant_of(matter).public_id))
    assert (opened(matter).id_number, opened(matter).mobile) == (ID_NUMBER, "19900001111")


def test_a_number_can_be_corrected_and_brings_sex_and_birthday(people):
    matter = a_case(people)
    mended = entry(applicant_of(matter).public_id, id_number=SOUND)
    party.write_party(people.mediator, matter.public_id, mended)
    assert opened(matter).id_number == SOUND
    assert applicant_of(matter).sex == Sex.FEMALE.value
    assert applicant_of(matter).born_on == date(1949, 12, 31)


def test_a_number_with_a_wrong_digit_needs_a_reason(people):
    matter = a_case(people)
    wrong = entry(applicant_of(matter).public_id, id_number=SOUND[:-1] + "1")
    with pytest.raises(Malformed) as refused:
        party.write_party(people.mediator, matter.public_id, wrong)
    assert set(refused.value.problems) == {"id_number"}
    assert opened(matter).id_number == ID_NUMBER
    vouched = replace(wrong, id_reason="证件原件如此")
    party.write_party(people.mediator, matter.public_id, vouched)
    assert applicant_of(matter).id_number_note == "证件原件如此"


def test_a_foreign_document_is_taken_as_it_stands(people):
    matter = a_case(people)
    foreign = entry(applicant_of(matter).public_id, id_kind=IdKind.PASSPORT, id_number="E12345678")
    party.write_party(people.mediator, matter.public_id, foreign)
    assert opened(matter).id_number == "E12345678"


def test_a_second_applicant_is_added_and_the_case_keeps_the_name_of_the_first(people):
    matter = a_case(people)
    made = party.write_party(people.mediator, matter.public_id, entry(None, name="李某"))
    assert parties.find(matter.id, made).name == "李某"
    assert case.of_id(matter.id).applicant_name == "王𠮷平"


def test_a_renamed_applicant_is_renamed_in_the_lists_too(people):
    matter = a_case(people)
    renamed = entry(applicant_of(matter).public_id, name="王吉平")
    party.write_party(people.mediator, matter.public_id, renamed)
    assert case.of_id(matter.id).applicant_name == "王吉平"


def test_an_employer_is_described_for_the_papers(people):
    matter = a_case(people)
    complete_parties(people, matter.public_id)
    described = employer.of_id(case.of_id(matter.id).employer_id or 0)
    assert described.credit_code == "91440113000000000T"
    assert described.legal_representative == "钱某"


def test_an_employer_under_another_name_is_another_entry(people):
    matter = a_case(people)
    respondent = parties.of_case(matter.id)[1]
    other = PartyEntry(
        respondent.public_id, PartyRole.RESPONDENT, True, "番禺另一家厂", reason="误录"
    )
    party.write_party(people.mediator, matter.public_id, other)
    now = case.of_id(matter.id)
    assert now.employer_name == "番禺另一家厂"
    assert now.employer_id != matter.employer_id


def test_the_reason_of_a_correction_stands_in_the_trail_and_no_number_does(people):
    matter = a_case(people)
    mended = entry(applicant_of(matter).public_id, id_number=SOUND, mobile="13800138000")
    party.write_party(people.mediator, matter.public_id, mended)
    act = audit.of_case(matter.id)[0]
    assert act.reason == "核对证件"
    assert SOUND not in str(act.changes)
    assert "13800138000" not in str(act.changes)


@pytest.mark.parametrize(
    ("field", "plain"),
    [
        pytest.param(SealedField.ID_NUMBER, ID_NUMBER, id="identity number"),
        pytest.param(SealedField.MOBILE, "19900001111", id="mobile"),
        pytest.param(SealedField.ADDRESS, "广州市番禺区某路1号", id="home address"),
    ],
)
def test_one_number_is_shown_in_full_and_the_look_is_recorded(people, field, plain):
    matter = a_case(people)
    assert party.unmask(people.mediator, matter.public_id, looking(field, matter)) == plain
    act = audit.of_case(matter.id)[0]
    assert (act.action, act.reason) == ("unmask", f"{field.value}: 电话通知调解会")
    assert (act.changes, act.case_version) == ((), None)


def test_a_look_sent_again_shows_the_number_again_and_is_recorded_again(people):
    """Reloading the page of a shown number showed “None”, and stored some numbers readable."""
    matter = a_case(people, mobile="223344556677")
    sender = sending(people.mediator)
    look = looking(SealedField.MOBILE, matter)
    before = audit.count_entries()
    for _ in range(2):
        assert party.unmask(sender, matter.public_id, look) == "223344556677"
    assert audit.count_entries() == before + 2
    session().rollback()
    assert [row.answer for row in session().query(FormReceipt)] == []


def sending(actor: Actor) -> Actor:
    return replace(actor, origin=replace(actor.origin, form_key="k" * 32, form_digest="d" * 64))


def test_a_number_that_was_not_given_is_not_found(people):
    matter = a_case(people, address="")
    with pytest.raises(NotFound, match=r"party\.number_not_given"):
        party.unmask(people.mediator, matter.public_id, looking(SealedField.ADDRESS, matter))


def test_a_party_of_another_case_is_not_found(people):
    matter, other = a_case(people), a_case(people)
    with pytest.raises(NotFound, match=r"party\.not_found"):
        party.unmask(people.mediator, matter.public_id, looking(SealedField.MOBILE, other))


@pytest.mark.parametrize("who", ["auditor", "liaison", "colleague"])
def test_who_may_not_unmask_is_refused_and_recorded(people, who):
    matter = a_case(people)
    with pytest.raises(NotAllowed):
        party.unmask(getattr(people, who), matter.public_id, looking(SealedField.MOBILE, matter))
    act = audit.of_case(matter.id)[0]
    assert (act.action, act.result) == ("unmask", "refused")


def test_pages_get_only_masked_numbers(people):
    matter = a_case(people)
    [worker, _] = parties.masked_of_case(matter.id, sealing.case_seal(matter.public_id), 10)
    assert worker.mobile == "199****1111"
    assert worker.id_number == "000************239"
    assert worker.address == "●●●●"
