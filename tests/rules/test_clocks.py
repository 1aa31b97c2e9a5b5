"""The time limits, row by row as a table of cases, and what holds for all of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.basics.errors import MediationError, NotFound
from mediation.rules.citations import Confidence
from mediation.rules.clock_table import AGREED_DATE, CLOCKS, clock
from mediation.rules.clock_terms import (
    Clock,
    Consent,
    Event,
    Extension,
    Hours,
    Months,
    NaturalDays,
    WorkingDays,
    Years,
)
from mediation.rules.clocks import (
    agreed_date,
    due_instant,
    end_of,
    reckon,
    remaining,
    shows_provisional,
)
from mediation.rules.derivation import Derived
from mediation.rules.working_days import CalendarYear
from tests.rules.days import CALENDAR, day

STARTS = st.dates(date(2004, 1, 1), date(2026, 11, 30))
ROWS = st.sampled_from(CLOCKS)

EXAMPLES = [
    pytest.param("L1", "2025-03-03", "2026-03-03", "2026-03-03", id="L1: a year to the day"),
    pytest.param("L1", "2024-02-29", "2025-02-28", "2025-02-28", id="L1: from 29 February"),
    pytest.param("L1", "2025-02-15", "2026-02-15", "2026-02-24", id="L1: rolls over New Year"),
    pytest.param("L1", "2025-10-10", "2026-10-10", "2026-10-10", id="L1: ends on a make-up day"),
    pytest.param("L2", "2025-05-02", "2026-05-02", "2026-05-06", id="L2: rolls over May"),
    pytest.param("M3", "2026-03-02", "2026-03-05", "2026-03-05", id="M3: three workdays"),
    pytest.param("M3", "2026-02-13", "2026-02-25", "2026-02-25", id="M3: over New Year"),
    pytest.param("M3", "2026-09-18", "2026-09-22", "2026-09-22", id="M3: a make-up Sunday counts"),
    pytest.param("M3", "2026-10-03", "2026-10-10", "2026-10-10", id="M3: starts on a rest day"),
    pytest.param("M4", "2026-03-02", "2026-03-17", "2026-03-17", id="M4: fifteen natural days"),
    pytest.param("M4", "2025-09-20", "2025-10-05", "2025-10-09", id="M4: rolls over October"),
    pytest.param("M5", "2026-11-09", "2026-11-24", "2026-11-24", id="M5: from receipt"),
    pytest.param("M5", "2026-01-31", "2026-02-15", "2026-02-24", id="M5: rolls over New Year"),
    pytest.param("A1", "2026-04-16", "2026-05-01", "2026-05-06", id="A1: rolls over May"),
    pytest.param("A1", "2026-11-05", "2026-11-20", "2026-11-20", id="A1: fifteen natural days"),
    pytest.param("A3", "2026-11-05", "2026-12-05", "2026-12-07", id="A3: rolls over a weekend"),
    pytest.param("A3", "2026-01-15", "2026-02-14", "2026-02-14", id="A3: a make-up day ends it"),
    pytest.param("X1", "2026-09-19", "2026-10-04", "2026-10-04", id="X1: an own duty never rolls"),
    pytest.param("X2", "2026-09-19", "2026-10-04", "2026-10-04", id="X2: as if it came directly"),
    pytest.param("X3", "2026-02-13", "2026-02-27", "2026-02-27", id="X3: five workdays"),
    pytest.param("X4", "2026-03-02", "2026-05-01", "2026-05-01", id="X4: sixty days, not rolled"),
    pytest.param("X5", "2026-04-01", "2026-05-01", "2026-05-06", id="X5: thirty days, rolled"),
    pytest.param("X1", "2026-11-05", "2026-11-20", "2026-11-20", id="X1: fifteen natural days"),
]


@pytest.mark.parametrize(("rule", "start", "raw_due", "due"), EXAMPLES)
def test_the_time_limit_ends(rule, start, raw_due, due):
    reckoned = reckon(clock(rule), day(start), CALENDAR)
    assert (reckoned.raw_due, reckoned.due) == (day(raw_due), day(due))
    assert (reckoned.rule, reckoned.start) == (rule, day(start))
    assert not reckoned.provisional


def test_every_row_has_an_example_that_names_it():
    named = {str(example.id).split(":")[0] for example in EXAMPLES}
    assert named == {row.id for row in CLOCKS}


def test_no_row_rests_on_an_unverified_text():
    weak = {Confidence.UNVERIFIED, Confidence.SECONDARY, Confidence.OPENING_ONLY}
    assert [row.id for row in CLOCKS for each in row.cites if each.confidence in weak] == []
    assert all(
        row.in_force_from >= row.cites[0].law.in_force_from for row in CLOCKS if row.id != "A3"
    )


def test_the_two_ways_to_enforceability_shut_each_other_out():
    assert clock("A1").excludes == ("A3",)
    assert clock("A3").excludes == ("A1",)
    assert clock("A1").joint
    assert clock("A3").joint


def test_an_unknown_rule_and_a_day_before_the_rule_are_not_found():
    with pytest.raises(NotFound) as unknown:
        clock("Z9")
    assert unknown.value.facts == {"rule": "Z9"}
    with pytest.raises(NotFound) as early:
        clock("M4", on=day("2011-12-31"))
    assert early.value.code == "clock.not_in_force"
    assert clock("M4", on=day("2012-01-01")) is clock("M4")


def test_a_row_that_has_lapsed_no_longer_takes_new_starts():
    lapsed = replace(clock("M4"), in_force_to=day("2026-06-30"))
    assert lapsed.is_in_force_on(day("2026-06-30"))
    assert not lapsed.is_in_force_on(day("2026-07-01"))


def test_the_basis_cites_the_articles_and_the_calendar_its_version():
    reckoned = reckon(clock("A1"), day("2026-11-05"), CALENDAR)
    assert reckoned.basis == ("人社部令33号第74条", "人社部令33号第80条")
    assert reckoned.calendar_version == CALENDAR.version


def test_a_derivation_counts_workdays_one_by_one_and_says_what_it_skips():
    lines = reckon(clock("M3"), day("2026-09-24"), CALENDAR).derivation
    assert [line.code for line in lines] == [
        Derived.STARTED,
        Derived.REST_DAYS_SKIPPED,
        *[Derived.WORKDAY_COUNTED] * 3,
        Derived.READING,
    ]
    assert lines[1].facts == {
        "day": day("2026-09-25"),
        "until": day("2026-09-27"),
        "why": "中秋节",
    }


def test_a_weekend_before_a_festival_is_skipped_under_its_own_name():
    lines = reckon(clock("M3"), day("2014-09-04"), CALENDAR).derivation
    skipped = [line.facts["why"] for line in lines if line.code is Derived.REST_DAYS_SKIPPED]
    assert skipped == ["", "中秋节"]


@pytest.mark.parametrize(
    ("rule", "start", "landing"),
    [
        ("M4", "2026-03-02", Derived.LAST_DAY_IS_WORKDAY),
        ("M4", "2026-09-25", Derived.LAST_DAY_IS_MAKE_UP),
        ("M4", "2025-09-20", Derived.ROLLED),
        ("X1", "2026-09-19", Derived.NOT_ROLLED),
        ("L1", "2024-02-29", Derived.END_OF_MONTH),
        ("L1", "2025-03-03", Derived.CORRESPONDING_DAY),
    ],
)
def test_a_derivation_says_where_the_last_day_lands(rule, start, landing):
    codes = [line.code for line in reckon(clock(rule), day(start), CALENDAR).derivation]
    assert landing in codes
    assert Derived.PROVISIONAL not in codes


@pytest.mark.parametrize(
    ("rule", "start", "provisional"),
    [
        pytest.param("M4", "2026-12-16", False, id="ends on the last day of a known year"),
        pytest.param("M4", "2026-12-17", True, id="ends in a year without its notice"),
        pytest.param("M3", "2026-12-29", True, id="counts into such a year"),
        pytest.param("L1", "2026-01-05", True, id="ends there after a year"),
        pytest.param("M3", "2003-12-30", True, id="counts from before the first known year"),
        pytest.param("L1", "2003-06-02", False, id="only starts before the first known year"),
    ],
)
def test_a_deadline_that_touches_an_unconfirmed_year_is_provisional(rule, start, provisional):
    reckoned = reckon(clock(rule), day(start), CALENDAR)
    assert reckoned.provisional is provisional
    codes = [line.code for line in reckoned.derivation]
    assert (Derived.PROVISIONAL in codes) is provisional


def test_the_notice_moves_a_provisional_deadline_and_makes_it_firm():
    notice = CalendarYear(
        2027,
        True,
        {day("2027-01-04"): "元旦"},
        frozenset(),
        "notice",
        Confidence.OFFICIAL_COPY,
    )
    before = reckon(clock("M4"), day("2026-12-20"), CALENDAR)
    after = reckon(clock("M4"), day("2026-12-20"), CALENDAR.with_year(notice))
    assert (before.due, before.provisional) == (day("2027-01-04"), True)
    assert (after.due, after.provisional) == (day("2027-01-05"), False)


def test_both_parties_may_extend_the_mediation_to_the_day_they_agree():
    extended = reckon(clock("M4"), day("2026-03-02"), CALENDAR, extended_to=day("2026-04-05"))
    assert (extended.raw_due, extended.due) == (day("2026-04-05"), day("2026-04-05"))
    line = next(each for each in extended.derivation if each.code is Derived.EXTENDED)
    assert line.facts["by"] is Consent.BOTH_PARTIES_IN_WRITING
    assert "民法典第204条" in line.cites


def test_a_day_that_both_agreed_to_is_firm_even_in_a_year_without_its_notice():
    extended = reckon(clock("M4"), day("2026-12-20"), CALENDAR, extended_to=day("2027-01-23"))
    assert not extended.provisional


CAPPED = replace(clock("M4"), extends=Extension(Consent.HEAD_OF_BODY, NaturalDays(30)))


@pytest.mark.parametrize(
    ("row", "to", "code"),
    [
        pytest.param(clock("M5"), "2026-04-01", "clock.not_extendable", id="M5 has no extension"),
        pytest.param(clock("M4"), "2026-03-17", "clock.extension_not_later", id="not later"),
        pytest.param(clock("M4"), "2101-01-01", "clock.day_out_of_range", id="far away"),
        pytest.param(CAPPED, "2026-04-17", "clock.extension_too_long", id="beyond the cap"),
    ],
)
def test_an_extension_without_its_condition_is_refused(row, to, code):
    with pytest.raises(MediationError) as refused:
        reckon(row, day("2026-03-02"), CALENDAR, extended_to=day(to))
    assert refused.value.code == code


def test_an_extension_up_to_its_cap_stands():
    extended = reckon(CAPPED, day("2026-03-02"), CALENDAR, extended_to=day("2026-04-16"))
    assert extended.due == day("2026-04-16")


def test_an_interruption_restarts_the_limitation_in_full_and_is_named():
    restarted = reckon(
        clock("L1"), day("2026-03-02"), CALENDAR, started_by=Event.PERFORMANCE_PROMISED
    )
    assert restarted.derivation[0].facts["event"] is Event.PERFORMANCE_PROMISED
    with pytest.raises(MediationError) as refused:
        reckon(clock("M4"), day("2026-03-02"), CALENDAR, started_by=Event.CLAIM_MADE)
    assert refused.value.code == "clock.not_started_by"


@pytest.mark.parametrize("far", ["1899-12-31", "2101-01-01", "9999-12-31", "0001-01-01"])
def test_a_day_out_of_all_reason_is_refused(far):
    with pytest.raises(MediationError) as refused:
        reckon(clock("L1"), day(far), CALENDAR)
    assert refused.value.code == "clock.day_out_of_range"
    with pytest.raises(MediationError):
        agreed_date(day(far), CALENDAR)


def test_an_agreed_day_stays_where_it_is_and_hints_at_wages():
    on_a_rest_day = agreed_date(day("2026-10-03"), CALENDAR)
    assert (on_a_rest_day.rule, on_a_rest_day.due) == (AGREED_DATE, day("2026-10-03"))
    assert on_a_rest_day.pay_by == day("2026-09-30")
    assert agreed_date(day("2026-10-10"), CALENDAR).pay_by is None


def test_an_agreed_day_in_a_year_without_its_notice_is_provisional_only_in_its_hint():
    reckoned = agreed_date(day("2027-03-01"), CALENDAR)
    assert reckoned.provisional
    assert reckoned.due == day("2027-03-01")


def test_what_remains_is_zero_on_the_last_day():
    assert remaining(day("2026-03-17"), day("2026-03-17")) == 0
    assert remaining(day("2026-03-17"), day("2026-03-20")) == -3


@pytest.mark.parametrize(
    ("due", "today", "shown"),
    [
        pytest.param("2026-12-31", "2026-12-30", False, id="a confirmed year"),
        pytest.param("2027-03-17", "2026-11-20", False, id="far away on an ordinary day"),
        pytest.param("2027-03-17", "2027-01-20", True, id="within sixty days"),
        pytest.param("2027-03-20", "2026-11-20", True, id="on a weekend"),
        pytest.param("2027-02-10", "2026-11-20", True, id="near a festival"),
    ],
)
def test_the_chip_says_provisional_only_where_it_helps(due, today, shown):
    assert shows_provisional(day(due), day(today), CALENDAR) is shown


def of_length(length: NaturalDays | WorkingDays | Months | Years | Hours, *, rolls: bool) -> Clock:
    return replace(clock("X1"), length=length, rolls=rolls)


def test_hours_run_from_the_next_full_hour():
    on_site = of_length(Hours(24), rolls=False)
    incident = datetime(2026, 11, 20, 1, 20, tzinfo=UTC)
    assert due_instant(on_site, incident) == datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    on_the_hour = incident.replace(minute=0)
    assert due_instant(on_site, on_the_hour) == datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def test_days_and_hours_are_not_mixed_up():
    with pytest.raises(MediationError) as by_day:
        reckon(of_length(Hours(24), rolls=False), day("2026-11-20"), CALENDAR)
    with pytest.raises(MediationError) as by_hour:
        due_instant(clock("X1"), datetime(2026, 11, 20, tzinfo=UTC))
    assert by_day.value.code == "clock.starts_at_an_hour"
    assert by_hour.value.code == "clock.starts_on_a_day"


def test_a_row_must_cite_and_must_not_roll_working_days():
    with pytest.raises(ValueError, match="cites nothing"):
        replace(clock("X1"), cites=())
    with pytest.raises(ValueError, match="end where they end"):
        of_length(WorkingDays(3), rolls=True)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-20", 14, "2028-01-20"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_end_of_the_month(start, months, end):
    assert end_of(Months(months), day(start), CALENDAR) == day(end)


def test_months_and_years_agree_with_an_independent_table_for_fifty_years():
    ends = [day("2000-01-01") + timedelta(days=step) for step in range(18_628)]
    assert ends[-1] == day("2050-12-31")
    wrong = [each for each in ends if end_of(Years(1), each, CALENDAR) != _a_year_later(each)]
    assert wrong == []
    assert [
        each for each in ends if end_of(Months(1), each, CALENDAR) != _a_month_later(each)
    ] == []


@settings(max_examples=60, deadline=None)
@given(ROWS, STARTS, st.integers(min_value=0, max_value=40))
def test_a_later_start_never_ends_earlier(row, start, days):
    first = reckon(row, start, CALENDAR)
    second = reckon(row, start + timedelta(days=days), CALENDAR)
    assert first.raw_due <= second.raw_due
    assert first.due <= second.due


@settings(max_examples=60, deadline=None)
@given(ROWS, STARTS)
def test_a_roll_lands_on_the_first_workday_and_never_before_the_raw_end(row, start):
    reckoned = reckon(row, start, CALENDAR)
    assert start < reckoned.raw_due <= reckoned.due
    assert row.rolls or reckoned.due == reckoned.raw_due
    if row.rolls or isinstance(row.length, WorkingDays):
        assert CALENDAR.is_workday(reckoned.due)
    if reckoned.due > reckoned.raw_due:
        assert CALENDAR.previous_workday_on_or_before(reckoned.raw_due) < reckoned.raw_due
        assert CALENDAR.workdays_between(reckoned.raw_due, reckoned.due) == 1


def _a_year_later(start: date) -> date:
    text = f"{start.year + 1}{start:-%m-%d}"
    return day(text.replace("-02-29", "-02-28"))


def _a_month_later(start: date) -> date:
    """Look the next month up in a table of lengths written down by hand."""
    lengths = (31, 29 if start.year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    year, month = (start.year, start.month + 1) if start.month < 12 else (start.year + 1, 1)
    return date(year, month, min(start.day, lengths[month - 1]))
