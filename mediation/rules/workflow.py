"""The engine of the procedure: it reads the table and knows no step by name.

`may_take` is asked by the gate before a state is written; `offers` gives a page every step of
the present state, with the reasons why one is not possible now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from mediation.basics.errors import RuleBroken
from mediation.rules.facts import CaseStandsAt
from mediation.rules.permissions import Action
from mediation.rules.workflow_table import STEPS
from mediation.rules.workflow_terms import Stage, State, Step, StepRow, Track


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as a page may offer it; `reasons` are codes that say why not."""

    step: Step
    action: Action
    reasons: tuple[str, ...]

    @property
    def is_possible(self) -> bool:
        """Whether the step can be taken now by this actor."""
        return not self.reasons


@cache
def row_of(step: Step) -> StepRow:
    """Return the row of a step."""
    return next(row for row in STEPS if row.step is step)


def states_of(track: Track) -> tuple[Stage | State, ...]:
    """Return every state of a track, in the order of the table."""
    return tuple(Stage) if track is Track.CASE else tuple(State)


def may_take(step: Step, state: Stage | State | None, facts: CaseStandsAt) -> StepRow:
    """Return the row of the step, or raise with the reason why it cannot be taken here."""
    row = row_of(step)
    if state is None:
        if not row.begins:
            raise RuleBroken("step.not_from_here", step=step.value, state="")
    elif state not in row.sources:
        raise RuleBroken("step.not_from_here", step=step.value, state=state.value)
    for guard in row.guards:
        if not guard.holds(facts):
            raise RuleBroken(guard.code, step=step.value)
    return row


def offers(
    track: Track,
    state: Stage | State,
    facts: CaseStandsAt,
    may: Callable[[Action], bool],
) -> tuple[Offer, ...]:
    """Return the steps that leave this state, each with the reasons that stand against it."""
    return tuple(
        Offer(row.step, row.action, _reasons(row, facts, may))
        for row in STEPS
        if row.track is track and row.offered and state in row.sources
    )


def is_open(state: State) -> bool:
    """Tell whether a proceeding in this state still has something to do."""
    return state not in {State.DECLINED, State.FAILED, State.WITHDRAWN, State.CONCLUDED}


def _reasons(row: StepRow, facts: CaseStandsAt, may: Callable[[Action], bool]) -> tuple[str, ...]:
    if not may(row.action):
        return ("permission.not_allowed",)
    return tuple(guard.code for guard in row.guards if not guard.holds(facts))
