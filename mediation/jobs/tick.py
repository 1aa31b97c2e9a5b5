"""The tick: once a minute, what is due and not yet written?

Every step is a command of its own, so a row that cannot be looked at stops nobody else; it is
logged and found again by the next tick.  The sign of life comes last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog

from mediation.basics import clock
from mediation.casework import alert, briefing, digest, watch
from mediation.gate.upkeep import upkeep
from mediation.jobs.attempt import attempt
from mediation.models import alert as warnings
from mediation.models import (
    case_text,
    deadline,
    draft,
    organisation,
    outbox,
    receipt,
    schema,
    sign_in,
    task,
    throttle,
)
from mediation.models import watch as rounds
from mediation.rules import permissions
from mediation.rules.permissions import Actor

_log = structlog.get_logger("mediation.tick")
_AT_ONE_TIME = 500


@dataclass(slots=True)
class TickReport:
    """What one tick looked at, and how many of its steps did not succeed."""

    looked_at: int = 0
    troubled: int = 0


def tick(worker: str) -> TickReport:
    """Walk one round and leave a sign of life."""
    report = walk_round()
    _attempt(report, write_case_texts)
    _attempt(report, _keep_house, worker)
    return report


def walk_round() -> TickReport:
    """Walk one round: raise, tell, remind, write digests and briefings."""
    report = TickReport()
    system = permissions.watch(on=clock.today())
    _look_at_deadlines(system, report)
    if warnings.any_settled():
        _attempt(report, watch.end_settled, system)
    for district in organisation.districts():
        _attempt(report, alert.tell, system, district.id)
        _attempt(report, alert.remind, system, district.id)
        _attempt(report, digest.write_digests, system, district.id)
        _attempt(report, briefing.write_briefings, system, district.id)
    return report


def write_case_texts() -> int:
    """Write the text of cases that cannot be searched yet, as after an upgrade; say how many."""
    written = 0
    while True:
        with upkeep():
            some = case_text.write_missing()
        written += some
        if some < case_text.AT_ONE_TIME:
            return written


def _look_at_deadlines(system: Actor, report: TickReport) -> None:
    seen: set[int] = set()
    while True:
        due = deadline.due_to_look(clock.today(), _AT_ONE_TIME)
        fresh = [each for each in due if each.id not in seen]
        if not fresh:
            return
        for each in fresh:
            seen.add(each.id)
            report.looked_at += 1
            _attempt(report, watch.look, system, each.id)


def _keep_house(worker: str) -> None:
    now = clock.now()
    with upkeep():
        task.forget_old(now)
        if rounds.begin_round("forget", "outbox", clock.today().isoformat(), now):
            outbox.forget_old(now)
            sign_in.forget_over(now)
            throttle.forget_old(now)
            receipt.forget_before(now - receipt.KEPT)
            draft.forget_before(now - draft.KEPT)
            schema.take_statistics()
        rounds.beat(rounds.TICK, worker, now)


def _attempt(report: TickReport, step: Callable[..., Any], *arguments: Any) -> None:
    fault = attempt(step, *arguments)
    if fault is not None:
        report.troubled += 1
        name = getattr(step, "__name__", "")
        _log.error("step_not_taken", step=name, fault=type(fault).__name__)
