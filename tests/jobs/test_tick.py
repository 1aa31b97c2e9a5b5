"""The tick: what is due and not yet written, and nothing twice."""

from datetime import date

import pytest
from sqlalchemy import update

from mediation.casework import handling, tripartite
from mediation.casework import recipient as recipients
from mediation.casework import warning as warnings
from mediation.jobs.tick import tick
from mediation.models import audit, transaction, warning, watch
from mediation.models.db import session
from mediation.models.deadline import Deadline
from mediation.models.warning import WarningFacts
from mediation.rules.permissions import Actor
from mediation.rules.recipient import RecipientEntry
from mediation.rules.tripartite import Closing, Outcome
from mediation.rules.warnings import Acknowledgement, WarningLevel
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, acceptance
from tests.watching import owed, told, walk

pytestmark = pytest.mark.usefixtures("engine_url", "service")

BLUE, YELLOW, ORANGE, RED = WarningLevel


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def seen_by(actor: Actor) -> tuple[WarningFacts, ...]:
    return warning.search(actor, None, None).rows


def test_a_time_limit_climbs_from_yellow_to_red(people, clock):
    a_case(people)
    levels = []
    for moment in ("2026-03-03T08:30", "2026-03-04T08:30", "2026-03-06T00:01", "2026-03-09T00:01"):
        walk(clock, moment)
        levels.append([(each.rule, each.level) for each in seen_by(people.supervisor)])
    assert levels == [[], [("M3", YELLOW)], [("M3", ORANGE)], [("M3", RED)]]


def test_a_warning_keeps_its_number_while_it_climbs(people, clock):
    a_case(people)
    walk(clock, "2026-03-04T08:30", "2026-03-06T08:30", "2026-03-09T08:30")
    assert [each.number for each in seen_by(people.supervisor)] == ["W20260304-001"]


def test_orange_goes_at_once_to_handler_and_supervisor_and_red_to_the_supervisor(people, clock):
    a_case(people)
    walk(clock, "2026-03-06T00:01")
    assert told() == {"mediator": 1, "supervisor": 1}
    walk(clock, "2026-03-09T00:01")
    assert told() == {"mediator": 1, "supervisor": 2}


def test_a_second_round_writes_nothing_again(people, clock):
    a_case(people)
    walk(clock, "2026-03-06T08:31")
    before = owed()
    walk(clock, "2026-03-06T08:31", "2026-03-06T08:32", "2026-03-06T12:00")
    assert owed() == before


def test_a_clock_that_jumps_a_week_ahead_says_each_thing_once(people, clock):
    a_case(people)
    walk(clock, "2026-03-02T09:01", "2026-03-16T09:00", "2026-03-16T09:01")
    alerts = owed("warning")
    assert len({(each.subject_id, each.period_key, each.to) for each in alerts}) == len(alerts)
    assert [each.period_key for each in owed("digest")] == ["2026-03-16T08:30"] * 2


def test_a_clock_that_jumps_back_says_nothing_again(people, clock):
    a_case(people)
    walk(clock, "2026-03-06T08:31")
    before = owed()
    walk(clock, "2026-03-06T08:00", "2026-03-06T07:00", "2026-03-06T08:40")
    assert owed() == before


def test_the_morning_digest_is_made_up_for_and_takes_the_afternoon_along(people, clock):
    a_case(people)
    walk(clock, "2026-03-04T07:00", "2026-03-04T15:00", "2026-03-04T15:01")
    assert [(each.to, each.period_key) for each in owed("digest")] == [
        ("mediator", "2026-03-04T08:30"),
        ("supervisor", "2026-03-04T08:30"),
    ]


def test_the_afternoon_digest_brings_only_what_has_risen_since(people, clock):
    walk(clock, "2026-03-04T08:30")
    clock.set("2026-03-04T10:00")
    a_case(people)
    walk(clock, "2026-03-04T10:01", "2026-03-04T14:00")
    assert owed("digest") == []
    walk(clock, "2026-03-06T14:00")
    assert told("digest") == {"mediator": 1, "supervisor": 1}


def test_no_digest_comes_on_a_rest_day(people, clock):
    a_case(people)
    walk(clock, "2026-03-07T08:30", "2026-03-08T08:30")
    assert owed("digest") == []
    walk(clock, "2026-03-09T08:30")
    assert told("digest") == {"mediator": 1, "supervisor": 1}


def test_blue_is_for_the_handler_alone(people, clock):
    a_case(people, at=State.ACCEPTED)
    walk(clock, "2026-03-10T08:30")
    assert [each.level for each in seen_by(people.supervisor)] == [BLUE]
    assert told("digest") == {"mediator": 1}


def test_what_is_done_is_no_warning_from_that_moment(people, clock):
    matter = a_case(people)
    walk(clock, "2026-03-06T08:30")
    clock.set("2026-03-06T09:00")
    tripartite.accept(people.mediator, matter.public_id, acceptance())
    assert seen_by(people.supervisor) == ()
    walk(clock, "2026-03-06T09:01")
    assert warning.tally(people.supervisor)[0].open == 0


def test_a_closed_case_wakes_nobody(people, clock):
    matter = a_case(people, at=State.FAILED)
    closing = Closing(date(2026, 3, 2), Outcome.NOT_SETTLED, "")
    handling.close(people.mediator, matter.public_id, closing)
    walk(clock, "2026-03-20T08:30", "2026-04-20T08:30")
    assert owed() == []


def test_an_acknowledgement_is_for_the_level_that_was_seen(people, clock):
    a_case(people)
    walk(clock, "2026-03-06T08:30")
    orange = seen_by(people.supervisor)[0]
    answer = Acknowledgement(orange.occasion, "今天办理")
    warnings.acknowledge(people.supervisor, orange.public_id, answer)
    assert not seen_by(people.supervisor)[0].waits
    walk(clock, "2026-03-09T08:30")
    assert seen_by(people.supervisor)[0].waits


def test_silence_about_red_is_broken_four_times_and_then_ends_without_a_ladder(people, clock):
    a_case(people)
    walk(clock, "2026-03-09T09:00")
    assert told()["supervisor"] == 1
    quarters = [f"2026-03-09T{hour:02d}:{at}" for hour in range(9, 16) for at in (15, 30, 45)]
    walk(clock, *quarters)
    reminders = [each.period_key.partition("#")[2] for each in owed("warning")]
    assert [each for each in reminders if each] == ["r1", "r2", "r3", "r4"]


def test_the_ladder_is_climbed_a_step_an_hour(people, clock):
    for username, step in (("colleague", 1), ("neighbour", 2)):
        person = getattr(people, username).public_id
        recipients.add(people.supervisor, RecipientEntry(person, True, False, step))
    a_case(people)
    walk(clock, "2026-03-09T09:00", "2026-03-09T11:00", "2026-03-09T11:31", "2026-03-09T12:31")
    climbed = [
        (each.to, each.period_key[-3:]) for each in owed("warning") if "#" in each.period_key
    ]
    assert climbed == [("supervisor", "#r4"), ("colleague", "#s1"), ("neighbour", "#s2")]


def test_an_acknowledged_red_is_not_repeated(people, clock):
    a_case(people)
    walk(clock, "2026-03-09T09:00")
    red = seen_by(people.supervisor)[0]
    warnings.acknowledge(people.supervisor, red.public_id, Acknowledgement(red.occasion))
    walk(clock, "2026-03-09T10:00", "2026-03-09T15:00")
    assert told()["supervisor"] == 1


def test_a_round_that_decides_nothing_leaves_no_audit_row(people, clock):
    a_case(people)
    walk(clock, "2026-03-04T08:30")
    before = audit.count_entries()
    walk(clock, "2026-03-04T08:31", "2026-03-04T09:00", "2026-03-04T14:00")
    assert audit.count_entries() == before
    assert audit.first_broken() is None


def test_the_watch_leaves_a_sign_of_life(people, clock):
    walk(clock, "2026-03-04T08:30")
    seen = watch.last_beat()
    assert seen is not None
    assert seen.worker == "test"
    assert f"{seen.at:%H:%M}" == "00:30"


def test_a_row_that_cannot_be_looked_at_stops_nobody_else(people, clock):
    first, second = a_case(people), a_case(people)
    with transaction.writing():
        broken = update(Deadline).where(Deadline.case_id == first.id).values(rule="??")
        session().execute(broken)
    clock.set("2026-03-06T08:30")
    assert tick("test").troubled == 4
    assert {each.case_number for each in seen_by(people.supervisor)} == {second.case_number}
