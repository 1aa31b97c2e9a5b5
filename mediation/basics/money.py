"""Money: a whole number of fen, made from what people write and printed as papers need it.

There is no float anywhere.  An amount that somebody types is read strictly: at most two decimals,
no exponent, at most a thousand million yuan, so that `1E+400` or a slipped zero is refused at the
field.  Full-width digits, thousands marks that stand where they belong, ¥, 元 and the 万 of a
phone call (`1.2万`) are understood, because that is how amounts arrive.

A negative amount can only come from a difference; nobody may write one.

大写 keeps the form that Chinese banks print: 整 after a whole number of yuan or jiao, one 零 for a
gap between two digits, none where a 万 or the yuan itself ends in zero (107,000 is 壹拾万柒仟元整).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from mediation.basics.errors import RuleBroken

LARGEST_YUAN = 10**9

_WRITTEN = re.compile(
    r"¥?\s*(?P<number>(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)\s*(?P<ten_thousand>万)?\s*元?"
)
_LONGEST_WRITTEN = 24  # fewer digits than Decimal keeps, so nothing is rounded on the way
_FEN = Decimal("0.01")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in renminbi, kept as whole fen."""

    fen: int

    @classmethod
    def of_yuan(cls, written: str | Decimal | int) -> Self:
        """Read an amount in yuan; refuse what is not exactly a payable amount."""
        yuan = _read(written) if isinstance(written, str) else Decimal(written)
        if not yuan.is_finite():
            raise RuleBroken("money.not_an_amount")
        if yuan < 0:
            raise RuleBroken("money.negative")
        if yuan > LARGEST_YUAN:
            raise RuleBroken("money.too_large", largest=cls(LARGEST_YUAN * 100).figures)
        payable = yuan.quantize(_FEN)
        if payable != yuan:
            raise RuleBroken("money.too_precise")
        return cls(int(payable * 100))

    @classmethod
    def total(cls, amounts: Iterable["Money"]) -> Self:
        """Add up any number of amounts; none at all make zero."""
        return cls(sum(amount.fen for amount in amounts))

    @property
    def yuan(self) -> Decimal:
        """The amount in yuan with its two decimals."""
        return Decimal(self.fen).scaleb(-2)

    @property
    def figures(self) -> str:
        """The amount as tables print it, such as 12,345.60."""
        return f"{self.yuan:,.2f}"

    @property
    def capitals(self) -> str:
        """The amount in 大写, such as 人民币叁万捌仟陆佰元整."""
        yuan, fen = divmod(abs(self.fen), 100)
        sign = "负" if self.fen < 0 else ""
        whole = f"{_named(yuan)}元" if yuan or not fen else ""
        return f"人民币{sign}{whole}{_small_change(fen, after_yuan=bool(yuan))}"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)


def _read(written: str) -> Decimal:
    """Read the characters; the length is bounded before any number is made of them."""
    text = unicodedata.normalize("NFKC", written).strip()
    if not text:
        raise RuleBroken("money.missing")
    found = _WRITTEN.fullmatch(text) if len(text) <= _LONGEST_WRITTEN else None
    if found is None:
        raise RuleBroken("money.negative" if text.startswith("-") else "money.not_an_amount")
    number = Decimal(found["number"].replace(",", ""))
    return number * 10_000 if found["ten_thousand"] else number


def _named(number: int) -> str:
    """Name a whole number by its 亿 and 万, with 零 where digits are missing in front of the rest."""
    for size, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return f"{_named(high)}{mark}{gap}{_named(low) if low else ''}"
    return _four_digits(number)


def _four_digits(number: int) -> str:
    if not number:
        return "零"
    parts: list[str] = []
    gap = False
    for digit, place in zip(f"{number:04d}", _PLACES, strict=True):
        if digit == "0":
            gap = bool(parts)
            continue
        parts.append(f"{'零' if gap else ''}{_DIGITS[int(digit)]}{place}")
        gap = False
    return "".join(parts)


def _small_change(fen: int, *, after_yuan: bool) -> str:
    jiao, cent = divmod(fen, 10)
    if not fen:
        return "整"
    if not jiao:
        return f"{'零' if after_yuan else ''}{_DIGITS[cent]}分"
    return f"{_DIGITS[jiao]}角{f'{_DIGITS[cent]}分' if cent else '整'}"
