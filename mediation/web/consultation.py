"""Consultations logged one after another, for mediators and lawyers at a desk."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed
from mediation.casework import intake as verbs
from mediation.models import case, consultation
from mediation.rules.intake import Channel
from mediation.rules.permissions import Action
from mediation.schemas.consultation import ConsultationForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.consultation import SAID
from mediation.wording.sentences import label

bp = Blueprint("consultation", __name__, url_prefix="/consultations")

_DOORS = (Channel.VISIT, Channel.CALL, Channel.ONLINE, Channel.LETTER)


@bp.get("")
@allowed(Action.LOG_CONSULTATION)
def show() -> ResponseReturnValue:
    """Show the form for the next one, and what was logged today."""
    values = {
        "channel": Channel.VISIT.value,
        "person_count": "1",
        "received_on": clock.today().isoformat(),
    }
    return render_template("consultation/log.html", values=values, **_context())


@bp.post("")
@allowed(Action.LOG_CONSULTATION)
def log() -> ResponseReturnValue:
    """Log a consultation, and be ready for the next."""
    try:
        case_id = verbs.log_consultation(actor(), ConsultationForm.read(request.form))
    except Malformed as fault:
        return refill("consultation/log.html", fault, **_context())
    flash(SAID["logged"].format(number=case.of_public_id(case_id).case_number), "done")
    return redirect_to("consultation.show")


def _context() -> dict[str, object]:
    return {
        "channels": [(each.value, label(each)) for each in _DOORS],
        "rows": consultation.of_today(actor(), clock.today()),
    }
