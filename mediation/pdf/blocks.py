"""What a paper is made of before it is set: titles, clauses and places to sign.

A block carries words and what they are, no size and no place.  The canonical text of a paper,
which is hashed, is the words of its blocks, one to a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mediation.pdf.characters import paragraphs_of
from mediation.pdf.numerals import in_chinese


class Kind(StrEnum):
    """What a block is; `typesetting` says what each looks like."""

    TITLE = "title"
    NUMBER = "number"
    HEADING = "heading"
    CLAUSE = "clause"
    FLUSH = "flush"
    CLOSING = "closing"
    TABLE_HEAD = "table_head"
    TABLE_LINE = "table_line"


CELL = "\t"  # parts the cells of a line of a table


@dataclass(frozen=True, slots=True)
class Block:
    """Words and what they are; a line of a table also says how wide its cells are."""

    kind: Kind
    text: str
    columns: tuple[int, ...] = ()  # in characters


class Signing(StrEnum):
    """What is to be put in a place: a signature with its day, a bare signature, a seal."""

    SIGNATURE = "signature"
    UNDATED_SIGNATURE = "undated_signature"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """A place to sign or seal: what to do there, and whose it is."""

    label: str
    name: str
    asks_for: Signing = Signing.SIGNATURE


@dataclass(frozen=True, slots=True)
class SigningBand:
    """Places that stand side by side, each side a stack of its own."""

    left: tuple[SigningPlace, ...] = ()
    right: tuple[SigningPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole paper, ready to be set: its name, its words, places to sign, and its closing.

    The closing is who issues the paper and on what day, under room for the seal.  The annex
    begins on a page of its own.  A letter is set a little closer rather than run on to a second
    page.
    """

    title: str
    number: str
    blocks: tuple[Block, ...]
    signing: tuple[SigningBand, ...] = ()
    closing: tuple[str, ...] = ()
    annex: tuple[Block, ...] = ()
    is_letter: bool = False

    @property
    def words(self) -> str:
        """All that will be drawn in the text block, for a look at whether it can be."""
        places = [place for band in self.signing for place in (*band.left, *band.right)]
        signing = "".join(place.label + place.name for place in places)
        return text_of((*self.blocks, *self.annex)) + signing + "".join(self.closing)


def bands_of(left: Sequence[SigningPlace], right: Sequence[SigningPlace]) -> Iterator[SigningBand]:
    """Pair the places of two sides, one pair to a band, so that a page may end between bands."""
    for index in range(max(len(left), len(right))):
        here = slice(index, index + 1)
        yield SigningBand(tuple(left[here]), tuple(right[here]))


def clauses(text: str) -> tuple[Block, ...]:
    """Make a clause of each paragraph that somebody wrote, leaving out the empty ones."""
    return tuple(Block(Kind.CLAUSE, each) for each in paragraphs_of(text) if each.strip())


def listed(sentences: Sequence[str]) -> list[Block]:
    """Number the sentences （一）（二）…; a lone one goes without a number."""
    if len(sentences) == 1:
        return list(clauses(ended(sentences[0])))
    return [
        block
        for count, sentence in enumerate(sentences, start=1)
        for block in clauses(f"（{in_chinese(count)}）{ended(sentence)}")
    ]


def ended(sentence: str) -> str:
    """Close a sentence that somebody left open."""
    kept = sentence.strip()
    return kept if kept.endswith(("。", "！", "？", "；")) else f"{kept}。"


def bare(sentence: str) -> str:
    """Take the closing mark off a sentence that goes on inside another."""
    return sentence.strip().rstrip("。；;，,")


def table(
    head: Sequence[str], lines: Sequence[Sequence[str]], columns: tuple[int, ...]
) -> Iterator[Block]:
    """Make a table: a head, which every page repeats, and lines of cells."""
    yield Block(Kind.TABLE_HEAD, CELL.join(head), columns)
    for line in lines:
        yield Block(Kind.TABLE_LINE, CELL.join(line), columns)


def text_of(blocks: Sequence[Block]) -> str:
    """Return the words of the blocks, one block to a line, with a line end after the last."""
    return "".join(f"{block.text}\n" for block in blocks)
