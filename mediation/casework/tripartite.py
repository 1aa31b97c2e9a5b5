"""The course of a mediation at the three-party centre, verb by verb."""

from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import (
    agreement,
    agreement_contents,
    case,
    case_facts,
    deadline,
    document,
    number,
    organisation,
    proceeding,
    sealing,
    visibility,
)
from mediation.models.case import CaseFacts
from mediation.pdf.fonts import FontSet
from mediation.pdf.notice import failure_pdf, refusal_pdf
from mediation.rules import tripartite as rules
from mediation.rules.agreement import NOTHING_AGREED, AgreementContents
from mediation.rules.clock_terms import Event
from mediation.rules.notice import EndNotice
from mediation.rules.permissions import Action
from mediation.rules.tripartite import Acceptance, Dated, Ending, Extended
from mediation.rules.workflow_terms import Paper, Step
from mediation.wording.sentences import label

_PERIOD = "M4"
_FONTS = FontSet()


@command(Action.ACCEPT, on=visibility.standing_on_case)
def accept(work: Work, case_id: str, acceptance: Acceptance) -> None:
    """Accept the application; the mediation period begins on the day of acceptance."""
    matter = case.of_public_id(case_id)
    run = proceeding.find_leading(matter.id)
    rules.may_accept(acceptance, run.applied_on, work.today)
    proceeding.change(
        run.id,
        accepted_on=acceptance.accepted_on,
        applicant_consented_on=acceptance.applicant_consented_on,
        respondent_consented_on=acceptance.respondent_consented_on,
    )
    step.take(work, Step.ACCEPT, matter.id, case_facts.stands_at(matter), acceptance.accepted_on)


@command(Action.DECLINE, on=visibility.standing_on_case)
def decline(work: Work, case_id: str, ending: Ending, fonts: FontSet = _FONTS) -> None:
    """Decline the application with its reason; the applicant is told in writing."""
    matter = _end(work, Step.DECLINE, case_id, ending)
    if rules.interrupts_limitation(ending.reason):
        step.interrupt_limitation(matter.id, ending.on, Event.CLAIM_MADE)
    contents, notice = _end_notice(work, matter, ending, "不")
    _keep(work, matter, Paper.NON_ACCEPTANCE_NOTICE, refusal_pdf(contents, notice, fonts))


@command(Action.FAIL, on=visibility.standing_on_case)
def fail(work: Work, case_id: str, ending: Ending, fonts: FontSet = _FONTS) -> None:
    """Record that no agreement was reached; both sides are told of the way to arbitration."""
    matter = _end(work, Step.FAIL, case_id, ending)
    contents, notice = _end_notice(work, matter, ending, "终")
    _keep(work, matter, Paper.FAILURE_NOTICE, failure_pdf(contents, notice, fonts))


@command(Action.WITHDRAW, on=visibility.standing_on_case)
def withdraw(work: Work, case_id: str, ending: Ending) -> None:
    """Record that the applicant takes the application back."""
    _end(work, Step.WITHDRAW, case_id, ending)


@command(Action.EXTEND, on=visibility.standing_on_case)
def extend(work: Work, case_id: str, extended: Extended) -> None:
    """Lengthen the mediation period to the day on which both sides agreed in writing."""
    matter = case.of_public_id(case_id)
    run = proceeding.find_leading(matter.id)
    period = deadline.find_running(matter.id, _PERIOD)
    rules.may_extend(extended, period.due_on, work.today)
    proceeding.change(run.id, extended_to=extended.to)
    deadline.extend(period.id, extended.to, work.today)
    step.take(work, Step.EXTEND, matter.id, case_facts.stands_at(matter), work.today)


@command(Action.REOPEN, on=visibility.standing_on_case)
def reopen(work: Work, case_id: str, dated: Dated) -> None:
    """Take up again an application that was declined, withdrawn or failed."""
    matter = case.of_public_id(case_id)
    work.because(dated.note)
    rules.not_in_future("on", dated.on, work.today)
    run = proceeding.find_leading(matter.id)
    step.take(work, Step.REOPEN, matter.id, case_facts.stands_at(matter), dated.on, note=dated.note)
    proceeding.change(
        run.id,
        applied_on=dated.on,
        accepted_on=None,
        extended_to=None,
        ended_on=None,
        end_reason="",
        end_note="",
    )


@command(Action.REOPEN, on=visibility.standing_on_case)
def reopen_performance(work: Work, case_id: str, dated: Dated) -> None:
    """Follow the performance of a concluded agreement again; what is owed is watched again."""
    matter = case.of_public_id(case_id)
    work.because(dated.note)
    rules.not_in_future("on", dated.on, work.today)
    run = proceeding.find_leading(matter.id)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.REOPEN_PERFORMANCE, matter.id, facts, dated.on, note=dated.note)
    for each in agreement.find_latest(run.id).obligations:
        if each.due_on and not each.is_performed and not deadline.runs_for(each.id):
            step.start_agreed(matter.id, run.id, each.id, dated.on, each.due_on)


def _end(work: Work, ended_by: Step, case_id: str, ending: Ending) -> CaseFacts:
    matter = case.of_public_id(case_id)
    run = proceeding.find_leading(matter.id)
    rules.not_in_future("on", ending.on, work.today)
    rules.not_before("on", ending.on, run.accepted_on or run.applied_on)
    proceeding.change(run.id, ended_on=ending.on, end_reason=ending.reason, end_note=ending.note)
    facts = case_facts.stands_at(matter)
    step.take(work, ended_by, matter.id, facts, ending.on, note=ending.note)
    return matter


def _end_notice(
    work: Work, matter: CaseFacts, ending: Ending, kind: str
) -> tuple[AgreementContents, EndNotice]:
    """Gather what the written notice of an ending says."""
    run = proceeding.find_leading(matter.id)
    limitation = deadline.running_limitation(matter.id)
    district = organisation.find_district_by_key(matter.district_id)
    prefix = f"{district.number_prefix}劳调{kind}"
    notice = EndNotice(
        number=number.next_number(prefix, work.today.year),
        received_on=run.applied_on,
        accepted_on=run.accepted_on,
        ended_on=ending.on,
        reason=ending.note,
        limitation_last_day=None if limitation is None else limitation.due_on,
        issued_on=work.today,
    )
    return agreement_contents.imagined(matter, NOTHING_AGREED, None), notice


def _keep(work: Work, matter: CaseFacts, paper: Paper, content: bytes) -> None:
    seal = sealing.case_seal(matter.public_id)
    document.keep(matter.id, seal, paper.value, label(paper), content, work.now)
