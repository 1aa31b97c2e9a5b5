"""Stored searches: what somebody looked for, so that no name or number stands in an address.

The words are posted, kept here under a random id, and the address carries only the id.  A mobile
or identity number is never kept readable: what is stored is its blind index, which is all that an
exact search needs, and a masked form for the search box.  A search belongs to the person who made
it and is forgotten after thirty days.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.numbering import case_number
from mediation.basics.text import folded, half_width
from mediation.models.db import Base, Instant, session
from mediation.models.sealing import blind_index
from mediation.rules.identity import masked_id, masked_mobile

KEPT = timedelta(days=30)
LONGEST = 60

_MOBILE = re.compile(r"1\d{10}")
_CASE_NUMBER = re.compile(r"(\D{1,20}?)[〔\[(【](\d{4})[〕\])】](\d{1,8})号?")
_ID_NUMBER = re.compile(r"\d{15}|\d{17}[\dXx]")


class StoredSearch(Base):
    """One search of one person."""

    __tablename__ = "stored_searches"
    __table_args__ = ({"info": {"unaudited": True}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    shown: Mapped[str] = mapped_column(String(LONGEST))
    words: Mapped[str] = mapped_column(String(LONGEST), default="")
    mobile_index: Mapped[str] = mapped_column(String(64), default="")
    id_number_index: Mapped[str] = mapped_column(String(64), default="")


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What is looked for: words, or the blind index of one number; `shown` is for the box."""

    shown: str
    words: str = ""
    mobile_index: str = ""
    id_number_index: str = ""


def understood(text: str) -> SearchFacts:
    """Return what a text asks for; a number is recognised by its shape, whatever its brackets."""
    number = half_width(text).replace("-", "").upper()
    if _MOBILE.fullmatch(number):
        index = blind_index("parties.mobile", number)
        return SearchFacts(masked_mobile(number), mobile_index=index)
    if _ID_NUMBER.fullmatch(number):
        index = blind_index("parties.id_number", number)
        return SearchFacts(masked_id(number), id_number_index=index)
    words = folded(text)[:LONGEST]
    case = _CASE_NUMBER.fullmatch(words.replace(" ", ""))
    if case:
        words = case_number(prefix=case[1], year=int(case[2]), sequence=max(1, int(case[3])))
    return SearchFacts(words, words=words)


def keep(user_id: int, text: str, now: datetime) -> str:
    """Store a search and return its public id; this person's old ones are forgotten."""
    session().execute(
        delete(StoredSearch).where(
            StoredSearch.user_id == user_id, StoredSearch.made_at < now - KEPT
        )
    )
    asked = understood(text)
    row = StoredSearch(
        public_id=new_public_id(),
        user_id=user_id,
        made_at=now,
        shown=asked.shown,
        words=asked.words,
        mobile_index=asked.mobile_index,
        id_number_index=asked.id_number_index,
    )
    session().add(row)
    session().flush()
    return row.public_id


def find(user_id: int | None, public_id: str) -> SearchFacts:
    """Return a search of this person."""
    query = select(StoredSearch).where(
        StoredSearch.public_id == public_id, StoredSearch.user_id == user_id
    )
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("case.search_forgotten")
    return SearchFacts(row.shown, row.words, row.mobile_index, row.id_number_index)
