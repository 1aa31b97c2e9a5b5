"""Chinese line breaking: a paragraph becomes lines that begin and end with permitted characters.

ReportLab 5.1 breaks anywhere between ideographs and lets 。 begin a line.  Here a line is filled
greedily.  When the next character drags a mark behind it that does not fit, the mark at the end
gives up its white half and the others some of theirs, as a typesetter does; if that is not
enough, the character goes down to the next line and the rest is stretched evenly.  Words and
numbers in Latin letters stay whole unless one alone is longer than a line.

Everything is measured by a function that is handed in, so this file knows no font.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mediation.pdf.characters import CLOSING_HALVES, OPENING_HALVES, is_wide, may_part

Measure = Callable[[str], float]

_TOLERANCE = 0.01
_WIDEST_STRETCH = 0.15  # of the type size, in one gap; beyond it the line stays ragged
_TOLERABLE_HOLE = 0.9  # of the type size, at the end of a line
_SMALL_HOLE = 2.0  # of the type size; for it the marks within give up half of their white only


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, the room added after each character, and how far it is set in."""

    text: str
    added: tuple[float, ...]
    indent: float


@dataclass(frozen=True, slots=True)
class Column:
    """What a paragraph is set into, in points: the width, the first indent and the type size."""

    width: float
    size: float
    first_indent: float = 0.0
    justified: bool = True


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A text with the advance of each character and the white half that a mark may give up."""

    text: str
    widths: list[float]
    halves: list[float]
    column: Column

    def room(self, start: int) -> float:
        return self.column.width - (self.column.first_indent if start == 0 else 0.0)

    def half(self, position: int, start: int) -> float:
        """Return the white half of a character within the line that begins at `start`."""
        if position == start and self.text[position] in OPENING_HALVES:
            return 0.0
        return self.halves[position]

    def half_at_end(self, position: int) -> float:
        """Return the white half of a closing mark that ends a line."""
        return self.halves[position] if self.text[position] in CLOSING_HALVES else 0.0

    def may_end_after(self, position: int) -> bool:
        following = position + 1
        return following == len(self.text) or may_part(self.text[position], self.text[following])


def break_lines(text: str, column: Column, measure: Measure) -> list[Line]:
    """Set one paragraph into lines; an empty paragraph is one empty line."""
    if not text:
        return [Line("", (), column.first_indent)]
    widths = [measure(each) for each in text]
    halves = [_white_half(*each, column.size) for each in zip(text, widths, strict=True)]
    paragraph = _Paragraph(text, widths, halves, column)
    lines = []
    start = 0
    while start < len(text):
        end = _end_of_line(paragraph, start)
        indent = column.first_indent if start == 0 else 0.0
        lines.append(Line(text[start:end], _added(paragraph, start, end), indent))
        start = end
    return lines


def _white_half(character: str, width: float, size: float) -> float:
    is_mark = character in CLOSING_HALVES or character in OPENING_HALVES
    return width / 2 if is_mark and width > size * 0.9 else 0.0


def _end_of_line(paragraph: _Paragraph, start: int) -> int:
    """Find the end of the line that begins at `start`; spaces may hang into the margin."""
    room = paragraph.room(start) + _TOLERANCE
    fits, forced = 0, start + 1
    width = width_at_fit = white = hanging = 0.0
    for position in range(start, len(paragraph.text)):
        if paragraph.text[position] == " ":
            hanging += paragraph.widths[position]
            if width <= room and paragraph.may_end_after(position):
                fits, width_at_fit = position + 1, width
            continue
        width += hanging + paragraph.widths[position]
        hanging = 0.0
        at_end = paragraph.half_at_end(position)
        if width <= room:
            forced = position + 1
        elif width - at_end - _spare(white, fits and room - width_at_fit, paragraph) > room:
            break
        white += paragraph.half(position, start)
        if paragraph.may_end_after(position):
            fits, width_at_fit = position + 1, width
            if width > room:
                break
    return fits or forced


def _spare(white: float, hole: float, paragraph: _Paragraph) -> float:
    """Return how much of the white within a line may go, rather than leave a hole at its end."""
    size = paragraph.column.size
    if 0 < hole < size * _TOLERABLE_HOLE:
        return float("-inf")
    return white / 2 if 0 < hole <= size * _SMALL_HOLE else white


def _added(paragraph: _Paragraph, start: int, end: int) -> tuple[float, ...]:
    """Return the room to add after each character so that the line meets both margins."""
    visible = start + len(paragraph.text[start:end].rstrip(" "))
    slack = paragraph.room(start) - sum(paragraph.widths[start:visible])
    if slack < -_TOLERANCE:
        return _squeezed(paragraph, start, end, -slack)
    untouched = (0.0,) * (end - start)
    if end == len(paragraph.text) or not paragraph.column.justified:
        return untouched
    gaps = {each - start for each in range(start, visible - 1) if _may_stretch(paragraph, each)}
    if not gaps or slack / len(gaps) > paragraph.column.size * _WIDEST_STRETCH:
        return untouched
    share = slack / len(gaps)
    return tuple(share if index in gaps else 0.0 for index in range(end - start))


def _may_stretch(paragraph: _Paragraph, position: int) -> bool:
    left, right = paragraph.text[position], paragraph.text[position + 1]
    return left == " " or is_wide(left) or is_wide(right)


def _squeezed(paragraph: _Paragraph, start: int, end: int, excess: float) -> tuple[float, ...]:
    """Take the excess from the white halves: at the end first, then from all in equal measure."""
    added = [0.0] * (end - start)
    last = len(paragraph.text[start:end].rstrip(" ")) - 1
    at_end = min(excess, paragraph.half_at_end(start + last))
    added[last] -= at_end
    inside = [paragraph.half(position, start) for position in range(start, start + last)]
    ratio = min(1.0, (excess - at_end) / sum(inside)) if any(inside) else 0.0
    for index, half in enumerate(inside):
        if half:
            is_opening = paragraph.text[start + index] in OPENING_HALVES
            added[index - 1 if is_opening else index] -= half * ratio
    return tuple(added)
