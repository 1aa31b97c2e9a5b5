"""What every page shows of the watch: how many warnings wait, and that it has stopped."""

from collections.abc import Mapping, Sequence

from flask import Flask

from mediation.basics import clock
from mediation.models import warning, watch
from mediation.rules.permissions import Action, Actor, Role, may_ever
from mediation.rules.watch import has_stopped
from mediation.web.page import count_alarms_with, show_bars_with
from mediation.wording.watch import NEVER_SEEN, STOPPED

_TOLD_OF_STANDSTILL = frozenset({Role.SUPERVISOR, Role.ADMIN})


def show_watch(app: Flask) -> None:
    """Hang the count of warnings and the red bar into every page."""
    count_alarms_with(app, _alarms)
    show_bars_with(app, _bars)


def _alarms(acting: Actor) -> Mapping[str, int]:
    if not may_ever(acting, Action.SEE_WARNINGS):
        return {}
    return {each.level.value: each.waiting for each in warning.tally(acting) if each.level}


def _bars(acting: Actor) -> Sequence[Mapping[str, str]]:
    if not acting.roles & _TOLD_OF_STANDSTILL:
        return ()
    seen = watch.last_beat()
    if not has_stopped(seen.at if seen else None, clock.now()):
        return ()
    if seen is None:
        return ({"level": "red", "text": NEVER_SEEN},)
    since = f"{clock.local(seen.at):%m-%d %H:%M}"
    return ({"level": "red", "text": STOPPED.format(seen=since)},)
