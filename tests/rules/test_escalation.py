"""By when a warning wants an answer, and what silence leads to."""

from datetime import timedelta

import pytest

from mediation.basics.clock import local, read_local
from mediation.rules.escalation import Due, answer_by, due_for_silence
from mediation.rules.warnings import WarningLevel
from tests.rules.days import CALENDAR

BLUE, YELLOW, ORANGE, RED = WarningLevel
REACHED = read_local("2026-03-06T09:00")


@pytest.mark.parametrize(
    ("level", "reached", "wanted"),
    [
        pytest.param(RED, "2026-03-07T02:00", "2026-03-07T02:30", id="red at any hour"),
        pytest.param(ORANGE, "2026-03-06T10:02", "2026-03-06T12:02", id="orange in the office"),
        pytest.param(ORANGE, "2026-03-06T00:01", "2026-03-06T10:30", id="orange before it opens"),
        pytest.param(ORANGE, "2026-03-06T18:00", "2026-03-09T10:30", id="orange on Friday night"),
        pytest.param(YELLOW, "2026-03-06T08:30", "2026-03-06T17:30", id="yellow today"),
        pytest.param(YELLOW, "2026-03-07T08:30", "2026-03-09T17:30", id="yellow on a Saturday"),
        pytest.param(None, "2026-03-06T17:30", "2026-03-09T17:30", id="over, after hours"),
        pytest.param(BLUE, "2026-03-06T08:30", "2026-03-09T08:30", id="blue with the next digest"),
        pytest.param(BLUE, "2026-03-06T00:01", "2026-03-06T08:30", id="blue before the digest"),
    ],
)
def test_a_level_wants_an_answer_by(level, reached, wanted):
    assert answer_by(level, local(read_local(reached)), CALENDAR) == read_local(wanted)


@pytest.mark.parametrize(
    ("minutes", "due"),
    [
        pytest.param(-60, Due(), id="a clock that was set back"),
        pytest.param(29, Due(), id="not yet"),
        pytest.param(30, Due(1), id="the first reminder"),
        pytest.param(95, Due(3), id="a late tick finds the one that is due now"),
        pytest.param(149, Due(4), id="four at most"),
        pytest.param(150, Due(4, 1), id="the first step"),
        pytest.param(210, Due(4, 2), id="the second an hour later"),
        pytest.param(9999, Due(4, 3), id="no higher than the third"),
    ],
)
def test_silence_leads_to(minutes, due):
    assert due_for_silence(REACHED, REACHED + timedelta(minutes=minutes)) == due
