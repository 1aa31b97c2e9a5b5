"""What comes next on a case, as a mediator would do it, and what stands in the way."""

from dataclasses import replace

import pytest

from mediation.rules.case_list import Status, expected_step, status_of
from mediation.rules.facts import CaseStandsAt
from mediation.rules.next_steps import CaseCourse, plan, who_may
from mediation.rules.permissions import Action, Role
from mediation.rules.workflow_terms import Stage, State, Step

READY = CaseStandsAt(handler_assigned=True, applicants=1, respondent_known=True)


def course_of(state, facts=READY, stage=Stage.IN_PROGRESS, *, begun=False):
    """Return where a case stands."""
    return CaseCourse(stage, state, facts, meeting_begun=begun)


def first_step(course):
    """Return the step that the biggest button offers to somebody who may do everything."""
    return plan(course, lambda _action: True).course[0].step


def changed(**facts):
    """Return the facts of a ready case with some of them changed."""
    kept = {name: getattr(READY, name) for name in CaseStandsAt.__slots__}
    return CaseStandsAt(**kept | facts)


@pytest.mark.parametrize(
    ("course", "step"),
    [
        pytest.param(course_of(None, stage=Stage.LOGGED), Step.TRIAGE, id="logged"),
        pytest.param(course_of(State.APPLIED), Step.ACCEPT, id="applied"),
        pytest.param(course_of(State.ACCEPTED), Step.CALL_MEETING, id="before the first meeting"),
        pytest.param(
            course_of(State.ACCEPTED, changed(meetings_held=1)), Step.DRAFT, id="after a meeting"
        ),
        pytest.param(
            course_of(State.ACCEPTED, changed(meetings_ahead=1), begun=True),
            Step.HOLD_MEETING,
            id="the meeting has begun",
        ),
        pytest.param(
            course_of(State.DRAFTED, changed(agreement_terms=1)), Step.FINALISE, id="drafted"
        ),
        pytest.param(course_of(State.FINALISED), Step.SIGN, id="final"),
        pytest.param(course_of(State.SIGNED), Step.SEAL, id="signed"),
        pytest.param(
            course_of(State.EFFECTIVE, stage=Stage.PERFORMANCE),
            Step.RECORD_PERFORMANCE,
            id="effective",
        ),
        pytest.param(course_of(State.FAILED), Step.CLOSE_CASE, id="failed"),
    ],
)
def test_the_course_leads_from_intake_to_the_end(course, step):
    assert first_step(course) is step


def test_the_way_out_is_never_the_first_button():
    for state in State:
        ways = plan(course_of(state), lambda _action: True)
        assert not {each.step for each in ways.course} & {Step.FAIL, Step.WITHDRAW, Step.DECLINE}


def test_an_agreement_in_performance_can_be_closed_with_what_is_left():
    facts = changed(proceedings_open=1, obligations_open=2)
    steps = plan(course_of(State.EFFECTIVE, facts, Stage.PERFORMANCE), lambda _action: True)
    assert [each.step for each in steps.course] == [Step.RECORD_PERFORMANCE, Step.CLOSE_CASE]


def test_a_mediation_under_way_cannot_be_closed_around():
    facts = changed(proceedings_open=1)
    steps = plan(course_of(State.ACCEPTED, facts), lambda _action: True)
    closing = next(each for each in steps.impossible if each.step is Step.CLOSE_CASE)
    assert closing.reasons == ("step.proceeding_open",)


def test_what_blocks_the_next_step_is_named():
    blocked = plan(
        course_of(State.APPLIED, CaseStandsAt(applicants=1)), lambda _action: True
    ).blocked
    assert blocked is not None
    assert (blocked.step, blocked.reasons) == (
        Step.ACCEPT,
        ("step.handler_missing", "step.respondent_missing"),
    )


def test_an_answered_consultation_waits_for_nothing():
    course = course_of(None, changed(applicants=0, respondent_known=False), Stage.CONSULTED)
    steps = plan(course, lambda _action: True)
    assert steps.blocked is None
    assert Step.TURN_INTO_CASE in [each.step for each in steps.beside]


def test_a_missing_permission_is_nothing_to_mend():
    steps = plan(course_of(State.SIGNED), lambda action: action is not Action.SEAL)
    assert steps.blocked is None
    assert [each.reasons for each in steps.impossible if each.step is Step.SEAL] == [
        ("permission.not_allowed",)
    ]


def test_minutes_wait_until_the_meeting_has_begun():
    steps = plan(course_of(State.ACCEPTED, changed(meetings_ahead=1)), lambda _action: True)
    waiting = next(each for each in steps.impossible if each.step is Step.HOLD_MEETING)
    assert waiting.reasons == ("step.meeting_not_begun",)


def test_an_answer_is_offered_only_while_it_is_owed():
    course = course_of(State.APPLIED, replace(READY, answer_owed=True))
    offered = {each.step for each in plan(course, lambda _action: True).beside}
    silent = {each.step for each in plan(course_of(State.APPLIED), lambda _action: True).beside}
    assert (Step.ANSWER_PETITION in offered, Step.ANSWER_PETITION in silent) == (True, False)


def test_what_was_sent_back_with_an_objection_is_closed_and_not_sent_on():
    # Closing stood below sending on to mediation, which the office had just refused.
    course = course_of(None, changed(objected=True), Stage.LOGGED)
    steps = [each.step for each in plan(course, lambda _action: True).course]
    assert steps == [Step.CLOSE_CASE, Step.TRIAGE]


def test_an_objection_changes_nothing_once_mediation_runs():
    assert first_step(course_of(State.APPLIED, changed(objected=True))) is Step.ACCEPT


def test_those_nearest_to_the_case_are_named_first():
    assert who_may(Action.ACCEPT) == (Role.MEDIATOR, Role.SUPERVISOR)
    assert who_may(Action.SEAL) == (Role.SUPERVISOR,)


@pytest.mark.parametrize(
    ("stage", "progress", "status"),
    [
        pytest.param(Stage.LOGGED, None, Status.LOGGED, id="logged"),
        pytest.param(Stage.CONSULTED, None, Status.CONSULTED, id="a question"),
        pytest.param(
            Stage.IN_PROGRESS, State.ACCEPTED, Status.ACCEPTED, id="the proceeding speaks"
        ),
        pytest.param(Stage.CLOSED, State.CONCLUDED, Status.CLOSED, id="closed is closed"),
    ],
)
def test_one_word_says_where_a_case_stands(stage, progress, status):
    assert status_of(stage, progress) is status


@pytest.mark.parametrize(
    ("status", "facts", "step"),
    [
        pytest.param(Status.ACCEPTED, {}, Step.CALL_MEETING, id="no meeting yet"),
        pytest.param(
            Status.ACCEPTED, {"meeting_ahead": True}, Step.HOLD_MEETING, id="a meeting is called"
        ),
        pytest.param(
            Status.WITHDRAWN, {"answer_owed": True}, Step.ANSWER_PETITION, id="an answer is owed"
        ),
        pytest.param(
            Status.APPLIED, {"answer_owed": True}, Step.ACCEPT, id="accepting answers as well"
        ),
        pytest.param(Status.CLOSED, {}, None, id="nothing waits in a closed case"),
    ],
)
def test_a_list_says_what_a_case_most_likely_waits_for(status, facts, step):
    known = {"answer_owed": False, "meeting_ahead": False} | facts
    assert expected_step(status, **known) is step
