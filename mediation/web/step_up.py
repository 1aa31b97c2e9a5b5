"""The password once more, before what could do the most harm.

A view says `needs_password_again` (or only for some of its requests, with `when`).  Whoever has
not typed the password within ten minutes meets a page with one field.  A form that was on its way
comes back in hidden fields and goes on at once when the password is right: nothing of it is kept
on the server in between.  The session goes on under a new token.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.casework import account
from mediation.rules.password import is_fresh
from mediation.rules.permissions import Action
from mediation.web.door import actor, browser, problems_of, redirect_back, typed_fields
from mediation.web.guard import allowed
from mediation.web.sessions import new_token
from mediation.wording.sentences import sentence

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]

bp = Blueprint("step_up", __name__)

_FIELD = "step_up_password"


def needs_password_again(
    when: Callable[[], bool] = lambda: True,
) -> Callable[[View[P]], View[P]]:
    """Let a view be reached only by somebody who has just typed the password again."""

    def around(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if not when() or _is_fresh_here():
                return view(*args, **kwargs)
            refused = _refused_here()
            return view(*args, **kwargs) if refused is None else refused

        return asked

    return around


@bp.get("/step-up")
@allowed(Action.STEP_UP)
def show() -> ResponseReturnValue:
    """Ask for the password again, and go on to where somebody was going."""
    wanted = request.args.get("next", "")
    if _is_fresh_here():
        return redirect_back(wanted)
    return _page({}, url_for(".confirm", next=wanted))


@bp.post("/step-up")
@allowed(Action.STEP_UP)
def confirm() -> ResponseReturnValue:
    """Take the password and go on."""
    refused = _refused_here()
    return redirect_back(request.args.get("next", "")) if refused is None else refused


def _is_fresh_here() -> bool:
    found = browser().signed_in
    return found is not None and is_fresh(found.stepped_up_at, clock.now())


def _refused_here() -> ResponseReturnValue | None:
    """Take the password that came with the request; none is returned when it was right."""
    if request.method != "POST":
        return _page({}, url_for("step_up.confirm", next=request.full_path.rstrip("?"))), 403
    address, typed = request.full_path.rstrip("?"), request.form.get(_FIELD, "")
    if not typed:
        problems = {} if _FIELD not in request.form else {_FIELD: ["请填写密码。"]}
        return _page(problems, address), 422 if problems else 403
    now, token = clock.now(), new_token()
    try:
        account.step_up(actor(), typed, browser().token, token, now)
    except Malformed as fault:
        return _page(problems_of(fault), address), 422
    except RuleBroken as fault:
        return render_template("errors/429.html", reason=sentence(fault)), 429
    browser().go_on(token, now)
    return None


def _page(problems: dict[str, list[str]], address: str) -> str:
    kept = [] if request.method != "POST" else list(typed_fields().items())
    return render_template(
        "account/step_up.html",
        action=address,
        kept=[(name, value) for name, values in kept for value in values],
        problems=problems,
    )
