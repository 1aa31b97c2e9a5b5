"""Performance item by item: in parts, put right, and what ends a time limit."""

from datetime import date

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound, RuleBroken
from mediation.basics.money import Money
from mediation.casework import performance
from mediation.models import agreement as agreements
from mediation.models import performance as entries
from mediation.models import proceeding
from mediation.rules.performance import Performance
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, running_rules

pytestmark = pytest.mark.usefixtures("service")

WHOLE, PART = Money.of_yuan("20000"), Money.of_yuan("5000")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def matter(people):
    """A case whose agreement binds, with two instalments owed."""
    return a_case(people, at=State.EFFECTIVE)


def item_of(matter, place=0):
    """Return one item of the agreement of a case."""
    return agreements.find_latest(proceeding.find_leading(matter.id).id).obligations[place]


def pay(people, matter, amount, **changes):
    """Record a payment of today under the first item."""
    paid = Performance(real_clock.today(), amount, **changes)
    performance.record_performance(
        people.mediator, matter.public_id, item_of(matter).public_id, paid
    )


def test_a_whole_payment_ends_the_time_limit_of_its_item(people, matter):
    pay(people, matter, WHOLE)
    assert item_of(matter).performed_on == date(2026, 3, 2)
    assert running_rules(matter).count("A6") == 1


def test_a_part_leaves_the_item_open_and_its_time_limit_running(people, matter):
    pay(people, matter, PART)
    assert (item_of(matter).performed, item_of(matter).is_performed) == (PART, False)
    assert running_rules(matter).count("A6") == 2


def test_parts_that_make_the_whole_perform_the_item(people, matter, clock):
    pay(people, matter, PART)
    clock.forward(days=4)
    pay(people, matter, WHOLE - PART)
    assert item_of(matter).performed_on == date(2026, 3, 6)


def test_more_than_is_still_owed_is_refused_with_what_is_owed(people, matter):
    pay(people, matter, PART)
    with pytest.raises(Malformed) as refused:
        pay(people, matter, WHOLE)
    assert refused.value.problems["amount"][0].facts["owed"] == WHOLE - PART


def test_a_correction_keeps_the_old_value_and_starts_the_time_limit_again(people, matter):
    pay(people, matter, WHOLE)
    wrong = entries.of_obligation(item_of(matter).id)[0]
    pay(people, matter, PART, corrects=wrong.public_id, reason="看错凭证")
    kept = entries.of_obligation(item_of(matter).id)
    assert [(each.amount, each.counts) for each in kept] == [(WHOLE, False), (PART, True)]
    assert item_of(matter).performed_on is None
    assert running_rules(matter).count("A6") == 2


def test_an_entry_is_put_right_once(people, matter):
    pay(people, matter, PART)
    wrong = entries.of_obligation(item_of(matter).id)[0].public_id
    pay(people, matter, WHOLE, corrects=wrong, reason="看错凭证")
    with pytest.raises(NotFound):
        pay(people, matter, PART, corrects=wrong, reason="再看一次")


def test_an_entry_that_never_happened_is_taken_back(people, matter):
    pay(people, matter, WHOLE)
    wrong = entries.of_obligation(item_of(matter).id)[0].public_id
    pay(people, matter, None, corrects=wrong, reason="款项退回", undone=True)
    assert (item_of(matter).performed, item_of(matter).performed_on) == (None, None)


def test_before_the_seal_nothing_can_be_performed(people):
    signed = a_case(people, at=State.SIGNED)
    with pytest.raises(RuleBroken, match=r"performance\.not_in_force"):
        pay(people, signed, WHOLE)


def test_the_items_of_another_case_are_not_found(people, matter):
    other = a_case(people, at=State.EFFECTIVE)
    paid = Performance(real_clock.today(), WHOLE)
    with pytest.raises(NotFound):
        performance.record_performance(
            people.mediator, other.public_id, item_of(matter).public_id, paid
        )


def test_a_colleague_of_the_same_office_records_nothing(people, matter):
    paid = Performance(real_clock.today(), WHOLE)
    with pytest.raises(NotAllowed):
        performance.record_performance(
            people.colleague, matter.public_id, item_of(matter).public_id, paid
        )
