"""Exporting the ledger: what is chosen in the address, what is wanted in the form.

A short masked file comes with the answer; a longer one, and every file with people in full,
becomes a task.  What is exported is what the ledger shows under the same address.
"""

import hashlib
import json
from io import BytesIO
from typing import Any

from flask import Blueprint, flash, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.casework import export as verbs
from mediation.models import ledger, task
from mediation.rules.export import (
    MANY_PEOPLE,
    MOST_ROWS,
    ExportAsked,
    ExportOrder,
    FileKind,
    is_made_at_once,
    may_order,
)
from mediation.rules.ledger import columns_for
from mediation.rules.permissions import Action, Actor
from mediation.schemas.export import ExportForm
from mediation.web import case_list as lists
from mediation.web.door import actor, may_here, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.ledger import condition_of, layout_here
from mediation.web.step_up import needs_password_again
from mediation.wording.sentences import label
from mediation.wording.task import SAID

bp = Blueprint("export", __name__, url_prefix="/ledger/export")

_TYPES = {
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv",
}


@bp.get("")
@allowed(Action.EXPORT)
def show() -> ResponseReturnValue:
    """Show what would be exported, and ask as what."""
    layout = layout_here(actor())
    values = {
        "file_kind": FileKind.XLSX.value,
        "column": [each.value for each in layout.columns],
    }
    return render_template("export/new.html", values=values, **_page())


@bp.post("")
@allowed(Action.EXPORT)
@needs_password_again(when=lambda: bool(request.form.get("in_full")) and _may_in_full())
def make() -> ResponseReturnValue:
    """Hand over a file, or the page of the task that makes it."""
    acting, now = actor(), clock.now()
    try:
        asked = ExportForm.read(request.form)
        wanted = ExportOrder(asked, _keys(acting), condition_of(acting, request.args))
        may_order(asked, len(wanted.keys), acting.roles)
        if is_made_at_once(asked, len(wanted.keys)):
            made = verbs.written_at_once(acting, wanted, now)
            kind = _TYPES[asked.file_kind]
            return send_file(BytesIO(made.content), kind, True, made.name)
        return _to_task(acting, wanted)
    except (Malformed, RuleBroken) as fault:
        return refill("export/new.html", fault, **_page())


def _to_task(acting: Actor, wanted: ExportOrder) -> ResponseReturnValue:
    digest = _digest(wanted.asked)
    known = task.same(acting.user_id or 0, digest, clock.now())
    if known:
        flash(SAID["same"], "note")
        return redirect_to("task.show", public_id=known)
    order = verbs.order_in_full if wanted.asked.in_full else verbs.order_task
    return redirect_to("task.show", public_id=order(acting, wanted, digest))


def _keys(acting: Actor) -> tuple[int, ...]:
    chosen = lists.asked_here(acting, request.args)
    today = clock.today()
    return ledger.selected_keys(acting, chosen.wanted, today, chosen.looked_for, MOST_ROWS)


def _digest(asked: ExportAsked) -> str:
    """Return what two requests for the same file have in common, day and condition included."""
    address = sorted(request.args.items(multi=True))
    said = [asked.file_kind, asked.columns, asked.in_full, asked.reason, clock.today().isoformat()]
    return hashlib.sha256(json.dumps([address, said]).encode()).hexdigest()


def _may_in_full() -> bool:
    return may_here(Action.EXPORT_IN_FULL)


def _page() -> dict[str, Any]:
    acting = actor()
    count = len(_keys(acting))
    address: dict[str, Any] = request.args.to_dict(flat=False)
    return {
        "action": url_for(".make", **address),
        "back_url": url_for("ledger.show", **address),
        "count": min(count, MOST_ROWS),
        "is_too_long": count > MOST_ROWS,
        "most": MOST_ROWS,
        "condition": condition_of(acting, request.args),
        "options": [(each.value, label(each)) for each in columns_for(acting.roles, in_file=True)],
        "kinds": [(each.value, label(each)) for each in FileKind],
        "may_in_full": _may_in_full(),
        "many_people": MANY_PEOPLE if count > MANY_PEOPLE else 0,
    }
