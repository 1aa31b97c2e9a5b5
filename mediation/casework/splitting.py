"""Splitting: some of the workers of a case go on in a case of their own.

The new case has its own number and key, stands where the old one stood and keeps its time limits.
It can be taken back while nobody has touched either case; its number is then closed, because the
numbers of a year have no gaps.
"""

from mediation.basics.ids import new_public_id
from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import (
    case,
    case_facts,
    case_link,
    case_move,
    merging,
    number,
    organisation,
    proceeding,
    sealing,
    visibility,
)
from mediation.models import claim as claims
from mediation.models.case import Case, CaseFacts
from mediation.models.case_move import CaseMove
from mediation.models.proceeding import Proceeding
from mediation.models.sealing import CaseSeal
from mediation.rules import splitting as rules
from mediation.rules.case_link import LinkKind
from mediation.rules.case_move import CasePair, MoveKind, Undoing, may_undo
from mediation.rules.intake import CASE_PREFIX
from mediation.rules.permissions import Action, Standing
from mediation.rules.splitting import SplitPlan, Splitting
from mediation.rules.tripartite import Outcome
from mediation.rules.workflow_terms import Step
from mediation.wording.merging import NOTES

_SAME = (
    "district_id",
    "channel",
    "received_on",
    "body_id",
    "handler_id",
    "lawyer_id",
    "delegated_by_id",
    "outside_number",
    "town_id",
    "employer_id",
    "employer_name",
    "knew_on",
    "employment_ended_on",
    "limitation_rule",
)
_OF_PROCEEDING = (
    "track",
    "body_id",
    "applied_on",
    "accepted_on",
    "applicant_consented_on",
    "respondent_consented_on",
    "extended_to",
)


@command(Action.SPLIT, on=visibility.standing_on_case)
def split(work: Work, case_id: str, wanted: Splitting) -> str:
    """Give the chosen workers and claims a case of their own; return its address."""
    matter = case.of_public_id(case_id)
    seal = sealing.case_seal(matter.public_id)
    face = merging.face_of(matter, seal)
    rules.may_split(face)
    plan = rules.planned(face, wanted)
    work.because(wanted.reason)
    before = case_move.rows_of((matter.id,))
    new = _begin(work, matter, plan, wanted)
    _move(plan, new, seal)
    _go_on(work, matter, new)
    case.change(
        matter.id,
        worker_count=plan.stays.worker_count,
        amount_fen=plan.stays.amount_fen,
        first_cause=plan.stays.first_cause,
        applicant_name=plan.stays.people[0].name,
    )
    note = NOTES[Step.GIVE_PART].format(number=new.case_number)
    facts = case_facts.stands_at(matter)
    step.take(work, Step.GIVE_PART, matter.id, facts, work.today, note=note)
    link = (matter.id, LinkKind.SPLIT_FROM, wanted.reason)
    case_link.add(new.id, *link, work.now, work.user_id)
    row = CaseMove(
        kind=MoveKind.SPLIT.value,
        case_id=matter.id,
        other_id=new.id,
        case_version=matter.version + 1,
        other_version=new.version + 1,
        reason=wanted.reason,
        made_at=work.now,
        made_by_id=work.user_id,
    )
    after = case_move.rows_of((matter.id, new.id))
    case_move.keep(row, matter.public_id, before, after, new_rows=False)
    return new.public_id


@command(Action.SPLIT, on=visibility.standing_on_both)
def undo_split(work: Work, cases: CasePair, undoing: Undoing) -> None:
    """Put workers and claims back where they were; the number that was given is closed."""
    kept, new = case.of_public_id(cases.kept_id), case.of_public_id(cases.other_id)
    move = case_move.find(kept.id, undoing.move_id)
    may_undo(
        case_move.touched(move.public_id),
        is_undone=move.undone_at is not None or move.pair != cases,
        rows_differ=case_move.rows_differ(move.public_id),
    )
    work.because(undoing.reason)
    work.also_about(visibility.standing_on_case(work.actor, new.public_id))
    case_move.put_back(move.public_id, work.today)
    merging.end_clocks(new.id, work.today)
    went = NOTES[Step.UNDO_SPLIT].format(number=kept.case_number)
    case.change(new.id, outcome=Outcome.SPLIT_UNDONE.value, outcome_note=went, closed_on=work.today)
    facts = case_facts.stands_at(new)
    step.take(work, Step.UNDO_SPLIT, new.id, facts, work.today, note=went)
    back = NOTES[Step.TAKE_BACK].format(number=new.case_number)
    facts = case_facts.stands_at(kept)
    step.take(work, Step.TAKE_BACK, kept.id, facts, work.today, note=back)
    case_move.set_undone(move.public_id, work.now, work.user_id)


def _begin(work: Work, matter: CaseFacts, plan: SplitPlan, wanted: Splitting) -> CaseFacts:
    """Store the new case, with a number of its own, in the stage of the old one."""
    run = proceeding.leading(matter.id)
    begin, _ = rules.steps_into(run.state if run else None)
    prefix = organisation.find_district_by_key(matter.district_id).number_prefix + CASE_PREFIX
    half = plan.goes
    row = Case(
        public_id=new_public_id(),
        case_number=number.next_number(prefix, work.today.year),
        logged_at=work.now,
        logged_by_id=work.user_id,
        applicant_name=half.people[0].name,
        worker_count=half.worker_count,
        amount_fen=half.amount_fen,
        first_cause=half.first_cause,
        request=wanted.request or matter.request,
        urgent_flags=",".join(matter.urgent_flags),
        **{name: getattr(matter, name) for name in _SAME},
    )
    new = step.begin_case(work, begin, row, matter.received_on)
    standing = Standing(
        work.standing.relations, "case", new.public_id, new.id, new.version, new.district_id
    )
    work.also_about(standing)
    return new


def _move(plan: SplitPlan, new: CaseFacts, seal: CaseSeal) -> None:
    new_seal = sealing.new_case_seal(new.public_id)
    for person in plan.goes.people:
        merging.move_person(person.id, new.id, seal, new_seal)
    for person in plan.copied:
        merging.copy_person(person.id, new.id, seal, new_seal)
    for each in plan.moved_claims:
        merging.give_claim(each.id, new.id)
    if plan.only_causes:
        for each in plan.goes.claims:
            claims.add(new.id, each.cause, None, each.note)


def _go_on(work: Work, matter: CaseFacts, new: CaseFacts) -> None:
    """Let mediation and time limits of the new case stand where those of the old one do."""
    run = proceeding.leading(matter.id)
    _, begin = rules.steps_into(run.state if run else None)
    own: int | None = None
    if run is not None and begin is not None:
        row = Proceeding(case_id=new.id, **{name: getattr(run, name) for name in _OF_PROCEEDING})
        step.begin_proceeding(work, begin, row, case_facts.stands_at(new))
        own = row.id
    merging.begin_all_again(matter.id, new.id, own, work.today)
