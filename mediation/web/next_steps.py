"""The side of a case page that says what to do next: each step with its page, and why not.

`rules.next_steps` decides and orders; this file knows only where the page of a step is and how to
say things.  A step whose page is not wired is still named, without a button.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import current_app, url_for

from mediation.basics import clock
from mediation.models.case_page import CaseInside, CaseSummary
from mediation.models.meeting import MeetingFacts
from mediation.rules.next_steps import NOT_ALLOWED, CaseCourse, plan, who_may
from mediation.rules.permissions import Action
from mediation.rules.workflow import Offer
from mediation.rules.workflow_terms import Step
from mediation.web.deadline import Chip
from mediation.wording.case import ONLY_BY, REASON_WITH_CLOCK, REMEDIES, WHO
from mediation.wording.sentences import errors, label

_OWN_PAGES: Mapping[Step, str] = {
    Step.TRIAGE: "intake.triage_form",
    Step.CALL_MEETING: "meeting.call_form",
    Step.HOLD_MEETING: "meeting.minutes_form",
    Step.CANCEL_MEETING: "meeting.cancel_form",
    Step.DRAFT: "agreement.show",
    Step.FINALISE: "agreement.show",
    Step.REDRAFT: "agreement.redraft_form",
    Step.SIGN: "agreement.show",
    Step.SEAL: "agreement.seal_form",
    Step.RECORD_PERFORMANCE: "agreement.show",
}
_STEP_PAGE = "tripartite.step_form"
_OF_A_MEETING = frozenset({Step.HOLD_MEETING, Step.CANCEL_MEETING})
_MENDED_AT: Mapping[str, tuple[str, Action]] = {
    "step.handler_missing": ("handling.assign_form", Action.ASSIGN),
    "step.applicant_missing": ("party.new_form", Action.CORRECT),
    "step.respondent_missing": ("party.new_form", Action.CORRECT),
    "step.claims_not_split": ("handling.claims_form", Action.CORRECT),
    "step.terms_missing": ("agreement.show", Action.DRAFT_AGREEMENT),
    "step.total_differs": ("agreement.show", Action.DRAFT_AGREEMENT),
}
_CLOCK_OF: Mapping[Step, str] = {
    Step.ACCEPT: "M3",
    Step.DECLINE: "M3",
    Step.CALL_MEETING: "M4",
    Step.HOLD_MEETING: "M4",
    Step.DRAFT: "M4",
    Step.FINALISE: "M4",
    Step.SIGN: "M4",
    Step.OBJECT: "X3",
    Step.ISSUE_OPINION: "X4",
    Step.EXTEND_PETITION: "X4",
    Step.RECORD_REVIEW: "X5",
    Step.REPLY_ORDER: "H1",
    Step.RECORD_ANSWER: "R1",
    Step.RECORD_PERFORMANCE: "A6",
}

May = Callable[[Action], bool]
Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What the card of the next steps shows."""

    main: tuple[Line, ...]
    beside: tuple[Line, ...]
    impossible: tuple[Line, ...]
    waits_for: str


def next_steps(
    seen: CaseSummary, inside: CaseInside, may: May, chips: tuple[Chip, ...]
) -> NextSteps:
    """Return the next steps of a case for somebody, with their pages and reasons."""
    meeting = inside.next_meeting()
    course = CaseCourse(
        seen.case.stage,
        seen.run.state if seen.run else None,
        inside.stands_at,
        meeting_begun=meeting is not None and meeting.starts_at <= clock.now(),
    )
    steps = plan(course, may)
    case_id = seen.case.public_id
    mending = _mending(steps.blocked, case_id, may)
    leading = [_line(each, case_id, meeting, chips) for each in steps.course]
    main = (*mending, *(each for each in leading if each["url"]))
    return NextSteps(
        main=_each_reason_once(main),
        beside=tuple(_line(each, case_id, meeting, chips) for each in steps.beside),
        impossible=tuple(
            {"words": label(each.step), "reason": _why_not(each)} for each in steps.impossible
        ),
        waits_for=_waits_for(steps.impossible) if not leading else "",
    )


def url_of(step: Step, case_id: str, meeting_id: str = "") -> str:
    """Return the page on which a step of a case is taken; empty when it is not wired."""
    endpoint = _OWN_PAGES.get(step, _STEP_PAGE)
    if endpoint not in current_app.view_functions:
        return ""
    if step in _OF_A_MEETING:
        return url_for(endpoint, case_id=case_id, meeting_id=meeting_id) if meeting_id else ""
    if endpoint == _STEP_PAGE:
        return url_for(endpoint, case_id=case_id, step=step.value)
    return url_for(endpoint, case_id=case_id)


def _line(
    offer: Offer, case_id: str, meeting: MeetingFacts | None, chips: tuple[Chip, ...]
) -> Line:
    url = url_of(offer.step, case_id, meeting.public_id if meeting else "")
    return {"words": label(offer.step), "url": url, "reason": _urgency(offer.step, chips)}


def _urgency(step: Step, chips: tuple[Chip, ...]) -> str:
    """Say which time limit presses for a step."""
    for chip in chips:
        if chip.rule in _clocks_of(step):
            return REASON_WITH_CLOCK.format(name=chip.name, left=chip.left, due=chip.due)
    return ""


def _clocks_of(step: Step) -> tuple[str, ...]:
    return ("X1", "X2") if step is Step.ANSWER_PETITION else (_CLOCK_OF.get(step, ""),)


def _each_reason_once(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out a reason that the line before has given."""
    said = [""] + [each["reason"] for each in lines]
    return tuple(
        {**each, "reason": "" if each["reason"] == before else each["reason"]}
        for before, each in zip(said, lines, strict=False)
    )


def _mending(blocked: Offer | None, case_id: str, may: May) -> tuple[Line, ...]:
    """Return what has to be mended before the next step, as far as this person may mend it."""
    lines: list[Line] = []
    for code in blocked.reasons if blocked else ():
        endpoint, action = _MENDED_AT.get(code, ("", Action.CORRECT))
        if endpoint in current_app.view_functions and may(action):
            url = url_for(endpoint, case_id=case_id)
            lines.append({"words": REMEDIES[code], "url": url, "reason": errors()[code]})
        elif code == "step.identity_missing" and may(action):
            lines.append({"words": REMEDIES[code], "url": "#parties", "reason": errors()[code]})
    return tuple(lines)


def _why_not(offer: Offer) -> str:
    if offer.reasons == (NOT_ALLOWED,):
        return ONLY_BY.format(who=_people(offer.action))
    return "".join(errors()[code] for code in offer.reasons)


def _waits_for(impossible: tuple[Offer, ...]) -> str:
    """Say who has the next step when it is not this person."""
    for each in impossible:
        if each.reasons == (NOT_ALLOWED,):
            return f"{label(each.step)}：{ONLY_BY.format(who=_people(each.action))}"
    return ""


def _people(action: Action) -> str:
    return "或".join(WHO[role] for role in who_may(action) if role in WHO)
