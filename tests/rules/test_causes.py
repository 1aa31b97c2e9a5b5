"""Causes: nine keys, the house list, and where each stands in the official lists."""

import pytest

from mediation.rules.causes import (
    CONFIDENCE,
    MAPS,
    PAYMENT_ORDER,
    SCOPE,
    Cause,
    QuickCause,
    StatisticalCause,
    bars_arbitral_review,
    leads_to,
    opens_payment_order,
)
from mediation.rules.citations import Confidence


def test_the_nine_keys_lead_to_nine_causes_of_the_house_list():
    assert [quick.key for quick in QuickCause] == list(range(1, 10))
    assert [quick.cause.value for quick in QuickCause] == [quick.value for quick in QuickCause]


def test_every_cause_stands_in_the_official_lists():
    assert set(MAPS) == set(Cause)
    assert {each.scope_item for each in MAPS.values()} <= {None, 1, 2, 3, 4, 5, 6}
    assert CONFIDENCE is Confidence.SECONDARY
    assert SCOPE.label == "调解仲裁法第2条"


@pytest.mark.parametrize(
    ("cause", "number", "statistics"),
    [
        (Cause.WAGES, "205(5)", StatisticalCause.REMUNERATION),
        (Cause.SEVERANCE, "205(6)", StatisticalCause.TERMINATING_CONTRACT),
        (Cause.WORK_INJURY, "206(2)", StatisticalCause.SOCIAL_INSURANCE),
        (Cause.OVER_AGE, "208", StatisticalCause.OTHER),
        (Cause.UNSPLIT, "十九", StatisticalCause.OTHER),
    ],
)
def test_a_cause_leads_to_its_court_cause_and_statistical_head(cause, number, statistics):
    assert leads_to(cause).court.number == number
    assert leads_to(cause).statistics is statistics


def test_only_the_four_kinds_of_money_open_a_payment_order():
    opening = {cause for cause in Cause if opens_payment_order(cause)}
    assert opening == {
        Cause.WAGES,
        Cause.OVERTIME,
        Cause.MINIMUM_WAGE,
        Cause.SEVERANCE,
        Cause.UNLAWFUL_DISMISSAL,
    }
    assert PAYMENT_ORDER.label == "调解仲裁法第16条"


def test_confirming_the_employment_relation_bars_arbitral_review():
    assert [cause for cause in Cause if bars_arbitral_review(cause)] == [Cause.EMPLOYMENT_RELATION]
