"""A process killed in the middle of writing: what was acknowledged is there, and nothing is half.

The signal cannot be caught, so nothing tidies up behind the writer; only the database can.
"""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from mediation.models import audit
from mediation.models.db import session
from tests.builders import People, a_district
from tests.gate.writer_process import begin

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("engine_url")]

ROUNDS = 10
OF_ONE_CASE = """
    SELECT c.public_id,
        (SELECT count(*) FROM audit_entries a WHERE a.case_id = c.id AND a.result = 'done'),
        (SELECT count(*) FROM deadlines d WHERE d.case_id = c.id AND d.ended_as IS NULL),
        (SELECT count(*) FROM proceedings p WHERE p.case_id = c.id),
        (SELECT count(*) FROM parties p WHERE p.case_id = c.id),
        (SELECT count(*) FROM steps_taken s WHERE s.case_id = c.id),
        (SELECT count(*) FROM case_keys k WHERE k.case_public_id = c.public_id)
    FROM cases c
"""


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def writers(service, people) -> Iterator[subprocess.Popen[str]]:
    """The process from which writers split off."""
    settings = service.settings
    parent = begin(settings.instance, settings.database, people.mediator.public_id)
    yield parent
    parent.kill()
    parent.communicate()


def acknowledged(writers: subprocess.Popen[str], seconds: float) -> list[str]:
    """Return what one writer was told to be saved before it was killed."""
    orders, answers = writers.stdin, writers.stdout
    assert orders is not None
    assert answers is not None
    orders.write("\n")
    orders.flush()
    writer = int(answers.readline())
    told = [answers.readline().strip()]
    time.sleep(seconds)
    os.kill(writer, signal.SIGKILL)
    told += iter(lambda: answers.readline().strip(), "over")
    return told


def test_what_was_acknowledged_survives_and_nothing_is_half_written(service, writers):
    told = [
        public_id
        for _ in range(ROUNDS)
        for public_id in acknowledged(writers, random.uniform(0.0, 0.15))
    ]
    session().rollback()
    rows = {row[0]: tuple(row[1:]) for row in session().execute(text(OF_ONE_CASE))}
    assert len(told) >= ROUNDS
    assert set(told) <= set(rows)
    assert set(rows.values()) == {(1, 4, 1, 2, 3, 1)}
    assert len(rows) <= len(told) + ROUNDS
    assert audit.first_broken() is None
    assert integrity(service.engine) == "ok"


def integrity(engine: str) -> str:
    """Return what the database says of itself."""
    if engine == "sqlite":
        return str(session().execute(text("PRAGMA integrity_check")).scalar_one())
    numbers = session().execute(text("SELECT case_number FROM cases ORDER BY case_number"))
    given = [int(number[-5:-1]) for number in numbers.scalars()]
    return "ok" if given == list(range(1, len(given) + 1)) else f"gap in {given}"
