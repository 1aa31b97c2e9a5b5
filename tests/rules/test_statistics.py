"""A period of the figures, and the keys that other programs rely on."""

from datetime import date

import pytest

from mediation.basics.errors import RuleBroken
from mediation.rules.statistics import Figure, Period, period
from mediation.wording.statistics import COUNTED, UNITS

KEYS_EVER_PRINTED = {
    "visit_batches", "visit_person_times", "letters", "calls", "consultations", "hotline_orders",
    "hotline_orders_answered", "hotline_orders_on_time", "events", "event_head_count",
    "event_consultations", "referrals", "referrals_in", "referrals_out", "referrals_answered",
    "cases", "case_workers",
}  # fmt: skip


def test_a_key_that_was_printed_once_is_printed_for_ever():
    assert {figure.value for figure in Figure} >= KEYS_EVER_PRINTED


def test_every_figure_has_its_unit_and_says_what_it_counts():
    assert set(UNITS) == set(COUNTED) == set(Figure)


def test_a_period_may_be_one_day_and_never_ends_before_it_begins():
    first = date(2026, 1, 1)
    assert period(first, first) == Period(first, first)
    with pytest.raises(RuleBroken) as refused:
        period(first, date(2025, 12, 31))
    assert refused.value.code == "statistics.ends_before_it_begins"
