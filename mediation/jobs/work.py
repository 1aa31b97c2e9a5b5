"""Long work: takes tasks on a lease, one after another, and carries them out for their owners.

Every worker does this, whether it leads or not.  A task is done with the rights that its owner has
at this moment; somebody whose account was closed meanwhile gets no file.  After each block the
lease is prolonged; whoever has lost it stops, because somebody else has begun anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from mediation.basics import clock
from mediation.casework import export
from mediation.gate.upkeep import upkeep
from mediation.jobs.attempt import attempt
from mediation.models import sign_in, task
from mediation.models.task import ClaimedTask
from mediation.rules.permissions import Actor, Origin
from mediation.rules.task import TaskKind, TaskState

Carrying = Callable[[Actor, ClaimedTask, Callable[[int], None], datetime], None]

_log = structlog.get_logger("mediation.work")
_CARRIED_OUT_BY: Mapping[TaskKind, Carrying] = {TaskKind.EXPORT: export.carry_out}


class Stopped(Exception):
    """The task was cancelled, or is in other hands."""


@dataclass(frozen=True, slots=True)
class Hands:
    """One pair of hands for long work."""

    worker: str

    def work_off(self) -> int:
        """Carry out what waits, one task after another; return how many were taken."""
        taken = 0
        while task.is_any_waiting() and (claimed := self._claim()):
            self._carry_out(claimed)
            taken += 1
        return taken

    def _claim(self) -> ClaimedTask | None:
        with upkeep():
            return task.claim(self.worker, clock.now())

    def _carry_out(self, claimed: ClaimedTask) -> None:
        fault = attempt(self._begin, claimed)
        if isinstance(fault, Stopped):
            self._give_up(claimed, TaskState.CANCELLED, "")
        elif fault is not None:
            self._give_up(claimed, TaskState.FAILED, type(fault).__name__)
        kind = type(fault).__name__ if fault else ""
        _log.info("task", task=claimed.public_id, kind=claimed.kind.value, fault=kind)

    def _begin(self, claimed: ClaimedTask) -> None:
        origin = Origin(door="worker", request_id=claimed.public_id)
        owner = sign_in.find_actor(claimed.owner_public_id, origin)

        def tell(done: int) -> None:
            with upkeep():
                stands = task.report(claimed.id, self.worker, done)
            if stands is not TaskState.RUNNING:
                raise Stopped

        _CARRIED_OUT_BY[claimed.kind](owner, claimed, tell, clock.now())

    def _give_up(self, claimed: ClaimedTask, stands: TaskState, fault: str) -> None:
        with upkeep():
            task.give_up(claimed.id, self.worker, stands, fault, clock.now())
