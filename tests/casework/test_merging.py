"""Two cases become one and come apart again; nothing of either is lost on the way."""

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Conflict, Malformed, NotAllowed, NotFound, RuleBroken
from mediation.basics.money import Money
from mediation.casework import case_link as links
from mediation.casework import handling, intake, merging, party
from mediation.casework import meeting as meetings
from mediation.models import (
    audit,
    case,
    case_link,
    case_page,
    claim,
    contact,
    duplicates,
    note,
    proceeding,
    transaction,
)
from mediation.models import party as parties
from mediation.models.case import CaseFacts
from mediation.models.sealing import case_seal
from mediation.rules.case_link import LinkEntry, LinkKind
from mediation.rules.case_move import CasePair
from mediation.rules.contact import ContactEntry
from mediation.rules.handling import NoteEntry, NoteKind
from mediation.rules.intake import Channel, NextAct, UrgentFlag
from mediation.rules.merging_terms import (
    CaseField,
    ClaimChoice,
    Merging,
    PersonChoice,
    PersonField,
    Whose,
)
from mediation.rules.party import PartyEntry, PartyRole
from mediation.rules.tripartite import Dated, Outcome
from mediation.rules.workflow_terms import Stage, State, Step
from tests.builders import (
    ID_NUMBER,
    People,
    a_case,
    a_district,
    a_meeting_call,
    a_wage_dispute,
)
from tests.dump import rows_of
from tests.merging_pairs import PLAIN, logged, merged, undo

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def names(matter: CaseFacts) -> list[str]:
    return [each.name for each in parties.of_case(matter.id)]


def numbers(matter: CaseFacts) -> list[tuple[str, str]]:
    opened = parties.opened_of_case(matter.id, case_seal(matter.public_id))
    return [(each.facts.name, each.mobile) for each in opened if not each.facts.is_employer]


def test_one_person_who_came_twice_is_one_party_of_one_case(people):
    kept, gone = a_case(people), logged(people, channel=Channel.VISIT)
    merged(people, kept, gone)
    now, shell = case.of_id(kept.id), case.of_id(gone.id)
    assert names(now) == ["王𠮷平", "番禺某某电子有限公司"]
    assert (now.worker_count, now.amount_fen) == (1, 3_860_000)
    assert [each.cause for each in claim.of_case(now.id)] == ["wages"]
    assert (shell.stage, shell.outcome, shell.closed_on) == (
        Stage.CLOSED,
        Outcome.MERGED,
        real_clock.today(),
    )
    [link] = case_link.of_case(people.mediator, shell.id)
    assert (link.kind, link.case_number) == (LinkKind.MERGED_INTO, kept.case_number)


def test_both_trails_and_both_histories_tell_of_it(people):
    kept, gone = a_case(people), logged(people)
    merged(people, kept, gone)
    for matter in (kept, gone):
        entry = audit.of_case(matter.id)[0]
        assert (entry.action, entry.reason) == ("merge", PLAIN.reason)
        assert entry.subject_id == matter.public_id
        assert case.of_id(matter.id).version == matter.version + 1
    assert proceeding.history(kept.id)[0].step is Step.ABSORB
    assert gone.case_number in proceeding.history(kept.id)[0].note
    assert proceeding.history(gone.id)[0].step is Step.MERGE_AWAY
    assert audit.first_broken() is None


def test_whoever_is_new_moves_with_numbers_claims_notes_and_contacts(people):
    kept = a_case(people)
    gone = logged(people, applicant="李䶮", mobile="19900002222", id_number="", id_reason="")
    handling.add_note(people.mediator, gone.public_id, NoteEntry(NoteKind.CALL, "改约周五"))
    with transaction.writing():
        entry = ContactEntry(Channel.VISIT, real_clock.today(), 3)
        contact.add(gone, gone.body_id, entry, real_clock.now(), gone.logged_by_id)
    merged(people, kept, gone)
    assert numbers(kept) == [("王𠮷平", "19900001111"), ("李䶮", "19900002222")]
    assert numbers(gone) == []
    assert case.of_id(kept.id).worker_count == 2
    assert case.of_id(kept.id).amount_fen == 7_720_000
    assert [each.text for each in note.of_case(kept.id, with_caucus=False)] == ["改约周五"]
    assert sorted(each.person_count for each in contact.of_case(kept.id)) == [1, 1, 3]
    assert contact.of_case(gone.id) == ()


def test_each_fact_is_the_chosen_one_and_an_empty_one_is_filled(people):
    kept = logged(people, town_code="", urgent=(UrgentFlag.GATHERING,), request="拖欠工资")
    gone = logged(people, urgent=(UrgentFlag.STOPPAGE,), request="要求补发加班费")
    chosen = {CaseField.REQUEST: Whose.GONE}
    merged(people, kept, gone, Merging(chosen, reason="同一事"))
    now = case.of_id(kept.id)
    assert now.request == "要求补发加班费"
    assert now.town_id == gone.town_id
    assert now.urgent_flags == ("gathering", "stoppage")


def test_the_same_person_with_two_mobiles_keeps_the_chosen_one(people):
    kept, gone = a_case(people), logged(people, mobile="19900003333")
    [worker] = [each for each in parties.of_case(gone.id) if not each.is_employer]
    [twin] = [each for each in parties.of_case(kept.id) if not each.is_employer]
    facts = {PersonField.MOBILE: Whose.GONE}
    choice = PersonChoice(worker.public_id, twin.public_id, facts)
    merged(people, kept, gone, Merging({}, (choice,), reason="换了手机"))
    assert numbers(kept) == [("王𠮷平", "19900003333")]


def test_a_caller_is_sent_to_the_case_that_lives_on_whichever_mobile_they_give(people):
    kept, gone = a_case(people), logged(people, mobile="19900003333")
    merged(people, kept, gone)
    assert numbers(kept) == [("王𠮷平", "19900001111")]
    for mobile in ("19900001111", "19900003333"):
        caller = duplicates.Caller(mobile=mobile)
        rows = duplicates.likely(people.mediator, caller, real_clock.today()).rows
        assert [each.case_number for each in rows] == [kept.case_number]


def test_a_person_who_is_somebody_else_after_all_stands_beside(people):
    kept, gone = a_case(people), logged(people)
    [worker] = [each for each in parties.of_case(gone.id) if not each.is_employer]
    choice = PersonChoice(worker.public_id, None, {})
    merged(people, kept, gone, Merging({}, (choice,), reason="同名不同人"))
    assert len(numbers(kept)) == 2


@pytest.mark.parametrize(
    ("stays", "amounts"),
    [
        (Whose.KEPT, [Money.of_yuan("38600")]),
        (Whose.GONE, [Money.of_yuan("40000")]),
        (Whose.BOTH, [Money.of_yuan("38600"), Money.of_yuan("40000")]),
    ],
    ids=str,
)
def test_what_one_person_asks_for_twice_counts_as_chosen(people, stays, amounts):
    kept, gone = a_case(people), logged(people, amount=Money.of_yuan("40000"))
    merged(people, kept, gone, Merging({}, (), (ClaimChoice(1, stays),), "同一事"))
    assert [each.amount for each in claim.of_case(kept.id)] == amounts
    assert case.of_id(kept.id).amount_fen == Money.total(amounts).fen


def test_links_and_remarks_go_on_at_the_case_that_stays(people):
    kept, gone, third = a_case(people), logged(people), logged(people)
    links.add_link(people.mediator, third.public_id, LinkEntry(gone.case_number, "同一工地"))
    gone = case.of_id(gone.id)
    merged(people, kept, gone)
    linked = [(each.kind, each.case_number) for each in case_link.of_case(people.mediator, kept.id)]
    assert sorted(linked) == sorted(
        [(LinkKind.RELATED, third.case_number), (LinkKind.MERGED_INTO, gone.case_number)]
    )


@pytest.mark.usefixtures("engine_url")
@pytest.mark.parametrize("state", [None, State.APPLIED, State.WITHDRAWN], ids=str)
def test_undone_it_is_row_for_row_as_before(people, state):
    kept = a_case(people, State.ACCEPTED)
    own = {"mobile": "19900004444", "amount": Money.of_yuan("52000"), "channel": Channel.VISIT}
    gone = logged(people, **own) if state is None else a_case(people, state, **own)
    entry = PartyEntry(None, PartyRole.APPLICANT, False, "阿卜杜·拉赫曼", mobile="19900005555")
    party.write_party(people.mediator, gone.public_id, entry)
    third = logged(people)
    links.add_link(people.mediator, gone.public_id, LinkEntry(third.case_number, "同一工地"))
    handling.add_note(people.mediator, gone.public_id, NoteEntry(NoteKind.CAUCUS, "底线两万"))
    before = rows_of(kept.id, gone.id)
    [worker] = [each for each in parties.of_case(gone.id) if each.name == "王𠮷平"]
    [twin] = [each for each in parties.of_case(kept.id) if each.name == "王𠮷平"]
    facts = {PersonField.MOBILE: Whose.GONE}
    choice = PersonChoice(worker.public_id, twin.public_id, facts)
    chosen = {CaseField.CHANNEL: Whose.GONE, CaseField.AMOUNT: Whose.GONE}
    wanted = Merging(chosen, (choice,), (ClaimChoice(1, Whose.GONE),), "同一事")
    pair = merged(people, kept, gone, wanted)
    assert rows_of(kept.id, gone.id) != before
    undo(people, pair)
    assert rows_of(kept.id, gone.id) == before
    assert case.of_id(gone.id).stage is not Stage.CLOSED
    assert proceeding.history(gone.id)[0].step in {Step.UNDO_MERGE, Step.UNDO_MERGE_AT_INTAKE}
    assert audit.first_broken() is None


def test_what_was_touched_is_not_undone_and_it_says_who_when_and_what(people):
    kept, gone = a_case(people), logged(people)
    pair = merged(people, kept, gone)
    handling.add_note(people.supervisor, kept.public_id, NoteEntry(NoteKind.CALL, "已通话"))
    with pytest.raises(RuleBroken) as refused:
        undo(people, pair)
    assert refused.value.code == "case_move.touched"
    assert refused.value.facts["by"] == people.supervisor.name
    assert refused.value.facts["number"] == kept.case_number
    assert case.of_id(gone.id).stage is Stage.CLOSED


def test_it_is_undone_once_and_may_then_be_done_again(people):
    kept, gone = a_case(people), logged(people)
    pair = merged(people, kept, gone)
    undo(people, pair)
    with pytest.raises(RuleBroken, match=r"case_move\.undone_before"):
        undo(people, pair)
    merged(people, case.of_id(kept.id), case.of_id(gone.id))
    assert case.of_id(gone.id).outcome == Outcome.MERGED


def test_a_collective_case_absorbs_one_of_its_thirty(people):
    kept = a_case(people, worker_count=30)
    for place in range(2, 31):
        entry = PartyEntry(None, PartyRole.APPLICANT, False, f"工友{place}", "补录")
        party.write_party(people.mediator, kept.public_id, entry)
    gone = logged(people, mobile="19900006666")
    merged(people, case.of_id(kept.id), gone)
    now = case.of_id(kept.id)
    assert (now.worker_count, len(numbers(now))) == (30, 30)


def test_a_closed_case_is_merged_with_nothing_and_is_not_opened_again(people):
    kept, gone, third = a_case(people), logged(people), logged(people)
    merged(people, kept, gone)
    for pair in ((third, gone), (gone, third)):
        with pytest.raises(RuleBroken, match=r"merging\.not_open"):
            merged(people, *pair)
    dated = Dated(real_clock.today(), "误办")
    with pytest.raises(RuleBroken, match=r"step\.moved_away"):
        handling.reopen_case(people.supervisor, gone.public_id, dated)


def test_two_that_are_both_under_way_stay_two(people):
    kept, gone = a_case(people, State.ACCEPTED), a_case(people, State.DRAFTED)
    with pytest.raises(RuleBroken, match=r"merging\.both_under_way"):
        merged(people, kept, gone)


def test_the_case_whose_mediation_is_further_stays(people):
    first, further = logged(people), a_case(people)
    with pytest.raises(RuleBroken, match=r"merging\.other_is_further"):
        merged(people, first, further)


def test_a_meeting_ahead_and_a_final_text_hold_their_case(people):
    final = a_case(people, State.FINALISED)
    single = logged(people, applicant="赵六", mobile="", id_number="", id_reason="")
    with pytest.raises(RuleBroken, match=r"merging\.agreement_names_parties"):
        merged(people, final, single)
    talked = a_case(people, State.ACCEPTED)
    meetings.call_meeting(people.mediator, talked.public_id, a_meeting_call(people))
    with pytest.raises(RuleBroken, match=r"merging\.(other_is_further|both_under_way)"):
        merged(people, single, case.of_id(talked.id))


def test_two_employers_need_a_reason(people):
    kept, gone = a_case(people), logged(people, employer="番禺另一家制衣厂")
    with pytest.raises(Malformed) as refused:
        merged(people, kept, gone, Merging({}))
    assert refused.value.problems["reason"][0].code == "merging.why_two_employers"
    merged(people, kept, gone, Merging({}, reason="劳务派遣，两家共同用工"))
    assert names(kept)[-1] == "番禺另一家制衣厂"


def test_only_who_handles_both_or_supervises_merges_and_out_of_sight_is_not_there(people):
    kept, gone = a_case(people), logged(people)
    pair = CasePair(kept.public_id, gone.public_id)
    with pytest.raises(NotAllowed):
        merging.merge(people.colleague, pair, PLAIN)
    asked = a_wage_dispute(next_act=NextAct.LATER, town_code="440113007")
    hidden = intake.log_intake(people.neighbour, asked)
    for other in (hidden, "a2b3c4d5e6f7"):
        with pytest.raises(NotFound):
            merging.merge(people.mediator, CasePair(kept.public_id, other), PLAIN)
    merging.merge(people.supervisor, pair, PLAIN)


def test_a_change_of_the_other_case_in_between_is_a_conflict(people):
    kept, gone = a_case(people), logged(people)
    handling.add_note(people.mediator, gone.public_id, NoteEntry(NoteKind.CALL, "又来电"))
    with pytest.raises(Conflict, match=r"case\.changed_since"):
        merged(people, kept, gone, Merging({}, reason="同一事", other_version=gone.version))
    assert case.of_id(gone.id).stage is Stage.LOGGED


def test_a_liaison_learns_nothing_new_and_an_auditor_reads_no_name(people):
    kept = a_case(people, town_code="440113007")
    gone = logged(people, request="王𠮷平等人的工资")
    merged(people, kept, gone)
    with pytest.raises(NotFound):
        case_page.summary(people.liaison, kept.public_id)
    seen = case_page.summary(people.liaison, gone.public_id)
    assert seen.links == ()
    assert "王𠮷平" not in case_page.summary(people.auditor, gone.public_id).case.request


def test_the_id_number_of_a_moved_person_opens_under_the_new_key_only(people):
    kept = a_case(people, applicant="钱七", mobile="", id_number="", id_reason="")
    gone = logged(people)
    merged(people, kept, gone)
    opened = parties.opened_of_case(kept.id, case_seal(kept.public_id))
    assert ID_NUMBER in [each.id_number for each in opened]
    with pytest.raises(RuleBroken):
        parties.opened_of_case(kept.id, case_seal(gone.public_id))
