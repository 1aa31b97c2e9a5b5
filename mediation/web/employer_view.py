"""The pages of an employer in words: choices of its form, its facts, rows of its lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import request, url_for

from mediation.basics.text import masked_name
from mediation.models import employer, organisation
from mediation.models.employer import EmployerFacts
from mediation.models.employer_history import PastCase
from mediation.models.employer_list import ListedEmployer
from mediation.models.employer_watch import WatchFacts
from mediation.rules.employer import (
    Alias,
    EmployerFilter,
    EmployerKind,
    NameKind,
    UnionState,
    WatchReason,
)
from mediation.rules.identity import masked_mobile
from mediation.rules.industries import Industry
from mediation.rules.permissions import Action, Actor
from mediation.web.case_list import TONES, cause_words, who_complains
from mediation.web.door import may_here
from mediation.wording.employer import COUNTED, FIELDS, REPRESENTED, WATCHING
from mediation.wording.sentences import label

Options = list[tuple[str, str]]
Member = TypeVar("Member", bound=StrEnum)

_YES = "yes"


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """An entry as a row of the list says it."""

    public_id: str
    name: str
    aliases: str
    credit_code: str
    town: str
    industry: str
    head_count: str
    union: str
    watched_for: str
    cases: int


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A stay on the watch list as the page of the employer says it."""

    reasons: str
    days: str
    state: str
    tone: str
    note: str
    made_by: str
    stands: bool


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case against the employer as a row says it."""

    case: PastCase
    who: str
    cause: str
    status: str
    tone: str


def filter_of(acting: Actor, asked: Mapping[str, str], words: str) -> EmployerFilter:
    """Return the filter that an address asks for; what it cannot mean narrows nothing."""
    towns = {each.code: each.id for each in organisation.towns(acting.district_id)}
    return EmployerFilter(
        words=words,
        town_id=towns.get(asked.get("town", "")),
        industry=_member(Industry, asked.get("industry", "")),
        union=_member(UnionState, asked.get("union", "")),
        watched=asked.get("watched") == _YES,
    )


def row_of(listed: ListedEmployer) -> EmployerRow:
    """Return a listed entry in words."""
    facts = listed.facts
    return EmployerRow(
        public_id=facts.public_id,
        name=facts.name,
        aliases="、".join(listed.aliases),
        credit_code=facts.credit_code,
        town=listed.town_name,
        industry=label(facts.industry) if facts.industry else "",
        head_count="" if facts.head_count is None else f"{facts.head_count:,}",
        union=label(facts.union),
        watched_for="、".join(label(each) for each in listed.watched_for),
        cases=listed.cases_in_sight,
    )


def case_row(case: PastCase) -> CaseRow:
    """Return a case against an employer in words."""
    return CaseRow(
        case=case,
        who=who_complains(case.applicant, case.worker_count),
        cause=cause_words(case.first_cause),
        status=label(case.status),
        tone=TONES[case.status],
    )


def watch_rows(watches: Sequence[WatchFacts], today: date) -> list[WatchRow]:
    """Return the stays of an employer on the watch list in words."""
    return [_watch_row(each, today) for each in watches]


def entry_context(entry: EmployerFacts, town: str) -> dict[str, Any]:
    """Return what the page says of an entry; people are masked for those who only read."""
    in_full = may_here(Action.EDIT_EMPLOYERS)
    represented = entry.legal_representative if in_full else masked_name(entry.legal_representative)
    telephone = entry.telephone if in_full else masked_mobile(entry.telephone)
    code = entry.credit_code
    return {
        "entry": entry,
        "facts": [
            (FIELDS["credit_code"], code),
            *([(FIELDS["code_reason"], entry.credit_code_note)] if entry.credit_code_note else []),
            (FIELDS["kind"], label(entry.kind) if entry.kind else ""),
            (FIELDS["industry"], industry_words(entry.industry)),
            (FIELDS["town_code"], town),
            (FIELDS["head_count"], head_count(entry)),
            (FIELDS["union"], label(entry.union)),
            (FIELDS["address"], entry.address),
            (
                "法定代表人或负责人",
                REPRESENTED.format(name=represented, post=entry.representative_post).strip(),
            ),
            (FIELDS["telephone"], telephone),
        ],
    }


def head_count(entry: EmployerFacts) -> str:
    """Return how many people work there, with the day on which they were counted."""
    if entry.head_count is None or entry.head_count_on is None:
        return ""
    return COUNTED.format(count=entry.head_count, day=entry.head_count_on.isoformat())


def industry_words(industry: Industry | None) -> str:
    """Return an industry with the letter of its section."""
    return f"{industry.section} {label(industry)}" if industry else ""


def choices(acting: Actor) -> dict[str, Options]:
    """Return what the fields of the form offer."""
    towns = organisation.towns(acting.district_id)
    return {
        "towns": [(each.code, each.name) for each in towns],
        "industries": [(each.value, industry_words(each)) for each in Industry],
        "kinds": [(each.value, label(each)) for each in EmployerKind],
        "unions": [(each.value, label(each)) for each in UnionState],
        "alias_kinds": [(each.value, label(each)) for each in NameKind if each is not NameKind.OWN],
    }


def list_choices(acting: Actor) -> dict[str, Options]:
    """Return what the filter of the list offers."""
    offered = choices(acting)
    return {name: offered[name] for name in ("towns", "industries", "unions")}


def watch_reasons() -> Options:
    """Return the reasons for which an employer may be watched."""
    return [(each.value, label(each)) for each in WatchReason]


def first_values() -> dict[str, str]:
    """Return what stands in a form that is new."""
    return {"union": UnionState.UNKNOWN.value}


def values_of(entry: EmployerFacts, aliases: Sequence[Alias], town_code: str) -> dict[str, Any]:
    """Return an entry as the form shows it."""
    day = entry.head_count_on
    values: dict[str, Any] = {
        "name": entry.name,
        "credit_code": entry.credit_code,
        "code_reason": entry.credit_code_note,
        "town_code": town_code,
        "industry": entry.industry.value if entry.industry else "",
        "kind": entry.kind.value if entry.kind else "",
        "head_count": "" if entry.head_count is None else str(entry.head_count),
        "head_count_on": day.isoformat() if day else "",
        "union": entry.union.value,
        "address": entry.address,
        "legal_representative": entry.legal_representative,
        "representative_post": entry.representative_post,
        "telephone": entry.telephone,
    }
    for at, each in enumerate(aliases):
        values |= {f"aliases-{at}-alias": each.name, f"aliases-{at}-alias_kind": each.kind.value}
    return values


def typed_context(acting: Actor, entry: EmployerFacts | None) -> dict[str, Any]:
    """Return what a form needs that is shown again: its choices, its lines, who has the code."""
    numbers = [
        int(parts[1])
        for name in request.form
        if len(parts := name.split("-")) == 3 and parts[0] == "aliases" and parts[1].isdecimal()
    ]
    lines = min(max(numbers, default=0), 99) + 1
    return choices(acting) | {
        "lines": lines + (request.form.get("more") == "aliases"),
        "same_code_url": _same_code_url(acting, entry),
    }


def _same_code_url(acting: Actor, entry: EmployerFacts | None) -> str:
    """Return where the entry with the typed code is merged with this one, or shown."""
    bearers = employer.bearers_of_code(acting.district_id or 0, request.form.get("credit_code", ""))
    others = [each for each in bearers if entry is None or each.id != entry.id]
    if not others:
        return ""
    if entry is not None and may_here(Action.MERGE_EMPLOYERS):
        return url_for(
            "employer_merge.preview", public_id=others[0].public_id, other_id=entry.public_id
        )
    return url_for("employer.show", public_id=others[0].public_id)


def _watch_row(watch: WatchFacts, today: date) -> WatchRow:
    stands = watch.stands_on(today)
    state, tone = WATCHING["over"], "ended"
    if stands:
        begun = watch.from_on <= today
        state, tone = (WATCHING["now"], "attention") if begun else (WATCHING["ahead"], "waiting")
    until = watch.until_on.isoformat() if watch.until_on else WATCHING["open"]
    ended = f"{watch.ended_on.isoformat()} {watch.end_reason}" if watch.ended_on else ""
    return WatchRow(
        reasons="、".join(label(each) for each in watch.reasons),
        days=WATCHING["days"].format(begins=watch.from_on.isoformat(), ends=until),
        state=state,
        tone=tone,
        note="；".join(filter(None, (watch.note, ended))),
        made_by=watch.made_by,
        stands=stands,
    )


def _member(kind: type[Member], written: str) -> Member | None:
    return kind(written) if written in {each.value for each in kind} else None
