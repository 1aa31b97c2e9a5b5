"""The gate: permission first, one reading of the clock, one transaction, one audit row.

The verbs of this file are small ones made for the test; that they go through the real gate is
the point.  What the real verbs do is tested in tests/casework.
"""

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound, RuleBroken
from mediation.casework import handling, intake, tripartite
from mediation.gate.command import Work, command
from mediation.models import audit, case, note, proceeding, visibility
from mediation.models.audit import AuditEntry
from mediation.models.db import session
from mediation.models.note import Note
from mediation.rules.handling import NoteEntry, NoteKind
from mediation.rules.permissions import Action, operator, watch
from mediation.rules.tripartite import Dated
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, a_wage_dispute, acceptance
from tests.crowd import at_once

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


@command(Action.LOG_INTAKE)
def confess(work: Work, told: list[str]) -> None:
    """Leave a sign that the verb has run."""
    told.append(work.actor.name)


@command(Action.ADD_NOTE, on=visibility.standing_on_case)
def note_and_stumble(work: Work, case_id: str, fault: BaseException) -> None:
    """Write a note and a state of affairs, and then fall over."""
    matter = case.of_public_id(case_id)
    note.add(Note(case_id=matter.id, kind="call", text="来电", at=work.now, author_name="测试"))
    case.change(matter.id, request="改过的请求")
    session().flush()
    raise fault


@command(Action.LOG_INTAKE)
def log_through_another(work: Work, people: People) -> None:
    """Call a second command from inside a first one."""
    case.change(1, request="外层")
    handling.add_note(people.mediator, case.of_id(1).public_id, NoteEntry(NoteKind.CALL, "内层"))


@command(Action.KEEP_WATCH)
def look_around(work: Work) -> None:
    """Find nothing to do."""


@command(Action.KEEP_WATCH)
def sit_down(work: Work) -> int:
    """Ask for the office of whoever acts."""
    return work.organisation_id


def entries() -> list[AuditEntry]:
    session().rollback()
    return list(session().query(AuditEntry).order_by(AuditEntry.sequence))


def last_act() -> AuditEntry:
    return entries()[-1]


def test_permission_is_asked_before_the_verb_runs(people):
    told: list[str] = []
    with pytest.raises(NotAllowed):
        confess(people.auditor, told)
    assert told == []


def test_a_refusal_leaves_one_audit_row_and_nothing_else(people):
    matter = a_case(people)
    before = len(entries())
    with pytest.raises(NotAllowed):
        tripartite.accept(people.colleague, matter.public_id, acceptance())
    row = last_act()
    assert len(entries()) == before + 1
    assert (row.action, row.result, row.changes) == ("accept", "refused", "[]")
    assert (row.actor_name, row.subject_id) == (people.colleague.name, matter.public_id)
    assert (row.case_id, row.case_version) == (matter.id, None)
    assert case.of_id(matter.id) == matter
    assert proceeding.find_leading(matter.id).state is State.APPLIED


def test_somebody_who_may_not_even_see_the_case_leaves_no_row_about_it(people):
    matter = a_case(people)
    before = len(entries())
    with pytest.raises(NotFound):
        tripartite.accept(people.neighbour, matter.public_id, acceptance())
    assert len(entries()) == before


@pytest.mark.parametrize(
    "fault",
    [
        RuleBroken("step.not_from_here"),
        Malformed.at("on", "tripartite.in_the_future"),
        ZeroDivisionError("an error of ours"),
        KeyboardInterrupt(),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_whatever_goes_wrong_undoes_everything_and_the_audit_row_with_it(people, fault):
    matter = a_case(people)
    before = len(entries())
    with pytest.raises(type(fault)):
        note_and_stumble(people.mediator, matter.public_id, fault)
    assert len(entries()) == before
    assert case.of_id(matter.id) == matter
    assert note.of_case(matter.id, with_caucus=True) == ()
    assert audit.first_broken() is None


def test_after_a_fault_the_next_command_works(people):
    matter = a_case(people)
    with pytest.raises(ZeroDivisionError):
        note_and_stumble(people.mediator, matter.public_id, ZeroDivisionError())
    tripartite.accept(people.mediator, matter.public_id, acceptance())
    assert case.of_id(matter.id).progress is State.ACCEPTED


def test_a_command_inside_a_command_is_refused_and_undoes_the_outer_one(people):
    matter = a_case(people)
    with pytest.raises(RuntimeError, match="inside another command"):
        log_through_another(people.mediator, people)
    assert case.of_id(matter.id).request == matter.request
    assert note.of_case(matter.id, with_caucus=True) == ()


def test_the_clock_is_read_once_for_the_whole_command(people, clock, service):
    [case_id] = at_once(
        service, clock, [lambda: intake.log_intake(people.mediator, a_wage_dispute())]
    )
    instants = {
        last_act().at,
        case.of_public_id(str(case_id)).logged_at,
        *(taken.at for taken in proceeding.history(last_act().case_id or 0)),
    }
    assert len(instants) == 1


def test_a_round_of_the_watch_that_changes_nothing_leaves_no_row(people):
    before = len(entries())
    look_around(watch(people.mediator.district_id))
    assert len(entries()) == before
    look_around(operator())
    assert len(entries()) == before


def test_who_has_no_office_cannot_act_in_one_and_the_attempt_is_recorded(people):
    with pytest.raises(NotAllowed):
        sit_down(watch())
    row = last_act()
    assert (row.actor_name, row.result, row.subject_id) == ("系统", "refused", "")


def test_a_person_who_changes_nothing_is_still_recorded(people):
    confess(people.mediator, [])
    assert (last_act().action, last_act().changes) == ("log_intake", "[]")


def test_the_audit_row_says_who_when_what_from_where_and_why(people, clock):
    matter = a_case(people, at=State.WITHDRAWN)
    clock.set("2026-03-04T11:30")
    reason = "双方重新同意调解"
    tripartite.reopen(people.supervisor, matter.public_id, Dated(real_clock.today(), reason))
    row = last_act()
    assert (row.actor_user_id, row.actor_name) == (people.supervisor.user_id, "陈志强")
    assert row.at.isoformat() == "2026-03-04T03:30:00+00:00"
    assert (row.action, row.subject_kind, row.subject_id) == ("reopen", "case", matter.public_id)
    assert (row.door, row.result, row.reason) == ("test", "done", reason)
    assert row.district_id == people.supervisor.district_id


def test_the_audit_row_holds_the_fields_before_and_after(people):
    matter = a_case(people)
    tripartite.accept(people.mediator, matter.public_id, acceptance())
    act = audit.of_case(matter.id)[0]
    written = {(each.table, name): values for each in act.changes for name, *values in each.fields}
    assert written["proceedings", "state"] == ["applied", "accepted"]
    assert written["proceedings", "accepted_on"] == [None, "2026-03-02"]
    assert written["cases", "progress"] == ["applied", "accepted"]
    kinds = {(each.table, each.kind) for each in act.changes}
    assert {("deadlines", "new"), ("deadlines", "changed")} <= kinds


def test_the_audit_row_holds_numbers_only_as_sealed_envelopes(people):
    matter = a_case(people)
    act = audit.of_case(matter.id)[0]
    written = {name: after for each in act.changes for name, _, after in each.fields}
    for name in ("id_number_sealed", "mobile_sealed", "address_sealed"):
        assert str(written[name]).startswith("1.g.")
    assert "19900001111" not in last_act().changes
    assert "000000199001011239" not in last_act().changes


def test_the_tables_of_the_gate_itself_are_not_in_the_audit_row(people):
    a_case(people)
    tables = {each.table for each in audit.of_case(1)[0].changes}
    assert "cases" in tables
    assert not tables & {"audit_entries", "audit_heads", "form_receipts", "number_sequences"}
