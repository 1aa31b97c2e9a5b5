"""The first page of the day: for each role what waits for it, each number a link to its list.

Somebody with two roles gets both parts.  Nothing here ranks people: what is shown of a mediator
is how many cases they have in hand.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.models import calendar, follow_up, home, meeting_list, warning
from mediation.models.case_list import ListedCase
from mediation.models.home import CaseCounts, Waiting
from mediation.models.meeting_list import ListedMeeting
from mediation.models.warning import LevelTally, WarningFacts
from mediation.rules.case_list import (
    CaseFilter,
    Due,
    Order,
    StatusGroup,
    expected_step,
    statuses_of,
)
from mediation.rules.case_query import MINE, NOBODY
from mediation.rules.permissions import Action, Actor, Role, may_ever
from mediation.rules.watch import has_stopped
from mediation.rules.workflow import row_of
from mediation.rules.workflow_terms import Step
from mediation.rules.working_days import Calendar
from mediation.web import case_list as lists
from mediation.web import draft
from mediation.web.deadline import short_day
from mediation.web.door import actor
from mediation.web.guard import allowed
from mediation.web.next_steps import url_of
from mediation.wording import home as words
from mediation.wording.case import TASKS
from mediation.wording.clock import clock_name
from mediation.wording.sentences import label

bp = Blueprint("home", __name__)

_ANSWERS = frozenset({"X1", "X2"})
_MEETINGS_SHOWN = 6
_WARNINGS_SHOWN = 8
_OPEN = StatusGroup.OPEN.value

Part = dict[str, Any]


@bp.get("/")
@allowed(Action.USE_OWN_ACCOUNT)
def show() -> ResponseReturnValue:
    """Show what waits for the person who opens the service."""
    acting = actor()
    parts = {role.value: part(acting) for role, part in _PARTS.items() if role in acting.roles}
    return render_template(
        "home/home.html", parts=parts, greeting=_day_words(), drafts=draft.waiting()
    )


def _mediator(acting: Actor) -> Part:
    today, days = clock.today(), calendar.current()
    own = home.counts(acting, today, own=True)
    of_body = home.counts(acting, today, own=False)
    return {
        "tiles": [_calls(acting), *_own_tiles(own, of_body)],
        "waiting": [_waiting(acting, each, days) for each in home.waiting_for(acting, today)],
        "open": own.open,
        "all_url": _cases(handler=MINE, status=_OPEN, order=Order.DUE.value),
        "meetings": [_meeting(each) for each in meeting_list.upcoming(acting)[:_MEETINGS_SHOWN]],
    }


def _supervisor(acting: Actor) -> Part:
    today = clock.today()
    counts = home.counts(acting, today, own=False)
    waiting = warning.loudest(acting, _WARNINGS_SHOWN)
    unassigned = CaseFilter(statuses=statuses_of(_OPEN), unassigned=True)
    received, closed = home.logged_and_closed(acting, today)
    tally, calls = warning.tally(acting), _calls(acting)
    return {
        "levels": [_level(each) for each in tally if each.level],
        "waiting": sum(each.waiting for each in tally),
        "tiles": [*([calls] if calls["number"] else []), *_office_tiles(counts)],
        "warnings": [_warning(each) for each in waiting],
        "unassigned": _rows(home.newest(acting, unassigned, today, 6)),
        "unassigned_url": _cases(handler=NOBODY, status=_OPEN),
        "loads": [
            (each.handler_name, each.open, _cases(handler=each.handler_public_id, status=_OPEN))
            for each in home.case_loads(acting)
        ],
        "week": [(words.WEEK["received"], received), (words.WEEK["closed"], closed)],
        "health": _health(acting),
    }


def _lawyer(acting: Actor) -> Part:
    today = clock.today()
    counts = home.counts(acting, today, own=False)
    asked = CaseFilter(statuses=statuses_of(_OPEN))
    return {
        "tiles": _tiles(
            ("open", counts.open, {"status": _OPEN}, ""),
            ("overdue", counts.overdue, {"status": _OPEN, "due": Due.OVERDUE.value}, "red"),
        ),
        "rows": _rows(home.newest(acting, asked, today)),
        "all_url": _cases(),
    }


def _brought(acting: Actor) -> Part:
    """Return what somebody sees who brings matters to the centre: their cases, and how they go."""
    today = clock.today()
    return {"rows": _rows(home.newest(acting, CaseFilter(), today)), "all_url": _cases()}


def _auditor(acting: Actor) -> Part:
    counts = home.counts(acting, clock.today(), own=False)
    return {
        "tiles": _office_tiles(counts),
        "places": [
            (said, url_for(endpoint))
            for endpoint, said in words.PLACES.items()
            if endpoint in current_app.view_functions
        ],
    }


def _admin(acting: Actor) -> Part:
    state = home.health(acting, clock.now())
    return {
        "health": _health(acting),
        "locked": state.locked_accounts,
    }


_PARTS: dict[Role, Callable[[Actor], Part]] = {
    Role.MEDIATOR: _mediator,
    Role.SUPERVISOR: _supervisor,
    Role.LAWYER: _lawyer,
    Role.LIAISON: _brought,
    Role.COURT_CLERK: _brought,
    Role.AUDITOR: _auditor,
    Role.ADMIN: _admin,
}


def _calls(acting: Actor) -> Part:
    """Return the tile of the calls that wait for somebody, marked when an hour is over."""
    tally = follow_up.tally(acting, clock.now())
    return {
        "label": words.TILES["call_back"],
        "number": tally.open,
        "unit": "个",
        "url": url_for("follow_up.search"),
        "level": "red" if tally.overdue else "",
        "note": words.LATE_CALLS.format(count=tally.overdue) if tally.overdue else "",
    }


def _own_tiles(own: CaseCounts, of_body: CaseCounts) -> list[Part]:
    mine = {"handler": MINE, "status": _OPEN, "order": Order.DUE.value}
    fresh = {"handler": MINE, "status": StatusGroup.FRESH.value}
    return _tiles(
        ("due_today", own.due_today, mine | {"due": Due.TODAY.value}, "orange"),
        ("overdue", own.overdue, mine | {"due": Due.OVERDUE.value}, "red"),
        ("fresh", own.fresh, fresh, ""),
        ("unassigned", of_body.unassigned, {"handler": NOBODY, "status": _OPEN}, ""),
    )


def _office_tiles(counts: CaseCounts) -> list[Part]:
    return _tiles(
        ("open", counts.open, {"status": _OPEN}, ""),
        ("due_today", counts.due_today, {"status": _OPEN, "due": Due.TODAY.value}, ""),
        ("overdue", counts.overdue, {"status": _OPEN, "due": Due.OVERDUE.value}, "red"),
        ("unassigned", counts.unassigned, {"status": _OPEN, "handler": NOBODY}, "orange"),
    )


def _tiles(*made: tuple[str, int, dict[str, str], str]) -> list[Part]:
    """Make tiles of (word, number, what the list is asked for, level when it is not zero)."""
    return [
        {
            "label": words.TILES[name],
            "number": number,
            "unit": "件",
            "url": _cases(**asked),
            "level": level if number else "",
        }
        for name, number, asked, level in made
    ]


def _waiting(acting: Actor, row: Waiting, days: Calendar) -> Part:
    rule = row.case.deadline.rule if row.case.deadline else ""
    step = expected_step(
        row.case.status, answer_owed=rule in _ANSWERS, meeting_ahead=row.meeting_at is not None
    )
    begun = row.meeting_at is not None and row.meeting_at <= clock.now()
    task, url = TASKS[step] if step else "", ""
    if step is Step.HOLD_MEETING and not begun and row.meeting_at is not None:
        at = clock.local(row.meeting_at)
        when = f"{short_day(at.date(), clock.today())} {at:%H:%M}"
        task = words.WAIT_FOR_MEETING.format(at=when)
    elif step is not None and not may_ever(acting, row_of(step).action):
        task = words.WAIT_FOR_OTHERS.format(task=label(step))
    elif step is not None:
        url = url_of(step, row.case.public_id, row.meeting_public_id)
    return {
        "task": task,
        "url": url or url_for("case.show", case_id=row.case.public_id),
        "row": lists.row_of(row.case, days, clock.today()),
    }


def _meeting(row: ListedMeeting) -> Part:
    starts = clock.local(row.starts_at)
    return {
        "when": f"{short_day(starts.date(), clock.today())} {starts:%H:%M}",
        "number": row.case_number,
        "employer": row.employer_name,
        "place": row.place,
        "begun": row.is_over_at(clock.now()),
        "url": url_for("case.show", case_id=row.case_public_id),
        "minutes_url": url_of(Step.HOLD_MEETING, row.case_public_id, row.public_id),
    }


def _level(tally: LevelTally) -> Part:
    level = tally.level.value if tally.level else ""
    note = words.WAITING.format(count=tally.waiting) if tally.waiting else ""
    asked = {"level": level} if level else {}
    return {
        "label": words.LEVELS[level],
        "number": tally.open,
        "unit": "项",
        "note": note,
        "level": level if tally.open else "",
        "url": _url("warning.search", asked),
    }


def _warning(row: WarningFacts) -> Part:
    return {
        "number": row.case_number,
        "level": row.level.value if row.level else "",
        "name": clock_name(row.rule),
        "due": short_day(row.due_on, clock.today()),
        "handler": row.handler_name,
        "url": url_for("warning.show", public_id=row.public_id),
    }


def _health(acting: Actor) -> Part:
    now = clock.now()
    state = home.health(acting, now)
    stopped = has_stopped(state.last_tick_at, now)
    if state.last_tick_at is None:
        tick = words.HEALTH["never"]
    else:
        minutes = max(0, int((now - state.last_tick_at).total_seconds() // 60))
        tick = words.HEALTH["minutes" if minutes else "just_now"].format(minutes=minutes)
    if state.troubled:
        post = words.HEALTH["post_troubled"].format(troubled=state.troubled)
    elif state.queued:
        post = words.HEALTH["post_queued"].format(queued=state.queued)
    else:
        post = words.HEALTH["post_well"]
    return {
        "tick": tick,
        "stopped": stopped,
        "post": post,
        "troubled": state.troubled,
    }


def _rows(cases: tuple[ListedCase, ...]) -> list[lists.CaseRow]:
    days, today = calendar.current(), clock.today()
    return [lists.row_of(each, days, today) for each in cases]


def _cases(**asked: str) -> str:
    return _url("case.search", asked)


def _url(endpoint: str, asked: dict[str, Any]) -> str:
    return url_for(endpoint, **asked)


def _day_words() -> str:
    today = clock.today()
    days = calendar.current()
    kind = "rest_day" if days.is_rest_day(today) else "work_day"
    return words.TODAY[kind].format(
        day=today.isoformat(), weekday="一二三四五六日"[today.weekday()]
    )
