"""Sensitive periods: list, enter, try out, switch on and off."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed
from mediation.casework import sensitive_period as verbs
from mediation.models import organisation, recipient, sensitive_period
from mediation.models.sensitive_period import PeriodFacts
from mediation.rules.permissions import Action
from mediation.rules.sensitive_period import PeriodKind, PeriodState
from mediation.schemas.sensitive_period import SensitivePeriodForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.sensitive_period import SAID
from mediation.wording.sentences import label

bp = Blueprint("sensitive_period", __name__, url_prefix="/sensitive-periods")

_DEFAULT_LEAD_DAYS = "15"


@bp.get("")
@allowed(Action.SEE_PERIODS)
def search() -> ResponseReturnValue:
    """List the sensitive periods of the district."""
    return render_template(
        "sensitive_period/list.html",
        periods=sensitive_period.search(actor()),
        recipients=recipient.search(actor()),
        day=clock.today(),
    )


@bp.get("/new")
@allowed(Action.EDIT_PERIODS)
def show_new() -> ResponseReturnValue:
    """Show the form for a new sensitive period."""
    values = {"lead_days": _DEFAULT_LEAD_DAYS}
    return render_template("sensitive_period/new.html", values=values, **_choices())


@bp.post("")
@allowed(Action.EDIT_PERIODS)
def add() -> ResponseReturnValue:
    """Enter a new sensitive period."""
    try:
        public_id = verbs.add(actor(), SensitivePeriodForm.read(request.form))
    except Malformed as fault:
        return refill("sensitive_period/new.html", fault, **_choices())
    flash(SAID["added"], "done")
    return redirect_to("sensitive_period.show", public_id=public_id)


@bp.get("/<public_id>")
@allowed(Action.SEE_PERIODS)
def show(public_id: str) -> ResponseReturnValue:
    """Show one sensitive period and what it would raise."""
    period = sensitive_period.find(actor(), public_id)
    is_draft = period.state is PeriodState.DRAFT
    return render_template(
        "sensitive_period/period.html",
        period=period,
        day=clock.today(),
        trial=verbs.try_out(actor(), public_id) if is_draft else None,
    )


@bp.get("/<public_id>/edit")
@allowed(Action.EDIT_PERIODS)
def show_edit(public_id: str) -> ResponseReturnValue:
    """Show the form for changing a sensitive period."""
    period = sensitive_period.find(actor(), public_id)
    return render_template(
        "sensitive_period/edit.html", period=period, values=_values(period), **_choices()
    )


@bp.post("/<public_id>/edit")
@allowed(Action.EDIT_PERIODS)
def change(public_id: str) -> ResponseReturnValue:
    """Change a sensitive period."""
    try:
        verbs.change(actor(), public_id, SensitivePeriodForm.read(request.form))
    except Malformed as fault:
        period = sensitive_period.find(actor(), public_id)
        return refill("sensitive_period/edit.html", fault, period=period, **_choices())
    flash(SAID["changed"], "done")
    return redirect_to("sensitive_period.show", public_id=public_id)


@bp.post("/<public_id>/activate")
@allowed(Action.EDIT_PERIODS)
def activate(public_id: str) -> ResponseReturnValue:
    """Switch a sensitive period on."""
    verbs.activate(actor(), public_id)
    flash(SAID["activated"], "done")
    return redirect_to("sensitive_period.show", public_id=public_id)


@bp.post("/<public_id>/end")
@allowed(Action.EDIT_PERIODS)
def end(public_id: str) -> ResponseReturnValue:
    """Switch a sensitive period off."""
    verbs.end(actor(), public_id)
    flash(SAID["ended"], "done")
    return redirect_to("sensitive_period.show", public_id=public_id)


def _choices() -> dict[str, Any]:
    return {
        "kinds": [(kind.value, label(kind)) for kind in PeriodKind],
        "towns": [(town.code, town.name) for town in organisation.towns(actor().district_id)],
    }


def _values(period: PeriodFacts) -> dict[str, Any]:
    amount = period.least_amount
    return {
        "period_name": period.name,
        "period_kind": period.kind.value,
        "begins_on": period.begins_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "lead_days": str(period.lead_days),
        "town_codes": list(period.town_codes),
        "basis": period.basis,
        "least_people": period.least_people or "",
        "least_cases": period.least_cases or "",
        "within_days": period.within_days or "",
        "least_amount": "" if amount is None else amount.figures,
    }
