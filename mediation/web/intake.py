"""Quick intake and triage: the pages that are open while the telephone rings."""

from flask import Blueprint, Response, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound, RuleBroken
from mediation.basics.text import tidied
from mediation.casework import intake as verbs
from mediation.models import employer, follow_up, organisation, party, user
from mediation.rules.caller import CallerRole
from mediation.rules.causes import QuickCause
from mediation.rules.draft import DraftKind
from mediation.rules.intake import (
    COLLECTIVE_FROM,
    Channel,
    Employment,
    NextAct,
    QuickIntake,
    UrgentFlag,
)
from mediation.rules.joining import KnownAs
from mediation.rules.organisation import OrganisationKind
from mediation.rules.party import IdKind
from mediation.rules.permissions import Action, Role
from mediation.schemas.intake import IntakeForm, TriageForm
from mediation.web import draft, known_case
from mediation.web.case_view import under_age_line
from mediation.web.channel import came_choices, flash_remarks
from mediation.web.door import actor, may_here, redirect_to, refill, retyped
from mediation.web.follow_up import proposed, shown
from mediation.web.guard import allowed
from mediation.web.known_case import found_so_far
from mediation.web.matter import matter_for, matter_in_sight
from mediation.wording.intake import SAID
from mediation.wording.sentences import label

bp = Blueprint("intake", __name__)

_PANEL = "intake-panel-"
_LONGEST_NAME = 60

_VERBS = {
    Action.LOG_INTAKE: verbs.log_intake,
    Action.REPORT_SIGN: verbs.report_sign,
    Action.DELEGATE_CASE: verbs.delegate,
}


@bp.get("/intake")
@allowed(Action.LOG_INTAKE)
def show() -> ResponseReturnValue:
    """Show the quick form, empty."""
    opened = draft.reopened(DraftKind.INTAKE, _first_values(Channel.CALL))
    return render_template("intake/quick.html", **_choices(), **_place(), **opened)


@bp.post("/intake")
@allowed(Action.LOG_INTAKE)
def log() -> ResponseReturnValue:
    """Log the intake, and show its number large."""
    return _log(Action.LOG_INTAKE)


@bp.get("/reports")
@allowed(Action.REPORT_SIGN)
def show_report() -> ResponseReturnValue:
    """Show a liaison the short form for a sign of trouble."""
    opened = draft.reopened(DraftKind.REPORT, _first_values(Channel.LIAISON))
    return render_template("intake/report.html", **_choices(), **opened)


@bp.post("/reports")
@allowed(Action.REPORT_SIGN)
def report() -> ResponseReturnValue:
    """Take the report; the centre will triage it."""
    return _log(Action.REPORT_SIGN)


@bp.get("/delegations")
@allowed(Action.DELEGATE_CASE)
def show_delegation() -> ResponseReturnValue:
    """Show a court's clerk the form with which a case is delegated."""
    opened = draft.reopened(DraftKind.DELEGATION, _first_values(Channel.COURT))
    return render_template("intake/delegation.html", **_choices(), **opened)


@bp.post("/delegations")
@allowed(Action.DELEGATE_CASE)
def delegate() -> ResponseReturnValue:
    """Take the delegation; the centre will triage it."""
    return _log(Action.DELEGATE_CASE)


@bp.get("/intake/<case_id>/saved")
@allowed(Action.LIST_CASES)
def saved(case_id: str) -> ResponseReturnValue:
    """Show the number of what was just logged, large enough to read to the caller."""
    matter = matter_in_sight(case_id)
    sees_case = may_here(Action.SEE_CASE)
    count = party.count_under_age(matter.id, matter.received_on) if sees_case else 0
    promised = follow_up.open_of_case(matter.id)[:1] if sees_case else ()
    context: dict[str, object] = {
        "case": matter,
        "under_age": under_age_line(count),
        "promised": [shown(each) for each in promised],
    }
    return render_template("intake/saved.html", **context, **_place())


@bp.get("/cases/<case_id>/triage")
@allowed(Action.TRIAGE)
def triage_form(case_id: str) -> ResponseReturnValue:
    """Show where a matter can be sent."""
    matter = matter_for(Action.TRIAGE, case_id)
    values = {"applied_on": clock.today().isoformat()}
    return render_template("intake/triage.html", case=matter, values=values, **_bodies())


@bp.post("/cases/<case_id>/triage")
@allowed(Action.TRIAGE)
def triage(case_id: str) -> ResponseReturnValue:
    """Send the matter to the centre."""
    matter = matter_in_sight(case_id)
    try:
        verbs.triage(actor(), case_id, TriageForm.read(request.form))
    except (Malformed, RuleBroken) as fault:
        return refill("intake/triage.html", fault, case=matter, **_bodies())
    flash(SAID["triaged"], "done")
    return redirect_to("case.show", case_id=case_id)


@bp.post("/intake/employers")
@allowed(Action.LIST_CASES)
def likely_employers() -> ResponseReturnValue:
    """List the employers whose name begins to show in the form."""
    district_id = actor().district_id
    typed = tidied(retyped().get("employer", ""))[:_LONGEST_NAME]
    found = employer.likely(district_id, typed) if district_id is not None else ()
    is_known = any(each.name == typed for each in found)
    list_id = f"{_place().get('field_prefix', 'field-')}employer-list"
    return render_template(
        "intake/employers.html", employers=found, typed=typed, is_known=is_known, list_id=list_id
    )


def _log(action: Action) -> ResponseReturnValue:
    template = {
        Action.LOG_INTAKE: "intake/quick.html",
        Action.REPORT_SIGN: "intake/report.html",
        Action.DELEGATE_CASE: "intake/delegation.html",
    }[action]
    try:
        intake = IntakeForm.read(request.form)
        case_id = _carry_out(action, intake)
        flash_remarks(case_id, intake)
    except (Malformed, NotFound, NotAllowed) as fault:
        known = found_so_far() if action is Action.LOG_INTAKE else {}
        return refill(template, fault, **_choices(), **_place(), **draft.kept_key(), **known)
    return _after_log(case_id)


def _carry_out(action: Action, intake: QuickIntake) -> str:
    """Log the matter, or let the caller join the case that was chosen; return the address."""
    known = intake.known if action is Action.LOG_INTAKE else None
    if known is not None and known.how is KnownAs.JOIN:
        return known_case.join(intake, known)
    verb = _VERBS[action]
    if action is Action.LOG_INTAKE and intake.next_act is NextAct.CONSULTATION:
        verb = verbs.log_consultation
    case_id = verb(actor(), intake)
    known_case.say_linked(known)
    return case_id


def _after_log(case_id: str) -> Response:
    if request.form.get("then") == "open":
        return redirect_to("case.show", case_id=case_id)
    return redirect_to("intake.saved", case_id=case_id)


def _place() -> dict[str, object]:
    """Return where the answer will stand: on a page of its own, or in the panel over another."""
    target = request.headers.get("HX-Target", "")
    if not target.startswith(_PANEL):
        return {}
    return {"in_panel": True, "field_prefix": _PANEL}


def _choices() -> dict[str, object]:
    towns = organisation.towns(actor().district_id)
    return {
        "callers": [(each.value, label(each)) for each in CallerRole],
        "channels": [(each.value, label(each)) for each in Channel],
        "causes": [(each.value, label(each)) for each in QuickCause],
        "urgent": [(each.value, label(each)) for each in UrgentFlag],
        "employments": [(each.value, label(each)) for each in Employment],
        "id_kinds": [(each.value, label(each)) for each in IdKind],
        "next_acts": [(each.value, label(each)) for each in NextAct],
        "collective_from": COLLECTIVE_FROM,
        "towns": [(each.code, each.name) for each in towns],
        "came": came_choices(actor()),
    }


def _first_values(channel: Channel) -> dict[str, object]:
    return {
        "channel": channel.value,
        "received_on": clock.today().isoformat(),
        "worker_count": "1",
        "caller_role": CallerRole.WORKER.value,
        "call_back_at": proposed(),
        "employment": Employment.UNKNOWN.value,
        "id_kind": IdKind.RESIDENT_ID.value,
        "next_act": NextAct.MEDIATE.value if channel is Channel.CALL else NextAct.LATER.value,
    }


def _bodies() -> dict[str, object]:
    acting = actor()
    bodies = organisation.search(acting, (OrganisationKind.CENTRE,))
    everybody = (
        user.holders(acting.district_id, Role.MEDIATOR) if acting.district_id is not None else ()
    )
    mediators = [each for each in everybody if may_here(Action.ASSIGN) or each.id == acting.user_id]
    return {
        "bodies": [(each.public_id, each.name) for each in bodies],
        "mediators": [
            (each.public_id, f"{each.name}（{each.organisation_name}）") for each in mediators
        ],
    }
