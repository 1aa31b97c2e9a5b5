"""Performance: what was paid or done under an agreement is recorded item by item.

An entry is never changed; a wrong one is replaced by another that says why.  The item is
performed, and its own time limit met, when the whole amount is there.
"""

from mediation.basics.errors import RuleBroken
from mediation.basics.money import Money
from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import agreement, case, case_facts, deadline, performance, visibility
from mediation.models import proceeding as proceedings
from mediation.models.agreement import Obligation
from mediation.models.performance import PerformanceEntry
from mediation.rules import performance as rules
from mediation.rules.performance import Performance
from mediation.rules.permissions import Action
from mediation.rules.workflow_terms import State, Step


@command(Action.RECORD_PERFORMANCE, on=visibility.standing_on_case)
def record_performance(
    work: Work, case_id: str, obligation_id: str, performed: Performance
) -> None:
    """Record a payment or an act under one item, or put an earlier entry right."""
    matter = case.of_public_id(case_id)
    run = proceedings.find_leading(matter.id)
    settled = agreement.find_latest(run.id)
    owed = agreement.obligation_row(matter.id, obligation_id)
    if run.state is not State.EFFECTIVE or owed.agreement_id != settled.id:
        raise RuleBroken("performance.not_in_force")
    replaces = performance.find_key(owed.id, performed.corrects) if performed.corrects else None
    left = _still_owed(owed, besides=performed.corrects)
    rules.may_record(performed, left, settled.signed_on or work.today, work.today)
    work.because(performed.reason)
    performance.add(_entry(work, owed, performed, replaces))
    _add_up(owed)
    if owed.performed_on is not None:
        deadline.end_obligation(owed.id, owed.performed_on)
    elif owed.due_on is not None and not deadline.runs_for(owed.id):
        binds_on = settled.effective_on or work.today
        step.start_agreed(matter.id, run.id, owed.id, binds_on, owed.due_on)
    facts = case_facts.stands_at(matter)
    paid = f" {performed.amount.figures}" if performed.amount else ""
    note = f"{owed.what}{paid}"
    step.take(work, Step.RECORD_PERFORMANCE, matter.id, facts, performed.performed_on, note=note)


def _entry(
    work: Work, owed: Obligation, performed: Performance, replaces: int | None
) -> PerformanceEntry:
    has_amount = performed.amount is not None and owed.amount_fen and not performed.undone
    return PerformanceEntry(
        obligation_id=owed.id,
        performed_on=performed.performed_on,
        amount_fen=performed.amount.fen if performed.amount and has_amount else None,
        note=performed.note,
        corrects_id=replaces,
        reason=performed.reason,
        undone=performed.undone,
        recorded_at=work.now,
        recorded_by=work.actor.name,
    )


def _still_owed(owed: Obligation, *, besides: str) -> Money | None:
    """Return what is left to pay, without the entry that is being put right; None for an act."""
    if owed.amount_fen is None:
        return None
    counted = [each for each in performance.of_obligation(owed.id) if each.counts]
    paid = Money.total(each.amount for each in counted if each.amount and each.public_id != besides)
    return Money(owed.amount_fen) - paid


def _add_up(owed: Obligation) -> None:
    """Write on the item what its entries come to, and the day on which nothing was left."""
    counted = [each for each in performance.of_obligation(owed.id) if each.counts]
    paid = Money.total(each.amount for each in counted if each.amount)
    owed.performed_fen = paid.fen or None
    is_whole = bool(counted) and paid.fen >= (owed.amount_fen or 0)
    owed.performed_on = max(each.performed_on for each in counted) if is_whole else None
    owed.performance_note = counted[-1].note if counted else ""
