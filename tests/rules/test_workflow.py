"""The procedure as a whole: no state is a trap, and every row is permitted, worded and cited.

The tests walk the graph that the rows make, so a new row is examined without a new test.
"""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.basics.errors import RuleBroken
from mediation.rules.citations import ARTICLES
from mediation.rules.clock_table import AGREED_DATE, CLOCKS, SET_DATES, clock
from mediation.rules.clock_terms import Event
from mediation.rules.facts import CaseStandsAt
from mediation.rules.permissions import MATRIX, Role
from mediation.rules.workflow import is_open, may_take, offers, row_of, states_of
from mediation.rules.workflow_table import PRACTICE, STEPS
from mediation.rules.workflow_terms import Stage, State, Step, StepRow, Track
from mediation.wording import case as words
from mediation.wording.sentences import errors, label

TRACKS = list(Track)
ROWS = [pytest.param(row, id=row.step.value) for row in STEPS]
ENDS: dict[Track, set[Stage | State]] = {
    Track.CASE: {Stage.CLOSED, Stage.CONSULTED},
    Track.TRIPARTITE: {State.DECLINED, State.FAILED, State.WITHDRAWN, State.CONCLUDED},
}
GOOD = CaseStandsAt(handler_assigned=True, applicants=1, respondent_known=True, agreement_terms=1)
RULES = {row.id for row in CLOCKS} | set(SET_DATES)

# What a step is to the clocks: `Clock.stops` speaks of events, the rows of steps.
MEANS = {
    Step.ACCEPT: {Event.ACCEPTED, Event.PETITIONER_TOLD},
    Step.DECLINE: {Event.DECLINED, Event.PETITIONER_TOLD},
    Step.FAIL: {Event.MEDIATION_ENDED},
    Step.WITHDRAW: {Event.MEDIATION_ENDED},
    Step.COMPLETE_SIGNING: {Event.AGREEMENT_SIGNED},
    Step.ANSWER_PETITION: {Event.PETITIONER_TOLD},
    Step.OBJECT: {Event.OBJECTED},
    Step.ACCEPT_PETITION: {Event.PETITION_ACCEPTED},
    Step.ISSUE_OPINION: {Event.OPINION_ISSUED},
    Step.RECORD_REVIEW: {Event.REVIEW_ASKED},
    Step.CONCLUDE: {Event.PERFORMED},
}
# The matter itself is over, whatever ran in it.
ENDS_EVERYTHING = {Step.CLOSE_CASE, Step.CONCLUDE, Step.GIVE_UP_PERFORMANCE}
# What a step would stop too, had another not stopped it before.
STOPPED_BEFORE = {Step.FAIL: {"M3"}}

facts_of_any_kind = st.builds(
    CaseStandsAt,
    **{
        each.name: st.booleans() if isinstance(each.default, bool) else st.integers(0, 20_000)
        for each in fields(CaseStandsAt)
    },
)


def ways_from(track, state):
    """Return the states to which the rows of a track lead from one."""
    return {
        row.target for row in STEPS if row.track is track and state in row.sources and row.target
    }


def reached_from(track, *begun):
    """Return every state to which some path leads."""
    reached, ahead = set(), list(begun)
    while ahead:
        state = ahead.pop()
        if state not in reached:
            reached.add(state)
            ahead.extend(ways_from(track, state))
    return reached


def beginnings(track):
    return {row.target for row in STEPS if row.track is track and row.begins}


def test_every_step_has_exactly_one_row():
    assert sorted(row.step for row in STEPS) == sorted(Step)


@pytest.mark.parametrize("track", TRACKS, ids=str)
def test_every_state_is_reached(track):
    assert reached_from(track, *beginnings(track)) == set(states_of(track))


@pytest.mark.parametrize("track", TRACKS, ids=str)
def test_no_state_is_a_trap(track):
    for state in states_of(track):
        assert reached_from(track, state) & ENDS[track], state


@pytest.mark.parametrize("step", [Step.FAIL, Step.WITHDRAW], ids=str)
def test_a_text_that_one_side_signed_and_the_other_will_not_is_no_trap(step):
    half_signed = replace(GOOD, signatures_given=1, signatures_missing=1)
    assert may_take(step, State.FINALISED, half_signed).step is step


@pytest.mark.parametrize("track", TRACKS, ids=str)
def test_every_end_can_be_opened_again(track):
    for end in ENDS[track]:
        assert ways_from(track, end) - ENDS[track], end


@pytest.mark.parametrize("track", TRACKS, ids=str)
def test_from_every_end_each_other_end_can_still_come(track):
    for end in ENDS[track] - {Stage.CONSULTED, State.CONCLUDED}:
        assert ENDS[track] - {Stage.CONSULTED} <= reached_from(track, end)


def test_the_ends_of_a_proceeding_are_those_that_count_as_closed():
    assert {state for state in State if not is_open(state)} == ENDS[Track.TRIPARTITE]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_stays_on_its_track(row):
    known = set(states_of(row.track))
    assert set(row.sources) <= known
    assert row.target is None or row.target in known
    assert row.begins == (not row.sources)
    assert not row.begins or row.target is not None


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_permitted_to_somebody_who_handles_cases(row):
    assert MATRIX[row.action]
    people = {Role.MEDIATOR, Role.SUPERVISOR, Role.LAWYER, Role.LIAISON, Role.COURT_CLERK}
    assert set(MATRIX[row.action]) & people


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_its_words(row):
    assert label(row.step)
    assert row.step in words.LABELS[Step]
    for paper in row.papers:
        assert label(paper)
    for guard in row.guards:
        assert errors()[guard.code]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_cites_entered_articles_or_says_that_it_is_practice(row):
    assert row.cites
    entered = {each.key for each in ARTICLES}
    assert set(row.cites) <= entered | {PRACTICE}
    assert PRACTICE not in row.cites or len(row.cites) == 1


@pytest.mark.parametrize("row", ROWS)
def test_a_row_starts_and_stops_time_limits_that_exist(row):
    assert set(row.starts) | set(row.stops) <= RULES
    assert not set(row.starts) & set(row.stops)


@pytest.mark.parametrize("step", MEANS, ids=str)
def test_a_step_stops_what_the_rows_of_the_clocks_say_it_stops(step):
    """The two tables tell the same story, each in its own words."""
    told = {row.id for row in CLOCKS if MEANS[step] & set(row.stops)}
    stopped = set(row_of(step).stops) - {"L1", "L2", AGREED_DATE}
    assert told - STOPPED_BEFORE.get(step, set()) == stopped


def test_every_time_limit_that_a_step_starts_can_be_stopped_by_another():
    started = {rule for row in STEPS for rule in row.starts}
    stopped = {rule for row in STEPS for rule in row.stops}
    assert started <= stopped


def test_the_steps_that_stop_limitation_end_the_matter():
    stopping = {row.step for row in STEPS if {"L1", "L2"} & set(row.stops)}
    assert stopping == ENDS_EVERYTHING


def test_what_a_row_interrupts_is_named_as_an_interruption_by_the_clock():
    events = {row.interrupts_limitation for row in STEPS} - {None}
    assert events <= set(clock("L1").restarts) & set(clock("L2").restarts)


@given(step=st.sampled_from(list(Step)), facts=facts_of_any_kind)
def test_a_guard_answers_yes_or_no_to_any_facts(step, facts):
    for guard in row_of(step).guards:
        assert guard.holds(facts) in {True, False}


@given(
    step=st.sampled_from(list(Step)),
    state=st.sampled_from([None, *Stage, *State]),
    facts=facts_of_any_kind,
)
def test_taking_a_step_leads_to_a_known_state_or_is_refused(step, state, facts):
    row = row_of(step)
    if is_taken(row, state, facts):
        assert row.begins if state is None else state in row.sources
        assert (row.target or state) in set(states_of(row.track))
        assert all(guard.holds(facts) for guard in row.guards)


@given(step=st.sampled_from(list(Step)), facts=facts_of_any_kind)
def test_no_step_is_taken_from_a_state_of_another_track(step, facts):
    row = row_of(step)
    for state in set(Stage) | set(State):
        if state not in row.sources:
            with pytest.raises(RuleBroken, match=r"step\.not_from_here"):
                may_take(step, state, facts)


@given(track=st.sampled_from(TRACKS), place=st.integers(0, 20), facts=facts_of_any_kind)
def test_a_page_offers_exactly_the_steps_of_the_state(track, place, facts):
    state = states_of(track)[place % len(states_of(track))]
    shown = offers(track, state, facts, lambda _: True)
    rows = [row for row in STEPS if row.track is track and state in row.sources and row.offered]
    assert [offer.step for offer in shown] == [row.step for row in rows]
    for offer in shown:
        assert offer.is_possible == is_taken(row_of(offer.step), state, facts)


def is_taken(row: StepRow, state: Stage | State | None, facts: CaseStandsAt) -> bool:
    try:
        may_take(row.step, state, facts)
    except RuleBroken:
        return False
    return True


def test_a_step_that_somebody_may_not_take_is_shown_with_that_reason_alone():
    shown = offers(Track.TRIPARTITE, State.APPLIED, CaseStandsAt(), lambda _: False)
    assert {offer.reasons for offer in shown} == {("permission.not_allowed",)}


@pytest.mark.parametrize(
    ("step", "state", "spoilt", "code"),
    [
        (Step.ACCEPT, State.APPLIED, {"handler_assigned": False}, "handler_missing"),
        (Step.ACCEPT, State.APPLIED, {"applicants": 0}, "applicant_missing"),
        (Step.ACCEPT, State.APPLIED, {"respondent_known": False}, "respondent_missing"),
        (Step.TRIAGE, Stage.LOGGED, {"applicants": 0}, "applicant_missing"),
        (Step.FINALISE, State.DRAFTED, {"agreement_terms": 0}, "terms_missing"),
        (Step.FINALISE, State.DRAFTED, {"agreement_total_differs": True}, "total_differs"),
        (Step.FINALISE, State.DRAFTED, {"unsplit_claims": 1}, "claims_not_split"),
        (Step.FINALISE, State.DRAFTED, {"parties_without_identity": 2}, "identity_missing"),
        (Step.REDRAFT, State.FINALISED, {"signatures_given": 1}, "already_signed"),
        (Step.COMPLETE_SIGNING, State.FINALISED, {"signatures_missing": 1}, "signatures_missing"),
        (Step.FAIL, State.ACCEPTED, {"meetings_ahead": 1}, "meeting_ahead"),
        (Step.WITHDRAW, State.ACCEPTED, {"meetings_ahead": 1}, "meeting_ahead"),
        (Step.CONCLUDE, State.EFFECTIVE, {"obligations_open": 1}, "obligations_open"),
        (Step.CLOSE_CASE, Stage.IN_PROGRESS, {"proceedings_open": 1}, "proceeding_open"),
        (Step.CLOSE_CASE, Stage.LOGGED, {"handler_assigned": False}, "handler_missing"),
        (Step.REOPEN, State.FAILED, {"case_is_open": False}, "case_closed"),
        (Step.REOPEN_PERFORMANCE, State.CONCLUDED, {"case_is_open": False}, "case_closed"),
    ],
    ids=lambda each: getattr(each, "value", each if isinstance(each, str) else "x"),
)
def test_one_missing_fact_is_named_as_the_reason(step, state, spoilt, code):
    assert may_take(step, state, GOOD).step is step
    with pytest.raises(RuleBroken) as refused:
        may_take(step, state, replace(GOOD, **spoilt))
    assert refused.value.code == f"step.{code}"


@pytest.mark.parametrize("step", [Step.HOLD_MEETING, Step.CANCEL_MEETING], ids=str)
def test_only_a_meeting_that_was_called_is_held_or_cancelled(step):
    with pytest.raises(RuleBroken, match=r"step\.no_meeting_ahead"):
        may_take(step, State.ACCEPTED, GOOD)
    assert may_take(step, State.ACCEPTED, replace(GOOD, meetings_ahead=1)).target is None
