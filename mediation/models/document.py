"""Documents: the papers that were issued, kept as bytes sealed under the key of their case.

They live in the database, so that one backup is the whole truth, and are addressed by a public
id.  A document is never changed; a corrected paper is another document.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, Instant, read, session
from mediation.models.sealing import CaseSeal


class Document(Base):
    """One issued paper."""

    __tablename__ = "documents"
    __table_args__ = ({"info": {"unaudited": True}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    paper: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(Instant)
    digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    content_sealed: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document without its bytes."""

    id: int
    public_id: str
    paper: str
    title: str
    made_at: datetime
    digest: str
    size: int


_PAPERS = Document.__table__.c
_OF_CASE = (
    select(*(_PAPERS[name] for name in DocumentFacts.__slots__))  # never the bytes
    .where(_PAPERS.case_id == bindparam("case_id"))
    .order_by(_PAPERS.id.desc())
)


def keep(
    case_id: int, seal: CaseSeal, paper: str, title: str, content: bytes, made_at: datetime
) -> DocumentFacts:
    """Store a paper and return its facts."""
    row = Document(
        case_id=case_id,
        paper=paper,
        title=title,
        made_at=made_at,
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content_sealed=seal.seal("documents.content", base64.b64encode(content).decode()),
    )
    session().add(row)
    session().flush()
    return _facts(row)


def of_case(case_id: int) -> tuple[DocumentFacts, ...]:
    """Return the papers of a case, the newest first."""
    return tuple(DocumentFacts(**row) for row in read(_OF_CASE, case_id=case_id).mappings())


def opened(case_id: int, public_id: str, seal: CaseSeal) -> tuple[DocumentFacts, bytes]:
    """Return a paper of a case that the caller may see, with its bytes."""
    query = select(Document).where(Document.case_id == case_id, Document.public_id == public_id)
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("document.not_found")
    return _facts(row), base64.b64decode(seal.open("documents.content", row.content_sealed))


def _facts(row: Document) -> DocumentFacts:
    return DocumentFacts(
        row.id, row.public_id, row.paper, row.title, row.made_at, row.digest, row.size
    )
