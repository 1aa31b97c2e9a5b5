"""Two entries that are one employer: choose the other, compare side by side, merge, take back."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics.errors import Malformed, RuleBroken
from mediation.casework import employer as verbs
from mediation.models import employer, employer_merge, employer_names
from mediation.models.employer import EmployerFacts
from mediation.rules.employer import EmployerField, first_choice, may_merge
from mediation.rules.permissions import Action
from mediation.schemas.employer import MergingForm, UndoingForm
from mediation.web import employer_view as views
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.employer import SAID
from mediation.wording.sentences import label

bp = Blueprint("employer_merge", __name__, url_prefix="/employers")

_LONGEST = 120


@bp.get("/<public_id>/merge")
@allowed(Action.MERGE_EMPLOYERS)
def choose(public_id: str) -> ResponseReturnValue:
    """Ask which other entry is the same employer; those that sound alike are offered."""
    entry = employer.find_standing(actor(), public_id)
    alike = employer_names.sounding_like(entry.district_id, entry.name)
    keys = dict.fromkeys(each.employer_id for each in alike if each.employer_id != entry.id)
    found = [employer.of_id(key) for key in keys]
    return render_template("employer/choose.html", entry=entry, values={}, found=found, typed="")


@bp.post("/<public_id>/merge/choices")
@allowed(Action.MERGE_EMPLOYERS)
def look(public_id: str) -> ResponseReturnValue:
    """Show the entries that the typed text may mean."""
    entry = employer.find_standing(actor(), public_id)
    typed = request.form.get("other", "")[:_LONGEST].strip()
    likely = employer.likely(entry.district_id, typed)
    found = [each for each in likely if each.id != entry.id]
    return render_template(
        "employer/choose.html", entry=entry, values={"other": typed}, found=found, typed=typed
    )


@bp.get("/<public_id>/merge/<other_id>")
@allowed(Action.MERGE_EMPLOYERS)
def preview(public_id: str, other_id: str) -> ResponseReturnValue:
    """Show two entries side by side before they are merged."""
    entry, other = _both(public_id, other_id)
    may_merge(entry.id, other.id)
    ours, theirs = employer_merge.values_of(entry.id), employer_merge.values_of(other.id)
    values = {"taken": [each.value for each in first_choice(ours, theirs)]}
    return render_template("employer/merge.html", values=values, **_side_by_side(entry, other))


@bp.post("/<public_id>/merge/<other_id>")
@allowed(Action.MERGE_EMPLOYERS)
def merge(public_id: str, other_id: str) -> ResponseReturnValue:
    """Merge the other entry into this one."""
    entry, other = _both(public_id, other_id)
    try:
        verbs.merge(actor(), public_id, MergingForm.read(request.form))
    except (Malformed, RuleBroken) as fault:
        return refill("employer/merge.html", fault, **_side_by_side(entry, other))
    flash(SAID["merged"], "done")
    return redirect_to("employer.show", public_id=public_id)


@bp.get("/merges/<merge_id>/undo")
@allowed(Action.MERGE_EMPLOYERS)
def undo_form(merge_id: str) -> ResponseReturnValue:
    """Ask why a merge is taken back."""
    found = employer_merge.find(actor(), merge_id)
    return render_template("employer/undo.html", merge=found, values={})


@bp.post("/merges/<merge_id>/undo")
@allowed(Action.MERGE_EMPLOYERS)
def undo(merge_id: str) -> ResponseReturnValue:
    """Take a merge back."""
    found = employer_merge.find(actor(), merge_id)
    try:
        verbs.undo_merge(actor(), merge_id, UndoingForm.read(request.form))
    except (Malformed, RuleBroken) as fault:
        return refill("employer/undo.html", fault, merge=found)
    flash(SAID["undone"], "done")
    return redirect_to("employer.show", public_id=found.survivor_public_id)


def _both(public_id: str, other_id: str) -> tuple[EmployerFacts, EmployerFacts]:
    entry, other = (employer.find_standing(actor(), each) for each in (public_id, other_id))
    return entry, other


def _side_by_side(entry: EmployerFacts, other: EmployerFacts) -> dict[str, Any]:
    ours, theirs = _words_of(entry), _words_of(other)
    cases, aliases = employer_merge.counts_of(other.id)
    return {
        "entry": entry,
        "other": other,
        "lines": [
            (each.value, label(each), ours[each], theirs[each])
            for each in EmployerField
            if ours[each] != theirs[each] and theirs[each]
        ],
        "cases": cases,
        "aliases": aliases,
    }


def _words_of(entry: EmployerFacts) -> dict[EmployerField, str]:
    return {
        EmployerField.NAME: entry.name,
        EmployerField.CREDIT_CODE: entry.credit_code,
        EmployerField.TOWN: employer.town_name(entry.town_id),
        EmployerField.INDUSTRY: views.industry_words(entry.industry),
        EmployerField.KIND: label(entry.kind) if entry.kind else "",
        EmployerField.HEAD_COUNT: views.head_count(entry),
        EmployerField.UNION: label(entry.union),
        EmployerField.ADDRESS: entry.address,
        EmployerField.LEGAL_REPRESENTATIVE: entry.legal_representative,
        EmployerField.REPRESENTATIVE_POST: entry.representative_post,
        EmployerField.TELEPHONE: entry.telephone,
    }
