"""The centre's procedure: the days of an acceptance, an ending, an extension."""

from datetime import date

import pytest

from mediation.basics.errors import Malformed
from mediation.rules.tripartite import (
    Acceptance,
    Extended,
    may_accept,
    may_extend,
    not_before,
    not_in_future,
)

APPLIED, TODAY = date(2026, 3, 2), date(2026, 3, 5)
TOMORROW = date(2026, 3, 6)


def refusal_of(act) -> dict[str, list[str]]:
    """Return the codes of a refused act by field; nothing when it passes."""
    try:
        act()
    except Malformed as refused:
        return {name: [each.code for each in found] for name, found in refused.problems.items()}
    return {}


def accepted_on(days: tuple[str, str, str]) -> Acceptance:
    """Return an acceptance with its day and the days of both consents."""
    accepted, worker, employer = (date.fromisoformat(each) for each in days)
    return Acceptance(accepted, worker, employer)


@pytest.mark.parametrize(
    ("accepted", "worker", "employer"),
    [
        pytest.param("2026-03-05", "2026-03-05", "2026-03-05", id="all on one day"),
        pytest.param("2026-03-02", "2026-03-02", "2026-03-02", id="on the day of the application"),
        pytest.param("2026-03-05", "2026-03-01", "2026-03-04", id="both agreed before"),
    ],
)
def test_an_acceptance_stands(accepted, worker, employer):
    acceptance = accepted_on((accepted, worker, employer))
    assert refusal_of(lambda: may_accept(acceptance, APPLIED, TODAY)) == {}


@pytest.mark.parametrize(
    ("accepted", "worker", "employer", "problems"),
    [
        pytest.param(
            "2026-03-06",
            "2026-03-05",
            "2026-03-05",
            {"accepted_on": ["tripartite.in_the_future"]},
            id="tomorrow",
        ),
        pytest.param(
            "2026-03-01",
            "2026-03-01",
            "2026-03-01",
            {"accepted_on": ["tripartite.too_early"]},
            id="before the application",
        ),
        pytest.param(
            "2026-03-03",
            "2026-03-04",
            "2026-03-03",
            {"applicant_consented_on": ["tripartite.consent_after_acceptance"]},
            id="the worker agreed later",
        ),
        pytest.param(
            "2026-03-03",
            "2026-03-03",
            "2026-03-06",
            {"respondent_consented_on": ["tripartite.in_the_future"]},
            id="the employer will agree tomorrow",
        ),
    ],
)
def test_an_acceptance_is_refused_at_the_field_that_is_wrong(accepted, worker, employer, problems):
    acceptance = accepted_on((accepted, worker, employer))
    assert refusal_of(lambda: may_accept(acceptance, APPLIED, TODAY)) == problems


def test_an_extension_lengthens_the_period_that_runs():
    runs_to = date(2026, 3, 17)
    longer = Extended(date(2026, 3, 18), TODAY, TODAY)
    assert refusal_of(lambda: may_extend(longer, runs_to, TODAY)) == {}
    for day in (runs_to, TODAY):
        too_short = Extended(day, TODAY, TODAY)
        problems = refusal_of(lambda late=too_short: may_extend(late, runs_to, TODAY))
        assert problems == {"to": ["tripartite.extension_too_short"]}


@pytest.mark.parametrize(
    "name", ["applicant_consented_on", "respondent_consented_on"], ids=lambda name: name
)
def test_an_extension_needs_consents_that_were_given(name):
    days = {"applicant_consented_on": TODAY, "respondent_consented_on": TODAY, name: TOMORROW}
    longer = Extended(date(2026, 4, 1), **days)
    problems = refusal_of(lambda: may_extend(longer, date(2026, 3, 17), TODAY))
    assert problems == {name: ["tripartite.in_the_future"]}


def test_today_is_not_in_the_future_and_the_first_day_is_not_too_early():
    assert refusal_of(lambda: not_in_future("on", TODAY, TODAY)) == {}
    assert refusal_of(lambda: not_before("on", APPLIED, APPLIED)) == {}
    assert refusal_of(lambda: not_in_future("on", TOMORROW, TODAY)) == {
        "on": ["tripartite.in_the_future"]
    }
    assert refusal_of(lambda: not_before("on", APPLIED, TODAY)) == {"on": ["tripartite.too_early"]}
