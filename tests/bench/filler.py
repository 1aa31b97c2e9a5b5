"""A database as a busy district has it after years, written in bulk.

The rows go past the gate, because the real verbs would need an hour; `rows` says what they hold.
One of five cases is open.  Indexes that the service keeps beside its tables are built by the
service itself.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time
from random import Random
from typing import Any

from sqlalchemy import Table, func, insert, select, text, update

from mediation.basics import clock
from mediation.basics.clock import SHANGHAI
from mediation.basics.ids import new_public_id
from mediation.basics.text import folded, pinyin_initials
from mediation.models import case_text, employer_names, organisation, schema
from mediation.models.audit import AuditEntry, AuditHead
from mediation.models.case import Case
from mediation.models.db import Base, session
from mediation.models.deadline import Deadline
from mediation.models.employer import Employer
from mediation.models.number import NumberSequence
from mediation.models.proceeding import Proceeding
from mediation.models.warning import DeadlineWarning
from mediation.rules.employer import NameKind
from mediation.rules.permissions import Actor
from tests.bench import words
from tests.bench.rows import ROWS, Drawn, Office

_AT_ONCE = 5000
_CASES_PER_EMPLOYER = 25


def fill(mediators: tuple[Actor, ...], cases: int) -> None:
    """Write so many cases of the last three years, with everything that hangs on them."""
    office = _office(mediators, cases)
    _write(Employer, _employers(office))
    for place, name in enumerate(office.employers):
        employer_names.add(office.district_id, place + 1, name, NameKind.OWN)
    for place in range(0, cases, _AT_ONCE):
        numbers = range(place + 1, min(place + _AT_ONCE, cases) + 1)
        _write_some([Drawn(number, cases, office) for number in numbers])
    _write(DeadlineWarning, _warnings(office))
    _set_counters(office, cases)
    while case_text.write_missing():
        session().commit()
    schema.take_statistics()
    session().commit()


def _office(mediators: tuple[Actor, ...], cases: int) -> Office:
    district = organisation.find_district_by_key(mediators[0].district_id or 0)
    luck = Random(cases)
    how_many = max(50, cases // _CASES_PER_EMPLOYER)
    return Office(
        mediators=mediators,
        district_id=district.id,
        number_prefix=f"{district.number_prefix}劳调",
        town_ids=tuple(each.id for each in organisation.towns(district.id)),
        employers=tuple(words.an_employer(luck, number) for number in range(how_many)),
        today=clock.today(),
        first_act=(session().scalar(select(func.max(AuditEntry.sequence))) or 0) + 1,
    )


def _employers(office: Office) -> Iterator[dict[str, Any]]:
    for place, name in enumerate(office.employers):
        yield {
            "id": place + 1,
            "public_id": new_public_id(),
            "district_id": office.district_id,
            "name": name,
            "folded_name": folded(name),
            "initials": pinyin_initials(name),
            "address": "",
            "legal_representative": "",
            "representative_post": "",
            "telephone": "",
        }


def _write_some(drawn: list[Drawn]) -> None:
    for table, rows_of in ROWS:
        _write(table, _each(rows_of, drawn))
    session().commit()


def _each(
    rows_of: Callable[[Drawn], Iterator[dict[str, Any]]], drawn: list[Drawn]
) -> Iterator[dict[str, Any]]:
    for case in drawn:
        yield from rows_of(case)


def _write(table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    written = list(rows)
    if written:
        session().connection().execute(insert(table), written)


def _warnings(office: Office) -> Iterator[dict[str, Any]]:
    """Every second case had a warning; those of closed cases have ended."""
    query = select(Deadline.id, Deadline.case_id, Deadline.ended_on, Deadline.started_on)
    for place, row in enumerate(session().execute(query.where(Deadline.case_id % 2 == 0)).all()):
        if row.case_id % 4 and row.ended_on is None:
            continue
        at = datetime.combine(row.ended_on or office.today, time(8, 30), tzinfo=SHANGHAI)
        yield {
            "public_id": new_public_id(),
            "number": f"W{place:08}",
            "deadline_id": row.id,
            "case_id": row.case_id,
            "level": "yellow",
            "base_level": "yellow",
            "measure": "days_before",
            "measured": 3,
            "occasion": f"{row.started_on.isoformat()}:yellow",
            "told": True,
            "first_at": at,
            "level_at": at,
            "due_at": at,
            "answer_by": at,
            "acknowledged_occasion": "",
            "ended_at": at if row.ended_on else None,
        }


def _set_counters(office: Office, cases: int) -> None:
    """Put the counters behind what was written."""
    last = session().scalar(select(func.max(AuditEntry.sequence)))
    session().execute(update(AuditHead).values(sequence=last))
    session().execute(
        insert(NumberSequence).values(
            prefix=office.number_prefix, year=office.today.year, last=cases * 2
        )
    )
    if session().get_bind().dialect.name == "postgresql":
        for table in (Case, Employer, Proceeding):
            _set_counter(table.__table__)  # type: ignore[arg-type] # a table, as mapped
    session().commit()


def _set_counter(table: Table) -> None:
    session().execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
            f"(SELECT max(id) FROM {table.name}))"
        )
    )
