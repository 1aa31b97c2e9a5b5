"""Promised calls at the browser: the list of those that wait, a new one, and that it was made."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.basics.text import masked_name
from mediation.casework import follow_up as verbs
from mediation.models import calendar, follow_up
from mediation.models.follow_up import FollowUpFacts
from mediation.rules.follow_up import is_overdue, next_moment
from mediation.rules.permissions import Action
from mediation.schemas.follow_up import FollowUpForm
from mediation.web.deadline import short_day
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.matter import matter_for, matter_in_sight
from mediation.wording.follow_up import SAID, STANDING
from mediation.wording.sentences import sentence

bp = Blueprint("follow_up", __name__)


@bp.get("/follow-ups")
@allowed(Action.CALL_BACK)
def search() -> ResponseReturnValue:
    """List the calls that wait for the person of this request."""
    mark = request.args.get("after")
    page = follow_up.waiting_for(actor(), mark)
    return render_template(
        "follow_up/list.html",
        follow_ups=[shown(each) for each in page.rows],
        tally=follow_up.tally(actor(), clock.now()),
        next_url=url_for(".search", after=page.next_mark) if page.next_mark else "",
        first_url=url_for(".search") if mark else "",
    )


@bp.get("/cases/<case_id>/follow-ups/new")
@allowed(Action.CALL_BACK)
def show_new(case_id: str) -> ResponseReturnValue:
    """Show the form for a promised call, with the next hour at which somebody is there."""
    matter = matter_for(Action.CALL_BACK, case_id)
    return render_template("follow_up/new.html", case=matter, values={"due_at": proposed()})


@bp.post("/cases/<case_id>/follow-ups")
@allowed(Action.CALL_BACK)
def call_back(case_id: str) -> ResponseReturnValue:
    """Promise a call."""
    matter = matter_in_sight(case_id)
    try:
        verbs.call_back(actor(), case_id, FollowUpForm.read(request.form))
    except Malformed as fault:
        return refill("follow_up/new.html", fault, case=matter)
    flash(SAID["promised"], "done")
    return redirect_to("case.show", case_id=case_id)


@bp.post("/cases/<case_id>/follow-ups/<follow_up_id>/done")
@allowed(Action.FINISH_FOLLOW_UP)
def finish(case_id: str, follow_up_id: str) -> ResponseReturnValue:
    """Note that the call was made, and go back to where the button stood."""
    matter_in_sight(case_id)
    try:
        verbs.finish_follow_up(actor(), case_id, follow_up_id)
    except RuleBroken as fault:
        flash(sentence(fault), "warn")
    else:
        flash(SAID["done"], "done")
    if request.form.get("then") == "list":
        return redirect_to("follow_up.search")
    return redirect_to("case.show", case_id=case_id)


def proposed() -> str:
    """Return the hour that a form proposes for a call, as its field holds it."""
    return f"{clock.local(next_moment(clock.now(), calendar.current())):%Y-%m-%dT%H:%M}"


def shown(row: FollowUpFacts) -> dict[str, Any]:
    """Return a promised call as a page shows it: when in words, and whether it is late."""
    now, at = clock.now(), clock.local(row.done_at or row.due_at)
    standing, tone = "later", "waiting"
    if row.done_at is not None:
        standing, tone = "done", "good"
    elif is_overdue(row.due_at, now):
        standing, tone = "overdue", "trouble"
    elif at.date() == clock.today():
        standing, tone = "today", "attention"
    return {
        "row": row,
        "who": masked_name(row.applicant_name),
        "when": f"{short_day(at.date(), clock.today())} {at:%H:%M}",
        "standing": STANDING[standing],
        "tone": tone,
        "done_url": url_for(
            "follow_up.finish", case_id=row.case_public_id, follow_up_id=row.public_id
        ),
    }
