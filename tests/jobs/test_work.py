"""Long work: carried out for its owner, stopped, begun anew, kept sealed, forgotten."""

import io
import signal
import time

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from mediation.basics import clock as real_clock
from mediation.basics.errors import NotFound, RuleBroken
from mediation.casework import export as verbs
from mediation.casework import task as tasks
from mediation.casework import user
from mediation.gate.upkeep import upkeep
from mediation.jobs.tick import tick
from mediation.jobs.work import Hands
from mediation.models import audit, ledger, task
from mediation.models.db import session
from mediation.models.task import Task, TaskPiece
from mediation.rules.case_list import CaseFilter
from mediation.rules.export import ExportAsked, ExportOrder, FileKind
from mediation.rules.ledger import Column
from mediation.rules.permissions import operator
from mediation.rules.task import TaskState
from tests import worker_process
from tests.builders import ID_NUMBER, a_case, a_district

COLUMNS = (Column.CASE_NUMBER, Column.APPLICANT, Column.ID_NUMBER)


@pytest.fixture
def people(service, engine_url):
    """The people of a district with two cases, on each engine."""
    people = a_district()
    a_case(people)
    a_case(people)
    return people


def ordered(person, digest="d", reason="报送名单") -> str:
    """Order a file with people in full and return the id of the task."""
    keys = ledger.selected_keys(person, CaseFilter(), real_clock.today(), None, 100)
    asked = ExportAsked(FileKind.XLSX, COLUMNS, True, reason)
    return verbs.order_in_full(person, ExportOrder(asked, keys, "全部案件"), digest)


def stands(person, public_id) -> TaskState:
    """Return where a task stands."""
    session().rollback()
    return task.find(person, public_id).state


def test_a_worker_makes_the_file_and_only_its_owner_fetches_it(people):
    wanted = ordered(people.supervisor)
    assert Hands("one").work_off() == 1
    made = tasks.fetch(people.supervisor, wanted)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made.content)).get_sheet_by_index(0)
    assert rows.to_python()[1][2] == ID_NUMBER
    assert made.name.endswith(".xlsx")
    with pytest.raises(NotFound):
        tasks.fetch(people.mediator, wanted)
    assert audit.search(people.auditor, None).rows[0].action == "fetch_file"


def test_the_file_is_sealed_where_it_lies(people):
    ordered(people.supervisor)
    Hands("one").work_off()
    pieces = list(session().scalars(select(TaskPiece)))
    assert pieces
    assert all(each.content_sealed.startswith("1.g.") for each in pieces)


def test_the_same_request_within_ten_minutes_is_the_same_task(people, clock):
    first = ordered(people.supervisor)
    assert ordered(people.supervisor) == first
    Hands("one").work_off()
    assert ordered(people.supervisor) == first
    assert ordered(people.supervisor, "another") != first
    clock.forward(minutes=11)
    assert ordered(people.supervisor) != first


def test_five_open_tasks_are_enough(people):
    for number in range(5):
        ordered(people.supervisor, f"digest {number}")
    with pytest.raises(RuleBroken) as refused:
        ordered(people.supervisor, "one more")
    assert refused.value.code == "task.too_many"


def test_a_task_that_waits_is_cancelled_and_begun_anew(people):
    wanted = ordered(people.supervisor)
    tasks.cancel(people.supervisor, wanted, real_clock.now())
    assert stands(people.supervisor, wanted) is TaskState.CANCELLED
    assert Hands("one").work_off() == 0
    tasks.begin_again(people.supervisor, wanted, real_clock.now())
    Hands("one").work_off()
    assert stands(people.supervisor, wanted) is TaskState.DONE


def test_a_task_that_runs_stops_after_its_block(people):
    wanted = ordered(people.supervisor)
    with upkeep():
        claimed = task.claim("one", real_clock.now())
    assert claimed is not None
    tasks.cancel(people.supervisor, wanted, real_clock.now())
    with upkeep():
        assert task.report(claimed.id, "one", 1) is TaskState.CANCELLED
    Hands("one")._give_up(claimed, TaskState.CANCELLED, "")
    assert stands(people.supervisor, wanted) is TaskState.CANCELLED
    with pytest.raises(NotFound):
        tasks.fetch(people.supervisor, wanted)


def test_whoever_lost_the_lease_keeps_nothing(people):
    wanted = ordered(people.supervisor)
    with upkeep():
        claimed = task.claim("dead", real_clock.now())
    assert claimed is not None
    _let_the_lease_run_out()
    assert Hands("alive").work_off() == 1
    with upkeep():
        assert task.report(claimed.id, "dead", 1) is None
    assert stands(people.supervisor, wanted) is TaskState.DONE


def test_a_task_that_kills_its_worker_three_times_is_given_up(people):
    wanted = ordered(people.supervisor)
    for number in range(3):
        with upkeep():
            assert task.claim(f"dead {number}", real_clock.now()) is not None
        _let_the_lease_run_out()
    assert Hands("alive").work_off() == 0
    assert stands(people.supervisor, wanted) is TaskState.FAILED


def test_somebody_whose_account_was_closed_gets_no_file(people):
    wanted = ordered(people.supervisor)
    user.disable(operator(), people.supervisor.public_id)
    Hands("one").work_off()
    found = task.find(people.supervisor, wanted)
    assert (found.state, found.fault) == (TaskState.FAILED, "NotFound")


def test_the_watch_deletes_a_file_after_seven_days(people, clock):
    wanted = ordered(people.supervisor)
    Hands("one").work_off()
    clock.forward(days=6, hours=23)
    tick("w")
    assert tasks.fetch(people.supervisor, wanted).content
    clock.forward(hours=1)
    tick("w")
    assert stands(people.supervisor, wanted) is TaskState.EXPIRED
    assert session().scalar(select(TaskPiece)) is None
    with pytest.raises(NotFound):
        tasks.fetch(people.supervisor, wanted)
    clock.forward(days=60)
    tick("w")
    assert task.of_person(people.supervisor) == ()


@pytest.mark.slow
def test_a_killed_worker_is_followed_by_another(service, people, clock):
    clock.also_turn(service.settings.clock_file)
    settings = service.settings
    with upkeep():
        pass
    wanted = ordered(people.supervisor)
    with upkeep():
        assert task.claim("killed", real_clock.now()) is not None
    _let_the_lease_run_out()
    worker = worker_process.begin("work", settings.instance, settings.database, 9, "next")
    try:
        for _ in range(600):
            if stands(people.supervisor, wanted) is TaskState.DONE:
                break
            time.sleep(0.1)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert tasks.fetch(people.supervisor, wanted).content


def _let_the_lease_run_out() -> None:
    with upkeep():
        row = session().scalars(select(Task)).one()
        assert row.lease_until is not None
        row.lease_until = row.lease_until.replace(year=2020)
