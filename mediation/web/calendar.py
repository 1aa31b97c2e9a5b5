"""The calendar of working days, as the deadlines are reckoned with it."""

from calendar import Calendar as Grid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.models import calendar
from mediation.rules.permissions import Action, Actor, Role
from mediation.rules.working_days import Calendar
from mediation.web.guard import allowed
from mediation.web.page import show_bars_with
from mediation.wording.calendar import YEAR_MISSING

bp = Blueprint("calendar", __name__)

_NOTICE_EXPECTED = 10  # The State Council's notice for the next year comes in the last quarter.


def remind_of_next_year(app: Flask) -> None:
    """Hang a bar into the pages of those who keep the calendar while the next year is missing."""
    show_bars_with(app, _bars)


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


def _bars(acting: Actor) -> Sequence[Mapping[str, str]]:
    today = clock.today()
    if today.month < _NOTICE_EXPECTED or not acting.roles & {Role.SUPERVISOR, Role.ADMIN}:
        return ()
    following = today.year + 1
    if not calendar.current().is_provisional(date(following, 1, 1)):
        return ()
    url = url_for("calendar.show", year=following)
    return ({"level": "yellow", "text": YEAR_MISSING.format(year=following), "url": url},)


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
