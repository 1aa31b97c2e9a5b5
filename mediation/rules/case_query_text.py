"""Queries as text: read from what somebody types, written so that reading gives the same again.

    状态:调解中 人数:>=10 -结果:撤回 单位:"某某电子" 张伟

Reading never fails.  What it does not understand becomes a problem with the nearest thing that it
knows, an unknown name is looked for as the words it consists of, and everything else still counts.
Full-width colons, quotes, commas and signs are as good as the plain ones, a space behind the colon
does no harm, and 人数≥10 needs no colon.  The Chinese words come in as a `Vocabulary`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from mediation.basics.errors import Problem
from mediation.basics.text import search_key
from mediation.rules.case_query import (
    DAYS,
    NUMBERS,
    TEXTS,
    CaseQuery,
    Condition,
    Qualifier,
    Value,
    Word,
    merged,
)
from mediation.rules.case_query_values import read_days, read_due, read_number, written_value

LONGEST = 500
_COLONS, _COMMAS, _MINUS = ":：", ",，、", "-－−"
_QUOTES = {'"': '"', "“": "”", "”": "”", "＂": "＂", "「": "」"}
_SIGNED = re.compile(r"([^\s:：<>=≥≤＜＞＝]+)([<>=≥≤＜＞＝].*)", re.DOTALL)
_LIKE_A_TIME = re.compile(r"\d+")
_SHOWN_VALUES = 6


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names and values are called; of several words for one thing the first is written."""

    names: Mapping[str, Qualifier]
    values: Mapping[Qualifier, Mapping[str, str]]
    short: Mapping[str, tuple[Qualifier, str]] = field(default_factory=dict)

    def name_of(self, by: Qualifier) -> str:
        """Return the word for a name."""
        return next(word for word, meant in self.names.items() if meant is by)

    def word_of(self, by: Qualifier, value: str) -> str:
        """Return the word for a stored value; one without a word stands for itself."""
        found = (word for word, meant in self.values.get(by, {}).items() if meant == value)
        return next(found, value)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a text, and what was not."""

    query: CaseQuery
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Token:
    """A piece of the text: maybe negated, maybe named, its values with whether they were quoted."""

    negated: bool
    name: str
    values: list[str]
    raw: str


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """Return what a text asks for."""
    conditions: list[Condition] = []
    words: list[Word] = []
    problems: list[Problem] = []
    for token in _tokens(text, vocabulary):
        found = _condition(token, vocabulary, problems)
        if isinstance(found, Condition):
            conditions.append(found)
        elif found is not None and found.text.strip():
            words.append(found)
    query = CaseQuery(merged(conditions), tuple(dict.fromkeys(words)))
    return Reading(query, tuple(problems))


def written(query: CaseQuery, vocabulary: Vocabulary) -> str:
    """Return the text that reads as this query."""
    parts = [written_condition(each, vocabulary) for each in query.conditions]
    parts += [("-" if each.negated else "") + _quoted(each.text) for each in query.words]
    return " ".join(parts)


def written_condition(condition: Condition, vocabulary: Vocabulary) -> str:
    """Return the text of one condition."""
    minus = "-" if condition.negated else ""
    return f"{minus}{vocabulary.name_of(condition.by)}:{written_values(condition, vocabulary)}"


def written_values(condition: Condition, vocabulary: Vocabulary) -> str:
    """Return the values of a condition as they are typed behind the colon."""
    return ",".join(_written(condition.by, each, vocabulary) for each in condition.values)


def _written(by: Qualifier, value: Value, vocabulary: Vocabulary) -> str:
    if isinstance(value, str):
        return _quoted(vocabulary.word_of(by, value), inside=True)
    return written_value(by, value)


def _quoted(text: str, *, inside: bool = False) -> str:
    signs = (
        set(_COLONS) | set(_QUOTES) | set(_QUOTES.values()) | (set(_COMMAS) if inside else set())
    )
    starts = text[:1] in _MINUS or _SIGNED.match(text) is not None
    plain = text and not starts and not any(sign in signs or sign.isspace() for sign in text)
    return text if plain else '"' + text.replace('"', '""') + '"'


def _condition(
    token: _Token, vocabulary: Vocabulary, problems: list[Problem]
) -> Condition | Word | None:
    if not token.name:
        return Word(token.values[0], token.negated)
    key = search_key(token.name)
    if key == "is":
        return _short(token, vocabulary, problems)
    by = vocabulary.names.get(key)
    if by is None:
        if not _LIKE_A_TIME.fullmatch(key):
            problems.append(_unknown("name", token.name, token.name, tuple(vocabulary.names)))
        return Word(token.raw, token.negated)
    values = [each for each in token.values if each.strip()]
    if not values:
        problems.append(Problem("case_query.value_missing", {"name": token.name}))
        return None
    if by is Qualifier.ORDER and token.negated:
        problems.append(Problem("case_query.order_negated", {"name": token.name}))
        return None
    meant = [_value(by, each, vocabulary, problems) for each in values]
    understood = tuple(dict.fromkeys(each for each in meant if each is not None))
    return Condition(by, understood, token.negated) if understood else None


def _short(token: _Token, vocabulary: Vocabulary, problems: list[Problem]) -> Condition | None:
    for word in token.values:
        found = vocabulary.short.get(search_key(word))
        if found is not None:
            return Condition(found[0], (found[1],), token.negated)
        problems.append(_unknown("value", token.name, word, tuple(vocabulary.short)))
    return None


def _value(
    by: Qualifier, written: str, vocabulary: Vocabulary, problems: list[Problem]
) -> Value | None:
    """Return what a written value means; a problem is noted when it means nothing."""
    if by in TEXTS:
        return written
    words = vocabulary.values.get(by, {})
    key = search_key(written)
    if key in words:
        return words[key]
    name = vocabulary.name_of(by)
    if by in NUMBERS | DAYS | {Qualifier.DUE}:
        value = _measured(by, written)
        if value is None:
            code = "case_query.not_a_number" if by in NUMBERS else "case_query.not_a_day"
            problems.append(Problem(code, {"name": name, "value": written}))
        return value
    alike = {value for word, value in words.items() if key in word}
    if len(alike) == 1:
        return alike.pop()
    problems.append(_unknown("value", name, written, tuple(words)))
    return None


def _measured(by: Qualifier, written: str) -> Value | None:
    if by in NUMBERS:
        return read_number(by, written)
    return read_days(written) if by in DAYS else read_due(written)


def _unknown(kind: str, name: str, written: str, known: tuple[str, ...]) -> Problem:
    """Return the problem with what was meant most likely, or with some of what there is."""
    key = search_key(written)
    near = _nearest(key, known)
    facts = {"name": name, "value": written, "near": near}
    if kind == "name":
        code = "case_query.name_unknown" if near else "case_query.name_strange"
    else:
        code = "case_query.value_unknown" if near else "case_query.value_strange"
        facts["known"] = "、".join(known[:_SHOWN_VALUES])
    return Problem(code, facts)


def _nearest(key: str, known: tuple[str, ...]) -> str:
    """Return the known word that is most like the key, if at least half of it is alike."""
    alike = {word: SequenceMatcher(None, key, word).ratio() for word in known}
    best = max(known, key=alike.__getitem__, default="")
    if best and 2 * alike[best] >= 1:
        return best
    return next((word for word in known if word in key or key in word), "")


def _tokens(text: str, vocabulary: Vocabulary) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        token, place = _token(text, place, vocabulary)
        yield token


def _token(text: str, start: int, vocabulary: Vocabulary) -> tuple[_Token, int]:
    place, negated = start, False
    if text[place] in _MINUS and place + 1 < len(text) and not text[place + 1].isspace():
        place, negated = place + 1, True
    if text[place] in _QUOTES:
        word, place = _quotation(text, place)
        return _Token(negated, "", [word], word), place
    begun = place
    while place < len(text) and not text[place].isspace() and text[place] not in _COLONS:
        place += 1
    head = text[begun:place]
    signed = _SIGNED.fullmatch(head)
    if signed and search_key(signed[1]) in vocabulary.names:
        return _Token(negated, signed[1], [signed[2]], head), place
    if place >= len(text) or text[place] not in _COLONS or not head:
        if head:
            return _Token(negated, "", [head], head), place
        return _Token(negated, "", [text[place]], text[place]), place + 1
    known = search_key(head) in vocabulary.names or search_key(head) == "is"
    values, place = _values(text, place + 1, known=known)
    return _Token(negated, head, values, text[begun:place].strip()), place


def _values(text: str, place: int, *, known: bool) -> tuple[list[str], int]:
    """Return the values behind a colon; behind a known name a space may come first."""
    if known:
        while place < len(text) and text[place].isspace():
            place += 1
    values, value = [], ""
    while place < len(text) and not text[place].isspace():
        if text[place] in _QUOTES and not value:
            value, place = _quotation(text, place)
            continue
        if text[place] in _COMMAS:
            values.append(value)
            value = ""
        else:
            value += text[place]
        place += 1
    return [*values, value], place


def _quotation(text: str, place: int) -> tuple[str, int]:
    """Return what stands between quotes, and where it goes on; a missing end is the end."""
    end = _QUOTES[text[place]]
    found, place = "", place + 1
    while place < len(text):
        if text[place] == end:
            if text[place : place + 2] != end * 2:
                return found, place + 1
            place += 1
        found += text[place]
        place += 1
    return found, place
