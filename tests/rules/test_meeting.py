"""Meetings: the quarters of an hour that they take, and the panel that they need."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.basics.errors import RuleBroken
from mediation.rules.meeting import (
    QUARTER,
    MeetingCall,
    Seat,
    Side,
    Way,
    is_on_rest_day,
    may_call,
    quarters_of,
)
from tests.rules.days import CALENDAR

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TEN = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
PANEL = (
    Seat(Side.HUMAN_RESOURCES, "人社代表", "aaaaaaaaaaaa"),
    Seat(Side.UNION, "工会代表", "bbbbbbbbbbbb"),
    Seat(Side.EMPLOYERS, "企业代表"),
)
CALL = MeetingCall(TEN, 60, Way.ON_SITE, "", "第一调解室旁", PANEL)


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return TEN.replace(hour=hour, minute=minute, second=second)


def refusal_of(call: MeetingCall) -> str:
    """Return the code of a refused call; nothing when it stands."""
    try:
        may_call(call, NOW)
    except RuleBroken as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("begins", "ends", "first", "count"),
    [
        pytest.param(at(2), at(3), at(2), 4, id="a full hour"),
        pytest.param(at(2), at(2, 15), at(2), 1, id="one quarter"),
        pytest.param(at(2, 5), at(2, 20), at(2), 2, id="across the border of two quarters"),
        pytest.param(at(2, 14, 59), at(2, 15), at(2), 1, id="a second of the quarter"),
        pytest.param(at(2, 10), at(3, 10), at(2), 5, id="an hour that begins at ten past"),
        pytest.param(at(2), at(2, 1), at(2), 1, id="a minute takes its whole quarter"),
    ],
)
def test_a_meeting_takes_every_quarter_that_it_touches(begins, ends, first, count):
    quarters = quarters_of(begins, ends)
    assert (quarters[0], len(quarters)) == (first, count)


@given(begins=st.integers(0, 1439), minutes=st.integers(1, 480))
def test_the_quarters_cover_the_meeting_and_nothing_else(begins, minutes):
    start = NOW.replace(hour=0) + timedelta(minutes=begins)
    end = start + timedelta(minutes=minutes)
    quarters = quarters_of(start, end)
    assert quarters[0] <= start < quarters[0] + QUARTER
    assert quarters[-1] < end <= quarters[-1] + QUARTER
    steps = {later - earlier for earlier, later in pairwise(quarters)}
    assert steps <= {QUARTER}
    assert all(each.minute % 15 == 0 for each in quarters)


def test_a_call_with_its_three_sides_stands():
    assert refusal_of(CALL) == ""
    assert CALL.ends_at - CALL.starts_at == timedelta(hours=1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"starts_at": NOW}, "in_the_past", id="at this very moment"),
        pytest.param({"place": ""}, "place_missing", id="on site, but where"),
        pytest.param({"seats": PANEL[1:]}, "side_missing", id="without human resources"),
        pytest.param({"seats": PANEL[:2]}, "side_missing", id="without the employers"),
        pytest.param({"seats": (PANEL[0], PANEL[2])}, "side_missing", id="without the union"),
        pytest.param(
            {"seats": (*PANEL, Seat(Side.RECORDER, "同一人", "bbbbbbbbbbbb"))},
            "person_twice",
            id="one person on two seats",
        ),
    ],
)
def test_a_call_is_refused(changes, code):
    assert refusal_of(replace(CALL, **changes)) == f"meeting.{code}"


@pytest.mark.parametrize("way", [Way.TELEPHONE, Way.VIDEO], ids=str)
def test_who_does_not_meet_in_a_room_needs_none(way):
    assert refusal_of(replace(CALL, way=way, place="")) == ""


def test_two_people_without_an_account_are_not_taken_for_one():
    guests = tuple(Seat(seat.side, "代表") for seat in PANEL)
    assert refusal_of(replace(CALL, seats=guests)) == ""


@pytest.mark.parametrize(
    ("day", "rest"),
    [
        pytest.param(3, False, id="an ordinary Tuesday"),
        pytest.param(7, True, id="a Saturday"),
    ],
)
def test_a_meeting_on_a_day_of_rest_is_worth_a_word(day, rest):
    assert is_on_rest_day(replace(CALL, starts_at=TEN.replace(day=day)), CALENDAR) is rest
