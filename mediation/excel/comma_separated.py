"""A .csv that Excel and WPS open without questions: UTF-8 with a mark, CRLF, nothing a formula.

Most cells need no care at all, so many rows are joined and looked at together; only a row in
which something stands out is written cell by cell.  Long figures (identity numbers, phones) get an
apostrophe as well, because a spreadsheet would read them as numbers and keep fifteen digits.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import IO

from mediation.excel.sheet import Cell, Row, Sheet, harmless
from mediation.rules.sheet import CellKind

_MARK = "\ufeff"
_END = "\r\n"
_TO_QUOTE = re.compile('[,"\r\n]')
_BETWEEN, _BELOW = "\x1f", "\x1e"
_STANDS_OUT = re.compile(
    '(?:^|[\x1e\x1f])[ \u3000]*[=+\\-@\t＝＋－＠]|[,"\x00-\x1d\x7f-\x9f\ud800-\udfff\ufffe\uffff]'
)
_LONG_FIGURES = re.compile(r"\d{11,}[Xx]?")
_AT_ONE_TIME = 500
_FEN = 100


class CommaSeparated:
    """One .csv, written from the top down."""

    def __init__(self, target: IO[bytes], sheet: Sheet) -> None:
        """Begin the file with its header."""
        self._target = target
        kinds = [each.kind for each in sheet.columns]
        self._money = [at for at, kind in enumerate(kinds) if kind is CellKind.MONEY]
        self._others = [
            at for at, kind in enumerate(kinds) if kind in {CellKind.NUMBER, CellKind.DATE}
        ]
        self._figures = [at for at, kind in enumerate(kinds) if kind is CellKind.DIGITS]
        self._write(_MARK + ",".join(_cell(each.heading) for each in sheet.columns) + _END)

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows below what stands there."""
        waiting = iter(rows)
        while some := [self._said(row) for row in islice(waiting, _AT_ONE_TIME)]:
            self._write("".join(_lines(some)))

    def close(self, totals: Row, footer: Iterable[str]) -> None:
        """Write the line of totals and the lines below it."""
        if totals:
            self.add([totals])
        self._write("".join(_cell(line) + _END for line in footer))

    def _said(self, row: Row) -> list[str]:
        cells: list[Cell] = list(row)
        for at in self._money:
            fen = cells[at]
            cells[at] = _yuan(fen) if isinstance(fen, int) else fen
        for at in self._others:
            cells[at] = _plain(cells[at])
        for at in self._figures:
            cells[at] = _marked(cells[at])
        return [each or "" for each in cells]  # type: ignore[misc] # texts by now

    def _write(self, words: str) -> None:
        self._target.write(words.encode())


def _lines(rows: list[list[str]]) -> list[str]:
    """Return rows as lines; the whole block is looked at once, and then only what stands out."""
    joined = [_BETWEEN.join(row) for row in rows]
    block = _BELOW.join(joined)
    is_simple = block.count(_BETWEEN) == sum(len(row) - 1 for row in rows)
    if is_simple and not _STANDS_OUT.search(block):
        return [block.replace(_BETWEEN, ",").replace(_BELOW, _END), _END]
    return [",".join(map(_cell, row)) + _END for row in rows]


def _cell(text: str) -> str:
    shown = harmless(text)
    if _TO_QUOTE.search(shown):
        return '"' + shown.replace('"', '""') + '"'
    return shown


def _yuan(fen: int) -> str:
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // _FEN}.{whole % _FEN:02}"


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return None if cell is None else str(cell)


def _marked(cell: Cell) -> Cell:
    text = str(cell or "")
    return f"'{text}" if _LONG_FIGURES.fullmatch(text) else text
