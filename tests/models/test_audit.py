"""The audit trail: whoever changes it with the database's own means is found out.

The raw SQL of this file is what an intruder with the password of the database could do.  Cutting
the end off and mending the head by hand is the one thing that only a copy kept elsewhere (the
count of acts in the daily letter) would show.
"""

import pytest
from sqlalchemy import text

from mediation.basics import clock as real_clock
from mediation.basics.errors import RuleBroken
from mediation.basics.money import Money
from mediation.casework import handling
from mediation.models import audit, claim, sealing, transaction
from mediation.models.audit import Act, AuditEntry, AuditHead
from mediation.models.db import session
from mediation.models.sealing import CaseKey
from mediation.rules.handling import NoteEntry, NoteKind
from mediation.rules.permissions import Role, operator
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district
from tests.crowd import at_once, told

CALLED = NoteEntry(NoteKind.CALL, "已联系用人单位")

CHANGES = (
    "at = '2026-03-02 09:00:01'",
    "actor_name = '别人'",
    "action = 'see_case'",
    "subject_id = 'x'",
    "case_version = 99",
    "door = 'web'",
    "address = '10.0.0.1'",
    "result = 'refused'",
    "reason = '没有原因'",
    "changes = '[]'",
    "previous_mac = mac",
    "mac = previous_mac",
)

pytestmark = pytest.mark.usefixtures("engine_url")


@pytest.fixture
def chain(service) -> None:
    """Eight acts, written as the gate writes them."""
    for place in range(8):
        act = Act(
            real_clock.now(), operator(), "add_note", "case", f"{place}", None, None, 1, "done"
        )
        with transaction.writing():
            audit.write(act, [{"table": "notes", "key": "1", "kind": "new", "fields": {}}])


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


def tamper(*statements: str) -> None:
    """Write past the service, as somebody with the password of the database would."""
    session().rollback()
    for statement in statements:
        session().execute(text(statement))
    session().commit()


def last() -> int:
    session().rollback()
    return audit.count_entries()


def test_an_untouched_chain_is_sound_and_without_a_gap(chain):
    rows = list(session().query(AuditEntry).order_by(AuditEntry.sequence))
    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    assert [row.previous_mac for row in rows[1:]] == [row.mac for row in rows[:-1]]
    assert audit.first_broken() is None


def test_a_changed_row_is_named_whichever_field_was_changed(chain):
    place = last() - 1
    for change in CHANGES:
        session().execute(text(f"UPDATE audit_entries SET {change} WHERE sequence = {place}"))
        assert audit.first_broken() == place, change
        session().rollback()
    assert audit.first_broken() is None


@pytest.mark.parametrize("place", [1, 5])
def test_a_deleted_row_is_named(chain, place):
    tamper(f"DELETE FROM audit_entries WHERE sequence = {place}")
    assert audit.first_broken() == place


def test_a_closed_gap_is_named_all_the_same(chain):
    place = last() - 1
    tamper(
        f"DELETE FROM audit_entries WHERE sequence = {place}",
        f"UPDATE audit_entries SET sequence = {place} WHERE sequence = {place + 1}",
        f"UPDATE audit_heads SET sequence = {place}",
    )
    assert audit.first_broken() == place


def test_two_swapped_rows_are_named(chain):
    first, second = last() - 2, last() - 1
    tamper(
        f"UPDATE audit_entries SET sequence = 9999 WHERE sequence = {first}",
        f"UPDATE audit_entries SET sequence = {first} WHERE sequence = {second}",
        f"UPDATE audit_entries SET sequence = {second} WHERE sequence = 9999",
    )
    assert audit.first_broken() == first


def test_a_forged_row_at_the_end_is_named(chain):
    end = last()
    columns = ", ".join(column.key for column in AuditEntry.__table__.columns)
    copied = columns.replace("sequence,", f"{end + 1},", 1).replace("previous_mac", "mac", 1)
    tamper(
        f"INSERT INTO audit_entries ({columns}) "
        f"SELECT {copied} FROM audit_entries WHERE sequence = {end}",
        f"UPDATE audit_heads SET sequence = {end + 1}",
    )
    assert audit.first_broken() == end + 1


def test_a_cut_off_end_is_named(chain):
    end = last()
    tamper(f"DELETE FROM audit_entries WHERE sequence > {end - 2}")
    assert audit.first_broken() == end - 1


def test_an_end_cut_off_together_with_the_head_is_named(chain):
    """Without a head there was nothing to compare with, and the shortened chain passed."""
    end = last()
    tamper(f"DELETE FROM audit_entries WHERE sequence > {end - 2}", "DELETE FROM audit_heads")
    assert audit.first_broken() == end - 1


def test_an_emptied_trail_is_named(chain):
    tamper("DELETE FROM audit_entries")
    assert audit.first_broken() == 1


def test_a_chain_without_any_act_is_sound(service):
    assert audit.first_broken() is None
    assert audit.count_entries() == 0


def test_twenty_writers_at_once_leave_one_chain(service, clock, people):
    matter, before = a_case(people), last()
    acts = [lambda: handling.add_note(people.mediator, matter.public_id, CALLED)] * 20
    assert told(at_once(service, clock, acts)) == {"done": 20}
    assert last() == before + 20
    assert audit.first_broken() is None


def test_the_chain_still_verifies_after_a_case_was_erased(people):
    matter = a_case(people)
    session().delete(session().get_one(CaseKey, matter.public_id))
    session().commit()
    assert audit.first_broken() is None
    with pytest.raises(RuleBroken, match=r"sealing\.key_destroyed"):
        sealing.case_seal(matter.public_id)


def test_what_is_removed_stays_readable_in_the_trail(people):
    matter = a_case(people, amount=Money(1_200_000))
    with transaction.writing(), audit.recording() as changes:
        claim.replace_all(matter.id, ())
        transaction.flush()
    [removed] = [each for each in changes if each["table"] == "claims"]
    assert removed["kind"] == "removed"
    assert removed["fields"]["amount_fen"] == (1_200_000, None)
    assert removed["fields"]["cause"] == ("wages", None)


def test_the_head_names_the_last_row(chain):
    head = session().get_one(AuditHead, 1)
    end = session().get_one(AuditEntry, head.sequence)
    assert head.mac == end.mac


def test_the_supervisor_reads_the_acts_on_the_cases_of_the_district(people):
    a_case(people, at=State.ACCEPTED)
    shown = audit.search(people.supervisor, None).rows
    assert {each.subject_kind for each in shown} == {"case"}
    assert [each.sequence for each in shown] == sorted(
        (each.sequence for each in shown), reverse=True
    )


def test_the_administrator_reads_security_only(people):
    a_case(people)
    kinds = {each.subject_kind for each in audit.search(people.admin, None).rows}
    assert Role.ADMIN in people.admin.roles
    assert kinds <= {"user", "organisation", "post", "account"}
    assert "user" in kinds


def test_the_auditor_reads_all_of_the_district_page_by_page(people, service):
    matter = a_case(people)
    for _ in range(30):
        handling.add_note(people.mediator, matter.public_id, CALLED)
    first = audit.search(people.auditor, None)
    second = audit.search(people.auditor, first.next_mark)
    assert first.rows[-1].sequence == second.rows[0].sequence + 1
    assert {each.subject_kind for each in (*first.rows, *second.rows)} >= {"case", "user"}
