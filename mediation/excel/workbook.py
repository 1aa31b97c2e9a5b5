"""An .xlsx as an office wants it: it opens, filters and prints as it is.

The header and the first column stay in sight, the header has filter arrows, pages are A3 across
with the header on each of them, days are real dates and numbers of persons are text.  Amounts
come in fen and stand in yuan.  Rows are written as they come; what closes the sheet (totals, who
made it and when) is given last.  What waits to be packed lies in a folder that only this
process may enter, and goes with it.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from tempfile import TemporaryDirectory
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from mediation.excel.sheet import Cell, Row, Sheet, plain_text
from mediation.rules.sheet import CellKind

_A3 = 8
_FIRST_DAY = date(1899, 12, 30)
_FEN = 100
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_LONGEST_TITLE = 31
_LONGEST_HEAD = 200
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "top"}
_FORMATS: dict[CellKind, dict[str, Any]] = {
    CellKind.TEXT: {},
    CellKind.LONG_TEXT: {"text_wrap": True},
    CellKind.NUMBER: {"num_format": "0"},
    CellKind.MONEY: {"num_format": "#,##0.00"},
    CellKind.DATE: {"num_format": "yyyy-mm-dd", "align": "left"},
    CellKind.DIGITS: {"num_format": "@"},
}


class Workbook:
    """One .xlsx with one sheet, written from the top down."""

    def __init__(self, target: IO[bytes], sheet: Sheet) -> None:
        """Begin the file with its header."""
        self._scratch = TemporaryDirectory(prefix="mediation-sheet-")
        self._book = xlsxwriter.Workbook(target, _OPTIONS | {"tmpdir": self._scratch.name})
        self._page: Worksheet = self._book.add_worksheet(sheet.title[:_LONGEST_TITLE])
        self._columns = sheet.columns
        self._at = 0
        self._formats: dict[CellKind, Format] = {
            kind: self._book.add_format(_FONT | looks) for kind, looks in _FORMATS.items()
        }
        self._bold = {
            kind: self._book.add_format(_FONT | looks | {"bold": True, "top": 1})
            for kind, looks in _FORMATS.items()
        }
        self._write = tuple(self._writer(each.kind) for each in sheet.columns)
        self._set_up(sheet)

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows below what stands there."""
        write, at = self._write, self._at
        for row in rows:
            at += 1
            for place, cell in enumerate(row):
                if cell is not None and cell != "":
                    write[place](at, place, cell)
        self._at = at

    def close(self, totals: Row, footer: Iterable[str]) -> None:
        """Write the line of totals and the lines below it, and finish the file."""
        last = max(self._at, 1)
        self._page.autofilter(0, 0, last, len(self._columns) - 1)
        texts = [at for at, each in enumerate(self._columns) if each.kind is CellKind.DIGITS]
        if texts:
            spans = " ".join(_span(at, last) for at in texts)
            self._page.ignore_errors({"number_stored_as_text": spans})
        self._at += 1
        for place, cell in enumerate(totals):
            self._total(place, cell)
        plain = self._book.add_format({"font_name": "宋体", "font_size": 9})
        for line in footer:
            self._at += 1
            self._page.write_string(self._at, 0, plain_text(line), plain)
        self._book.close()
        self._scratch.cleanup()

    def _set_up(self, sheet: Sheet) -> None:
        page = self._page
        head = self._book.add_format(
            {"font_name": "黑体", "font_size": 10, "bold": True, "bottom": 1, "text_wrap": True}
        )
        for place, each in enumerate(sheet.columns):
            page.set_column(place, place, each.width)
            page.write_string(0, place, plain_text(each.heading), head)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.set_landscape()
        page.set_paper(_A3)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        words = plain_text(sheet.printed_head or sheet.title).replace("&", "&&")
        page.set_header(f"&C&12{words[:_LONGEST_HEAD]}")
        page.set_footer("&C第 &P 页，共 &N 页")

    def _writer(self, kind: CellKind) -> Callable[[int, int, Any], object]:
        form, page = self._formats[kind], self._page
        if kind is CellKind.DATE:
            return lambda at, place, cell: page.write_number(at, place, _serial(cell), form)
        if kind is CellKind.MONEY:
            return lambda at, place, cell: page.write_number(at, place, cell / _FEN, form)
        if kind is CellKind.NUMBER:
            return lambda at, place, cell: page.write_number(at, place, cell, form)
        return lambda at, place, cell: page.write_string(at, place, plain_text(cell), form)

    def _total(self, place: int, cell: Cell) -> None:
        kind = self._columns[place].kind
        if isinstance(cell, int):
            number = cell / _FEN if kind is CellKind.MONEY else cell
            self._page.write_number(self._at, place, number, self._bold[kind])
        else:
            text = plain_text(str(cell or ""))
            self._page.write_string(self._at, place, text, self._bold[CellKind.TEXT])


def _serial(day: date) -> int:
    """Return a day as spreadsheets count it."""
    plain = day.date() if isinstance(day, datetime) else day
    return (plain - _FIRST_DAY).days


def _span(place: int, last: int) -> str:
    name = xl_col_to_name(place)
    return f"{name}2:{name}{last + 1}"
