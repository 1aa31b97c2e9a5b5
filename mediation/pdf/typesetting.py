"""Blocks become rows of the GB/T 9704 grid: 22 lines of 28 characters on 156 by 225 mm.

The standard is for official papers of state organs; an agreement is not one in law and borrows
the look only.  28 squares on 156 mm are 15.79 points each, so the type is set at that size and
not at the 16 points of 三号: the grid then holds without crowding the characters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mediation.pdf.blocks import CELL, Block, Kind, Sheet, Signing, SigningPlace
from mediation.pdf.characters import paragraphs_of
from mediation.pdf.fonts import FontSet, Typeface, typeface
from mediation.pdf.line_breaking import Column, Line, Measure, break_lines

MILLIMETRE = 72 / 25.4
TEXT_WIDTH = 156 * MILLIMETRE
TEXT_HEIGHT = 225 * MILLIMETRE
LINES_PER_PAGE = 22
CHARACTERS_PER_LINE = 28
PITCH = TEXT_HEIGHT / LINES_PER_PAGE
BODY_SIZE = TEXT_WIDTH / CHARACTERS_PER_LINE
TITLE_SIZE = 22.0
SMALL_SIZE = 12.0

_GUTTER = BODY_SIZE
_CELL_PADDING = 4.0  # above and below
_CELL_MARGIN = 2.0  # left and right
_HALF_WIDTH = (TEXT_WIDTH - _GUTTER) / 2
DATE_TO_FILL = "年　　月　　日"
SEAL_ROOM = 28 * MILLIMETRE  # with name and date a round seal of 42 mm has its place
CLOSING_ROOM = 14 * MILLIMETRE  # such a seal stands over the two lines of the closing


class Align(StrEnum):
    """Where a line stands between the margins."""

    JUSTIFIED = "justified"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of block looks: points, room before and after in lines, insets in characters."""

    size: float = BODY_SIZE
    is_bold: bool = False
    align: Align = Align.JUSTIFIED
    indent: int = 0
    inset: int = 0
    pitch: float = PITCH
    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False


STYLES = {
    Kind.TITLE: Style(TITLE_SIZE, is_bold=True, align=Align.CENTRE, pitch=34.0, keeps_next=True),
    Kind.NUMBER: Style(align=Align.CENTRE, after=0.6, keeps_next=True),
    Kind.HEADING: Style(is_bold=True, indent=2, keeps_next=True),
    Kind.CLAUSE: Style(indent=2),
    Kind.FLUSH: Style(keeps_next=True),
    Kind.TABLE_HEAD: Style(
        SMALL_SIZE, is_bold=True, align=Align.CENTRE, pitch=20.0, keeps_next=True
    ),
    Kind.TABLE_LINE: Style(SMALL_SIZE, align=Align.CENTRE, pitch=20.0),
    Kind.CLOSING: Style(align=Align.RIGHT, inset=2, keeps_next=True),
}
_ROOM = {
    Signing.SIGNATURE: PITCH * 0.8,
    Signing.UNDATED_SIGNATURE: PITCH * 0.7,
    Signing.SEAL: SEAL_ROOM,
}
_SIGNING = Style(align=Align.LEFT, keeps_next=True)
_SIGNER = Style(SMALL_SIZE, align=Align.LEFT, pitch=17.0, keeps_next=True)
_SIGNING_DATE = Style(align=Align.RIGHT, keeps_next=True)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line with the chain that draws it, its size and its left edge in the text block."""

    line: Line
    typeface: Typeface
    size: float
    left: float
    drop: float = 0.0  # how far below the top of its row the line's own strip begins
    pitch: float = PITCH


@dataclass(frozen=True, slots=True)
class Row:
    """A strip of the page: its height, what stands in it, and whether it clings to the next.

    A row of a table also has edges, the upright lines between its cells, and the head that is
    repeated when the row begins a page.
    """

    height: float
    pieces: tuple[Piece, ...] = ()
    keeps_next: bool = False
    starts_page: bool = False
    edges: tuple[float, ...] = ()
    head: "Row | None" = None


def rows_of(sheet: Sheet, fonts: FontSet) -> list[Row]:
    """Set the whole sheet into rows; signatures and closing cling to the last lines of text."""
    rows = [row for block in sheet.blocks for row in _block_rows(block, fonts)]
    ending = [*_signing_rows(sheet, fonts), *_closing_rows(sheet, fonts)]
    if ending:
        rows[-2:] = [replace(row, keeps_next=True) for row in rows[-2:]]
    return [*rows, *ending, *_annex_rows(sheet, fonts)]


def _annex_rows(sheet: Sheet, fonts: FontSet) -> Iterator[Row]:
    head: Row | None = None
    starts_page = True
    for block in sheet.annex:
        rows = [_table_row(block, fonts)] if block.columns else _block_rows(block, fonts)
        for row in rows:
            repeated = head if block.kind is Kind.TABLE_LINE else None
            yield replace(row, starts_page=starts_page, head=repeated)
            starts_page = False
            if block.kind is Kind.TABLE_HEAD:
                head = row


def _table_row(block: Block, fonts: FontSet) -> Row:
    """Set the cells of a line side by side; the tallest cell gives the height."""
    edges = [0.0]
    pieces: list[Piece] = []
    style = STYLES[block.kind]
    for text, width in zip(block.text.split(CELL), block.columns, strict=True):
        cell = _pieces(text, style, fonts, width * BODY_SIZE - 2 * _CELL_MARGIN)
        left = edges[-1] + _CELL_MARGIN
        pieces += [
            replace(piece, left=left + piece.left, drop=_CELL_PADDING + index * style.pitch)
            for index, piece in enumerate(cell)
        ]
        edges.append(edges[-1] + width * BODY_SIZE)
    height = max(piece.drop for piece in pieces) + style.pitch + _CELL_PADDING
    return Row(height, tuple(pieces), style.keeps_next, edges=tuple(edges))


def _closing_rows(sheet: Sheet, fonts: FontSet) -> Iterator[Row]:
    if sheet.closing:
        yield Row(CLOSING_ROOM, keeps_next=True)
    for line in sheet.closing:
        yield from _block_rows(Block(Kind.CLOSING, line), fonts)


def _block_rows(block: Block, fonts: FontSet) -> Iterator[Row]:
    style = STYLES[block.kind]
    if style.before:
        yield Row(style.before * PITCH, keeps_next=True)
    for paragraph in paragraphs_of(block.text):
        pieces = _pieces(paragraph, style, fonts, TEXT_WIDTH)
        for index, piece in enumerate(pieces):
            is_widow_or_orphan = len(pieces) > 1 and index in (0, len(pieces) - 2)
            yield Row(style.pitch, (piece,), style.keeps_next or is_widow_or_orphan)
    if style.after:
        yield Row(style.after * PITCH, keeps_next=style.keeps_next)


def _pieces(text: str, style: Style, fonts: FontSet, width: float) -> list[Piece]:
    chain = typeface(fonts.heading if style.is_bold else fonts.body)
    size = style.size

    def measure(character: str) -> float:
        return chain.advance_of(character) * size

    room = width - style.inset * size
    column = Column(room, size, style.indent * size, justified=style.align is Align.JUSTIFIED)
    return [
        Piece(line, chain, size, _left(line, style.align, room, measure), pitch=style.pitch)
        for line in break_lines(text, column, measure)
    ]


def _left(line: Line, align: Align, width: float, measure: Measure) -> float:
    if align in (Align.JUSTIFIED, Align.LEFT):
        return line.indent
    spare = width - sum(map(measure, line.text.rstrip(" "))) - sum(line.added)
    return spare / 2 if align is Align.CENTRE else spare


def _signing_rows(sheet: Sheet, fonts: FontSet) -> Iterator[Row]:
    """Yield a row for each band, all clinging together: a signature never stands alone."""
    if sheet.signing:
        yield Row(PITCH * 0.5, keeps_next=True)
    for band in sheet.signing:
        left = list(_stacked(band.left, 0.0, fonts))
        right = list(_stacked(band.right, _HALF_WIDTH + _GUTTER, fonts))
        height = max(piece.drop + piece.pitch for piece in (*left, *right))
        yield Row(height + PITCH * 0.4, (*left, *right), keeps_next=True)


def _stacked(places: Sequence[SigningPlace], left: float, fonts: FontSet) -> Iterator[Piece]:
    drop = 0.0
    for place in places:
        for text, style, room_after in _signing_lines(place):
            for piece in _pieces(text, style, fonts, _HALF_WIDTH):
                yield replace(piece, left=piece.left + left, drop=drop)
                drop += piece.pitch
            drop += room_after


def _signing_lines(place: SigningPlace) -> Iterator[tuple[str, Style, float]]:
    """Yield the lines of a place with the room that is left free below each."""
    yield place.label, _SIGNING, 0.0
    yield place.name, _SIGNER, _ROOM[place.asks_for]
    if place.asks_for is not Signing.UNDATED_SIGNATURE:
        yield DATE_TO_FILL, _SIGNING_DATE, 0.0
