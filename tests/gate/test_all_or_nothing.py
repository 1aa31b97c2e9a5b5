"""Whatever insert fails on the way, nothing of the command is kept.

The database itself fails here, by a trigger on one table after the other, so every place between
the first row and the last is tried.
"""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from mediation.casework import agreement, intake
from mediation.models import audit
from mediation.models.case import Case
from mediation.models.db import session
from mediation.models.receipt import Raced
from mediation.models.schema import stored_rows
from mediation.rules.permissions import Actor
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, a_wage_dispute, an_agreement

OF_AN_INTAKE = (
    "form_receipts",
    "employers",
    "employer_names",
    "employer_grams",
    "number_sequences",
    "cases",
    "case_keys",
    "parties",
    "claims",
    "proceedings",
    "contacts",
    "steps_taken",
    "deadlines",
    "case_texts",
    "audit_entries",
)
OF_A_DRAFT = ("agreements", "obligations", "steps_taken", "audit_entries")


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


def fail_at(table: str) -> None:
    """Let every insert into a table fail."""
    session().execute(
        text(f"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'x'); END")
    )
    session().commit()


def mend() -> None:
    session().rollback()
    session().execute(text("DROP TRIGGER broken"))
    session().commit()


def sending(actor: Actor) -> Actor:
    return replace(actor, origin=replace(actor.origin, form_key="k" * 32, form_digest="d" * 64))


def test_an_intake_is_kept_whole_or_not_at_all(people):
    before = stored_rows()
    for table in OF_AN_INTAKE:
        fail_at(table)
        with pytest.raises((DatabaseError, Raced)):
            intake.log_intake(sending(people.mediator), a_wage_dispute())
        mend()
        assert stored_rows() == before, table
    case_id = intake.log_intake(sending(people.mediator), a_wage_dispute())
    changed = {name for name, count in stored_rows().items() if count != before[name]}
    assert changed == set(OF_AN_INTAKE)
    assert session().query(Case).one().public_id == case_id


def test_a_step_in_the_middle_of_a_case_is_kept_whole_or_not_at_all(people):
    matter = a_case(people, at=State.ACCEPTED)
    before = stored_rows()
    for table in OF_A_DRAFT:
        fail_at(table)
        with pytest.raises(DatabaseError):
            agreement.draft(people.mediator, matter.public_id, an_agreement())
        mend()
        assert stored_rows() == before, table
        session().rollback()
        assert session().get_one(Case, matter.id).progress == State.ACCEPTED.value
    agreement.draft(people.mediator, matter.public_id, an_agreement())
    assert audit.first_broken() is None
