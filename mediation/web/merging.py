"""Merging at the browser: name the other case, look at both side by side, choose, merge.

The preview carries the versions of both cases.  When one of them has changed meanwhile, the
preview is shown anew with the choices that were made, and nothing has been merged.
"""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics.errors import Conflict, Malformed, RuleBroken
from mediation.casework import merging as verbs
from mediation.models import case, case_link, duplicates, merging, visibility
from mediation.models.case import CaseFacts
from mediation.models.sealing import case_seal
from mediation.rules import merging as rules
from mediation.rules.case_move import CasePair
from mediation.rules.merging_terms import CaseFace, Merging
from mediation.rules.permissions import Action, may, must
from mediation.schemas.merging import MergingForm, NumberForm
from mediation.web.case_list import TONES
from mediation.web.door import actor, problems_of, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.matter import matter_for, matter_in_sight
from mediation.web.merging_view import context
from mediation.wording.merging import SAID, SEPARATE
from mediation.wording.sentences import sentence

bp = Blueprint("merging", __name__)

_NOTHING = Merging({})


@bp.get("/cases/<case_id>/merging")
@allowed(Action.MERGE)
def choose_form(case_id: str) -> ResponseReturnValue:
    """Show which cases may be the same matter, and ask for a number."""
    matter = matter_for(Action.MERGE, case_id)
    return render_template("merging/choose.html", values={}, **_likely(matter))


@bp.post("/cases/<case_id>/merging")
@allowed(Action.MERGE)
def choose(case_id: str) -> ResponseReturnValue:
    """Find the other case by its number and show the preview, the case that should stay first."""
    matter = matter_in_sight(case_id)
    try:
        pair = _pair(matter, NumberForm.read(request.form))
    except (Malformed, RuleBroken) as fault:
        return refill("merging/choose.html", fault, **_likely(matter))
    return redirect_to("merging.show", case_id=pair.kept_id, other_id=pair.other_id)


@bp.get("/cases/<case_id>/merging/<other_id>")
@allowed(Action.MERGE)
def show(case_id: str, other_id: str) -> ResponseReturnValue:
    """Show both cases side by side, with what merging would make of them."""
    kept, gone = _faces(CasePair(case_id, other_id))
    try:
        rules.may_merge(kept, gone)
    except RuleBroken as fault:
        matter = case.of_public_id(case_id)
        problems = {"": [sentence(fault)]}
        page = {"values": {}, "problems": problems, **_likely(matter)}
        return render_template("merging/choose.html", **page)
    return _preview(kept, gone, _NOTHING, values={})


@bp.post("/cases/<case_id>/merging/<other_id>")
@allowed(Action.MERGE)
def merge(case_id: str, other_id: str) -> ResponseReturnValue:
    """Merge with the chosen facts, or show again what they come to."""
    pair = CasePair(case_id, other_id)
    kept, gone = _faces(pair)
    wanted = _NOTHING
    try:
        wanted = MergingForm.read(request.form)
        if request.form.get("then") == "preview":
            flash(SAID["counted_again"], "note")
            return _preview(kept, gone, wanted, values=request.form)
        verbs.merge(actor(), pair, wanted)
    except Malformed as fault:
        problems = problems_of(fault)
        return _preview(kept, gone, wanted, values=request.form, problems=problems), 422
    except RuleBroken as fault:
        problems = {"": [sentence(fault)]}
        return _preview(kept, gone, wanted, values=request.form, problems=problems), 409
    except Conflict as fault:
        if fault.code != "case.changed_since":
            raise
        flash(SAID["changed"], "warn")
        return _preview(*_faces(pair), wanted, values=request.form), 409
    flash(SAID["merged"], "done")
    return redirect_to("case.show", case_id=case_id)


def _faces(pair: CasePair) -> tuple[CaseFace, CaseFace]:
    """Return both cases as merging compares them, for somebody who may merge them."""
    acting = actor()
    must(acting, Action.MERGE, visibility.standing_on_both(acting, pair))
    kept, gone = (_face(case.of_public_id(each)) for each in (pair.kept_id, pair.other_id))
    return kept, gone


def _face(matter: CaseFacts) -> CaseFace:
    return merging.face_of(matter, case_seal(matter.public_id))


def _pair(matter: CaseFacts, number: str) -> CasePair:
    address = case_link.address_of(actor(), number)
    if address is None:
        raise Malformed.at("case_number", "case_link.no_such_case")
    if address == matter.public_id:
        raise RuleBroken("merging.same_case")
    own, other = _faces(CasePair(matter.public_id, address))
    first, second = (own, other) if rules.stays_first(own, other) else (other, own)
    rules.may_merge(first, second)
    return CasePair(first.public_id, second.public_id)


def _preview(
    kept: CaseFace, gone: CaseFace, wanted: Merging, *, values: Any, problems: Any = None
) -> str:
    try:
        plan = rules.planned(kept, gone, wanted)
    except RuleBroken:
        plan = rules.planned(kept, gone, replace(wanted, persons=()))
    may_swap = kept.progress_rank == gone.progress_rank
    swap_url = url_for("merging.show", case_id=gone.public_id, other_id=kept.public_id)
    return render_template(
        "merging/preview.html",
        values={"reason": values.get("reason", "")},
        problems=problems or {},
        separate=SEPARATE,
        swap_url=swap_url if may_swap else "",
        **context(kept, gone, plan),
    )


def _likely(matter: CaseFacts) -> dict[str, Any]:
    acting = actor()
    rows = duplicates.like_case(acting, matter)
    pairs = {each.public_id: CasePair(matter.public_id, each.public_id) for each in rows}
    mine = {
        other
        for other, pair in pairs.items()
        if may(acting, Action.MERGE, visibility.standing_on_both(acting, pair))
    }
    return {"case": matter, "rows": rows, "mine": mine, "tones": TONES}
