"""The working-day calendar as versioned data.

Each version holds every year whole; an import makes the next version and leaves the old one, so
that a stored deadline can show the calendar it was reckoned with.  The newest version is kept in
memory between requests and asked for again only when its number has changed.
"""

import json
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Engine, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.db import Base, Instant, read, session
from mediation.models.recent import unmoved
from mediation.rules.citations import Confidence
from mediation.rules.working_days import Calendar, CalendarYear


class CalendarVersion(Base):
    """One state of the calendar."""

    __tablename__ = "calendar_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(String(200))


class StoredYear(Base):
    """One year in one version."""

    __tablename__ = "calendar_years"
    __table_args__ = (
        UniqueConstraint("version_id", "year", name="one_row_per_year"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("calendar_versions.id"))
    year: Mapped[int]
    confirmed: Mapped[bool]
    off_days: Mapped[str] = mapped_column(Text)
    make_up_workdays: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(200))
    confidence: Mapped[str] = mapped_column(String(30))


_VERSIONS = CalendarVersion.__table__.c
_NEWEST = select(_VERSIONS.id, _VERSIONS.made_at).order_by(_VERSIONS.id.desc()).limit(1)


def current() -> Calendar:
    """Return the newest calendar."""
    made_at, version = unmoved("calendar", None, None, _newest)
    return _version(session().get_bind().engine, made_at, version)


def _newest() -> tuple[datetime | None, int]:
    newest = read(_NEWEST).one_or_none()
    return (None, 0) if newest is None else (newest.made_at, newest.id)


def store(calendar: Calendar, note: str, at: datetime) -> None:
    """Keep a calendar as the next version."""
    version = CalendarVersion(made_at=at, note=note)
    session().add(version)
    session().flush()
    for year in calendar.years:
        session().add(
            StoredYear(
                version_id=version.id,
                year=year.year,
                confirmed=year.confirmed,
                off_days=json.dumps(
                    {day.isoformat(): name for day, name in sorted(year.off_days.items())},
                    ensure_ascii=False,
                ),
                make_up_workdays=" ".join(day.isoformat() for day in sorted(year.make_up_workdays)),
                source=year.source,
                confidence=year.confidence.value,
            )
        )
    session().flush()


@lru_cache(maxsize=8)
def _version(_database: Engine, _made_at: datetime | None, version: int) -> Calendar:
    query = select(StoredYear).where(StoredYear.version_id == version).order_by(StoredYear.year)
    years = tuple(
        CalendarYear(
            row.year,
            row.confirmed,
            {date.fromisoformat(day): name for day, name in json.loads(row.off_days).items()},
            frozenset(date.fromisoformat(day) for day in row.make_up_workdays.split()),
            row.source,
            Confidence(row.confidence),
        )
        for row in session().scalars(query)
    )
    return Calendar(version, years)
