"""Performance: one page per item, where payments and acts are recorded and put right."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, NotFound, RuleBroken
from mediation.casework import performance as verbs
from mediation.models import performance
from mediation.models.agreement import ObligationFacts
from mediation.rules.permissions import Action
from mediation.schemas.performance import PerformanceForm
from mediation.web import agreement_page as pages
from mediation.web.agreement_page import SeenCase, seen_case
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.agreement import SAID
from mediation.wording.sentences import sentence

bp = Blueprint("performance", __name__)


@bp.get("/cases/<case_id>/obligations/<obligation_id>")
@allowed(Action.SEE_CASE)
def show(case_id: str, obligation_id: str) -> ResponseReturnValue:
    """Show what was recorded under an item, and the form for more."""
    seen = seen_case(actor(), case_id)
    values = {"performed_on": clock.today().isoformat()}
    return render_template("performance/record.html", values=values, **_of(seen, obligation_id))


@bp.post("/cases/<case_id>/obligations/<obligation_id>")
@allowed(Action.RECORD_PERFORMANCE)
def record(case_id: str, obligation_id: str) -> ResponseReturnValue:
    """Record a payment or an act, or put an earlier entry right."""
    seen = seen_case(actor(), case_id)
    try:
        performed = PerformanceForm.read(request.form)
        verbs.record_performance(actor(), case_id, obligation_id, performed)
    except Malformed as fault:
        return refill("performance/record.html", fault, **_of(seen, obligation_id))
    except RuleBroken as fault:
        context = {"problems": {"": [sentence(fault)]}, **_of(seen, obligation_id)}
        return render_template("performance/record.html", values=request.form, **context), 409
    flash(SAID["recorded"], "done")
    return redirect_to("agreement.show", case_id=case_id)


def _of(seen: SeenCase, obligation_id: str) -> dict[str, Any]:
    settled = pages.settled_of(seen)
    owed = _find(settled.obligations if settled else (), obligation_id)
    recorded = performance.of_obligation(owed.id)
    entries = tuple(
        replace(each, note=seen.shown(each.note), reason=seen.shown(each.reason))
        for each in recorded
    )
    return {
        **pages.context_of(seen),
        "owed": owed,
        "entries": entries,
        "correctable": [(each.public_id, _in_short(each)) for each in entries if each.counts],
        "now": clock.today(),
    }


def _find(obligations: tuple[ObligationFacts, ...], obligation_id: str) -> ObligationFacts:
    for each in obligations:
        if each.public_id == obligation_id:
            return each
    raise NotFound("agreement.obligation_not_found")


def _in_short(entry: performance.PerformanceFacts) -> str:
    amount = f" {entry.amount.figures} 元" if entry.amount else ""
    return f"{entry.performed_on.isoformat()}{amount}"
