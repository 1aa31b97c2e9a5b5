"""The time in which leases are reckoned: the database's own, which all workers share.

A lease lives between machines whose clocks differ, and the clock of a demo can be moved; neither
may let go of work that is in somebody's hands.
"""

from datetime import datetime

from sqlalchemy import func, select

from mediation.models.db import Instant, session


def machine_now() -> datetime:
    """Return what time it is for the database."""
    instant: datetime = (
        session().execute(select(func.current_timestamp(type_=Instant))).scalar_one()
    )
    return instant
