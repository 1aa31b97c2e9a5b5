"""Numbers that people read: one after another, without a gap, however many ask at once."""

import pytest

from mediation.casework import intake
from mediation.models import number, transaction
from mediation.models.case import Case
from mediation.models.db import session
from mediation.rules.intake import NextAct
from tests.builders import People, a_district, a_wage_dispute
from tests.crowd import at_once, told


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


def test_each_prefix_and_year_counts_for_itself(service):
    with transaction.writing():
        given = [
            number.next_number("番劳调", 2026),
            number.next_number("番劳调", 2026),
            number.next_number("番劳调", 2027),
            number.next_number("番劳调不", 2026),
        ]
    assert given == [
        "番劳调〔2026〕0001号",
        "番劳调〔2026〕0002号",
        "番劳调〔2027〕0001号",
        "番劳调不〔2026〕0001号",
    ]


def take_and_stumble() -> None:
    with transaction.writing():
        number.next_of("番劳调", 2026)
        raise ZeroDivisionError


def test_a_number_whose_case_was_not_kept_is_given_again(service):
    with pytest.raises(ZeroDivisionError):
        take_and_stumble()
    with transaction.writing():
        assert number.next_of("番劳调", 2026) == 1


def test_twenty_intakes_at_once_get_twenty_numbers(engine_url, service, clock, people):
    """The first two of a year made the sequence both, and one of them was told a fault."""
    form = a_wage_dispute(next_act=NextAct.LATER)
    acts = [lambda: intake.log_intake(people.mediator, form)] * 20
    assert told(at_once(service, clock, acts)) == {"done": 20}
    session().rollback()
    given = sorted(row.case_number for row in session().query(Case))
    assert given == [f"番劳调〔2026〕{place:04}号" for place in range(1, 21)]
