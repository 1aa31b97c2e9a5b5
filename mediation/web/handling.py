"""Handling a case: take it, give it on, note, correct, divide its claims."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics.errors import Malformed, RuleBroken
from mediation.casework import handling as verbs
from mediation.models import claim, organisation, user
from mediation.models.case import CaseFacts
from mediation.rules.causes import Cause
from mediation.rules.intake import UrgentFlag
from mediation.rules.permissions import Action, Role
from mediation.schemas.handling import AssignmentForm, ClaimsForm, CorrectionForm, NoteForm
from mediation.web.door import actor, redirect_to, refill, retyped, wants_more
from mediation.web.guard import allowed
from mediation.web.matter import matter_for, matter_in_sight
from mediation.wording.handling import SAID
from mediation.wording.sentences import label, sentence

bp = Blueprint("handling", __name__)


@bp.post("/cases/<case_id>/take")
@allowed(Action.TAKE_CASE)
def take(case_id: str) -> ResponseReturnValue:
    """Take an unassigned case."""
    try:
        verbs.take_case(actor(), case_id)
    except RuleBroken as fault:
        flash(sentence(fault), "warn")
    else:
        flash(SAID["taken"], "done")
    return redirect_to("case.show", case_id=case_id)


@bp.get("/cases/<case_id>/assignment")
@allowed(Action.ASSIGN)
def assign_form(case_id: str) -> ResponseReturnValue:
    """Show who could handle the case."""
    matter = matter_for(Action.ASSIGN, case_id)
    return render_template("handling/assign.html", values={}, **_people(matter))


@bp.post("/cases/<case_id>/assignment")
@allowed(Action.ASSIGN)
def assign(case_id: str) -> ResponseReturnValue:
    """Give the case to somebody."""
    matter = matter_in_sight(case_id)
    try:
        verbs.assign(actor(), case_id, AssignmentForm.read(request.form))
    except (Malformed, RuleBroken) as fault:
        return refill("handling/assign.html", fault, **_people(matter))
    flash(SAID["assigned"], "done")
    return redirect_to("case.show", case_id=case_id)


@bp.post("/cases/<case_id>/notes")
@allowed(Action.ADD_NOTE)
def add_note(case_id: str) -> ResponseReturnValue:
    """Put a note on the timeline."""
    matter = matter_in_sight(case_id)
    try:
        verbs.add_note(actor(), case_id, NoteForm.read(request.form))
    except (Malformed, RuleBroken) as fault:
        return refill("handling/note.html", fault, case=matter)
    flash(SAID["noted"], "done")
    return redirect_to("case.show", case_id=case_id)


@bp.get("/cases/<case_id>/correction")
@allowed(Action.CORRECT)
def correct_form(case_id: str) -> ResponseReturnValue:
    """Show the facts of the intake, to be corrected with a reason."""
    matter = matter_for(Action.CORRECT, case_id)
    towns = {each.id: each.code for each in organisation.towns(matter.district_id)}
    values = {
        "request": matter.request,
        "worker_count": str(matter.worker_count),
        "town_code": towns.get(matter.town_id or 0, ""),
        "outside_number": matter.outside_number,
        "urgent": list(matter.urgent_flags),
    }
    return render_template("handling/correct.html", values=values, **_places(matter))


@bp.post("/cases/<case_id>/correction")
@allowed(Action.CORRECT)
def correct(case_id: str) -> ResponseReturnValue:
    """Keep the corrected facts beside the old ones."""
    matter = matter_in_sight(case_id)
    try:
        verbs.correct(actor(), case_id, CorrectionForm.read(request.form))
    except Malformed as fault:
        return refill("handling/correct.html", fault, **_places(matter))
    flash(SAID["corrected"], "done")
    return redirect_to("case.show", case_id=case_id)


@bp.get("/cases/<case_id>/claims")
@allowed(Action.CORRECT)
def claims_form(case_id: str) -> ResponseReturnValue:
    """Show the claims, one line each."""
    matter = matter_for(Action.CORRECT, case_id)
    claims = [each for each in claim.of_case(matter.id) if each.party_id is None]
    values: dict[str, str] = {}
    for line, each in enumerate(claims):
        values[f"claims-{line}-cause"] = "" if each.cause == claim.UNSPLIT else each.cause
        values[f"claims-{line}-amount"] = each.amount.figures if each.amount else ""
        values[f"claims-{line}-note"] = each.note
    return render_template("handling/claims.html", values=values, **_lines(matter, len(claims)))


@bp.post("/cases/<case_id>/claims")
@allowed(Action.CORRECT)
def split_claims(case_id: str) -> ResponseReturnValue:
    """Keep the claims as they are divided now."""
    matter = matter_in_sight(case_id)
    lines = 1 + max((int(name.split("-")[1]) for name in request.form if _is_line(name)), default=0)
    if wants_more("claims"):
        context = _lines(matter, lines + 1)
        return render_template("handling/claims.html", values=retyped(), **context)
    try:
        verbs.split_claims(actor(), case_id, ClaimsForm.read(request.form))
    except Malformed as fault:
        return refill("handling/claims.html", fault, **_lines(matter, lines))
    flash(SAID["claims_split"], "done")
    return redirect_to("case.show", case_id=case_id)


def _is_line(name: str) -> bool:
    parts = name.split("-")
    return parts[0] == "claims" and len(parts) == 3 and parts[1].isdecimal() and len(parts[1]) < 4


def _people(matter: CaseFacts) -> dict[str, object]:
    def offered(role: Role) -> list[tuple[str, str]]:
        return [
            (each.public_id, f"{each.name}（{each.organisation_name}）")
            for each in user.holders(matter.district_id, role)
        ]

    return {
        "case": matter,
        "mediators": offered(Role.MEDIATOR),
        "lawyers": offered(Role.LAWYER),
    }


def _places(matter: CaseFacts) -> dict[str, object]:
    towns = organisation.towns(matter.district_id)
    return {
        "case": matter,
        "towns": [(each.code, each.name) for each in towns],
        "urgent": [(each.value, label(each)) for each in UrgentFlag],
    }


def _lines(matter: CaseFacts, count: int) -> dict[str, object]:
    causes = [(each.value, label(each)) for each in Cause if each is not Cause.UNSPLIT]
    return {"case": matter, "causes": causes, "count": max(1, count)}
