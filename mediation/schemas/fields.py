"""The kinds of fields that a form can have, from a line of text to an identity number.

Each reads the text of one field and either returns a value of the trade (`Money`, a day, a member
of an enum) or names the fault by a code.  Texts are stored as they were written, only tidied;
numbers and codes may come in full-width characters and are made half-width before they are
judged, because that is what Chinese keyboards send.

Strict on purpose where marshmallow's own fields are not: its integers take `3.7` and its decimals
`1E+400000000`.
"""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast

import marshmallow
from marshmallow import ValidationError, missing

from mediation.basics import clock
from mediation.basics.errors import MediationError, Problem
from mediation.basics.ids import is_public_id
from mediation.basics.money import Money
from mediation.basics.text import half_width, tidied
from mediation.rules.identity import NumberKind, examine_mobile

_Made = TypeVar("_Made")
_Member = TypeVar("_Member", bound=StrEnum)

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,12}", re.ASCII)
_PHONE = re.compile(r"(\+\d{1,3}-?)?(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?", re.ASCII)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
_ENDLESS = 4  # times the allowed length
_FIRST_YEAR = 1900
_LAST_YEAR = 2100


class Field(marshmallow.fields.Field[_Made], Generic[_Made]):
    """The base of the kinds below: a required field, or one with a value for not filled."""

    blank: Any = None
    takes_several = False
    code_when_blank = "form.required"

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(
            required=required,
            load_default=missing if required else self.blank,
            metadata={"takes_several": self.takes_several},
            error_messages={"required": self.code_when_blank, "null": self.code_when_blank},
        )

    def _deserialize(self, value: Any, *_place: Any, **_context: Any) -> _Made:
        try:
            return self.value_of(value)
        except MediationError as fault:
            raise refusal(fault.code, **fault.facts) from fault

    def value_of(self, written: Any) -> _Made:
        """Return the value of what was written; each kind says how."""
        raise NotImplementedError


class Text(Field[str]):
    """One line of text."""

    blank = ""

    def __init__(self, longest: int = 100, *, required: bool = True, shortest: int = 1) -> None:
        super().__init__(required=required)
        self.longest = longest
        self.shortest = shortest

    def value_of(self, written: Any) -> str:
        """Return the tidied text; a line end, or too many characters, are refused."""
        text = tidied(_not_endless(_text(written), self.longest))
        if "\n" in text or "\t" in text:
            raise refusal("form.one_line")
        return _of_length(text, self.shortest, self.longest)


class LongText(Field[str]):
    """Several lines of text."""

    blank = ""

    def __init__(self, longest: int = 4000, *, required: bool = True, shortest: int = 1) -> None:
        super().__init__(required=required)
        self.longest = longest
        self.shortest = shortest

    def value_of(self, written: Any) -> str:
        """Return the tidied text with its lines; too many characters are refused."""
        text = tidied(_not_endless(_text(written), self.longest))
        return _of_length(text, self.shortest, self.longest)


class Secret(Field[str]):
    """A password: taken exactly as typed, never tidied, never shortened."""

    def __init__(self, longest: int = 1000, *, required: bool = True) -> None:
        super().__init__(required=required)
        self.longest = longest

    def value_of(self, written: Any) -> str:
        """Return the text unchanged; only an absurd length is refused."""
        return _of_length(_text(written), 1, self.longest)


class Day(Field[date]):
    """A calendar day from 1900 to 2100."""

    def value_of(self, written: Any) -> date:
        """Read 2026-11-20, 2026/11/20 or 2026年11月20日."""
        found = _DAY.fullmatch(half_width(_text(written)))
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            day = None
        if day is None:
            raise refusal("form.not_a_day")
        return _within_years(day)


class Moment(Field[datetime]):
    """A wall-clock time in Guangzhou, kept as an instant in UTC."""

    def value_of(self, written: Any) -> datetime:
        """Read 2026-11-20T09:30."""
        text = _text(written).strip()
        if not _MOMENT.fullmatch(text):
            raise refusal("form.not_a_moment")
        try:
            instant = clock.read_local(text)
        except (ValueError, OverflowError) as fault:
            raise refusal("form.not_a_moment") from fault
        _within_years(clock.day_of(instant))
        return instant


class Yuan(Field[Money]):
    """An amount in yuan; `1.2万`, thousands marks and full-width digits are understood."""

    def value_of(self, written: Any) -> Money:
        """Read the amount; the refusals are those of `Money.of_yuan`."""
        return Money.of_yuan(_text(written))


class WholeNumber(Field[int]):
    """A whole number between two bounds."""

    def __init__(self, least: int = 0, most: int = 1_000_000, *, required: bool = True) -> None:
        super().__init__(required=required)
        self.least = least
        self.most = most

    def value_of(self, written: Any) -> int:
        """Read the digits; a decimal point or an exponent is refused."""
        text = half_width(_text(written))
        if not _WHOLE.fullmatch(text):
            raise refusal("form.not_a_whole_number")
        number = int(text)
        if not self.least <= number <= self.most:
            raise refusal("form.out_of_bounds", least=self.least, most=self.most)
        return number


class Choice(Field[_Member], Generic[_Member]):
    """One member of an enum; `unsaid` is the one that is meant when none is chosen."""

    code_when_blank = "form.not_chosen"

    def __init__(
        self, members: type[_Member], *, required: bool = True, unsaid: _Member | None = None
    ) -> None:
        self.blank = unsaid
        super().__init__(required=required and unsaid is None)
        self.members = members

    def value_of(self, written: Any) -> _Member:
        """Return the member with this stored value."""
        return _member(self.members, written)


class Choices(Field[tuple[_Member, ...]], Generic[_Member]):
    """Any number of members of an enum, each once, in the order of the enum."""

    blank = ()
    takes_several = True
    code_when_blank = "form.not_chosen"

    def __init__(self, members: type[_Member], *, required: bool = True) -> None:
        super().__init__(required=required)
        self.members = members

    def value_of(self, written: Any) -> tuple[_Member, ...]:
        """Return the chosen members."""
        chosen = {_member(self.members, each) for each in written}
        return tuple(member for member in self.members if member in chosen)


class PublicId(Field[str]):
    """The public id of a thing that was chosen from a list."""

    code_when_blank = "form.not_chosen"

    def value_of(self, written: Any) -> str:
        """Return the id; whether it exists is asked by the verb."""
        text = _text(written).strip()
        if not is_public_id(text):
            raise refusal("form.not_a_choice")
        return text


class Words(Field[tuple[str, ...]]):
    """Several short texts from a list that the verb knows, such as the codes of towns."""

    blank = ()
    takes_several = True
    code_when_blank = "form.not_chosen"

    def __init__(self, longest: int = 100, *, required: bool = True) -> None:
        super().__init__(required=required)
        self.longest = longest

    def value_of(self, written: Any) -> tuple[str, ...]:
        """Return the texts, each once."""
        words = [_of_length(tidied(_text(each)), 1, self.longest) for each in written]
        return tuple(dict.fromkeys(words))


class Ticked(Field[bool]):
    """A box that is ticked or not; a required one must be."""

    blank = False
    code_when_blank = "form.not_ticked"

    def value_of(self, written: Any) -> bool:
        """Return true: an unticked box is not sent at all."""
        return bool(_text(written))


class Mobile(Field[str]):
    """A mainland mobile number; with `landline`, also a fixed line or one from Hong Kong."""

    blank = ""

    def __init__(self, *, required: bool = True, landline: bool = False) -> None:
        super().__init__(required=required)
        self.landline = landline

    def value_of(self, written: Any) -> str:
        """Return the number without spaces; a mobile also without +86 and dashes."""
        number = half_width(_text(written))
        found = examine_mobile(number)
        if found.kind is NumberKind.MOBILE:
            return found.value
        if self.landline and _PHONE.fullmatch(number):
            return number
        if self.landline and found.is_sound:
            return found.value
        raise refusal("form.not_a_phone" if self.landline else "form.not_a_mobile")


class Email(Field[str]):
    """An e-mail address."""

    blank = ""

    def value_of(self, written: Any) -> str:
        """Return the address in lower case."""
        address = half_width(_text(written)).lower()
        if not _EMAIL.fullmatch(address):
            raise refusal("form.not_an_email")
        return address


def refusal(code: str, **facts: object) -> ValidationError:
    """Return the exception that carries one problem out of a field."""
    return ValidationError([cast(Any, Problem(code, facts))])


def _text(written: Any) -> str:
    if not isinstance(written, str):
        raise refusal("form.unreadable")
    return written


def _not_endless(text: str, longest: int) -> str:
    """Refuse what no tidying could make short enough, before any work is spent on it."""
    return _of_length(text, 0, longest) if len(text) > _ENDLESS * longest else text


def _of_length(text: str, shortest: int, longest: int) -> str:
    if len(text) > longest:
        raise refusal("form.too_long", longest=longest, length=len(text))
    if len(text) < shortest:
        raise refusal("form.too_short", shortest=shortest)
    return text


def _member(members: type[_Member], written: Any) -> _Member:
    try:
        return members(_text(written).strip())
    except ValueError as fault:
        raise refusal("form.not_a_choice") from fault


def _within_years(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise refusal("form.year_out_of_bounds", first=_FIRST_YEAR, last=_LAST_YEAR)
    return day
