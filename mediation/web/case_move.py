"""Merges and splits on the page of a case: what was done, and how to take it back.

Taking back is offered as long as nobody has touched either case; afterwards the page says who did
what and when, so that nobody looks for a button that is gone.
"""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.casework import merging, splitting
from mediation.models import case, case_move, visibility
from mediation.models.case import CaseFacts
from mediation.models.case_move import MoveFacts
from mediation.rules.case_move import MoveKind, Undoing, may_undo
from mediation.rules.permissions import Action, must
from mediation.schemas.merging import UndoingForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.matter import matter_in_sight
from mediation.wording import case_move as words
from mediation.wording.sentences import sentence

bp = Blueprint("case_move", __name__)

_ACTIONS = {MoveKind.MERGE: Action.MERGE, MoveKind.SPLIT: Action.SPLIT}


@bp.get("/cases/<case_id>/moves/<move_id>/undoing")
@allowed(Action.MERGE)
def undo_form(case_id: str, move_id: str) -> ResponseReturnValue:
    """Say what taking back will do, and ask why."""
    move = _move(case_id, move_id)
    must(actor(), _ACTIONS[move.kind], visibility.standing_on_both(actor(), move.pair))
    return render_template("case_move/undo.html", values={}, **_page(case_id, move))


@bp.post("/cases/<case_id>/moves/<move_id>/undoing")
@allowed(Action.MERGE)
def undo(case_id: str, move_id: str) -> ResponseReturnValue:
    """Take a merge or a split back."""
    move = _move(case_id, move_id)
    verb = merging.undo_merge if move.kind is MoveKind.MERGE else splitting.undo_split
    try:
        verb(actor(), move.pair, Undoing(move_id, UndoingForm.read(request.form)))
    except (Malformed, RuleBroken) as fault:
        return refill("case_move/undo.html", fault, **_page(case_id, move))
    flash(words.SAID[move.kind], "done")
    return redirect_to("case.show", case_id=move.pair.kept_id)


def shown(matter: CaseFacts, *, offers_undo: bool, tells_reason: bool) -> list[dict[str, Any]]:
    """Return the merges and splits of a case, each with the way back or why there is none."""
    lines = [_line(each) for each in case_move.of_case(matter.id)]
    for line in lines:
        if not tells_reason:
            line["reason"] = ""
        line["why_not"] = _why_not(line["move"]) if offers_undo else _undone(line["move"])
        if offers_undo and not line["why_not"]:
            move_id = line["move"].public_id
            line["undo_url"] = url_for(
                "case_move.undo_form", case_id=matter.public_id, move_id=move_id
            )
    return lines


def _line(move: MoveFacts) -> dict[str, Any]:
    numbers = {"kept": move.kept_number, "other": move.other_number}
    return {
        "move": move,
        "what": words.DONE[move.kind].format(**numbers),
        "by": move.made_by,
        "at": move.made_at,
        "reason": move.reason,
        "undo_url": "",
        "undo_words": words.UNDO[move.kind],
        "why_not": "",
    }


def _undone(move: MoveFacts) -> str:
    if move.undone_at is None:
        return ""
    day = clock.day_of(move.undone_at).isoformat()
    return words.UNDONE.format(day=day, name=move.undone_by)


def _why_not(move: MoveFacts) -> str:
    if move.undone_at is not None:
        return _undone(move)
    try:
        may_undo(
            case_move.touched(move.public_id),
            is_undone=False,
            rows_differ=case_move.rows_differ(move.public_id),
        )
    except RuleBroken as fault:
        return sentence(fault)
    return ""


def _move(case_id: str, move_id: str) -> MoveFacts:
    return case_move.find(matter_in_sight(case_id).id, move_id)


def _page(case_id: str, move: MoveFacts) -> dict[str, Any]:
    numbers = {"kept": move.kept_number, "other": move.other_number}
    return {
        "case": case.of_public_id(case_id),
        "move": move,
        "kept_version": case.of_public_id(move.pair.kept_id).version,
        "heading_words": words.UNDO[move.kind],
        "consequences": words.CONSEQUENCES[move.kind].format(**numbers),
        "forbidden": _why_not(move),
    }
