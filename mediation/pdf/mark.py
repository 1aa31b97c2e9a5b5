"""The mark in the foot of a final paper: number, version and digest, in words and as a QR code.

Whoever holds a copy can compare the digest with the one in the service.  The code carries the
number, the version and the digest and nothing about a person, so that scanning a copy on a
desk tells nobody whose it is.  It is drawn as filled squares: a paper holds no pictures.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno


@dataclass(frozen=True, slots=True)
class Mark:
    """What identifies a final text: the paper's number, its version and the text's SHA-256."""

    number: str
    version: int
    digest: str

    @property
    def message(self) -> str:
        """Return what the QR code says."""
        return f"{self.number}\n第{self.version}版\nSHA-256:{self.digest}"


def digest_of(text: str) -> str:
    """Return the SHA-256 of a canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Bar:
    """A run of dark squares: column and row from the top left, and how many."""

    column: int
    row: int
    length: int


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: how many squares on a side, without the quiet zone, and its dark runs."""

    side: int
    bars: tuple[Bar, ...]


def code_of(mark: Mark) -> Code:
    """Make the QR code of a mark, bars row by row."""
    matrix = segno.make_qr(mark.message, error="m", encoding="utf-8").matrix
    bars = tuple(bar for number, row in enumerate(matrix) for bar in _bars(number, row))
    return Code(len(matrix), bars)


def _bars(number: int, row: bytearray) -> Iterator[Bar]:
    column = 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            yield Bar(column, number, length)
        column += length
