"""An agreement from its draft to its seal: what is kept, what begins, and what is refused."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pypdf
import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Conflict, Malformed, NotAllowed, NotFound, RuleBroken
from mediation.basics.money import Money
from mediation.casework import agreement, document
from mediation.models import agreement as agreements
from mediation.models import agreement_contents, audit, case, deadline, proceeding
from mediation.models import document as documents
from mediation.models.agreement import Obligation
from mediation.models.db import session
from mediation.rules.agreement import Sealing, Signing
from mediation.rules.workflow_terms import Stage, State
from tests.builders import People, a_case, a_district, an_agreement, complete_parties, running_rules

pytestmark = pytest.mark.usefixtures("service")

ACCOUNT = "工商银行番禺支行 6222000000001234567"


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def settled_of(matter):
    """Return the newest edition of the agreement of a case."""
    return agreements.find_latest(proceeding.find_leading(matter.id).id)


def keys_of(matter):
    """Return the keys of everybody who must sign, the parties first."""
    return tuple(each.key for each in agreement_contents.signers_of(matter, settled_of(matter)))


def text_of(people, matter):
    """Return the words of the stored final paper."""
    public_id = documents.of_case(matter.id)[0].public_id
    _, content = document.open_document(people.mediator, matter.public_id, public_id)
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_draft_gets_its_number_and_keeps_its_terms_in_order(people):
    matter = a_case(people, at=State.DRAFTED)
    settled = settled_of(matter)
    assert settled.number == "番劳调协〔2026〕0001号"
    assert [each.amount.figures for each in settled.obligations] == ["20,000.00", "16,000.00"]


def test_agreements_are_numbered_without_a_gap(people):
    a_case(people, at=State.DRAFTED)
    second = a_case(people, at=State.DRAFTED)
    assert settled_of(second).number == "番劳调协〔2026〕0002号"


def test_an_account_is_stored_sealed_and_kept_when_sent_back_masked(people):
    matter = a_case(people, at=State.ACCEPTED)
    terms = an_agreement()
    first = replace(terms.terms[0], account=ACCOUNT)
    agreement.draft(people.mediator, matter.public_id, replace(terms, terms=(first,)))
    masked = replace(first, account="****4567")
    agreement.revise(people.mediator, matter.public_id, replace(terms, terms=(masked,)))
    envelope = session().query(Obligation.account_sealed).scalar()
    assert envelope is not None
    assert "4567" not in envelope
    kept = agreement_contents.gathered(matter, settled_of(matter))
    assert kept.draft.terms[0].account == ACCOUNT


def test_a_draft_that_does_not_add_up_stays_a_draft(people):
    matter = a_case(people, at=State.ACCEPTED)
    too_much = an_agreement(total=Money.of_yuan("38600"))
    agreement.draft(people.mediator, matter.public_id, too_much)
    with pytest.raises(RuleBroken, match=r"agreement\.not_ready"):
        agreement.finalise(people.mediator, matter.public_id)
    assert case.of_id(matter.id).progress is State.DRAFTED
    assert documents.of_case(matter.id) == ()


def test_a_character_without_a_font_stops_the_final_text_and_keeps_nothing(people):
    matter = a_case(people, at=State.DRAFTED)
    strange = an_agreement(facts="申请人\U0010fffd与被申请人")
    agreement.revise(people.mediator, matter.public_id, strange)
    with pytest.raises(RuleBroken, match=r"agreement\.not_ready"):
        agreement.finalise(people.mediator, matter.public_id)
    assert documents.of_case(matter.id) == ()


def test_the_final_text_is_frozen_hashed_and_printed_with_its_digest(people):
    matter = a_case(people, at=State.FINALISED)
    settled = settled_of(matter)
    printed = text_of(people, matter)
    assert settled.digest is not None
    assert settled.digest[:16] in "".join(printed.split())
    assert "王𠮷平" in printed
    assert "人民币叁万陆仟元整" in "".join(printed.split())


def test_a_final_text_can_no_longer_be_revised(people):
    matter = a_case(people, at=State.FINALISED)
    with pytest.raises(RuleBroken, match=r"agreement\.not_a_draft"):
        agreement.revise(people.mediator, matter.public_id, an_agreement())


def test_a_new_edition_copies_the_terms_and_leaves_the_old_paper(people):
    matter = a_case(people, at=State.FINALISED)
    before = settled_of(matter)
    agreement.redraft(people.mediator, matter.public_id, "付款日写错")
    after = settled_of(matter)
    assert (after.edition, after.number, after.digest) == (2, before.number, None)
    assert [each.what for each in after.obligations] == [each.what for each in before.obligations]
    assert len(documents.of_case(matter.id)) == 1


def test_opening_a_new_edition_waits_for_nobody_who_has_signed(people):
    matter = a_case(people, at=State.FINALISED)
    agreement.sign(
        people.mediator, matter.public_id, Signing(keys_of(matter)[:1], real_clock.today())
    )
    with pytest.raises(RuleBroken, match=r"step\.already_signed"):
        agreement.redraft(people.mediator, matter.public_id, "付款日写错")


def test_the_last_signature_concludes_the_mediation(people, clock):
    matter = a_case(people, at=State.FINALISED)
    first, *others = keys_of(matter)
    agreement.sign(people.mediator, matter.public_id, Signing((first,), real_clock.today()))
    assert case.of_id(matter.id).progress is State.FINALISED
    clock.forward(days=1)
    agreement.sign(people.mediator, matter.public_id, Signing(tuple(others), real_clock.today()))
    assert case.of_id(matter.id).progress is State.SIGNED
    assert settled_of(matter).signed_on == date(2026, 3, 3)
    assert running_rules(matter) == ["L1"]


def test_nobody_signs_twice(people):
    matter = a_case(people, at=State.FINALISED)
    once = Signing(keys_of(matter)[:1], real_clock.today())
    agreement.sign(people.mediator, matter.public_id, once)
    with pytest.raises(RuleBroken, match=r"agreement\.signature_not_awaited"):
        agreement.sign(people.mediator, matter.public_id, once)


def test_the_name_of_an_agent_stands_beside_the_party(people):
    matter = a_case(people, at=State.FINALISED)
    by_agent = Signing(keys_of(matter)[:1], real_clock.today(), "李律师")
    agreement.sign(people.mediator, matter.public_id, by_agent)
    assert settled_of(matter).signatures[0].name == "王𠮷平（李律师）"


def test_the_seal_opens_both_windows_and_the_days_of_the_agreement(people):
    matter = a_case(people, at=State.SIGNED)
    agreement.seal(people.supervisor, matter.public_id, Sealing(real_clock.today()))
    assert running_rules(matter) == ["A1", "A3", "A6", "A6", "L1"]
    assert deadline.find_running(matter.id, "A1").due_on == date(2026, 3, 17)
    assert deadline.find_running(matter.id, "A3").due_on == date(2026, 4, 1)
    assert case.of_id(matter.id).stage is Stage.PERFORMANCE


def test_the_agreement_binds_from_the_seal_and_not_from_the_signatures(people, clock):
    matter = a_case(people, at=State.SIGNED)
    clock.forward(days=3)
    agreement.seal(people.supervisor, matter.public_id, Sealing(real_clock.today()))
    settled = settled_of(matter)
    assert (settled.signed_on, settled.effective_on) == (date(2026, 3, 2), date(2026, 3, 5))


def test_an_agreement_that_confirms_the_labour_relation_opens_no_review(people):
    matter = a_case(people, at=State.DRAFTED)
    complete_parties(people, matter.public_id)
    confirming = an_agreement(other_terms="双方确认存在劳动关系至2026年2月")
    agreement.revise(people.mediator, matter.public_id, confirming)
    agreement.finalise(people.mediator, matter.public_id)
    today = real_clock.today()
    agreement.sign(people.mediator, matter.public_id, Signing(keys_of(matter), today))
    agreement.seal(people.supervisor, matter.public_id, Sealing(today))
    assert "A1" not in running_rules(matter)
    assert "A3" in running_rules(matter)


def test_only_the_supervisor_sets_the_seal(people):
    matter = a_case(people, at=State.SIGNED)
    with pytest.raises(NotAllowed):
        agreement.seal(people.mediator, matter.public_id, Sealing(real_clock.today()))


def test_a_seal_before_the_last_signature_is_refused(people):
    matter = a_case(people, at=State.SIGNED)
    early = Sealing(real_clock.today() - timedelta(days=1))
    with pytest.raises(Malformed) as refused:
        agreement.seal(people.supervisor, matter.public_id, early)
    assert list(refused.value.problems) == ["sealed_on"]


def test_a_second_editor_with_an_old_page_gets_both_versions(people):
    matter = a_case(people, at=State.DRAFTED)
    opened = replace(people.mediator, origin=replace(people.mediator.origin, form_version=1))
    with pytest.raises(Conflict, match=r"case\.changed_since"):
        agreement.revise(opened, matter.public_id, an_agreement())


def test_who_opens_a_paper_stands_in_the_audit_trail(people):
    matter = a_case(people, at=State.FINALISED)
    text_of(people, matter)
    act = audit.of_case(matter.id)[0]
    title = documents.of_case(matter.id)[0].title
    assert (act.action, act.reason) == ("unmask", f"打开文书：{title}")


@pytest.mark.parametrize(("who", "refusal"), [("auditor", NotAllowed), ("neighbour", NotFound)])
def test_a_paper_opens_only_for_those_who_may_see_numbers(people, who, refusal):
    matter = a_case(people, at=State.FINALISED)
    paper = documents.of_case(matter.id)[0]
    with pytest.raises(refusal):
        document.open_document(getattr(people, who), matter.public_id, paper.public_id)
