"""The fonts of the papers: which files, which character comes from which, and what ReportLab
gets wrong about them.

A party's name must never change silently (STSong-Light prints 王䋟平 for 王𠮷平 and embeds
nothing), so every character is looked up along a chain of TrueType files and the first that has
it draws it; a character that none has refuses the paper and is named.  Files are opened when the
first character needs them, once per process: most papers never open HanaMin.

Mended here, each with a test that it is still needed: the ToUnicode map of ReportLab 5.1 writes
code points above U+FFFF as five digits and too many entries in one block, so 𠮷 is drawn but
extracts as something else; and one face cannot be subset by two threads at once, for which
`EMBEDDING` is the lock to hold while a document is saved.
"""

import hashlib
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from mediation.basics.errors import RuleBroken
from mediation.pdf.characters import paragraphs_of

EMBEDDING = threading.RLock()

_TYPEFACES = Path(__file__).parent / "typefaces"
_REGULAR = _TYPEFACES / "NotoSerifSC-Regular.ttf"
_BOLD = _TYPEFACES / "NotoSerifSC-Bold.ttf"
_RARE = (_TYPEFACES / "HanaMinB-rare.ttf", _TYPEFACES / "HanaMinA-rare.ttf")
_ENTRIES_PER_BLOCK = 100  # the most that a bfchar block may hold (PDF 32000-1, 9.10.3)


@dataclass(frozen=True, slots=True)
class FontSet:
    """The chains of font files that a paper is set with, first choice first."""

    body: tuple[Path, ...] = (_REGULAR, *_RARE)
    heading: tuple[Path, ...] = (_BOLD, _REGULAR, *_RARE)

    @classmethod
    def with_office_font(cls, path: Path | None) -> "FontSet":
        """Put an office's own 仿宋 before the shipped fonts of the body, if it has one."""
        if path is None:
            return cls()
        return cls(body=(path, _REGULAR, *_RARE))


class Face(TTFont):
    """A TrueType font whose embedded subsets say what each code means, also above U+FFFF."""

    def addObjects(self, doc: Any) -> None:
        """Embed the subsets as ReportLab does, then put a correct ToUnicode map in place."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(each, doc)[1:] for each in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            font = fonts[name]
            doc.idToObject[font.ToUnicode.name].content = unicode_map(font.BaseFont, subset)


class Typeface:
    """A chain of faces that answers, per character, who draws it and how wide it is."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        self._drawn_by: dict[str, tuple[str, float] | None] = {}

    def draws(self, character: str) -> bool:
        """Tell whether any face of the chain has the character."""
        return self._find(character) is not None

    def face_of(self, character: str) -> str:
        """Return the name of the face that draws the character."""
        return self._known(character)[0]

    def advance_of(self, character: str) -> float:
        """Return the width of the character at a type size of one point."""
        return self._known(character)[1]

    def _known(self, character: str) -> tuple[str, float]:
        found = self._find(character)
        if found is None:
            raise RuleBroken("paper.missing_glyph", characters=(named(character),))
        return found

    def _find(self, character: str) -> tuple[str, float] | None:
        if character not in self._drawn_by:
            self._drawn_by[character] = self._look_up(ord(character))
        return self._drawn_by[character]

    def _look_up(self, code: int) -> tuple[str, float] | None:
        for path in self._paths:
            face = _face(path)
            if face.face.charToGlyph.get(code):
                return face.fontName, face.stringWidth(chr(code), 1)
        return None


@cache
def typeface(paths: tuple[Path, ...]) -> Typeface:
    """Return the chain for these files; the same one each time."""
    return Typeface(paths)


def missing_characters(text: str, fonts: FontSet | None = None) -> tuple[str, ...]:
    """Return the characters that no font of the chain draws, each once, in order of appearance."""
    chain = typeface((fonts or FontSet()).body)
    seen = dict.fromkeys("".join(paragraphs_of(text)))
    return tuple(each for each in seen if not chain.draws(each))


def refuse_missing(text: str, fonts: FontSet) -> None:
    """Raise `paper.missing_glyph`, naming all characters of the text that cannot be drawn."""
    missing = missing_characters(text, fonts)
    if missing:
        raise RuleBroken("paper.missing_glyph", characters=tuple(map(named, missing)))


def named(character: str) -> str:
    """Name a character for a person who may not see it on screen either: 𰻝（U+30EDD）."""
    shown = character if character.isprintable() else ""
    return f"{shown}（U+{ord(character):04X}）"


def unicode_map(name: str, subset: list[int]) -> str:
    """Write the ToUnicode map of a subset, characters above U+FFFF as a pair of surrogates."""
    entries = [f"<{code:02X}> <{_utf16(meant)}>" for code, meant in enumerate(subset) if meant]
    blocks = []
    for start in range(0, len(entries), _ENTRIES_PER_BLOCK):
        block = entries[start : start + _ENTRIES_PER_BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()


def _face(path: Path) -> Face:
    with EMBEDDING:  # two faces of one name would each know half of a document
        return _opened(path)


@cache
def _opened(path: Path) -> Face:
    name = f"{path.stem}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
    try:
        face = Face(name, str(path), asciiReadable=False, shapable=False)
    except (OSError, TTFError) as reason:
        raise RuleBroken("paper.font_unreadable", file=path.name) from reason
    pdfmetrics.registerFont(face)
    return face
