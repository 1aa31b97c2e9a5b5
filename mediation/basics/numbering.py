"""Numbers shown to people, such as 番劳调〔2026〕0001号, made in one place.

Such a number is a label: the prefix belongs to a body and a track, the year is the year of
registration in Guangzhou, and the sequence runs without gaps within both.  It is never a key and
never part of an address (see `ids`); after 9999 it simply grows longer.
"""


def case_number(*, prefix: str, year: int, sequence: int) -> str:
    """Return the number that the case or paper bears."""
    if not prefix or sequence < 1:
        raise ValueError("a number needs a prefix and a sequence that starts at one")
    return f"{prefix}〔{year:04d}〕{sequence:04d}号"
