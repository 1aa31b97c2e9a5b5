"""Employers found by what somebody says of them on the telephone; both engines answer alike."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from mediation.basics import clock as now_clock
from mediation.casework import intake
from mediation.models import case, employer, employer_entry, employer_recent, transaction
from mediation.models.db import db
from mediation.rules.causes import QuickCause
from mediation.rules.employer import Alias, EmployerEntry, NameKind
from mediation.rules.intake import NextAct
from tests.builders import a_district, a_wage_dispute

CODE = "91000000MA0DEM010K"
NAMES = (
    "广州市番禺区云岫五金制品厂",
    "广州市番禺区砚溪皮具有限公司",
    "广州市番禺区云岫餐饮管理有限公司",
)


@pytest.fixture
def people(service, engine_url):
    """The people of a small office, on each engine."""
    return a_district()


def register(people, name, *aliases, code=""):
    """Write an entry into the registry of the district."""
    others = tuple(Alias(each, NameKind.ALIAS) for each in aliases)
    with transaction.writing():
        entry = EmployerEntry(name, credit_code=code, aliases=others)
        return employer_entry.register(people.mediator.district_id or 0, entry)


def found(people, text):
    """Return the names of the entries that a text may mean."""
    return [each.name for each in employer.likely(people.mediator.district_id or 0, text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("云岫", [NAMES[0], NAMES[2]], id="a part of the name"),
        pytest.param("云岫餐饮", [NAMES[2]], id="a longer part"),
        pytest.param("YXwj", [NAMES[0]], id="initials from the middle"),
        pytest.param("大白鲨", [NAMES[1]], id="another name"),
        pytest.param("dbs", [NAMES[1]], id="the initials of another name"),
        pytest.param("运秀", [NAMES[0], NAMES[2]], id="by ear"),
        pytest.param("９１000000ma0d", [NAMES[0]], id="the beginning of a credit code, full width"),
        pytest.param(CODE.lower(), [NAMES[0]], id="a whole credit code"),
        pytest.param("云　岫", [NAMES[0], NAMES[2]], id="a stray gap, by ear"),
        pytest.param("%", [], id="a sign that means anything in SQL"),
        pytest.param("云_", [], id="another such sign"),
        pytest.param("厂", [], id="one sign alone"),
        pytest.param("溪云", [], id="signs of two names"),
        pytest.param(" ", [], id="nothing"),
    ],
)
def test_an_employer_is_found_by_what_is_said_of_it(people, text, names):
    register(people, NAMES[0], code=CODE)
    register(people, NAMES[1], "大白鲨皮具")
    register(people, NAMES[2])
    assert found(people, text) == names


def test_the_surest_stands_first_and_eight_are_enough(people):
    for place in range(12):
        register(people, f"云岫{'甲乙丙丁戊己庚辛壬癸子丑'[place]}号厂")
    register(people, "新云岫")
    register(people, "云岫")
    names = found(people, "云岫")
    assert names[0] == "云岫"
    assert len(names) == employer.MOST_LIKELY
    assert "新云岫" not in names


def test_another_district_has_a_registry_of_its_own(people):
    register(people, NAMES[0])
    assert employer.likely(0, "云岫") == ()


def test_a_look_up_costs_a_handful_of_queries(people):
    register(people, NAMES[0])
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    found(people, "广州市番禺区云岫")
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(asked) <= 7


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("广州市番禺区云岫五金制品厂 ", NAMES[0], id="the name"),
        pytest.param("大白鲨皮具", NAMES[1], id="a name that only one bears besides"),
        pytest.param(CODE, NAMES[0], id="the credit code"),
        pytest.param("老字号", None, id="a name that two bear besides"),
        pytest.param("云岫", None, id="a part"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_typed_text_means_one_entry_or_none(people, text, name):
    register(people, NAMES[0], "老字号", code=CODE)
    register(people, NAMES[1], "大白鲨皮具", "老字号")
    meant = employer.meant_by(people.mediator.district_id or 0, text)
    assert (meant.name if meant else None) == name


def test_a_matter_logged_under_another_name_goes_to_the_known_entry(people):
    known = register(people, NAMES[1], "大白鲨皮具")
    case_id = intake.log_intake(people.mediator, a_wage_dispute(employer="大白鲨皮具"))
    assert employer_of(case_id) == (known.id, "大白鲨皮具")


def test_an_own_name_goes_before_the_other_names_of_others(people):
    register(people, NAMES[1], "大白鲨")
    own = register(people, "大白鲨")
    case_id = intake.log_intake(people.mediator, a_wage_dispute(employer="大白鲨"))
    assert employer_of(case_id)[0] == own.id


def test_what_came_in_of_late_is_counted_for_the_district_and_shown_as_far_as_one_sees(people):
    lately = a_wage_dispute(employer=NAMES[0], worker_count=5, next_act=NextAct.LATER)
    seen = intake.log_intake(people.mediator, lately)
    both = a_wage_dispute(
        employer=NAMES[0],
        worker_count=2,
        causes=(QuickCause.WAGES, QuickCause.TERMINATION),
        next_act=NextAct.LATER,
    )
    intake.log_intake(people.neighbour, both)
    today = now_clock.today()
    long_ago = a_wage_dispute(
        employer=NAMES[0], received_on=today - timedelta(days=30), next_act=NextAct.LATER
    )
    intake.log_intake(people.mediator, long_ago)
    entry = employer.meant_by(people.mediator.district_id or 0, NAMES[0])
    assert entry is not None
    told = employer_recent.recent(people.mediator, entry.id, today)
    assert (told.cases, told.people) == (2, 7)
    assert told.people_by_cause[0] == ("wages", 7)
    assert dict(told.people_by_cause)["termination"] == 2
    assert [each.public_id for each in told.in_sight] == [seen]
    assert told.in_sight[0].applicant == "王**"


def test_of_an_employer_without_cases_nothing_is_told(people):
    known = register(people, NAMES[0])
    told = employer_recent.recent(people.mediator, known.id, now_clock.today())
    assert (told.cases, told.people, told.people_by_cause, told.in_sight) == (0, 0, (), ())


def employer_of(case_id):
    """Return the employer of a case: the key of the entry, and the name as it was given."""
    from_case = case.of_public_id(case_id)
    return from_case.employer_id, from_case.employer_name
