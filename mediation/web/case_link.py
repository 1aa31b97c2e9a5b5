"""Links between cases at the browser: add one by its number, take one away with a reason."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics.errors import Malformed
from mediation.casework import case_link as verbs
from mediation.models.case_link import LinkedCase
from mediation.rules.case_link import LinkKind
from mediation.rules.permissions import Action
from mediation.schemas.case_link import LinkForm, RemovalForm
from mediation.web.case_list import TONES
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.matter import matter_for, matter_in_sight
from mediation.wording.case_link import FROM_OTHER_END, SAID
from mediation.wording.sentences import label

bp = Blueprint("case_link", __name__)


@bp.get("/cases/<case_id>/links")
@allowed(Action.LINK)
def add_form(case_id: str) -> ResponseReturnValue:
    """Ask for the number of the other case."""
    matter = matter_for(Action.LINK, case_id)
    return render_template("case_link/add.html", values={}, case=matter)


@bp.post("/cases/<case_id>/links")
@allowed(Action.LINK)
def add(case_id: str) -> ResponseReturnValue:
    """Link two cases."""
    matter = matter_in_sight(case_id)
    try:
        verbs.add_link(actor(), case_id, LinkForm.read(request.form))
    except Malformed as fault:
        return refill("case_link/add.html", fault, case=matter)
    flash(SAID["added"], "done")
    return redirect_to("case.show", case_id=case_id)


@bp.get("/cases/<case_id>/links/<other_id>/removal")
@allowed(Action.LINK)
def remove_form(case_id: str, other_id: str) -> ResponseReturnValue:
    """Ask why two cases have nothing to do with each other."""
    matter, other = matter_for(Action.LINK, case_id), matter_in_sight(other_id)
    return render_template("case_link/remove.html", values={}, case=matter, other=other)


@bp.post("/cases/<case_id>/links/<other_id>/removal")
@allowed(Action.LINK)
def remove(case_id: str, other_id: str) -> ResponseReturnValue:
    """Take a link away."""
    matter, other = matter_in_sight(case_id), matter_in_sight(other_id)
    try:
        verbs.remove_link(actor(), case_id, other_id, RemovalForm.read(request.form))
    except Malformed as fault:
        return refill("case_link/remove.html", fault, case=matter, other=other)
    flash(SAID["removed"], "done")
    return redirect_to("case.show", case_id=case_id)


def shown(case_id: str, links: tuple[LinkedCase, ...], *, may_link: bool) -> list[dict[str, Any]]:
    """Return the linked cases of a case as its page lists them."""
    return [
        {
            "case": each,
            "what": FROM_OTHER_END[each.kind] if each.is_source else label(each.kind),
            "status": label(each.status),
            "tone": TONES[each.status],
            "remove_url": url_for("case_link.remove_form", case_id=case_id, other_id=each.public_id)
            if may_link and each.kind is LinkKind.RELATED
            else "",
        }
        for each in links
    ]
