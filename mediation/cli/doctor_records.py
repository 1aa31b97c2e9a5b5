"""What the doctor asks of the records: durability, the trail, the watch, the post, the people."""

from collections.abc import Iterator
from datetime import timedelta

from mediation.basics import clock
from mediation.cli.finding import Finding, Grade, sound_if
from mediation.models import (
    audit,
    calendar,
    durability,
    organisation,
    outbox,
    recipient,
    user,
    watch,
)
from mediation.rules.permissions import Role
from mediation.settings import Settings

_TAIL = 1000
_SILENCE = timedelta(minutes=2)
_NOTICE_EXPECTED_FROM = 10
_LONGEST_WAIT = timedelta(minutes=15)


def examine(_settings: Settings) -> Iterator[Finding]:
    """Ask what the records of a ready instance tell."""
    weak = durability.weak_promises()
    yield sound_if("durable", not weak, "、".join(weak))
    count = audit.count_entries()
    broken = audit.first_broken(after=max(count - _TAIL, 0))
    yield sound_if("trail", broken is None, count if broken is None else broken)
    yield _heartbeat()
    yield from _post()
    yield _calendar()
    yield _people()
    yield _recipients()


def _heartbeat() -> Finding:
    seen = watch.last_beat()
    if seen is None:
        return Finding("watch", Grade.NOTICED)
    is_alive = abs(clock.now() - seen.at) <= _SILENCE
    return sound_if(
        "watch", is_alive, f"{clock.local(seen.at):%Y-%m-%d %H:%M}", else_=Grade.NOTICED
    )


def _post() -> Iterator[Finding]:
    wait = outbox.longest_wait(clock.now())
    minutes = int(wait.total_seconds() // 60)
    yield sound_if("outbox", wait <= _LONGEST_WAIT, minutes or "", else_=Grade.NOTICED)
    stuck = outbox.count_stuck()
    yield sound_if("dead_letters", not stuck, stuck or "", else_=Grade.NOTICED)


def _calendar() -> Finding:
    """Next year's notice comes in autumn; before October nobody can have it."""
    today, known = clock.today(), calendar.current()
    years = {today.year: today}
    if today.month >= _NOTICE_EXPECTED_FROM:
        years[today.year + 1] = today.replace(year=today.year + 1, month=1, day=1)
    missing = [str(year) for year, day in years.items() if known.is_provisional(day)]
    return sound_if("calendar", not missing, "、".join(missing), else_=Grade.NOTICED)


def _people() -> Finding:
    admins = [user.holders(each.id, Role.ADMIN) for each in organisation.districts()]
    return sound_if("administrator", any(admins), else_=Grade.NOTICED)


def _recipients() -> Finding:
    lonely = [each.name for each in organisation.districts() if not recipient.alerted(each.id)]
    return sound_if("recipients", not lonely, "、".join(lonely), else_=Grade.NOTICED)
