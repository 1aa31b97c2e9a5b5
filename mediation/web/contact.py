"""A further contact about a case: the form, and writing it down."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed
from mediation.casework import contact as verbs
from mediation.rules.caller import CallerRole
from mediation.rules.intake import Channel
from mediation.rules.permissions import Action
from mediation.schemas.contact import ContactForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.matter import matter_for, matter_in_sight
from mediation.wording.contact import SAID
from mediation.wording.sentences import label

bp = Blueprint("contact", __name__)

_DOORS = (Channel.VISIT, Channel.CALL, Channel.LETTER, Channel.ONLINE)


@bp.get("/cases/<case_id>/contacts/new")
@allowed(Action.LOG_CONTACT)
def show_new(case_id: str) -> ResponseReturnValue:
    """Show the form for a further contact; a press that nobody meant counts nothing."""
    matter = matter_for(Action.LOG_CONTACT, case_id)
    values = {
        "received_on": clock.today().isoformat(),
        "person_count": "1",
        "caller_role": CallerRole.WORKER.value,
    }
    return render_template("contact/new.html", case=matter, values=values, **_choices())


@bp.post("/cases/<case_id>/contacts")
@allowed(Action.LOG_CONTACT)
def log(case_id: str) -> ResponseReturnValue:
    """Count a further contact."""
    matter = matter_in_sight(case_id)
    try:
        verbs.log_contact(actor(), case_id, ContactForm.read(request.form))
    except Malformed as fault:
        return refill("contact/new.html", fault, case=matter, **_choices())
    flash(SAID["logged"], "done")
    return redirect_to("case.show", case_id=case_id)


def _choices() -> dict[str, list[tuple[str, str]]]:
    return {
        "channels": [(each.value, label(each)) for each in _DOORS],
        "callers": [(each.value, label(each)) for each in CallerRole],
    }
