"""Whether what is committed survives a power cut: how the database keeps its promises."""

from sqlalchemy import text

from mediation.models.db import dialect_name, session

_SQLITE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
_POSTGRESQL = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def weak_promises() -> tuple[str, ...]:
    """Return the settings of the database under which a committed act could be lost."""
    is_sqlite = dialect_name() == "sqlite"
    wanted = _SQLITE if is_sqlite else _POSTGRESQL
    ask = "PRAGMA {}" if is_sqlite else "SHOW {}"
    found = {
        # The names stand in our own tables above.
        name: str(session().execute(text(ask.format(name))).scalar())
        for name in wanted
    }
    return tuple(f"{name}={found[name]}" for name in wanted if found[name] != wanted[name])
