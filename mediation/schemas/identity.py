"""Identity numbers on a form: examined, refused only when nobody vouches for them.

Real people carry numbers that a checker thinks impossible, so a number with a fault passes when a
reason stands beside it; the reason is kept with the number.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mediation.basics import clock
from mediation.basics.errors import Problem
from mediation.basics.text import half_width
from mediation.rules.identity import (
    IdentityFindings,
    Severity,
    examine_credit_code,
    examine_resident_id,
)
from mediation.schemas.fields import Field, refusal

_LONGEST = 30


class ResidentId(Field[str]):
    """The number of an identity document, as written; `number_stands` examines it."""

    blank = ""

    def value_of(self, written: Any) -> str:
        """Return the number half-width, in capitals and without spaces."""
        number = half_width(str(written)).upper().replace(" ", "")
        if len(number) > _LONGEST:
            raise refusal("form.too_long", longest=_LONGEST, length=len(number))
        return number


CreditCode = ResidentId


def number_stands(
    fields: Mapping[str, Any], name: str = "id_number", reason: str = "id_reason"
) -> Iterator[tuple[str, Problem]]:
    """Yield the faults of a resident identity number that no reason excuses."""
    number = fields.get(name, "")
    if number and fields.get("id_kind", "resident_id") == "resident_id":
        yield from _unexcused(examine_resident_id(number, clock.today()), fields, name, reason)


def credit_code_stands(
    fields: Mapping[str, Any], name: str = "credit_code", reason: str = "id_reason"
) -> Iterator[tuple[str, Problem]]:
    """Yield the faults of a unified social credit code that no reason excuses."""
    if fields.get(name):
        yield from _unexcused(examine_credit_code(fields[name]), fields, name, reason)


def _unexcused(
    found: IdentityFindings, fields: Mapping[str, Any], name: str, reason: str
) -> Iterator[tuple[str, Problem]]:
    if fields.get(reason):
        return
    for finding in found.findings:
        if finding.severity is Severity.ERROR:
            yield name, Problem(finding.code, {**finding.facts, "field": name})
            return
