"""The organisations of the district: list, add, edit."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics.errors import Malformed
from mediation.casework import organisation
from mediation.models import organisation as bodies
from mediation.models.organisation import OrganisationFacts
from mediation.rules.organisation import LegalNature, OrganisationKind
from mediation.rules.permissions import Action
from mediation.schemas.organisation import OrganisationForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.organisation import SAID
from mediation.wording.sentences import label

bp = Blueprint("organisation", __name__, url_prefix="/organisations")


@bp.get("")
@allowed(Action.SEE_BODIES)
def search() -> ResponseReturnValue:
    """List the organisations of the district."""
    words = request.args.get("words", "")[:60]
    wanted = request.args.get("kind", "")
    kinds = [OrganisationKind(wanted)] if wanted in set(OrganisationKind) else []
    return render_template(
        "organisation/list.html",
        organisations=bodies.search(actor(), kinds, words),
        values={"words": words, "kind": wanted},
        kinds=[(kind.value, label(kind)) for kind in OrganisationKind],
    )


@bp.get("/new")
@allowed(Action.EDIT_BODIES)
def show_new() -> ResponseReturnValue:
    """Show the form for a new organisation."""
    values = {"legal_nature": LegalNature.NO_MEDIATION_BODY.value}
    return render_template("organisation/new.html", values=values, **_choices())


@bp.post("")
@allowed(Action.EDIT_BODIES)
def add() -> ResponseReturnValue:
    """Write down a new organisation."""
    try:
        organisation.add(actor(), OrganisationForm.read(request.form))
    except Malformed as fault:
        return refill("organisation/new.html", fault, **_choices())
    flash(SAID["added"], "done")
    return redirect_to("organisation.search")


@bp.get("/<public_id>/edit")
@allowed(Action.EDIT_BODIES)
def show_edit(public_id: str) -> ResponseReturnValue:
    """Show the form for changing an organisation."""
    body = bodies.find(actor(), public_id)
    return render_template("organisation/edit.html", body=body, values=_values(body), **_choices())


@bp.post("/<public_id>/edit")
@allowed(Action.EDIT_BODIES)
def change(public_id: str) -> ResponseReturnValue:
    """Change an organisation."""
    try:
        organisation.change(actor(), public_id, OrganisationForm.read(request.form))
    except Malformed as fault:
        body = bodies.find(actor(), public_id)
        return refill("organisation/edit.html", fault, body=body, **_choices())
    flash(SAID["changed"], "done")
    return redirect_to("organisation.search")


def _choices() -> dict[str, Any]:
    return {
        "kinds": [(kind.value, label(kind)) for kind in OrganisationKind],
        "natures": [(nature.value, label(nature)) for nature in LegalNature],
        "towns": [(town.code, town.name) for town in bodies.towns(actor().district_id)],
    }


def _values(body: OrganisationFacts) -> dict[str, Any]:
    return {
        "organisation_name": body.name,
        "kind": body.kind.value,
        "legal_nature": body.legal_nature.value,
        "address": body.address,
        "phone": body.phone,
        "town": body.town_code,
    }
