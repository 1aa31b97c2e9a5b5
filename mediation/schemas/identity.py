"""Identity numbers on a form: examined, refused only when nobody vouches for them.

Real people carry numbers that a checker thinks impossible, so a number with a fault passes when a
reason stands beside it; the reason is kept with the number.  A resident's number tells a birth date
and is therefore judged by the verb, which knows what day it is.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mediation.basics.errors import Problem
from mediation.basics.text import half_width
from mediation.rules.identity import examine_credit_code
from mediation.schemas.fields import Field, refusal

_LONGEST = 30


class ResidentId(Field[str]):
    """The number of an identity document, as written; the verb examines it."""

    blank = ""

    def value_of(self, written: Any) -> str:
        """Return the number half-width, in capitals and without spaces."""
        number = half_width(str(written)).upper().replace(" ", "")
        if len(number) > _LONGEST:
            raise refusal("form.too_long", longest=_LONGEST, length=len(number))
        return number


CreditCode = ResidentId


def credit_code_stands(
    fields: Mapping[str, Any], name: str = "credit_code", reason: str = "id_reason"
) -> Iterator[tuple[str, Problem]]:
    """Yield the faults of a unified social credit code that no reason excuses."""
    found = examine_credit_code(fields[name]) if fields.get(name) else None
    if found is not None and found.errors and not fields.get(reason):
        first = found.errors[0]
        yield name, Problem(first.code, {**first.facts, "field": name})
