"""The one commit of the service.

Only the gate imports this file; a contract of import-linter keeps it so.  Everything between
entering and leaving happens together or not at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from mediation.models import case_text
from mediation.models.db import session, writing_now


@contextmanager
def writing() -> Iterator[None]:
    """Run a block as one transaction: commit at its end, undo everything on any error."""
    if writing_now.get():
        raise RuntimeError("a command may not run inside another command")
    current = session()
    current.rollback()
    token = writing_now.set(True)
    try:
        with case_text.following():
            yield
        current.commit()
    except BaseException:
        current.rollback()
        raise
    finally:
        writing_now.reset(token)


def flush() -> None:
    """Send what is pending to the database, so that its constraints speak now."""
    session().flush()
