"""Merging: two open cases of one dispute become one, and apart again while nobody touched them.

The case that stays takes over people, claims, notes, contacts and whatever time limit ends
earlier; the other one is closed and says where it went.  Everything happens in one transaction
and stands in the trail of both cases.
"""

from collections.abc import Mapping

from mediation.basics.errors import Conflict
from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import (
    case,
    case_facts,
    case_link,
    case_move,
    merging,
    proceeding,
    sealing,
    visibility,
)
from mediation.models.case import CaseFacts
from mediation.models.case_move import CaseMove, Rows
from mediation.models.sealing import CaseSeal
from mediation.rules import merging as rules
from mediation.rules.case_link import LinkKind
from mediation.rules.case_move import CasePair, MoveKind, Undoing, may_undo
from mediation.rules.merging_terms import (
    COLUMNS,
    CaseField,
    MergePlan,
    Merging,
    PersonField,
    Whose,
)
from mediation.rules.party import PartyRole
from mediation.rules.permissions import Action
from mediation.rules.tripartite import Outcome
from mediation.rules.workflow_terms import Stage, Step
from mediation.wording.merging import NOTES, carried


@command(Action.MERGE, on=visibility.standing_on_both)
def merge(work: Work, cases: CasePair, wanted: Merging) -> None:
    """Merge the other case into the one that stays, with the chosen facts."""
    kept, gone = case.of_public_id(cases.kept_id), case.of_public_id(cases.other_id)
    _refuse_stale(gone, wanted)
    kept_seal, gone_seal = sealing.case_seal(kept.public_id), sealing.case_seal(gone.public_id)
    faces = merging.face_of(kept, kept_seal), merging.face_of(gone, gone_seal)
    rules.may_merge(*faces)
    plan = rules.planned(*faces, wanted)
    rules.may_merge_so(*faces, plan, wanted.reason)
    work.because(wanted.reason)
    work.also_about(visibility.standing_on_case(work.actor, gone.public_id))
    before = case_move.rows_of((kept.id, gone.id))
    _move_people(plan, kept, gone, (kept_seal, gone_seal))
    _move_rest(work, plan, kept, gone)
    case.change(kept.id, **_values(plan, kept, gone))
    _close(work, plan, kept, gone)
    link = (kept.id, LinkKind.MERGED_INTO, wanted.reason)
    case_link.add(gone.id, *link, work.now, work.user_id)
    _keep(work, (kept, gone), wanted.reason, before)


@command(Action.MERGE, on=visibility.standing_on_both)
def undo_merge(work: Work, cases: CasePair, undoing: Undoing) -> None:
    """Take two merged cases apart as they were, while nobody has touched either."""
    kept, gone = case.of_public_id(cases.kept_id), case.of_public_id(cases.other_id)
    move = case_move.find(kept.id, undoing.move_id)
    may_undo(
        case_move.touched(move.public_id),
        is_undone=move.undone_at is not None or move.pair != cases,
        rows_differ=case_move.rows_differ(move.public_id),
    )
    work.because(undoing.reason)
    work.also_about(visibility.standing_on_case(work.actor, gone.public_id))
    back = {Stage.LOGGED.value: Step.UNDO_MERGE_AT_INTAKE}
    stood_at = proceeding.history(gone.id, 1)[0].came_from
    way_back = back.get(stood_at, Step.UNDO_MERGE)
    for matter, way, other in ((kept, Step.LET_GO, gone), (gone, way_back, kept)):
        note = NOTES[way].format(number=other.case_number)
        step.take(work, way, matter.id, case_facts.stands_at(matter), work.today, note=note)
    case_move.put_back(move.public_id, work.today)
    case_move.set_undone(move.public_id, work.now, work.user_id)


def _refuse_stale(gone: CaseFacts, wanted: Merging) -> None:
    """The gate compares the version of the case that stays; the other one is compared here."""
    if wanted.other_version not in (None, gone.version):
        raise Conflict(
            "case.changed_since",
            case_id=gone.id,
            opened=wanted.other_version,
            version=gone.version,
        )


def _move_people(
    plan: MergePlan, kept: CaseFacts, gone: CaseFacts, seals: tuple[CaseSeal, CaseSeal]
) -> None:
    kept_seal, gone_seal = seals
    employer_goes = _chosen(plan, CaseField.EMPLOYER) is Whose.GONE
    for union in plan.unions:
        if not union.kept.is_employer:
            merging.unite(union, kept_seal, gone_seal)
        elif employer_goes:
            merging.name_employer(union)
    for person in plan.moved:
        merging.move_person(person.id, kept.id, gone_seal, kept_seal)
    merging.move_rows(gone.id, kept.id, gone_seal, kept_seal)


def _move_rest(work: Work, plan: MergePlan, kept: CaseFacts, gone: CaseFacts) -> None:
    for each in plan.claims:
        merging.move_claim(each, kept.id, gone.id)
    merging.move_links(gone.id, kept.id)
    merging.move_bound_clocks(gone.id, kept.id)
    run = proceeding.leading(kept.id)
    for clock in plan.clocks:
        merging.carry(clock, kept.id, run.id if run else None, work.today)


def _values(plan: MergePlan, kept: CaseFacts, gone: CaseFacts) -> Mapping[str, object]:
    """Return the columns of the case that stays, as they will be."""
    values: dict[str, object] = {}
    for each in plan.fields:
        values |= dict(zip(COLUMNS[each.name], each.result, strict=True))
    flags = values["urgent_flags"]
    values["urgent_flags"] = ",".join(flags) if isinstance(flags, tuple) else flags
    values["applicant_name"] = _first_name(plan, kept)
    values["first_cause"] = kept.first_cause or gone.first_cause
    rules_carried = [each.clock.rule for each in plan.clocks if each.clock.rule in {"L1", "L2"}]
    values["limitation_rule"] = (*rules_carried, kept.limitation_rule)[0]
    return values


def _first_name(plan: MergePlan, kept: CaseFacts) -> str:
    """Return the name under which lists show the case: that of its first applicant."""
    for union in plan.unions:
        renamed = union.facts[PersonField.NAME] is Whose.GONE and not union.kept.is_employer
        if renamed and union.kept.name == kept.applicant_name:
            return union.gone.name
    new = [each.name for each in plan.moved if each.role is PartyRole.APPLICANT]
    return kept.applicant_name or next(iter(new), "")


def _chosen(plan: MergePlan, name: CaseField) -> Whose:
    return next(each.chosen for each in plan.fields if each.name is name)


def _close(work: Work, plan: MergePlan, kept: CaseFacts, gone: CaseFacts) -> None:
    """End the other case and its time limits, and write the act into both histories."""
    days = [f"{carried(each)}。" for each in plan.clocks]
    absorbed = "".join((NOTES[Step.ABSORB].format(number=gone.case_number), *days))
    facts = case_facts.stands_at(kept)
    step.take(work, Step.ABSORB, kept.id, facts, work.today, note=absorbed)
    merging.end_clocks(gone.id, work.today)
    went = NOTES[Step.MERGE_AWAY].format(number=kept.case_number)
    case.change(gone.id, outcome=Outcome.MERGED.value, outcome_note=went, closed_on=work.today)
    facts = case_facts.stands_at(gone)
    step.take(work, Step.MERGE_AWAY, gone.id, facts, work.today, note=went)


def _keep(work: Work, cases: tuple[CaseFacts, CaseFacts], reason: str, before: Rows) -> None:
    """Keep what was moved; the gate will raise both versions by one."""
    kept, gone = cases
    after = case_move.rows_of((kept.id, gone.id))
    row = CaseMove(
        kind=MoveKind.MERGE.value,
        case_id=kept.id,
        other_id=gone.id,
        case_version=kept.version + 1,
        other_version=gone.version + 1,
        reason=reason,
        made_at=work.now,
        made_by_id=work.user_id,
    )
    case_move.keep(row, kept.public_id, before, after, new_rows=True)
