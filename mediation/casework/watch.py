"""What the watch does on its round of every minute.

Each verb asks what is due and not yet written, and writes it: whichever minute was missed, the
next one finds it.  The watch is an actor like everybody else; what it decides is audited, and a
round on which nothing is decided leaves no trace.
"""

from datetime import datetime

from mediation.basics import clock
from mediation.gate.command import Work, command
from mediation.models import alert, calendar, sensitive_period, watch
from mediation.models.alert import Stand
from mediation.models.deadline import RunningDeadline
from mediation.models.sensitive_period import PeriodFacts
from mediation.rules import escalation
from mediation.rules.permissions import Action
from mediation.rules.warning_table import policy_of
from mediation.rules.warnings import Signal, Span, raised, schedule


@command(Action.KEEP_WATCH)
def look(work: Work, deadline_id: int) -> None:
    """Look at one deadline: raise, sharpen or end its warning, and say when to look next."""
    running = alert.lock_running(deadline_id)
    if running is None:
        return
    periods = sensitive_period.active(running.district_id)
    dated = schedule(
        policy_of(running.rule),
        Span(running.started_on, running.raw_due_on, running.due_on),
        calendar.current(),
    )
    signal = dated.signal_on(work.today)
    work.about("warning", running.public_id, district_id=running.district_id)
    if signal is None:
        alert.end(running.id, work.now)
    else:
        alert.raise_to(running, _stand(work, running, signal, periods), work.now)
    borders = [
        border for each in periods if (border := each.window.next_border(work.today)) is not None
    ]
    change = dated.next_change_after(work.today)
    days = [*borders, change] if change is not None else borders
    alert.look_again(running.id, min(days, default=None))


@command(Action.KEEP_WATCH)
def end_settled(work: Work) -> None:
    """End the warnings whose deadlines were met, released or replaced."""
    alert.end_settled(work.now)


def _stand(
    work: Work, running: RunningDeadline, signal: Signal, periods: tuple[PeriodFacts, ...]
) -> Stand:
    covering = [each for each in periods if each.window.covers(running.town_id, work.today)]
    level = signal.level
    raised_by = ""
    if covering and level is not None:
        level, raised_by = raised(level), covering[0].name
    wants_answer = escalation.answer_by(level, clock.local(work.now), calendar.current())
    return Stand(signal, level, raised_by, _due_at(work, signal), wants_answer)


def _due_at(work: Work, signal: Signal) -> datetime:
    """Return since when the warning has been owed: no earlier than the watch could have known."""
    seen = watch.last_beat()
    if seen is None:
        return work.now
    morning = clock.at(signal.since, escalation.OFFICE_OPENS.hour, escalation.OFFICE_OPENS.minute)
    return min(work.now, max(seen.at, morning))
