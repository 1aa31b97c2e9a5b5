"""The ladder of the post, and what may be done to a letter in which state."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mediation.basics.errors import RuleBroken
from mediation.rules.outbox import (
    LONGEST,
    LetterState,
    can_cancel,
    can_send_again,
    may_cancel,
    may_repeat_in_doubt,
    may_send_again,
    next_try,
)

NOW = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)


def test_the_pauses_grow_to_four_hours():
    pauses = (1, 5, 15, 60, 120, 240, 240, 240)
    for attempts, minutes in enumerate(pauses, start=1):
        assert next_try(attempts, NOW, NOW) == NOW + timedelta(minutes=minutes)


@given(attempts=some.integers(0, 100), waited=some.timedeltas(timedelta(), timedelta(hours=80)))
def test_no_try_is_planned_beyond_three_days(attempts, waited):
    at = next_try(attempts, NOW - waited, NOW)
    assert at is None or NOW < at <= NOW - waited + LONGEST


def test_a_doubt_is_answered_by_one_repetition():
    assert [may_repeat_in_doubt(doubts) for doubts in (1, 2, 3)] == [True, False, False]


@pytest.mark.parametrize("state", list(LetterState), ids=lambda state: state.value)
def test_the_refusals_follow_the_buttons(state):
    for can, may in ((can_send_again, may_send_again), (can_cancel, may_cancel)):
        if can(state):
            may(state)
        else:
            with pytest.raises(RuleBroken):
                may(state)


def test_a_letter_that_has_left_is_neither_repeated_nor_taken_back():
    for state in (LetterState.SENT, LetterState.SENDING):
        assert not can_send_again(state)
        assert not can_cancel(state)
