"""What the tests of spreadsheets read back: cells as a program sees them, and the XML."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from mediation.excel.comma_separated import CommaSeparated
from mediation.excel.sheet import Row, Sheet, SheetColumn
from mediation.excel.workbook import Workbook
from mediation.rules.sheet import CellKind

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
SHEET = Sheet(
    "台账",
    (
        SheetColumn("案号", CellKind.TEXT, 22),
        SheetColumn("身份证号", CellKind.DIGITS, 22),
        SheetColumn("登记日期", CellKind.DATE, 12),
        SheetColumn("人数", CellKind.NUMBER, 8),
        SheetColumn("涉及金额", CellKind.MONEY, 14),
    ),
)
ROW: Row = ("番劳调〔2026〕0001号", "440113199001011234", date(2026, 3, 5), 12, 3860050)
TOTALS: Row = ("合计", None, None, 12, 3860050)


def workbook_of(
    rows: Iterable[Row], totals: Row = TOTALS, footer: tuple[str, ...] = (), sheet: Sheet = SHEET
) -> bytes:
    """Return an .xlsx of these rows."""
    file = io.BytesIO()
    book = Workbook(file, sheet)
    book.add(rows)
    book.close(totals, footer)
    return file.getvalue()


def comma_separated_of(
    rows: Iterable[Row], totals: Row = (), footer: tuple[str, ...] = (), sheet: Sheet = SHEET
) -> str:
    """Return a .csv of these rows, its mark included."""
    file = io.BytesIO()
    text = CommaSeparated(file, sheet)
    text.add(rows)
    text.close(totals, footer)
    return file.getvalue().decode()


def cells_of(content: bytes) -> Sequence[Sequence[object]]:
    """Return the cells as another program reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


def page_xml(content: bytes) -> ElementTree.Element:
    """Return the XML of the one sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file


def book_xml(content: bytes) -> str:
    """Return the XML that names ranges of the sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("xl/workbook.xml").decode()
