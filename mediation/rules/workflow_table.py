"""The procedure as rows: which step leads from where to where, and all that follows from it.

Track `case` is the whole matter (stages C0 to C9 of the procedure), track `tripartite` one run
through the three-party mediation centre.  A row says who may take the step (its action), what
must hold (guards), which time limits start and stop, which papers are due, and which article
stands behind it.  From these rows come the buttons, the clocks, the CHECK constraints and the
tests that no state is a trap.

The course itself is the centre's practice, modelled on 人社部令17号 by analogy; an article is
cited where the text orders the step, and `PRACTICE` where it does not.
"""

from dataclasses import replace

from mediation.rules.clock_terms import Event
from mediation.rules.permissions import Action
from mediation.rules.workflow_merging import MERGING_STEPS
from mediation.rules.workflow_petition import (
    HANDLED,
    NO_OPINION_OWED,
    ORDERS_ANSWERED,
    PETITION_STEPS,
)
from mediation.rules.workflow_terms import Guard, Paper, Stage, State, Step, StepRow, Track

PRACTICE = "practice"

HANDLER = Guard("step.handler_missing", lambda facts: facts.handler_assigned)
APPLICANT = Guard("step.applicant_missing", lambda facts: facts.applicants > 0)
RESPONDENT = Guard("step.respondent_missing", lambda facts: facts.respondent_known)
CLAIMS_SPLIT = Guard("step.claims_not_split", lambda facts: facts.unsplit_claims == 0)
NO_MEETING_AHEAD = Guard("step.meeting_ahead", lambda facts: facts.meetings_ahead == 0)
MEETING_AHEAD = Guard("step.no_meeting_ahead", lambda facts: facts.meetings_ahead > 0)
TERMS = Guard("step.terms_missing", lambda facts: facts.agreement_terms > 0)
TOTAL = Guard("step.total_differs", lambda facts: not facts.agreement_total_differs)
IDENTITY = Guard("step.identity_missing", lambda facts: facts.parties_without_identity == 0)
UNSIGNED = Guard("step.already_signed", lambda facts: facts.signatures_given == 0)
ALL_SIGNED = Guard("step.signatures_missing", lambda facts: facts.signatures_missing == 0)
PERFORMED = Guard("step.obligations_open", lambda facts: facts.obligations_open == 0)
CASE_OPEN = Guard("step.case_closed", lambda facts: facts.case_is_open)
NOT_MOVED_AWAY = Guard("step.moved_away", lambda facts: not facts.moved_away)
NOTHING_OPEN = Guard("step.proceeding_open", lambda facts: facts.proceedings_open == 0)

_TALKING = (State.ACCEPTED, State.DRAFTED, State.FINALISED)

_ROWS: tuple[StepRow, ...] = (
    StepRow(Step.LOG, Track.CASE, (), Stage.LOGGED, Action.LOG_INTAKE, (PRACTICE,), begins=True),
    StepRow(
        Step.LOG_CONSULTATION,
        Track.CASE,
        (),
        Stage.CONSULTED,
        Action.LOG_CONSULTATION,
        (PRACTICE,),
        begins=True,
    ),
    StepRow(
        Step.TRIAGE,
        Track.CASE,
        (Stage.LOGGED, Stage.CONSULTED),
        Stage.IN_PROGRESS,
        Action.TRIAGE,
        ("信访工作条例31",),
        guards=(APPLICANT, RESPONDENT),
    ),
    *PETITION_STEPS,
    StepRow(
        Step.FOLLOW_PERFORMANCE,
        Track.CASE,
        (Stage.IN_PROGRESS,),
        Stage.PERFORMANCE,
        Action.SEAL,
        (PRACTICE,),
        offered=False,
    ),
    StepRow(
        Step.RESUME,
        Track.CASE,
        (Stage.CLOSED,),
        Stage.IN_PROGRESS,
        Action.REOPEN,
        (PRACTICE,),
        guards=(NOT_MOVED_AWAY,),
        offered=False,
    ),
    StepRow(
        Step.CLOSE_CASE,
        Track.CASE,
        HANDLED,
        Stage.CLOSED,
        Action.CLOSE,
        (PRACTICE,),
        guards=(HANDLER, NOTHING_OPEN, NO_OPINION_OWED, ORDERS_ANSWERED),
        stops=("X1", "X2", "X3", "L1", "L2"),
    ),
    StepRow(
        Step.REOPEN_CASE,
        Track.CASE,
        (Stage.CLOSED, Stage.CONSULTED),
        Stage.LOGGED,
        Action.REOPEN,
        (PRACTICE,),
        guards=(NOT_MOVED_AWAY,),
    ),
    StepRow(
        Step.APPLY,
        Track.TRIPARTITE,
        (),
        State.APPLIED,
        Action.TRIAGE,
        ("调解仲裁法12", "人社部令17号21", "人社部令33号27"),
        starts=("M3", "M5"),
        interrupts_limitation=Event.CLAIM_MADE,
        begins=True,
    ),
    StepRow(
        Step.ACCEPT,
        Track.TRIPARTITE,
        (State.APPLIED,),
        State.ACCEPTED,
        Action.ACCEPT,
        ("人社部令17号22", "人社部令17号29"),
        guards=(HANDLER, APPLICANT, RESPONDENT),
        starts=("M4",),
        stops=("M3", "X1", "X2", "X3"),
    ),
    StepRow(
        Step.DECLINE,
        Track.TRIPARTITE,
        (State.APPLIED,),
        State.DECLINED,
        Action.DECLINE,
        ("人社部令17号22", "人社部令17号31"),
        guards=(HANDLER,),
        stops=("M3", "M5", "X1", "X2", "X3"),
        papers=(Paper.NON_ACCEPTANCE_NOTICE,),
    ),
    StepRow(
        Step.CALL_MEETING,
        Track.TRIPARTITE,
        (State.ACCEPTED, State.DRAFTED),
        None,
        Action.CALL_MEETING,
        (PRACTICE,),
        guards=(HANDLER,),
        papers=(Paper.MEETING_NOTICE,),
    ),
    StepRow(
        Step.HOLD_MEETING,
        Track.TRIPARTITE,
        _TALKING,
        None,
        Action.WRITE_MINUTES,
        ("人民调解法27",),
        guards=(MEETING_AHEAD,),
    ),
    StepRow(
        Step.CANCEL_MEETING,
        Track.TRIPARTITE,
        _TALKING,
        None,
        Action.CALL_MEETING,
        (PRACTICE,),
        guards=(MEETING_AHEAD,),
    ),
    StepRow(
        Step.EXTEND,
        Track.TRIPARTITE,
        _TALKING,
        None,
        Action.EXTEND,
        ("人社部令17号29",),
    ),
    StepRow(
        Step.DRAFT,
        Track.TRIPARTITE,
        (State.ACCEPTED,),
        State.DRAFTED,
        Action.DRAFT_AGREEMENT,
        ("人社部令17号26",),
        guards=(HANDLER,),
    ),
    StepRow(
        Step.FINALISE,
        Track.TRIPARTITE,
        (State.DRAFTED,),
        State.FINALISED,
        Action.FINALISE_AGREEMENT,
        ("人社部令17号26", "调解仲裁法14"),
        guards=(TERMS, TOTAL, CLAIMS_SPLIT, IDENTITY),
        papers=(Paper.AGREEMENT,),
    ),
    StepRow(
        Step.REDRAFT,
        Track.TRIPARTITE,
        (State.FINALISED,),
        State.DRAFTED,
        Action.DRAFT_AGREEMENT,
        (PRACTICE,),
        guards=(UNSIGNED,),
    ),
    StepRow(
        Step.SIGN,
        Track.TRIPARTITE,
        (State.FINALISED,),
        None,
        Action.SIGN_AGREEMENT,
        ("调解仲裁法14", "人社部令17号26"),
    ),
    StepRow(
        Step.COMPLETE_SIGNING,
        Track.TRIPARTITE,
        (State.FINALISED,),
        State.SIGNED,
        Action.SIGN_AGREEMENT,
        ("调解仲裁法14", "人社部令17号26"),
        guards=(ALL_SIGNED,),
        stops=("M4", "M5"),
        offered=False,
    ),
    StepRow(
        Step.SEAL,
        Track.TRIPARTITE,
        (State.SIGNED,),
        State.EFFECTIVE,
        Action.SEAL,
        ("调解仲裁法14", "人社部令33号74", "民诉法205"),
        starts=("A1", "A3"),
        interrupts_limitation=Event.PERFORMANCE_PROMISED,
    ),
    StepRow(
        Step.RECORD_PERFORMANCE,
        Track.TRIPARTITE,
        (State.EFFECTIVE,),
        None,
        Action.RECORD_PERFORMANCE,
        ("人民调解法31",),
    ),
    StepRow(
        Step.CONCLUDE,
        Track.TRIPARTITE,
        (State.EFFECTIVE,),
        State.CONCLUDED,
        Action.CLOSE,
        (PRACTICE,),
        guards=(PERFORMED,),
        stops=("A1", "A3", "L1", "L2"),
        offered=False,
    ),
    StepRow(
        Step.GIVE_UP_PERFORMANCE,
        Track.TRIPARTITE,
        (State.EFFECTIVE,),
        State.CONCLUDED,
        Action.CLOSE,
        ("调解仲裁法15",),
        stops=("A1", "A3", "L1", "L2", "A6"),
        offered=False,
    ),
    StepRow(
        Step.FAIL,
        Track.TRIPARTITE,
        _TALKING,
        State.FAILED,
        Action.FAIL,
        ("人社部令17号29", "人社部令17号30", "人社部令17号31"),
        guards=(NO_MEETING_AHEAD,),
        interrupts_limitation=Event.CLAIM_MADE,
        stops=("M4", "M5"),
        papers=(Paper.FAILURE_NOTICE,),
    ),
    StepRow(
        Step.WITHDRAW,
        Track.TRIPARTITE,
        (State.APPLIED, *_TALKING),
        State.WITHDRAWN,
        Action.WITHDRAW,
        (PRACTICE,),
        guards=(NO_MEETING_AHEAD,),
        stops=("M3", "M4", "M5"),
    ),
    StepRow(
        Step.REOPEN,
        Track.TRIPARTITE,
        (State.DECLINED, State.FAILED, State.WITHDRAWN),
        State.APPLIED,
        Action.REOPEN,
        (PRACTICE,),
        guards=(CASE_OPEN,),
        starts=("M3", "M5"),
        interrupts_limitation=Event.CLAIM_MADE,
    ),
    StepRow(
        Step.REOPEN_PERFORMANCE,
        Track.TRIPARTITE,
        (State.CONCLUDED,),
        State.EFFECTIVE,
        Action.REOPEN,
        (PRACTICE,),
        guards=(CASE_OPEN,),
    ),
    *MERGING_STEPS,
)


def _held(row: StepRow) -> StepRow:
    """A case that goes on in another one takes no step of its proceeding any more."""
    if row.track is Track.CASE:
        return row
    return replace(row, guards=(NOT_MOVED_AWAY, *row.guards))


STEPS: tuple[StepRow, ...] = tuple(_held(row) for row in _ROWS)
