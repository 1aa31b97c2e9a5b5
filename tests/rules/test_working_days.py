"""The calendar: what it says of single days, and that counting agrees with itself and others."""

from datetime import date, timedelta

import chinese_calendar
import holidays as holidays_package
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.basics.errors import RuleBroken
from mediation.rules.citations import Confidence
from mediation.rules.working_days import Calendar, CalendarYear
from tests.rules.days import CALENDAR, day

DAYS = st.dates(date(2004, 1, 1), date(2027, 12, 31))


def every_day(first: str, last: str) -> list[date]:
    span = (day(last) - day(first)).days
    return [day(first) + timedelta(days=step) for step in range(span + 1)]


def a_year(year: int, off: dict[str, str], make_up: tuple[str, ...] = ()) -> CalendarYear:
    return CalendarYear(
        year,
        True,
        {day(each): name for each, name in off.items()},
        frozenset(day(each) for each in make_up),
        "test",
        Confidence.OFFICIAL_COPY,
    )


@pytest.mark.parametrize(
    ("text", "works"),
    [
        pytest.param("2026-10-10", True, id="a Saturday made a workday"),
        pytest.param("2026-09-20", True, id="a Sunday made a workday"),
        pytest.param("2026-10-07", False, id="a Wednesday in the holiday"),
        pytest.param("2026-10-11", False, id="an ordinary Sunday"),
        pytest.param("2026-10-12", True, id="an ordinary Monday"),
        pytest.param("2027-02-08", False, id="third day of the new year, known before the notice"),
        pytest.param("2027-02-09", True, id="which gives no more days until it is known"),
        pytest.param("2031-01-04", False, id="a Saturday in a year that nobody entered"),
        pytest.param("2031-01-01", True, id="nor is anything else known of that year"),
    ],
)
def test_a_day_is_a_workday_or_not(text, works):
    assert CALENDAR.is_workday(day(text)) is works
    assert CALENDAR.is_rest_day(day(text)) is not works


def test_the_calendar_agrees_with_chinesecalendar_on_every_day():
    differing = [
        each
        for each in every_day("2004-01-01", "2026-12-31")
        if CALENDAR.is_workday(each) != chinese_calendar.is_workday(each)
    ]
    assert differing == []


def test_the_calendar_agrees_with_the_holidays_package_since_2018():
    other = holidays_package.country_holidays("CN", years=range(2018, 2027))
    differing = [
        each
        for each in every_day("2018-01-01", "2026-12-31")
        if CALENDAR.is_workday(each) != other.is_working_day(each)
    ]
    assert differing == []


def test_every_seeded_year_names_its_source_and_only_2027_is_provisional():
    assert [year.year for year in CALENDAR.years] == list(range(2004, 2028))
    assert all(year.source for year in CALENDAR.years)
    assert [year.year for year in CALENDAR.years if not year.confirmed] == [2027]
    assert Confidence.UNVERIFIED not in {year.confidence for year in CALENDAR.years}


def test_a_year_without_its_notice_is_provisional():
    assert not CALENDAR.is_provisional(day("2026-12-31"))
    assert CALENDAR.is_provisional(day("2027-01-01"))
    assert CALENDAR.is_provisional(day("2031-06-01"))


def test_an_import_makes_the_next_version_and_leaves_the_old_one():
    notice = a_year(2027, {"2027-02-09": "春节"}, ("2027-02-20",))
    imported = CALENDAR.with_year(notice)
    assert (imported.version, CALENDAR.version) == (CALENDAR.version + 1, CALENDAR.version)
    assert imported.is_rest_day(day("2027-02-09"))
    assert imported.is_workday(day("2027-02-20"))
    assert not imported.is_provisional(day("2027-02-20"))
    assert CALENDAR.is_workday(day("2027-02-09"))


def test_a_notice_may_rearrange_the_december_before_its_year():
    later = a_year(2027, {"2026-12-31": "元旦"}, ("2026-12-27",))
    calendar = CALENDAR.with_year(later)
    assert calendar.festival_on(day("2026-12-31")) == "元旦"
    assert calendar.is_make_up_workday(day("2026-12-27"))


def test_the_later_notice_wins_over_the_earlier():
    earlier = a_year(2026, {"2026-12-26": "补休"}, ("2026-12-27",))
    later = a_year(2027, {"2026-12-27": "元旦"}, ("2026-12-26",))
    calendar = Calendar(1, (later, earlier))
    assert calendar.is_rest_day(day("2026-12-27"))
    assert calendar.is_workday(day("2026-12-26"))


@pytest.mark.parametrize(
    ("off", "make_up", "code"),
    [
        ({"2025-11-30": "x"}, (), "calendar.day_outside_year"),
        ({"2027-01-01": "x"}, (), "calendar.day_outside_year"),
        ({"2026-02-14": "x"}, ("2026-02-14",), "calendar.day_twice"),
        ({}, ("2026-02-13",), "calendar.make_up_on_weekday"),
    ],
)
def test_a_year_that_contradicts_itself_is_refused(off, make_up, code):
    with pytest.raises(RuleBroken) as refused:
        a_year(2026, off, make_up)
    assert refused.value.code == code


@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(min_value=1, max_value=60))
def test_adding_workdays_and_counting_them_agree(start, number):
    later = CALENDAR.add_workdays(start, number)
    assert CALENDAR.is_workday(later)
    assert CALENDAR.workdays_between(start, later) == number
    assert CALENDAR.workdays_between(later, start) == -number


@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(min_value=1, max_value=60))
def test_going_back_from_a_workday_undoes_going_forward(start, number):
    workday = CALENDAR.next_workday_on_or_after(start)
    assert CALENDAR.add_workdays(CALENDAR.add_workdays(workday, number), -number) == workday
    assert CALENDAR.add_workdays(start, 0) == start


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_the_nearest_workdays_enclose_nothing_but_rest(start):
    before = CALENDAR.previous_workday_on_or_before(start)
    after = CALENDAR.next_workday_on_or_after(start)
    assert before <= start <= after
    assert CALENDAR.is_workday(before)
    assert CALENDAR.is_workday(after)
    assert CALENDAR.workdays_between(before, after) == (before != after)
