"""The outbox and the trial letter: what left, what is stuck, whether the relay answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Flask, current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import RuleBroken
from mediation.basics.ids import new_public_id
from mediation.casework import outbox as verbs
from mediation.mail.message import Cover, compose, message_id
from mediation.mail.occasion import Occasion
from mediation.mail.transport import Relay, Result, StepTaken, rehearse
from mediation.mail.trial import TrialLetter
from mediation.models import outbox, user
from mediation.rules.outbox import TROUBLED, LetterState, can_cancel, can_send_again
from mediation.rules.permissions import Action, Actor, may_ever
from mediation.web.door import actor, redirect_to
from mediation.web.guard import allowed
from mediation.web.page import show_bars_with
from mediation.wording.outbox import KINDS, RESULTS, SAID, STAGES
from mediation.wording.sentences import label
from mediation.wording.watch import STUCK, STUCK_LINK

bp = Blueprint("outbox", __name__, url_prefix="/outbox")

_KEY = "mediation.post"
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Post:
    """What this door must know of the post."""

    relay: Relay
    base_url: str


def keep_post(app: Flask, post: Post) -> None:
    """Hand the door the relay, and let it say when letters are stuck."""
    app.extensions[_KEY] = post
    show_bars_with(app, _bars)


@bp.get("")
@allowed(Action.SEE_POST)
def search() -> ResponseReturnValue:
    """List the letters, the newest first."""
    wanted = request.args.get("state", "")
    states: tuple[LetterState, ...] = ()
    if wanted in set(LetterState):
        states = (LetterState(wanted),)
    if wanted == "troubled":
        states = TROUBLED
    mark = request.args.get("mark")
    page = outbox.search(actor(), states, mark)
    kept: dict[str, Any] = {"state": wanted} if wanted else {}
    return render_template(
        "outbox/list.html",
        page=page,
        values={"state": wanted},
        counts=outbox.count_by_state(actor()),
        states=[("troubled", "有问题的"), *((each.value, label(each)) for each in LetterState)],
        kinds=KINDS,
        stages=STAGES,
        can_send_again=can_send_again,
        can_cancel=can_cancel,
        next_url=url_for(".search", mark=page.next_mark, **kept) if page.next_mark else "",
        first_url=url_for(".search", **kept) if mark else "",
    )


@bp.post("/<public_id>/again")
@allowed(Action.EDIT_POST)
def send_again(public_id: str) -> ResponseReturnValue:
    """Send a letter again that did not get through."""
    verbs.send_again(actor(), public_id)
    flash(SAID["again"], "done")
    return redirect_to("outbox.search")


@bp.post("/<public_id>/cancel")
@allowed(Action.EDIT_POST)
def cancel(public_id: str) -> ResponseReturnValue:
    """Take a letter back that still waits."""
    verbs.cancel(actor(), public_id)
    flash(SAID["cancelled"], "done")
    return redirect_to("outbox.search")


@bp.get("/trial")
@allowed(Action.EDIT_POST)
def show_trial() -> ResponseReturnValue:
    """Show the relay, and the button that tries it."""
    return _trial_page(())


@bp.post("/trial")
@allowed(Action.EDIT_POST)
def try_post() -> ResponseReturnValue:
    """Send a trial letter to one's own address and show every step of the way."""
    person = user.find(actor(), actor().public_id)
    if not person.email:
        raise RuleBroken("outbox.no_address")
    post = _post()
    relay = replace(post.relay, timeout_seconds=_PATIENCE_SECONDS)
    now = clock.now()
    number = message_id(new_public_id(), relay.sender)
    letter = TrialLetter().letter(Occasion(now, now, post.base_url))
    message = compose(letter, Cover(relay.sender, person.email, number, now))
    return _trial_page(rehearse(relay, message, person.email))


def _trial_page(steps: Sequence[StepTaken]) -> ResponseReturnValue:
    last = steps[-1] if steps else None
    return render_template(
        "outbox/trial.html",
        relay=_post().relay,
        address=user.find(actor(), actor().public_id).email,
        steps=steps,
        stages=STAGES,
        results=RESULTS,
        is_delivered=last is not None and last.result is Result.DELIVERED,
    )


def _post() -> Post:
    kept: Any = current_app.extensions[_KEY]
    if not isinstance(kept, Post):
        raise TypeError("the application was wired without a post")
    return kept


def _bars(acting: Actor) -> Sequence[Mapping[str, str]]:
    if not may_ever(acting, Action.SEE_POST):
        return ()
    stuck = outbox.count_stuck()
    if not stuck:
        return ()
    url = url_for("outbox.search", state="troubled")
    words = STUCK.format(count=stuck)
    return ({"level": "orange", "text": words, "url": url, "words": STUCK_LINK},)
