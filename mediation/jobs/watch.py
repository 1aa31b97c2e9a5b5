"""The worker: one process that leads, ticks every minute and posts every few seconds.

The scheduler holds four jobs in memory and no state; long work is taken on leases, whoever leads.
When the machine's clock is set back, its next runs lie in the future; the loop below notices by a
clock that never goes back that no tick has come, and sets the jobs anew.
"""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from mediation.jobs.leader import Leadership
from mediation.jobs.post import Postman
from mediation.jobs.tick import tick
from mediation.jobs.work import Hands

_log = structlog.get_logger("mediation.worker")
_SILENCE_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often the worker does what, in seconds."""

    lead: float = 5.0
    tick: float = 60.0
    post: float = 3.0
    work: float = 1.0


@dataclass(slots=True)
class Worker:
    """One worker: where it works, with which right, and with whose hands."""

    context: Callable[[], AbstractContextManager[object]]
    leadership: Leadership
    postman: Postman
    name: str
    rhythm: Rhythm = field(default_factory=Rhythm)
    leads: bool = False
    _ticked: float = 0.0
    _walking: threading.Lock = field(default_factory=threading.Lock)

    def run(self, stop: threading.Event) -> None:
        """Work until somebody says stop."""
        scheduler = BackgroundScheduler(
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._lead()
        self._plan(scheduler)
        scheduler.start()
        _log.info("worker_started", worker=self.name)
        try:
            while not stop.wait(self.rhythm.lead):
                if time.monotonic() - self._ticked > self.rhythm.tick + _SILENCE_SECONDS:
                    self._plan(scheduler)
        finally:
            scheduler.shutdown(wait=True)
            self.leadership.release()
            _log.info("worker_stopped", worker=self.name)

    def _plan(self, scheduler: BackgroundScheduler) -> None:
        self._ticked = time.monotonic()
        for job, seconds in (
            (self._lead, self.rhythm.lead),
            (self._tick, self.rhythm.tick),
            (self._post, self.rhythm.post),
            (self._work, self.rhythm.work),
        ):
            name = job.__name__
            scheduler.add_job(job, "interval", seconds=seconds, id=name, replace_existing=True)

    def _lead(self) -> None:
        led = self.leads
        self.leads = self.leadership.hold()
        if led != self.leads:
            _log.info("leadership", worker=self.name, leads=self.leads)
            if self.leads:
                self._tick()

    def _tick(self) -> None:
        self._ticked = time.monotonic()
        if not self.leads:
            return
        with self._walking, self.context():
            report = tick(self.name)
        if report.looked_at or report.troubled:
            _log.info("tick", looked_at=report.looked_at, troubled=report.troubled)

    def _work(self) -> None:
        with self.context():
            Hands(self.name).work_off()

    def _post(self) -> None:
        if self.leads:
            with self.context():
                self.postman.deliver_due()
