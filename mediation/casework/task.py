"""One's own long work: stopped, begun anew, and its file fetched.

Stopping and beginning anew are housekeeping; fetching the file is written in the trail.
"""

from datetime import datetime

from mediation.gate.command import Work, command
from mediation.gate.upkeep import upkeep
from mediation.models import task
from mediation.rules.permissions import Action, Actor
from mediation.rules.task import TaskFile


def cancel(actor: Actor, public_id: str, at: datetime) -> None:
    """Stop a task at the end of its present block."""
    with upkeep():
        task.ask_to_cancel(actor, public_id, at)


def begin_again(actor: Actor, public_id: str, at: datetime) -> None:
    """Begin a task anew that failed or was cancelled."""
    with upkeep():
        task.queue_again(actor, public_id, at)


@command(Action.FETCH_FILE, on=task.own_standing, once=False)
def fetch(work: Work, public_id: str) -> TaskFile:
    """Return the file that a task has made."""
    return task.file_of(work.actor, public_id, work.now)
