"""Rows become pages: what clings together stays together, and a page never ends on a heading.

A run of rows that cling is moved whole.  A run that is taller than a page cannot be; it is
broken where the page ends.
"""

from collections.abc import Iterator, Sequence

from mediation.pdf.typesetting import TEXT_HEIGHT, Row

_TOLERANCE = 0.5


def pages_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Lay the rows onto pages; there is always at least one page."""
    pages: list[list[Row]] = [[]]
    left = TEXT_HEIGHT
    for run in _runs(rows):
        height = sum(row.height for row in run)
        if height > left + _TOLERANCE and height <= TEXT_HEIGHT and pages[-1]:
            pages.append([])
            left = TEXT_HEIGHT
        for row in run:
            if row.height > left + _TOLERANCE and pages[-1]:
                pages.append([])
                left = TEXT_HEIGHT
            pages[-1].append(row)
            left -= row.height
    return pages


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in rows:
        run.append(row)
        if not row.keeps_next:
            yield run
            run = []
    if run:
        yield run
