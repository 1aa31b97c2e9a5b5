"""How the items of an agreement stand, and which payments may be recorded."""

from dataclasses import dataclass
from datetime import date

import pytest

from mediation.basics.errors import Malformed
from mediation.basics.money import Money
from mediation.rules.performance import (
    Performance,
    PerformanceStanding,
    may_record,
    standing_of,
)

TODAY = date(2026, 5, 10)
HUNDRED = Money.of_yuan("100")


@dataclass(frozen=True)
class Item:
    due_on: date | None
    performed_on: date | None = None
    performed: Money | None = None


DUE = Item(date(2026, 5, 10))
LATE = Item(date(2026, 5, 9))
PAID = Item(date(2026, 5, 1), date(2026, 5, 1), HUNDRED)
HALF_PAID = Item(date(2026, 6, 1), None, Money.of_yuan("50"))


@pytest.mark.parametrize(
    ("items", "standing"),
    [
        pytest.param((DUE,), PerformanceStanding.PENDING, id="the last day is not over"),
        pytest.param((PAID,), PerformanceStanding.ALL, id="everything is paid"),
        pytest.param((PAID, DUE), PerformanceStanding.PARTLY, id="one of two is paid"),
        pytest.param((HALF_PAID,), PerformanceStanding.PARTLY, id="a part of one is paid"),
        pytest.param((PAID, LATE), PerformanceStanding.OVERDUE, id="one is late"),
    ],
)
def test_the_whole_stands_as_its_items_do(items, standing):
    assert standing_of(items, TODAY) is standing


@pytest.mark.parametrize(
    ("performed", "field"),
    [
        pytest.param(Performance(date(2026, 5, 11), HUNDRED), "performed_on", id="tomorrow"),
        pytest.param(Performance(date(2026, 4, 30), HUNDRED), "performed_on", id="before signing"),
        pytest.param(Performance(TODAY, None), "amount", id="no amount"),
        pytest.param(Performance(TODAY, Money(0)), "amount", id="nothing paid"),
        pytest.param(Performance(TODAY, Money(10001)), "amount", id="more than is owed"),
        pytest.param(Performance(TODAY, HUNDRED, corrects="a"), "reason", id="no reason"),
        pytest.param(Performance(TODAY, None, undone=True), "undone", id="nothing to undo"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused_at_its_field(performed, field):
    with pytest.raises(Malformed) as refused:
        may_record(performed, HUNDRED, date(2026, 5, 1), TODAY)
    assert list(refused.value.problems) == [field]


def test_an_act_without_money_needs_no_amount():
    may_record(Performance(TODAY, None), None, date(2026, 5, 1), TODAY)
    with pytest.raises(Malformed):
        may_record(Performance(TODAY, None), HUNDRED, date(2026, 5, 1), TODAY)
