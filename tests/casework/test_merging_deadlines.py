"""Of two merged cases the earlier day counts, none is lost, and warnings go along."""

from datetime import timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.models import deadline, hotline_order
from mediation.rules.came_by import CameBy
from mediation.rules.causes import QuickCause
from mediation.rules.intake import Channel
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, an_order, running_rules
from tests.dump import rows_of
from tests.merging_pairs import logged, merged, open_warnings, undo
from tests.watching import walk

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def test_the_earlier_limitation_counts_and_nothing_is_overwritten(people):
    today = real_clock.today()
    kept = logged(people, knew_on=today - timedelta(days=30), causes=(QuickCause.TERMINATION,))
    gone = logged(people, knew_on=today - timedelta(days=300), causes=(QuickCause.TERMINATION,))
    before = [each.due_on for each in deadline.of_case(gone.id) if each.rule == "L1"]
    merged(people, kept, gone)
    rows = [each for each in deadline.of_case(kept.id) if each.rule == "L1"]
    assert [each.started_on for each in rows if each.ended_as is None] == [
        today - timedelta(days=300)
    ]
    assert [each.due_on for each in rows if each.ended_as is None] == before
    assert [each.ended_as for each in rows if each.ended_as] == ["replaced"]
    assert {each.ended_as for each in deadline.of_case(gone.id)} == {"replaced"}


def test_an_answer_owed_to_the_other_petitioner_is_still_owed(people):
    kept = a_case(people, State.ACCEPTED)
    gone = logged(people, channel=Channel.VISIT)
    assert "X1" not in running_rules(kept)
    merged(people, kept, gone)
    assert "X1" in running_rules(kept)
    assert running_rules(gone) == []


def test_what_the_watch_does_meanwhile_is_no_touch_and_no_warning_is_lost(people, clock):
    today = real_clock.today()
    known = {"causes": (QuickCause.TERMINATION,)}
    kept = logged(people, knew_on=today - timedelta(days=30), **known)
    gone = logged(people, knew_on=today - timedelta(days=340), **known)
    walk(clock, "2026-03-02T10:00")
    pressing = open_warnings(people, gone)
    assert pressing
    pair = merged(people, kept, gone)
    walk(clock, "2026-03-02T10:01")
    assert (open_warnings(people, gone), open_warnings(people, kept)) == ([], pressing)
    undo(people, pair)
    walk(clock, "2026-03-02T10:02")
    assert (open_warnings(people, gone), open_warnings(people, kept)) == (pressing, [])
    assert running_rules(kept) == running_rules(gone) == ["L1", "X1"]


@pytest.mark.usefixtures("engine_url")
def test_two_orders_keep_a_day_each_and_their_warnings_go_along(people, clock):
    today = real_clock.today()
    far, near = (
        an_order(number=f"GD{days}", due_on=today + timedelta(days=days)) for days in (30, 1)
    )
    kept, gone = (
        logged(people, channel=Channel.HOTLINE_ORDER, came_by=CameBy(order=order))
        for order in (far, near)
    )
    walk(clock, "2026-03-02T10:00")
    before = rows_of(kept.id, gone.id)
    assert "H1" in open_warnings(people, gone)
    pair = merged(people, kept, gone)
    running = [each for each in deadline.of_case(kept.id) if each.ended_as is None]
    days = sorted(each.due_on for each in running if each.rule == "H1")
    assert days == [near.due_on, far.due_on]
    assert sorted(each.number for each in hotline_order.of_case(kept.id)) == ["GD1", "GD30"]
    assert ("H1" in open_warnings(people, kept), open_warnings(people, gone)) == (True, [])
    undo(people, pair)
    assert rows_of(kept.id, gone.id) == before
