"""The warning centre: what stands out, why, who was told, and taking note of it."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Conflict, Malformed, RuleBroken
from mediation.casework import warning as verbs
from mediation.models import calendar, deadline, outbox, warning
from mediation.models.warning import LevelTally, WarningFacts
from mediation.rules import clocks
from mediation.rules.clock_table import SET_DATES, is_duty
from mediation.rules.clock_table import clock as clock_row
from mediation.rules.clocks import Reckoned
from mediation.rules.permissions import Action
from mediation.rules.warning_table import policy_of
from mediation.rules.warnings import Schedule, Span, WarningLevel, schedule
from mediation.schemas.warning import AcknowledgementForm
from mediation.web.door import actor, may_here, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.clock import clock_name, derivation_sentences
from mediation.wording.deadline import left_phrase
from mediation.wording.outbox import KINDS
from mediation.wording.sentences import sentence
from mediation.wording.warning import SAID, SCALE_NOTE, level_words, reason_for, reason_of

bp = Blueprint("warning", __name__, url_prefix="/warnings")

_OVER = "over"
_SOON = 3


@bp.get("")
@allowed(Action.SEE_WARNINGS)
def search() -> ResponseReturnValue:
    """List the open warnings by level and then by last day."""
    wanted = request.args.get("level", "")
    level = WarningLevel(wanted) if wanted in set(WarningLevel) else None
    only_waiting = request.args.get("waiting") == "yes"
    mark = request.args.get("mark")
    is_over = wanted == _OVER
    page = warning.search(actor(), level, mark, only_waiting=only_waiting, only_over=is_over)
    asked = {"level": wanted, "waiting": "yes" if only_waiting else ""}
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return render_template(
        "warning/list.html",
        page=page,
        values=asked,
        tiles=[_tile(each) for each in warning.tally(actor()) if each.level or each.open],
        levels=[
            *((each.value, level_words(each)) for each in reversed(WarningLevel)),
            (_OVER, level_words(None)),
        ],
        next_url=url_for(".search", mark=page.next_mark, **kept) if page.next_mark else "",
        first_url=url_for(".search", **kept) if mark else "",
        scale_note=SCALE_NOTE,
        **_words(),
    )


@bp.get("/<public_id>")
@allowed(Action.SEE_WARNINGS)
def show(public_id: str) -> ResponseReturnValue:
    """Show one warning: why it stands, how it grows, who was told, what was answered."""
    return render_template("warning/warning.html", values={}, **_page_of(public_id))


@bp.post("/<public_id>/acknowledge")
@allowed(Action.ACKNOWLEDGE_WARNING)
def acknowledge(public_id: str) -> ResponseReturnValue:
    """Take note of a warning as it was shown."""
    try:
        verbs.acknowledge(actor(), public_id, AcknowledgementForm.read(request.form))
    except Malformed as fault:
        return refill("warning/warning.html", fault, **_page_of(public_id))
    except (Conflict, RuleBroken) as fault:
        flash(sentence(fault), "warn")
    else:
        flash(SAID["acknowledged"], "done")
    if request.form.get("then") == "list":
        return redirect_to("warning.search")
    return redirect_to("warning.show", public_id=public_id)


def _page_of(public_id: str) -> dict[str, Any]:
    facts = warning.find(actor(), public_id)
    reckoned = _reckoned(facts)
    dated = _schedule(facts)
    return {
        "warning": facts,
        "derivation": derivation_sentences(reckoned.derivation),
        "basis": "；".join(reckoned.basis),
        "signals": dated.signals,
        "signal_now": dated.signal_on(clock.today()),
        "letters": outbox.of_public_ids(warning.notices_of(facts.id)),
        "kinds": KINDS,
        "reason_for": reason_for,
        "scale_note": SCALE_NOTE,
        "case_url": _case_url(facts),
        **_words(),
    }


def _case_url(facts: WarningFacts) -> str:
    """Return the address of the case for those whose page it is."""
    if not may_here(Action.SEE_CASE):
        return ""
    return url_for("case.show", case_id=facts.case_public_id)


def _words() -> dict[str, Any]:
    today = clock.today()
    return {
        "clock_name": clock_name,
        "level_words": level_words,
        "reason_of": reason_of,
        "left": lambda row: left_phrase(row.rule, (row.due_on - today).days),
        "look_of": lambda row: _look(row.rule, (row.due_on - today).days),
        "now": clock.now(),
    }


def _look(rule: str, days: int) -> str:
    """Return the state of the chip of a time limit."""
    if days < 0:
        return "overdue" if is_duty(rule) else "stopped"
    return "soon" if days <= _SOON else "plenty"


def _tile(tally: LevelTally) -> dict[str, Any]:
    level = tally.level.value if tally.level else ""
    return {
        "number": tally.open,
        "label": level_words(tally.level),
        "url": url_for(".search", level=level or _OVER),
        "level": level,
        "note": f"其中未签收{tally.waiting}件" if tally.waiting else "都已签收",
        "unit": "件",
    }


def _reckoned(facts: WarningFacts) -> Reckoned:
    stored = deadline.of_public_id(facts.case_id, facts.deadline_public_id)
    if stored.rule in SET_DATES:
        day = stored.raw_due_on
        return clocks.set_date(stored.rule, stored.started_on, day, calendar.current())
    row = clock_row(stored.rule, on=stored.started_on)
    return clocks.reckon(row, stored.started_on, calendar.current(), extended_to=stored.extended_to)


def _schedule(facts: WarningFacts) -> Schedule:
    span = Span(facts.started_on, facts.raw_due_on, facts.due_on)
    return schedule(policy_of(facts.rule), span, calendar.current())
