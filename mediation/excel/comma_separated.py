"""A .csv that Excel and WPS open without questions: UTF-8 with a mark, CRLF, nothing a formula.

Most cells need no care at all, so many rows are joined and looked at together; only a row in
which something stands out is written cell by cell.  Long figures (identity numbers, phones) get an
apostrophe as well, because a spreadsheet would read them as numbers and keep fifteen digits.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from typing import IO

from mediation.excel.sheet import Cell, Row, Sheet, harmless
from mediation.rules.sheet import CellKind

_MARK = "\ufeff"
_END = "\r\n"
_TO_QUOTE = re.compile('[,"\r\n]')
_BETWEEN, _BELOW = "\x1f", "\x1e"
_TO_MIND = re.compile('[,"\x00-\x1d\x7f-\x9f\ud800-\udfff\ufffe\uffff]')
_FORMULA = re.compile("[\x1e\x1f][ \u3000]*[=+\\-@\t＝＋－＠]")
_LONG_FIGURES = re.compile(r"\d{11,}[Xx]?")
_AT_ONE_TIME = 500
_FEN = 100


class CommaSeparated:
    """One .csv, written from the top down."""

    def __init__(self, target: IO[bytes], sheet: Sheet) -> None:
        """Begin the file with its header."""
        self._target = target
        self._say = [_SAY.get(each.kind, _text) for each in sheet.columns]
        self._write(_MARK + ",".join(_cell(each.heading) for each in sheet.columns) + _END)

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows below what stands there."""
        waiting = iter(rows)
        while some := list(islice(waiting, _AT_ONE_TIME)):
            kept = zip(self._say, zip(*some, strict=True), strict=True)
            columns = [say(cells) for say, cells in kept]
            self._write("".join(_lines(list(zip(*columns, strict=True)))))

    def close(self, totals: Row, footer: Iterable[str]) -> None:
        """Write the line of totals and the lines below it."""
        if totals:
            self.add([totals])
        self._write("".join(_cell(line) + _END for line in footer))

    def _write(self, words: str) -> None:
        self._target.write(words.encode())


def _lines(rows: list[tuple[str, ...]]) -> list[str]:
    """Return rows as lines; the whole block is looked at once, and then only what stands out."""
    joined = [_BETWEEN.join(row) for row in rows]
    if _is_plain(joined):
        return [_BELOW.join(joined).replace(_BETWEEN, ",").replace(_BELOW, _END), _END]
    return [
        (words.replace(_BETWEEN, ",") if _is_plain([words]) else ",".join(map(_cell, row))) + _END
        for words, row in zip(joined, rows, strict=True)
    ]


def _is_plain(joined: list[str]) -> bool:
    """Tell whether no cell of these rows needs any care."""
    block = _BELOW + _BELOW.join(joined)
    return not _TO_MIND.search(block) and not _FORMULA.search(block)


def _cell(text: str) -> str:
    shown = harmless(text)
    if _TO_QUOTE.search(shown):
        return '"' + shown.replace('"', '""') + '"'
    return shown


def _yuan(fen: int) -> str:
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // _FEN}.{whole % _FEN:02}"


def _text(cells: Sequence[Cell]) -> list[str]:
    return [each or "" for each in cells]  # type: ignore[misc] # a column of texts


def _amounts(cells: Sequence[Cell]) -> list[str]:
    return _each_once(cells, lambda cell: _yuan(cell) if isinstance(cell, int) else str(cell or ""))


def _numbers(cells: Sequence[Cell]) -> list[str]:
    return _each_once(cells, lambda cell: "" if cell is None else str(cell))


def _days(cells: Sequence[Cell]) -> list[str]:
    return _each_once(
        cells, lambda cell: cell.isoformat()[:10] if isinstance(cell, date) else str(cell or "")
    )


def _each_once(cells: Sequence[Cell], say: Callable[[Cell], str]) -> list[str]:
    """Say each value once, however often it stands in the column."""
    said = {each: say(each) for each in set(cells)}
    return [said[each] for each in cells]


def _figures(cells: Sequence[Cell]) -> list[str]:
    texts = [str(each or "") for each in cells]
    return [f"'{each}" if _LONG_FIGURES.fullmatch(each) else each for each in texts]


_SAY: dict[CellKind, Callable[[Sequence[Cell]], list[str]]] = {
    CellKind.MONEY: _amounts,
    CellKind.NUMBER: _numbers,
    CellKind.DATE: _days,
    CellKind.DIGITS: _figures,
}
