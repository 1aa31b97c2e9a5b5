"""The timeline of a case in words: what happened, under its days, as a page prints it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mediation.basics import clock
from mediation.models.timeline import Happening
from mediation.rules.handling import NoteKind
from mediation.web.deadline import short_day
from mediation.wording.audit import column_name, shown_value
from mediation.wording.case import CORRECTED, COUNTS_ON
from mediation.wording.sentences import label

_KINDS = {
    NoteKind.CALL: "contact",
    NoteKind.VISIT: "contact",
    NoteKind.MESSAGE: "contact",
    NoteKind.INTERNAL: "private",
    NoteKind.CAUCUS: "private",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline in words."""

    title: str
    at: str
    by: str
    text: str
    kind: str
    changes: tuple[tuple[str, str, str], ...]


def by_day(told: Iterable[Happening]) -> list[tuple[str, list[Entry]]]:
    """Return the entries of a timeline under their days."""
    today = clock.today()
    days: list[tuple[str, list[Entry]]] = []
    for happening in told:
        at = clock.local(happening.at)
        day = short_day(at.date(), today)
        if not days or days[-1][0] != day:
            days.append((day, []))
        days[-1][1].append(_entry(happening, at.date(), f"{at:%H:%M}"))
    return days


def _entry(happening: Happening, day: date, at: str) -> Entry:
    if happening.changes:
        changes = tuple(
            (
                column_name(change.table, name),
                shown_value(change.table, name, before),
                shown_value(change.table, name, after),
            )
            for change in happening.changes
            for name, before, after in change.fields
        )
        title = CORRECTED
        return Entry(title, at, happening.author, happening.text, "correction", changes)
    if happening.note_kind is not None:
        kind = _KINDS[happening.note_kind]
        return Entry(label(happening.note_kind), at, happening.author, happening.text, kind, ())
    assert happening.step is not None
    text = happening.text
    if happening.counts_on and happening.counts_on != day:
        counted = COUNTS_ON.format(day=happening.counts_on.isoformat())
        text = f"{counted}{text}"
    return Entry(label(happening.step), at, happening.author, text, "step", ())
