"""The steps of a mediation: one page per step, all built alike.

Which step needs which form stands in `PAGES`; the fields stand in the step's own template.  A
rule that forbids the step shows its sentence on the same page, with everything that was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, NotFound, RuleBroken
from mediation.casework import consultation, handling, hotline_order, petition, referral
from mediation.casework import tripartite as verbs
from mediation.models import deadline, proceeding
from mediation.models.case import CaseFacts
from mediation.rules.handling import outcomes_after
from mediation.rules.permissions import Action
from mediation.rules.tripartite import DeclineReason, FailReason, WithdrawReason
from mediation.rules.workflow import row_of
from mediation.rules.workflow_terms import Step
from mediation.schemas.consultation import TurnIntoCaseForm
from mediation.schemas.form import Form
from mediation.schemas.hotline_order import OrderReplyForm
from mediation.schemas.petition import (
    ObjectionForm,
    OpinionForm,
    PetitionExtensionForm,
    ServiceForm,
    TellingForm,
)
from mediation.schemas.referral import ReferralAnswerForm, ReferralOutForm
from mediation.schemas.tripartite import (
    AcceptanceForm,
    ClosingForm,
    DatedForm,
    DeclineForm,
    ExtensionForm,
    FailForm,
    WithdrawForm,
)
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.habits import habits
from mediation.web.matter import matter_for, matter_in_sight
from mediation.web.step_choices import step_choices, step_values
from mediation.wording.sentences import label
from mediation.wording.tripartite import DONE

bp = Blueprint("tripartite", __name__)


@dataclass(frozen=True, slots=True)
class StepPage:
    """How one step is shown and carried out."""

    form: type[Form[Any]]
    verb: Callable[..., None]
    template: str
    issues_paper: bool = False


PAGES: Mapping[Step, StepPage] = {
    Step.ACCEPT: StepPage(AcceptanceForm, verbs.accept, "tripartite/accept.html"),
    Step.DECLINE: StepPage(DeclineForm, verbs.decline, "tripartite/end.html", issues_paper=True),
    Step.FAIL: StepPage(FailForm, verbs.fail, "tripartite/end.html", issues_paper=True),
    Step.WITHDRAW: StepPage(WithdrawForm, verbs.withdraw, "tripartite/end.html"),
    Step.EXTEND: StepPage(ExtensionForm, verbs.extend, "tripartite/extend.html"),
    Step.REOPEN: StepPage(DatedForm, verbs.reopen, "tripartite/dated.html"),
    Step.REOPEN_PERFORMANCE: StepPage(DatedForm, verbs.reopen_performance, "tripartite/dated.html"),
    Step.ANSWER_PETITION: StepPage(TellingForm, petition.answer, "petition/tell.html", True),
    Step.OBJECT: StepPage(ObjectionForm, petition.object_to, "petition/object.html", True),
    Step.ACCEPT_PETITION: StepPage(TellingForm, petition.accept, "petition/tell.html", True),
    Step.EXTEND_PETITION: StepPage(
        PetitionExtensionForm, petition.extend, "petition/extend.html", issues_paper=True
    ),
    Step.ISSUE_OPINION: StepPage(
        OpinionForm, petition.issue_opinion, "petition/opinion.html", issues_paper=True
    ),
    Step.SERVE_OPINION: StepPage(ServiceForm, petition.serve_opinion, "petition/serve.html"),
    Step.RECORD_REVIEW: StepPage(DatedForm, petition.record_review, "tripartite/dated.html"),
    Step.TURN_INTO_CASE: StepPage(
        TurnIntoCaseForm, consultation.turn_into_case, "consultation/turn.html"
    ),
    Step.REPLY_ORDER: StepPage(OrderReplyForm, hotline_order.reply, "hotline_order/reply.html"),
    Step.REFER_OUT: StepPage(
        ReferralOutForm, referral.refer_out, "referral/out.html", issues_paper=True
    ),
    Step.RECORD_ANSWER: StepPage(
        ReferralAnswerForm, referral.record_answer, "referral/answer.html"
    ),
    Step.TAKE_BACK_REFERRED: StepPage(DatedForm, referral.take_back, "tripartite/dated.html"),
    Step.CLOSE_CASE: StepPage(ClosingForm, handling.close, "tripartite/close.html"),
    Step.REOPEN_CASE: StepPage(DatedForm, handling.reopen_case, "tripartite/dated.html"),
    Step.RESUME: StepPage(DatedForm, handling.reopen_case, "tripartite/dated.html"),
}
_REASONS = {
    Step.DECLINE: DeclineReason,
    Step.FAIL: FailReason,
    Step.WITHDRAW: WithdrawReason,
}


@bp.get("/cases/<case_id>/steps/<step>")
@allowed(Action.SEE_CASE)
def step_form(case_id: str, step: str) -> ResponseReturnValue:
    """Show the form of one step."""
    wanted, page = _page_of(step)
    matter = matter_for(row_of(wanted).action, case_id)
    today = clock.today().isoformat()
    values = {name: today for name in page.form().fields if _is_day(name)}
    values |= step_values(wanted, matter)
    return render_template(page.template, values=values, **_context(matter, wanted))


@bp.post("/cases/<case_id>/steps/<step>")
@allowed(Action.SEE_CASE)
def take_step(case_id: str, step: str) -> ResponseReturnValue:
    """Take the step, and show the case again."""
    wanted, page = _page_of(step)
    matter = matter_in_sight(case_id)
    try:
        given = page.form().read(request.form)
        papers = (habits().fonts,) if page.issues_paper else ()
        parts = given if isinstance(given, tuple) else (given,)
        page.verb(actor(), case_id, *parts, *papers)
    except (Malformed, RuleBroken) as fault:
        return refill(page.template, fault, **_context(matter, wanted))
    flash(DONE[wanted], "done")
    return redirect_to("case.show", case_id=case_id)


def _page_of(written: str) -> tuple[Step, StepPage]:
    try:
        step = Step(written)
        return step, PAGES[step]
    except (ValueError, KeyError) as fault:
        raise NotFound("step.not_found") from fault


def _is_day(name: str) -> bool:
    return name == "on" or name.endswith("_on")


def _context(matter: CaseFacts, step: Step) -> dict[str, object]:
    reasons = _REASONS.get(step)
    running = {each.rule: each for each in deadline.of_case(matter.id) if each.ended_as is None}
    return {
        "case": matter,
        "run": proceeding.leading(matter.id),
        "step": step,
        "row": row_of(step),
        "reasons": [(each.value, label(each)) for each in reasons] if reasons else [],
        "outcomes": [(each.value, label(each)) for each in outcomes_after(matter.progress)],
        "running": running,
        **step_choices(step, matter),
    }
