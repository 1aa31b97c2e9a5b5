"""Meetings: the list of those ahead, and the pages that call, record and cancel one."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken, Taken
from mediation.casework import meeting as verbs
from mediation.models import calendar, meeting, meeting_list, proceeding, user
from mediation.models.case import CaseFacts
from mediation.rules.meeting import MeetingResult, Side, Way, is_on_rest_day
from mediation.rules.permissions import Action, Role
from mediation.schemas.meeting import CallForm, MinutesForm, ReasonForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.habits import habits
from mediation.web.matter import matter_for, matter_in_sight
from mediation.wording.meeting import SAID
from mediation.wording.sentences import label

bp = Blueprint("meeting", __name__)


@bp.get("/meetings")
@allowed(Action.CALL_MEETING)
def search() -> ResponseReturnValue:
    """List the meetings ahead, and those that wait for their minutes."""
    found = meeting_list.upcoming(actor())
    ways = {each.value: label(each) for each in Way}
    return render_template("meeting/list.html", meetings=found, now=clock.now(), ways=ways)


@bp.get("/cases/<case_id>/meetings/new")
@allowed(Action.CALL_MEETING)
def call_form(case_id: str) -> ResponseReturnValue:
    """Show the form with which a meeting is called."""
    matter = matter_for(Action.CALL_MEETING, case_id)
    values = {"minutes_long": "60", "way": Way.ON_SITE.value}
    return render_template("meeting/call.html", values=values, **_choices(matter))


@bp.post("/cases/<case_id>/meetings")
@allowed(Action.CALL_MEETING)
def call(case_id: str) -> ResponseReturnValue:
    """Call the meeting, unless somebody or the room is taken."""
    matter = matter_in_sight(case_id)
    try:
        call_for = CallForm.read(request.form)
        verbs.call_meeting(actor(), case_id, call_for, habits().fonts)
    except (Malformed, RuleBroken, Taken) as fault:
        return refill("meeting/call.html", fault, **_choices(matter))
    is_rest = is_on_rest_day(call_for, calendar.current())
    flash(SAID["called_on_rest_day" if is_rest else "called"], "warn" if is_rest else "done")
    return redirect_to("case.show", case_id=case_id)


@bp.get("/cases/<case_id>/meetings/<meeting_id>/minutes")
@allowed(Action.WRITE_MINUTES)
def minutes_form(case_id: str, meeting_id: str) -> ResponseReturnValue:
    """Show the minutes of a meeting, to be written or mended."""
    matter = matter_for(Action.WRITE_MINUTES, case_id)
    held = meeting.find(matter.id, meeting_id)
    values = {
        "present": held.present,
        "minutes": held.minutes,
        "undisputed": held.undisputed,
        "result": held.result,
    }
    return render_template("meeting/minutes.html", values=values, **_held(matter, held))


@bp.post("/cases/<case_id>/meetings/<meeting_id>/minutes")
@allowed(Action.WRITE_MINUTES)
def write_minutes(case_id: str, meeting_id: str) -> ResponseReturnValue:
    """Keep the minutes."""
    matter = matter_in_sight(case_id)
    held = meeting.find(matter.id, meeting_id)
    try:
        verbs.hold_meeting(actor(), case_id, meeting_id, MinutesForm.read(request.form))
    except (Malformed, RuleBroken) as fault:
        return refill("meeting/minutes.html", fault, **_held(matter, held))
    flash(SAID["minutes_kept"], "done")
    return redirect_to("case.show", case_id=case_id)


@bp.get("/cases/<case_id>/meetings/<meeting_id>/cancel")
@allowed(Action.CALL_MEETING)
def cancel_form(case_id: str, meeting_id: str) -> ResponseReturnValue:
    """Ask why a meeting is cancelled."""
    matter = matter_for(Action.CALL_MEETING, case_id)
    called = meeting.find(matter.id, meeting_id)
    return render_template("meeting/cancel.html", values={}, **_held(matter, called))


@bp.post("/cases/<case_id>/meetings/<meeting_id>/cancel")
@allowed(Action.CALL_MEETING)
def cancel(case_id: str, meeting_id: str) -> ResponseReturnValue:
    """Cancel the meeting; its room and its people are free again."""
    matter = matter_in_sight(case_id)
    called = meeting.find(matter.id, meeting_id)
    try:
        given = ReasonForm.read(request.form)
        verbs.cancel_meeting(actor(), case_id, meeting_id, given.reason)
    except (Malformed, RuleBroken) as fault:
        return refill("meeting/cancel.html", fault, **_held(matter, called))
    flash(SAID["cancelled"], "done")
    return redirect_to("case.show", case_id=case_id)


def _held(matter: CaseFacts, called: meeting.MeetingFacts) -> dict[str, object]:
    return {
        "case": matter,
        "meeting": called,
        "results": [(each.value, label(each)) for each in MeetingResult],
    }


def _choices(matter: CaseFacts) -> dict[str, object]:
    run = proceeding.find_leading(matter.id)
    district_id = matter.district_id
    people = (
        *user.holders(district_id, Role.MEDIATOR),
        *user.holders(district_id, Role.SUPERVISOR),
    )
    seen = {each.public_id: f"{each.name}（{each.organisation_name}）" for each in people}
    return {
        "case": matter,
        "run": run,
        "rooms": [(each.public_id, each.name) for each in meeting.rooms_of(run.body_id)],
        "people": list(seen.items()),
        "sides": [(each.value, label(each)) for each in Side],
        "ways": [(each.value, label(each)) for each in Way],
    }
