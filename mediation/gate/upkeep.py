"""The second entry: housekeeping that is no decision and leaves no audit row.

Only the tables named here may be written through it: sign-in sessions, throttles, drafts, stored
searches, sets of columns, leases, heartbeats, rounds of the watch and the progress of tasks.
Anything else is refused before it is committed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from mediation.models import audit, transaction
from mediation.models.db import past_tables

TABLES = frozenset(
    {
        "web_sessions",
        "sign_in_attempts",
        "drafts",
        "stored_searches",
        "view_choices",
        "column_sets",
        "outbox_letters",
        "heartbeats",
        "watch_rounds",
        "leases",
        "tasks",
        "task_pieces",
        "form_receipts",
    }
)


@contextmanager
def upkeep() -> Iterator[None]:
    """Run a block as one unaudited transaction on the housekeeping tables."""
    with transaction.writing(), audit.recording(everything=True) as changes:
        yield
        transaction.flush()
        strange = ({each["table"] for each in changes} | (past_tables.get() or set())) - TABLES
        if strange:
            raise RuntimeError(f"upkeep may not write {sorted(strange)}")
