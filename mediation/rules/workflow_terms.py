"""The words in which the procedure is written down: tracks, states, steps, papers, guards.

The rows stand in `workflow_table`, the engine in `workflow`.  Stored values are these words, so
the tables' CHECK constraints are made from them; a word that stands in a database stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from mediation.rules.clock_terms import Event
from mediation.rules.facts import CaseStandsAt
from mediation.rules.permissions import Action


class Track(StrEnum):
    """The ways a matter can run."""

    CASE = "case"
    TRIPARTITE = "tripartite"


class Stage(StrEnum):
    """Where the whole case stands."""

    LOGGED = "logged"
    CONSULTED = "consulted"
    IN_PROGRESS = "in_progress"
    PERFORMANCE = "performance"
    REFERRED = "referred"
    CLOSED = "closed"


class State(StrEnum):
    """Where a proceeding of the tripartite track stands."""

    APPLIED = "applied"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    DRAFTED = "drafted"
    FINALISED = "finalised"
    SIGNED = "signed"
    EFFECTIVE = "effective"
    CONCLUDED = "concluded"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """The acts that move a case or a proceeding."""

    LOG = "log"
    LOG_CONSULTATION = "log_consultation"
    TRIAGE = "triage"
    FOLLOW_PERFORMANCE = "follow_performance"
    RESUME = "resume"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"
    TURN_INTO_CASE = "turn_into_case"
    ANSWER_PETITION = "answer_petition"
    OBJECT = "object"
    ACCEPT_PETITION = "accept_petition"
    EXTEND_PETITION = "extend_petition"
    ISSUE_OPINION = "issue_opinion"
    SERVE_OPINION = "serve_opinion"
    RECORD_REVIEW = "record_review"
    REPLY_ORDER = "reply_order"
    REFER_OUT = "refer_out"
    RECORD_ANSWER = "record_answer"
    TAKE_BACK_REFERRED = "take_back_referred"
    RESUME_REFERRED = "resume_referred"
    APPLY = "apply"
    ACCEPT = "accept"
    DECLINE = "decline"
    CALL_MEETING = "call_meeting"
    HOLD_MEETING = "hold_meeting"
    CANCEL_MEETING = "cancel_meeting"
    EXTEND = "extend"
    DRAFT = "draft"
    FINALISE = "finalise"
    REDRAFT = "redraft"
    SIGN = "sign"
    COMPLETE_SIGNING = "complete_signing"
    SEAL = "seal"
    RECORD_PERFORMANCE = "record_performance"
    CONCLUDE = "conclude"
    GIVE_UP_PERFORMANCE = "give_up_performance"
    FAIL = "fail"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    REOPEN_PERFORMANCE = "reopen_performance"
    ABSORB = "absorb"
    MERGE_AWAY = "merge_away"
    LET_GO = "let_go"
    UNDO_MERGE = "undo_merge"
    UNDO_MERGE_AT_INTAKE = "undo_merge_at_intake"
    GIVE_PART = "give_part"
    SPLIT_OFF = "split_off"
    SPLIT_OFF_IN_PROGRESS = "split_off_in_progress"
    SPLIT_APPLICATION = "split_application"
    SPLIT_MEDIATION = "split_mediation"
    TAKE_BACK = "take_back"
    UNDO_SPLIT = "undo_split"


class Paper(StrEnum):
    """The documents that a step can owe."""

    NON_ACCEPTANCE_NOTICE = "non_acceptance_notice"
    MEETING_NOTICE = "meeting_notice"
    AGREEMENT = "agreement"
    FAILURE_NOTICE = "failure_notice"
    PETITION_NOTICE = "petition_notice"
    OBJECTION = "objection"
    EXTENSION_NOTICE = "extension_notice"
    OPINION = "opinion"
    REFERRAL_LETTER = "referral_letter"


Standing = Stage | State


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on the facts; its code makes the sentence that says why not."""

    code: str
    holds: Callable[[CaseStandsAt], bool]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row of the procedure.

    A target of None leaves the state as it is.  `begins` marks the step that makes the case or
    proceeding; `offered` is off for steps that another act takes along with it.
    `interrupts_limitation` names the event that ends the running limitation period and
    begins it in full again (人社部令33号27, 人社部令17号31).
    """

    step: Step
    track: Track
    sources: tuple[Standing, ...]
    target: Standing | None
    action: Action
    cites: tuple[str, ...]
    guards: tuple[Guard, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    interrupts_limitation: Event | None = None
    begins: bool = False
    offered: bool = True
