"""Every character is drawn by a font that has it, embedded, and extracted unchanged."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

import mediation.pdf
from mediation.basics.errors import RuleBroken
from mediation.pdf.agreement import agreement_pdf
from mediation.pdf.blocks import Block, Kind, Sheet
from mediation.pdf.fonts import FontSet, missing_characters, typeface, unicode_map
from mediation.pdf.frame import Imprint, paper_pdf
from mediation.wording.sentences import sentence
from tests.pdf.papers import (
    AGREEMENT,
    FONTS,
    RARE,
    WORKER,
    dictionaries_in,
    dictionary_at,
    squeezed,
    text_in,
)

TYPEFACES = Path(mediation.pdf.__path__[0]) / "typefaces"
REGULAR = TYPEFACES / "NotoSerifSC-Regular.ttf"
UNDRAWN = "𰻝"
PLANES = (
    (0x3400, 0x4DB5),
    (0x4E00, 0x9FEF),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
DRAWABLE = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DB5),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
    st.characters(min_codepoint=0x21, max_codepoint=0x7E),
    st.sampled_from("，。、；：！？（）《》“”‘’……——·〔〕【】①％￥¥×÷≥㎡Ⅳ"),
)


def is_font(dictionary: DictionaryObject) -> bool:
    return dictionary.get("/Type") == "/Font"


def one_line(text: str, fonts: FontSet = FONTS) -> bytes:
    sheet = Sheet("试验", "", (Block(Kind.CLAUSE, text),))
    return paper_pdf(sheet, Imprint(date(2026, 11, 20)), fonts)


def test_the_font_files_are_as_they_were_cut() -> None:
    sums = dict(
        line.split("  ")[::-1]
        for line in (TYPEFACES / "SHA256SUMS").read_text().split("\n")
        if line
    )
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in TYPEFACES.glob("*.ttf")
    }
    assert found == sums


def test_every_font_comes_with_its_licence() -> None:
    table = (TYPEFACES / "README.md").read_text(encoding="utf-8")
    assert all(path.name in table for path in TYPEFACES.glob("*.ttf"))
    assert "SIL OPEN FONT LICENSE" in (TYPEFACES / "OFL.txt").read_text(encoding="utf-8")
    assert "Hanazono Font License" in (TYPEFACES / "HANAZONO-LICENSE.txt").read_text("utf-8")


@pytest.mark.parametrize("character", RARE)
def test_a_rare_character_is_extracted_unchanged(character: str) -> None:
    assert f"甲{character}乙" in text_in(one_line(f"甲{character}乙"))


@settings(max_examples=40, deadline=None)
@given(st.lists(DRAWABLE, min_size=1, max_size=120).map("".join))
def test_what_goes_in_as_text_comes_out_as_text(text: str) -> None:
    assert squeezed(text) in text_in(one_line(text))


def test_every_font_of_a_paper_is_embedded() -> None:
    fonts = [each for each in dictionaries_in(agreement_pdf(AGREEMENT, FONTS)) if is_font(each)]
    descriptors = [dictionary_at(font, "/FontDescriptor") for font in fonts]
    assert len(fonts) >= 3
    assert all("/FontFile2" in descriptor for descriptor in descriptors)


def test_a_name_takes_each_character_from_the_first_font_that_has_it() -> None:
    chain = typeface(FONTS.body)
    assert chain.face_of("王").startswith("NotoSerifSC-Regular")
    assert chain.face_of("𠮷").startswith("HanaMinB")


def test_all_characters_of_gb_18030_that_people_are_named_by_are_drawn() -> None:
    everything = "".join(chr(code) for first, last in PLANES for code in range(first, last + 1))
    assert missing_characters(everything) == ()


def test_a_character_that_no_font_has_is_named() -> None:
    assert missing_characters(f"王{UNDRAWN}平\n{UNDRAWN}\u200b") == (UNDRAWN, "\u200b")


def test_a_paper_with_such_a_character_is_refused_by_name() -> None:
    paper = replace(AGREEMENT, applicants=(replace(WORKER, name=f"王{UNDRAWN}"),))
    with pytest.raises(RuleBroken) as refusal:
        agreement_pdf(paper, FONTS)
    assert refusal.value.code == "paper.missing_glyph"
    assert f"{UNDRAWN}（U+30EDD）" in sentence(refusal.value)


def test_an_office_font_stands_first_and_the_shipped_ones_fill_in() -> None:
    office = FontSet.with_office_font(TYPEFACES / "NotoSerifSC-Bold.ttf")
    chain = typeface(office.body)
    assert chain.face_of("王").startswith("NotoSerifSC-Bold")
    assert chain.face_of("㐂").startswith("NotoSerifSC-Regular")
    assert "王𠮷平" in text_in(one_line("王𠮷平", office))


def test_an_office_without_a_font_of_its_own_gets_the_shipped_ones() -> None:
    assert FontSet.with_office_font(None) == FontSet()


@pytest.mark.parametrize("content", [None, b"not a font"])
def test_an_unreadable_office_font_is_refused_by_its_file(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "office.ttf"
    if content:
        path.write_bytes(content)
    with pytest.raises(RuleBroken) as refusal:
        one_line("王", FontSet.with_office_font(path))
    assert refusal.value.facts == {"file": "office.ttf"}


def test_papers_drawn_at_once_do_not_mix() -> None:
    names = [f"{character}{character}公司" for character in RARE] * 4
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(one_line, names))
    assert [name in text_in(pdf) for name, pdf in zip(names, drawn, strict=True)] == [True] * 24


def test_the_unicode_map_writes_surrogate_pairs_and_short_blocks() -> None:
    written = unicode_map("F", [0x20BB7, *range(0x4E00, 0x4E00 + 150)])
    assert "<00> <D842DFB7>" in written
    assert "100 beginbfchar" in written
    assert "51 beginbfchar" in written


def test_reportlab_still_writes_five_digits_above_the_first_plane() -> None:
    """The reason for our own map; when this fails, look whether we still need it."""
    assert "<00> <20BB7>" in ttfonts.makeToUnicodeCMap("F", [0x20BB7])


def test_reportlab_still_draws_a_missing_character_as_nothing() -> None:
    """The reason for the chain and the refusal; when this fails, are they still needed?"""
    font = ttfonts.TTFont("plain", str(REGULAR))
    pdfmetrics.registerFont(font)
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("plain", 16)
    canvas.drawString(100, 700, "王𠮷平")
    canvas.save()
    assert "王𠮷平" not in text_in(buffer.getvalue())
