"""One writer of states, one reader of the clock, one commit, one reader of the environment.

Each check here looks at the syntax tree, so it sees what is hidden in a function too, and each
is shown a small wrongdoer once, so that a check which has gone blind is noticed.
"""

import ast

import pytest

from tests.house.sources import Source, calls, dotted, outside, sources

REAL_TIME = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "func.now",
    "func.current_timestamp",
    "func.current_date",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.strftime",
}
CLOCK = {"clock.now", "clock.today", "now", "today"}
STATES = {"state", "stage"}
# A letter on its way, long work and a sensitive period have states too; no step of a case is
# among them.
OTHER_STATES = (
    "mediation/models/task.py",
    "mediation/models/outbox.py",
    "mediation/models/handover.py",
    "mediation/models/sensitive_period.py",
)


def readers_of_time(source: Source) -> list[str]:
    """Return where a file reads the real time."""
    asked = [source.place(call) for call, name in calls(source) if name in REAL_TIME]
    imported = [
        source.place(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        if {alias.name for alias in node.names} & {"time", "time_ns", "localtime", "gmtime"}
    ]
    return asked + imported


def readers_of_clock(source: Source) -> list[str]:
    """Return where a file asks the clock of the house what time it is."""
    return [source.place(call) for call, name in calls(source) if name in CLOCK]


def writers_of_states(source: Source) -> list[str]:
    """Return where a file writes a state or a stage."""
    written = [
        source.place(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        if node.attr in STATES
    ]
    by_statement = [
        source.place(call)
        for call, name in calls(source)
        if name.endswith("values") or name == "setattr"
        if {keyword.arg for keyword in call.keywords} & STATES or _names_a_state(call)
    ]
    return written + by_statement


def _names_a_state(call: ast.Call) -> bool:
    return any(isinstance(a, ast.Constant) and a.value in STATES for a in call.args)


def callers(source: Source, *names: str) -> list[str]:
    """Return where a file calls something of these names on any object."""
    return [source.place(call) for call, name in calls(source) if name.split(".")[-1] in names]


def readers_of_environment(source: Source) -> list[str]:
    """Return where a file looks at the environment."""
    return [
        source.place(node)
        for node in ast.walk(source.tree)
        if dotted(node) in {"os.environ", "os.getenv", "os.environb"}
    ]


def broad_catches(source: Source) -> list[str]:
    """Return where a file catches everything and does not raise it again."""
    return [
        source.place(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or dotted(node.type) in {"Exception", "BaseException"}
        if not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]


def places(found: list[list[str]]) -> list[str]:
    """Return all places of several files in one list."""
    return [place for some in found for place in some]


def test_only_the_clock_reads_the_time():
    # Leases live between machines whose clocks differ, so they ask the database.
    rooms = outside("mediation", "mediation/basics/clock.py", "mediation/models/lease.py")
    assert places([readers_of_time(source) for source in rooms]) == []


def test_the_time_is_read_once_and_handed_down():
    below_the_doors = ["basics", "rules", "wording", "models", "pdf", "mail", "casework", "schemas"]
    rooms = [
        source
        for room in below_the_doors
        for source in outside(f"mediation/{room}", "mediation/basics/clock.py")
    ]
    assert places([readers_of_clock(source) for source in rooms]) == []


def test_only_the_step_writes_a_state():
    rooms = outside("mediation", "mediation/gate/step.py", *OTHER_STATES)
    assert places([writers_of_states(source) for source in rooms]) == []


def test_only_the_transaction_commits():
    rooms = outside("mediation", "mediation/models/transaction.py")
    assert places([callers(source, "commit") for source in rooms]) == []


def test_only_the_settings_read_the_environment():
    rooms = outside("mediation", "mediation/settings.py")
    assert places([readers_of_environment(source) for source in rooms]) == []


def test_only_the_runner_and_the_postman_catch_everything():
    found = places([broad_catches(source) for source in sources("mediation")])
    files = {place.partition(":")[0] for place in found}
    assert all(file.startswith(("mediation/jobs/", "mediation/mail/")) for file in files), found
    assert len(found) <= 2, found


def test_migrations_do_not_lean_on_the_package():
    leaning = [
        source.place(node)
        for source in outside("migrations", "migrations/env.py")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mediation")
    ]
    assert leaning == []


@pytest.mark.parametrize(
    ("check", "wrongdoer"),
    [
        (readers_of_time, "x = datetime.now(UTC)"),
        (readers_of_time, "def late():\n    return date.today()"),
        (readers_of_time, "from time import time"),
        (readers_of_clock, "late = clock.today()"),
        (writers_of_states, "case.state = State.CLOSED"),
        (writers_of_states, "session.execute(update(Case).values(state='closed'))"),
        (writers_of_states, "setattr(case, 'stage', 'c9')"),
        (readers_of_environment, "port = os.environ['PORT']"),
        (broad_catches, "try:\n    go()\nexcept Exception:\n    pass"),
    ],
)
def test_each_check_sees_a_wrongdoer(check, wrongdoer):
    assert check(Source("wrong.py", wrongdoer, ast.parse(wrongdoer))) != []


def test_only_the_seal_speaks_cryptography_among_the_tables():
    speakers = [
        source.path
        for source in outside("mediation/models", "mediation/models/sealing.py")
        if "cryptography" in source.text
    ]
    assert speakers == []
