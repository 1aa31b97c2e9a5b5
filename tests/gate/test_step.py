"""Steps: the gate writes a state only as a row of the procedure says, and keeps the history."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mediation.basics import clock as real_clock
from mediation.basics.errors import NotFound, RuleBroken
from mediation.casework import intake, tripartite
from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import case, case_facts, deadline, proceeding, visibility
from mediation.models.db import session
from mediation.rules.intake import NextAct
from mediation.rules.permissions import Action
from mediation.rules.tripartite import Acceptance, Dated
from mediation.rules.workflow import row_of
from mediation.rules.workflow_terms import State, Step
from tests.builders import People, a_case, a_district, a_wage_dispute, acceptance, ending

IMPOSSIBLE = (
    "UPDATE cases SET stage = 'lost'",
    "UPDATE cases SET progress = 'somewhere'",
    "UPDATE cases SET stage = 'closed'",
    "UPDATE cases SET worker_count = 0",
    "UPDATE proceedings SET state = 'lost'",
    "UPDATE proceedings SET state = 'accepted'",
    "UPDATE proceedings SET track = 'elsewhere'",
    "UPDATE deadlines SET ended_as = 'met'",
    "UPDATE parties SET role = 'witness'",
)


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


@command(Action.ADD_NOTE, on=visibility.standing_on_case)
def take_blindly(work: Work, case_id: str, taken: Step) -> None:
    """Take a step without asking anything first, as a careless verb would."""
    matter = case.of_public_id(case_id)
    step.take(work, taken, matter.id, case_facts.stands_at(matter), work.today)


@pytest.mark.parametrize("state", State, ids=str)
def test_the_history_of_a_case_is_a_walk_through_the_rows(people, state):
    history = proceeding.history(a_case(people, at=state).id)
    assert history[-1].step is Step.LOG
    for taken in history:
        row = row_of(taken.step)
        assert taken.came_from in (row.sources or ("",))
        assert taken.came_to == (row.target or taken.came_from)


def test_a_step_is_written_with_who_when_from_which_day_and_why(people, clock):
    matter = a_case(people)
    clock.set("2026-03-04T10:00")
    tripartite.decline(people.mediator, matter.public_id, ending("party_refuses"))
    taken = proceeding.history(matter.id)[0]
    assert (taken.step, taken.came_from, taken.came_to) == (Step.DECLINE, "applied", "declined")
    assert (taken.actor_name, taken.note) == (people.mediator.name, "双方分歧较大")
    assert (taken.counts_on, taken.at) == (real_clock.today(), real_clock.now())


def test_a_step_entered_late_counts_from_its_own_day(people, clock):
    matter = a_case(people)
    clock.set("2026-03-04T10:00")
    monday = matter.received_on
    accepted = Acceptance(monday, monday, monday)
    tripartite.accept(people.mediator, matter.public_id, accepted)
    assert proceeding.history(matter.id)[0].counts_on == matter.received_on
    assert deadline.find_running(matter.id, "M4").started_on == matter.received_on


@pytest.mark.parametrize(
    "taken", [Step.SEAL, Step.FINALISE, Step.CONCLUDE, Step.REOPEN, Step.REOPEN_CASE], ids=str
)
def test_a_step_that_does_not_lead_from_here_writes_nothing(people, taken):
    matter = a_case(people)
    with pytest.raises(RuleBroken, match=r"step\.not_from_here"):
        take_blindly(people.mediator, matter.public_id, taken)
    assert case.of_id(matter.id) == matter


def test_a_guard_stops_a_verb_that_forgot_to_ask(people):
    matter = a_case(people, at=State.FAILED)
    with pytest.raises(RuleBroken, match=r"step\.not_from_here"):
        take_blindly(people.mediator, matter.public_id, Step.ACCEPT)
    open_one = a_case(people, at=State.ACCEPTED)
    with pytest.raises(RuleBroken, match=r"step\.proceeding_open"):
        take_blindly(people.mediator, open_one.public_id, Step.CLOSE_CASE)


def test_a_case_that_was_never_sent_anywhere_has_no_proceeding_to_move(people):
    form = a_wage_dispute(next_act=NextAct.LATER)
    case_id = intake.log_intake(people.mediator, form)
    with pytest.raises(NotFound, match=r"proceeding\.not_found"):
        take_blindly(people.mediator, case_id, Step.ACCEPT)


def test_a_step_taken_twice_is_refused_the_second_time(people):
    matter = a_case(people)
    tripartite.accept(people.mediator, matter.public_id, acceptance())
    once = case.of_id(matter.id)
    with pytest.raises(RuleBroken, match=r"step\.not_from_here"):
        tripartite.accept(people.mediator, matter.public_id, acceptance())
    assert case.of_id(matter.id) == once


def test_a_clock_that_starts_again_replaces_the_one_that_ran(people, clock):
    matter = a_case(people, at=State.WITHDRAWN)
    clock.forward(days=1)
    again = Dated(real_clock.today(), "双方同意再谈")
    tripartite.reopen(people.supervisor, matter.public_id, again)
    periods = [each for each in deadline.of_case(matter.id) if each.rule == "M3"]
    assert [each.ended_as is None for each in periods] == [True, False]
    assert periods[0].started_on == periods[1].started_on + timedelta(days=1)


def test_the_database_itself_refuses_what_no_step_could_write(engine_url, people):
    a_case(people)
    for broken in IMPOSSIBLE:
        with pytest.raises(IntegrityError):
            session().execute(text(broken))
        session().rollback()
