"""The course of a mediation at the three-party centre, verb by verb."""

from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import case, case_facts, deadline, proceeding, visibility
from mediation.rules import tripartite as rules
from mediation.rules.permissions import Action
from mediation.rules.tripartite import Acceptance, Dated, Ending, Extended
from mediation.rules.workflow_table import Step

_PERIOD = "M4"


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
def decline(work: Work, case_id: str, ending: Ending) -> None:
    """Decline the application with its reason; the applicant is told in writing."""
    _end(work, Step.DECLINE, case_id, ending)


@command(Action.FAIL, on=visibility.standing_on_case)
def fail(work: Work, case_id: str, ending: Ending) -> None:
    """Record that no agreement was reached; both sides are told of the way to arbitration."""
    _end(work, Step.FAIL, case_id, ending)


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
    """Follow the performance of a concluded agreement again."""
    matter = case.of_public_id(case_id)
    work.because(dated.note)
    rules.not_in_future("on", dated.on, work.today)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.REOPEN_PERFORMANCE, matter.id, facts, dated.on, note=dated.note)


@command(Action.ANSWER_PETITION, on=visibility.standing_on_case)
def answer_petition(work: Work, case_id: str, dated: Dated) -> None:
    """Record that the petitioner was told in writing what happens with the matter."""
    matter = case.of_public_id(case_id)
    rules.not_in_future("on", dated.on, work.today)
    rules.not_before("on", dated.on, matter.received_on)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.ANSWER_PETITION, matter.id, facts, dated.on, note=dated.note)


def _end(work: Work, ended_by: Step, case_id: str, ending: Ending) -> None:
    matter = case.of_public_id(case_id)
    run = proceeding.find_leading(matter.id)
    rules.not_in_future("on", ending.on, work.today)
    rules.not_before("on", ending.on, run.accepted_on or run.applied_on)
    proceeding.change(run.id, ended_on=ending.on, end_reason=ending.reason, end_note=ending.note)
    facts = case_facts.stands_at(matter)
    step.take(work, ended_by, matter.id, facts, ending.on, note=ending.note)
