"""Sensitive periods: which day and town they cover, when they begin and end, what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mediation.basics.errors import RuleBroken
from mediation.rules.sensitive_period import (
    PeriodState,
    Window,
    counts_from,
    may_activate,
    may_change,
    may_end,
    problems_between,
)
from mediation.rules.watch import has_stopped

FIRST, LAST = date(2026, 2, 1), date(2026, 2, 20)
WINDOW = Window(counts_from(FIRST, 10), LAST, frozenset({3}))


@pytest.mark.parametrize(
    ("day", "town", "is_inside"),
    [
        pytest.param("2026-01-21", 3, False, id="before the lead days"),
        pytest.param("2026-01-22", 3, True, id="the first lead day"),
        pytest.param("2026-02-20", 3, True, id="the last day"),
        pytest.param("2026-02-21", 3, False, id="the day after"),
        pytest.param("2026-02-01", 4, False, id="another town"),
        pytest.param("2026-02-01", None, False, id="a case without a town"),
    ],
)
def test_a_period_covers(day, town, is_inside):
    assert WINDOW.covers(town, date.fromisoformat(day)) is is_inside


def test_a_period_without_towns_covers_the_district():
    everywhere = Window(FIRST, LAST, frozenset())
    assert everywhere.covers(None, FIRST)
    assert everywhere.covers(7, LAST)


def test_the_borders_are_the_first_lead_day_and_the_day_after_the_end():
    assert WINDOW.next_border(date(2026, 1, 1)) == date(2026, 1, 22)
    assert WINDOW.next_border(date(2026, 1, 22)) == date(2026, 2, 21)
    assert WINDOW.next_border(date(2026, 2, 21)) is None


@pytest.mark.parametrize(
    ("ends_on", "code"),
    [
        pytest.param(FIRST - timedelta(days=1), "ends_before_it_begins", id="backwards"),
        pytest.param(FIRST + timedelta(days=366), "too_long", id="a year and a day"),
        pytest.param(FIRST, "", id="one day"),
    ],
)
def test_the_days_of_a_period_make_sense(ends_on, code):
    found = [problem.code for _name, problem in problems_between(FIRST, ends_on)]
    assert found == ([f"sensitive_period.{code}"] if code else [])


@pytest.mark.parametrize("state", list(PeriodState), ids=lambda state: state.value)
def test_only_a_draft_is_switched_on_and_only_an_active_one_off(state):
    outcomes = {
        "activate": lambda: may_activate(state, LAST, FIRST),
        "end": lambda: may_end(state),
        "change": lambda: may_change(state),
    }
    possible = set()
    for name, ask in outcomes.items():
        try:
            ask()
        except RuleBroken:
            continue
        possible.add(name)
    assert (
        possible
        == {
            PeriodState.DRAFT: {"activate", "change"},
            PeriodState.ACTIVE: {"end", "change"},
            PeriodState.ENDED: set(),
        }[state]
    )


def test_a_draft_that_is_over_is_not_switched_on():
    with pytest.raises(RuleBroken, match=r"already_over"):
        may_activate(PeriodState.DRAFT, FIRST, LAST)


@pytest.mark.parametrize(
    ("minutes", "stopped"),
    [
        pytest.param(0, False, id="just now"),
        pytest.param(9, False, id="nine minutes"),
        pytest.param(10, True, id="ten minutes"),
        pytest.param(-3, True, id="from the future"),
        pytest.param(None, True, id="never"),
    ],
)
def test_the_watch_has_stopped(minutes, stopped):
    now = datetime(2026, 3, 6, tzinfo=UTC)
    seen = None if minutes is None else now - timedelta(minutes=minutes)
    assert has_stopped(seen, now) is stopped
