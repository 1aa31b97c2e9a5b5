"""What tests of the watch do again and again: walk a round, post, and read what is owed.

The round and the postman are the real ones; only the moment is the test's own.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from mediation.jobs.post import Postman
from mediation.jobs.tick import TickReport, tick
from mediation.mail.transport import Relay, converse
from mediation.models import user
from mediation.models.db import session
from mediation.models.outbox import OutboxLetter
from mediation.rules.permissions import Actor
from tests.clockwork import TurnableClock
from tests.post import PostOffice

SENDER = "no-reply@office.example"


@dataclass(frozen=True, slots=True)
class Owed:
    """One letter of the outbox, as a test reads it."""

    kind: str
    to: str
    subject_id: str
    period_key: str
    state: str
    message_id: str


def walk(clock: TurnableClock, *moments: str) -> TickReport:
    """Turn the clock to each moment and walk a round there; nothing may go wrong on the way."""
    report = TickReport()
    for moment in moments:
        clock.set(moment)
        session().rollback()  # each real round has a session of its own
        report = tick("test")
        assert report.troubled == 0
    return report


def owed(kind: str = "") -> list[Owed]:
    """Return the letters of the outbox, in the order in which they were owed."""
    session().rollback()
    return [
        Owed(
            row.kind,
            user.find_by_key(row.recipient_id).username,
            row.subject_id,
            row.period_key,
            row.state,
            row.message_id,
        )
        for row in session().query(OutboxLetter).order_by(OutboxLetter.id)
        if not kind or row.kind == kind
    ]


def told(kind: str = "warning") -> Counter[str]:
    """Count the letters of a kind by recipient."""
    return Counter(each.to for each in owed(kind))


def a_postman(office: PostOffice, name: str = "test", patience: float = 5.0) -> Postman:
    """Return a postman who brings letters to this office."""
    relay = Relay(office.host, office.port, SENDER, timeout_seconds=patience)
    return Postman(partial(converse, relay), SENDER, "https://mediation.example", name)


def let_leases_run_out() -> None:
    """Do what five minutes of real time do to the letters in somebody's hands."""
    session().rollback()
    for row in session().query(OutboxLetter):
        if row.lease_until is not None:
            row.lease_until -= timedelta(minutes=6)
    session().commit()


def address_of(person: Actor) -> str:
    """Return the address of somebody."""
    return user.find_by_key(person.user_id or 0).email
