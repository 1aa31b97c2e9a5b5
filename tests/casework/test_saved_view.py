"""Saved views: a question under a name, for oneself or for one's body, that shows nobody more."""

import pytest

from mediation.basics import clock as now_clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound
from mediation.casework import saved_view as verbs
from mediation.models import audit, case_list, saved_view
from mediation.rules.case_query import CaseQuery, Condition, Qualifier, Word
from mediation.rules.permissions import Role
from mediation.rules.saved_view import (
    SystemView,
    ViewEntry,
    ViewName,
    ViewScope,
    problems_of,
    query_of,
    shipped_for,
)
from mediation.web.case_list import asked_here
from tests.builders import a_case, a_district

GROUP = ViewEntry("欠薪", ViewScope.GROUP)


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


def names_for(actor):
    """Return the names of the saved views that somebody can open."""
    return [each.name for each in saved_view.in_reach(actor)]


def test_an_own_view_is_ones_own(people):
    view = verbs.keep_view(people.mediator, ViewEntry("张伟的案子", is_pinned=True), "张伟")
    assert names_for(people.mediator) == ["张伟的案子"]
    assert names_for(people.colleague) == []
    assert saved_view.choices_of(people.mediator).pinned == (view,)
    with pytest.raises(NotFound):
        verbs.remove_view(people.colleague, view)


def test_a_shared_view_belongs_to_the_body(people):
    view = verbs.share_view(people.mediator, GROUP, "案由:欠薪")
    assert [names_for(each) for each in (people.colleague, people.neighbour)] == [["欠薪"], []]
    verbs.rename_view(people.colleague, view, ViewName("欠薪案件"))
    assert names_for(people.mediator) == ["欠薪案件"]
    verbs.remove_view(people.colleague, view)
    assert names_for(people.mediator) == []


@pytest.mark.parametrize("who", ["lawyer", "liaison", "court", "auditor", "admin"])
def test_who_shares_nothing_is_refused(people, who):
    with pytest.raises(NotAllowed):
        verbs.share_view(getattr(people, who), GROUP, "案由:欠薪")


def test_one_name_stands_for_one_view(people):
    verbs.keep_view(people.mediator, ViewEntry("在办"), "状态:在办")
    with pytest.raises(Malformed):
        verbs.keep_view(people.mediator, ViewEntry("在办"), "状态:办结")
    verbs.keep_view(people.colleague, ViewEntry("在办"), "状态:在办")


def test_keeping_a_view_is_in_the_trail_without_its_words(people):
    verbs.keep_view(people.mediator, ViewEntry("我的"), "张伟")
    [act] = audit.search(people.auditor, None, "saved_view").rows
    assert (act.action, act.subject_kind) == ("keep_view", "saved_view")
    assert "张伟" not in str(act.changes)


def test_a_list_begins_with_the_view_that_was_put_first(people):
    verbs.begin_with_view(people.mediator, SystemView.MINE.value)
    assert saved_view.choices_of(people.mediator).first == "mine"
    verbs.begin_with_view(people.mediator, "")
    assert saved_view.choices_of(people.mediator).first == ""
    with pytest.raises(NotFound):
        verbs.begin_with_view(people.mediator, "aaaaaaaaaaaa")


def test_a_forgotten_view_is_chosen_by_nobody(people):
    view = verbs.share_view(people.mediator, GROUP, "案由:欠薪")
    verbs.pin_view(people.colleague, view, is_pinned=True)
    verbs.remove_view(people.mediator, view)
    assert saved_view.choices_of(people.colleague).pinned == ()


def test_a_shared_view_finds_what_its_reader_may_see(people):
    matter = a_case(people)
    view = verbs.share_view(people.supervisor, ViewEntry("单位", ViewScope.GROUP), "案由:欠薪")
    found = {
        who: case_list.count(
            actor := getattr(people, who),
            asked_here(actor, {"view": view}).wanted,
            now_clock.today(),
        )
        for who in ("supervisor", "neighbour", "auditor")
    }
    assert matter.case_number
    assert found == {"supervisor": 1, "neighbour": 0, "auditor": 1}


@pytest.mark.parametrize(
    ("query", "scope", "numbers", "codes"),
    [
        pytest.param(CaseQuery(words=(Word("张伟"),)), "own", False, [], id="words for oneself"),
        pytest.param(
            CaseQuery(words=(Word("张伟"),)),
            "group",
            False,
            ["group_has_words"],
            id="words for all",
        ),
        pytest.param(
            CaseQuery((Condition(Qualifier.SOUND, ("张伟",)),)),
            "group",
            False,
            ["group_has_words"],
            id="a name by ear",
        ),
        pytest.param(query_of(SystemView.MINE), "group", False, [], id="conditions for all"),
        pytest.param(query_of(SystemView.MINE), "own", True, ["has_numbers"], id="a number"),
        pytest.param(CaseQuery(), "own", False, ["asks_nothing"], id="nothing asked"),
    ],
)
def test_what_a_view_may_hold(query, scope, numbers, codes):
    entry = ViewEntry("x", ViewScope(scope))
    found = [problem.code for _, problem in problems_of(entry, query, has_numbers=numbers)]
    assert found == [f"saved_view.{each}" for each in codes]


def test_each_role_gets_the_views_of_its_work():
    assert SystemView.MINE in shipped_for(frozenset({Role.MEDIATOR}))
    assert SystemView.MINE not in shipped_for(frozenset({Role.SUPERVISOR}))
    assert shipped_for(frozenset({Role.LIAISON})) == (SystemView.ALL, SystemView.CLOSED)
    assert shipped_for(frozenset({Role.ADMIN})) == ()
