"""Queries at the door: in an address, in the search box, in the panel of filters.

An address may hold conditions and nothing about a person: statuses, days, numbers, colleagues.
What holds words, numbers or an employer's name is posted and stored, and the address carries the
id of the stored search.  Whatever else an address holds is passed over, so that a torn link still
shows a list.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mediation.models import colleague, organisation
from mediation.models.colleague import NamedUser
from mediation.models.organisation import TownFacts
from mediation.models.recent import unmoved
from mediation.rules.case_list import Order
from mediation.rules.case_query import (
    DAYS,
    NUMBERS,
    TEXTS,
    Bounds,
    CaseQuery,
    Condition,
    Qualifier,
    Span,
    Value,
    merged,
)
from mediation.rules.case_query_text import Vocabulary, read, written, written_values
from mediation.rules.permissions import Actor, Role
from mediation.wording.case_query import vocabulary

NAMES = (
    *(each.value for each in Qualifier),
    *(f"not_{each.value}" for each in Qualifier),
    "due_before",
    "drop",
)
"""The parts of an address that ask for something."""

KEPT = "*"
"""What a field of the panel sends when it cannot show a condition and leaves it as it is."""

_NAME = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
_USUAL_ORDER = Order.NEWEST.value
_CHOSEN = frozenset(Qualifier) - TEXTS - NUMBERS - DAYS
_SEES_COLLEAGUES = frozenset({Role.MEDIATOR, Role.SUPERVISOR, Role.AUDITOR})
_NOT, _AND, _OR, _TO = "not_", ";", ",", ".."
_LONGEST_PART = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """What one may narrow a list by that is no constant: the towns and the mediators."""

    towns: tuple[TownFacts, ...]
    colleagues: tuple[NamedUser, ...]

    @property
    def words(self) -> Vocabulary:
        """The words of the search box, these included."""
        return vocabulary(
            tuple((each.code, (each.name, *each.aliases)) for each in self.towns),
            tuple((each.public_id, (each.name,)) for each in self.colleagues),
        )


def offered_to(actor: Actor) -> Offered:
    """Return what the actor may narrow a list by."""
    return unmoved("offered", actor, None, lambda: _offered_now(actor))


def _offered_now(actor: Actor) -> Offered:
    return Offered(organisation.towns(actor.district_id), _colleagues(actor))


def words_for(actor: Actor) -> Vocabulary:
    """Return the words that the actor may use."""
    return offered_to(actor).words


def _colleagues(actor: Actor) -> tuple[NamedUser, ...]:
    if actor.district_id is None or not actor.roles & _SEES_COLLEAGUES:
        return ()
    only_own = actor.roles & _SEES_COLLEAGUES == {Role.MEDIATOR}
    body = actor.organisation_id if only_own else None
    return colleague.names_of_holders(actor.district_id, Role.MEDIATOR, body)


def of_address(address: Mapping[str, str], words: Vocabulary) -> CaseQuery:
    """Return the conditions that stand in an address."""
    found: list[Condition] = []
    for by in Qualifier:
        for negated in (False, True):
            written = address.get(f"{_NOT if negated else ''}{by.value}", "")
            for group in written[:_LONGEST_PART].split(_AND):
                values = tuple(_values(by, group.split(_OR), words))
                if values:
                    found.append(Condition(by, values, negated))
    last = _day(address.get("due_before", ""))
    if last is not None:
        found.append(Condition(Qualifier.DUE, (Span(None, last),)))
    return CaseQuery(merged(found))


def address_of(query: CaseQuery) -> dict[str, str]:
    """Return the parts of an address that mean a query without words."""
    parts: dict[str, list[str]] = {}
    for each in query.conditions:
        name = f"{_NOT if each.negated else ''}{each.by.value}"
        parts.setdefault(name, []).append(_OR.join(map(_in_address, each.values)))
    return {name: _AND.join(groups) for name, groups in parts.items()}


def with_panel(text: str, fields: Mapping[str, str], words: Vocabulary) -> str:
    """Return the text of a query in which the fields of the panel stand for what they show."""
    query = read(text, words).query
    sent = {by for by in Qualifier if fields.get(by.value, KEPT) != KEPT}
    kept = tuple(each for each in query.conditions if each.negated or each.by not in sent)
    chosen = [
        f"{words.name_of(by)}:{_typed(by, fields[by.value], words)}"
        for by in Qualifier
        if by in sent and fields[by.value].strip() not in {"", _USUAL_ORDER}
    ]
    others = CaseQuery(kept), CaseQuery(words=query.words)
    before, behind = (written(each, words) for each in others)
    return " ".join(filter(None, (before, *chosen, behind)))


def by_ear(query: CaseQuery) -> CaseQuery | None:
    """Return the query with its first name asked by ear; without a Chinese name there is none."""
    for word in query.words:
        if not word.negated and may_be_name(word.text):
            heard = Condition(Qualifier.SOUND, (word.text,))
            rest = tuple(each for each in query.words if each is not word)
            return CaseQuery((*query.conditions, heard), rest)
    return None


def may_be_name(text: str) -> bool:
    """Tell whether a word may be the name of a person."""
    return _NAME.fullmatch(text) is not None


def panel_values(query: CaseQuery) -> dict[str, str]:
    """Return what the fields of the panel show of a query that are chosen from a list."""
    values: dict[str, str] = {}
    for by in _CHOSEN:
        found = [each for each in query.conditions if each.by is by and not each.negated]
        single = len(found) == 1 and len(found[0].values) == 1
        if found:
            value = found[0].values[0]
            values[by.value] = value if single and isinstance(value, str) else KEPT
    return values


def panel_texts(query: CaseQuery, words: Vocabulary) -> dict[str, str]:
    """Return the text of every condition that the panel could show, by the name of its field."""
    texts: dict[str, list[str]] = {}
    for each in query.conditions:
        if not each.negated:
            texts.setdefault(each.by.value, []).append(written_values(each, words))
    return {name: " ".join(found) for name, found in texts.items()}


def _typed(by: Qualifier, value: str, words: Vocabulary) -> str:
    """Return the value of a field as it is written in a query."""
    if value in words.values.get(by, {}).values():
        word = words.word_of(by, value)
        return f'"{word}"' if set(word) & set(" ,，、:：") else word
    return f'"{value.replace(chr(34), chr(34) * 2)}"' if by in TEXTS else "".join(value.split())


def _values(by: Qualifier, parts: Iterable[str], words: Vocabulary) -> Iterable[Value]:
    known = set(words.values.get(by, {}).values())
    for part in parts:
        if part in known:
            yield part
        elif by in NUMBERS | DAYS or by is Qualifier.DUE:
            value = _in_between(part)
            if value is not None:
                yield value


def _in_between(part: str) -> Bounds | Span | None:
    """Return the numbers or days from one to another, an open end left out."""
    least, to, most = part.partition(_TO)
    if not to:
        return None
    first, last = _day(least), _day(most)
    if first is not None or last is not None:
        return Span(first, last)
    numbers = [_whole(each) for each in (least, most)]
    return None if numbers == [None, None] else Bounds(*numbers)


def _in_address(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Span):
        return _range(value.first, value.last)
    return _range(value.least, value.most)


def _range(least: object, most: object) -> str:
    return _TO.join("" if each is None else str(each) for each in (least, most))


def _whole(written: str) -> int | None:
    digits = written.removeprefix("-")
    return int(written) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
