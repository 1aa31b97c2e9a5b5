"""Employers: what the registry says of one, when one is watched, when two are one.

The kinds are those on whom the law lays an employer's duties (调解仲裁法 2 and 22, 令33号 6 and 7,
法释〔2025〕12号 5, 农民工条例 29 and 30).  A watch is laid on an employer, never on a person.

A merge can be undone while nobody has built on it: each case that came over still names the
surviving entry, each value that came over still stands, each name that came over is still there,
and neither entry has been merged again.  A case that was logged later stays where it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.industries import Industry

MOST_ALIASES = 20


class EmployerKind(StrEnum):
    """What an employer is in labour law."""

    ENTERPRISE = "enterprise"
    INDIVIDUAL_BUSINESS = "individual_business"
    PRIVATE_NON_ENTERPRISE = "private_non_enterprise"
    PUBLIC_BODY = "public_body"
    DISPATCHER = "dispatcher"
    HOST = "host"
    CONTRACTOR = "contractor"
    UNREGISTERED = "unregistered"
    FOREIGN_OFFICE = "foreign_office"
    BUILDING_OWNER = "building_owner"
    GENERAL_CONTRACTOR = "general_contractor"
    SUBCONTRACTOR = "subcontractor"
    OTHER = "other"


class UnionState(StrEnum):
    """Whether a union has been founded at the employer."""

    FOUNDED = "founded"
    NOT_FOUNDED = "not_founded"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """In which way an employer bears a name; `OWN` is the one of the entry itself."""

    OWN = "own"
    ALIAS = "alias"
    SHORT = "short"
    FORMER = "former"


class WatchReason(StrEnum):
    """Why an employer is watched."""

    GROUP_DISPUTE = "group_dispute"
    HUNDRED_WORKERS = "hundred_workers"
    CLOSURE = "closure"
    RELOCATION = "relocation"
    WAGE_ARREARS = "wage_arrears"
    REPEATED_DISPUTES = "repeated_disputes"
    OTHER = "other"


class EmployerField(StrEnum):
    """The facts of an entry that a merge takes from one side or the other."""

    NAME = "name"
    CREDIT_CODE = "credit_code"
    TOWN = "town_id"
    INDUSTRY = "industry"
    KIND = "kind"
    HEAD_COUNT = "head_count"
    UNION = "union_state"
    ADDRESS = "address"
    LEGAL_REPRESENTATIVE = "legal_representative"
    REPRESENTATIVE_POST = "representative_post"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name by which people mean the employer."""

    name: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class EmployerEntry:
    """What somebody says of an employer."""

    name: str
    credit_code: str = ""
    code_reason: str = ""
    aliases: tuple[Alias, ...] = ()
    town_code: str = ""
    industry: Industry | None = None
    kind: EmployerKind | None = None
    head_count: int | None = None
    head_count_on: date | None = None
    union: UnionState = UnionState.UNKNOWN
    address: str = ""
    legal_representative: str = ""
    representative_post: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """Why and from when to when an employer is to be watched."""

    reasons: tuple[WatchReason, ...]
    from_on: date
    until_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class EmployerFilter:
    """What a list of entries is narrowed by; what is left out narrows nothing."""

    words: str = ""
    town_id: int | None = None
    industry: Industry | None = None
    union: UnionState | None = None
    watched: bool = False


@dataclass(frozen=True, slots=True)
class WatchEnding:
    """Why an employer is taken off the watch list."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undoing:
    """Why a merge is taken back."""

    reason: str


@dataclass(frozen=True, slots=True)
class EmployerMerging:
    """That another entry is this employer, and which of its values are to stand."""

    merged_public_id: str
    taken: frozenset[EmployerField]
    reason: str


@dataclass(frozen=True, slots=True)
class Touched:
    """What has become of a merge since: all counts are zero while it may be undone."""

    cases: int = 0
    names: int = 0
    fields: tuple[EmployerField, ...] = ()
    merged_again: bool = False
    code_given_to: str = ""
    already_undone: bool = False


def may_count(entry: EmployerEntry, today: date) -> None:
    """Refuse a head-count without its day, and one of a day that has not come."""
    if entry.head_count is not None and entry.head_count_on is None:
        raise Malformed.at("head_count_on", "form.required", field="head_count_on")
    if entry.head_count_on is not None and entry.head_count_on > today:
        raise Malformed.at("head_count_on", "employer.day_ahead", today=today)


def may_watch(entry: WatchEntry, *, is_watched: bool) -> None:
    """Refuse a second watch, and one that ends before it begins."""
    if is_watched:
        raise RuleBroken("employer.watched_already")
    if entry.until_on is not None and entry.until_on < entry.from_on:
        raise Malformed.at("until_on", "employer.ends_before", begins=entry.from_on)


def may_merge(survivor_id: int, merged_id: int) -> None:
    """Refuse to merge an entry with itself."""
    if survivor_id == merged_id:
        raise RuleBroken("employer.same_entry")


def may_undo(touched: Touched) -> None:
    """Refuse to undo a merge on which somebody has built."""
    if touched.already_undone:
        raise RuleBroken("employer.undone_already")
    if touched.merged_again:
        raise RuleBroken("employer.merged_again")
    if touched.cases:
        raise RuleBroken("employer.cases_moved_on", count=touched.cases)
    if touched.fields:
        raise RuleBroken("employer.fields_edited", fields=touched.fields)
    if touched.names:
        raise RuleBroken("employer.names_edited", count=touched.names)
    if touched.code_given_to:
        raise RuleBroken("employer.code_given_since", taken=touched.code_given_to)


def first_choice(
    survivor: Mapping[EmployerField, object], merged: Mapping[EmployerField, object]
) -> frozenset[EmployerField]:
    """Return the fields that the merged entry fills and the survivor leaves empty."""
    return frozenset(
        each
        for each in EmployerField
        if not _says(each, survivor[each]) and _says(each, merged[each])
    )


def _says(name: EmployerField, value: object) -> bool:
    unknown = UnionState.UNKNOWN if name is EmployerField.UNION else None
    return value not in (None, "", unknown)
