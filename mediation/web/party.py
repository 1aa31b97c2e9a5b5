"""The parties of a case: their facts, and one number at a time in full."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics.errors import Malformed
from mediation.casework import party as verbs
from mediation.models import case_page, claim, employer, party
from mediation.models.case import CaseFacts
from mediation.rules.identity import Sex
from mediation.rules.party import IdKind, PartyRole, SealedField
from mediation.rules.permissions import Action
from mediation.schemas.party import PartyForm, UnmaskingForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.matter import matter_for, matter_in_sight
from mediation.wording.party import SAID
from mediation.wording.sentences import label

bp = Blueprint("party", __name__)


@bp.get("/cases/<case_id>/parties")
@allowed(Action.SEE_CASE)
def search(case_id: str) -> ResponseReturnValue:
    """List everybody in the case, a page at a time, with what each claims."""
    acting = actor()
    seen = case_page.summary(acting, case_id)
    page = case_page.parties(acting, seen, request.args.get("after"))
    keys = tuple(each.facts.id for each in page.rows)
    return render_template(
        "party/list.html",
        case=seen.case,
        rows=page.rows,
        next_mark=page.next_mark,
        is_first="after" not in request.args,
        total=seen.has.parties,
        claimed=claim.totals_by_party(seen.case.id, keys),
    )


@bp.get("/cases/<case_id>/parties/new")
@allowed(Action.CORRECT)
def new_form(case_id: str) -> ResponseReturnValue:
    """Show an empty form for one more party."""
    matter = matter_for(Action.CORRECT, case_id)
    values = {"role": PartyRole.APPLICANT.value, "id_kind": IdKind.RESIDENT_ID.value}
    return render_template("party/edit.html", values=values, **_choices(matter))


@bp.get("/cases/<case_id>/parties/<party_id>")
@allowed(Action.CORRECT)
def edit_form(case_id: str, party_id: str) -> ResponseReturnValue:
    """Show what is known of a party; its numbers stay masked."""
    matter = matter_for(Action.CORRECT, case_id)
    row = party.find(matter.id, party_id)
    values = {
        "public_id": row.public_id,
        "role": row.role.value,
        "is_employer": "yes" if row.is_employer else "",
        "name": row.name,
        "sex": row.sex,
        "born_on": row.born_on.isoformat() if row.born_on else "",
        "id_kind": row.id_kind,
        "id_reason": row.id_number_note,
        "agent_name": row.agent_name,
        "agent_authority": row.agent_authority,
    }
    if row.employer_id is not None:
        known = employer.of_id(row.employer_id)
        values |= {
            "credit_code": known.credit_code,
            "office_address": known.address,
            "legal_representative": known.legal_representative,
            "representative_post": known.representative_post,
        }
    return render_template("party/edit.html", values=values, **_choices(matter, party_id))


@bp.post("/cases/<case_id>/parties")
@allowed(Action.CORRECT)
def write(case_id: str) -> ResponseReturnValue:
    """Keep the party."""
    matter = matter_in_sight(case_id)
    try:
        verbs.write_party(actor(), case_id, PartyForm.read(request.form))
    except Malformed as fault:
        party_id = request.form.get("public_id", "")
        return refill("party/edit.html", fault, **_choices(matter, party_id))
    flash(SAID["kept"], "done")
    return redirect_to("case.show", case_id=case_id)


@bp.get("/cases/<case_id>/parties/<party_id>/numbers")
@allowed(Action.UNMASK)
def unmask_form(case_id: str, party_id: str) -> ResponseReturnValue:
    """Ask which number is wanted and why."""
    matter = matter_for(Action.UNMASK, case_id)
    return render_template("party/unmask.html", values={}, **_numbers(matter, party_id))


@bp.post("/cases/<case_id>/parties/<party_id>/numbers")
@allowed(Action.UNMASK)
def unmask(case_id: str, party_id: str) -> ResponseReturnValue:
    """Show one number in full; it is on this page only and the look is recorded."""
    matter = matter_in_sight(case_id)
    context = _numbers(matter, party_id)
    try:
        wanted = UnmaskingForm.read(request.form)
        plain = verbs.unmask(actor(), case_id, wanted)
    except Malformed as fault:
        return refill("party/unmask.html", fault, **context)
    shown = (label(wanted.sealed_field), plain)
    return render_template("party/unmask.html", values={}, shown=shown, **context)


def _choices(matter: CaseFacts, party_id: str = "") -> dict[str, object]:
    return {
        "case": matter,
        "party_id": party_id,
        "roles": [(each.value, label(each)) for each in PartyRole],
        "sexes": [(each.value, label(each)) for each in Sex],
        "id_kinds": [(each.value, label(each)) for each in IdKind],
    }


def _numbers(matter: CaseFacts, party_id: str) -> dict[str, object]:
    return {
        "case": matter,
        "party": party.find(matter.id, party_id),
        "fields": [(each.value, label(each)) for each in SealedField],
    }
