"""Numbers and days as papers write them: 第二百零五条, 一式三份, 2026年11月20日."""

from datetime import date, datetime

from mediation.basics.clock import local

_DIGITS = "零一二三四五六七八九"
_PLACES = ((100, "百"), (10, "十"))


def in_chinese(number: int) -> str:
    """Write a whole number from 1 to 999 in Chinese characters."""
    if not 1 <= number <= 999:
        raise ValueError("only numbers from 1 to 999 are written out")
    parts = ""
    rest = number
    for size, name in _PLACES:
        digit, rest = divmod(rest, size)
        if digit:
            parts += _DIGITS[digit] + name
        elif parts and rest and not parts.endswith("零"):
            parts += "零"
    parts += _DIGITS[rest] if rest else ""
    return parts.removeprefix("一") if 10 <= number <= 19 else parts


def day(value: date) -> str:
    """Write a day as documents do: 2026年3月7日."""
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime) -> str:
    """Write an instant in Guangzhou's time, to the minute: 2026年3月7日14时05分."""
    there = local(value)
    return f"{day(there.date())}{there.hour}时{there.minute:02d}分"
