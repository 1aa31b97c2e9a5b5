"""The registry: an entry is corrected, watched, merged with another, and parted from it again."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from mediation.basics import clock as now_clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound, RuleBroken
from mediation.casework import employer as verbs
from mediation.casework import intake, party
from mediation.models import (
    audit,
    case,
    employer,
    employer_history,
    employer_list,
    employer_merge,
    employer_names,
    employer_watch,
)
from mediation.models import party as parties
from mediation.models.audit import AuditEntry
from mediation.models.db import session
from mediation.rules.employer import (
    Alias,
    EmployerEntry,
    EmployerField,
    EmployerFilter,
    EmployerKind,
    EmployerMerging,
    NameKind,
    Undoing,
    UnionState,
    WatchEnding,
    WatchEntry,
    WatchReason,
)
from mediation.rules.industries import Industry
from mediation.rules.intake import NextAct
from mediation.rules.party import PartyEntry, PartyRole
from tests.builders import a_district, a_wage_dispute

CODE, OTHER_CODE = "91000000MA0DEM013N", "91000000MA0DEM021H"
FIRST, SECOND = "番禺云岫五金制品厂", "云岫五金"


@pytest.fixture
def people(service, engine_url):
    """The people of a small office, on each engine."""
    return a_district()


def an_entry(name=FIRST, **changes):
    """Return an ordinary entry."""
    plain = EmployerEntry(
        name,
        town_code="440113016",
        industry=Industry.MANUFACTURING,
        kind=EmployerKind.ENTERPRISE,
        head_count=120,
        head_count_on=date(2026, 2, 1),
        union=UnionState.NOT_FOUNDED,
    )
    return replace(plain, **changes)


def logged(people, name, by=None, **changes):
    """Log a matter against an employer; return the public id of the case."""
    asked = a_wage_dispute(employer=name, next_act=NextAct.LATER, **changes)
    return intake.log_intake(by or people.mediator, asked)


def known(people, name):
    """Return the entry that a name means."""
    return employer.meant_by(people.mediator.district_id or 0, name)


def merged(people, *taken):
    """Register two entries with a case each and merge the second into the first."""
    verbs.register(people.mediator, an_entry(credit_code=CODE))
    later = an_entry(SECOND, credit_code=OTHER_CODE, aliases=(Alias("岫记", NameKind.SHORT),))
    verbs.register(people.mediator, later)
    cases = logged(people, FIRST), logged(people, SECOND)
    survivor, other = known(people, FIRST), known(people, SECOND)
    merging = EmployerMerging(other.public_id, frozenset(taken), "同一家厂")
    return verbs.merge(people.supervisor, survivor.public_id, merging), survivor, other, cases


def employer_of(case_id):
    """Return the key of the entry that a case names."""
    return case.of_public_id(case_id).employer_id


def acts_on(subject_id):
    """Return the acts that the trail holds on an entry, the oldest first."""
    query = select(AuditEntry).where(AuditEntry.subject_id == subject_id)
    return list(session().scalars(query.order_by(AuditEntry.sequence)))


def test_a_correction_is_an_act_of_its_own_with_what_was_before(people):
    public_id = verbs.register(people.mediator, an_entry())
    changed = an_entry(union=UnionState.FOUNDED, aliases=(Alias("岫记", NameKind.SHORT),))
    verbs.correct(people.mediator, public_id, changed)
    told = acts_on(public_id)
    assert [each.action for each in told] == ["edit_employers", "edit_employers"]
    assert '"union_state":["not_founded","founded"]' in told[1].changes
    assert "岫记" in told[1].changes
    assert audit.first_broken() is None
    assert employer.find(people.mediator, public_id).version == 2


def test_a_renamed_entry_is_found_by_its_new_name_only(people):
    public_id = verbs.register(people.mediator, an_entry())
    verbs.correct(people.mediator, public_id, an_entry("番禺砚溪皮具厂"))
    assert known(people, "番禺砚溪皮具厂").public_id == public_id
    assert employer.likely(people.mediator.district_id, "云岫") == ()


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": FIRST}, "name", "employer.name_taken"),
        ({"credit_code": CODE}, "credit_code", "employer.code_taken"),
        ({"head_count": 3, "head_count_on": None}, "head_count_on", "form.required"),
        ({"head_count_on": date(2026, 3, 3)}, "head_count_on", "employer.day_ahead"),
        ({"town_code": "000000000"}, "town_code", "organisation.no_town"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(people, changes, field, code):
    verbs.register(people.mediator, an_entry(credit_code=CODE))
    with pytest.raises(Malformed) as refusal:
        verbs.register(people.mediator, an_entry(**{"name": SECOND, **changes}))
    assert [each.code for each in refusal.value.problems[field]] == [code]


def test_the_code_of_another_entry_is_refused_on_a_party_too(people):
    verbs.register(people.mediator, an_entry(credit_code=CODE))
    case_id = logged(people, SECOND)
    [boss] = [p for p in parties.of_case(case.of_public_id(case_id).id) if p.is_employer]
    entry = PartyEntry(
        boss.public_id, PartyRole.RESPONDENT, True, SECOND, reason="补充", credit_code=CODE
    )
    with pytest.raises(Malformed) as refusal:
        party.write_party(people.mediator, case_id, entry)
    assert [each.code for each in refusal.value.problems["credit_code"]] == ["employer.code_taken"]


def test_a_reason_stands_beside_a_code_that_fails_its_check_and_no_other(people):
    odd = verbs.register(
        people.mediator, an_entry(credit_code="91350213M0001Q7Q47", code_reason="营业执照原件")
    )
    sound = verbs.register(
        people.mediator, an_entry(SECOND, credit_code=CODE, code_reason="不必要的说明")
    )
    assert employer.find(people.mediator, odd).credit_code_note == "营业执照原件"
    assert employer.find(people.mediator, sound).credit_code_note == ""


def test_an_employer_is_watched_until_somebody_takes_it_off(people):
    public_id = verbs.register(people.mediator, an_entry())
    today = now_clock.today()
    reasons = (WatchReason.GROUP_DISPUTE, WatchReason.WAGE_ARREARS)
    verbs.watch(people.supervisor, public_id, WatchEntry(reasons, today))
    assert watched(people) == [(FIRST, reasons)]
    with pytest.raises(RuleBroken):
        verbs.watch(people.supervisor, public_id, WatchEntry(reasons, today))
    verbs.stop_watching(people.supervisor, public_id, WatchEnding("已整改"))
    assert watched(people) == []
    [past] = employer_watch.of_employer(employer.find(people.mediator, public_id).id)
    assert (past.ended_on, past.end_reason) == (today, "已整改")
    with pytest.raises(NotFound):
        verbs.stop_watching(people.supervisor, public_id, WatchEnding("再次"))


def test_a_watch_counts_from_its_first_day_to_its_last(people, clock):
    public_id = verbs.register(people.mediator, an_entry())
    today = now_clock.today()
    entry = WatchEntry((WatchReason.CLOSURE,), today + timedelta(1), today + timedelta(2))
    verbs.watch(people.supervisor, public_id, entry)
    seen = []
    for _day in range(4):
        seen.append(bool(watched(people)))
        clock.forward(days=1)
    assert seen == [False, True, True, False]


def test_only_a_supervisor_watches_and_merges(people):
    public_id = verbs.register(people.mediator, an_entry())
    with pytest.raises(NotAllowed):
        verbs.watch(people.mediator, public_id, WatchEntry((WatchReason.OTHER,), date(2026, 3, 2)))
    with pytest.raises(NotAllowed):
        verbs.merge(people.mediator, public_id, EmployerMerging(public_id, frozenset(), "同一家"))
    with pytest.raises(RuleBroken):
        verbs.merge(people.supervisor, public_id, EmployerMerging(public_id, frozenset(), "同一家"))


def test_a_merge_moves_cases_parties_and_names_and_leaves_a_tombstone(people):
    _merge, survivor, other, cases = merged(people)
    assert {employer_of(each) for each in cases} == {survivor.id}
    sides = parties.of_case(case.of_public_id(cases[1]).id)
    assert {p.employer_id for p in sides if p.is_employer} == {survivor.id}
    assert case.of_public_id(cases[1]).employer_name == SECOND
    assert [each.name for each in employer_names.aliases_of(survivor.id)] == [SECOND, "岫记"]
    assert known(people, SECOND).id == known(people, "岫记").id == survivor.id
    assert [each.id for each in employer.likely(people.mediator.district_id, "云岫")] == [
        survivor.id
    ]
    assert employer.find(people.mediator, other.public_id).merged_into_id == survivor.id
    assert employer_list.count(people.mediator, EmployerFilter(), now_clock.today()) == 1
    assert employer.find(people.mediator, survivor.public_id).credit_code == CODE
    with pytest.raises(NotFound):
        verbs.correct(people.mediator, other.public_id, an_entry(SECOND))


def test_a_merge_taken_back_restores_exactly_what_moved(people):
    merge_id, survivor, other, cases = merged(
        people, EmployerField.NAME, EmployerField.CREDIT_CODE, EmployerField.HEAD_COUNT
    )
    assert known(people, FIRST).name == SECOND
    assert known(people, OTHER_CODE).id == survivor.id
    later = logged(people, SECOND)
    verbs.undo_merge(people.supervisor, merge_id, Undoing("不是同一家"))
    assert [employer_of(each) for each in (*cases, later)] == [survivor.id, other.id, survivor.id]
    back, parted = known(people, FIRST), known(people, SECOND)
    assert (back.id, back.name, back.credit_code) == (survivor.id, FIRST, CODE)
    assert (parted.id, parted.credit_code) == (other.id, OTHER_CODE)
    assert back.head_count_on == date(2026, 2, 1)
    assert known(people, "岫记").id == other.id
    assert employer_names.aliases_of(survivor.id) == ()
    with pytest.raises(RuleBroken, match="undone_already"):
        verbs.undo_merge(people.supervisor, merge_id, Undoing("再次"))
    assert audit.first_broken() is None


def test_a_merge_may_be_made_and_taken_back_again(people):
    merge_id, survivor, other, _cases = merged(people, EmployerField.NAME)
    verbs.undo_merge(people.supervisor, merge_id, Undoing("试一试"))
    merging = EmployerMerging(other.public_id, frozenset(), "还是同一家")
    again = verbs.merge(people.supervisor, survivor.public_id, merging)
    verbs.undo_merge(people.supervisor, again, Undoing("不是"))
    assert known(people, FIRST).id != known(people, SECOND).id


@pytest.mark.parametrize(
    ("build", "code"),
    [
        pytest.param("_rename_case", "employer.cases_moved_on", id="a case names another"),
        pytest.param("_edit_field", "employer.fields_edited", id="a taken value was edited"),
        pytest.param("_drop_names", "employer.names_edited", id="a name was taken away"),
        pytest.param("_merge_on", "employer.merged_again", id="the survivor was merged"),
        pytest.param("_give_code", "employer.code_given_since", id="the code is another's now"),
    ],
)
def test_a_merge_on_which_somebody_has_built_stays(people, build, code):
    merge_id, survivor, _other, cases = merged(people, EmployerField.TELEPHONE)
    BUILT[build](people, survivor, cases[1])
    with pytest.raises(RuleBroken, match=re.escape(code)):
        verbs.undo_merge(people.supervisor, merge_id, Undoing("不是同一家"))


def _rename_case(people, _survivor, case_id):
    [boss] = [p for p in parties.of_case(case.of_public_id(case_id).id) if p.is_employer]
    entry = PartyEntry(boss.public_id, PartyRole.RESPONDENT, True, "另一家厂", reason="更正")
    party.write_party(people.mediator, case_id, entry)


def _edit_field(people, survivor, _case_id):
    names = employer_names.aliases_of(survivor.id)
    changed = an_entry(credit_code=CODE, telephone="020-84640000", aliases=names)
    verbs.correct(people.mediator, survivor.public_id, changed)


def _drop_names(people, survivor, _case_id):
    verbs.correct(people.mediator, survivor.public_id, an_entry(credit_code=CODE))


def _merge_on(people, survivor, _case_id):
    third = verbs.register(people.mediator, an_entry("第三家厂"))
    merging = EmployerMerging(survivor.public_id, frozenset(), "都是同一家")
    verbs.merge(people.supervisor, third, merging)


def _give_code(people, _survivor, _case_id):
    verbs.register(people.mediator, an_entry("第三家厂", credit_code=OTHER_CODE))


BUILT = {
    each.__name__: each for each in (_rename_case, _edit_field, _drop_names, _merge_on, _give_code)
}


def test_the_history_shows_what_is_in_sight_and_counts_it(people):
    mine = logged(people, FIRST, worker_count=3)
    logged(people, FIRST, by=people.neighbour, worker_count=5)
    entry = known(people, FIRST)
    page = employer_history.search(people.mediator, entry.id, None)
    assert [each.public_id for each in page.rows] == [mine]
    figures = employer_history.figures(people.mediator, entry.id)
    assert (figures.cases, figures.open, figures.people) == (1, 1, 3)
    assert figures.years == ((2026, 1, 3),)
    [other] = employer_history.elsewhere(people.mediator, entry.id)
    assert other.count == 1
    assert employer_history.figures(people.supervisor, entry.id).people == 8
    assert employer_history.elsewhere(people.supervisor, entry.id) == ()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (EmployerFilter(), [FIRST, "番禺砚溪皮具厂"]),
        (EmployerFilter(words="砚溪"), ["番禺砚溪皮具厂"]),
        (EmployerFilter(industry=Industry.EDUCATION), ["番禺砚溪皮具厂"]),
        (EmployerFilter(union=UnionState.FOUNDED), []),
        (EmployerFilter(watched=True), []),
    ],
)
def test_the_list_is_narrowed(people, asked, found):
    verbs.register(people.mediator, an_entry())
    verbs.register(people.mediator, an_entry("番禺砚溪皮具厂", industry=Industry.EDUCATION))
    page = employer_list.search(people.mediator, asked, now_clock.today())
    assert sorted(each.facts.name for each in page.rows) == sorted(found)


def test_the_list_turns_its_pages_without_losing_a_row(people):
    for place in range(30):
        verbs.register(people.mediator, an_entry(f"番禺第{place:02d}厂"))
    first = employer_list.search(people.mediator, EmployerFilter(), now_clock.today())
    rest = employer_list.search(
        people.mediator, EmployerFilter(), now_clock.today(), first.next_mark
    )
    names = [each.facts.name for each in (*first.rows, *rest.rows)]
    assert len(set(names)) == len(names) == 30
    assert rest.next_mark is None


def test_another_district_finds_nothing(people):
    public_id = verbs.register(people.mediator, an_entry())
    far = replace(people.supervisor, district_id=0)
    with pytest.raises(NotFound):
        employer.find(far, public_id)
    merge_id = merged_elsewhere(people)
    with pytest.raises(NotFound):
        employer_merge.find(far, merge_id)


def merged_elsewhere(people):
    """Merge two more entries of the district; return the public id of the merge."""
    first = verbs.register(people.mediator, an_entry("甲乙厂"))
    second = verbs.register(people.mediator, an_entry("丙丁厂"))
    return verbs.merge(people.supervisor, first, EmployerMerging(second, frozenset(), "同一家"))


def watched(people):
    """Return the employers on watch today with their reasons, as the list shows them."""
    asked = EmployerFilter(watched=True)
    page = employer_list.search(people.supervisor, asked, now_clock.today())
    return [(each.facts.name, each.watched_for) for each in page.rows]
