"""Sensitive periods: entered as drafts, tried out, switched on, switched off.

Whatever changes which deadlines a period touches sends the watch to look at those deadlines on
its next round; levels are then raised, or come down again, by the same verb as always.
"""

from collections import Counter
from dataclasses import dataclass

from mediation.basics.errors import NotAllowed
from mediation.gate.command import Work, command
from mediation.models import alert, recipient, sensitive_period
from mediation.models.sensitive_period import PeriodFacts
from mediation.rules import sensitive_period as rules
from mediation.rules.permissions import Action, Actor
from mediation.rules.sensitive_period import PeriodEntry, PeriodState
from mediation.rules.warning_table import delivery_of
from mediation.rules.warnings import WarningLevel, raised


@dataclass(frozen=True, slots=True)
class Trial:
    """What a period would do if it were switched on now."""

    hits: int
    by_level: tuple[tuple[WarningLevel, int], ...]
    readers: int


@command(Action.EDIT_PERIODS)
def add(work: Work, entry: PeriodEntry) -> str:
    """Enter a new period as a draft."""
    if work.actor.district_id is None:
        raise NotAllowed("permission.not_allowed", action=work.action.value)
    made = sensitive_period.add(work.actor.district_id, entry)
    work.about("sensitive_period", made.public_id)
    return made.public_id


@command(Action.EDIT_PERIODS, on=sensitive_period.standing)
def change(work: Work, public_id: str, entry: PeriodEntry) -> None:
    """Change a period; one that is switched on counts anew from the next round."""
    before = sensitive_period.find(work.actor, public_id)
    rules.may_change(before.state)
    after = sensitive_period.change(work.actor, public_id, entry)
    if before.state is PeriodState.ACTIVE:
        _look_anew(work, before)
        _look_anew(work, after)


@command(Action.EDIT_PERIODS, on=sensitive_period.standing)
def activate(work: Work, public_id: str) -> None:
    """Switch a draft on."""
    period = sensitive_period.find(work.actor, public_id)
    rules.may_activate(period.state, period.ends_on, work.today)
    _look_anew(
        work, sensitive_period.set_state(work.actor, public_id, PeriodState.ACTIVE, work.now)
    )


@command(Action.EDIT_PERIODS, on=sensitive_period.standing)
def end(work: Work, public_id: str) -> None:
    """Switch a period off; the levels that it raised come down on the next round."""
    period = sensitive_period.find(work.actor, public_id)
    rules.may_end(period.state)
    _look_anew(work, sensitive_period.set_state(work.actor, public_id, PeriodState.ENDED, work.now))


def try_out(actor: Actor, public_id: str) -> Trial:
    """Count what a period would raise if it were switched on now; nothing is written."""
    period = sensitive_period.find(actor, public_id)
    open_ = alert.open_in(period.district_id, period.window)
    touched = [
        raised(each.level)
        for each in open_
        if each.level and each.level is not WarningLevel.RED and not each.raised_by
    ]
    counted = Counter(touched)
    at_once = any(delivery_of(each, in_sensitive_period=True).at_once for each in touched)
    return Trial(
        hits=len(touched),
        by_level=tuple(
            (level, counted[level]) for level in reversed(WarningLevel) if counted[level]
        ),
        readers=len(recipient.alerted(period.district_id)) if at_once else 0,
    )


def _look_anew(work: Work, period: PeriodFacts) -> None:
    alert.look_at_once(period.district_id, period.window, work.today)
