"""When the watch counts as having stopped.

Its sign of life is due every minute; after ten minutes without one a red bar says so to the
supervisors.  A sign from the future means that the clock was set back, and counts as none.
"""

from datetime import datetime, timedelta

STOPPED_AFTER = timedelta(minutes=10)
_AHEAD = timedelta(minutes=2)


def has_stopped(last_seen: datetime | None, now: datetime) -> bool:
    """Tell whether the watch has not been seen for ten minutes, or never."""
    if last_seen is None:
        return True
    return now - last_seen >= STOPPED_AFTER or last_seen - now > _AHEAD
