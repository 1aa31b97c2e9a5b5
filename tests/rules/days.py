"""Small words for tests of the law: days by their ISO text, and the calendar of a new instance."""

from datetime import date

from mediation.rules.holidays import seed

CALENDAR = seed()


def day(text: str) -> date:
    """Read a day such as 2026-03-02."""
    return date.fromisoformat(text)
