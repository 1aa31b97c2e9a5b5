"""The page around the text: margins, page numbers, the mark in the foot, and 草稿 on drafts.

A4 with 37 mm above and 28 mm at the binding side; the page number `— 1 —` in 四号, seven
millimetres below the text, odd pages right and even pages left.  The same paper gives the same
bytes: no time of day, no random identifier goes in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from mediation.pdf.blocks import Sheet
from mediation.pdf.fonts import EMBEDDING, FontSet, Typeface, refuse_missing, typeface
from mediation.pdf.mark import Mark, code_of
from mediation.pdf.page_breaks import on_one_page, pages_of
from mediation.pdf.typesetting import (
    BODY_SIZE,
    MILLIMETRE,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    Piece,
    Row,
    rows_of,
)

TOP = A4[1] - 37 * MILLIMETRE
LEFT = 28 * MILLIMETRE
BOTTOM = TOP - TEXT_HEIGHT
PAGE_NUMBER_SIZE = 14.0
FOOT_SIZE = 7.0
FOOT_PITCH = 10.5
CODE_SIDE = 18 * MILLIMETRE
CODE_BOTTOM = 9 * MILLIMETRE
DRAFT = "草稿"
DRAFT_NOTE = "本稿尚未定稿，不得用于签署"
CODE_NOTE = "二维码只含编号、版本和校验码，不含个人信息"

_BASELINE = 0.38  # of the type size, from the middle of the strip down to the baseline
_CODE_FORM = "mark"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is said about a paper outside its text: the mark when final, else it is a draft."""

    dated: date
    mark: Mark | None = None
    is_draft: bool = False


def paper_pdf(sheet: Sheet, imprint: Imprint, fonts: FontSet) -> bytes:
    """Set and draw a sheet; refuses with `paper.missing_glyph` what no font can draw."""
    refuse_missing(sheet.words + sheet.title + sheet.number, fonts)
    buffer = BytesIO()
    with EMBEDDING:
        _draw(sheet, imprint, fonts, buffer)
    return buffer.getvalue()


def _draw(sheet: Sheet, imprint: Imprint, fonts: FontSet, buffer: BytesIO) -> None:
    rows = rows_of(sheet, fonts)
    pages = pages_of(on_one_page(rows) if sheet.is_letter else rows)
    canvas = _canvas(sheet, imprint, fonts, buffer)
    if imprint.mark:
        _draw_code_form(canvas, imprint.mark)
    for number, rows in enumerate(pages, start=1):
        if imprint.is_draft:
            _draw_draft(canvas, fonts)
        _draw_rows(canvas, rows)
        _draw_page_number(canvas, number, fonts)
        if imprint.mark:
            _draw_mark(canvas, imprint.mark, (number, len(pages)), fonts)
        canvas.showPage()
    canvas.save()


def _canvas(sheet: Sheet, imprint: Imprint, fonts: FontSet, buffer: BytesIO) -> Canvas:
    rl_config.useA85 = 0  # plain binary streams: smaller, and a third of the time
    stamp = f"D:{imprint.dated:%Y%m%d}000000+08'00'"
    first_face = typeface(fonts.body).face_of("一")  # else Helvetica, which is not embedded
    canvas = Canvas(
        buffer,
        pagesize=A4,
        invariant=1,
        pdfVersion=(1, 7),
        pageCompression=1,
        lang="zh-CN",
        initialFontName=first_face,  # type: ignore[arg-type]  # the stubs say float
    )
    canvas.setTitle(f"{sheet.title} {sheet.number}".strip())
    canvas.setAuthor("")
    canvas.setSubject(sheet.title)
    canvas.setCreator("mediation")
    canvas.setDateFormatter(lambda *_moment: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _draw_rows(canvas: Canvas, rows: Sequence[Row]) -> None:
    top = TOP
    for row in rows:
        for piece in row.pieces:
            middle = top - piece.drop - piece.pitch / 2
            _draw_piece(canvas, piece, LEFT + piece.left, middle - piece.size * _BASELINE)
        _draw_edges(canvas, row, top)
        top -= row.height


def _draw_edges(canvas: Canvas, row: Row, top: float) -> None:
    """Draw the box around the cells of a line of a table."""
    if not row.edges:
        return
    bottom = top - row.height
    left, right = LEFT + row.edges[0], LEFT + row.edges[-1]
    canvas.setLineWidth(0.5)
    upright = [(LEFT + edge, bottom, LEFT + edge, top) for edge in row.edges]
    canvas.lines([(left, top, right, top), (left, bottom, right, bottom), *upright])


def _draw_piece(canvas: Canvas, piece: Piece, left: float, baseline: float) -> None:
    if not piece.line.text:
        return
    words = canvas.beginText(left, baseline)
    for face, added, part in _spans(piece):
        words.setFont(face, piece.size)
        words.setCharSpace(added)
        words.textOut(part)
    canvas.drawText(words)


def _spans(piece: Piece) -> Iterator[tuple[str, float, str]]:
    """Yield runs of characters that share a face and the room added after each."""
    face_of = piece.typeface.face_of
    glyphs = [
        (face_of(character), added, character)
        for character, added in zip(piece.line.text, piece.line.added, strict=True)
    ]
    for (face, added), run in groupby(glyphs, key=lambda glyph: glyph[:2]):
        yield face, added, "".join(glyph[2] for glyph in run)


def _write(
    canvas: Canvas, text: str, place: tuple[float, float], size: float, chain: Typeface
) -> float:
    """Write a line of our own words, without the room of the line before, and return its width."""
    words = canvas.beginText(*place)
    words.setCharSpace(0)
    for face, run in groupby(text, key=chain.face_of):
        words.setFont(face, size)
        words.textOut("".join(run))
    canvas.drawText(words)
    return _width(text, size, chain)


def _width(text: str, size: float, chain: Typeface) -> float:
    return sum(chain.advance_of(each) for each in text) * size


def _draw_page_number(canvas: Canvas, number: int, fonts: FontSet) -> None:
    """Write `— 1 —` one character in from the outer edge: odd pages right, even pages left."""
    chain = typeface(fonts.body)
    text = f"— {number} —"
    right_edge = LEFT + TEXT_WIDTH - PAGE_NUMBER_SIZE
    is_odd = number % 2 == 1
    left = right_edge - _width(text, PAGE_NUMBER_SIZE, chain) if is_odd else LEFT + PAGE_NUMBER_SIZE
    baseline = BOTTOM - 7 * MILLIMETRE - PAGE_NUMBER_SIZE * 0.5
    _write(canvas, text, (left, baseline), PAGE_NUMBER_SIZE, chain)


def _draw_code_form(canvas: Canvas, mark: Mark) -> None:
    """Store the QR code once as a form, which each page then shows."""
    code = code_of(mark)
    canvas.beginForm(_CODE_FORM)
    canvas.scale(CODE_SIDE / code.side, CODE_SIDE / code.side)
    dark = canvas.beginPath()
    for bar in code.bars:
        dark.rect(bar.column, code.side - bar.row - 1, bar.length, 1)
    canvas.drawPath(dark, stroke=0, fill=1)
    canvas.endForm()


def _draw_mark(canvas: Canvas, mark: Mark, page: tuple[int, int], fonts: FontSet) -> None:
    """Show code and digest on the side of the foot that the page number leaves free."""
    lines = (
        f"{mark.number}　第{mark.version}版　第{page[0]}页，共{page[1]}页",
        f"校验码（SHA-256）：{mark.digest}",
        CODE_NOTE,
    )
    chain = typeface(fonts.body)
    is_odd = page[0] % 2 == 1
    code_left = LEFT if is_odd else LEFT + TEXT_WIDTH - CODE_SIDE
    canvas.saveState()
    canvas.translate(code_left, CODE_BOTTOM)
    canvas.doForm(_CODE_FORM)
    canvas.restoreState()
    gap = 3 * MILLIMETRE
    for index, text in enumerate(lines):
        width = _width(text, FOOT_SIZE, chain)
        left = code_left + CODE_SIDE + gap if is_odd else code_left - gap - width
        baseline = CODE_BOTTOM + 1 + (len(lines) - 1 - index) * FOOT_PITCH
        _write(canvas, text, (left, baseline), FOOT_SIZE, chain)


def _draw_draft(canvas: Canvas, fonts: FontSet) -> None:
    """Say 草稿 across the page in pale grey, and above the text in words."""
    chain = typeface(fonts.heading)
    size = 150.0
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(45)
    _write(canvas, DRAFT, (-_width(DRAFT, size, chain) / 2, -size * _BASELINE), size, chain)
    canvas.restoreState()
    canvas.saveState()
    canvas.setFillGray(0.35)
    note = f"{DRAFT}：{DRAFT_NOTE}"
    left = LEFT + TEXT_WIDTH - _width(note, 10.5, chain)
    _write(canvas, note, (left, TOP + BODY_SIZE), 10.5, chain)
    canvas.restoreState()
