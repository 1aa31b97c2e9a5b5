"""Rows become pages: what clings together stays together, and a page never ends on a heading.

A run of rows that cling is moved whole.  A run that is taller than a page cannot be; it is
broken where the page ends.  The lines of a letter stand a little closer if that saves a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mediation.pdf.typesetting import TEXT_HEIGHT, Row

_TOLERANCE = 0.5
_CLOSEST = 0.8  # of the pitch of the grid; the type keeps its size


def pages_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Lay the rows onto pages; there is always at least one page."""
    pages: list[list[Row]] = [[]]
    for run in _runs(rows):
        if pages[-1] and _wants_new_page(run, pages[-1]):
            pages.append([])
        for row in run:
            if pages[-1] and row.height > _left_on(pages[-1]):
                pages.append([])
            if row.head and not pages[-1]:
                pages[-1].append(row.head)
            pages[-1].append(row)
    return pages


def on_one_page(rows: Sequence[Row]) -> list[Row]:
    """Bring rows so much closer that one page holds them; leave alone what needs a second one.

    GB/T 9704-2012 5.2.3 lets the 22 lines of a page be adjusted where a case asks for it.
    """
    height = sum(row.height for row in rows)
    share = TEXT_HEIGHT / height
    if not _CLOSEST <= share < 1:
        return list(rows)
    return [_closer(row, share) for row in rows]


def _closer(row: Row, share: float) -> Row:
    pieces = (
        replace(piece, drop=piece.drop * share, pitch=piece.pitch * share) for piece in row.pieces
    )
    return replace(row, height=row.height * share, pieces=tuple(pieces))


def _wants_new_page(run: Sequence[Row], page: Sequence[Row]) -> bool:
    height = sum(row.height for row in run)
    return run[0].starts_page or _left_on(page) < height <= TEXT_HEIGHT


def _left_on(page: Sequence[Row]) -> float:
    return TEXT_HEIGHT + _TOLERANCE - sum(row.height for row in page)


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in rows:
        if run and (row.starts_page or not run[-1].keeps_next):
            yield run
            run = []
        run.append(row)
    if run:
        yield run
