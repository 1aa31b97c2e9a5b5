"""What to do next on one case, in the order in which a mediator would do it.

`rules.workflow` says which steps the table allows; here they are put in order.  The course leads
from intake to performance, and the first step of it that is offered is the next one.  Whatever
leads off the course (an extension, a withdrawal, a failure) is always listed apart, so that the
way out of a case is never the biggest button on the page.

When the next step is blocked, the page says by what and where to mend it, instead of offering
whatever happens to be possible.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mediation.rules.facts import CaseStandsAt
from mediation.rules.permissions import MATRIX, Action, Relation, Role
from mediation.rules.workflow import Offer, offers, row_of
from mediation.rules.workflow_terms import Stage, State, Step, Track

NOT_ALLOWED = "permission.not_allowed"

_COURSE = (
    Step.ISSUE_OPINION,
    Step.REPLY_ORDER,
    Step.RECORD_ANSWER,
    Step.TRIAGE,
    Step.ACCEPT,
    Step.HOLD_MEETING,
    Step.FINALISE,
    Step.SIGN,
    Step.SEAL,
    Step.CALL_MEETING,
    Step.DRAFT,
    Step.RECORD_PERFORMANCE,
    Step.CLOSE_CASE,
)
_BESIDE_THE_COURSE = (
    Step.TURN_INTO_CASE,
    Step.DECLINE,
    Step.ANSWER_PETITION,
    Step.OBJECT,
    Step.ACCEPT_PETITION,
    Step.EXTEND_PETITION,
    Step.SERVE_OPINION,
    Step.RECORD_REVIEW,
    Step.TAKE_BACK_REFERRED,
    Step.REFER_OUT,
    Step.CANCEL_MEETING,
    Step.REDRAFT,
    Step.EXTEND,
    Step.WITHDRAW,
    Step.FAIL,
    Step.REOPEN,
    Step.REOPEN_PERFORMANCE,
    Step.REOPEN_CASE,
)
_BESIDE_THE_POINT = frozenset(
    {
        "step.no_petition",
        "step.no_answer_owed",
        "step.opinion_is_owed",
        "step.no_objection_open",
        "step.no_opinion_owed",
        "step.no_opinion_to_serve",
        "step.no_review_open",
        "step.no_order_open",
        "step.no_answer_awaited",
    }
)
_ORDER = {step: place for place, step in enumerate((*_COURSE, *_BESIDE_THE_COURSE))}


@dataclass(frozen=True, slots=True)
class CaseCourse:
    """Where a case stands, as far as the order of its steps depends on it."""

    stage: Stage
    state: State | None
    facts: CaseStandsAt
    meeting_begun: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The next steps: those of the course, those beside it, and those that are not possible.

    `blocked` is the next step of the course when something stands against it; a consultation that
    was answered waits for nothing.
    """

    course: tuple[Offer, ...]
    beside: tuple[Offer, ...]
    impossible: tuple[Offer, ...]
    blocked: Offer | None


def plan(course: CaseCourse, may: Callable[[Action], bool]) -> Plan:
    """Put the steps that leave the present state in order; a case that went elsewhere has none."""
    if course.facts.moved_away:
        return Plan((), (), (), None)
    offered = sorted(_offered(course, may), key=lambda each: _ORDER[each.step])
    possible = [each for each in offered if each.is_possible]
    leading = [each for each in possible if each.step in _COURSE]
    leading = _meeting_before_draft(_closing_before_triage(leading, course.facts), course.facts)
    return Plan(
        course=tuple(leading),
        beside=tuple(each for each in possible if each.step not in _COURSE),
        impossible=tuple(each for each in offered if not each.is_possible),
        blocked=None if course.stage is Stage.CONSULTED else _blocked(offered),
    )


def who_may(action: Action) -> tuple[Role, ...]:
    """Return the roles that may do this to a case, the nearest to the case first."""
    cells = MATRIX[action]
    near = [role for role in cells if Relation.HANDLER in cells[role].by]
    return (*near, *(role for role in cells if role not in near))


def _offered(course: CaseCourse, may: Callable[[Action], bool]) -> list[Offer]:
    # Closing concludes an agreement in performance on the way, so that proceeding is no obstacle.
    facts = course.facts
    if course.state is State.EFFECTIVE:
        facts = replace(facts, proceedings_open=0)
    found = list(offers(Track.CASE, course.stage, facts, may))
    if course.state is not None:
        found += offers(Track.TRIPARTITE, course.state, course.facts, may)
    return [_in_time(each, course) for each in found if _is_to_the_point(each.step, facts)]


def _is_to_the_point(step: Step, facts: CaseStandsAt) -> bool:
    """Tell whether a step could concern this case at all; a petition's do not concern the others.

    Closing is never left out: what stands against it is said.
    """
    guards = row_of(step).guards
    needed = [each for each in guards if each.code in _BESIDE_THE_POINT]
    return step is Step.CLOSE_CASE or all(each.holds(facts) for each in needed)


def _in_time(offer: Offer, course: CaseCourse) -> Offer:
    """Minutes are written once the meeting has begun."""
    waits = course.facts.meetings_ahead > 0 and not course.meeting_begun
    if offer.step is Step.HOLD_MEETING and offer.is_possible and waits:
        return replace(offer, reasons=("step.meeting_not_begun",))
    return offer


def _closing_before_triage(leading: list[Offer], facts: CaseStandsAt) -> list[Offer]:
    """What was sent back with an objection is closed; it is mediated only if it comes again."""
    return _with_last(leading, Step.TRIAGE) if facts.objected else leading


def _meeting_before_draft(leading: list[Offer], facts: CaseStandsAt) -> list[Offer]:
    """Before the first meeting it is called first; afterwards the agreement is drafted first."""
    if not facts.meetings_held and not facts.meetings_ahead:
        return leading
    return _with_last(leading, Step.CALL_MEETING)


def _with_last(leading: list[Offer], step: Step) -> list[Offer]:
    return sorted(leading, key=lambda each: each.step is step)


def _blocked(offered: list[Offer]) -> Offer | None:
    """Return the next step of the course when a fact stands against it, not a permission."""
    for each in offered:
        if each.step in {Step.CALL_MEETING, Step.HOLD_MEETING, Step.CLOSE_CASE}:
            continue
        if each.step in _COURSE:
            stands_against = not each.is_possible and each.reasons != (NOT_ALLOWED,)
            return each if stands_against else None
    return None
