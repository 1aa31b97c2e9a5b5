"""What a doctor asks of the records, on both engines."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from mediation.basics import clock as real_clock
from mediation.gate.upkeep import upkeep
from mediation.models import audit, durability, outbox, schema
from mediation.models.db import session
from mediation.models.outbox import OwedLetter
from mediation.models.transaction import writing
from tests.builders import a_district


@pytest.fixture
def service(engine_url, service):
    """The service on each engine in turn."""
    return service


def test_what_is_committed_survives_a_power_cut_or_it_is_said(service):
    weak = durability.weak_promises()
    # The test's own PostgreSQL is told to be quick and forgetful; SQLite never is.
    assert (weak == ()) is (service.engine == "sqlite")
    assert all("=" in each for each in weak)


def test_the_tail_of_the_trail_is_checked_without_its_beginning(service):
    a_district()
    count = audit.count_entries()
    with writing():
        forge = text("UPDATE audit_entries SET reason = 'x' WHERE sequence = 2")  # as a thief would
        session().execute(forge)
    assert audit.first_broken() == 2
    assert audit.first_broken(after=2) is None
    assert audit.first_broken(after=count) is None


def test_the_longest_wait_is_that_of_the_letter_due_first(service, clock):
    people = a_district()
    assert outbox.longest_wait(real_clock.now()) == timedelta()
    with upkeep():
        for subject in ("a", "b"):
            letter = OwedLetter(
                kind="trial",
                subject_id=subject,
                recipient_id=people.admin.user_id or 0,
                period_key="",
                facts="{}",
                district_id=people.admin.district_id or 0,
                due_at=real_clock.now(),
            )
            outbox.owe(letter, real_clock.now())
            clock.forward(minutes=10)
    assert outbox.longest_wait(real_clock.now()) == timedelta(minutes=20)


def test_rows_are_counted_table_by_table(service):
    a_district()
    rows = schema.stored_rows()
    assert (rows["districts"], rows["towns"], rows["cases"]) == (1, 16, 0)
    assert schema.stored_revision()
