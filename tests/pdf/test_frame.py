"""The page is the one of GB/T 9704, a draft says so, and the same paper gives the same bytes."""

from dataclasses import replace
from datetime import date

from pypdf import PageObject

from mediation.pdf.agreement import agreement_pdf
from mediation.pdf.blocks import Block, Kind, Sheet, SigningBand, SigningPlace
from mediation.pdf.frame import BOTTOM, DRAFT_NOTE, LEFT, TOP, Imprint, paper_pdf
from mediation.pdf.page_breaks import pages_of
from mediation.pdf.typesetting import MILLIMETRE, TEXT_HEIGHT, TEXT_WIDTH, Row, rows_of
from tests.pdf.papers import AGREEMENT, FONTS, reader_of, squeezed, text_in

A_DAY = date(2026, 11, 20)
LONG = "调解协议书双方当事人自愿达成如下约定，" * 60


def places_on(page: PageObject) -> list[tuple[float, float, str]]:
    """Return where each run of text on a page begins."""
    found: list[tuple[float, float, str]] = []

    def visit(text: str, _page: object, matrix: list[float], *_rest: object) -> None:
        if text.strip():
            found.append((matrix[4], matrix[5], text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def room_in_the_foot(page: PageObject) -> set[float]:
    """Return the room added after each character of the lines below the text block."""
    contents = page.get_contents()
    assert contents is not None
    found: set[float] = set()
    added, height = 0.0, 0.0
    for operands, operator in contents.operations:
        if operator == b"Tc":
            added = float(operands[0])
        elif operator == b"Tm":
            height = float(operands[5])
        elif operator == b"Tj" and height < BOTTOM:
            found.add(added)
    return found


def clause(text: str) -> Sheet:
    return Sheet("试验", "", (Block(Kind.CLAUSE, text),))


def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    page = reader_of(paper_pdf(clause("调" * 600), Imprint(A_DAY), FONTS)).pages[0]
    width, height = (float(side) for side in page.mediabox[2:])
    margins = [height - TOP, width - LEFT - TEXT_WIDTH, BOTTOM, LEFT]
    assert [round(margin / MILLIMETRE) for margin in margins] == [37, 26, 35, 28]
    assert [round(width / MILLIMETRE), round(height / MILLIMETRE)] == [210, 297]


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters() -> None:
    page = pages_of(rows_of(clause("调" * 1000), FONTS))[0]
    assert len(page) == 22
    assert {len(row.pieces[0].line.text) for row in page[1:]} == {28}


def test_nothing_stands_outside_the_text_block() -> None:
    for page in pages_of(rows_of(clause(LONG), FONTS)):
        assert sum(row.height for row in page) <= TEXT_HEIGHT + 0.5
        for piece in (piece for row in page for piece in row.pieces):
            advance = sum(map(piece.typeface.advance_of, piece.line.text)) * piece.size
            assert piece.left + advance + sum(piece.line.added) <= TEXT_WIDTH + 0.05


def test_odd_pages_are_numbered_on_the_right_and_even_ones_on_the_left() -> None:
    pages = reader_of(paper_pdf(clause("调" * 1000), Imprint(A_DAY), FONTS)).pages
    for number, page in enumerate(pages, start=1):
        left, bottom, _text = next(at for at in places_on(page) if squeezed(at[2]) == f"—{number}—")
        assert bottom < BOTTOM
        assert (left > LEFT + TEXT_WIDTH / 2) == (number % 2 == 1)


def test_the_foot_is_not_squeezed_like_the_last_line_above_it() -> None:
    squeezed_line = "解组织印章后生效，对双方当事人具有约束力，当事人应当履行。"
    clauses = (Block(Kind.CLAUSE, "调" * 26 + squeezed_line),) * 30
    for before in ((), (Block(Kind.CLAUSE, "调"),)):
        sheet = Sheet("试验", "", (*before, *clauses))
        pages = reader_of(paper_pdf(sheet, Imprint(A_DAY), FONTS)).pages
        assert [room_in_the_foot(page) for page in pages] == [{0.0}] * len(pages)


def test_a_signature_never_stands_alone_on_a_page() -> None:
    band = SigningBand((SigningPlace("申请人（签名）：", "王𠮷平"),))
    for length in range(400, 700, 14):
        sheet = replace(clause("调" * length), signing=(band,))
        last = pages_of(rows_of(sheet, FONTS))[-1]
        assert any("调" in piece.line.text for row in last for piece in row.pieces)


def test_a_heading_never_ends_a_page() -> None:
    rows = [*(Row(TEXT_HEIGHT / 22) for _ in range(21)), Row(20.0, keeps_next=True), Row(20.0)]
    assert [len(page) for page in pages_of(rows)] == [21, 2]


def test_a_run_taller_than_a_page_is_broken_where_the_page_ends() -> None:
    rows = [Row(TEXT_HEIGHT / 10, keeps_next=True) for _ in range(25)]
    assert [len(page) for page in pages_of(rows)] == [10, 10, 5]


def test_a_draft_says_so_on_every_page_and_a_final_paper_does_not() -> None:
    draft = reader_of(agreement_pdf(replace(AGREEMENT, is_final=False), FONTS))
    for page in draft.pages:
        words = squeezed(page.extract_text())
        assert DRAFT_NOTE in words
        assert "SHA-256" not in words
    assert "草稿" not in text_in(agreement_pdf(AGREEMENT, FONTS))


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert agreement_pdf(AGREEMENT, FONTS) == agreement_pdf(AGREEMENT, FONTS)


def test_a_paper_says_its_title_its_language_and_its_day() -> None:
    reader = reader_of(agreement_pdf(AGREEMENT, FONTS))
    assert reader.metadata is not None
    assert reader.metadata.title == "劳动争议调解协议书 番劳调协〔2026〕0001号"
    assert reader.metadata.creation_date_raw == "D:20261120000000+08'00'"
    assert str(reader.root_object["/Lang"]) == "zh-CN"
