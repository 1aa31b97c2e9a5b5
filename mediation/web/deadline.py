"""A stored deadline as a page shows it: a chip, and the reckoning behind it.

What the chip says depends on whose time limit it is.  A duty that has passed is overdue; a window
of a party that has passed is shut; a right that arises is there from its day on.  The derivation
is reckoned afresh from the stored start, so that every line of it can be checked; if the calendar
has changed since, the page says so and the stored day stands.
"""

from dataclasses import dataclass
from datetime import date

from mediation.models.deadline import DeadlineFacts, EndedAs
from mediation.models.next_deadline import NextDeadline
from mediation.rules import clocks
from mediation.rules.citations import Article
from mediation.rules.clock_table import SET_DATES, clock, is_duty, kind_of
from mediation.rules.clock_terms import ClockKind
from mediation.rules.clocks import Reckoned
from mediation.rules.working_days import Calendar
from mediation.wording import deadline as words
from mediation.wording.clock import (
    clock_name,
    day_with_weekday,
    derivation_sentences,
    length_phrase,
    remaining_phrase,
)
from mediation.wording.sentences import label

_SOON = 3
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Chip:
    """A deadline as its chip: the state is one of those of templates/parts/clock.html."""

    public_id: str
    rule: str
    name: str
    left: str
    due: str
    state: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a deadline was reckoned, read out."""

    lines: tuple[str, ...]
    basis: str
    facts: tuple[tuple[str, str], ...]
    articles: tuple[tuple[str, str, str], ...]


def chip_of(row: DeadlineFacts, days: Calendar, today: date) -> Chip:
    """Return the chip of a running or ended deadline."""
    left, state = _ended(row) if row.ended_as else standing_of(row.rule, row.due_on, today)
    provisional = row.ended_as is None and row.provisional
    return Chip(
        row.public_id,
        row.rule,
        chip_name(row.rule),
        left,
        short_day(row.due_on, today),
        state,
        provisional and clocks.shows_provisional(row.due_on, today, days),
    )


def next_chip(row: NextDeadline, days: Calendar, today: date) -> Chip:
    """Return the chip of the next deadline of a listed case."""
    left, state = standing_of(row.rule, row.due_on, today)
    return Chip(
        row.public_id,
        row.rule,
        clock_name(row.rule),
        left,
        short_day(row.due_on, today),
        state,
        clocks.shows_provisional(row.due_on, today, days),
    )


def chip_name(rule: str) -> str:
    """Return the name of a rule with what starts it and how long it is."""
    if rule in SET_DATES:
        return clock_name(rule)
    row = clock(rule)
    if row.kind is ClockKind.LIMITATION:
        return row.name
    length = length_phrase(row.length).removesuffix("（自然日）")
    return words.NAME_WITH_LENGTH.format(name=row.name, event=label(row.starts), length=length)


def short_day(day: date, today: date) -> str:
    """Return a day for a chip: 11-26 周四, with its year when that is another one."""
    written = f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"
    return f"{written} 周{_WEEKDAYS[day.weekday()]}"


def derivation_of(row: DeadlineFacts, days: Calendar) -> Derivation:
    """Reckon a stored deadline again and read the reckoning out."""
    reckoned = _reckoned(row, days)
    lines = list(derivation_sentences(reckoned.derivation))
    if reckoned.due != row.due_on:
        due = day_with_weekday(reckoned.due)
        lines.append(words.RECKONED_OTHERWISE.format(due=due))
    return Derivation(
        tuple(lines),
        "；".join(reckoned.basis),
        tuple(_facts(row, reckoned)),
        tuple((each.label, _confidence(each), each.says or "") for each in _articles(row.rule)),
    )


def standing_of(rule: str, due_on: date, today: date) -> tuple[str, str]:
    """Return what is left of a running deadline, and the state of its chip."""
    days = clocks.remaining(due_on, today)
    if kind_of(rule) is ClockKind.ARISING_RIGHT:
        return (words.ARISES.format(days=days), "plenty") if days > 0 else (words.ARISEN, "plenty")
    if days >= 0:
        return remaining_phrase(days), "soon" if days <= _SOON else "plenty"
    if is_duty(rule):
        return remaining_phrase(days), "overdue"
    return words.SHUT, "stopped"


def _ended(row: DeadlineFacts) -> tuple[str, str]:
    assert row.ended_as is not None
    if row.ended_as is not EndedAs.MET:
        return words.ENDED[row.ended_as.value], "stopped"
    is_late = row.ended_on is not None and row.ended_on > row.due_on and is_duty(row.rule)
    return (words.ENDED_LATE, "stopped") if is_late else (words.ENDED[row.ended_as.value], "kept")


def _reckoned(row: DeadlineFacts, days: Calendar) -> Reckoned:
    if row.rule in SET_DATES:
        return clocks.set_date(row.rule, row.started_on, row.due_on, days)
    return clocks.reckon(
        clock(row.rule),
        row.started_on,
        days,
        extended_to=row.extended_to,
        started_by=row.trigger,
    )


def _facts(row: DeadlineFacts, reckoned: Reckoned) -> list[tuple[str, str]]:
    facts = [
        (words.FACTS["rule"], f"{row.rule} {clock_name(row.rule)}"),
        (words.FACTS["start"], day_with_weekday(row.started_on)),
        (words.FACTS["raw_due"], day_with_weekday(row.raw_due_on)),
        (words.FACTS["due"], day_with_weekday(row.due_on)),
    ]
    if row.ended_as and row.ended_on:
        ended = f"{day_with_weekday(row.ended_on)} {words.ENDED[row.ended_as.value]}"
        facts.append((words.FACTS["ended"], ended))
    if row.rule not in SET_DATES:
        facts.append((words.FACTS["expiry"], label(clock(row.rule).expiry)))
    if reckoned.provisional:
        facts.append((words.FACTS["provisional"], words.PROVISIONAL))
    return facts


def _articles(rule: str) -> tuple[Article, ...]:
    return () if rule in SET_DATES else clock(rule).cites


def _confidence(cited: Article) -> str:
    return words.CONFIDENCE.format(sure=label(cited.confidence), text_date=cited.text_date)
