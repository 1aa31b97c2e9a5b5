"""A step: the only writer of a state.

`take` asks the workflow table, writes the new state, appends the history, and starts and stops
the clocks that the row names.  It knows no capability: what is special about a step stands in its
row, and what only the verb knows (the day, the note, the facts) is handed in.
"""

from datetime import date

from mediation.basics.errors import NotFound
from mediation.gate.command import Work
from mediation.models import calendar, deadline
from mediation.models.case import Case, CaseFacts, facts_from
from mediation.models.db import session
from mediation.models.deadline import Deadline, EndedAs
from mediation.models.proceeding import Proceeding, StepTaken, leading_row
from mediation.rules import clocks
from mediation.rules.clock_table import AGREED_DATE, ORDER_DATE, clock
from mediation.rules.clock_terms import Event
from mediation.rules.facts import CaseStandsAt
from mediation.rules.workflow import may_take, row_of
from mediation.rules.workflow_terms import Stage, State, Step, StepRow, Track

_NO_FACTS = CaseStandsAt()


def begin_case(work: Work, step: Step, row: Case, on: date) -> CaseFacts:
    """Store a new case in the state in which the step makes it."""
    law = may_take(step, None, _NO_FACTS)
    row.stage = _target(law)
    session().add(row)
    session().flush()
    _remember(work, law, row, None, on=on)
    _run_clocks(law, row, None, on)
    return facts_from(row)


def begin_proceeding(work: Work, step: Step, row: Proceeding, facts: CaseStandsAt) -> None:
    """Store a new proceeding in the state in which the step makes it, from its application on."""
    law = may_take(step, None, facts)
    row.state = _target(law)
    session().add(row)
    session().flush()
    case = session().get_one(Case, row.case_id)
    case.progress = row.state
    _remember(work, law, case, row, on=row.applied_on)
    _run_clocks(law, case, row, row.applied_on)


def take(
    work: Work, step: Step, case_id: int, facts: CaseStandsAt, on: date, *, note: str = ""
) -> None:
    """Take a step of the case, or of its leading proceeding, as the row of the step says."""
    case = session().get_one(Case, case_id)
    run = leading_row(case_id)
    if row_of(step).track is Track.CASE:
        law = may_take(step, Stage(case.stage), facts)
        _remember(work, law, case, run, on=on, note=note)
        case.stage = law.target.value if law.target else case.stage
    elif run is None:
        raise NotFound("proceeding.not_found")
    else:
        law = may_take(step, State(run.state), facts)
        _remember(work, law, case, run, on=on, note=note)
        run.state = law.target.value if law.target else run.state
        case.progress = run.state
    _run_clocks(law, case, run, on)
    session().flush()


def start_clock(
    case_id: int,
    rule: str,
    on: date,
    proceeding_id: int | None = None,
    started_by: Event | None = None,
) -> None:
    """Begin one time limit of the case on a day; the first day is not counted."""
    days = calendar.current()
    law = clock(rule, on=on)
    reckoned = clocks.reckon(law, on, days, started_by=started_by)
    deadline.start(
        Deadline(
            case_id=case_id,
            proceeding_id=proceeding_id,
            rule=rule,
            trigger=(started_by or law.starts).value,
            started_on=reckoned.start,
            raw_due_on=reckoned.raw_due,
            due_on=reckoned.due,
            provisional=reckoned.provisional,
            calendar_version=days.version,
            look_on=on,
        )
    )


def interrupt_limitation(case_id: int, on: date, by: Event) -> None:
    """End the running limitation and begin it in full again; where none runs by law, nothing."""
    rule = session().get_one(Case, case_id).limitation_rule
    if rule:
        deadline.end(case_id, deadline.LIMITATION, on, EndedAs.INTERRUPTED)
        start_clock(case_id, rule, on, started_by=by)


def start_agreed(case_id: int, proceeding_id: int, obligation_id: int, on: date, due: date) -> None:
    """Begin the time limit that the agreement itself sets for one of its items."""
    days = calendar.current()
    deadline.start(
        Deadline(
            case_id=case_id,
            proceeding_id=proceeding_id,
            obligation_id=obligation_id,
            rule=AGREED_DATE,
            trigger=Event.AGREEMENT_EFFECTIVE.value,
            started_on=on,
            raw_due_on=due,
            due_on=due,
            provisional=False,
            calendar_version=days.version,
            look_on=on,
        )
    )


def start_set_date(case_id: int, rule: str, on: date, due: date, **bound: int) -> None:
    """Begin a time limit whose last day somebody outside, or the house itself, has set.

    `bound` names the row that it belongs to: `hotline_order_id` or `referral_id`.
    """
    deadline.start(
        Deadline(
            case_id=case_id,
            rule=rule,
            trigger=Event.ORDER_RECEIVED.value if rule == ORDER_DATE else Event.REFERRED_OUT.value,
            started_on=on,
            raw_due_on=due,
            due_on=due,
            provisional=False,
            calendar_version=calendar.current().version,
            look_on=on,
            **bound,
        )
    )


def _target(law: StepRow) -> str:
    return law.target.value if law.target else ""


def _run_clocks(law: StepRow, case: Case, run: Proceeding | None, on: date) -> None:
    proceeding_id = None if run is None else run.id
    if law.stops:
        deadline.end(case.id, law.stops, on, EndedAs.MET)
    if law.starts:
        deadline.end(case.id, law.starts, on, EndedAs.REPLACED)
    for rule in law.starts:
        start_clock(case.id, rule, on, proceeding_id)
    if law.interrupts_limitation:
        interrupt_limitation(case.id, on, law.interrupts_limitation)


def _remember(
    work: Work, law: StepRow, row: Case, run: Proceeding | None, *, on: date, note: str = ""
) -> None:
    """Append the step to the history; the row still carries the state that it came from."""
    moved = row if law.track is Track.CASE else run
    before = _state_of(moved)
    session().add(
        StepTaken(
            case_id=row.id,
            proceeding_id=None if run is None else run.id,
            step=law.step.value,
            came_from=None if law.begins else before,
            came_to=(law.target.value if law.target else before) or "",
            counts_on=on,
            at=work.now,
            actor_user_id=work.actor.user_id,
            actor_name=work.actor.name,
            note=note,
        )
    )


def _state_of(moved: Case | Proceeding | None) -> str | None:
    if moved is None:
        return None
    return moved.stage if isinstance(moved, Case) else moved.state
