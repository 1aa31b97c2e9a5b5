"""Deadlines: never overwritten, looked at when their day has come, and one of them is next."""

from datetime import date, timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import NotFound
from mediation.casework import tripartite
from mediation.models import deadline, next_deadline, transaction
from mediation.models.case import CaseFacts
from mediation.models.deadline import Deadline, EndedAs
from mediation.rules.clock_terms import Event
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, acceptance, running_rules

MONDAY = date(2026, 3, 2)


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def matter(people) -> CaseFacts:
    """A case whose application has come in."""
    return a_case(people)


def begin(matter: CaseFacts, rule: str, due: date) -> deadline.DeadlineFacts:
    """Start a time limit with a given last day."""
    with transaction.writing():
        deadline.start(
            Deadline(
                case_id=matter.id,
                rule=rule,
                trigger=Event.RECEIVED.value,
                started_on=MONDAY,
                raw_due_on=due,
                due_on=due,
                calendar_version=1,
                look_on=MONDAY,
            )
        )
        return deadline.find_running(matter.id, rule)


def end(matter: CaseFacts, *rules: str) -> tuple[str, ...]:
    with transaction.writing():
        return deadline.end(matter.id, rules, MONDAY, EndedAs.MET)


def next_of(matter: CaseFacts) -> tuple[str | None, date | None]:
    shown = next_deadline.of_cases([matter.id], real_clock.today()).get(matter.id)
    return (shown.rule, shown.due_on) if shown else (None, None)


def test_the_case_shows_the_last_day_that_comes_first(matter):
    assert next_of(matter) == ("M3", date(2026, 3, 5))
    begin(matter, "X1", date(2026, 3, 4))
    assert next_of(matter) == ("X1", date(2026, 3, 4))
    end(matter, "X1", "M3")
    assert next_of(matter) == ("L1", date(2027, 3, 2))


def test_a_case_without_a_running_deadline_shows_none(matter):
    end(matter, "L1", "M3", "M5", "X1")
    assert next_of(matter) == (None, None)


def test_ending_says_which_of_the_rules_ran(matter):
    assert end(matter, "M3", "M4") == ("M3",)
    assert end(matter, "M3", "M4") == ()


def test_an_ended_deadline_keeps_its_days_and_is_looked_at_no_more(matter):
    end(matter, "M3")
    [ended] = [each for each in deadline.of_case(matter.id) if each.rule == "M3"]
    assert (ended.ended_as, ended.ended_on) == (EndedAs.MET, MONDAY)
    assert (ended.started_on, ended.due_on) == (MONDAY, date(2026, 3, 5))
    with pytest.raises(NotFound, match=r"deadline\.not_running"):
        deadline.find_running(matter.id, "M3")
    assert "M3" not in {each.rule for each in deadline.due_to_look(date(2027, 1, 1))}


def test_running_ones_stand_first_by_their_last_day(matter, people):
    tripartite.accept(people.mediator, matter.public_id, acceptance())
    found = deadline.of_case(matter.id)
    runs = [each.ended_as is None for each in found]
    assert runs == sorted(runs, reverse=True)
    running = [each.due_on for each in found if each.ended_as is None]
    assert running == sorted(running)


def test_an_extension_moves_the_last_day_and_the_case_with_it(matter, people):
    tripartite.accept(people.mediator, matter.public_id, acceptance())
    with transaction.writing():
        period = deadline.find_running(matter.id, "M4")
        deadline.extend(period.id, date(2026, 4, 1), MONDAY)
    assert deadline.find_running(matter.id, "M4").extended_to == date(2026, 4, 1)
    assert next_of(matter) == ("M4", date(2026, 4, 1))


def test_the_watch_looks_only_at_what_has_come(matter):
    later = begin(matter, "X1", date(2026, 9, 1))
    with transaction.writing():
        deadline.look_again(later.id, date(2026, 8, 1))
    seen = {each.id for each in deadline.due_to_look(MONDAY)}
    assert later.id not in seen
    assert later.id in {each.id for each in deadline.due_to_look(date(2026, 8, 1))}


def test_the_handler_is_told_of_their_own_last_days_only(matter, people):
    def rules(person):
        own = deadline.running_of_handler(person.user_id or 0, MONDAY + timedelta(days=3))
        return [each.rule for each in own]

    assert rules(people.mediator) == ["M3"]
    assert rules(people.colleague) == []


@pytest.mark.parametrize(
    ("at", "rules"),
    [
        (State.APPLIED, ["L1", "M3", "M5", "X1"]),
        (State.DECLINED, ["L1"]),
        (State.ACCEPTED, ["L1", "M4", "M5"]),
        (State.DRAFTED, ["L1", "M4", "M5"]),
        (State.FINALISED, ["L1", "M4", "M5"]),
        (State.SIGNED, ["L1"]),
        (State.EFFECTIVE, ["A1", "A3", "A6", "A6", "L1"]),
        (State.CONCLUDED, []),
        (State.FAILED, ["L1"]),
        (State.WITHDRAWN, ["L1", "X1"]),
    ],
    ids=lambda each: each.value if isinstance(each, State) else "",
)
def test_in_each_state_these_time_limits_run(people, at, rules):
    assert running_rules(a_case(people, at=at)) == rules


def test_a_deadline_of_another_case_is_not_found(matter, people):
    other = a_case(people)
    foreign = deadline.of_case(other.id)[0]
    with pytest.raises(NotFound, match=r"deadline\.not_found"):
        deadline.of_public_id(matter.id, foreign.public_id)
    assert deadline.of_public_id(other.id, foreign.public_id) == foreign


def test_the_limitation_that_runs_is_the_newest_of_the_chain(matter):
    newest = deadline.running_limitation(matter.id)
    assert newest is not None
    assert newest.started_on == real_clock.today()
    assert newest.trigger is Event.CLAIM_MADE
