"""Who is told of alerts and gets briefings: the list, and naming people."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics.errors import Malformed
from mediation.casework import recipient as verbs
from mediation.models import recipient, user
from mediation.rules.permissions import Action, Role
from mediation.rules.recipient import LADDER_STEPS
from mediation.schemas.recipient import RecipientForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.recipient import LADDER, SAID

bp = Blueprint("recipient", __name__, url_prefix="/recipients")

_MAY_BE_TOLD = (Role.SUPERVISOR, Role.MEDIATOR, Role.LIAISON)


@bp.get("")
@allowed(Action.SEE_PERIODS)
def search() -> ResponseReturnValue:
    """List who is told."""
    return render_template(
        "recipient/list.html", recipients=recipient.search(actor()), ladder=LADDER
    )


@bp.get("/new")
@allowed(Action.EDIT_PERIODS)
def show_new() -> ResponseReturnValue:
    """Show the form for naming somebody."""
    values = {"gets_alerts": "yes", "gets_briefings": "yes", "ladder_step": "0"}
    return render_template("recipient/new.html", values=values, **_choices())


@bp.post("")
@allowed(Action.EDIT_PERIODS)
def add() -> ResponseReturnValue:
    """Name somebody who is told."""
    try:
        verbs.add(actor(), RecipientForm.read(request.form))
    except Malformed as fault:
        return refill("recipient/new.html", fault, **_choices())
    flash(SAID["added"], "done")
    return redirect_to("recipient.search")


@bp.get("/<public_id>/edit")
@allowed(Action.EDIT_PERIODS)
def show_edit(public_id: str) -> ResponseReturnValue:
    """Show the form for changing what somebody is told of."""
    told = recipient.find(actor(), public_id)
    values = {
        "gets_alerts": "yes" if told.gets_alerts else "",
        "gets_briefings": "yes" if told.gets_briefings else "",
        "ladder_step": str(told.ladder_step),
    }
    return render_template("recipient/edit.html", told=told, values=values, **_choices())


@bp.post("/<public_id>/edit")
@allowed(Action.EDIT_PERIODS)
def change(public_id: str) -> ResponseReturnValue:
    """Change what somebody is told of."""
    try:
        verbs.change(actor(), public_id, RecipientForm.read(request.form))
    except Malformed as fault:
        told = recipient.find(actor(), public_id)
        return refill("recipient/edit.html", fault, told=told, **_choices())
    flash(SAID["changed"], "done")
    return redirect_to("recipient.search")


@bp.post("/<public_id>/remove")
@allowed(Action.EDIT_PERIODS)
def remove(public_id: str) -> ResponseReturnValue:
    """Take somebody off the list."""
    verbs.remove(actor(), public_id)
    flash(SAID["removed"], "done")
    return redirect_to("recipient.search")


def _choices() -> dict[str, Any]:
    district_id = actor().district_id or 0
    people = {
        each.public_id: f"{each.name}（{each.organisation_name}）"
        for role in _MAY_BE_TOLD
        for each in user.holders(district_id, role)
        if each.email
    }
    return {
        "people": list(people.items()),
        "steps": [(str(step), LADDER[step]) for step in LADDER_STEPS],
    }
