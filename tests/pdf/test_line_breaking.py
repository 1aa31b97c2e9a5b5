"""No line begins or ends with a mark that may not stand there, and nothing is lost on the way."""

from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from mediation.pdf.characters import NO_LINE_END, NO_LINE_START, is_wide, may_part
from mediation.pdf.fonts import typeface
from mediation.pdf.line_breaking import Column, Line, break_lines
from tests.pdf.papers import FONTS, reader_of

EM = 10.0
COLUMN = Column(width=28 * EM, size=EM, first_indent=2 * EM)
IDEOGRAPHS = "调解协议书双方当事人自愿达成如下约定劳动争议工资"
MARKS = "，。、；：！？）》”’（《“‘…—·〔〕"
CHINESE = st.lists(
    st.one_of(
        st.text(alphabet=IDEOGRAPHS, min_size=1, max_size=8),
        st.sampled_from(MARKS),
        st.sampled_from(["2026", "38,600.00", "91440113MA5ABCDE1X", "——", "……", "ABC "]),
    ),
    min_size=1,
    max_size=120,
).map("".join)


def wide_or_half(character: str) -> float:
    return EM if is_wide(character) else EM / 2


def set_in(text: str, column: Column = COLUMN) -> list[str]:
    return [line.text for line in break_lines(text, column, wide_or_half)]


def width_of(line: Line) -> float:
    visible = len(line.text.rstrip(" "))
    return line.indent + sum(map(wide_or_half, line.text[:visible])) + sum(line.added[:visible])


@given(CHINESE)
def test_the_lines_joined_are_the_text(text: str) -> None:
    assert "".join(set_in(text)) == text


@given(CHINESE)
def test_a_line_breaks_only_where_it_may_unless_one_run_alone_is_too_long(text: str) -> None:
    lines = set_in(text)
    for above, below in pairwise(lines):
        could_part = any(may_part(*pair) for pair in pairwise(above))
        assert may_part(above[-1], below[0]) or not could_part


@given(CHINESE)
def test_no_line_reaches_beyond_the_margin(text: str) -> None:
    for line in break_lines(text, COLUMN, wide_or_half):
        assert width_of(line) <= COLUMN.width + 0.02


@given(st.text(alphabet=IDEOGRAPHS, min_size=60, max_size=300))
def test_every_line_but_the_last_ends_at_the_margin(text: str) -> None:
    for line in break_lines(text, COLUMN, wide_or_half)[:-1]:
        assert width_of(line) == pytest.approx(COLUMN.width, abs=0.02)


@pytest.mark.parametrize("mark", "，。、；：！？）》”’…")
def test_a_closing_mark_never_begins_a_line(mark: str) -> None:
    for lead in range(20, 32):
        lines = set_in("调" * lead + mark + "解" * 40)
        assert not any(line[0] in NO_LINE_START for line in lines)


@pytest.mark.parametrize("mark", "（《“‘【〔")
def test_an_opening_mark_never_ends_a_line(mark: str) -> None:
    for lead in range(20, 32):
        lines = set_in("调" * lead + mark + "解" * 40)
        assert not any(line[-1] in NO_LINE_END for line in lines)


def test_a_number_is_not_cut_in_two() -> None:
    lines = set_in("调" * 22 + "38,600.00元整")
    assert lines == ["调" * 22, "38,600.00元整"]


def test_a_dash_is_not_cut_in_two() -> None:
    assert set_in("调" * 25 + "——解") == ["调" * 25, "——解"]


def test_a_mark_that_overhangs_by_half_is_squeezed_in() -> None:
    column = Column(width=10 * EM, size=EM)
    first = break_lines("一二三，四五六七八。九十", column, wide_or_half)[0]
    assert first.text == "一二三，四五六七八。"
    narrow = break_lines("一二，三，四五六七八。九", column, wide_or_half)[0]
    assert narrow.text == "一二，三，四五六七八。"
    assert min(narrow.added) < 0


def test_a_mark_that_overhangs_too_far_takes_its_character_down() -> None:
    column = Column(width=10 * EM, size=EM)
    assert set_in("一二三四五六七八九十。", column) == ["一二三四五六七八九", "十。"]


def test_a_word_longer_than_a_line_is_cut_at_the_margin() -> None:
    lines = set_in("a" * 100_000, Column(width=10 * EM, size=EM))
    assert {len(line) for line in lines} == {20}


def test_a_line_of_few_gaps_is_left_ragged_rather_than_torn_apart() -> None:
    line = break_lines("甲乙" + "A" * 30, Column(width=16 * EM, size=EM), wide_or_half)[0]
    assert line.text == "甲乙"
    assert set(line.added) == {0.0}


def test_the_first_line_is_set_in_by_two_characters() -> None:
    lines = break_lines("调" * 60, COLUMN, wide_or_half)
    assert [len(line.text) for line in lines] == [26, 28, 6]
    assert [line.indent for line in lines] == [2 * EM, 0.0, 0.0]


def test_reportlab_still_lets_a_comma_begin_a_line() -> None:
    """The reason for breaking lines ourselves; when this fails, look whether we still need to."""
    face = typeface(FONTS.body).face_of("一")
    style = ParagraphStyle("plain", fontName=face, fontSize=10, leading=12, wordWrap="CJK")
    paragraph = Paragraph("一二三四五六七八九十，甲乙", style)
    buffer = BytesIO()
    canvas = Canvas(buffer)
    paragraph.wrapOn(canvas, 100, 1000)
    paragraph.drawOn(canvas, 100, 700)
    canvas.save()
    assert "\n，" in reader_of(buffer.getvalue()).pages[0].extract_text()
