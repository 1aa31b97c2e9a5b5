"""The orders of the hotlines: the list, and how long each class of them may take."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed
from mediation.casework import hotline_order as verbs
from mediation.models import hotline_order
from mediation.models.hotline_order import OrderFacts
from mediation.rules.clock_table import ORDER_DATE
from mediation.rules.hotline_order import Difficulty, OrderSource
from mediation.rules.permissions import Action
from mediation.schemas.hotline_order import OrderClassForm, OrderLimitForm
from mediation.web.deadline import short_day, standing_of
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.hotline_order import SAID
from mediation.wording.sentences import label

bp = Blueprint("hotline_order", __name__, url_prefix="/orders")


@bp.get("")
@allowed(Action.SEE_ORDERS)
def search() -> ResponseReturnValue:
    """List the orders that wait, the most urgent first, or those that were answered."""
    acting, today, mark = actor(), clock.today(), request.args.get("after")
    only_open = not request.args.get("answered")
    page = hotline_order.search(acting, only_open=only_open, mark=mark)
    kept: dict[str, Any] = {} if only_open else {"answered": "1"}
    return render_template(
        "hotline_order/list.html",
        rows=[_row(each) for each in page.rows],
        only_open=only_open,
        tally=hotline_order.tally(acting.district_id or 0, today.replace(month=1, day=1), today),
        year=today.year,
        next_url=url_for(".search", after=page.next_mark, **kept) if page.next_mark else "",
        first_url=url_for(".search", **kept) if mark else "",
    )


@bp.get("/limits")
@allowed(Action.SEE_ORDERS)
def show_limits() -> ResponseReturnValue:
    """Show how many days the orders of each class have."""
    return render_template("hotline_order/limits.html", values={}, **_limits())


@bp.post("/limits")
@allowed(Action.EDIT_ORDER_LIMITS)
def set_limit() -> ResponseReturnValue:
    """Enter how many days the orders of a class have."""
    try:
        verbs.set_limit(actor(), OrderLimitForm.read(request.form))
    except Malformed as fault:
        return refill("hotline_order/limits.html", fault, **_limits())
    flash(SAID["limit_set"], "done")
    return redirect_to("hotline_order.show_limits")


@bp.post("/limits/drop")
@allowed(Action.EDIT_ORDER_LIMITS)
def drop_limit() -> ResponseReturnValue:
    """Take a limit away."""
    verbs.drop_limit(actor(), *OrderClassForm.read(request.form))
    flash(SAID["limit_dropped"], "done")
    return redirect_to("hotline_order.show_limits")


def _row(order: OrderFacts) -> dict[str, Any]:
    if order.replied_on is not None:
        return {"order": order}
    left, state = standing_of(ORDER_DATE, order.due_on, clock.today())
    return {
        "order": order,
        "left": left,
        "state": state,
        "due": short_day(order.due_on, clock.today()),
    }


def _limits() -> dict[str, Any]:
    return {
        "limits": hotline_order.limits(actor().district_id),
        "sources": [(each.value, label(each)) for each in OrderSource],
        "difficulties": [(each.value, label(each)) for each in Difficulty],
    }
