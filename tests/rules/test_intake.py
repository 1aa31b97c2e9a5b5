"""Intake: which limitation runs from what the caller tells, and which days cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.basics.errors import Malformed
from mediation.rules.causes import QuickCause
from mediation.rules.clock_table import clock
from mediation.rules.intake import (
    COLLECTIVE_FROM,
    Channel,
    Employment,
    Limitation,
    NextAct,
    QuickIntake,
    is_collective,
    limitation_of,
    may_log,
)
from mediation.rules.petition import CLOCKS_OF

TODAY = date(2026, 3, 2)
KNEW, ENDED = date(2025, 12, 1), date(2026, 1, 15)
WAGES, OVERTIME, DISMISSAL = QuickCause.WAGES, QuickCause.OVERTIME, QuickCause.TERMINATION
LASTS, OVER, UNKNOWN = Employment.LASTS, Employment.ENDED, Employment.UNKNOWN


def an_intake(**changes):
    """Return an intake of today about nothing in particular."""
    plain = {
        "channel": Channel.CALL,
        "received_on": TODAY,
        "request": "咨询",
        "next_act": NextAct.LATER,
    }
    return QuickIntake(**{**plain, **changes})


@pytest.mark.parametrize(
    ("causes", "employment", "limitation"),
    [
        pytest.param((WAGES,), LASTS, Limitation(None, None), id="wages owed while employed: none"),
        pytest.param(
            (WAGES, OVERTIME), LASTS, Limitation(None, None), id="overtime pay is wages too"
        ),
        pytest.param(
            (WAGES,), OVER, Limitation("L2", ENDED), id="wages after the end: from the end"
        ),
        pytest.param(
            (WAGES,), UNKNOWN, Limitation("L1", KNEW), id="nobody asked: the shorter, careful one"
        ),
        pytest.param(
            (DISMISSAL,), OVER, Limitation("L1", KNEW), id="dismissal: from the day one knew"
        ),
        pytest.param(
            (WAGES, DISMISSAL), LASTS, Limitation("L1", KNEW), id="mixed: the one that can expire"
        ),
        pytest.param((), LASTS, Limitation("L1", KNEW), id="no cause yet"),
    ],
)
def test_the_limitation_follows_the_cause_and_the_employment(causes, employment, limitation):
    told = an_intake(causes=causes, employment=employment, knew_on=KNEW, employment_ended_on=ENDED)
    assert limitation_of(told) == limitation


def test_a_limitation_whose_first_day_nobody_knows_does_not_begin():
    assert limitation_of(an_intake(causes=(DISMISSAL,))) == Limitation("L1", None)
    ended = an_intake(causes=(WAGES,), employment=OVER)
    assert limitation_of(ended) == Limitation("L2", None)


@given(
    causes=st.lists(st.sampled_from(list(QuickCause)), unique=True).map(tuple),
    employment=st.sampled_from(list(Employment)),
)
def test_whatever_is_told_the_rule_is_a_clock_or_none(causes, employment):
    rule = limitation_of(an_intake(causes=causes, employment=employment)).rule
    assert rule is None or clock(rule).id == rule


@pytest.mark.parametrize("name", ["received_on", "knew_on", "employment_ended_on"])
def test_no_day_of_an_intake_lies_in_the_future(name):
    may_log(an_intake(**{name: TODAY}), TODAY)
    with pytest.raises(Malformed) as refused:
        may_log(an_intake(**{name: date(2026, 3, 3)}), TODAY)
    assert set(refused.value.problems) == {name}
    assert refused.value.problems[name][0].code == "intake.in_the_future"


@pytest.mark.parametrize(
    ("number", "reason", "stands"),
    [
        pytest.param("", "", True, id="not given"),
        pytest.param("11010519491231002X", "", True, id="sound"),
        pytest.param("110105194912310021", "", False, id="wrong check digit"),
        pytest.param("110105194912310021", "证件原件如此", True, id="vouched for"),
        pytest.param("110105203012310021", "", False, id="born in the future"),
        pytest.param("11010519490230002X", "", False, id="no such day"),
    ],
)
def test_an_identity_number_that_cannot_be_needs_somebody_who_vouches(number, reason, stands):
    told = an_intake(id_number=number, id_reason=reason)
    if stands:
        may_log(told, TODAY)
        return
    with pytest.raises(Malformed) as refused:
        may_log(told, TODAY)
    assert set(refused.value.problems) == {"id_number"}


@pytest.mark.parametrize(
    ("workers", "collective"), [(1, False), (9, False), (10, True), (300, True)]
)
def test_ten_or_more_workers_are_a_collective_dispute(workers, collective):
    assert is_collective(workers) is collective
    assert COLLECTIVE_FROM == 10


def test_visits_letters_calls_and_net_messages_are_petitions():
    direct = {each.value for each, rules in CLOCKS_OF.items() if "X1" in rules}
    assert direct == {"visit", "letter", "call", "online"}
    assert set(CLOCKS_OF) == set(Channel)
