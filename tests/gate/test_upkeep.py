"""The second entry: housekeeping only, unaudited, and nothing else gets through it."""

from datetime import datetime

import pytest
from sqlalchemy import delete, insert, update

from mediation.basics import clock as real_clock
from mediation.gate.upkeep import TABLES, upkeep
from mediation.models import audit, case, note, receipt, throttle
from mediation.models.case import Case
from mediation.models.db import Base, insert_new, session
from mediation.models.note import Note
from mediation.models.watch import Heartbeat
from tests.builders import People, a_case, a_district


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


def a_note(case_id: int) -> Note:
    return Note(case_id=case_id, kind="call", text="绕过", at=real_clock.now(), author_name="无")


def test_housekeeping_leaves_no_audit_row(people):
    before = audit.count_entries()
    with upkeep():
        throttle.take_try("account:li", 5, real_clock.now())
    assert audit.count_entries() == before


def test_a_row_of_another_table_is_refused_and_not_written(people):
    matter = a_case(people)
    with pytest.raises(RuntimeError, match="notes"), upkeep():
        session().add(a_note(matter.id))
    assert note.of_case(matter.id, with_caucus=True) == ()


def test_a_change_of_another_table_is_refused_and_not_written(people):
    matter = a_case(people)
    with pytest.raises(RuntimeError, match="cases"), upkeep():
        case.change(matter.id, request="绕过")
    assert case.of_id(matter.id).request == matter.request


def test_even_the_audit_trail_cannot_be_written_through_it(people):
    before = audit.count_entries()
    with pytest.raises(RuntimeError, match="audit_heads"), upkeep():
        session().get_one(audit.AuditHead, 1).sequence = 0
    assert audit.count_entries() == before


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(update(Case).values(request="绕过"), id="update of many rows"),
        pytest.param(delete(Note), id="delete of many rows"),
        pytest.param(
            insert(Note).values(
                case_id=1, kind="call", text="绕过", at=real_clock.now(), author_name="无"
            ),
            id="insert of a row",
        ),
    ],
)
def test_a_statement_on_another_table_is_refused_and_undone(people, statement):
    """Only what the session flushed was looked at, so a bulk statement slipped through."""
    matter = a_case(people)
    with pytest.raises(RuntimeError, match=r"cases|notes"), upkeep():
        session().execute(statement)
    assert case.of_id(matter.id).request == matter.request
    assert note.of_case(matter.id, with_caucus=True) == ()


def test_statements_on_the_housekeeping_tables_pass(people):
    now = real_clock.now()
    with upkeep():
        receipt.forget_before(now)
        assert insert_new(Heartbeat, name="test", worker="test", at=now)
    assert session().query(Heartbeat).filter_by(name="test").one().at == now


def test_a_fault_undoes_the_housekeeping(people):
    now = real_clock.now()
    with pytest.raises(ZeroDivisionError), upkeep():
        beat_and_stumble(now)
    assert session().query(Heartbeat).filter_by(name="test").count() == 0


def beat_and_stumble(now: datetime) -> None:
    insert_new(Heartbeat, name="test", worker="test", at=now)
    raise ZeroDivisionError


def test_no_table_of_the_list_is_audited():
    known = {name: table for name, table in Base.metadata.tables.items() if name in TABLES}
    assert [name for name, table in known.items() if not table.info.get("unaudited")] == []
