"""The audit trail as a page: who did what, on what, with the fields before and after."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.models import audit
from mediation.models.audit import RecordedAct
from mediation.rules.permissions import Action
from mediation.web.door import actor
from mediation.web.guard import allowed
from mediation.wording.audit import (
    DOORS,
    KINDS,
    RESULTS,
    SERVANTS,
    column_name,
    shown_value,
)
from mediation.wording.sentences import label

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("")
@allowed(Action.SEE_AUDIT)
def search() -> ResponseReturnValue:
    """List the acts that the person may read, the newest first."""
    kind = request.args.get("kind", "")
    name = request.args.get("name", "")[:60]
    mark = request.args.get("after")
    page = audit.search(actor(), mark, kind if kind in KINDS else "", name.strip())
    following = url_for("audit.search", kind=kind, name=name, after=page.next_mark)
    return render_template(
        "audit/list.html",
        acts=[_shown(act) for act in page.rows],
        values={"kind": kind, "name": name},
        kinds=[(key, words) for key, words in KINDS.items() if key],
        next_url=following if page.next_mark else "",
        first_url=url_for("audit.search", kind=kind, name=name) if mark else "",
    )


def _shown(act: RecordedAct) -> dict[str, Any]:
    return {
        "sequence": act.sequence,
        "at": act.at,
        "who": SERVANTS.get(act.actor_name, act.actor_name),
        "action": label(Action(act.action)) if act.action in set(Action) else act.action,
        "kind": KINDS.get(act.subject_kind, act.subject_kind),
        "subject": act.subject_id,
        "result": RESULTS.get(act.result, act.result),
        "is_refused": act.result != "done",
        "whence": " ".join(filter(None, (DOORS.get(act.door, act.door), act.address))),
        "reason": act.reason,
        "changes": [
            (
                column_name(change.table, name),
                shown_value(change.table, name, before),
                shown_value(change.table, name, after),
            )
            for change in act.changes
            for name, before, after in change.fields
        ],
    }
