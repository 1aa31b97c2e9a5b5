"""Outreach events: the list, a new one, and putting one right."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed
from mediation.casework import outreach as verbs
from mediation.models import organisation, outreach
from mediation.models.outreach import OutreachFacts
from mediation.rules.permissions import Action, may, must
from mediation.schemas.outreach import OutreachForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.outreach import SAID

bp = Blueprint("outreach", __name__, url_prefix="/events")


@bp.get("")
@allowed(Action.SEE_EVENTS)
def search() -> ResponseReturnValue:
    """List the events of the district, with what those of this year add up to."""
    acting, today, mark = actor(), clock.today(), request.args.get("after")
    page = outreach.search(acting, mark)
    first = today.replace(month=1, day=1)
    return render_template(
        "outreach/list.html",
        rows=[(each, _may_change(each)) for each in page.rows],
        tally=outreach.tally(acting.district_id or 0, first, today),
        year=today.year,
        next_url=url_for(".search", after=page.next_mark) if page.next_mark else "",
        first_url=url_for(".search") if mark else "",
    )


@bp.get("/new")
@allowed(Action.EDIT_EVENTS)
def show_new() -> ResponseReturnValue:
    """Show the form for an event that was held."""
    values = {"held_on": clock.today().isoformat()}
    return render_template("outreach/new.html", values=values, towns=_towns())


@bp.post("")
@allowed(Action.EDIT_EVENTS)
def record() -> ResponseReturnValue:
    """Write an event down."""
    try:
        verbs.record(actor(), OutreachForm.read(request.form))
    except Malformed as fault:
        return refill("outreach/new.html", fault, towns=_towns())
    flash(SAID["recorded"], "done")
    return redirect_to("outreach.search")


@bp.get("/<public_id>/edit")
@allowed(Action.EDIT_EVENTS)
def show_edit(public_id: str) -> ResponseReturnValue:
    """Show the form with what is said of an event now."""
    event = _to_be_changed(public_id)
    return render_template("outreach/edit.html", event=event, values=_values(event), towns=_towns())


@bp.post("/<public_id>")
@allowed(Action.EDIT_EVENTS)
def change(public_id: str) -> ResponseReturnValue:
    """Put an event right."""
    event = _to_be_changed(public_id)
    try:
        verbs.change(actor(), public_id, OutreachForm.read(request.form))
    except Malformed as fault:
        return refill("outreach/edit.html", fault, event=event, towns=_towns())
    flash(SAID["changed"], "done")
    return redirect_to("outreach.search")


def _to_be_changed(public_id: str) -> OutreachFacts:
    event = outreach.find(actor(), public_id)
    must(actor(), Action.EDIT_EVENTS, outreach.standing_on_event(actor(), event))
    return event


def _may_change(event: OutreachFacts) -> bool:
    return may(actor(), Action.EDIT_EVENTS, outreach.standing_on_event(actor(), event))


def _towns() -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in organisation.towns(actor().district_id)]


def _values(event: OutreachFacts) -> dict[str, Any]:
    return {
        "event_name": event.name,
        "held_on": event.held_on.isoformat(),
        "place": event.place,
        "town_code": event.town_code,
        "head_count": str(event.head_count),
        "consultation_count": str(event.consultation_count),
        "lawyers": event.lawyers,
        "note": event.note,
    }
