"""Text as people type it: kept as it is, folded for comparison, cut up for search.

Two needs pull in opposite directions.  What is stored is somebody's name and must come back
unchanged: `tidied` trims, joins accents and drops invisible marks, and leaves every Chinese
character alone, the compatibility ideographs (U+F900 to U+FAFF, U+2F800 to U+2FA1F) included,
which ordinary normalisation replaces by their look-alikes.  What is compared must forget such
differences: `folded` makes the search key.  Never store a folded text in place of the written one.

Numbers and codes (identity, credit code, phone) may be typed full-width: `half_width` is for them.
Pinyin keys are made at write time, so that a search by initials or by ear needs no search server.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_COMPATIBILITY_IDEOGRAPHS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f])")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_GAPS = re.compile(r"\s+")
_RUNS = re.compile(r"([^\W_]+)|[^\w\s]+|_+")
_NAME_DOTS = "·•‧・･∙⋅․"
_ANY_NAME_DOT = re.compile(f"[{_NAME_DOTS}]")
_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_KEPT_CONTROLS = frozenset("\n\t\r")
_NAMES_KEPT = 4096
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_HEARD_ALIKE = (
    (re.compile("^([zcs])h"), r"\1"),
    (re.compile("^l"), "n"),
    (re.compile("([aei])ng$"), r"\1n"),
)


def tidied(text: str) -> str:
    """Return the text as it is stored: trimmed, without invisible marks, characters unchanged."""
    plain = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    parts = _COMPATIBILITY_IDEOGRAPHS.split(plain)
    # Every second part is one compatibility ideograph, which NFC would replace.
    joined = "".join(
        part if place % 2 else unicodedata.normalize("NFC", part)
        for place, part in enumerate(parts)
    )
    return joined.strip()


def folded(text: str) -> str:
    """Return the search key of a text: NFKC, trimmed, inner runs of white space made one space."""
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))).strip()


def name_key(name: str) -> str:
    """Return what two spellings of one person's name share: folded, every name dot alike."""
    return _ANY_NAME_DOT.sub("·", folded(name)).replace(" ", "")


def dot_spellings(name: str) -> tuple[str, ...]:
    """Return a name as keyboards write it: once for each dot that can part an ethnic name.

    阿依古丽·买买提 is typed with a middle dot, a bullet or a Japanese dot; a name without a dot has
    one spelling, its own.
    """
    if not _ANY_NAME_DOT.search(name):
        return (name,)
    return tuple(dict.fromkeys((name, *(_ANY_NAME_DOT.sub(dot, name) for dot in _NAME_DOTS))))


def search_key(text: str) -> str:
    """Return what a search compares: the folded text without the difference of case."""
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", folded(text).casefold())).strip()


def half_width(text: str) -> str:
    """Return a number or code with full-width signs made half-width and all white space removed."""
    return _GAPS.sub("", _INVISIBLE.sub("", text.translate(_FULL_WIDTH)))


def forbidden_characters(text: str) -> tuple[str, ...]:
    """Return the characters that no field may hold, each once, in the order in which they appear.

    These are NUL and the other controls (line ends and tab excepted), lone surrogates, controls
    of writing direction, and code points that Unicode says are no characters.
    """
    return tuple(sign for sign in dict.fromkeys(text) if _is_forbidden(sign))


def masked_name(name: str) -> str:
    """Return a person's name for a list: the first character, the others as stars."""
    return f"{name[:1]}{'*' * min(max(len(name) - 1, 1), 3)}" if name else ""


def runs_of(key: str) -> Iterator[tuple[str, bool]]:
    """Return the runs of a search key, each with whether it consists of letters and digits.

    White space parts runs and stands in none.
    """
    for found in _RUNS.finditer(key):
        yield found[0], found[1] is not None


def bigrams(text: str) -> tuple[str, ...]:
    """Return the overlapping pairs of letters and digits, each once; a lone one stands for itself.

    Case and width are forgotten, and no pair reaches across a space or a punctuation mark.
    """
    pairs: dict[str, None] = {}
    for run, is_word in runs_of(search_key(text)):
        starts = range(max(len(run) - 1, 1)) if is_word else ()
        pairs.update(dict.fromkeys(run[start : start + 2] for start in starts))
    return tuple(pairs)


@lru_cache(maxsize=_NAMES_KEPT)
def pinyin_initials(text: str) -> str:
    """Return the first letter of each Chinese character, so that `zw` finds 张伟.

    Latin letters and digits stay as they are; everything else is dropped.
    """
    letters = lazy_pinyin(folded(text), style=Style.FIRST_LETTER, errors=_latin_of)
    return "".join(letters).casefold()


@lru_cache(maxsize=_NAMES_KEPT)
def same_sound_key(text: str) -> str:
    """Return a key that names heard alike on the phone share, so that 陈章 finds 程张.

    Tones are dropped, and so are the differences that southern speakers do not make: zh/z, ch/c,
    sh/s, n/l at the front, ng/n at the end.
    """
    return "-".join(_heard(syllable) for syllable in lazy_pinyin(folded(text), errors=_latin_of))


def _is_forbidden(sign: str) -> bool:
    category = unicodedata.category(sign)
    if category == "Cc":
        return sign not in _KEPT_CONTROLS
    not_a_character = ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    return category == "Cs" or sign in _BIDI_CONTROLS or not_a_character


def _latin_of(run: str) -> str:
    return "".join(sign for sign in run if sign.isascii() and sign.isalnum())


def _heard(syllable: str) -> str:
    heard = syllable.casefold()
    for pattern, replacement in _HEARD_ALIKE:
        heard = pattern.sub(replacement, heard)
    return heard
