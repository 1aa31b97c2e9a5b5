"""Promised calls: the hour that is proposed, and which hours nobody can promise."""

from datetime import datetime, timedelta

import pytest

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.follow_up import is_overdue, may_finish, may_promise, next_moment
from tests.rules.days import CALENDAR


def at(written: str) -> datetime:
    """Return a wall-clock time in Guangzhou."""
    return clock.read_local(written)


@pytest.mark.parametrize(
    ("now", "proposed"),
    [
        pytest.param("2026-03-02T09:00", "2026-03-02T11:00", id="two hours from now"),
        pytest.param("2026-03-02T09:07:31", "2026-03-02T11:07", id="no seconds"),
        pytest.param("2026-03-02T16:00", "2026-03-02T18:00", id="closing time is still there"),
        pytest.param("2026-03-02T16:01", "2026-03-03T08:30", id="after closing: next morning"),
        pytest.param("2026-03-02T05:00", "2026-03-02T08:30", id="before opening: this morning"),
        pytest.param("2026-03-02T23:30", "2026-03-03T08:30", id="over midnight: that morning"),
        pytest.param("2026-03-06T17:25", "2026-03-09T08:30", id="Friday evening: Monday"),
        pytest.param("2026-03-07T10:00", "2026-03-09T08:30", id="Saturday: Monday"),
        pytest.param("2026-09-30T17:00", "2026-10-08T08:30", id="before the holiday: after it"),
    ],
)
def test_the_proposed_hour_is_one_at_which_somebody_is_there(now, proposed):
    assert next_moment(at(now), CALENDAR) == at(proposed)


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (timedelta(), "follow_up.in_the_past"),
        (timedelta(minutes=-1), "follow_up.in_the_past"),
        (timedelta(days=367), "follow_up.too_far"),
        (timedelta(minutes=1), ""),
        (timedelta(days=366), ""),
    ],
)
def test_an_hour_lies_ahead_and_within_a_year(after, code):
    now = at("2026-03-02T09:00")
    if not code:
        may_promise("due_at", now + after, now)
        return
    with pytest.raises(Malformed) as refused:
        may_promise("due_at", now + after, now)
    assert [each.code for each in refused.value.problems["due_at"]] == [code]


def test_a_call_is_made_once_and_late_only_after_its_hour():
    now = at("2026-03-02T09:00")
    may_finish(None)
    with pytest.raises(RuleBroken):
        may_finish(now)
    assert not is_overdue(now, now)
    assert is_overdue(now - timedelta(minutes=1), now)
