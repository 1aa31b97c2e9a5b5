"""What the cells of a column hold: a page aligns by it, and a spreadsheet takes its format from it.

An identity number is text and never a number: Excel keeps fifteen digits and would change the
last three.
"""

from enum import StrEnum


class CellKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    DIGITS = "digits"
