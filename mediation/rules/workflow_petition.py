"""The rows of the procedure for petitions, orders of hotlines, and matters that go elsewhere.

They stand on the track of the whole case, because a petition may be told, decided or sent on while
its mediation runs; `workflow_table` joins them to the others.  Each clock of 信访工作条例 23 and 34 is
stopped by the answer that it demands, and by nothing that only looks like one.
"""

from mediation.rules.permissions import Action
from mediation.rules.workflow_terms import Guard, Paper, Stage, Step, StepRow, Track

PRACTICE = "practice"
HANDLED = (Stage.LOGGED, Stage.IN_PROGRESS, Stage.PERFORMANCE, Stage.REFERRED)
_ANYWHERE = (*HANDLED, Stage.CLOSED)

_HANDLER = Guard("step.handler_missing", lambda facts: facts.handler_assigned)
_NOTHING_OPEN = Guard("step.proceeding_open", lambda facts: facts.proceedings_open == 0)
IS_PETITION = Guard("step.no_petition", lambda facts: facts.is_petition)
NO_OPINION_OWED = Guard("step.opinion_is_owed", lambda facts: not facts.opinion_owed)
ANSWER_OWED = Guard("step.no_answer_owed", lambda facts: facts.answer_owed)
OBJECTION_OPEN = Guard("step.no_objection_open", lambda facts: facts.objection_open)
OPINION_OWED = Guard("step.no_opinion_owed", lambda facts: facts.opinion_owed)
OPINION_UNSERVED = Guard("step.no_opinion_to_serve", lambda facts: facts.opinion_unserved)
REVIEW_OPEN = Guard("step.no_review_open", lambda facts: facts.review_open)
ORDER_OPEN = Guard("step.no_order_open", lambda facts: facts.orders_open > 0)
ORDERS_ANSWERED = Guard("step.order_unanswered", lambda facts: facts.orders_open == 0)
REFERRAL_AWAITED = Guard("step.no_answer_awaited", lambda facts: facts.referrals_awaited > 0)

PETITION_STEPS: tuple[StepRow, ...] = (
    StepRow(
        Step.TURN_INTO_CASE,
        Track.CASE,
        (Stage.CONSULTED,),
        Stage.LOGGED,
        Action.TURN_INTO_CASE,
        (PRACTICE,),
    ),
    StepRow(
        Step.ANSWER_PETITION,
        Track.CASE,
        HANDLED,
        None,
        Action.ANSWER_PETITION,
        ("信访工作条例23(2)", "信访工作条例23(3)"),
        guards=(ANSWER_OWED,),
        stops=("X1", "X2", "X3"),
        papers=(Paper.PETITION_NOTICE,),
    ),
    StepRow(
        Step.OBJECT,
        Track.CASE,
        (Stage.LOGGED,),
        None,
        Action.ANSWER_PETITION,
        ("信访工作条例23(3)",),
        guards=(OBJECTION_OPEN,),
        stops=("X2", "X3"),
        papers=(Paper.OBJECTION,),
    ),
    StepRow(
        Step.ACCEPT_PETITION,
        Track.CASE,
        (Stage.LOGGED, Stage.IN_PROGRESS),
        None,
        Action.ANSWER_PETITION,
        ("信访工作条例34", "信访工作条例23"),
        guards=(_HANDLER, IS_PETITION, NO_OPINION_OWED),
        starts=("X4",),
        stops=("X1", "X2", "X3"),
        papers=(Paper.PETITION_NOTICE,),
    ),
    StepRow(
        Step.EXTEND_PETITION,
        Track.CASE,
        HANDLED,
        None,
        Action.APPROVE_PETITION,
        ("信访工作条例34",),
        guards=(OPINION_OWED,),
        papers=(Paper.EXTENSION_NOTICE,),
    ),
    StepRow(
        Step.ISSUE_OPINION,
        Track.CASE,
        HANDLED,
        None,
        Action.ANSWER_PETITION,
        ("信访工作条例34", "信访工作条例35"),
        guards=(OPINION_OWED,),
        stops=("X4",),
        papers=(Paper.OPINION,),
    ),
    StepRow(
        Step.SERVE_OPINION,
        Track.CASE,
        _ANYWHERE,
        None,
        Action.ANSWER_PETITION,
        ("信访工作条例35",),
        guards=(OPINION_UNSERVED,),
        starts=("X5",),
    ),
    StepRow(
        Step.RECORD_REVIEW,
        Track.CASE,
        _ANYWHERE,
        None,
        Action.ANSWER_PETITION,
        ("信访工作条例35",),
        guards=(REVIEW_OPEN,),
        stops=("X5",),
    ),
    StepRow(
        Step.REPLY_ORDER,
        Track.CASE,
        HANDLED,
        None,
        Action.REPLY_ORDER,
        (PRACTICE,),
        guards=(ORDER_OPEN,),
    ),
    StepRow(
        Step.REFER_OUT,
        Track.CASE,
        (Stage.LOGGED, Stage.IN_PROGRESS),
        Stage.REFERRED,
        Action.REFER_OUT,
        ("信访工作条例31",),
        guards=(_HANDLER, _NOTHING_OPEN),
        papers=(Paper.REFERRAL_LETTER,),
    ),
    StepRow(
        Step.RECORD_ANSWER,
        Track.CASE,
        _ANYWHERE,
        None,
        Action.REFER_OUT,
        (PRACTICE,),
        guards=(REFERRAL_AWAITED,),
    ),
    StepRow(
        Step.TAKE_BACK_REFERRED,
        Track.CASE,
        (Stage.REFERRED,),
        Stage.LOGGED,
        Action.REFER_OUT,
        (PRACTICE,),
        stops=("R1",),
    ),
    StepRow(
        Step.RESUME_REFERRED,
        Track.CASE,
        (Stage.REFERRED,),
        Stage.IN_PROGRESS,
        Action.REFER_OUT,
        (PRACTICE,),
        stops=("R1",),
        offered=False,
    ),
)
