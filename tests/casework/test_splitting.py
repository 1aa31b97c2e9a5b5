"""Some workers of a case go on by themselves, with the same days, and can be taken back."""

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed, RuleBroken
from mediation.basics.money import Money
from mediation.casework import handling, party, splitting
from mediation.models import (
    audit,
    case,
    case_link,
    case_move,
    claim,
    deadline,
    proceeding,
)
from mediation.models import party as parties
from mediation.models.case import CaseFacts
from mediation.models.sealing import case_seal
from mediation.rules.case_link import LinkKind
from mediation.rules.case_move import CasePair, Undoing
from mediation.rules.causes import Cause
from mediation.rules.handling import ClaimLine, ClaimsSplit, NoteEntry, NoteKind
from mediation.rules.party import PartyEntry, PartyRole
from mediation.rules.splitting import Splitting
from mediation.rules.tripartite import Outcome
from mediation.rules.workflow_terms import Stage, State, Step
from tests.builders import People, a_case, a_district, running_rules
from tests.dump import rows_of

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def a_case_of_ten(people: People, at: State = State.ACCEPTED) -> CaseFacts:
    """Return a case of ten workers with two items, three of them with a number of their own."""
    matter = a_case(people, at, worker_count=10)
    for place in range(2, 11):
        entry = PartyEntry(
            None, PartyRole.APPLICANT, False, f"工友{place}", mobile=f"199000022{place:02}"
        )
        party.write_party(people.mediator, matter.public_id, entry)
    lines = (
        ClaimLine(Cause.WAGES, Money.of_yuan("30000"), ""),
        ClaimLine(Cause.OVERTIME, Money.of_yuan("8600"), "三人另有加班"),
    )
    handling.split_claims(people.mediator, matter.public_id, ClaimsSplit(lines, "分项"))
    return case.of_id(matter.id)


def workers(matter: CaseFacts) -> list[str]:
    found = parties.of_case(matter.id)
    return [each.public_id for each in found if each.role is PartyRole.APPLICANT]


def halved(people: People, matter: CaseFacts, claims: tuple[int, ...] = (2,)) -> CaseFacts:
    """Split the last three workers off."""
    wanted = Splitting(tuple(workers(matter)[-3:]), claims, "加班费另案办理", "诉求不同")
    return case.of_public_id(splitting.split(people.mediator, matter.public_id, wanted))


def test_three_of_ten_go_with_their_claim_and_their_numbers(people):
    matter = a_case_of_ten(people)
    new = halved(people, matter)
    now = case.of_id(matter.id)
    assert (now.worker_count, new.worker_count) == (7, 3)
    assert (now.amount_fen, new.amount_fen) == (3_000_000, 860_000)
    assert [each.cause for each in claim.of_case(new.id)] == ["overtime"]
    opened = parties.opened_of_case(new.id, case_seal(new.public_id))
    assert [each.mobile for each in opened if not each.facts.is_employer][-1] == "19900002210"
    assert [each.facts.name for each in opened if each.facts.is_employer] == [matter.employer_name]
    assert len(workers(now)) == 7


def test_the_new_case_stands_where_the_old_one_stood_with_the_same_days(people):
    matter = a_case_of_ten(people)
    new = halved(people, matter)
    assert (new.stage, new.progress, new.handler_id) == (
        Stage.IN_PROGRESS,
        State.ACCEPTED,
        matter.handler_id,
    )
    assert running_rules(new) == running_rules(matter)
    old_days, new_days = (
        [(each.rule, each.started_on, each.due_on) for each in deadline.of_case(each_id)]
        for each_id in (matter.id, new.id)
    )
    assert set(new_days) <= set(old_days)
    old_run, run = proceeding.find_leading(matter.id), proceeding.find_leading(new.id)
    assert (run.accepted_on, run.applied_on) == (old_run.accepted_on, old_run.applied_on)


@pytest.mark.parametrize("state", [State.APPLIED, State.DRAFTED, State.FAILED], ids=str)
def test_wherever_the_old_case_stands_the_new_one_can_go_on(people, state):
    matter = a_case(people, state)
    entry = PartyEntry(None, PartyRole.APPLICANT, False, "赵六")
    party.write_party(people.mediator, matter.public_id, entry)
    wanted = Splitting((workers(matter)[1],), (), "", "另案办理")
    new = case.of_public_id(splitting.split(people.mediator, matter.public_id, wanted))
    came = {State.APPLIED: State.APPLIED, State.DRAFTED: State.ACCEPTED, State.FAILED: None}
    assert new.progress == came[state]
    assert [each.cause for each in claim.of_case(new.id)] == ["wages"]
    assert new.amount_fen is None


def test_both_cases_tell_of_it(people):
    matter = a_case_of_ten(people)
    new = halved(people, matter)
    [link] = case_link.of_case(people.mediator, new.id)
    assert (link.kind, link.case_number) == (LinkKind.SPLIT_FROM, matter.case_number)
    for each in (matter, new):
        entry = audit.of_case(each.id)[0]
        assert (entry.action, entry.reason, entry.subject_id) == (
            "split",
            "诉求不同",
            each.public_id,
        )
    assert proceeding.history(matter.id)[0].step is Step.GIVE_PART
    assert new.case_number in proceeding.history(matter.id)[0].note
    assert audit.first_broken() is None


@pytest.mark.usefixtures("engine_url")
def test_undone_the_old_case_is_row_for_row_as_before(people):
    matter = a_case_of_ten(people)
    before = rows_of(matter.id)
    new = halved(people, matter)
    pair = CasePair(matter.public_id, new.public_id)
    [move] = case_move.of_case(new.id)
    splitting.undo_split(people.mediator, pair, Undoing(move.public_id, "仍一并调解"))
    after = rows_of(matter.id)
    link = next(key for key in after if key[0] == "case_links")
    assert {key: row for key, row in after.items() if key != link} == before
    shell = case.of_id(new.id)
    assert (shell.stage, shell.outcome) == (Stage.CLOSED, Outcome.SPLIT_UNDONE)
    assert running_rules(shell) == []


@pytest.mark.parametrize("which", ["old", "new"])
def test_once_either_case_was_touched_it_stays_split(people, which):
    matter = a_case_of_ten(people)
    new = halved(people, matter)
    touched = {"old": matter, "new": new}[which]
    entry = NoteEntry(NoteKind.CALL, "已联系")
    handling.add_note(people.mediator, touched.public_id, entry)
    pair = CasePair(matter.public_id, new.public_id)
    [move] = case_move.of_case(matter.id)
    with pytest.raises(RuleBroken) as refused:
        splitting.undo_split(people.mediator, pair, Undoing(move.public_id, "误拆"))
    assert refused.value.code == "case_move.touched"
    assert refused.value.facts["number"] == touched.case_number


@pytest.mark.parametrize(
    ("goes", "code"), [(0, "splitting.nobody_goes"), (10, "splitting.nobody_stays")]
)
def test_somebody_goes_and_somebody_stays(people, goes, code):
    matter = a_case_of_ten(people)
    wanted = Splitting(tuple(workers(matter)[:goes]), (), "", "另案")
    with pytest.raises(Malformed) as refused:
        splitting.split(people.mediator, matter.public_id, wanted)
    assert refused.value.problems["people"][0].code == code


def test_a_text_that_is_final_and_a_single_worker_are_not_split(people):
    single, final = a_case(people), a_case(people, State.FINALISED)
    for matter, code in ((single, "only_one_applicant"), (final, "agreement_is_final")):
        wanted = Splitting((workers(matter)[0],), (), "", "另案")
        with pytest.raises(RuleBroken, match=code):
            splitting.split(people.mediator, matter.public_id, wanted)


def test_only_who_handles_or_supervises_splits(people):
    matter = a_case_of_ten(people)
    wanted = Splitting((workers(matter)[0],), (), "", "另案")
    with pytest.raises(NotAllowed):
        splitting.split(people.colleague, matter.public_id, wanted)
    assert splitting.split(people.supervisor, matter.public_id, wanted)


def test_the_number_of_the_new_case_is_the_next_one_of_today(people):
    matter = a_case_of_ten(people)
    new = halved(people, matter)
    assert new.case_number > matter.case_number
    assert str(real_clock.today().year) in new.case_number
