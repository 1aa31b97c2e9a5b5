"""Signing in and out, and one's own account.

A link to set a password is opened once: its secret moves into the session of the browser and out
of the address, so that no history and no referrer keeps it.
"""

import structlog
from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, NotFound, RuleBroken
from mediation.casework import account
from mediation.models import password_link, sign_in
from mediation.rules.permissions import Action
from mediation.schemas.account import (
    NewPasswordForm,
    PasswordChangeForm,
    SignInForm,
    TextSizeForm,
)
from mediation.web.door import actor, browser, redirect_back, redirect_to, refill
from mediation.web.guard import allowed, public
from mediation.web.habits import habits
from mediation.web.origin import origin_of
from mediation.web.sessions import new_token
from mediation.wording.account import SAID, device
from mediation.wording.sentences import sentence

bp = Blueprint("account", __name__)

_LINK = "password_link"
_log = structlog.get_logger("mediation.web")


@bp.get("/sign-in")
@public
def show_sign_in() -> ResponseReturnValue:
    """Show the sign-in; whoever is in already goes home."""
    wanted = request.args.get("next", "")
    if browser().signed_in:
        return redirect_back(wanted)
    return render_template("account/sign_in.html", wanted=wanted)


@bp.post("/sign-in")
@public
def come_in() -> ResponseReturnValue:
    """Let somebody in under a new token, and take them where they were going."""
    now = clock.now()
    try:
        tried = SignInForm.read(request.form)
        person = account.come_in(tried.username, tried.password, origin_of(request), now)
    except Malformed as fault:
        _log.info("sign_in_refused", address=request.remote_addr)
        return refill("account/sign_in.html", fault, wanted=request.form.get("next", ""))
    except RuleBroken as fault:
        _log.info("sign_in_throttled", address=request.remote_addr)
        return render_template("errors/429.html", reason=sentence(fault)), 429
    token = new_token()
    account.begin_session(person, token, now, habits().lives, request.user_agent.string)
    browser().begin(token)
    return redirect_back(tried.next)


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """Sign this browser out and let it forget everything."""
    _leave()
    flash(SAID["signed_out"], "done")
    return redirect_to("account.show_sign_in")


@bp.get("/account")
@allowed(Action.USE_OWN_ACCOUNT)
def show() -> ResponseReturnValue:
    """Show one's own account with its sign-ins."""
    found = browser().signed_in
    this = found.session_key if found else 0
    return render_template(
        "account/account.html",
        large_text=found is not None and found.large_text,
        sign_ins=sign_in.sign_ins_of(actor(), clock.now(), habits().idle, this),
        device=device,
    )


@bp.get("/account/password")
@allowed(Action.USE_OWN_ACCOUNT)
def show_password_form() -> ResponseReturnValue:
    """Show the form for a new password."""
    return render_template("account/password.html", **_password_page())


@bp.post("/account/password")
@allowed(Action.USE_OWN_ACCOUNT)
def change_password() -> ResponseReturnValue:
    """Replace the password."""
    found = browser().signed_in
    try:
        change = PasswordChangeForm.read(request.form)
        acting = actor()
        key = found.session_key if found else 0
        account.change_password(acting, acting.public_id, change, habits().password_shortest, key)
    except Malformed as fault:
        return refill("account/password.html", fault, **_password_page())
    flash(SAID["password_changed"], "done")
    return redirect_back()


@bp.post("/account/text-size")
@allowed(Action.USE_OWN_ACCOUNT)
def choose_text_size() -> ResponseReturnValue:
    """Keep the size of the letters."""
    size = TextSizeForm.read(request.form)
    account.choose_text_size(actor(), actor().public_id, large=size.large_text)
    flash(SAID["text_size"], "done")
    return redirect_to("account.show")


@bp.post("/account/sign-ins/<public_id>/end")
@allowed(Action.USE_OWN_ACCOUNT)
def end_sign_in(public_id: str) -> ResponseReturnValue:
    """Sign one other browser out."""
    account.end_sign_in(actor(), actor().public_id, public_id)
    flash(SAID["ended_one"], "done")
    return redirect_to("account.show")


@bp.post("/account/sign-out-everywhere")
@allowed(Action.USE_OWN_ACCOUNT)
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign every browser of the person out."""
    account.sign_out_everywhere(actor(), actor().public_id)
    _leave()
    flash(SAID["signed_out_everywhere"], "done")
    return redirect_to("account.show_sign_in")


@bp.get("/password/<token>")
@public
def open_link(token: str) -> ResponseReturnValue:
    """Take the secret of a one-time link out of the address."""
    password_link.owner_of_link(token, clock.now())
    _leave()
    browser()[_LINK] = token
    return redirect_to("account.show_link_form")


@bp.get("/password")
@public
def show_link_form() -> ResponseReturnValue:
    """Show the form for a password that is set with a link."""
    password_link.owner_of_link(browser().get(_LINK, ""), clock.now())
    return render_template("account/new_password.html", shortest=habits().password_shortest)


@bp.post("/password")
@public
def set_password() -> ResponseReturnValue:
    """Set a password with a link."""
    token = browser().get(_LINK, "")
    owner = password_link.owner_of_link(token, clock.now())
    person = sign_in.find_actor(owner, origin_of(request))
    shortest = habits().password_shortest
    try:
        new = NewPasswordForm.read(request.form)
        account.set_password_by_link(person, owner, token, new, shortest)
    except Malformed as fault:
        return refill("account/new_password.html", fault, shortest=shortest)
    browser().finish()
    flash(SAID["password_set"], "done")
    return redirect_to("account.show_sign_in")


@bp.errorhandler(NotFound)
def _link_spent(fault: NotFound) -> ResponseReturnValue:
    if fault.code == "account.link_spent":
        return render_template("errors/400.html", reason=sentence(fault)), 410
    return render_template("errors/404.html"), 404


def _leave() -> None:
    """End the session of this browser, if it has one."""
    if browser().token:
        account.end_session(browser().token)
        g.signed_out = True
    browser().finish()


def _password_page() -> dict[str, object]:
    found = browser().signed_in
    return {
        "shortest": habits().password_shortest,
        "is_given": found is not None and found.must_change_password,
    }
