"""The ground floor: clock, errors, money, identifiers, text.

Standard library only (and pypinyin in `text`).  Nothing here knows what a case is, so every
room above may lean on it without learning anything about the trade.
"""
