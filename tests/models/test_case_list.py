"""Lists of cases: who finds what, in which order, a page at a time, at a steady price."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event, inspect

from mediation.basics import clock as now_clock
from mediation.basics.paging import PAGE_ROWS
from mediation.casework import handling, intake
from mediation.models import case_list, duplicates, home, stored_search, transaction
from mediation.models.case import Case
from mediation.models.case_list import search
from mediation.models.db import db, session
from mediation.models.deadline import Deadline
from mediation.models.duplicates import Caller, Elsewhere
from mediation.models.stored_search import understood
from mediation.rules.case_list import GROUPS, CaseFilter, Due, Order, Status, StatusGroup
from mediation.rules.causes import Cause, QuickCause
from mediation.rules.handling import Assignment
from mediation.rules.intake import Channel, NextAct
from mediation.rules.likeness import Likeness
from mediation.rules.permissions import Actor
from mediation.rules.workflow_terms import State
from tests.builders import a_case, a_district, a_wage_dispute

EVERYTHING = CaseFilter()


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


def found_by(actor, asked=EVERYTHING, text=""):
    """Return the numbers of the cases that somebody finds."""
    looked_for = understood(text) if text else None
    rows = search(actor, asked, now_clock.today(), None, looked_for).rows
    return {row.case_number for row in rows}


def many_cases(people, count):
    """Write so many cases with a time limit each straight into the tables, a minute apart."""
    row = session().get_one(Case, a_case(people).id)
    own = {"id", "public_id", "case_number", "logged_at"}
    plain = {
        each.key: getattr(row, each.key) for each in inspect(Case).columns if each.key not in own
    }
    first = row.logged_at
    with transaction.writing():
        for place in range(count):
            logged_at = first + timedelta(minutes=place + 1)
            case = Case(case_number=f"测试〔2026〕{place:04d}号", logged_at=logged_at, **plain)
            session().add(case)
            session().flush()
            due_on = date(2026, 3, 4) + timedelta(days=place)
            session().add(
                Deadline(
                    case_id=case.id,
                    rule="M4",
                    trigger="accepted",
                    started_on=date(2026, 3, 2),
                    raw_due_on=due_on,
                    due_on=due_on,
                    calendar_version=1,
                )
            )


def queries_of(ask):
    """Return how many queries a question costs."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_):
        asked.append(statement)

    session().rollback()
    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in asked)


def test_everybody_finds_what_lies_in_their_sight_and_nothing_else(people):
    matter = a_case(people)
    finds = {
        name: found_by(getattr(people, name)) == {matter.case_number}
        for name in (
            "mediator",
            "colleague",
            "neighbour",
            "lawyer",
            "supervisor",
            "liaison",
            "court",
            "auditor",
            "admin",
        )
    }
    assert [name for name, does in finds.items() if does] == [
        "mediator",
        "colleague",
        "supervisor",
        "liaison",
        "auditor",
    ]


def test_a_lawyer_finds_a_case_from_the_day_of_the_assignment(people):
    matter = a_case(people)
    given = Assignment(people.mediator.public_id, people.lawyer.public_id, "代理仲裁")
    handling.assign(people.supervisor, matter.public_id, given)
    assert found_by(people.lawyer) == {matter.case_number}


def test_a_court_finds_what_it_delegated(people):
    asked = a_wage_dispute(channel=Channel.COURT, next_act=NextAct.LATER)
    intake.delegate(people.court, asked)
    assert len(found_by(people.court)) == 1


def test_names_are_masked_and_left_out_where_only_the_course_is_seen(people):
    a_case(people)
    seen = {
        name: search(getattr(people, name), EVERYTHING, now_clock.today()).rows[0]
        for name in ("mediator", "liaison")
    }
    assert (seen["mediator"].applicant, seen["liaison"].applicant) == ("王**", "")
    assert seen["liaison"].amount is None


def test_people_are_not_found_by_asking_where_only_the_course_is_seen(people):
    a_case(people)
    asked_for = ("王𠮷平", "19900001111", "某某电子")
    assert [len(found_by(people.mediator, text=text)) for text in asked_for] == [1, 1, 1]
    assert [len(found_by(people.liaison, text=text)) for text in asked_for] == [0, 0, 1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("番劳调〔2026〕0001号", id="as it is printed"),
        pytest.param("番劳调[2026]1", id="as it is typed"),
        pytest.param("（2026）1号", id="without the body before it"),
        pytest.param("1990 0001 111", id="a mobile with gaps"),
        pytest.param("０００００0199001011239", id="an identity number, partly full-width"),
        pytest.param("电子", id="a part of the employer"),
        pytest.param("pymmdz", id="the initials of the employer"),
        pytest.param("𠮷平", id="a part of a name"),
    ],
)
def test_a_case_is_found_by_what_people_know_of_it(people, text):
    matter = a_case(people)
    assert found_by(people.mediator, text=text) == {matter.case_number}


def test_a_number_that_was_looked_for_is_not_kept_readable(people):
    key = stored_search.keep(people.mediator.user_id, understood("19900001111"), now_clock.now())
    stored = stored_search.find(people.mediator.user_id, key)
    assert (stored.shown, stored.text) == ("199****1111", "")


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        pytest.param(CaseFilter(statuses=frozenset({Status.ACCEPTED})), {2}, id="status"),
        pytest.param(CaseFilter(statuses=GROUPS[StatusGroup.FRESH]), {1, 4}, id="group"),
        pytest.param(CaseFilter(statuses=frozenset({Status.CLOSED})), {3}, id="closed"),
        pytest.param(CaseFilter(channel=Channel.LIAISON), {4}, id="channel"),
        pytest.param(CaseFilter(cause=Cause.SEVERANCE), {2}, id="a cause that is not the first"),
        pytest.param(CaseFilter(unassigned=True), {4}, id="of nobody"),
        pytest.param(CaseFilter(collective=True), {2}, id="ten people or more"),
    ],
)
def test_a_filter_narrows_the_list(people, asked, finds):
    two = (QuickCause.WAGES, QuickCause.SEVERANCE)
    made = [
        a_case(people).case_number,
        a_case(people, at=State.ACCEPTED, causes=two, worker_count=12).case_number,
        a_case(people, at=State.CONCLUDED).case_number,
    ]
    report = a_wage_dispute(channel=Channel.LIAISON, next_act=NextAct.LATER)
    intake.report_sign(people.liaison, report)
    numbers = {number: place for place, number in enumerate(made, start=1)}
    found = found_by(people.supervisor, asked)
    assert {numbers.get(number, 4) for number in found} == finds


def next_days(actor: Actor, asked: CaseFilter = EVERYTHING) -> list[tuple[str, date]]:
    """Return the next deadline of each listed case that has one: its rule and its last day."""
    rows = search(actor, asked, now_clock.today()).rows
    return [(row.deadline.rule, row.deadline.due_on) for row in rows if row.deadline is not None]


def test_a_duty_stays_next_when_its_day_has_passed_and_a_window_does_not(people, clock):
    a_case(people, at=State.EFFECTIVE)
    clock.forward(days=20)
    assert next_days(people.mediator) == [("A3", date(2026, 4, 1))]
    clock.forward(days=15)
    assert [rule for rule, _ in next_days(people.mediator)] == ["A6"]
    overdue = replace(EVERYTHING, due=Due.OVERDUE)
    assert len(found_by(people.mediator, overdue)) == 1


def test_a_tile_counts_what_its_list_shows(people, clock):
    a_case(people)
    a_case(people, at=State.ACCEPTED)
    clock.forward(days=3)
    today = now_clock.today()
    counts = home.counts(people.mediator, today, own=True)
    due_today = CaseFilter(due=Due.TODAY, handler_id=people.mediator.user_id)
    assert counts.due_today == case_list.count(people.mediator, due_today, today) == 1
    assert (counts.open, counts.fresh, counts.overdue) == (2, 1, 0)


def test_the_order_by_deadline_begins_with_what_is_latest(people, clock):
    a_case(people, at=State.ACCEPTED)
    clock.forward(days=1)
    a_case(people)
    asked = CaseFilter(order=Order.DUE)
    days = [due_on for _, due_on in next_days(people.mediator, asked)]
    assert len(days) == 2
    assert days == sorted(days)


@pytest.mark.parametrize("order", list(Order), ids=lambda order: order.value)
def test_rows_that_arrive_meanwhile_shift_no_page(people, order):
    many_cases(people, 2 * PAGE_ROWS)
    a_case(people)
    today, asked = now_clock.today(), CaseFilter(order=order)
    first = search(people.supervisor, asked, today)
    a_case(people)
    second = search(people.supervisor, asked, today, first.next_mark)
    seen = [row.case_number for row in (*first.rows, *second.rows)]
    assert len(seen) == len(set(seen))


def test_a_torn_mark_shows_the_first_page(people):
    a_case(people)
    for mark in ("zzz", "WyJ4IiwxXQ", "WzEsMl0"):
        assert len(search(people.mediator, EVERYTHING, now_clock.today(), mark).rows) == 1


def test_a_page_costs_the_same_however_long_the_list_is(people):
    a_case(people)
    few = queries_of(lambda: search(people.supervisor, EVERYTHING, now_clock.today()))
    many_cases(people, 3 * PAGE_ROWS)
    many = queries_of(lambda: search(people.supervisor, EVERYTHING, now_clock.today()))
    assert (few, many) == (2, 2)


def test_the_count_stops_where_nobody_counts_on(people):
    many_cases(people, 5)
    assert case_list.count(people.supervisor, EVERYTHING, now_clock.today()) == 6
    assert case_list.count(people.supervisor, EVERYTHING, now_clock.today(), most=3) == 4


@pytest.mark.parametrize(
    ("caller", "why"),
    [
        pytest.param(Caller(id_number="000000199001011239"), Likeness.SAME_ID_NUMBER, id="number"),
        pytest.param(Caller(mobile="199-0000-1111"), Likeness.SAME_MOBILE, id="mobile"),
        pytest.param(
            Caller(name="王𠮷平", employer_name="番禺某某电子有限公司"),
            Likeness.SAME_PEOPLE,
            id="name and employer",
        ),
        pytest.param(
            Caller(name="别人", employer_name="番禺某某电子有限公司"),
            Likeness.SAME_EMPLOYER,
            id="employer",
        ),
    ],
)
def test_an_earlier_case_is_offered_with_the_reason(people, caller, why):
    matter = a_case(people)
    found = duplicates.likely(people.colleague, caller, now_clock.today())
    assert [(row.why, row.case_number) for row in found.rows] == [(why, matter.case_number)]


def test_of_a_case_out_of_sight_only_its_body_and_the_number_is_told(people):
    a_case(people)
    report = a_wage_dispute(channel=Channel.LIAISON, next_act=NextAct.LATER)
    intake.report_sign(people.liaison, report)
    caller = Caller(mobile="19900001111")
    found = duplicates.likely(people.neighbour, caller, now_clock.today())
    assert found.rows == ()
    assert found.elsewhere == (Elsewhere("番禺区劳动人事争议三方联合调解中心", 2),)


def test_half_a_number_finds_nobody(people):
    a_case(people)
    found = duplicates.likely(people.mediator, Caller(name="王", mobile="1990"), now_clock.today())
    assert (found.rows, found.elsewhere) == ((), ())


def test_lists_counts_and_searches_answer_alike_on_both_engines(service, engine_url):
    people = a_district()
    matter = a_case(people, at=State.ACCEPTED, worker_count=12)
    today = now_clock.today()
    asked = CaseFilter(
        statuses=GROUPS[StatusGroup.OPEN], due_before=date(2026, 4, 1), order=Order.DUE
    )
    assert found_by(people.mediator, asked, "𠮷平") == {matter.case_number}
    assert case_list.count(people.supervisor, asked, today) == 1
    assert home.counts(people.supervisor, today, own=False).open == 1
    assert [each.open for each in home.case_loads(people.supervisor)] == [1]
    assert len(home.waiting_for(people.mediator, today)) == 1
    assert duplicates.likely(people.neighbour, Caller(mobile="19900001111"), today).elsewhere
