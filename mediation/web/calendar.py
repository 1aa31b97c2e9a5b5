"""The calendar of working days, as the deadlines are reckoned with it."""

from calendar import Calendar as Grid
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.models import calendar
from mediation.rules.permissions import Action
from mediation.rules.working_days import Calendar
from mediation.web.guard import allowed

bp = Blueprint("calendar", __name__)


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day of the grid: its number, and what it is."""

    number: int
    kind: str
    words: str


@bp.get("/calendar")
@allowed(Action.SEE_CALENDAR)
def show() -> ResponseReturnValue:
    """Show one year, month by month, with its rest days and make-up workdays."""
    days = calendar.current()
    years = [each.year for each in days.years]
    wanted = request.args.get("year", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else clock.today().year
    facts = next((each for each in days.years if each.year == year), None)
    months = [(month, _weeks(days, year, month)) for month in range(1, 13)]
    return render_template(
        "calendar/year.html", year=year, years=years, facts=facts, months=months, days=days
    )


def _weeks(days: Calendar, year: int, month: int) -> list[list[ShownDay | None]]:
    return [
        [_shown(days, date(year, month, number)) if number else None for number in week]
        for week in Grid().monthdayscalendar(year, month)
    ]


def _shown(days: Calendar, day: date) -> ShownDay:
    festival = days.festival_on(day)
    if days.is_make_up_workday(day):
        return ShownDay(day.day, "work", "调休上班")
    if festival:
        return ShownDay(day.day, "festival", festival)
    return ShownDay(day.day, "rest" if days.is_rest_day(day) else "plain", "")
