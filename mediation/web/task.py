"""One's own long work: how far it is, stopping it, and the file that it made.

A page looks again by itself: after a second at first, then more slowly; without script the whole
page is fetched again.  It can be left at any time; the list and the mark in the top bar lead back.
"""

from io import BytesIO
from typing import Any

from flask import Blueprint, Flask, flash, render_template, request, send_file
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.casework import task as verbs
from mediation.models import task, watch
from mediation.models.task import TaskFacts
from mediation.rules.permissions import Action, Actor
from mediation.rules.task import OPEN, REPEATABLE, TaskState, next_look, seconds_left
from mediation.rules.watch import has_stopped
from mediation.web.door import actor, redirect_to
from mediation.web.guard import allowed
from mediation.web.page import count_tasks_with
from mediation.wording.task import NO_WORKER, SAID, progress

bp = Blueprint("task", __name__, url_prefix="/tasks")

_FILE = "application/octet-stream"
_MOST_LOOKS = 1000
_TONES = {
    TaskState.QUEUED: "waiting",
    TaskState.RUNNING: "active",
    TaskState.DONE: "good",
    TaskState.FAILED: "ended",
    TaskState.CANCELLED: "ended",
    TaskState.EXPIRED: "ended",
}


@bp.get("")
@allowed(Action.USE_OWN_ACCOUNT)
def search() -> ResponseReturnValue:
    """List one's own tasks, the newest first."""
    found = [(each, _TONES[each.state]) for each in task.of_person(actor())]
    return render_template("task/list.html", tasks=found)


@bp.get("/<public_id>")
@allowed(Action.USE_OWN_ACCOUNT)
def show(public_id: str) -> ResponseReturnValue:
    """Show how far a task is; a page that looks again gets only what has changed."""
    facts = task.find(actor(), public_id)
    again = "HX-Request" in request.headers
    template = "task/standing.html" if again else "task/task.html"
    return render_template(template, **_standing(facts))


@bp.post("/<public_id>/cancel")
@allowed(Action.USE_OWN_ACCOUNT)
def cancel(public_id: str) -> ResponseReturnValue:
    """Stop a task."""
    verbs.cancel(actor(), public_id, clock.now())
    flash(SAID["cancelled"], "note")
    return redirect_to("task.show", public_id=public_id)


@bp.post("/<public_id>/again")
@allowed(Action.USE_OWN_ACCOUNT)
def begin_again(public_id: str) -> ResponseReturnValue:
    """Begin a task anew that failed or was cancelled."""
    verbs.begin_again(actor(), public_id, clock.now())
    flash(SAID["again"], "done")
    return redirect_to("task.show", public_id=public_id)


@bp.post("/<public_id>/file")
@allowed(Action.FETCH_FILE)
def fetch(public_id: str) -> ResponseReturnValue:
    """Hand over the file that a task has made."""
    made = verbs.fetch(actor(), public_id)
    return send_file(BytesIO(made.content), _FILE, as_attachment=True, download_name=made.name)


def show_tray(app: Flask) -> None:
    """Hang the number of one's own open tasks into every page."""
    count_tasks_with(app, _open_tasks)


def _open_tasks(acting: Actor) -> int:
    return task.count_open(acting.user_id)


def _standing(facts: TaskFacts) -> dict[str, Any]:
    now, looks = clock.now(), _looks()
    left = seconds_left(facts.done, facts.total, facts.began_at, now) if facts.began_at else None
    seen = watch.last_beat()
    is_idle = facts.state is TaskState.QUEUED and has_stopped(seen.at if seen else None, now)
    return {
        "task": facts,
        "tone": _TONES[facts.state],
        "is_open": facts.state in OPEN,
        "is_repeatable": facts.state in REPEATABLE,
        "is_done": facts.state is TaskState.DONE,
        "told": progress(facts.done, facts.total, left),
        "no_worker": NO_WORKER if is_idle else "",
        "looks": looks + 1,
        "wait": next_look(looks),
    }


def _looks() -> int:
    written = request.args.get("looks", "")
    is_number = written.isascii() and written.isdigit() and len(written) < len(str(_MOST_LOOKS))
    return int(written) if is_number else 0
