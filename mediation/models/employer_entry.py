"""What people say of an employer, written into its entry.

Names and credit codes are given out in one queue: a write that gives one out locks the row of the
district first, so that two people cannot give the same code to two entries at once.  A code that
fails its own check stands with the reason for which it was kept.
"""

from sqlalchemy import select

from mediation.basics.errors import Malformed
from mediation.basics.ids import new_public_id
from mediation.basics.text import folded, pinyin_initials
from mediation.models import employer_names
from mediation.models.db import session
from mediation.models.employer import (
    Employer,
    EmployerFacts,
    bearers_of_code,
    facts_from,
    survivor_of,
)
from mediation.models.organisation import District, town_keys
from mediation.rules.employer import Alias, EmployerEntry, NameKind
from mediation.rules.identity import examine_credit_code


def register(district_id: int, entry: EmployerEntry) -> EmployerFacts:
    """Write a new entry with everything that is said of it."""
    _lock_registry(district_id)
    _refuse_taken(district_id, entry, None)
    row = Employer(public_id=new_public_id(), district_id=district_id)
    _fill(row, entry)
    session().add(row)
    session().flush()
    employer_names.add(district_id, row.id, entry.name, NameKind.OWN)
    employer_names.set_aliases(district_id, row.id, entry.aliases)
    return facts_from(row)


def change(employer_id: int, entry: EmployerEntry) -> EmployerFacts:
    """Write what is now said of an entry."""
    row = session().get_one(Employer, employer_id)
    _lock_registry(row.district_id)
    _refuse_taken(row.district_id, entry, row.id)
    before = row.name
    _fill(row, entry)
    session().flush()
    if before != entry.name:
        employer_names.rename(row.district_id, row.id, entry.name)
    employer_names.set_aliases(row.district_id, row.id, _without_own(entry))
    row.version += 1
    session().flush()
    return facts_from(row)


def describe(
    employer_id: int,
    *,
    credit_code: str,
    code_reason: str,
    address: str,
    legal_representative: str,
    representative_post: str,
) -> None:
    """Complete the entry with what a document must carry; an empty value changes nothing."""
    row = session().get_one(Employer, employer_id)
    if credit_code and credit_code != row.credit_code:
        _lock_registry(row.district_id)
        _refuse_taken_code(row.district_id, credit_code, row.id)
        row.credit_code = credit_code
        row.credit_code_note = _reason_kept(credit_code, code_reason)
    row.address = address or row.address
    row.legal_representative = legal_representative or row.legal_representative
    row.representative_post = representative_post or row.representative_post


def _lock_registry(district_id: int) -> None:
    session().get(District, district_id, with_for_update=True)


def _refuse_taken(district_id: int, entry: EmployerEntry, key: int | None) -> None:
    query = select(Employer).where(
        Employer.district_id == district_id, Employer.folded_name == folded(entry.name)
    )
    row = session().scalars(query).one_or_none()
    if row is not None and row.id != key:
        raise Malformed.at("name", "employer.name_taken", taken=survivor_of(row).name)
    _refuse_taken_code(district_id, entry.credit_code, key)


def _refuse_taken_code(district_id: int, code: str, key: int | None) -> None:
    others = [each for each in bearers_of_code(district_id, code) if each.id != key]
    if code and others:
        raise Malformed.at("credit_code", "employer.code_taken", taken=others[0].name)


def _fill(row: Employer, entry: EmployerEntry) -> None:
    code, town = entry.credit_code, entry.town_code
    row.name = entry.name
    row.folded_name = folded(entry.name)
    row.initials = pinyin_initials(entry.name)[:120]
    row.credit_code = code or None
    row.credit_code_note = _reason_kept(code, entry.code_reason)
    row.industry = entry.industry.value if entry.industry else ""
    row.kind = entry.kind.value if entry.kind else ""
    row.head_count = entry.head_count
    row.head_count_on = entry.head_count_on if entry.head_count is not None else None
    row.union_state = entry.union.value
    row.address = entry.address
    row.legal_representative = entry.legal_representative
    row.representative_post = entry.representative_post
    row.telephone = entry.telephone
    row.town_id = town_keys(row.district_id, [town], "town_code")[town] if town else None


def _reason_kept(code: str, reason: str) -> str:
    """A sound code needs no reason, so none is kept beside it."""
    return reason if code and examine_credit_code(code).findings else ""


def _without_own(entry: EmployerEntry) -> tuple[Alias, ...]:
    return tuple(each for each in entry.aliases if folded(each.name) != folded(entry.name))
