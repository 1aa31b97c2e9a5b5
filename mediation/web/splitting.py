"""Splitting at the browser: tick who goes, look at both cases as they will be, split."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics.errors import Conflict, Malformed, RuleBroken
from mediation.basics.money import Money
from mediation.casework import splitting as verbs
from mediation.models import merging
from mediation.models.case import CaseFacts
from mediation.models.sealing import case_seal
from mediation.rules import splitting as rules
from mediation.rules.causes import Cause
from mediation.rules.merging_terms import CaseFace, PersonField
from mediation.rules.party import PartyRole
from mediation.rules.permissions import Action
from mediation.rules.splitting import Half, SplitPlan
from mediation.schemas.merging import SplittingForm
from mediation.web.door import actor, problems_of, redirect_to, refill, retyped
from mediation.web.guard import allowed
from mediation.web.matter import matter_for
from mediation.web.merging_view import claim_words, people_of
from mediation.wording.clock import clock_name
from mediation.wording.merging import SAID, WHAT_STAYS_ON_SPLIT
from mediation.wording.sentences import label, sentence

bp = Blueprint("splitting", __name__)

_MOST_NAMES = 30
_MOST_CLAIMS = 8


@bp.get("/cases/<case_id>/splitting")
@allowed(Action.SPLIT)
def split_form(case_id: str) -> ResponseReturnValue:
    """Show the applicants and the claims of a case, or why it cannot be split."""
    matter = matter_for(Action.SPLIT, case_id)
    page = _form(matter)
    try:
        rules.may_split(page["face"])
    except RuleBroken as fault:
        page["forbidden"] = sentence(fault)
    return render_template("splitting/split.html", values={"request": matter.request}, **page)


@bp.post("/cases/<case_id>/splitting")
@allowed(Action.SPLIT)
def split(case_id: str) -> ResponseReturnValue:
    """Show both cases as they will be, and split when that was what the button said."""
    matter = matter_for(Action.SPLIT, case_id)
    page = _form(matter)
    try:
        wanted = SplittingForm.read(request.form)
        rules.may_split(page["face"])
        plan = rules.planned(page["face"], wanted)
        if request.form.get("then") != "split":
            return render_template(
                "splitting/preview.html",
                kept=list(request.form.items(multi=True)),
                reason=wanted.reason,
                **page,
                **_halves(page["face"], plan),
            )
        new_id = verbs.split(actor(), case_id, wanted)
    except Malformed as fault:
        problems = problems_of(fault)
        shown = render_template("splitting/split.html", values=retyped(), problems=problems, **page)
        return shown, 422
    except RuleBroken as fault:
        return refill("splitting/split.html", fault, **page)
    except Conflict as fault:
        if fault.code != "case.changed_since":
            raise
        flash(SAID["changed_split"], "warn")
        page = _form(matter_for(Action.SPLIT, case_id))
        return render_template("splitting/split.html", values=retyped(), fresh=True, **page), 409
    flash(SAID["split"], "done")
    return redirect_to("case.show", case_id=new_id)


def _form(matter: CaseFacts) -> dict[str, Any]:
    face = merging.face_of(matter, case_seal(matter.public_id))
    names = people_of(face)
    return {
        "case": matter,
        "face": face,
        "people": [
            (each.public_id, f"{each.name} {each.shown[PersonField.MOBILE]}".strip())
            for each in face.persons
            if each.role is PartyRole.APPLICANT
        ],
        "claims": [
            (str(each.number), claim_words(each, names))
            for each in face.claims
            if each.party_id is None
        ],
    }


def _halves(face: CaseFace, plan: SplitPlan) -> dict[str, Any]:
    clocks = "；".join(
        f"{clock_name(each.rule)}（最后一日{each.due_on.isoformat()}）" for each in face.clocks
    )
    stays, goes = _half(plan.stays, face), _half(plan.goes, face)
    lines = [(words, old, new) for (words, old), (_, new) in zip(stays, goes, strict=True)]
    return {"lines": [*lines, ("期限", clocks, clocks)], "rules": WHAT_STAYS_ON_SPLIT}


def _half(half: Half, face: CaseFace) -> list[tuple[str, str]]:
    names = people_of(face)
    shown = [claim_words(each, names) for each in half.claims[:_MOST_CLAIMS]]
    more = len(half.claims) - len(shown)
    claims = "；".join(shown) + (f"；另有{more}项" if more else "")
    amount = "未填写" if half.amount_fen is None else f"¥{Money(half.amount_fen).figures}"
    return [
        ("申请人", _some_names(half)),
        ("涉及人数", f"{half.worker_count}人"),
        ("诉求", claims or "没有登记诉求"),
        ("涉及金额", amount),
        ("首要案由", label(Cause(half.first_cause)) if half.first_cause else "未填写"),
    ]


def _some_names(half: Half) -> str:
    names = "、".join(each.name for each in half.people[:_MOST_NAMES])
    return names if len(half.people) <= _MOST_NAMES else f"{names}等{len(half.people)}人"
