"""What may be said of an employer: its entry, a watch over it, a merge with another entry."""

from collections.abc import Iterator, Mapping
from typing import Any

from mediation.basics.errors import Problem
from mediation.basics.text import folded
from mediation.rules.employer import (
    MOST_ALIASES,
    Alias,
    EmployerEntry,
    EmployerField,
    EmployerKind,
    EmployerMerging,
    NameKind,
    Undoing,
    UnionState,
    WatchEnding,
    WatchEntry,
    WatchReason,
)
from mediation.rules.identity import examine_credit_code
from mediation.rules.industries import Industry
from mediation.schemas.fields import Choice, Choices, Day, Mobile, PublicId, Text, WholeNumber
from mediation.schemas.form import Form, Group
from mediation.schemas.identity import CreditCode

_MOST_PEOPLE = 1_000_000


class AliasForm(Form[Alias]):
    """Another name of an employer."""

    alias = Text(120)
    alias_kind = Choice(NameKind, required=False)

    @staticmethod
    def makes(*, alias: str, alias_kind: NameKind | None) -> Alias:
        """Return the name; what is not said to be short or former is just another name."""
        special = {NameKind.SHORT, NameKind.FORMER}
        kind = alias_kind if alias_kind in special else None
        return Alias(alias, kind or NameKind.ALIAS)


class EmployerForm(Form[EmployerEntry]):
    """An entry of the registry."""

    makes = EmployerEntry
    name = Text(120, shortest=2)
    credit_code = CreditCode(required=False)
    code_reason = Text(200, required=False)
    aliases = Group(AliasForm, most=MOST_ALIASES)
    town_code = Text(9, required=False)
    industry = Choice(Industry, required=False)
    kind = Choice(EmployerKind, required=False)
    head_count = WholeNumber(0, _MOST_PEOPLE, required=False)
    head_count_on = Day(required=False)
    union = Choice(UnionState)
    address = Text(200, required=False)
    legal_representative = Text(60, required=False)
    representative_post = Text(40, required=False)
    telephone = Mobile(required=False, landline=True)

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """A credit code that fails a check needs its reason; no name is given twice."""
        code = fields["credit_code"]
        found = examine_credit_code(code).findings if code else ()
        if found and not fields["code_reason"]:
            yield "credit_code", Problem(found[0].code, found[0].facts)
        names = [folded(each.name) for each in fields["aliases"]]
        if len(set(names)) < len(names) or folded(fields["name"]) in names:
            yield "aliases", Problem("employer.alias_twice")


class WatchForm(Form[WatchEntry]):
    """Why and from when to when an employer is watched."""

    makes = WatchEntry
    reasons = Choices(WatchReason)
    from_on = Day()
    until_on = Day(required=False)
    note = Text(200, required=False)

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """Another reason than those listed must be told."""
        if WatchReason.OTHER in fields["reasons"] and not fields["note"]:
            yield "note", Problem("form.required", {"field": "note"})


class WatchEndingForm(Form[WatchEnding]):
    """Why an employer is watched no longer."""

    makes = WatchEnding
    reason = Text(200)


class MergingForm(Form[EmployerMerging]):
    """Which entry goes in, and which of its values are to stand."""

    merged = PublicId()
    taken = Choices(EmployerField, required=False)
    reason = Text(200)

    @staticmethod
    def makes(*, merged: str, taken: tuple[EmployerField, ...], reason: str) -> EmployerMerging:
        """Return the wish to merge."""
        return EmployerMerging(merged, frozenset(taken), reason)


class UndoingForm(Form[Undoing]):
    """Why a merge is taken back."""

    makes = Undoing
    reason = Text(200)
