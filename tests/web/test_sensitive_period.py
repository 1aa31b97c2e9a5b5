"""Sensitive periods through the pages: entered, tried out, switched on and off."""

import pytest

from mediation.models import warning
from mediation.rules.warnings import WarningLevel
from tests.builders import a_case, a_district, a_visitor
from tests.watching import owed, told, walk

PERIOD = {
    "period_name": "春节前欠薪",
    "period_kind": "spring_wages",
    "begins_on": "2026-03-05",
    "ends_on": "2026-03-10",
    "lead_days": "2",
}


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


class Desk:
    """The supervisor at the browser, who signs in afresh for every page: days pass in between."""

    def __init__(self, app, supervisor):
        """Remember who sits there."""
        self.app, self.supervisor = app, supervisor

    def open(self, path):
        """Open a page."""
        return a_visitor(self.app, self.supervisor).open(path)

    def submit(self, path, typed, to):
        """Open a page and send a form of it."""
        visitor = a_visitor(self.app, self.supervisor)
        return visitor.submit(visitor.open(path), typed, to=to)


@pytest.fixture
def desk(service, people):
    """The supervisor's desk."""
    return Desk(service.app, people.supervisor)


def entered(desk, **changes):
    return desk.submit("/sensitive-periods/new", {**PERIOD, **changes}, to="/sensitive-periods")


def activated(desk, **changes):
    return desk.submit(entered(desk, **changes).path, {}, to="/activate")


def levels(people):
    return [each.level for each in warning.search(people.supervisor, None, None).rows]


def test_a_period_is_entered_as_a_draft_that_raises_nothing(desk, people, clock):
    page = entered(desk)
    assert page.heading == "敏感时期：春节前欠薪"
    assert "若现在启用：命中0件" in page.text
    a_case(people)
    walk(clock, "2026-03-04T08:30")
    assert levels(people) == [WarningLevel.YELLOW]
    assert owed("briefing") == []


def test_the_trial_counts_what_would_be_raised(desk, people, clock):
    a_case(people)
    walk(clock, "2026-03-04T08:30")
    page = entered(desk)
    assert "若现在启用：命中1件，其中橙色1件" in page.text
    assert "将即时通知1位接收人" in page.text


def test_a_period_that_is_switched_on_raises_and_briefs_every_morning(desk, people, clock):
    a_case(people)
    walk(clock, "2026-03-04T08:30")
    page = activated(desk)
    assert "敏感时期已启用" in page.text
    walk(clock, "2026-03-04T08:31")
    assert levels(people) == [WarningLevel.ORANGE]
    assert told("warning") == {"supervisor": 1, "mediator": 1}
    walk(clock, "2026-03-05T08:29", "2026-03-05T08:30", "2026-03-07T08:30", "2026-03-08T09:00")
    days = [each.period_key for each in owed("briefing")]
    assert days == ["2026-03-04", "2026-03-05", "2026-03-07", "2026-03-08"]


def test_a_raised_warning_says_by_which_period(service, desk, people, clock):
    activated(desk)
    a_case(people)
    walk(clock, "2026-03-04T08:30")
    found = warning.search(people.supervisor, None, None).rows[0]
    page = desk.open(f"/warnings/{found.public_id}")
    assert "处于“春节前欠薪”，级别上调一级（原为黄色）" in page.text


def test_a_period_that_is_switched_off_lets_the_levels_down(desk, people, clock):
    a_case(people)
    page = activated(desk)
    walk(clock, "2026-03-04T08:30")
    assert levels(people) == [WarningLevel.ORANGE]
    desk.submit(page.path, {}, to="/end")
    walk(clock, "2026-03-04T08:31", "2026-03-05T08:30")
    assert levels(people) == [WarningLevel.YELLOW]
    assert len(owed("briefing")) == 1


def test_the_level_comes_down_by_itself_when_the_period_is_over(desk, people, clock):
    activated(desk, ends_on="2026-03-05")
    a_case(people)
    walk(clock, "2026-03-04T08:30", "2026-03-05T08:30")
    assert levels(people) == [WarningLevel.ORANGE]
    walk(clock, "2026-03-06T08:30")
    assert levels(people) == [WarningLevel.ORANGE]  # by itself now, a day after the last one
    assert [each.raised_by for each in warning.search(people.supervisor, None, None).rows] == [""]


def test_a_period_counts_only_in_its_towns(desk, people, clock):
    elsewhere = "440113007"
    activated(desk, town_codes=[elsewhere])
    a_case(people)
    walk(clock, "2026-03-04T08:30")
    assert levels(people) == [WarningLevel.YELLOW]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        pytest.param({"ends_on": "2026-03-01"}, "ends_on", id="it ends before it begins"),
        pytest.param({"ends_on": "2027-12-31"}, "ends_on", id="it never ends"),
        pytest.param({"lead_days": "91"}, "lead_days", id="too long a lead"),
        pytest.param({"period_name": ""}, "period_name", id="no name"),
        pytest.param({"least_amount": "1E+400"}, "least_amount", id="an amount beyond all bounds"),
    ],
)
def test_a_period_that_makes_no_sense_is_told_at_its_field(desk, typed, field):
    again = entered(desk, **typed)
    assert again.status == 422
    assert field in again.errors
    assert "春节前欠薪" not in desk.open("/sensitive-periods").text


def test_a_period_keeps_its_own_numbers(desk):
    page = entered(desk, least_people="10", least_cases="3", within_days="30", least_amount="5万")
    for words in ("10人", "3件", "30天内", "¥50,000.00"):
        assert words in page.text


def test_a_second_editor_is_told(service, desk, people):
    page = entered(desk)
    visitor = a_visitor(service.app, people.supervisor)
    first = visitor.open(f"{page.path}/edit")
    desk.submit(f"{page.path}/edit", {"period_name": "一"}, to="/edit")
    again = visitor.submit(first, {"period_name": "二"}, to="/edit")
    assert again.status == 409
    assert "一" in desk.open(page.path).heading


def test_a_mediator_has_no_business_here(service, people):
    mediator = a_visitor(service.app, people.mediator)
    assert mediator.open("/sensitive-periods").status == 403
    assert mediator.open("/recipients").status == 403


def test_recipients_are_named_changed_and_removed(desk, people, clock):
    assert "尚未设置预警接收人" in desk.open("/sensitive-periods").text
    typed = {"user": people.colleague.public_id, "gets_alerts": "yes", "gets_briefings": "yes"}
    listed = desk.submit("/recipients/new", typed, to="/recipients")
    assert "梁启文" in listed.text
    a_case(people)
    walk(clock, "2026-03-06T00:01")
    assert told("warning") == {"colleague": 1, "mediator": 1}
    emptied = desk.submit("/recipients", {}, to="/remove")
    assert "梁启文" not in emptied.text


def test_nobody_is_named_twice(desk, people):
    typed = {"user": people.colleague.public_id}
    desk.submit("/recipients/new", typed, to="/recipients")
    again = desk.submit("/recipients/new", typed, to="/recipients")
    assert again.status == 422
    assert "已经在名单里" in again.text
