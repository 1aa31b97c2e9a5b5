"""Referrals: what waits for an answer first, then what came and went."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.models import referral
from mediation.models.referral import ReferralFacts
from mediation.rules.clock_table import AWAITED_DATE
from mediation.rules.permissions import Action
from mediation.web.deadline import short_day, standing_of
from mediation.web.door import actor
from mediation.web.guard import allowed

bp = Blueprint("referral", __name__, url_prefix="/referrals")


@bp.get("")
@allowed(Action.SEE_REFERRALS)
def search() -> ResponseReturnValue:
    """List the referrals of the cases that somebody sees."""
    acting, today, mark = actor(), clock.today(), request.args.get("after")
    page = referral.search(acting, mark)
    return render_template(
        "referral/list.html",
        awaited=[] if mark else [_row(each) for each in referral.awaited(acting)],
        paged=bool(mark),
        rows=page.rows,
        tally=referral.tally(acting.district_id or 0, today.replace(month=1, day=1), today),
        year=today.year,
        next_url=url_for(".search", after=page.next_mark) if page.next_mark else "",
        first_url=url_for(".search") if mark else "",
    )


def _row(sent: ReferralFacts) -> dict[str, Any]:
    today, expected_on = clock.today(), sent.expected_on or sent.sent_on
    left, state = standing_of(AWAITED_DATE, expected_on, today)
    return {"sent": sent, "left": left, "state": state, "due": short_day(expected_on, today)}
