"""What a list of cases is asked for here, and how its rows are said.

`asked_here` reads the list that the address of any page asks for: a stored search (`v`), a saved
view (`view`), conditions that may stand in an address, and which of the parts are left out
(`drop`).  List, ledger and export share it, and so they show the same cases.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from itertools import count
from typing import Any

from werkzeug.datastructures import MultiDict

from mediation.basics.errors import Problem
from mediation.basics.text import masked_name
from mediation.models import saved_view, stored_search
from mediation.models.case_list import ListedCase
from mediation.models.stored_search import SearchFacts, SoughtNumber
from mediation.models.visibility import sees_only_summaries
from mediation.rules.case_list import CaseFilter, Due, Order, Status, StatusGroup
from mediation.rules.case_query import (
    MINE,
    NO,
    NOBODY,
    YES,
    CaseQuery,
    Condition,
    Qualifier,
    Recent,
    Word,
)
from mediation.rules.case_query_text import Vocabulary, read, written, written_values
from mediation.rules.causes import Cause
from mediation.rules.intake import Channel, UrgentFlag
from mediation.rules.permissions import Actor
from mediation.rules.saved_view import SystemView, query_of
from mediation.rules.tripartite import Outcome
from mediation.rules.working_days import Calendar
from mediation.web import case_query as queries
from mediation.web.case_query import Offered
from mediation.web.deadline import Chip, next_chip
from mediation.wording import case as words
from mediation.wording.sentences import label, sentence

Options = tuple[tuple[str, str], ...]

TONES: Mapping[Status, str] = {
    Status.LOGGED: "waiting",
    Status.CONSULTED: "ended",
    Status.APPLIED: "waiting",
    Status.DECLINED: "ended",
    Status.ACCEPTED: "active",
    Status.DRAFTED: "active",
    Status.FINALISED: "active",
    Status.SIGNED: "active",
    Status.EFFECTIVE: "active",
    Status.CONCLUDED: "good",
    Status.FAILED: "ended",
    Status.WITHDRAWN: "ended",
    Status.REFERRED: "waiting",
    Status.CLOSED: "good",
}

_CAUSES = {each.value: label(each) for each in Cause}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a row says it."""

    case: ListedCase
    who: str
    cause: str
    amount: str
    tone: str
    status: str
    outcome: str
    urgent: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class AskedPart:
    """One thing that is asked for, at its place among all; without it the rest is asked.

    `masked` says it without naming a person, for what leaves the system or is kept.
    """

    place: int
    words: str
    masked: str


@dataclass(frozen=True, slots=True)
class AskedList:
    """The list that the address of a request asks for.

    `kept` are the parts of the address that ask for the same list again, on this page or another;
    `text` stands in the search box, `values` in the fields of the panel, `parts` above the list;
    `written` has the text of what a field cannot show, `offered` what its lists offer.
    """

    query: CaseQuery
    looked_for: SearchFacts | None
    kept: dict[str, str]
    text: str
    values: dict[str, str]
    written: dict[str, str]
    parts: tuple[AskedPart, ...]
    problems: tuple[Problem, ...]
    offered: Offered

    @property
    def wanted(self) -> CaseFilter:
        """The conditions, as a list takes them."""
        asked = self.query.order
        order = Order(asked) if asked in set(Order) else Order.NEWEST
        return CaseFilter(conditions=self.query.narrowing, order=order)

    @property
    def search_id(self) -> str:
        """The id of the stored search; empty when the address says everything."""
        return self.kept.get("v", "")

    def without(self, place: int) -> dict[str, str]:
        """Return the parts of the address that ask for the rest."""
        left = [each for each in self.kept.get("drop", "").split(",") if each]
        return self.kept | {"drop": ",".join([*left, str(place)])}


def asked_here(actor: Actor, address: Mapping[str, str]) -> AskedList:
    """Return the list that an address asks for."""
    offered = queries.offered_to(actor)
    vocabulary = offered.words
    base, kept = _base(actor, address, vocabulary)
    kept |= {name: address[name] for name in queries.NAMES if name in address}
    reading = read(base.text, vocabulary)
    whole = _with_address(reading.query, address, vocabulary)
    asked = _Asked(replace(whole, words=base.words), base.numbers)
    left, parts = _left(asked, address.get("drop", ""), vocabulary)
    same = left.query.conditions == reading.query.conditions and "drop" not in kept
    text = base.text if same else written(left.query, vocabulary)
    texts = queries.panel_texts(left.query, vocabulary)
    facts = SearchFacts(text, left.query.words, left.numbers)
    return AskedList(
        query=left.query,
        looked_for=facts if facts.words or facts.numbers else None,
        kept=kept,
        text=facts.shown,
        values=texts | queries.panel_values(left.query),
        written=texts,
        parts=parts,
        problems=(*reading.problems, *_doubts(actor, left.query)),
        offered=offered,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    query: CaseQuery
    numbers: tuple[SoughtNumber, ...]


def _base(
    actor: Actor, address: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[SearchFacts, dict[str, str]]:
    """Return the text on which the address builds, and the parts of the address that name it."""
    search_id, view = address.get("v", ""), address.get("view", "")
    if search_id:
        return stored_search.find(actor.user_id, search_id), {"v": search_id}
    if view in set(SystemView):
        return SearchFacts(written(query_of(SystemView(view)), vocabulary)), {"view": view}
    if view:
        found = stored_search.understood(saved_view.find(actor, view).query_text)
        return found, {"view": view}
    return SearchFacts(""), {}


def _with_address(query: CaseQuery, address: Mapping[str, str], words: Vocabulary) -> CaseQuery:
    """Return the query with the conditions of the address in the place of those of their name."""
    asked = queries.of_address(address, words)
    left = tuple(each for each in query.conditions if each.by.value not in address)
    return replace(query, conditions=left + asked.conditions)


def _left(asked: _Asked, drop: str, vocabulary: Vocabulary) -> tuple[_Asked, tuple[AskedPart, ...]]:
    """Return what is left without the parts whose places are named, and what it consists of."""
    out = {int(each) for each in drop.split(",") if each.isascii() and each.isdigit()}
    query, place = asked.query, count()
    conditions = [(next(place), each) for each in query.conditions]
    sought = [(next(place), each) for each in query.words]
    numbers = [(next(place), each) for each in asked.numbers]
    parts = [
        *(_part_of(at, each, vocabulary) for at, each in conditions if each.narrows),
        *(AskedPart(at, _quoted(each), _quoted(_masked(each))) for at, each in sought),
        *(AskedPart(at, each.shown, each.shown) for at, each in numbers),
    ]
    left = CaseQuery(
        tuple(each for at, each in conditions if at not in out),
        tuple(each for at, each in sought if at not in out),
    )
    kept = tuple(each for at, each in numbers if at not in out)
    return _Asked(left, kept), tuple(each for each in parts if each.place not in out)


def _part_of(place: int, condition: Condition, vocabulary: Vocabulary) -> AskedPart:
    said = _said(condition, vocabulary)
    if condition.by is not Qualifier.SOUND:
        return AskedPart(place, said, said)
    hidden = tuple(masked_name(str(each)) for each in condition.values)
    return AskedPart(place, said, _said(replace(condition, values=hidden), vocabulary))


def _masked(word: Word) -> Word:
    """Return a word without the name that it may be."""
    may_be_name = queries.may_be_name(word.text)
    return replace(word, text=masked_name(word.text)) if may_be_name else word


def _quoted(word: Word) -> str:
    return words.NOT_IN_IT.format(word=word.text) if word.negated else f"“{word.text}”"


def _said(condition: Condition, vocabulary: Vocabulary) -> str:
    """Return a condition as a page says it."""
    said = written_values(condition, vocabulary).replace(",", "、")
    name = vocabulary.name_of(condition.by)
    return words.NOT_SO.format(name=name, said=said) if condition.negated else f"{name}：{said}"


def _doubts(actor: Actor, query: CaseQuery) -> tuple[Problem, ...]:
    """Return what is understood and still finds nothing."""
    masks = tuple(
        Problem("case_query.number_masked", {"value": each.text})
        for each in query.words
        if stored_search.MASKED.fullmatch(each.text)
    )
    if sees_only_summaries(actor) and query.of(Qualifier.AMOUNT):
        return (Problem("case_query.amount_hidden"), *masks)
    return masks


def row_of(case: ListedCase, days: Calendar, today: date) -> CaseRow:
    """Return a listed case in words."""
    return CaseRow(
        case=case,
        who=who_complains(case.applicant, case.worker_count),
        cause=cause_words(case.first_cause),
        amount=case.amount.figures if case.amount else "",
        tone=TONES[case.status],
        status=label(case.status),
        outcome=label(case.outcome) if case.outcome else "",
        urgent="、".join(label(flag) for flag in case.urgent),
        chip=next_chip(case.deadline, days, today) if case.deadline else None,
    )


def who_complains(applicant: str, worker_count: int) -> str:
    """Return the applicants of a case in a few words; without a name, only how many they are."""
    if not applicant:
        return words.WORKERS.format(count=worker_count)
    if worker_count == 1:
        return applicant
    return words.MANY_WORKERS.format(name=applicant, count=worker_count)


def cause_words(cause: str) -> str:
    """Return the name of a stored cause; empty when none was given."""
    return _CAUSES.get(cause, "")


def search_box(actor: Actor, asked: AskedList) -> dict[str, Any]:
    """Return what the search box and the panel of filters show above a list or the ledger."""
    return {
        **options(asked.offered),
        "asked": asked,
        "typed": asked.text,
        "finds_people": not sees_only_summaries(actor),
        "values": asked.values,
        "hints": [sentence(each) for each in asked.problems],
        "recents": [label(each) for each in Recent],
    }


def layout_kept(address: MultiDict[str, str]) -> dict[str, list[str]]:
    """Return the parts of an address that choose the columns of the ledger."""
    return {name: address.getlist(name) for name in ("set", "column") if name in address}


@lru_cache(maxsize=64)
def options(offered: Offered) -> Mapping[str, Options]:
    """Return what the fields of the panel offer, made once for all who are offered the same."""
    handlers = [(each.public_id, each.name) for each in offered.colleagues]
    return {
        "statuses": _members(StatusGroup, Status),
        "channels": _members(Channel),
        "causes": _members(Cause),
        "handlers": ((MINE, words.MINE), (NOBODY, words.NOBODY), *handlers) if handlers else (),
        "towns": tuple((each.code, each.name) for each in offered.towns),
        "dues": _members(Due),
        "orders": _members(Order),
        "outcomes": _members(Outcome),
        "urgencies": ((YES, words.ANY_URGENCY), *_members(UrgentFlag)),
        "collectives": _yes_or_no(words.COLLECTIVE),
        "sensitives": _yes_or_no(words.SENSITIVE),
    }


def _members(*kinds: type[Enum]) -> Options:
    return tuple((str(each.value), label(each)) for kind in kinds for each in kind)


def _yes_or_no(about: str) -> Options:
    return tuple((each, f"{about}：{words.TRUTH[each]}") for each in (YES, NO))
