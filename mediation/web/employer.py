"""The registry of employers at the browser: look up, read, enter, correct, watch.

The name of a small trader is a person's name, so what somebody looks for is posted and stored, and
the address of the list carries only the id of the stored search.
"""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.basics.text import forbidden_characters, tidied
from mediation.casework import employer as verbs
from mediation.gate.upkeep import upkeep
from mediation.models import (
    employer,
    employer_history,
    employer_list,
    employer_merge,
    employer_names,
    employer_watch,
    organisation,
    stored_search,
)
from mediation.models.employer import EmployerFacts
from mediation.models.employer_list import MOST_COUNTED
from mediation.rules.permissions import Action, may, must
from mediation.schemas.employer import EmployerForm, WatchEndingForm, WatchForm
from mediation.web import employer_view as views
from mediation.web.door import actor, redirect_to, refill, wants_more
from mediation.web.guard import allowed
from mediation.wording.employer import COUNT_CAPPED, SAID

bp = Blueprint("employer", __name__, url_prefix="/employers")

_LONGEST_TYPED = 60

_ASKED = ("town", "industry", "union", "watched")


@bp.get("")
@allowed(Action.SEE_EMPLOYERS)
def search() -> ResponseReturnValue:
    """List the employers of the district."""
    acting, today = actor(), clock.today()
    asked = {name: request.args[name] for name in _ASKED if request.args.get(name)}
    search_id, mark = request.args.get("v", ""), request.args.get("after")
    looked_for = stored_search.find(acting.user_id, search_id) if search_id else None
    wanted = views.filter_of(acting, asked, "" if looked_for is None else looked_for.shown)
    page = employer_list.search(acting, wanted, today, mark)
    total = employer_list.count(acting, wanted, today)
    kept: dict[str, Any] = asked | ({"v": search_id} if search_id else {})
    return render_template(
        "employer/list.html",
        rows=[views.row_of(each) for each in page.rows],
        total=COUNT_CAPPED if total > MOST_COUNTED else total,
        values=asked,
        search_id=search_id,
        looked_for=wanted.words,
        is_narrowed=bool(kept),
        next_url=url_for("employer.search", **kept, after=page.next_mark) if page.next_mark else "",
        first_url=url_for("employer.search", **kept) if mark else "",
        **views.list_choices(acting),
    )


@bp.post("/search")
@allowed(Action.SEE_EMPLOYERS)
def find() -> ResponseReturnValue:
    """Keep what is looked for and show what is found; what means one entry opens it."""
    acting, text = actor(), _typed("words")
    if not text:
        flash(SAID["search_empty"], "warn")
        return redirect_to("employer.search")
    meant = employer.meant_by(acting.district_id or 0, text)
    if meant is not None:
        return redirect_to("employer.show", public_id=meant.public_id)
    with upkeep():
        search_id = stored_search.keep(
            acting.user_id or 0, stored_search.understood(text), clock.now()
        )
    return redirect_to("employer.search", v=search_id)


@bp.get("/new")
@allowed(Action.EDIT_EMPLOYERS)
def show_new() -> ResponseReturnValue:
    """Show the form for a new entry."""
    return render_template(
        "employer/new.html", values=views.first_values(), lines=1, **views.choices(actor())
    )


@bp.post("")
@allowed(Action.EDIT_EMPLOYERS)
def register() -> ResponseReturnValue:
    """Enter an employer."""
    context = views.typed_context(actor(), None)
    if wants_more("aliases"):
        return render_template("employer/new.html", values=request.form, **context)
    try:
        public_id = verbs.register(actor(), EmployerForm.read(request.form))
    except Malformed as fault:
        return refill("employer/new.html", fault, **context)
    flash(SAID["registered"], "done")
    return redirect_to("employer.show", public_id=public_id)


@bp.get("/<public_id>")
@allowed(Action.SEE_EMPLOYERS)
def show(public_id: str) -> ResponseReturnValue:
    """Show one employer with its history; a merged entry leads to the one that survived."""
    acting = actor()
    entry = employer.find(acting, public_id)
    if entry.merged_into_id is not None:
        flash(SAID["moved"], "note")
        survivor = employer.of_id(entry.merged_into_id)
        return redirect_to("employer.show", public_id=survivor.public_id)
    mark = request.args.get("after")
    page = employer_history.search(acting, entry.id, mark)
    here: dict[str, Any] = {"public_id": public_id}
    return render_template(
        "employer/employer.html",
        **views.entry_context(entry, employer.town_name(entry.town_id)),
        aliases=employer_names.aliases_of(entry.id),
        watches=views.watch_rows(employer_watch.of_employer(entry.id), clock.today()),
        merges=employer_merge.of_employer(acting, entry.id),
        may_correct=may(acting, Action.EDIT_EMPLOYERS, employer.standing_on_entry(acting, entry)),
        figures=employer_history.figures(acting, entry.id),
        elsewhere=employer_history.elsewhere(acting, entry.id),
        cases=[views.case_row(each) for each in page.rows],
        next_url=url_for("employer.show", **here, after=page.next_mark) if page.next_mark else "",
        first_url=url_for("employer.show", **here) if mark else "",
    )


@bp.get("/<public_id>/edit")
@allowed(Action.EDIT_EMPLOYERS)
def show_edit(public_id: str) -> ResponseReturnValue:
    """Show the form with what is known."""
    entry = _to_be_corrected(public_id)
    aliases = employer_names.aliases_of(entry.id)
    codes = {town.id: town.code for town in organisation.towns(actor().district_id)}
    return render_template(
        "employer/edit.html",
        entry=entry,
        values=views.values_of(entry, aliases, codes.get(entry.town_id or 0, "")),
        lines=len(aliases) + 1,
        **views.choices(actor()),
    )


@bp.post("/<public_id>/edit")
@allowed(Action.EDIT_EMPLOYERS)
def correct(public_id: str) -> ResponseReturnValue:
    """Correct an entry."""
    entry = _to_be_corrected(public_id)
    context = views.typed_context(actor(), entry)
    if wants_more("aliases"):
        return render_template("employer/edit.html", entry=entry, values=request.form, **context)
    try:
        verbs.correct(actor(), public_id, EmployerForm.read(request.form))
    except Malformed as fault:
        return refill("employer/edit.html", fault, entry=entry, **context)
    flash(SAID["corrected"], "done")
    return redirect_to("employer.show", public_id=public_id)


@bp.get("/<public_id>/watch")
@allowed(Action.WATCH_EMPLOYERS)
def watch_form(public_id: str) -> ResponseReturnValue:
    """Ask why and how long an employer is to be watched."""
    entry = employer.find_standing(actor(), public_id)
    values = {"from_on": clock.today().isoformat()}
    return render_template(
        "employer/watch.html", entry=entry, values=values, reasons=views.watch_reasons()
    )


@bp.post("/<public_id>/watch")
@allowed(Action.WATCH_EMPLOYERS)
def watch(public_id: str) -> ResponseReturnValue:
    """Put an employer on the watch list."""
    entry = employer.find_standing(actor(), public_id)
    try:
        verbs.watch(actor(), public_id, WatchForm.read(request.form))
    except (Malformed, RuleBroken) as fault:
        return refill("employer/watch.html", fault, entry=entry, reasons=views.watch_reasons())
    flash(SAID["watched"], "done")
    return redirect_to("employer.show", public_id=public_id)


@bp.get("/<public_id>/watch/end")
@allowed(Action.WATCH_EMPLOYERS)
def watch_end_form(public_id: str) -> ResponseReturnValue:
    """Ask why an employer is watched no longer."""
    entry = employer.find_standing(actor(), public_id)
    return render_template("employer/watch_end.html", entry=entry, values={})


@bp.post("/<public_id>/watch/end")
@allowed(Action.WATCH_EMPLOYERS)
def stop_watching(public_id: str) -> ResponseReturnValue:
    """Take an employer off the watch list."""
    entry = employer.find_standing(actor(), public_id)
    try:
        verbs.stop_watching(actor(), public_id, WatchEndingForm.read(request.form))
    except Malformed as fault:
        return refill("employer/watch_end.html", fault, entry=entry)
    flash(SAID["watch_ended"], "done")
    return redirect_to("employer.show", public_id=public_id)


def _to_be_corrected(public_id: str) -> EmployerFacts:
    entry = employer.find_standing(actor(), public_id)
    must(actor(), Action.EDIT_EMPLOYERS, employer.standing_on_entry(actor(), entry))
    return entry


def _typed(name: str) -> str:
    """Return what was typed, tidied; what no field may hold counts as nothing."""
    text = tidied(request.form.get(name, ""))[:_LONGEST_TYPED]
    return "" if forbidden_characters(text) else text
