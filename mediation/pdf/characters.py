"""What a character may do at the edge of a line, after GB/T 15834 and GB/T 9704.

Only classes of characters live here, no widths: which glyph is how wide is the fonts' affair.
"""

import unicodedata

NO_LINE_START = frozenset(
    "，。、；：！？）》〉」』】〕〗〙〛｝］”’…·・•～％‰℃°′″々〃ー．,.;:!?)]}%"
)
NO_LINE_END = frozenset("（《〈「『【〔〖〘〚｛［“‘￥＄￡№＃([{¥$£#")
UNSPLIT_PAIRS = frozenset("—…⋯─")

CLOSING_HALVES = frozenset("，。、；：）》〉」』】〕〗〙〛｝］”’")
OPENING_HALVES = frozenset("（《〈「『【〔〖〘〚｛［“‘")

_IDEOGRAPHS_AND_FORMS = frozenset("WF")


def is_wide(character: str) -> bool:
    """Tell whether a character stands in a full square of its own."""
    return unicodedata.east_asian_width(character) in _IDEOGRAPHS_AND_FORMS or character in (
        "“”‘’…—·"
    )


def may_part(left: str, right: str) -> bool:
    """Tell whether a line may end after `left` and the next begin with `right`."""
    if right == " " or right in NO_LINE_START or left in NO_LINE_END:
        return False
    if left == " ":
        return True
    if left == right and left in UNSPLIT_PAIRS:
        return False
    return is_wide(left) or is_wide(right)


def paragraphs_of(text: str) -> list[str]:
    """Split a text at its line ends; a tab or a no-break space becomes a plain space."""
    plain = text.replace("\t", " ").replace("\u00a0", " ")
    return plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")
