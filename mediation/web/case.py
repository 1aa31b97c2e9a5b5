"""The cases: the list, the search, the page of one case, its history and the reckoning of a day.

What somebody looks for is posted and stored, and the address of the list carries only the id of
the stored search: no name and no number ever stands in an address.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import NotFound, Problem
from mediation.basics.text import forbidden_characters, tidied
from mediation.gate.upkeep import upkeep
from mediation.models import (
    calendar,
    case_list,
    case_page,
    deadline,
    saved_view,
    stored_search,
)
from mediation.models.case_list import MOST_COUNTED
from mediation.models.stored_search import SearchFacts
from mediation.rules.case_list import CaseFilter
from mediation.rules.case_query_text import LONGEST, read, written
from mediation.rules.permissions import Action, Actor, may_ever
from mediation.rules.saved_view import SystemView
from mediation.web import case_list as lists
from mediation.web import case_query as queries
from mediation.web import case_view, ledger
from mediation.web import deadline as deadlines
from mediation.web import saved_view as views
from mediation.web.case_list import AskedList
from mediation.web.door import actor, redirect_to, showable
from mediation.web.guard import allowed
from mediation.web.known_case import found_so_far
from mediation.web.timeline import by_day
from mediation.wording.case import ERRORS
from mediation.wording.sentences import sentence

bp = Blueprint("case", __name__)

_LONGEST_TYPED = 60


@bp.get("/cases")
@allowed(Action.LIST_CASES)
def search() -> ResponseReturnValue:
    """List the cases that somebody may see, narrowed and in order."""
    acting = actor()
    first = "" if request.args else saved_view.choices_of(acting).first
    if first:
        return redirect_to("case.search", view=first)
    return _list(lists.asked_here(acting, request.args), request.args.get("after"))


@bp.post("/cases/search")
@allowed(Action.LIST_CASES)
def find() -> ResponseReturnValue:
    """Keep what is looked for, and show what is found; an exact case number opens its case."""
    acting, typed = actor(), tidied(showable(request.form.get("q", "")))
    if len(typed) > LONGEST:
        return _too_long(acting, typed)
    looked_for = stored_search.understood(typed, _before(acting))
    words = queries.words_for(acting)
    if "panel" in request.form:
        text = queries.with_panel(looked_for.text, request.form, words)
        looked_for = replace(looked_for, text=text)
    elif not looked_for.shown:
        flash(ERRORS["case.search_empty"], "warn")
        return _to_list({})
    reading = read(looked_for.text, words)
    exact = _exact(acting, looked_for) if reading.query.is_one_word else ""
    if exact and not _from_ledger():
        return redirect_to("case.show", case_id=exact)
    if reading.query.is_plain and not reading.problems and not looked_for.numbers:
        return _to_list(queries.address_of(reading.query))
    with upkeep():
        search_id = stored_search.keep(acting.user_id or 0, looked_for, clock.now())
    return _to_list({"v": search_id})


@bp.post("/intake/duplicates")
@allowed(Action.LOG_INTAKE)
def duplicates_of() -> ResponseReturnValue:
    """Show the earlier cases that the caller may mean, while the form is being filled."""
    return render_template("intake/duplicates.html", **found_so_far())


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


def _from_ledger() -> bool:
    """Tell whether the search was typed above the ledger."""
    return request.form.get("page") == "ledger"


def _to_list(wanted: Mapping[str, str]) -> ResponseReturnValue:
    """Return the answer that shows what was found where it was looked for."""
    if not _from_ledger():
        return redirect_to("case.search", **wanted)
    layout: dict[str, Any] = lists.layout_kept(request.args)
    return redirect_to("ledger.show", **wanted, **layout)


def _typed(name: str) -> str:
    """Return what was typed into a field, tidied; what no field may hold counts as nothing."""
    text = tidied(request.form.get(name, ""))[:_LONGEST_TYPED]
    return "" if forbidden_characters(text) else text


def _before(acting: Actor) -> SearchFacts | None:
    """Return the search whose text was changed; one that was forgotten meanwhile is none."""
    try:
        return stored_search.find(acting.user_id, request.form.get("v", ""))
    except NotFound:
        return None


def _list(asked: AskedList, mark: str | None, **context: Any) -> str:
    acting, today, days = actor(), clock.today(), calendar.current()
    page = case_list.search(acting, asked.wanted, today, mark, asked.looked_for)
    found = case_list.count(acting, asked.wanted, today, asked.looked_for)
    kept: dict[str, Any] = dict(asked.kept)
    shown: dict[str, Any] = {
        "rows": [lists.row_of(each, days, today) for each in page.rows],
        "total": _counted(found),
        "chips": [(each.words, _list_url(asked.without(each.place))) for each in asked.parts],
        "ledger_url": url_for("ledger.show", **kept),
        "relaxed": [] if page.rows or mark else _relaxed(acting, asked),
        "heard": None if page.rows or mark else _heard(acting, asked),
        "tabs": [tab for _key, tab in views.tabs_of(acting, _view_of(asked))],
        "counts_url": url_for("saved_view.count", here=_view_of(asked)),
        "save_url": url_for("saved_view.new_form", **kept)
        if asked.parts and may_ever(acting, Action.KEEP_VIEW)
        else "",
        "next_url": _list_url(asked.kept | {"after": page.next_mark}) if page.next_mark else "",
        "first_url": _list_url(asked.kept) if mark else "",
    }
    return render_template("case/list.html", **lists.search_box(acting, asked) | shown | context)


def _too_long(acting: Actor, typed: str) -> tuple[str, int]:
    """Show the page with everything that was typed still in the box, and how much is too much."""
    problem = Problem("case_query.too_long", {"longest": LONGEST, "length": len(typed)})
    asked = lists.asked_here(acting, {})
    said: dict[str, Any] = {"typed": typed, "problems": {"q": [sentence(problem)]}}
    if _from_ledger():
        return ledger.sheet_of(acting, asked, **said), 422
    return _list(asked, None, **said), 422


def _relaxed(acting: Actor, asked: AskedList) -> list[tuple[str, str, str]]:
    """Return what would be found without each of the conditions: its words, how many, where."""
    found = []
    for part in asked.parts if len(asked.parts) > 1 else ():
        rest = lists.asked_here(acting, asked.without(part.place))
        number = case_list.count(acting, rest.wanted, clock.today(), rest.looked_for)
        if number:
            found.append((part.words, _counted(number), _list_url(rest.kept)))
    return found


def _heard(acting: Actor, asked: AskedList) -> tuple[str, str] | None:
    """Return the text that asks for names by ear instead, and how many cases it finds."""
    by_ear = queries.by_ear(asked.query)
    if by_ear is None or asked.problems:
        return None
    text = written(by_ear, queries.words_for(acting))
    facts = replace(asked.looked_for or SearchFacts(""), text=text, words=by_ear.words)
    wanted = CaseFilter(conditions=by_ear.narrowing)
    number = case_list.count(acting, wanted, clock.today(), facts)
    return (text, _counted(number)) if number else None


def _exact(acting: Actor, looked_for: SearchFacts) -> str:
    """Return the address of the one case that bears the number that was typed."""
    number = looked_for.words[0].text if looked_for.words else ""
    if not number.endswith("号"):
        return ""
    rows = case_list.search(acting, CaseFilter(), clock.today(), None, looked_for).rows
    return next((each.public_id for each in rows if each.case_number == number), "")


def _counted(number: int) -> str:
    return f"{MOST_COUNTED} 件以上" if number > MOST_COUNTED else f"{number} 件"


def _view_of(asked: AskedList) -> str:
    """Return the view that the list shows unchanged; a list of everything is one too."""
    if not asked.kept:
        return SystemView.ALL.value
    return asked.kept["view"] if set(asked.kept) == {"view"} else ""


def _list_url(wanted: Mapping[str, Any]) -> str:
    return url_for(".search", **wanted)
