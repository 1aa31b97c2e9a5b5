"""Promised calls: made on the telephone or later, waiting for whoever handles the case by then."""

from datetime import datetime, timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound, RuleBroken
from mediation.basics.paging import PAGE_ROWS
from mediation.casework import follow_up as verbs
from mediation.casework import handling, intake, joining
from mediation.models import audit, case, follow_up
from mediation.models.follow_up import FollowUpTally
from mediation.rules.follow_up import FollowUpEntry
from mediation.rules.handling import Assignment
from mediation.rules.intake import NextAct
from mediation.rules.workflow_terms import Stage
from tests.builders import a_case, a_district, a_wage_dispute
from tests.merging_pairs import merged

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people():
    """The people of a district that was just founded."""
    return a_district()


def in_hours(hours: float) -> datetime:
    """Return the moment some hours from now."""
    return real_clock.now() + timedelta(hours=hours)


def logged(acting, **changes):
    """Log a matter whose caller is to be called back, and return its case."""
    asked = a_wage_dispute(next_act=NextAct.CALL_BACK, **changes)
    return case.of_public_id(intake.log_intake(acting, asked))


def waiting(acting):
    """Return the numbers of the cases that wait for somebody's call."""
    return [each.case_number for each in follow_up.waiting_for(acting).rows]


def test_a_caller_is_called_back_in_two_hours_unless_an_hour_is_agreed(people):
    usual, agreed = logged(people.mediator), logged(people.mediator, call_back_at=in_hours(5))
    [first], [second] = follow_up.open_of_case(usual.id), follow_up.open_of_case(agreed.id)
    assert (first.due_at, second.due_at) == (in_hours(2), in_hours(5))
    assert usual.stage is Stage.LOGGED


def test_an_hour_that_is_over_is_refused_and_nothing_is_logged(people):
    with pytest.raises(Malformed) as refused:
        logged(people.mediator, call_back_at=in_hours(-1))
    assert set(refused.value.problems) == {"call_back_at"}
    assert waiting(people.mediator) == []


def test_who_joins_a_case_is_called_back_as_well(people):
    matter = a_case(people)
    other = {"applicant": "李四", "mobile": "19900002222", "id_number": ""}
    asked = a_wage_dispute(next_act=NextAct.CALL_BACK, **other)
    joining.join(people.mediator, matter.public_id, asked)
    assert len(follow_up.open_of_case(matter.id)) == 1


def test_a_call_waits_for_whoever_handles_the_case_by_then(people):
    matter = logged(people.mediator)
    assert (waiting(people.mediator), waiting(people.colleague)) == ([matter.case_number], [])
    given = Assignment(people.colleague.public_id, "", "请跟进")
    handling.assign(people.supervisor, matter.public_id, given)
    assert (waiting(people.mediator), waiting(people.colleague)) == ([], [matter.case_number])


def test_without_a_handler_it_waits_for_whoever_promised(people):
    matter = logged(people.supervisor)
    assert matter.handler_id is None
    assert (waiting(people.supervisor), waiting(people.mediator)) == ([matter.case_number], [])


def test_the_earliest_comes_first_and_what_is_over_is_counted(people, clock):
    late = logged(people.mediator, call_back_at=in_hours(3))
    soon = logged(people.mediator, call_back_at=in_hours(1))
    assert waiting(people.mediator) == [soon.case_number, late.case_number]
    clock.forward(hours=2)
    assert follow_up.tally(people.mediator, real_clock.now()) == FollowUpTally(2, 1)


def test_a_long_list_goes_on_where_the_page_ended(people):
    matter = a_case(people)
    for minutes in (*range(1, PAGE_ROWS + 1), PAGE_ROWS):
        entry = FollowUpEntry(in_hours(minutes / 60))
        verbs.call_back(people.mediator, matter.public_id, entry)
    first = follow_up.waiting_for(people.mediator)
    rest = follow_up.waiting_for(people.mediator, first.next_mark)
    seen = [each.public_id for each in (*first.rows, *rest.rows)]
    assert (len(first.rows), len(rest.rows), rest.next_mark) == (PAGE_ROWS, 1, None)
    assert len(set(seen)) == PAGE_ROWS + 1


def test_a_call_that_was_made_waits_no_more_and_is_made_once(people):
    matter = logged(people.mediator)
    [promised] = follow_up.open_of_case(matter.id)
    verbs.finish_follow_up(people.mediator, matter.public_id, promised.public_id)
    assert follow_up.open_of_case(matter.id) == ()
    [made] = follow_up.of_case(matter.id)
    assert (made.done_at, made.done_by) == (real_clock.now(), people.mediator.name)
    with pytest.raises(RuleBroken):
        verbs.finish_follow_up(people.mediator, matter.public_id, promised.public_id)


def test_a_call_is_promised_and_made_by_those_who_work_on_the_case(people):
    matter = a_case(people)
    for acting in (people.mediator, people.colleague, people.supervisor):
        verbs.call_back(acting, matter.public_id, FollowUpEntry(in_hours(1), "告知结果"))
    promised = follow_up.open_of_case(matter.id)
    for acting in (people.auditor, people.liaison):
        with pytest.raises(NotAllowed):
            verbs.call_back(acting, matter.public_id, FollowUpEntry(in_hours(1)))
        with pytest.raises(NotAllowed):
            verbs.finish_follow_up(acting, matter.public_id, promised[0].public_id)
    with pytest.raises(NotFound):
        verbs.call_back(people.neighbour, matter.public_id, FollowUpEntry(in_hours(1)))
    assert len(follow_up.open_of_case(matter.id)) == 3


def test_a_call_of_another_case_is_not_found(people):
    matter, other = logged(people.mediator), a_case(people)
    [promised] = follow_up.open_of_case(matter.id)
    with pytest.raises(NotFound):
        verbs.finish_follow_up(people.mediator, other.public_id, promised.public_id)


def test_the_trail_tells_of_the_call_and_not_what_it_is_about(people):
    matter = a_case(people)
    entry = FollowUpEntry(in_hours(1), "王平的底线")
    verbs.call_back(people.mediator, matter.public_id, entry)
    told = str(audit.changes_since(matter.id, 0))
    assert "follow_ups" in told
    assert "王平的底线" not in told


def test_a_promise_goes_where_the_case_goes(people):
    kept, other = a_case(people), logged(people.mediator)
    merged(people, kept, other)
    assert len(follow_up.open_of_case(kept.id)) == 1
    assert follow_up.open_of_case(other.id) == ()
