"""Numbers that identify people, employers and telephones: examined, never refused outright.

Standards kept here: GB 11643-1999 (resident identity number), GB 32100-2015 (unified social
credit code) and GB 11714 (the body code inside it).  python-stdnum gives the two check digits and
nothing else: its full validation refuses real people, among them everybody born in 番禺 before
the district had its present area code, holders of Hong Kong, Macao and Taiwan residence permits,
and village collectives whose credit code begins with N.

Real numbers that break the rules exist, so the answer is a list of findings of two severities.  A
warning is shown and passed; an error stops the form until the user gives a reason for keeping the
number.  No area table is kept: only an unknown province raises a warning.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from stdnum.cn import ric, uscc

from mediation.basics.text import half_width

YOUNGEST_WORKER, OLDEST_EXPECTED = 16, 75


class Severity(StrEnum):
    """Whether a finding stops the form until a reason is given."""

    WARNING = "warning"
    ERROR = "error"


class NumberKind(StrEnum):
    """What sort of number was recognised."""

    RESIDENT_ID = "resident_id"
    OLD_RESIDENT_ID = "old_resident_id"
    RESIDENCE_PERMIT = "residence_permit"
    CREDIT_CODE = "credit_code"
    MOBILE = "mobile"
    LANDLINE = "landline"
    HONG_KONG_OR_MACAO = "hong_kong_or_macao"


class Sex(StrEnum):
    """The sex that a resident identity number states."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is odd about a number."""

    code: str
    severity: Severity
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IdentityFindings:
    """The number as it is stored, what it tells, and what is odd about it."""

    value: str
    kind: NumberKind | None = None
    findings: tuple[Finding, ...] = ()
    born_on: date | None = None
    sex: Sex | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that need a reason before the number may be kept."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are shown and passed."""
        return tuple(each for each in self.findings if each.severity is Severity.WARNING)

    @property
    def is_sound(self) -> bool:
        """Tell whether the number may be kept without a reason."""
        return not self.errors


_ID = re.compile(r"\d{17}[\dX]", re.ASCII)
_OLD_ID = re.compile(r"\d{15}", re.ASCII)
_PROVINCES = frozenset(
    {
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        *range(81, 84),
    }
)
_TRAVEL_PERMIT = re.compile(r"[HM]\d{8}(\d{2})?|\d{8}", re.ASCII)
_PERMANENT_RESIDENCE = re.compile(r"[A-Z]{3}\d{12}|9\d{16}[\dX]", re.ASCII)
_SHORT_AREA_CODES = ("01", "02")
_PERMIT_AREAS = ("810000", "820000", "830000")
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}", re.ASCII)
_LIKE_A_CODE = re.compile(r"(?=(?:\D*\d){8})[0-9A-Z]{18}", re.ASCII)
_BODY_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_FEWEST_HIDDEN = 4
_PHONE_MARKS = re.compile(r"[-()/.–—]")
_PHONES = (
    (NumberKind.MOBILE, re.compile(r"(?:(?:\+|00)?86)?(1[3-9]\d{9})", re.ASCII)),
    (NumberKind.LANDLINE, re.compile(r"(?:(?:\+|00)86)?(0[1-9]\d{1,2}[2-8]\d{6,7})", re.ASCII)),
    (NumberKind.HONG_KONG_OR_MACAO, re.compile(r"(\+85[23]\d{8})", re.ASCII)),
)


def examine_resident_id(text: str, today: date) -> IdentityFindings:
    """Examine a resident identity number or the number of a Hong Kong, Macao or Taiwan permit."""
    value = half_width(text).upper()
    if _OLD_ID.fullmatch(value):
        return _examined_id(value, f"19{value[6:12]}", int(value[14]), today)
    if len(value) != len("440113199001010018"):
        return IdentityFindings(
            value, findings=(_error("identity.id_length", {"length": len(value)}),)
        )
    if not _ID.fullmatch(value):
        return IdentityFindings(value, findings=(_error("identity.id_characters"),))
    return _examined_id(value, value[6:14], int(value[16]), today)


def examine_residence_permit(text: str, today: date) -> IdentityFindings:
    """Examine the number of a permit that residents of Hong Kong, Macao or Taiwan hold."""
    found = examine_resident_id(text, today)
    if found.errors or found.kind is NumberKind.RESIDENCE_PERMIT:
        return found
    return replace(found, findings=(*found.findings, _error("identity.permit_area")))


def examine_travel_permit(text: str) -> IdentityFindings:
    """Examine the number of a travel permit: H or M and eight digits, or Taiwan's eight digits."""
    return _shaped(text, _TRAVEL_PERMIT, "identity.travel_permit")


def examine_permanent_residence(text: str) -> IdentityFindings:
    """Examine the number of a foreigner's permanent residence card, old or new."""
    return _shaped(text, _PERMANENT_RESIDENCE, "identity.permanent_residence")


def examine_credit_code(text: str) -> IdentityFindings:
    """Examine a unified social credit code; any first character of the alphabet is accepted."""
    value = half_width(text).upper()
    if len(value) != len("91440113MA59ABCD0X"):
        return IdentityFindings(
            value, findings=(_error("identity.code_length", {"length": len(value)}),)
        )
    if not _CREDIT_CODE.fullmatch(value):
        return IdentityFindings(value, findings=(_error("identity.code_characters"),))
    findings = []
    if uscc.calc_check_digit(value) != value[17]:
        findings.append(_error("identity.code_checksum"))
    if _body_check_sign(value[8:16]) != value[16]:
        findings.append(_warning("identity.body_code_checksum"))
    return IdentityFindings(value, NumberKind.CREDIT_CODE, tuple(findings))


def looks_like_credit_code(text: str) -> bool:
    """Tell whether a text that should be a name is rather a credit code, sound or not."""
    return _LIKE_A_CODE.fullmatch(half_width(text).upper()) is not None


def examine_mobile(text: str) -> IdentityFindings:
    """Examine a telephone number: a mobile, a landline with area code, Hong Kong or Macao."""
    value = _PHONE_MARKS.sub("", half_width(text))
    for kind, pattern in _PHONES:
        found = pattern.fullmatch(value)
        if found is not None:
            return IdentityFindings(found[1], kind)
    return IdentityFindings(value, findings=(_error("identity.phone"),))


def phone_spellings(text: str) -> tuple[str, ...]:
    """Return the ways in which one telephone number may have been stored, the plainest first."""
    found = examine_mobile(text)
    if found.kind is NumberKind.LANDLINE:
        area = 3 if found.value.startswith(_SHORT_AREA_CODES) else 4
        return found.value, f"{found.value[:area]}-{found.value[area:]}"
    if found.kind is NumberKind.HONG_KONG_OR_MACAO:
        return found.value, f"{found.value[:4]}-{found.value[4:]}"
    return (found.value,) if found.is_sound else (half_width(text),)


def masked_id(number: str) -> str:
    """Return an identity number with only its first and last three signs."""
    return _masked(number, head=3, tail=3)


def masked_mobile(number: str) -> str:
    """Return a telephone number with its first three and last four digits."""
    return _masked(number, head=3, tail=4)


def masked_account(number: str) -> str:
    """Return a bank account with only its last four digits."""
    return _masked(number, head=0, tail=4)


def _masked(number: str, *, head: int, tail: int) -> str:
    hidden = len(number) - head - tail
    if hidden < _FEWEST_HIDDEN:
        return "*" * len(number)
    return f"{number[:head]}{'*' * hidden}{number[-tail:]}"


def _examined_id(value: str, birth: str, order: int, today: date) -> IdentityFindings:
    findings: list[Finding] = []
    old = len(value) == len("440113900101001")
    if old:
        findings.append(_warning("identity.id_old_form"))
    elif ric.calc_check_digit(value) != value[17]:
        findings.append(_error("identity.id_checksum"))
    if int(value[:2]) not in _PROVINCES:
        findings.append(_warning("identity.id_area"))
    born_on = _date_of(birth)
    findings += _about_birth(born_on, today)
    permit = value[:6] in _PERMIT_AREAS
    kind = NumberKind.OLD_RESIDENT_ID if old else NumberKind.RESIDENT_ID
    return IdentityFindings(
        value=value,
        kind=NumberKind.RESIDENCE_PERMIT if permit else kind,
        findings=tuple(findings),
        born_on=born_on,
        sex=Sex.MALE if order % 2 else Sex.FEMALE,
    )


def _about_birth(born_on: date | None, today: date) -> list[Finding]:
    if born_on is None:
        return [_error("identity.id_birth_date")]
    if born_on > today:
        return [_error("identity.id_born_in_future", {"born_on": born_on})]
    age = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    if not YOUNGEST_WORKER <= age <= OLDEST_EXPECTED:
        return [_warning("identity.id_age", {"age": age})]
    return []


def _shaped(text: str, shape: re.Pattern[str], code: str) -> IdentityFindings:
    value = half_width(text).upper()
    return IdentityFindings(value, findings=() if shape.fullmatch(value) else (_error(code),))


def _date_of(birth: str) -> date | None:
    try:
        born_on = date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        return None
    return born_on if born_on.year >= 1900 else None


def _body_check_sign(body: str) -> str:
    total = sum(
        int(sign, 36) * weight for sign, weight in zip(body, _BODY_CODE_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def _error(code: str, facts: Mapping[str, object] | None = None) -> Finding:
    return Finding(code, Severity.ERROR, facts or {})


def _warning(code: str, facts: Mapping[str, object] | None = None) -> Finding:
    return Finding(code, Severity.WARNING, facts or {})
