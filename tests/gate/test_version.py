"""Two editors of one case: the second is told, and loses nothing."""

from dataclasses import replace

import pytest

from mediation.basics.errors import Conflict
from mediation.casework import handling, intake, tripartite
from mediation.models import audit, case, note
from mediation.models.db import session
from mediation.rules.handling import NoteEntry, NoteKind
from mediation.rules.intake import NextAct
from mediation.rules.permissions import Actor
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, a_wage_dispute, acceptance
from tests.crowd import at_once, told

CALLED = NoteEntry(NoteKind.CALL, "已联系用人单位")


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


def opened_at(actor: Actor, version: int | None) -> Actor:
    """Return the actor sending a form that was opened at this version of the case."""
    return replace(actor, origin=replace(actor.origin, form_version=version))


def test_the_version_of_a_case_grows_by_one_with_each_command(people):
    matter = case.of_public_id(
        intake.log_intake(people.mediator, a_wage_dispute(next_act=NextAct.LATER))
    )
    handling.add_note(people.mediator, matter.public_id, CALLED)
    handling.add_note(people.supervisor, matter.public_id, CALLED)
    assert case.of_id(matter.id).version == matter.version + 2


def test_a_form_of_the_present_version_passes(people):
    matter = a_case(people)
    sender = opened_at(people.mediator, matter.version)
    tripartite.accept(sender, matter.public_id, acceptance())
    assert case.of_id(matter.id).progress is State.ACCEPTED


def test_a_form_without_a_version_passes(people):
    matter = a_case(people)
    tripartite.accept(opened_at(people.mediator, None), matter.public_id, acceptance())
    assert case.of_id(matter.id).version == matter.version + 1


def test_the_second_editor_is_told_and_writes_nothing(people):
    matter = a_case(people)
    handling.add_note(people.supervisor, matter.public_id, CALLED)
    with pytest.raises(Conflict) as told_so:
        tripartite.accept(
            opened_at(people.mediator, matter.version), matter.public_id, acceptance()
        )
    assert told_so.value.code == "case.changed_since"
    assert told_so.value.facts["opened"] == matter.version
    assert told_so.value.facts["version"] == matter.version + 1
    assert case.of_id(matter.id).progress is State.APPLIED


def test_the_second_editor_can_read_what_the_other_did(people):
    matter = a_case(people)
    tripartite.accept(people.supervisor, matter.public_id, acceptance())
    handling.add_note(people.colleague, matter.public_id, CALLED)
    between = audit.changes_since(matter.id, matter.version)
    assert [(each.actor_name, each.action) for each in between] == [
        ("陈志强", "accept"),
        ("梁启文", "add_note"),
    ]
    accepted = [field for each in between[0].changes for field in each.fields]
    assert ("state", "applied", "accepted") in accepted
    assert [each.table for each in between[1].changes] == ["notes"]
    assert audit.changes_since(matter.id, case.of_id(matter.id).version) == ()


def test_a_refused_act_of_the_other_is_not_among_the_changes(people):
    matter = a_case(people)
    with pytest.raises(Conflict):
        handling.add_note(opened_at(people.mediator, 99), matter.public_id, CALLED)
    assert audit.changes_since(matter.id, matter.version) == ()


def test_of_twenty_who_opened_the_same_version_one_saves(engine_url, service, clock, people):
    matter = a_case(people)
    sender = opened_at(people.mediator, matter.version)
    acts = [lambda: handling.add_note(sender, matter.public_id, CALLED)] * 20
    assert told(at_once(service, clock, acts)) == {"done": 1, "case.changed_since": 19}
    session().rollback()
    assert case.of_id(matter.id).version == matter.version + 1
    assert len(note.of_case(matter.id, with_caucus=True)) == 1


def test_nothing_is_lost_between_twenty_who_write_at_once(engine_url, service, clock, people):
    matter = a_case(people)
    acts = [lambda: handling.add_note(people.mediator, matter.public_id, CALLED)] * 20
    assert told(at_once(service, clock, acts)) == {"done": 20}
    session().rollback()
    assert case.of_id(matter.id).version == matter.version + 20
    assert len(note.of_case(matter.id, with_caucus=True)) == 20
