"""The course of a mediation: which state, which clocks, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation.basics import clock
from mediation.basics.errors import Conflict, Malformed, NotAllowed, NotFound, RuleBroken
from mediation.casework import handling, intake, meeting, tripartite
from mediation.models import case, deadline, proceeding
from mediation.models.meeting import of_case as meetings_of
from mediation.rules.intake import Employment, NextAct
from mediation.rules.meeting import MeetingResult, MinutesOfMeeting
from mediation.rules.tripartite import Closing, Dated, Extended, Outcome
from mediation.rules.workflow_terms import Stage, State
from tests.builders import (
    People,
    a_case,
    a_district,
    a_meeting_call,
    a_wage_dispute,
    acceptance,
    ending,
    running_rules,
)

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


@pytest.mark.parametrize("state", list(State), ids=lambda state: state.value)
def test_a_case_can_be_led_to_every_state(people, state):
    assert a_case(people, at=state).progress is state


def test_an_intake_that_asks_for_mediation_starts_the_clocks_of_the_application(people):
    matter = a_case(people)
    assert matter.stage is Stage.IN_PROGRESS
    assert running_rules(matter) == ["L1", "M3", "M5", "X1"]


def test_acceptance_ends_the_clock_of_three_days_and_starts_that_of_fifteen(people):
    matter = a_case(people, at=State.ACCEPTED)
    assert running_rules(matter) == ["L1", "M4", "M5"]
    assert deadline.find_running(matter.id, "M4").due_on == date(2026, 3, 17)


def test_wages_owed_while_the_relation_lasts_have_no_limitation(people):
    matter = a_case(people, employment=Employment.LASTS, knew_on=None)
    assert "L1" not in running_rules(matter)
    assert matter.limitation_rule is None


def test_wages_owed_after_the_end_run_from_the_end(people):
    ended = clock.today() - timedelta(days=10)
    plan = a_wage_dispute(
        employment=Employment.ENDED, employment_ended_on=ended, next_act=NextAct.LATER
    )
    matter = case.of_public_id(intake.log_intake(people.mediator, plan))
    assert deadline.find_running(matter.id, "L2").raw_due_on == ended.replace(year=ended.year + 1)


def test_the_application_interrupts_limitation_and_the_chain_is_kept(people):
    matter = a_case(people)
    chain = [each for each in deadline.of_case(matter.id) if each.rule == "L1"]
    assert [each.ended_as.value if each.ended_as else "runs" for each in chain] == [
        "runs",
        "interrupted",
    ]


def test_nobody_accepts_before_both_sides_agreed(people):
    matter = a_case(people)
    late = replace(acceptance(), respondent_consented_on=date(2026, 3, 3))
    with pytest.raises(Malformed) as refused:
        tripartite.accept(people.mediator, matter.public_id, late)
    assert "respondent_consented_on" in refused.value.problems


def test_only_the_handler_accepts(people):
    matter = a_case(people)
    with pytest.raises(NotAllowed):
        tripartite.accept(people.colleague, matter.public_id, acceptance())


def test_another_office_does_not_find_the_case(people):
    matter = a_case(people)
    with pytest.raises(NotFound):
        tripartite.accept(people.neighbour, matter.public_id, acceptance())


def test_both_sides_in_writing_lengthen_the_period(people):
    matter = a_case(people, at=State.ACCEPTED)
    to = date(2026, 4, 1)
    longer = Extended(to, clock.today(), clock.today())
    tripartite.extend(people.mediator, matter.public_id, longer)
    assert deadline.find_running(matter.id, "M4").due_on == to
    assert deadline.find_running(matter.id, "M5").due_on == date(2026, 3, 17)


def test_an_extension_that_lengthens_nothing_is_refused(people):
    matter = a_case(people, at=State.ACCEPTED)
    shorter = Extended(date(2026, 3, 10), clock.today(), clock.today())
    with pytest.raises(Malformed):
        tripartite.extend(people.mediator, matter.public_id, shorter)


def test_a_failed_mediation_can_be_closed_only_as_such(people):
    matter = a_case(people, at=State.FAILED)
    with pytest.raises(RuleBroken):
        handling.close(
            people.mediator, matter.public_id, Closing(clock.today(), Outcome.PERFORMED, "")
        )
    handling.close(
        people.mediator, matter.public_id, Closing(clock.today(), Outcome.NOT_SETTLED, "")
    )
    assert case.of_id(matter.id).stage is Stage.CLOSED
    assert running_rules(matter) == []


def test_a_closed_case_is_opened_again_with_its_proceeding(people):
    matter = a_case(people, at=State.CONCLUDED)
    assert matter.stage is Stage.CLOSED
    why = Dated(clock.today(), "对方未按协议办理离职证明")
    handling.reopen_case(people.supervisor, matter.public_id, why)
    tripartite.reopen_performance(people.supervisor, matter.public_id, why)
    again = case.of_id(matter.id)
    assert (again.stage, again.progress) == (Stage.IN_PROGRESS, State.EFFECTIVE)


def test_a_failed_application_is_taken_up_again(people):
    matter = a_case(people, at=State.FAILED)
    why = Dated(clock.today(), "双方重新同意调解")
    tripartite.reopen(people.supervisor, matter.public_id, why)
    assert proceeding.find_leading(matter.id).state is State.APPLIED
    assert "M3" in running_rules(matter)


def test_a_meeting_takes_its_people_and_gives_them_back(people):
    matter = a_case(people, at=State.ACCEPTED)
    other = a_case(people, at=State.ACCEPTED)
    called = meeting.call_meeting(people.mediator, matter.public_id, a_meeting_call(people))
    with pytest.raises(Conflict, match=r"meeting\.taken"):
        meeting.call_meeting(people.mediator, other.public_id, a_meeting_call(people))
    meeting.cancel_meeting(people.mediator, matter.public_id, called, "改期")
    assert meeting.call_meeting(people.mediator, other.public_id, a_meeting_call(people))


def test_minutes_wait_until_the_meeting_has_begun(people, clock):
    matter = a_case(people, at=State.ACCEPTED)
    called = meeting.call_meeting(people.mediator, matter.public_id, a_meeting_call(people))
    minutes = MinutesOfMeeting("双方到场", "双方陈述", "", MeetingResult.AGREED)
    with pytest.raises(RuleBroken, match=r"meeting\.not_yet"):
        meeting.hold_meeting(people.mediator, matter.public_id, called, minutes)
    clock.forward(days=2)
    meeting.hold_meeting(people.mediator, matter.public_id, called, minutes)
    assert meetings_of(matter.id)[0].result == "agreed"


def test_a_meeting_ahead_stands_in_the_way_of_an_ending(people):
    matter = a_case(people, at=State.ACCEPTED)
    meeting.call_meeting(people.mediator, matter.public_id, a_meeting_call(people))
    with pytest.raises(RuleBroken, match=r"step\.meeting_ahead"):
        tripartite.fail(people.mediator, matter.public_id, ending())


@pytest.mark.parametrize(
    ("reason", "chain"),
    [
        pytest.param("party_refuses", ["interrupted", "interrupted", "runs"], id="the other side"),
        pytest.param("out_of_scope", ["interrupted", "runs"], id="the body itself"),
    ],
)
def test_only_the_other_sides_refusal_interrupts_limitation(people, clock, reason, chain):
    matter = a_case(people)
    clock.forward(days=2)
    tripartite.decline(people.mediator, matter.public_id, ending(reason))
    stored = sorted((d.id, d.ended_as) for d in deadline.of_case(matter.id) if d.rule == "L1")
    assert [ended.value if ended else "runs" for _, ended in stored] == chain


def test_nobody_without_a_place_on_the_panel_is_seated(people):
    matter = a_case(people, at=State.ACCEPTED)
    call = a_meeting_call(people)
    stranger = replace(call.seats[1], user_public_id=people.lawyer.public_id)
    with pytest.raises(Malformed):
        meeting.call_meeting(
            people.mediator,
            matter.public_id,
            replace(call, seats=(call.seats[0], stranger, call.seats[2])),
        )
