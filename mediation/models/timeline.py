"""The timeline of a case: its steps, notes and corrections as one story, the newest first.

Steps and notes are append-only rows of their own; a correction is told from the audit trail,
because that is where the old value is kept.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mediation.models import audit, note, proceeding
from mediation.models.audit import Change
from mediation.rules.handling import NoteKind
from mediation.rules.permissions import Action
from mediation.rules.workflow_terms import Step

_MOST = 400


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry: exactly one of `step`, `note_kind` and `changes` says what it is."""

    at: datetime
    author: str
    text: str
    step: Step | None = None
    note_kind: NoteKind | None = None
    counts_on: date | None = None
    changes: tuple[Change, ...] = ()


def of_case(case_id: int, *, with_caucus: bool, most: int = _MOST) -> tuple[Happening, ...]:
    """Return what happened in a case that the caller may see, the newest first."""
    steps = [
        Happening(each.at, each.actor_name, each.note, step=each.step, counts_on=each.counts_on)
        for each in proceeding.history(case_id, most)
    ]
    notes = [
        Happening(each.at, each.author_name, each.text, note_kind=NoteKind(each.kind))
        for each in note.of_case(case_id, with_caucus=with_caucus, limit=most)
    ]
    told = sorted((*reversed(steps), *reversed(notes)), key=lambda each: each.at)
    return tuple(reversed(told))[:most]


def corrections(case_id: int) -> tuple[Happening, ...]:
    """Return what was corrected in a case, with the values before, the newest first."""
    return tuple(
        Happening(each.at, each.actor_name, each.reason, changes=each.changes)
        for each in audit.of_case(case_id, _MOST)
        if each.action == Action.CORRECT.value and each.result == "done" and each.changes
    )
