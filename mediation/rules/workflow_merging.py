"""The rows of the procedure for merging and splitting; `workflow_table` joins them to the others.

None of them is offered as a next step: they belong to acts with pages of their own.  The acts are
practice; that time limits go on unchanged is seen to by `rules.merging` and `rules.splitting`.
"""

from mediation.rules.permissions import Action
from mediation.rules.workflow_terms import Stage, State, Step, StepRow, Track

_PRACTICE = ("practice",)
_OPEN = (Stage.LOGGED, Stage.IN_PROGRESS, Stage.PERFORMANCE)


def _of_case(
    step: Step, sources: tuple[Stage, ...], target: Stage | None, action: Action
) -> StepRow:
    return StepRow(
        step,
        Track.CASE,
        sources,
        target,
        action,
        _PRACTICE,
        begins=not sources,
        offered=False,
    )


def _begins(step: Step, target: State) -> StepRow:
    return StepRow(
        step, Track.TRIPARTITE, (), target, Action.SPLIT, _PRACTICE, begins=True, offered=False
    )


MERGING_STEPS: tuple[StepRow, ...] = (
    _of_case(Step.ABSORB, _OPEN, None, Action.MERGE),
    _of_case(Step.MERGE_AWAY, (Stage.LOGGED, Stage.IN_PROGRESS), Stage.CLOSED, Action.MERGE),
    _of_case(Step.LET_GO, _OPEN, None, Action.MERGE),
    _of_case(Step.UNDO_MERGE, (Stage.CLOSED,), Stage.IN_PROGRESS, Action.MERGE),
    _of_case(Step.UNDO_MERGE_AT_INTAKE, (Stage.CLOSED,), Stage.LOGGED, Action.MERGE),
    _of_case(Step.GIVE_PART, _OPEN, None, Action.SPLIT),
    _of_case(Step.SPLIT_OFF, (), Stage.LOGGED, Action.SPLIT),
    _of_case(Step.SPLIT_OFF_IN_PROGRESS, (), Stage.IN_PROGRESS, Action.SPLIT),
    _begins(Step.SPLIT_APPLICATION, State.APPLIED),
    _begins(Step.SPLIT_MEDIATION, State.ACCEPTED),
    _of_case(Step.TAKE_BACK, _OPEN, None, Action.SPLIT),
    _of_case(Step.UNDO_SPLIT, _OPEN, Stage.CLOSED, Action.SPLIT),
)
