"""Stored searches: what somebody looked for, so that no name or number stands in an address.

The text is posted, kept here under a random id, and the address carries only the id.  A mobile or
identity number is never kept readable: it is taken out of the text, and what is stored is its blind
index, which is all that an exact search needs, and a masked form for the search box.  When the
masked form comes back with a changed text, the number that it stood for is still meant.

A search belongs to the person who made it and is forgotten after thirty days.
"""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, String, Text, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.numbering import case_number
from mediation.basics.text import folded, half_width
from mediation.models import db
from mediation.models.db import Base, Instant, session, table_of
from mediation.models.sealing import blind_index
from mediation.rules.case_query import Word
from mediation.rules.case_query_text import read
from mediation.rules.identity import masked_id, masked_mobile
from mediation.wording.case_query import vocabulary

KEPT = timedelta(days=30)

_NAMED = r"(?:(?:手机|电话|手机号|联系电话|身份证|身份证号|证件|证件号|证件号码)[:：]\s*)?"
_DIGIT = "[0-9０-９]"
_NUMBER = re.compile(
    rf"{_NAMED}(?<![0-9０-９A-Za-z])"
    rf"({_DIGIT}(?:[ 　\-－]?{_DIGIT}){{9,16}}(?:[ 　\-－]?[0-9０-９XxＸｘ]))"
    r"(?![0-9０-９A-Za-z])"
)
_MOBILE = re.compile(r"1\d{10}")
_ID_NUMBER = re.compile(r"\d{6}(?P<born>\d{8})\d{3}[\dX]|\d{6}(?P<born_short>\d{6})\d{3}")
_CASE_NUMBER = re.compile(r"(\D{0,20}?)[〔\[(【](\d{4})[〕\])】](\d{1,8})号?")
_ANY_PREFIX = "…"
MASKED = re.compile(r"\d{2,6}\*{3,}\d{2,4}[Xx]?")


class StoredSearch(Base):
    """One search of one person."""

    __tablename__ = "stored_searches"
    __table_args__ = ({"info": {"unaudited": True}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    text: Mapped[str] = mapped_column(Text)
    numbers: Mapped[str] = mapped_column(Text, default="")


_ROWS = table_of(StoredSearch)
_KEPT_BY = select(_ROWS).where(
    _ROWS.c.public_id == bindparam("public_id"), _ROWS.c.user_id == bindparam("user_id")
)


@dataclass(frozen=True, slots=True)
class SoughtNumber:
    """A number that is looked for: which column it stands in, its mask and its blind index."""

    column: str
    shown: str
    index: str


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What is looked for: a text without any number, the words of it, and the numbers."""

    text: str
    words: tuple[Word, ...] = ()
    numbers: tuple[SoughtNumber, ...] = ()

    @property
    def shown(self) -> str:
        """The text for the search box, numbers masked."""
        return " ".join(filter(None, (self.text, *(each.shown for each in self.numbers))))


def understood(text: str, before: SearchFacts | None = None) -> SearchFacts:
    """Return what a text looks for; masks in it mean the numbers of the search before."""
    numbers: list[SoughtNumber] = []
    for each in before.numbers if before else ():
        if each.shown in text:
            text = text.replace(each.shown, " ")
            numbers.append(each)

    def take_out(found: re.Match[str]) -> str:
        number = _sought(found[1])
        if number is None:
            return found[0]
        numbers.append(number)
        return " "

    rest = _NUMBER.sub(take_out, text)
    if numbers:
        rest = " ".join(rest.split())
    return SearchFacts(rest, words_of(rest), tuple(dict.fromkeys(numbers)))


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text; a case number is recognised whatever its brackets."""
    whole = _CASE_NUMBER.fullmatch(folded(text).replace(" ", ""))
    words = (Word(text),) if whole else read(text, vocabulary()).query.words
    return tuple(Word(_as_printed(each.text), each.negated) for each in words)


def keep(user_id: int, asked: SearchFacts, now: datetime) -> str:
    """Store a search and return its public id; this person's old ones are forgotten."""
    session().execute(
        delete(StoredSearch).where(
            StoredSearch.user_id == user_id, StoredSearch.made_at < now - KEPT
        )
    )
    numbers = [[each.column, each.shown, each.index] for each in asked.numbers]
    row = StoredSearch(
        public_id=new_public_id(),
        user_id=user_id,
        made_at=now,
        text=asked.text,
        numbers=json.dumps(numbers) if numbers else "",
    )
    session().add(row)
    session().flush()
    return row.public_id


def find(user_id: int | None, public_id: str) -> SearchFacts:
    """Return a search of this person."""
    row = db.read(_KEPT_BY, public_id=public_id, user_id=user_id).one_or_none()
    if row is None:
        raise NotFound("case.search_forgotten")
    numbers = tuple(SoughtNumber(*each) for each in json.loads(row.numbers or "[]"))
    return SearchFacts(row.text, words_of(row.text), numbers)


def _sought(written: str) -> SoughtNumber | None:
    """Return the number that is meant, if it has the shape of one of a person."""
    number = half_width(written).replace("-", "").upper()
    if _MOBILE.fullmatch(number):
        return SoughtNumber("mobile", masked_mobile(number), blind_index("parties.mobile", number))
    found = _ID_NUMBER.fullmatch(number)
    if found is None or not _is_a_day(found["born"] or f"19{found['born_short']}"):
        return None
    return SoughtNumber("id_number", masked_id(number), blind_index("parties.id_number", number))


def _is_a_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _as_printed(word: str) -> str:
    case = _CASE_NUMBER.fullmatch(folded(word).replace(" ", ""))
    if case is None:
        return word
    number = case_number(
        prefix=case[1] or _ANY_PREFIX, year=int(case[2]), sequence=max(1, int(case[3]))
    )
    return number.removeprefix(_ANY_PREFIX)
