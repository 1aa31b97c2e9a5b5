"""The page for two people who saved the same thing: nothing that was typed is lost.

It says who changed what since the form was opened, shows what was typed, and keeps it in a form
that carries the version of now, so that the second person decides with open eyes.
"""

from dataclasses import dataclass

from flask import render_template, request

from mediation.basics.errors import Conflict
from mediation.models import audit
from mediation.models.audit import RecordedAct
from mediation.web.door import typed_fields
from mediation.wording.audit import column_name, shown_value
from mediation.wording.sentences import field_name, sentence


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field that somebody else changed."""

    who: str
    at: object
    words: str
    before: str
    after: str


def show_changes(fault: Conflict) -> str:
    """Return the page that shows both versions and offers to save all the same."""
    case_id = fault.facts.get("case_id")
    opened = fault.facts.get("opened")
    acts = (
        audit.changes_since(case_id, opened)
        if isinstance(case_id, int) and isinstance(opened, int)
        else ()
    )
    typed = typed_fields()
    return render_template(
        "errors/changed.html",
        reason=sentence(fault),
        lines=[line for act in acts for line in _lines_of(act)],
        typed=[(_words_of(name), _shown(name, typed[name])) for name in typed if any(typed[name])],
        kept=[(name, value) for name, values in typed.items() for value in values],
        version=fault.facts.get("version"),
        action=request.path,
    )


def _lines_of(act: RecordedAct) -> list[ChangeLine]:
    return [
        ChangeLine(
            act.actor_name,
            act.at,
            column_name(change.table, name),
            shown_value(change.table, name, before),
            shown_value(change.table, name, after),
        )
        for change in act.changes
        for name, before, after in change.fields
        if name != "version" and not name.endswith("_id")
    ]


def _words_of(name: str) -> str:
    """Name a typed field; a line of a group says which line it is."""
    parts = name.split("-")
    words = field_name(parts[-1], request.blueprint or "")
    lines = [int(part) + 1 for part in parts[:-1] if part.isdigit()]
    return f"{words}（第{lines[-1]}行）" if lines else words


def _shown(name: str, values: list[str]) -> list[str]:
    """Say a choice in the words of its label, as the form did."""
    return [shown_value("", name.rsplit("-", maxsplit=1)[-1], value) for value in values]
