"""What may be said of a sensitive period."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mediation.basics.errors import Problem
from mediation.basics.money import Money
from mediation.rules.sensitive_period import (
    MOST_LEAD_DAYS,
    PeriodEntry,
    PeriodKind,
    problems_between,
)
from mediation.schemas.fields import Choice, Day, Text, WholeNumber, Words, Yuan
from mediation.schemas.form import Form


class SensitivePeriodForm(Form[PeriodEntry]):
    """A sensitive period with its days, its towns and its own numbers."""

    period_name = Text(longest=40)
    period_kind = Choice(PeriodKind)
    begins_on = Day()
    ends_on = Day()
    lead_days = WholeNumber(most=MOST_LEAD_DAYS)
    town_codes = Words(longest=9, required=False)
    basis = Text(longest=120, required=False)
    least_people = WholeNumber(least=1, most=100_000, required=False)
    least_cases = WholeNumber(least=1, most=10_000, required=False)
    within_days = WholeNumber(least=1, most=366, required=False)
    least_amount = Yuan(required=False)

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """Refuse a period that ends before it begins or lasts for ever."""
        yield from problems_between(fields["begins_on"], fields["ends_on"])

    @staticmethod
    def makes(  # noqa: PLR0913 - a form has as many fields as it has
        *,
        period_name: str,
        period_kind: PeriodKind,
        begins_on: date,
        ends_on: date,
        lead_days: int,
        town_codes: tuple[str, ...],
        basis: str,
        least_people: int | None,
        least_cases: int | None,
        within_days: int | None,
        least_amount: Money | None,
    ) -> PeriodEntry:
        """Return what was said of the period."""
        return PeriodEntry(
            period_name,
            period_kind,
            begins_on,
            ends_on,
            lead_days,
            town_codes,
            basis,
            least_people,
            least_cases,
            within_days,
            least_amount,
        )
