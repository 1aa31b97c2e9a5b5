"""Handling a case as a whole: take, assign, note, correct, close, reopen."""

from mediation.basics.errors import RuleBroken
from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import (
    case,
    case_facts,
    claim,
    deadline,
    note,
    organisation,
    proceeding,
    user,
    visibility,
)
from mediation.models.note import Note
from mediation.rules import handling as rules
from mediation.rules.handling import (
    Assignment,
    ClaimsSplit,
    Correction,
    NoteEntry,
    NoteKind,
)
from mediation.rules.permissions import Action, Role
from mediation.rules.tripartite import Closing, Dated, not_in_future
from mediation.rules.workflow_terms import State, Step


@command(Action.TAKE_CASE, on=visibility.standing_on_case)
def take_case(work: Work, case_id: str) -> None:
    """Take an unassigned case of one's own body as its handler."""
    matter = case.of_public_id(case_id)
    if matter.handler_id is not None:
        raise RuleBroken("case.has_handler")
    case.change(matter.id, handler_id=work.actor.user_id)


@command(Action.ASSIGN, on=visibility.standing_on_case)
def assign(work: Work, case_id: str, assignment: Assignment) -> None:
    """Give a case to a mediator, and to a lawyer when one represents the worker."""
    matter = case.of_public_id(case_id)
    work.because(assignment.reason)
    handler = user.find(work.actor, assignment.handler_public_id)
    if Role.MEDIATOR not in handler.roles or handler.disabled_at is not None:
        raise RuleBroken("case.not_a_mediator")
    lawyer_id = None
    if assignment.lawyer_public_id:
        lawyer = user.find(work.actor, assignment.lawyer_public_id)
        is_lawyer = Role.LAWYER in lawyer.roles and lawyer.disabled_at is None
        if not is_lawyer or lawyer.id == handler.id:
            raise RuleBroken("case.not_a_lawyer")
        lawyer_id = lawyer.id
    case.change(
        matter.id, handler_id=handler.id, body_id=handler.organisation_id, lawyer_id=lawyer_id
    )


@command(Action.ADD_NOTE, on=visibility.standing_on_case)
def add_note(work: Work, case_id: str, entry: NoteEntry) -> None:
    """Write down what happened; a caucus note is for the handler and the supervisors."""
    matter = case.of_public_id(case_id)
    if entry.kind is NoteKind.CAUCUS and not rules.may_keep_caucus(work.actor, work.standing):
        raise RuleBroken("note.no_caucus")
    note.add(
        Note(
            case_id=matter.id,
            kind=entry.kind.value,
            text=entry.text,
            at=work.now,
            author_id=work.actor.user_id,
            author_name=work.actor.name,
        )
    )


@command(Action.CORRECT, on=visibility.standing_on_case)
def correct(work: Work, case_id: str, correction: Correction) -> None:
    """Correct facts of the intake; the audit row keeps the old values beside the reason."""
    matter = case.of_public_id(case_id)
    work.because(correction.reason)
    towns = {each.code: each.id for each in organisation.towns(work.actor.district_id)}
    case.change(
        matter.id,
        request=correction.request,
        worker_count=correction.worker_count,
        town_id=towns.get(correction.town_code),
        outside_number=correction.outside_number,
        urgent_flags=",".join(flag.value for flag in correction.urgent),
    )


@command(Action.CORRECT, on=visibility.standing_on_case)
def split_claims(work: Work, case_id: str, split: ClaimsSplit) -> None:
    """Divide what is asked for into items of one cause and one amount each."""
    matter = case.of_public_id(case_id)
    work.because(split.reason)
    of_single_people = claim.total_of_parties(matter.id)
    claim.replace_all(
        matter.id, tuple((each.cause.value, each.amount, each.note) for each in split.claims)
    )
    case.change(
        matter.id,
        amount_fen=(split.total + of_single_people).fen,
        first_cause=split.claims[0].cause.value,
    )


@command(Action.CLOSE, on=visibility.standing_on_case)
def close(work: Work, case_id: str, closing: Closing) -> None:
    """Close a case with its outcome, and conclude an agreement that has been performed."""
    matter = case.of_public_id(case_id)
    not_in_future("on", closing.on, work.today)
    run = proceeding.leading(matter.id)
    rules.may_close(closing, None if run is None else run.state)
    if run is not None and run.state is State.EFFECTIVE:
        conclude = (
            Step.GIVE_UP_PERFORMANCE
            if rules.leaves_open_obligations(closing.outcome)
            else Step.CONCLUDE
        )
        facts = case_facts.stands_at(matter)
        step.take(work, conclude, matter.id, facts, closing.on, note=closing.note)
        proceeding.change(run.id, ended_on=closing.on)
    case.change(
        matter.id,
        outcome=closing.outcome.value,
        outcome_note=closing.note,
        closed_on=closing.on,
    )
    step.take(
        work,
        Step.CLOSE_CASE,
        matter.id,
        case_facts.stands_at(matter),
        closing.on,
        note=closing.note,
    )


@command(Action.REOPEN, on=visibility.standing_on_case)
def reopen_case(work: Work, case_id: str, dated: Dated) -> None:
    """Open a closed case again, with the reason."""
    matter = case.of_public_id(case_id)
    work.because(dated.note)
    not_in_future("on", dated.on, work.today)
    facts = case_facts.stands_at(matter)
    back = rules.way_back(matter.progress)
    step.take(work, back, matter.id, facts, dated.on, note=dated.note)
    case.change(matter.id, outcome=None, closed_on=None)
    deadline.resume_limitation(matter.id, work.today)
