"""The cases: the list, the search, the page of one case, its history and the reckoning of a day.

What somebody looks for is posted and stored, and the address of the list carries only the id of
the stored search: no name and no number ever stands in an address.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.text import forbidden_characters, tidied
from mediation.gate.upkeep import upkeep
from mediation.models import (
    calendar,
    case_list,
    case_page,
    deadline,
    duplicates,
    stored_search,
)
from mediation.models.case_list import MOST_COUNTED
from mediation.models.duplicates import Caller
from mediation.models.stored_search import LONGEST, SearchFacts
from mediation.rules.permissions import Action
from mediation.web import case_list as lists
from mediation.web import case_view
from mediation.web import deadline as deadlines
from mediation.web.door import actor, redirect_to
from mediation.web.guard import allowed
from mediation.web.timeline import by_day
from mediation.wording.case import ERRORS

bp = Blueprint("case", __name__)


@bp.get("/cases")
@allowed(Action.LIST_CASES)
def search() -> ResponseReturnValue:
    """List the cases that somebody may see, narrowed and in order."""
    acting, today, days = actor(), clock.today(), calendar.current()
    asked, mark = lists.asked_here(acting, request.args), request.args.get("after")
    page = case_list.search(acting, asked.wanted, today, mark, asked.looked_for)
    return render_template(
        "case/list.html",
        rows=[lists.row_of(each, days, today) for each in page.rows],
        total=_counted(case_list.count(acting, asked.wanted, today, asked.looked_for)),
        values=asked.values,
        search_id=asked.search_id,
        looked_for=asked.looked_for.shown if asked.looked_for else "",
        tabs=_tabs(asked.values, asked.search_id),
        next_url=_list_url(asked.kept | {"after": page.next_mark}) if page.next_mark else "",
        first_url=_list_url(asked.kept) if mark else "",
        **lists.options(acting),
    )


@bp.post("/cases/search")
@allowed(Action.LIST_CASES)
def find() -> ResponseReturnValue:
    """Keep what is looked for, and show what is found; an exact case number opens its case."""
    text = _typed("q")
    if not text:
        flash(ERRORS["case.search_empty"], "warn")
        return redirect_to("case.search")
    acting = actor()
    looked_for = stored_search.understood(text)
    exact = _exact(looked_for)
    if exact:
        return redirect_to("case.show", case_id=exact)
    with upkeep():
        search_id = stored_search.keep(acting.user_id or 0, text, clock.now())
    return redirect_to("case.search", v=search_id)


@bp.post("/intake/duplicates")
@allowed(Action.LOG_INTAKE)
def duplicates_of() -> ResponseReturnValue:
    """Show the earlier cases that the caller may mean, while the form is being filled."""
    caller = Caller(_typed("applicant"), _typed("mobile"), _typed("id_number"), _typed("employer"))
    found = duplicates.likely(actor(), caller, clock.today())
    return render_template("intake/duplicates.html", found=found, tones=lists.TONES)


@bp.get("/cases/<case_id>")
@allowed(Action.SEE_CASE_SUMMARY)
def show(case_id: str) -> ResponseReturnValue:
    """Show one case: everything, or for some only how it goes."""
    acting = actor()
    seen = case_page.summary(acting, case_id)
    if not seen.is_full:
        return render_template("case/summary.html", **case_view.summary_context(seen))
    inside = case_page.inside(acting, seen)
    return render_template("case/case.html", **case_view.full_context(acting, seen, inside))


@bp.get("/cases/<case_id>/history")
@allowed(Action.SEE_CASE)
def history(case_id: str) -> ResponseReturnValue:
    """Show everything that happened in a case, the newest first."""
    acting = actor()
    seen = case_view.seen_in_full(acting, case_id)
    told = case_page.history(acting, seen)
    return render_template(
        "case/history.html", days=by_day(told), **case_view.heading_context(acting, seen)
    )


@bp.get("/cases/<case_id>/clocks/<deadline_id>")
@allowed(Action.SEE_CASE_SUMMARY)
def show_clock(case_id: str, deadline_id: str) -> ResponseReturnValue:
    """Show how one time limit of a case was reckoned, day by day."""
    acting, today, days = actor(), clock.today(), calendar.current()
    seen = case_page.summary(acting, case_id)
    row = deadline.of_public_id(seen.case.id, deadline_id)
    return render_template(
        "case/clock.html",
        chip=deadlines.chip_of(row, days, today),
        derivation=deadlines.derivation_of(row, days),
        **case_view.heading_context(acting, seen),
    )


def _typed(name: str) -> str:
    """Return what was typed into a field, tidied; what no field may hold counts as nothing."""
    text = tidied(request.form.get(name, ""))[:LONGEST]
    return "" if forbidden_characters(text) else text


def _exact(looked_for: SearchFacts) -> str:
    """Return the address of the one case that bears the number that was typed."""
    if not looked_for.words.endswith("号"):
        return ""
    found = case_list.search(
        actor(), lists.asked_of(actor(), {}), clock.today(), None, looked_for
    ).rows
    same = [each.public_id for each in found if each.case_number == looked_for.words]
    return same[0] if same else ""


def _counted(number: int) -> str:
    return f"{MOST_COUNTED} 件以上" if number > MOST_COUNTED else f"{number} 件"


def _tabs(asked: dict[str, str], search_id: str) -> list[tuple[Any, ...]]:
    return [
        (words, _list_url(wanted), wanted == asked and not search_id)
        for words, wanted in lists.views(actor())
    ]


def _list_url(wanted: Mapping[str, Any]) -> str:
    return url_for(".search", **wanted)
