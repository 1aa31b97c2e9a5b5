"""The figures add up to what was logged through the real verbs, within the period, once each."""

from datetime import timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.casework import intake, merging, outreach
from mediation.models import organisation, statistics
from mediation.rules.came_by import CameBy
from mediation.rules.case_move import CasePair
from mediation.rules.districts import DistrictRow
from mediation.rules.intake import Channel, NextAct
from mediation.rules.merging_terms import Merging
from mediation.rules.statistics import Figure, period
from tests.builders import a_case, a_district, a_wage_dispute, an_event, an_order, what_it_brings

pytestmark = pytest.mark.usefixtures("engine_url", "service")


@pytest.fixture
def people():
    """The people of a district that was just founded."""
    return a_district()


def log(people, channel, came_by=None, **changes):
    """Log a matter that came so."""
    plain = {"channel": channel, "came_by": came_by or CameBy(), "next_act": NextAct.LATER}
    return intake.log_intake(people.mediator, a_wage_dispute(**{**plain, **changes}))


def ask(people, channel, people_count=1):
    """Log a question that was answered at the desk."""
    asked = a_wage_dispute(
        channel=channel, came_by=CameBy(people_count), next_act=NextAct.CONSULTATION
    )
    intake.log_consultation(people.mediator, asked)


def counted(people, back=0, ahead=0):
    """Return the figures from some days ago until some days ahead."""
    today = real_clock.today()
    days = period(today - timedelta(days=back), today + timedelta(days=ahead))
    return statistics.figures(people.mediator.district_id or 0, days)


def test_people_at_the_door_count_in_batches_and_person_times(people):
    log(people, Channel.VISIT, CameBy(6))
    ask(people, Channel.VISIT, 3)
    found = counted(people).counts
    assert (found[Figure.VISIT_BATCHES], found[Figure.VISIT_PERSON_TIMES]) == (2, 9)
    assert found[Figure.CONSULTATIONS] == 3
    assert (found[Figure.CASES], found[Figure.CASE_WORKERS]) == (1, 1)


def test_each_channel_adds_to_its_own_figure(people):
    for channel in (Channel.LETTER, Channel.CALL, Channel.CALL, Channel.ONLINE):
        log(people, channel)
    ask(people, Channel.CALL)
    log(people, Channel.HOTLINE_ORDER, CameBy(order=an_order()))
    log(people, Channel.ARBITRATION, what_it_brings(Channel.ARBITRATION))
    outreach.record(people.mediator, an_event())
    found = counted(people)
    assert (found.counts[Figure.LETTERS], found.counts[Figure.CALLS]) == (1, 3)
    assert (found.counts[Figure.HOTLINE_ORDERS], found.counts[Figure.REFERRALS_IN]) == (1, 1)
    assert (found.counts[Figure.EVENTS], found.counts[Figure.REFERRALS]) == (1, 1)
    by_channel = {channel: cases for channel, cases in found.cases_by_channel.items() if cases}
    assert by_channel == {
        Channel.LETTER: 1,
        Channel.CALL: 2,
        Channel.ONLINE: 1,
        Channel.HOTLINE_ORDER: 1,
        Channel.ARBITRATION: 1,
    }
    assert found.counts[Figure.CASES] == sum(by_channel.values())


def test_a_matter_that_came_twice_and_was_merged_is_one_case_and_two_contacts(people):
    first, second = log(people, Channel.VISIT), log(people, Channel.LETTER)
    same = Merging({}, reason="同一人先来访后来信")
    merging.merge(people.mediator, CasePair(first, second), same)
    found = counted(people)
    assert (found.counts[Figure.VISIT_BATCHES], found.counts[Figure.LETTERS]) == (1, 1)
    assert found.counts[Figure.CASES] == 1
    assert found.cases_by_channel[Channel.VISIT] == 1


def test_both_ends_of_a_period_belong_to_it_and_nothing_beyond(people, clock):
    ask(people, Channel.CALL)
    clock.set("2026-03-03T09:00")
    assert counted(people).counts[Figure.CALLS] == 0
    assert counted(people, back=1).counts[Figure.CALLS] == 1
    clock.set("2026-03-01T09:00")
    assert counted(people).counts[Figure.CALLS] == 0
    assert counted(people, ahead=1).counts[Figure.CALLS] == 1


def test_another_district_has_figures_of_its_own(people):
    a_case(people)
    elsewhere = organisation.add_district(DistrictRow("440106", "广州市天河区", "天", ()))
    today = real_clock.today()
    assert set(statistics.figures(elsewhere, period(today, today)).counts.values()) == {0}
