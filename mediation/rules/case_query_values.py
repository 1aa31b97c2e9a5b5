"""Numbers, amounts and days as they stand in a query, read and written.

`>=10`, `10..20`, `10人以上`; `>5万`; `2026-11`, `2026年11月`, `>=2026-11-01`, `2026-01..2026-06`;
and for time limits `<7天`, `7天内` or a day.  What cannot be read is None; the reader of the whole
text makes a problem of it.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from mediation.basics.errors import RuleBroken
from mediation.basics.money import Money
from mediation.rules.case_query import Bounds, Qualifier, Span, Value, month_of, year_of

_SIGN = re.compile(r"(>=|<=|>|<|=)?(.*)", re.DOTALL)
_RANGE = re.compile(r"(.+?)(?:\.\.|~|至|到)(.+)", re.DOTALL)
_DASHED = re.compile(r"(\d+)-(\d+)")
_WHOLE = re.compile(r"-?\d{1,9}")
_UNITS = re.compile(r"(人|名|天|日)$")
_FROM = re.compile(r"(.+?)(?:以上|起)$")
_UP_TO = re.compile(r"(.+?)(?:以下|以内)$")
_WITHIN = re.compile(r"(\d{1,9})[天日]?内?")
_DAY = re.compile(r"((?:19|20)\d{2})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_FEN = 100
_A_YEAR_WRITTEN = 1000
"""From here on a bare number can be a year."""


def read_number(by: Qualifier, text: str) -> Bounds | None:
    """Return the numbers that a text means: people as they are, amounts in fen."""
    plain = _plain(text)
    one = _fen if by is Qualifier.AMOUNT else _whole
    between = _DASHED.fullmatch(plain) or _RANGE.fullmatch(plain)
    if between:
        least, most = one(between[1]), one(between[2])
        return None if least is None or most is None else Bounds(least, most)
    open_end = _FROM.fullmatch(plain)
    if open_end:
        return _signed(">=", one(open_end[1]))
    open_start = _UP_TO.fullmatch(plain)
    if open_start:
        return _signed("<=", one(open_start[1]))
    found = _SIGN.fullmatch(plain)
    return _signed(found[1] or "=", one(found[2])) if found else None


def read_days(text: str) -> Span | None:
    """Return the days that a text means: a day, a month, a year, or from one to another."""
    plain = _plain(text)
    between = _RANGE.fullmatch(plain)
    if between:
        first, last = _span(between[1]), _span(between[2])
        return Span(first.first, last.last) if first and last else None
    found = _SIGN.fullmatch(plain)
    span = _span(found[2]) if found else None
    if found is None or span is None or span.first is None or span.last is None:
        return None
    match found[1]:
        case ">=":
            return Span(span.first, None)
        case "<=":
            return Span(None, span.last)
        case ">":
            return Span(_moved(span.last, 1), None)
        case "<":
            return Span(None, _moved(span.first, -1))
    return span


def read_due(text: str) -> Value | None:
    """Return when a time limit ends: so many days ahead, or a day of the calendar."""
    within = _WITHIN.fullmatch(_plain(text))
    if within and int(within[1]) < _A_YEAR_WRITTEN:
        return Bounds(0, int(within[1]))
    return read_days(text) or read_number(Qualifier.DUE, text)


def written_value(by: Qualifier, value: Bounds | Span) -> str:
    """Return the text that reads as this value."""
    if isinstance(value, Span):
        return _written_span(value)
    if by is Qualifier.AMOUNT:
        return _written_amount(value)
    if by is not Qualifier.DUE:
        return _written_bounds(value, str)
    if value.least == 0 and value.most is not None and 0 <= value.most < _A_YEAR_WRITTEN:
        return f"{value.most}天内"
    return _written_bounds(value, str, "天")


def _written_bounds(value: Bounds, one: Callable[[int], str], unit: str = "") -> str:
    least = "" if value.least is None else one(value.least)
    most = "" if value.most is None else one(value.most)
    if not least:
        return f"<={most}{unit}"
    if not most:
        return f">={least}{unit}"
    if least == most:
        return f"{'=' if unit else ''}{least}{unit}"
    return f"{least}..{most}{unit}"


def _written_amount(value: Bounds) -> str:
    """A strict bound in whole yuan is written as it was typed, not a fen beside it."""
    if value.most is None and value.least is not None and value.least % _FEN == 1:
        return f">{value.least // _FEN}"
    if value.least is None and value.most is not None and value.most % _FEN == _FEN - 1:
        return f"<{value.most // _FEN + 1}"
    return _written_bounds(value, _yuan)


def _written_span(value: Span) -> str:
    if value.first is None:
        return f"<={value.last}"
    if value.last is None:
        return f">={value.first}"
    if value.first == value.last:
        return value.first.isoformat()
    if value == year_of(value.first):
        return f"{value.first:%Y}"
    if value == month_of(value.first):
        return f"{value.first:%Y-%m}"
    return f"{value.first}..{value.last}"


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("≥", ">=").replace("≤", "<=")
    return "".join(plain.split())


def _whole(text: str) -> int | None:
    plain = _UNITS.sub("", text)
    return int(plain) if _WHOLE.fullmatch(plain) else None


def _fen(text: str) -> int | None:
    try:
        return Money.of_yuan(text).fen
    except RuleBroken:
        return None


def _yuan(fen: int) -> str:
    yuan, rest = divmod(fen, _FEN)
    return f"{yuan}.{rest:02}" if rest else str(yuan)


def _signed(sign: str, number: int | None) -> Bounds | None:
    if number is None:
        return None
    match sign:
        case ">=":
            return Bounds(number, None)
        case ">":
            return Bounds(number + 1, None)
        case "<=":
            return Bounds(None, number)
        case "<":
            return Bounds(None, number - 1)
    return Bounds(number, number)


def _span(text: str) -> Span | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    if found[3]:
        return Span(day, day)
    return month_of(day) if found[2] else year_of(day)


def _moved(day: date, days: int) -> date | None:
    try:
        return date.fromordinal(day.toordinal() + days)
    except (ValueError, OverflowError):
        return day
