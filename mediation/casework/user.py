"""People with an account: what an administrator does for them.

Nobody sets a password for somebody else over the web: an administrator makes a link that works
once.  At the command line of the server a first password can be given, which its owner has to
replace.  Whatever changes what a person may do ends their sign-ins at once.
"""

from mediation.basics.errors import Malformed, NotFound, RuleBroken
from mediation.gate.command import Work, command
from mediation.models import organisation, password, password_link, sign_in, throttle, user
from mediation.models.user import UserFacts
from mediation.rules.permissions import Action, Role
from mediation.rules.user import UserEntry, is_username, role_problems


@command(Action.EDIT_USERS)
def add(work: Work, entry: UserEntry) -> str:
    """Open an account without a password; return its public id."""
    _refuse_roles(entry)
    if not is_username(entry.username):
        raise Malformed.at("username", "user.username_shape")
    district_id = _district_of(work, entry)
    public_id = user.add(district_id, entry, work.now)
    work.about("user", public_id, district_id=district_id)
    return public_id


@command(Action.EDIT_USERS, on=user.standing)
def change(work: Work, public_id: str, entry: UserEntry) -> str:
    """Write down who a person is and what they may be; they sign in anew."""
    _refuse_roles(entry)
    facts = user.find(work.actor, public_id)
    if Role.ADMIN in facts.roles and Role.ADMIN not in entry.roles:
        _keep_an_admin(work, facts)
    user.change(public_id, entry)
    if set(entry.roles) != set(facts.roles) or set(entry.town_codes) != set(facts.town_codes):
        sign_in.end_all(facts.id)
    return public_id


@command(Action.EDIT_USERS, on=user.standing)
def disable(work: Work, public_id: str) -> str:
    """Close an account; every sign-in of the person ends."""
    facts = user.find(work.actor, public_id)
    if Role.ADMIN in facts.roles:
        _keep_an_admin(work, facts)
    user.disable(public_id, work.now)
    sign_in.end_all(facts.id)
    password_link.spend_links(facts.id, work.now)
    return public_id


@command(Action.EDIT_USERS, on=user.standing)
def enable(_work: Work, public_id: str) -> str:
    """Open a closed account again."""
    user.enable(public_id)
    return public_id


@command(Action.EDIT_USERS, on=user.standing)
def unlock(work: Work, public_id: str) -> str:
    """Let a person try their password again before the quarter of an hour is over."""
    facts = user.find(work.actor, public_id)
    throttle.forget_tries(throttle.account_subject(facts.username))
    return public_id


@command(Action.EDIT_USERS, on=user.standing)
def make_link(work: Work, public_id: str, token: str) -> str:
    """Make the one link with which the person sets a password within a day."""
    facts = user.find(work.actor, public_id)
    if facts.disabled_at is not None:
        raise RuleBroken("user.disabled")
    password_link.make_link(token, facts.id, work.actor.user_id, work.now)
    return public_id


@command(Action.EDIT_USERS, on=user.standing)
def give_password(work: Work, public_id: str, first: str) -> str:
    """Give a first password at the server's command line; its owner has to replace it."""
    user.set_password(public_id, password.hashed(first), work.now, must_change=True)
    sign_in.end_all(user.find(work.actor, public_id).id)
    return public_id


def _district_of(work: Work, entry: UserEntry) -> int:
    try:
        return organisation.find(work.actor, entry.organisation_id).district_id
    except NotFound as fault:
        raise Malformed.at("organisation", "form.not_a_choice", field="organisation") from fault


def _refuse_roles(entry: UserEntry) -> None:
    problems = role_problems(entry.roles)
    if problems:
        raise Malformed({"roles": problems})


def _keep_an_admin(work: Work, facts: UserFacts) -> None:
    if work.actor.user_id == facts.id:
        raise RuleBroken("user.own_account")
    if not user.count_active_admins(besides=facts.public_id):
        raise RuleBroken("user.last_admin")
