"""How fast the busiest pages are with a hundred thousand cases, on both engines.

    make bench

Prints the median time and the number of queries of each.  BENCH_CASES makes the database smaller;
BENCH_PLANS=1 prints what the planner does for each query that reads the case tables.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import pytest
from sqlalchemy import Connection, event, select, text

from mediation.basics import clock as real_clock
from mediation.basics.paging import PAGE_ROWS, written_mark
from mediation.casework import intake
from mediation.jobs.tick import tick
from mediation.models import audit, case_list, case_page, duplicates, home, stored_search, warning
from mediation.models.case import Case
from mediation.models.db import db, session
from mediation.models.duplicates import Caller
from mediation.rules.case_list import CaseFilter, Order
from tests.bench.hundred_thousand import fill
from tests.builders import People, a_district, a_wage_dispute

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

CASES = int(os.environ.get("BENCH_CASES", "100000"))
RUNS = 11
READS = ("SELECT", "WITH")


@dataclass(slots=True)
class Asked:
    """The statements that a measured act sent to the database."""

    statements: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Asked]:
    """Collect the statements of a block."""
    asked = Asked()

    def hear(_c: Connection, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.statements.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def say(*lines: str) -> None:
    """Write lines, those after the first one indented under it."""
    sys.stdout.write("\n          ".join(lines) + "\n")


def measure(name: str, act: Callable[[], object]) -> float:
    """Print the median time and the queries of an act; return the time in milliseconds."""
    took = []
    for _ in range(RUNS):
        session().rollback()
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    session().rollback()
    with listening() as asked:
        act()
    say(f"    {name:<44}{median(took):8.1f} ms   {len(asked.statements):3} queries")
    if os.environ.get("BENCH_PLANS"):
        explain(asked)
    return median(took)


def explain(asked: Asked) -> None:
    """Print the plan of every query that reads a table from end to end."""
    session().rollback()
    is_sqlite = db.engine.dialect.name == "sqlite"
    connection = session().connection()
    for statement, values in asked.statements:
        if not statement.startswith(READS):
            continue
        if is_sqlite:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            plan = [str(row[3]) for row in rows]
            worth = [line for line in plan if line.startswith("SCAN") or "TEMP B-TREE" in line]
        else:
            rows = connection.exec_driver_sql(f"EXPLAIN ANALYZE {statement}", values).all()
            worth = [str(row[0]).strip() for row in rows if "Seq Scan" in str(row[0])]
        if worth:
            say("        ", statement.replace("\n", " ")[-160:], *worth)


@pytest.fixture
def people(service) -> People:
    """A district with its hundred thousand cases."""
    made = a_district()
    begun = time.perf_counter()
    fill(made, CASES)
    took = time.perf_counter() - begun
    say(f"\n{service.engine}: {CASES} cases, written in {took:.0f} s")
    return made


def mark_of_page(number: int) -> str:
    """Return the mark behind which a page of the newest cases begins."""
    query = select(Case.logged_at, Case.id).order_by(Case.logged_at.desc(), Case.id.desc())
    at, row_id = session().execute(query.offset(number * PAGE_ROWS - 1).limit(1)).one()
    return written_mark(at.isoformat(), row_id)


def some_case() -> str:
    return str(session().scalar(select(Case.public_id).where(Case.id == CASES // 2)))


def test_the_busiest_pages_answer_in_time(engine_url, service, people, clock):
    today, boss, desk = real_clock.today(), people.supervisor, people.mediator
    late, case_id = mark_of_page(min(1000, CASES // PAGE_ROWS - 2)), some_case()
    plain, by_due = CaseFilter(), CaseFilter(order=Order.DUE)
    acts: dict[str, Callable[[], object]] = {
        "list, first page, district": lambda: case_list.search(boss, plain, today),
        "list, first page, body": lambda: case_list.search(desk, plain, today),
        "list, page 1000, district": lambda: case_list.search(boss, plain, today, late),
        "list, page 1000, body": lambda: case_list.search(desk, plain, today, late),
        "list by deadline, first page": lambda: case_list.search(boss, by_due, today),
        "list, how many": lambda: case_list.count(boss, plain, today),
        "list by deadline, how many": lambda: case_list.count(boss, by_due, today),
        "search, mobile": lambda: looked_for(boss, "19900000077"),
        "search, name": lambda: looked_for(boss, "王芳"),
        "search, name that nobody has": lambda: looked_for(boss, "欧阳没有"),
        "home, counts, district": lambda: home.counts(boss, today, own=False),
        "home, counts, own": lambda: home.counts(desk, today, own=True),
        "home, what waits": lambda: home.waiting_for(desk, today),
        "home, case loads": lambda: home.case_loads(boss),
        "home, the week": lambda: home.logged_and_closed(boss, today),
        "case page": lambda: case_page.inside(desk, case_page.summary(desk, case_id)),
        "case history": lambda: case_page.history(desk, case_page.summary(desk, case_id)),
        "duplicates while typing": lambda: duplicates.likely(
            desk, Caller("王芳", "19900000077", "", "番禺电子77号有限公司"), today
        ),
        "warning centre": lambda: (warning.search(boss, None, None), warning.tally(boss)),
        "audit, first page": lambda: audit.search(people.auditor, None),
        "log_intake, until committed": lambda: intake.log_intake(desk, a_wage_dispute()),
        "one tick": lambda: tick("bench"),
    }
    took = {name: measure(name, act) for name, act in acts.items()}
    assert session().execute(text("SELECT count(*) FROM cases")).scalar_one() > CASES
    assert max(took.values()) < 60_000


def looked_for(actor, words: str) -> object:
    asked = stored_search.understood(words)
    return case_list.search(actor, CaseFilter(), real_clock.today(), None, asked)
