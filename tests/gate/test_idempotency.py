"""A form that arrives twice does its work once: double click, back button, a retry on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Conflict, Malformed, NotAllowed
from mediation.casework import handling, intake, tripartite
from mediation.gate.upkeep import upkeep
from mediation.models import audit, case, note, receipt
from mediation.models.case import Case
from mediation.models.db import session
from mediation.rules.handling import NoteEntry, NoteKind
from mediation.rules.permissions import Actor
from tests.builders import People, a_case, a_district, a_wage_dispute, acceptance
from tests.crowd import at_once, told

CALLED = NoteEntry(NoteKind.CALL, "已联系用人单位")


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


def sending(actor: Actor, key: str = "k" * 32, digest: str = "d" * 64) -> Actor:
    """Return the actor sending a form with this key and this content."""
    return replace(actor, origin=replace(actor.origin, form_key=key, form_digest=digest))


def cases() -> list[str]:
    session().rollback()
    return [row.public_id for row in session().query(Case)]


def test_the_same_form_again_gets_the_first_answer(people):
    sender = sending(people.mediator)
    first = intake.log_intake(sender, a_wage_dispute())
    assert intake.log_intake(sender, a_wage_dispute()) == first
    assert cases() == [first]


def test_the_repetition_leaves_no_second_audit_row(people):
    intake.log_intake(sending(people.mediator), a_wage_dispute())
    before = audit.count_entries()
    intake.log_intake(sending(people.mediator), a_wage_dispute())
    assert audit.count_entries() == before


def test_a_step_sent_twice_is_taken_once(people):
    matter = a_case(people)
    for _ in range(2):
        tripartite.accept(sending(people.mediator), matter.public_id, acceptance())
    assert case.of_id(matter.id).version == matter.version + 1


def test_the_same_key_with_other_content_is_refused(people):
    first = intake.log_intake(sending(people.mediator), a_wage_dispute())
    with pytest.raises(Conflict, match=r"form\.used_before"):
        intake.log_intake(sending(people.mediator, digest="e" * 64), a_wage_dispute())
    assert cases() == [first]


def test_a_key_belongs_to_one_person(people):
    intake.log_intake(sending(people.mediator), a_wage_dispute())
    intake.log_intake(sending(people.colleague), a_wage_dispute())
    assert len(cases()) == 2


def test_forms_without_a_key_are_never_taken_for_each_other(people):
    for _ in range(2):
        intake.log_intake(people.mediator, a_wage_dispute())
    assert len(cases()) == 2


def test_a_malformed_form_may_be_mended_and_sent_with_the_same_key(people):
    tomorrow = a_wage_dispute().received_on + timedelta(days=1)
    with pytest.raises(Malformed):
        intake.log_intake(sending(people.mediator), a_wage_dispute(received_on=tomorrow))
    mended = sending(people.mediator, digest="e" * 64)
    assert cases() == []
    assert intake.log_intake(mended, a_wage_dispute()) in cases()


def test_a_refused_permission_does_not_use_up_the_key(people):
    matter = a_case(people)
    with pytest.raises(NotAllowed):
        tripartite.accept(sending(people.colleague), matter.public_id, acceptance())
    handling.add_note(sending(people.colleague), matter.public_id, CALLED)
    assert len(note.of_case(matter.id, with_caucus=True)) == 1


def test_receipts_that_no_open_page_can_send_are_forgotten(people, clock):
    sender = sending(people.mediator)
    intake.log_intake(sender, a_wage_dispute())
    clock.forward(days=4)
    with upkeep():
        receipt.forget_before(real_clock.now() - receipt.KEPT)
    intake.log_intake(sender, a_wage_dispute())
    assert len(cases()) == 2


def test_twenty_times_the_same_form_at_once_makes_one_case(engine_url, service, clock, people):
    sender, form = sending(people.mediator), a_wage_dispute()
    answers = at_once(service, clock, [lambda: intake.log_intake(sender, form)] * 20)
    assert cases() == [answers[0]]
    assert set(answers) == {answers[0]}


def test_of_two_contents_under_one_key_one_is_carried_out(engine_url, service, clock, people):
    form = a_wage_dispute()
    first, second = sending(people.mediator), sending(people.mediator, digest="e" * 64)
    acts = [lambda: intake.log_intake(first, form), lambda: intake.log_intake(second, form)] * 5
    counted = told(at_once(service, clock, acts))
    assert counted == {"done": 5, "form.used_before": 5}
    assert len(cases()) == 1
