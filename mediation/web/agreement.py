"""The agreement of a case: its editor, its checks, its paper, its signatures and its seal.

One page shows the agreement in whatever state it is; the editor stands in it while it is a draft.
Acts that are not easily undone ask once more on a page of their own.
"""

from collections.abc import Mapping
from io import BytesIO

from flask import Blueprint, flash, render_template, request, send_file
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.casework import agreement as verbs
from mediation.casework import document as papers
from mediation.models import (
    agreement,
    agreement_contents,
    agreement_list,
    proceeding,
    sealing,
)
from mediation.pdf.agreement import agreement_pdf
from mediation.pdf.agreement_contents import draft_paper
from mediation.rules.agreement import AgreementGroup
from mediation.rules.permissions import Action
from mediation.rules.workflow_terms import State
from mediation.schemas.agreement import AgreementForm, RedraftForm, SealingForm, SigningForm
from mediation.web import agreement_page as pages
from mediation.web.agreement_page import FindingWords, SeenCase, seen_case
from mediation.web.door import actor, problems_of, redirect_to, refill, wants_more
from mediation.web.guard import allowed
from mediation.web.habits import habits
from mediation.web.headers import may_be_framed
from mediation.wording.agreement import SAID
from mediation.wording.sentences import label, sentence

bp = Blueprint("agreement", __name__)

Problems = dict[str, list[str]]

_PDF = "application/pdf"


@bp.get("/agreements")
@allowed(Action.SEE_CASE)
def search() -> ResponseReturnValue:
    """List the agreements of the cases that one may see."""
    wanted = request.args.get("group", "")
    group = AgreementGroup(wanted) if wanted in set(AgreementGroup) else None
    mark = request.args.get("after")
    return render_template(
        "agreement/list.html",
        page=agreement_list.search(actor(), group, clock.today(), mark),
        group=group,
        groups=[(each, label(each)) for each in AgreementGroup],
        is_first=mark is None,
        now=clock.today(),
    )


@bp.get("/cases/<case_id>/agreement")
@allowed(Action.SEE_CASE)
def show(case_id: str) -> ResponseReturnValue:
    """Show the agreement: the editor while it is a draft, else what it says and where it stands."""
    seen = seen_case(actor(), case_id)
    settled = pages.settled_of(seen)
    if seen.may(Action.DRAFT_AGREEMENT) and seen.matter.progress is State.DRAFTED and settled:
        values = pages.values_of(settled, sealing.case_seal(seen.matter.public_id))
        return _editor(seen, values, findings=pages.findings_of(seen))
    if seen.may(Action.DRAFT_AGREEMENT) and seen.matter.progress is State.ACCEPTED:
        return _editor(seen, pages.proposal_for(seen.matter))
    return _shown(seen)


@bp.post("/cases/<case_id>/agreement")
@allowed(Action.DRAFT_AGREEMENT)
def save(case_id: str) -> ResponseReturnValue:
    """Keep the draft, begun now or revised."""
    seen = seen_case(actor(), case_id)
    if wants_more("terms"):
        return _editor(seen, request.form, more=1)
    verb = verbs.draft if seen.matter.progress is State.ACCEPTED else verbs.revise
    try:
        verb(actor(), case_id, AgreementForm.read(request.form))
    except Malformed as fault:
        return _editor(seen, request.form, problems=problems_of(fault)), 422
    except RuleBroken as fault:
        return _editor(seen, request.form, problems={"": [sentence(fault)]}), 409
    flash(SAID["saved"], "done")
    return redirect_to("agreement.show", case_id=case_id)


@bp.post("/cases/<case_id>/agreement/check")
@allowed(Action.DRAFT_AGREEMENT)
def check(case_id: str) -> ResponseReturnValue:
    """Look over what is typed, without keeping it; the answer is the panel alone."""
    seen = seen_case(actor(), case_id, Action.DRAFT_AGREEMENT)
    try:
        typed = AgreementForm.read(request.form)
    except Malformed as fault:
        unreadable = [each for found in problems_of(fault).values() for each in found]
        return render_template("agreement/checks.html", unreadable=unreadable, case=seen.matter)
    findings = pages.findings_of(seen, typed)
    return render_template("agreement/checks.html", findings=findings, case=seen.matter)


@bp.get("/cases/<case_id>/agreement/preview")
@allowed(Action.ADD_NOTE)
def preview(case_id: str) -> ResponseReturnValue:
    """Show the paper of the draft, names and all, to those who work on the case."""
    seen = seen_case(actor(), case_id, Action.ADD_NOTE)
    settled = agreement.find_latest(proceeding.find_leading(seen.matter.id).id)
    contents = agreement_contents.gathered(seen.matter, settled)
    paper = agreement_pdf(draft_paper(contents, clock.today()), habits().fonts)
    may_be_framed()
    return send_file(BytesIO(paper), _PDF, download_name=f"{settled.number}草稿.pdf")


@bp.get("/cases/<case_id>/documents/<document_id>")
@allowed(Action.UNMASK)
def download(case_id: str, document_id: str) -> ResponseReturnValue:
    """Hand out a paper of the case, to be kept or, with `inline`, to be looked at."""
    facts, content = papers.open_document(actor(), case_id, document_id)
    is_kept = "inline" not in request.args
    name = f"{facts.title}.pdf"
    return send_file(BytesIO(content), _PDF, as_attachment=is_kept, download_name=name)


@bp.get("/cases/<case_id>/agreement/final")
@allowed(Action.FINALISE_AGREEMENT)
def final_form(case_id: str) -> ResponseReturnValue:
    """Say what it means to make the text final, and ask once more."""
    seen = seen_case(actor(), case_id, Action.FINALISE_AGREEMENT)
    return _final(seen)


@bp.post("/cases/<case_id>/agreement/final")
@allowed(Action.FINALISE_AGREEMENT)
def finalise(case_id: str) -> ResponseReturnValue:
    """Make the text final."""
    try:
        verbs.finalise(actor(), case_id, habits().fonts)
    except RuleBroken as fault:
        return _final(seen_case(actor(), case_id), sentence(fault)), 409
    flash(SAID["final"], "done")
    return redirect_to("agreement.show", case_id=case_id)


@bp.get("/cases/<case_id>/agreement/edition")
@allowed(Action.DRAFT_AGREEMENT)
def redraft_form(case_id: str) -> ResponseReturnValue:
    """Ask why a final text is opened again."""
    seen = seen_case(actor(), case_id, Action.DRAFT_AGREEMENT)
    return render_template("agreement/redraft.html", **pages.context_of(seen))


@bp.post("/cases/<case_id>/agreement/edition")
@allowed(Action.DRAFT_AGREEMENT)
def redraft(case_id: str) -> ResponseReturnValue:
    """Open a new edition."""
    seen = seen_case(actor(), case_id)
    try:
        verbs.redraft(actor(), case_id, RedraftForm.read(request.form).reason)
    except Malformed as fault:
        return refill("agreement/redraft.html", fault, **pages.context_of(seen))
    except RuleBroken as fault:
        return _shown(seen, {"": [sentence(fault)]}), 409
    flash(SAID["redrafted"], "done")
    return redirect_to("agreement.show", case_id=case_id)


@bp.post("/cases/<case_id>/agreement/signatures")
@allowed(Action.SIGN_AGREEMENT)
def sign(case_id: str) -> ResponseReturnValue:
    """Record who signed."""
    seen = seen_case(actor(), case_id)
    try:
        verbs.sign(actor(), case_id, SigningForm.read(request.form))
    except Malformed as fault:
        return _shown(seen, problems_of(fault)), 422
    except RuleBroken as fault:
        return _shown(seen, {"": [sentence(fault)]}), 409
    signed = seen_case(actor(), case_id).matter.progress is State.SIGNED
    flash(SAID["all_signed" if signed else "signed"], "done")
    return redirect_to("agreement.show", case_id=case_id)


@bp.get("/cases/<case_id>/agreement/seal")
@allowed(Action.SEAL)
def seal_form(case_id: str) -> ResponseReturnValue:
    """Say what the seal sets going, and ask for its day."""
    seen = seen_case(actor(), case_id, Action.SEAL)
    return _seal(seen, {"sealed_on": clock.today().isoformat()})


@bp.post("/cases/<case_id>/agreement/seal")
@allowed(Action.SEAL)
def seal(case_id: str) -> ResponseReturnValue:
    """Record that the seal was set."""
    seen = seen_case(actor(), case_id)
    try:
        verbs.seal(actor(), case_id, SealingForm.read(request.form))
    except Malformed as fault:
        return _seal(seen, request.form, problems_of(fault)), 422
    except RuleBroken as fault:
        return _seal(seen, request.form, {"": [sentence(fault)]}), 409
    flash(SAID["sealed"], "done")
    return redirect_to("agreement.show", case_id=case_id)


def _editor(
    seen: SeenCase,
    values: Mapping[str, str],
    *,
    problems: Problems | None = None,
    findings: list[FindingWords] | None = None,
    more: int = 0,
) -> str:
    return render_template(
        "agreement/edit.html",
        values=values,
        problems=problems or {},
        findings=findings,
        **pages.editor_of(seen, pages.line_count(values) + more),
    )


def _shown(seen: SeenCase, problems: Problems | None = None) -> str:
    settled = pages.settled_of(seen)
    context = pages.context_of(seen)
    if settled is None:
        return render_template("agreement/none.html", **context)
    return render_template(
        "agreement/view.html",
        values=request.form or {"signed_on": clock.today().isoformat()},
        problems=problems or {},
        document=pages.document_of(settled),
        windows=pages.windows_of(seen.matter),
        **context,
        **pages.signing_of(seen, settled),
        **pages.performance_of(settled),
    )


def _final(seen: SeenCase, refusal: str = "") -> str:
    return render_template(
        "agreement/finalise.html",
        findings=pages.findings_of(seen),
        refusal=refusal,
        **pages.context_of(seen),
    )


def _seal(seen: SeenCase, values: Mapping[str, str], problems: Problems | None = None) -> str:
    return render_template(
        "agreement/seal.html",
        values=values,
        problems=problems or {},
        windows=pages.windows_if_sealed(clock.today()),
        **pages.context_of(seen),
    )
