"""The list of agreements counts alike on both engines."""

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.money import Money
from mediation.casework import agreement, performance
from mediation.models import agreement as agreements
from mediation.models import agreement_list, proceeding
from mediation.rules.agreement import AgreementGroup
from mediation.rules.performance import Performance
from mediation.rules.workflow_terms import State
from tests.builders import a_case, a_district


@pytest.fixture
def people(engine_url, service):
    """The people of a district that was just founded, on each engine."""
    return a_district()


def lines(actor, group=None):
    """Return the first page of the list, as it is shown today."""
    return agreement_list.search(actor, group, real_clock.today(), None).rows


def test_what_is_paid_and_what_is_due_next_stand_in_the_line(people):
    matter = a_case(people, at=State.EFFECTIVE)
    first = agreements.find_latest(proceeding.find_leading(matter.id).id).obligations[0]
    paid = Performance(real_clock.today(), first.amount)
    performance.record_performance(people.mediator, matter.public_id, first.public_id, paid)
    (line,) = lines(people.mediator)
    assert (line.paid, line.total) == (Money.of_yuan("20000"), Money.of_yuan("36000"))
    assert line.next_due_on.isoformat() == "2026-05-01"


def test_an_item_past_its_day_brings_the_agreement_among_the_overdue(people, clock):
    a_case(people, at=State.EFFECTIVE)
    clock.set("2026-04-02T09:00")
    (line,) = lines(people.supervisor, AgreementGroup.OVERDUE)
    assert line.is_overdue_on(real_clock.today())


def test_only_the_newest_edition_stands_in_the_list(people):
    matter = a_case(people, at=State.FINALISED)
    agreement.redraft(people.mediator, matter.public_id, "付款日写错")
    assert [line.edition for line in lines(people.mediator, AgreementGroup.IN_HAND)] == [2]


def test_a_liaison_of_the_town_sees_no_agreement(people):
    a_case(people, at=State.EFFECTIVE)
    assert lines(people.liaison) == ()
