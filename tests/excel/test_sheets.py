"""Files are read back by another program: what was typed is text, and the page prints right."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.excel.sheet import Sheet, SheetColumn, plain_text
from mediation.rules.sheet import CellKind
from tests.excel.sheets import (
    ROW,
    SPACE,
    TOTALS,
    book_xml,
    cells_of,
    comma_separated_of,
    page_xml,
    workbook_of,
)

ONE = Sheet("台账", (SheetColumn("申请人", CellKind.TEXT, 10), SheetColumn("b", CellKind.TEXT, 9)))
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1＋1",
    "＋1",
    "－1",
    "＠a",
    " =1",
    "　＝1",
]


def test_days_are_days_and_numbers_of_persons_are_text():
    head, row, totals, foot = cells_of(workbook_of([ROW], footer=("导出人：何敏仪",)))
    assert head == ["案号", "身份证号", "登记日期", "人数", "涉及金额"]
    assert row == [ROW[0], "440113199001011234", date(2026, 3, 5), 12.0, 38600.5]
    assert totals == ["合计", "", "", 12.0, 38600.5]
    assert foot[0] == "导出人：何敏仪"


def test_a_number_of_a_person_has_the_format_of_text():
    xml = page_xml(workbook_of([ROW]))
    cell = xml.find(".//m:c[@r='B2']", SPACE)
    ignored = xml.find(".//m:ignoredError", SPACE)
    assert cell is not None
    assert cell.get("t") == "inlineStr"
    assert ignored is not None
    assert (ignored.get("sqref"), ignored.get("numberStoredAsText")) == ("B2:B2", "1")


def test_the_head_stays_in_sight_filters_and_is_printed_on_each_page():
    content = workbook_of([ROW, ROW])
    xml = page_xml(content)
    pane, filtered = xml.find(".//m:pane", SPACE), xml.find("m:autoFilter", SPACE)
    paper, fit = xml.find("m:pageSetup", SPACE), xml.find(".//m:pageSetUpPr", SPACE)
    assert pane is not None
    assert (pane.get("xSplit"), pane.get("ySplit"), pane.get("state")) == ("1", "1", "frozen")
    assert filtered is not None
    assert filtered.get("ref") == "A1:E3"
    assert paper is not None
    assert (paper.get("paperSize"), paper.get("orientation")) == ("8", "landscape")
    assert (paper.get("fitToHeight"), fit is not None) == ("0", True)
    assert "_xlnm.Print_Titles" in book_xml(content)
    assert "台账!$1:$1" in book_xml(content)


def test_an_empty_sheet_is_still_a_sheet():
    assert cells_of(workbook_of([], ("合计", None, None, 0, 0)))[1][0] == "合计"


@pytest.mark.parametrize("typed", FORMULAS, ids=repr)
def test_nothing_becomes_a_formula_in_a_workbook(typed):
    content = workbook_of([(typed, "http://evil.example")], ("", ""), sheet=ONE)
    xml = page_xml(content)
    assert xml.findall(".//m:f", SPACE) == []
    assert xml.findall("m:hyperlinks", SPACE) == []
    assert cells_of(content)[1] == [plain_text(typed), "http://evil.example"]


@pytest.mark.parametrize("typed", FORMULAS, ids=repr)
def test_nothing_becomes_a_formula_in_a_text_file(typed):
    beside = "a,b"
    [_head, row] = csv.reader(io.StringIO(comma_separated_of([(typed, beside)], sheet=ONE)[1:]))
    assert row == [f"'{typed}", beside]


def test_a_text_file_says_days_and_amounts_plainly_and_marks_long_figures():
    lines = comma_separated_of([ROW], TOTALS, ("行数：1",)).split("\r\n")
    assert lines[0] == "\ufeff案号,身份证号,登记日期,人数,涉及金额"
    assert lines[1] == "番劳调〔2026〕0001号,'440113199001011234,2026-03-05,12,38600.50"
    assert lines[2:] == ["合计,,,12,38600.50", "行数：1", ""]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_any_text_survives_in_both_files(rows):
    kept = [tuple(plain_text(cell) for cell in row) for row in rows]
    shown = [list(row) for row in cells_of(workbook_of(rows, (), sheet=ONE))[1:] if any(row)]
    assert shown == [list(row) for row in kept if any(row)]
    text = comma_separated_of(rows, sheet=ONE).removeprefix("\ufeff")
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert len(read) == len(rows)
    assert not any(
        cell.lstrip(" \u3000")[:1] in set("=+-@＝＋－＠") - {""} for r in read for cell in r
    )


def test_a_hostile_name_stays_a_name():
    name = '=HYPERLINK("http://evil.example","点击")\x00\x0b\ud800'
    [_head, row, *_rest] = cells_of(workbook_of([(name, "")], ("", ""), sheet=ONE))
    assert row[0] == '=HYPERLINK("http://evil.example","点击")'
