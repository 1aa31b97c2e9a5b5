"""The people with an account: list, add, edit, close, open, unlock, and the one-time link."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed
from mediation.casework import user
from mediation.models import organisation, password_link, throttle
from mediation.models import user as people
from mediation.models.user import UserFacts
from mediation.rules.permissions import Action, Role
from mediation.rules.user import GIVEN_ROLES
from mediation.schemas.user import UserChangeForm, UserForm
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.habits import habits
from mediation.web.sessions import new_token
from mediation.wording.sentences import label
from mediation.wording.user import SAID

bp = Blueprint("user", __name__, url_prefix="/users")


@bp.get("")
@allowed(Action.SEE_USERS)
def search() -> ResponseReturnValue:
    """List the people of the district."""
    words = request.args.get("words", "")[:60]
    wanted = request.args.get("role", "")
    role = Role(wanted) if wanted in GIVEN_ROLES else None
    mark = request.args.get("after")
    page = people.search(actor(), mark, words, role)
    following = url_for("user.search", words=words, role=wanted, after=page.next_mark)
    return render_template(
        "user/list.html",
        page=page,
        values={"words": words, "role": wanted},
        roles=_role_choices(),
        next_url=following if page.next_mark else "",
        first_url=url_for("user.search", words=words, role=wanted) if mark else "",
    )


@bp.get("/new")
@allowed(Action.EDIT_USERS)
def show_new() -> ResponseReturnValue:
    """Show the form for a new account."""
    return render_template("user/new.html", values={}, **_choices())


@bp.post("")
@allowed(Action.EDIT_USERS)
def add() -> ResponseReturnValue:
    """Open an account."""
    try:
        public_id = user.add(actor(), UserForm.read(request.form))
    except Malformed as fault:
        return refill("user/new.html", fault, **_choices())
    flash(SAID["added"], "done")
    return redirect_to("user.show", public_id=public_id)


@bp.get("/<public_id>")
@allowed(Action.SEE_USERS)
def show(public_id: str) -> ResponseReturnValue:
    """Show a person."""
    person = people.find(actor(), public_id)
    subject = throttle.account_subject(person.username)
    is_locked = throttle.is_locked(subject, throttle.MOST_PER_ACCOUNT, clock.now())
    return render_template("user/user.html", person=person, is_locked=is_locked)


@bp.get("/<public_id>/edit")
@allowed(Action.EDIT_USERS)
def show_edit(public_id: str) -> ResponseReturnValue:
    """Show the form for changing a person."""
    person = people.find(actor(), public_id)
    return render_template("user/edit.html", person=person, values=_values(person), **_choices())


@bp.post("/<public_id>/edit")
@allowed(Action.EDIT_USERS)
def change(public_id: str) -> ResponseReturnValue:
    """Change a person."""
    try:
        user.change(actor(), public_id, UserChangeForm.read(request.form))
    except Malformed as fault:
        person = people.find(actor(), public_id)
        return refill("user/edit.html", fault, person=person, **_choices())
    flash(SAID["changed"], "done")
    return redirect_to("user.show", public_id=public_id)


@bp.post("/<public_id>/disable")
@allowed(Action.EDIT_USERS)
def disable(public_id: str) -> ResponseReturnValue:
    """Close an account."""
    user.disable(actor(), public_id)
    flash(SAID["disabled"], "done")
    return redirect_to("user.show", public_id=public_id)


@bp.post("/<public_id>/enable")
@allowed(Action.EDIT_USERS)
def enable(public_id: str) -> ResponseReturnValue:
    """Open a closed account."""
    user.enable(actor(), public_id)
    flash(SAID["enabled"], "done")
    return redirect_to("user.show", public_id=public_id)


@bp.post("/<public_id>/unlock")
@allowed(Action.EDIT_USERS)
def unlock(public_id: str) -> ResponseReturnValue:
    """Let a person try again at once."""
    user.unlock(actor(), public_id)
    flash(SAID["unlocked"], "done")
    return redirect_to("user.show", public_id=public_id)


@bp.post("/<public_id>/link")
@allowed(Action.EDIT_USERS)
def make_link(public_id: str) -> ResponseReturnValue:
    """Make a one-time link and show it once; the page cannot be fetched a second time."""
    token = new_token()
    user.make_link(actor(), public_id, token)
    if not password_link.is_live(token, clock.now()):
        flash(SAID["link_made_before"], "warn")
        return redirect_to("user.show", public_id=public_id)
    address = habits().base_url.rstrip("/") + url_for("account.open_link", token=token)
    person = people.find(actor(), public_id)
    return render_template("user/link.html", person=person, address=address)


def _choices() -> dict[str, Any]:
    acting = actor()
    bodies = organisation.search(acting)
    return {
        "roles": _role_choices(),
        "organisations": [(body.public_id, body.name) for body in bodies],
        "towns": [(town.code, town.name) for town in organisation.towns(acting.district_id)],
    }


def _role_choices() -> list[tuple[str, str]]:
    return [(role.value, label(role)) for role in GIVEN_ROLES]


def _values(person: UserFacts) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email,
        "organisation": person.organisation_public_id,
        "roles": [role.value for role in person.roles],
        "towns": list(person.town_codes),
    }
