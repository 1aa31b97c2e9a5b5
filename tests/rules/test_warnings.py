"""When a time limit warns: each row of the policy table as a table of days."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.basics.clock import SHANGHAI
from mediation.basics.errors import NotFound
from mediation.rules.clock_table import AGREED_DATE, CLOCKS, clock
from mediation.rules.clock_terms import ClockKind, Hours, NaturalDays, Years
from mediation.rules.clocks import agreed_date, reckon
from mediation.rules.warning_table import (
    BRIEFING_AT,
    DELIVERIES,
    POLICIES,
    delivery_of,
    policy_for,
    policy_of,
)
from mediation.rules.warnings import (
    Measure,
    Recipient,
    Schedule,
    Span,
    WarningLevel,
    next_sending,
    raised,
    schedule,
)
from tests.rules.days import CALENDAR, day

BLUE, YELLOW, ORANGE, RED = WarningLevel


def schedule_of(rule: str, start: str) -> Schedule:
    reckoned = reckon(clock(rule), day(start), CALENDAR)
    span = Span(reckoned.start, reckoned.raw_due, reckoned.due)
    return schedule(policy_of(rule), span, CALENDAR)


def told(planned: Schedule) -> list[tuple[str, WarningLevel | None]]:
    return [(signal.since.isoformat(), signal.level) for signal in planned.signals]


EXAMPLES = [
    pytest.param(
        "M4",
        "2026-03-02",
        [
            ("2026-03-10", BLUE),
            ("2026-03-12", YELLOW),
            ("2026-03-16", ORANGE),
            ("2026-03-18", ORANGE),
            ("2026-03-20", RED),
        ],
        id="M4 own_duty: half, three workdays, one workday, overdue, three workdays overdue",
    ),
    pytest.param(
        "X1",
        "2026-11-05",
        [
            ("2026-11-13", BLUE),
            ("2026-11-17", YELLOW),
            ("2026-11-19", ORANGE),
            ("2026-11-21", ORANGE),
            ("2026-11-25", RED),
        ],
        id="X1 own_duty: the same for a petition",
    ),
    pytest.param(
        "X2",
        "2026-11-05",
        [
            ("2026-11-13", BLUE),
            ("2026-11-17", YELLOW),
            ("2026-11-19", ORANGE),
            ("2026-11-21", ORANGE),
            ("2026-11-25", RED),
        ],
        id="X2 own_duty: the same for a petition that was forwarded",
    ),
    pytest.param(
        "X3",
        "2026-11-05",
        [("2026-11-11", YELLOW), ("2026-11-13", None)],
        id="X3 own_window: the workday before, then the matter is ours",
    ),
    pytest.param(
        "X4",
        "2026-03-02",
        [
            ("2026-04-01", BLUE),
            ("2026-04-28", YELLOW),
            ("2026-04-30", ORANGE),
            ("2026-05-02", ORANGE),
            ("2026-05-08", RED),
        ],
        id="X4 own_duty: half of sixty days, and before a holiday",
    ),
    pytest.param(
        "X5",
        "2026-11-05",
        [
            ("2026-11-28", YELLOW),
            ("2026-12-02", YELLOW),
            ("2026-12-04", ORANGE),
            ("2026-12-08", None),
        ],
        id="X5 party_window: as for the confirmation",
    ),
    pytest.param(
        "M3",
        "2026-03-02",
        [("2026-03-04", YELLOW), ("2026-03-06", ORANGE), ("2026-03-09", RED)],
        id="M3 short_own_duty: the workday before, overdue, two workdays overdue",
    ),
    pytest.param(
        "A1",
        "2026-11-05",
        [
            ("2026-11-13", YELLOW),
            ("2026-11-17", YELLOW),
            ("2026-11-19", ORANGE),
            ("2026-11-21", None),
        ],
        id="A1 party_window: seven days, three days, one workday, then expired",
    ),
    pytest.param(
        "A3",
        "2026-11-05",
        [
            ("2026-11-28", YELLOW),
            ("2026-12-02", YELLOW),
            ("2026-12-04", ORANGE),
            ("2026-12-08", None),
        ],
        id="A3 party_window: before the un-rolled day, expired after the rolled one",
    ),
    pytest.param(
        "L1",
        "2025-03-03",
        [
            ("2026-01-02", BLUE),
            ("2026-02-01", YELLOW),
            ("2026-02-24", ORANGE),
            ("2026-03-04", None),
        ],
        id="L1 limitation: sixty, thirty and seven days",
    ),
    pytest.param(
        "L2",
        "2025-05-02",
        [
            ("2026-03-03", BLUE),
            ("2026-04-02", YELLOW),
            ("2026-04-25", ORANGE),
            ("2026-05-07", None),
        ],
        id="L2 limitation: likewise from termination",
    ),
    pytest.param(
        "M5",
        "2026-01-31",
        [("2026-02-15", BLUE)],
        id="M5 arising_right: on the un-rolled day",
    ),
]


@pytest.mark.parametrize(("rule", "start", "expected"), EXAMPLES)
def test_a_time_limit_warns_on_these_days(rule, start, expected):
    assert told(schedule_of(rule, start)) == expected


def test_what_others_owe_is_asked_after_on_the_day_and_five_workdays_late():
    agreed = agreed_date(day("2026-09-30"), CALENDAR)
    span = Span(day("2026-03-02"), agreed.raw_due, agreed.due)
    planned = schedule(policy_of(AGREED_DATE), span, CALENDAR)
    assert told(planned) == [("2026-09-30", YELLOW), ("2026-10-13", ORANGE)]
    assert policy_of(AGREED_DATE).id == "others_duty"


def test_every_clock_and_every_policy_has_an_example_that_names_it():
    named = [str(example.id).split(":")[0].split() for example in EXAMPLES]
    assert {rule for rule, _ in named} == {row.id for row in CLOCKS}
    assert {policy for _, policy in named} | {"others_duty"} == {each.id for each in POLICIES}
    assert all(policy_of(rule).id == policy for rule, policy in named)


def test_the_level_stands_until_the_next_and_the_end_has_none():
    planned = schedule_of("A1", "2026-11-05")
    assert planned.level_on(day("2026-11-12")) is None
    assert planned.level_on(day("2026-11-16")) is YELLOW
    assert planned.level_on(day("2026-11-20")) is ORANGE
    assert planned.level_on(day("2027-01-01")) is None
    ended = planned.signal_on(day("2027-01-01"))
    assert ended is not None
    assert ended.is_expired


def test_a_reminder_at_the_same_level_is_an_occasion_of_its_own():
    planned = schedule_of("A1", "2026-11-05")
    first, second = planned.signal_on(day("2026-11-16")), planned.signal_on(day("2026-11-17"))
    assert first is not None
    assert second is not None
    assert (first.since, second.since) == (day("2026-11-13"), day("2026-11-17"))
    assert (first.number, second.number) == (7, 3)


def test_the_next_change_is_known_in_advance():
    planned = schedule_of("M3", "2026-03-02")
    assert planned.next_change_after(day("2026-03-02")) == day("2026-03-04")
    assert planned.next_change_after(day("2026-03-04")) == day("2026-03-06")
    assert planned.next_change_after(day("2026-03-09")) is None


def test_where_a_holiday_squeezes_the_moments_the_louder_one_stands():
    planned = schedule_of("X1", "2026-02-09")
    assert told(planned) == [
        ("2026-02-12", YELLOW),
        ("2026-02-14", ORANGE),
        ("2026-02-25", ORANGE),
        ("2026-02-27", RED),
    ]


def test_nothing_is_dated_before_the_start():
    span = Span(day("2026-11-18"), day("2026-11-20"), day("2026-11-20"))
    planned = schedule(policy_of("A1"), span, CALENDAR)
    assert told(planned) == [
        ("2026-11-18", YELLOW),
        ("2026-11-19", ORANGE),
        ("2026-11-21", None),
    ]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CLOCKS), st.dates(date(2004, 1, 1), date(2026, 10, 31)))
def test_a_level_never_falls_while_the_time_limit_runs(row, start):
    signals = schedule_of(row.id, start.isoformat()).signals
    assert signals
    assert signals[0].since >= start
    for earlier, later in pairwise(signals):
        assert earlier.since < later.since
        assert later.level is None or (earlier.level is not None and earlier.level <= later.level)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CLOCKS), st.dates(date(2004, 1, 1), date(2026, 10, 31)), st.integers(0, 400))
def test_between_two_changes_nothing_changes(row, start, days):
    planned = schedule_of(row.id, start.isoformat())
    today = start + timedelta(days=days)
    following = planned.next_change_after(today)
    if following is None:
        assert planned.signal_on(today) == planned.signals[-1]
        return
    assert planned.signal_on(following - timedelta(days=1)) == planned.signal_on(today)
    assert planned.signal_on(following) != planned.signal_on(today)


def test_levels_are_ordered_by_urgency_and_not_by_letters():
    assert sorted([RED, BLUE, ORANGE, YELLOW]) == [BLUE, YELLOW, ORANGE, RED]
    assert max(BLUE, RED, YELLOW) is RED
    assert RED >= ORANGE
    assert ORANGE > YELLOW
    assert BLUE <= YELLOW


@pytest.mark.parametrize(
    ("level", "inside"), [(BLUE, YELLOW), (YELLOW, ORANGE), (ORANGE, RED), (RED, RED)]
)
def test_a_sensitive_period_raises_by_one_and_at_most_to_red(level, inside):
    assert raised(level) is inside


@pytest.mark.parametrize(
    ("level", "at_once", "recipients"),
    [
        (BLUE, False, (Recipient.HANDLER,)),
        (YELLOW, False, (Recipient.HANDLER, Recipient.SUPERVISOR)),
        (ORANGE, True, (Recipient.HANDLER, Recipient.SUPERVISOR)),
        (RED, True, (Recipient.SUPERVISOR,)),
    ],
)
def test_a_level_goes_to_its_people_in_its_time(level, at_once, recipients):
    delivery = delivery_of(level)
    assert (delivery.at_once, delivery.recipients) == (at_once, recipients)
    assert bool(delivery.digests) is not at_once
    assert [each.level for each in DELIVERIES] == [BLUE, YELLOW, ORANGE, RED]


def test_inside_a_sensitive_period_yellow_goes_out_at_once_and_blue_still_waits():
    assert delivery_of(YELLOW, in_sensitive_period=True).at_once
    assert not delivery_of(BLUE, in_sensitive_period=True).at_once
    assert delivery_of(None) == delivery_of(YELLOW)
    assert (BRIEFING_AT.hour, BRIEFING_AT.minute) == (8, 30)


@pytest.mark.parametrize(
    ("level", "arises", "goes_out"),
    [
        pytest.param(BLUE, "2026-11-20T08:30", "2026-11-20T08:30", id="on the minute"),
        pytest.param(BLUE, "2026-11-20T08:31", "2026-11-23T08:30", id="Friday waits for Monday"),
        pytest.param(YELLOW, "2026-11-20T08:31", "2026-11-20T14:00", id="the afternoon digest"),
        pytest.param(YELLOW, "2026-10-01T00:00", "2026-10-08T08:30", id="rests over the holiday"),
        pytest.param(YELLOW, "2026-10-10T00:00", "2026-10-10T08:30", id="a make-up Saturday works"),
        pytest.param(RED, "2026-10-01T03:12", "2026-10-01T03:12", id="red does not wait"),
    ],
)
def test_a_warning_goes_out_with_the_next_digest_or_at_once(level, arises, goes_out):
    moment = datetime.fromisoformat(arises).replace(tzinfo=SHANGHAI)
    sending = next_sending(delivery_of(level), moment, CALENDAR)
    assert sending == datetime.fromisoformat(goes_out).replace(tzinfo=SHANGHAI)
    assert sending.tzinfo is SHANGHAI


def test_a_row_may_name_a_policy_of_its_own():
    assert policy_for(replace(clock("M4"), policy="limitation")).id == "limitation"
    with pytest.raises(NotFound) as unknown:
        policy_for(replace(clock("M4"), policy="none"))
    assert unknown.value.code == "warning.unknown_policy"


@pytest.mark.parametrize(
    ("length", "policy"),
    [
        (NaturalDays(7), "short_own_duty"),
        (NaturalDays(8), "own_duty"),
        (Hours(24), "short_own_duty"),
        (Years(1), "own_duty"),
    ],
)
def test_an_own_duty_of_a_week_or_less_is_short(length, policy):
    assert policy_for(replace(clock("X1"), length=length)).id == policy


def test_every_kind_of_clock_has_a_policy():
    assert {kind.value for kind in ClockKind} <= {policy.id for policy in POLICIES}
    assert {moment.measure for policy in POLICIES for moment in policy.moments} == set(Measure)
