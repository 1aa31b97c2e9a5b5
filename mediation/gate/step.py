"""A step: the only writer of a state.

`take` asks the workflow table, writes the new state, appends the history, and starts and stops
the clocks that the row names.  It knows no capability: what is special about a step stands in its
row, and what only the verb knows (the day, the note, the facts) is handed in.
"""

from datetime import date

from mediation.gate.command import Work
from mediation.models import calendar, deadline
from mediation.models.case import Case, CaseFacts, facts_from
from mediation.models.db import session
from mediation.models.deadline import Deadline, EndedAs
from mediation.models.proceeding import Proceeding, StepTaken, leading_row
from mediation.rules import clocks
from mediation.rules.clock_table import clock
from mediation.rules.facts import CaseStandsAt
from mediation.rules.workflow import may_take, row_of
from mediation.rules.workflow_table import Stage, State, Step, StepRow, Track

_NO_FACTS = CaseStandsAt()
_LIMITATION = ("L1", "L2")


def begin_case(work: Work, step: Step, row: Case, on: date) -> CaseFacts:
    """Store a new case in the state in which the step makes it."""
    law = may_take(step, None, _NO_FACTS)
    assert law.target is not None
    row.stage = law.target.value
    session().add(row)
    session().flush()
    _remember(work, law, row.id, None, None, on, "")
    _run_clocks(law, row, None, on)
    return facts_from(row)


def begin_proceeding(
    work: Work, step: Step, row: Proceeding, facts: CaseStandsAt, on: date
) -> int:
    """Store a new proceeding in the state in which the step makes it; return its key."""
    law = may_take(step, None, facts)
    assert law.target is not None
    row.state = law.target.value
    session().add(row)
    session().flush()
    case = session().get_one(Case, row.case_id)
    case.progress = row.state
    _remember(work, law, case.id, row.id, None, on, "")
    _run_clocks(law, case, row.id, on)
    return row.id


def take(
    work: Work, step: Step, case_id: int, facts: CaseStandsAt, on: date, note: str = ""
) -> None:
    """Take a step of the case, or of its leading proceeding, as the row of the step says."""
    case = session().get_one(Case, case_id)
    proceeding = leading_row(case_id)
    if row_of(step).track is Track.CASE:
        law = may_take(step, Stage(case.stage), facts)
        before = case.stage
        case.stage = law.target.value if law.target else case.stage
    else:
        law = may_take(step, State(proceeding.state) if proceeding else None, facts)
        assert proceeding is not None
        before = proceeding.state
        proceeding.state = law.target.value if law.target else proceeding.state
        case.progress = proceeding.state
    proceeding_id = None if proceeding is None else proceeding.id
    _remember(work, law, case_id, proceeding_id, before, on, note)
    _run_clocks(law, case, proceeding_id, on)
    session().flush()


def start_clock(case_id: int, rule: str, on: date, proceeding_id: int | None = None) -> None:
    """Begin one time limit of the case on a day; the first day is not counted."""
    days = calendar.current()
    reckoned = clocks.reckon(clock(rule), on, days)
    deadline.start(
        Deadline(
            case_id=case_id,
            proceeding_id=proceeding_id,
            rule=rule,
            started_on=reckoned.start,
            raw_due_on=reckoned.raw_due,
            due_on=reckoned.due,
            provisional=reckoned.provisional,
            calendar_version=days.version,
            look_on=on,
        )
    )


def start_agreed(case_id: int, proceeding_id: int, obligation_id: int, on: date, due: date) -> None:
    """Begin the time limit that the agreement itself sets for one of its items."""
    days = calendar.current()
    deadline.start(
        Deadline(
            case_id=case_id,
            proceeding_id=proceeding_id,
            obligation_id=obligation_id,
            rule=deadline.AGREED,
            started_on=on,
            raw_due_on=due,
            due_on=due,
            provisional=False,
            calendar_version=days.version,
            look_on=on,
        )
    )


def _run_clocks(law: StepRow, case: Case, proceeding_id: int | None, on: date) -> None:
    if law.stops:
        deadline.end(case.id, law.stops, on, EndedAs.MET)
    for rule in law.starts:
        deadline.end(case.id, (rule,), on, EndedAs.REPLACED)
        start_clock(case.id, rule, on, proceeding_id)
    if law.interrupts_limitation and case.limitation_rule:
        deadline.end(case.id, _LIMITATION, on, EndedAs.INTERRUPTED)
        start_clock(case.id, case.limitation_rule, on)


def _remember(
    work: Work,
    law: StepRow,
    case_id: int,
    proceeding_id: int | None,
    before: str | None,
    on: date,
    note: str,
) -> None:
    after = law.target.value if law.target else before
    session().add(
        StepTaken(
            case_id=case_id,
            proceeding_id=proceeding_id,
            step=law.step.value,
            came_from=before,
            came_to=after or "",
            counts_on=on,
            at=work.now,
            actor_user_id=work.actor.user_id,
            actor_name=work.actor.name,
            note=note,
        )
    )
