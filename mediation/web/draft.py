"""Drafts: a form sends what was typed every few seconds, and finds it again when it is reopened.

The seam for another form is one member of `DraftKind`, one line of `_HOMES` and `data-draft` on
the form; deleting is done by the gate, in the same transaction in which the form is carried out.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from mediation.basics import clock
from mediation.basics.errors import NotAllowed, NotFound
from mediation.gate.upkeep import upkeep
from mediation.models import draft
from mediation.models.draft import DraftEntry, DraftFacts
from mediation.rules.draft import DraftKind
from mediation.rules.permissions import Action
from mediation.web.door import actor, may_here, redirect_to, retyped
from mediation.web.guard import allowed
from mediation.wording.draft import SAID
from mediation.wording.sentences import label

bp = Blueprint("draft", __name__)

_LONGEST_KEY = 40
_NOT_TYPED = frozenset({"csrf_token", "form_key", "then"})


@dataclass(frozen=True, slots=True)
class Home:
    """Who fills a kind of form, and where it is opened."""

    action: Action
    endpoint: str


_HOMES: dict[DraftKind, Home] = {
    DraftKind.INTAKE: Home(Action.LOG_INTAKE, "intake.show"),
    DraftKind.REPORT: Home(Action.REPORT_SIGN, "intake.show_report"),
    DraftKind.DELEGATION: Home(Action.DELEGATE_CASE, "intake.show_delegation"),
}


@bp.post("/drafts/<any(intake, report, delegation):kind>")
@allowed(Action.USE_OWN_ACCOUNT)
def keep(kind: str) -> ResponseReturnValue:
    """Keep what was typed so far, and say when."""
    form = DraftKind(kind)
    if not may_here(_HOMES[form].action):
        raise NotAllowed("permission.not_allowed")
    key = request.form.get("form_key", "")[:_LONGEST_KEY]
    typed = [pair for pair in retyped().items(multi=True) if pair[0] not in _NOT_TYPED]
    kept = False
    if key:
        with upkeep():
            kept = draft.keep(actor().user_id or 0, DraftEntry(form, key, typed), clock.now())
    return render_template("draft/kept.html", kept_at=_said(clock.now()) if kept else "")


@bp.post("/drafts/<draft_id>/dropped")
@allowed(Action.USE_OWN_ACCOUNT)
def drop(draft_id: str) -> ResponseReturnValue:
    """Forget a draft of one's own, and open its form empty."""
    found = _find(draft_id)
    with upkeep():
        draft.forget(actor().user_id or 0, found.form_key)
    flash(SAID["dropped"], "done")
    return redirect_to(_HOMES[found.kind].endpoint, fresh=1)


def reopened(kind: DraftKind, first_values: dict[str, object]) -> dict[str, Any]:
    """Return what a form is opened with: the newest draft or the one asked for, else nothing.

    With `fresh` in the address the form is empty, and the drafts that wait are only named.
    """
    waiting = [each for each in _own() if each.kind is kind]
    asked = request.args.get("draft", "")
    wanted = [each for each in waiting if asked in {"", each.public_id}]
    if not wanted or "fresh" in request.args:
        return {"values": first_values, "restored": None, "other_drafts": _lines(waiting)}
    found = wanted[0]
    return {
        "values": MultiDict(found.typed),
        "restored": {"public_id": found.public_id, "at": _said(found.saved_at)},
        "form_key": found.form_key,
        "other_drafts": _lines([each for each in waiting if each is not found]),
    }


def kept_key() -> dict[str, str]:
    """Return the key of a refused form, so that it is shown again as the same form."""
    key = request.form.get("form_key", "")[:_LONGEST_KEY]
    return {"form_key": key} if key else {}


def waiting() -> list[dict[str, str]]:
    """Return the drafts of the person of this request, each with its words and its address."""
    return _lines(_own())


def _own() -> tuple[DraftFacts, ...]:
    return draft.of_user(actor().user_id, clock.now())


def _find(public_id: str) -> DraftFacts:
    for each in _own():
        if each.public_id == public_id:
            return each
    raise NotFound("draft.not_found")


def _lines(drafts: list[DraftFacts] | tuple[DraftFacts, ...]) -> list[dict[str, str]]:
    return [
        {
            "form": label(each.kind),
            "at": _said(each.saved_at),
            "url": url_for(_HOMES[each.kind].endpoint, draft=each.public_id),
        }
        for each in drafts
    ]


def _said(instant: Any) -> str:
    at = clock.local(instant)
    return f"{at:%H:%M:%S}" if at.date() == clock.today() else f"{at:%m-%d %H:%M}"
